"""Health checks of the tables, which are made from the log and can be made anew."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from domain.errors import DepositaryError
from domain.events.log import Expunged
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.read_only_connection import without_trace
from infrastructure.bootstrap import tables_folder
from infrastructure.doctor.finding import (
    MOUNT_IT,
    REBUILD,
    HealthFinding,
    Installation,
    advice,
    locked,
    problem,
)
from infrastructure.doctor.owner_checks import owners_of
from infrastructure.files.sqlite_errors import (
    undecodable_as_corrupt,
    why_full,
    why_mounted,
    why_unchangeable,
    why_unwritable,
)
from infrastructure.files.store_path import BESIDE, why_no_folder
from infrastructure.read_model import kept, schema
from infrastructure.read_model.generations import LOCK, Generations
from infrastructure.read_model.table_files import schema_number
from infrastructure.read_model.table_hashes import parts
from infrastructure.read_model.table_making import create_indexes, create_tables

_LAST = "SELECT CAST(coalesce(max(position), 0) AS INTEGER) FROM event"


def check_tables(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that the tables are there, can be used, are of this version, and of this log."""
    folder = tables_folder(installation.store)
    if folder is None:
        return
    why = why_no_folder(folder) or why_unwritable(folder)
    if not (why or folder.exists()):
        yield advice("There are no tables yet.", "The next question makes them.")
        return
    try:
        used = None if why else Generations(folder).current()
    except DepositaryError as error:
        yield problem(
            str(error), "rm -r {folder}, and then: {rebuild}", folder=folder, rebuild=REBUILD
        )
        return
    if why:
        yield _not_usable(why, folder)
        return
    if used is None or not used.exists():
        yield problem("It is not said which tables are in use.", REBUILD)
    else:
        yield from _unusable_now(used) or _check_used(used, log)
        yield from _left_over(installation, used)
    yield from locked("The folder of the tables is kept locked by {process}.", folder / LOCK)


def _left_over(installation: Installation, used: Path) -> Iterator[HealthFinding]:
    for path in sorted(used.parent.glob("gen-*.sqlite")):
        if path.name > used.name and installation.is_leftover(path):
            yield problem("{path} was left by a rebuild that was stopped.", REBUILD, path=path)


def _unusable_now(used: Path) -> Sequence[HealthFinding]:
    """Check whether a question could use the tables now, and bring them up to date."""
    why = why_unchangeable(*(used.with_name(f"{used.name}{end}") for end in ("", *BESIDE)))
    if why:
        return [_not_usable(why, used.parent)]
    return list(locked("The tables are kept locked by {process}.", used))


def _not_usable(why: str, folder: Path) -> HealthFinding:
    ours = all(owners_of(path) <= {os.geteuid()} for path in (folder, *folder.glob("*")))
    permit = "chmod -R u+rwX {folder}; or ask a copy elsewhere: depositary backup FOLDER"
    hand_over = "chown -R USER {folder}; or ask a copy that is yours: depositary backup FOLDER"
    remedy = (permit if ours else hand_over) if folder.is_dir() else "Move it away."
    return problem(
        "Questions cannot be answered: {why}.",
        MOUNT_IT if folder.is_dir() and why_mounted(folder) else remedy,
        why=why,
        folder=folder,
    )


def _check_used(path: Path, log: LogFile) -> Iterator[HealthFinding]:
    try:
        with undecodable_as_corrupt(), closing(without_trace(path)) as connection:
            if found := _not_as_made(connection):
                yield found
                return
            (position,) = connection.execute(_LAST).fetchone()
            assert isinstance(position, int)  # the query casts it
    except sqlite3.Error as error:
        if why := why_full(path.parent, error):
            yield problem("Questions cannot be answered: {why}.", "Make room there.", why=why)
        else:
            yield problem("The tables are damaged: {error}.", REBUILD, error=error)
        return
    last, _ = log.highest_positions()
    if position > last:
        sentence = "The tables know @{position}, and the log ends at @{last}."
        yield problem(sentence, REBUILD, position=position, last=last)
    elif removed := _removed_since(log, position):
        yield problem(
            "The tables contain texts of @{removed} that were removed from the log.",
            "Send the same again: depositary expunge @{removed} …",
            removed=removed,
        )
    elif position < last:
        sentence = "The tables end at @{position}, and the log at @{last}."
        yield advice(sentence, "The next question makes up for it.", position=position, last=last)


def _not_as_made(connection: sqlite3.Connection) -> HealthFinding | None:
    """Say what is wrong with the file itself, None if nothing is."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if number != schema_number():
        return problem("The tables are of another version of Depositary.", REBUILD)
    (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        return problem("The tables are damaged: {error}.", REBUILD, error=result)
    if names := _differences(connection):
        sentence = "Tables, views or triggers are not as they were made: {names}."
        return problem(sentence, REBUILD, names=", ".join(names))
    return None


def _differences(connection: sqlite3.Connection) -> Sequence[str]:
    """Return the names of tables, indexes, views and triggers that are not as they are made."""
    with closing(sqlite3.connect(":memory:")) as made:
        create_tables(made)
        create_indexes(made, *schema.TABLES)
        kept.spoil_all(made)
        changed = {*parts(made)} ^ {*parts(connection)}
    return sorted({name for _, name, _ in changed})


def _removed_since(log: LogFile, position: int) -> int | None:
    """Return an event of which texts were removed after a position, and not before it came."""
    removals = (
        event.expunged for stored, _, event in log.events(Expunged) if stored.position > position
    )
    return next((expunged for expunged in removals if expunged <= position), None)
