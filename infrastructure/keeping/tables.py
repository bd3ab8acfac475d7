"""What `doctor` looks at in the tables, which are made from the log and can be made anew."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from domain.errors import DepositaryError
from domain.events.log import Expunged
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.published.prefix import event_of
from infrastructure.bootstrap import tables_folder
from infrastructure.files import BESIDE
from infrastructure.garbled import garbled
from infrastructure.keeping.inside import VERIFY
from infrastructure.keeping.office import Office, Sign, locked, note
from infrastructure.read_model.generations import LOCK, Generations
from infrastructure.read_model.schema import schema_number
from infrastructure.unwritable import why_unchangeable, why_unwritable
from infrastructure.waiting import step

REBUILD = "depositary rebuild"
_LAST = "SELECT CAST(coalesce(max(position), 0) AS INTEGER) FROM event"


def tables(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether the tables are there, can be used, are of this version, and of this log."""
    folder = tables_folder(office.store)
    if folder is None:
        return
    if not folder.exists():
        yield note("There are no tables yet.", "The next question makes them.")
        return
    why = why_unwritable(folder)
    try:
        used = None if why else Generations(folder).current()
    except DepositaryError as error:
        yield Sign(str(error), f"rm -r {folder}, and then: {REBUILD}")
        return
    if why:
        yield _forbidden(why, folder)
    elif used is None or not used.exists():
        yield Sign("It is not said which tables are in use.", REBUILD)
        yield from locked("folder of the tables is", folder / LOCK)
    else:
        yield from _usable(used) or _used(used, told)
        for path in sorted(folder.glob("gen-*.sqlite")):
            if path.name > used.name and office.is_left(path):
                yield Sign(
                    worded("{path} was left by a rebuild that was stopped.", path=path), REBUILD
                )


def _usable(used: Path) -> Sequence[Sign]:
    """Look whether a question could use the tables now, and bring them up to date."""
    why = why_unchangeable(*(used.with_name(f"{used.name}{end}") for end in ("", *BESIDE)))
    return [_forbidden(why, used.parent)] if why else list(locked("tables are", used))


def _forbidden(why: str, folder: Path) -> Sign:
    step = f"chown -R USER {folder}; or ask a copy that is yours: depositary backup FOLDER"
    return Sign(
        worded("Questions cannot be answered: {why}.", why=why),
        step if folder.is_dir() else "Move it away.",
    )


def questions(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether every event of the log can be read, since questions rest on all of them."""
    del office
    try:
        for stored in told.entries():
            event_of(stored)
    except DepositaryError as error:
        step = worded(
            "{VERIFY}; if a newer version of Depositary recorded it, use that one", VERIFY=VERIFY
        )
        yield Sign(worded("Questions cannot be answered: {error}", error=error), step)


def _used(path: Path, told: LogFile) -> Iterator[Sign]:
    try:
        with garbled(), closing(without_trace(path)) as connection:
            (number,) = connection.execute("PRAGMA user_version").fetchone()
            if number != schema_number():
                yield Sign("The tables are of another version of Depositary.", REBUILD)
                return
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if sound != "ok":
                yield Sign(worded("The tables are damaged: {sound}.", sound=sound), REBUILD)
                return
            (position,) = connection.execute(_LAST).fetchone()
            assert isinstance(position, int)  # the question sees to it
    except sqlite3.Error as error:
        yield Sign(worded("The tables are damaged: {error}.", error=error), REBUILD)
        return
    last, _ = told.highest_positions()
    if position > last:
        yield Sign(
            worded(
                "The tables know @{position}, and the log ends at @{last}.",
                position=position,
                last=last,
            ),
            REBUILD,
        )
    elif removed := _removed_since(told, position):
        yield Sign(
            worded(
                "The tables hold texts of @{removed} that were removed from the log.",
                removed=removed,
            ),
            worded("Send the same again: depositary expunge @{removed} …", removed=removed),
        )
    elif position < last:
        yield note(
            worded(
                "The tables end at @{position}, and the log at @{last}.",
                position=position,
                last=last,
            ),
            "The next question makes up for it.",
        )


def _removed_since(told: LogFile, position: int) -> int | None:
    """Return an event of which texts were removed after a position, and not before it came."""
    removals = (
        event.expunged for stored, _, event in told.events(Expunged) if stored.position > position
    )
    return next((expunged for expunged in removals if expunged <= position), None)


def without_trace(path: Path) -> sqlite3.Connection:
    """Open a database so that nothing is left beside it, not even SQLite's own empty files.

    A lock is not waited for: whether one is kept was looked at before.
    """
    closed = not path.with_name(f"{path.name}-wal").exists()
    how = "immutable=1" if closed else "mode=ro"
    uri = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(uri, uri=True, timeout=step(), isolation_level=None)
