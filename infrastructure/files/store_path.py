"""Checks of what is at the places of a register's files and folders."""

import stat
from os import stat_result
from pathlib import Path

from domain.errors import Unavailable
from domain.words import worded

STORE = "register.db"
"""What `init` calls the file of a register."""

BESIDE = ("-wal", "-shm", "-journal")
"""The ends of names by which SQLite takes a file for a part of the database beside it."""

ENDS = (".contacts", ".sent", ".expunging", ".checkpoints", ".published", ".read")
"""The ends of all that is beside a register and has its name otherwise."""

_SHOWN_BY_THE_SYSTEM = {Path("/proc"), Path("/sys")}
"""Folders of files that are not stored; who reads some of them waits for ever."""


def must_be_possible(store: Path) -> None:
    """Refuse what can be no register's file.

    Raises:
        Unavailable: it is the root of all folders, a pipe, a device or a link that leads nowhere,
            or one of these is where SQLite keeps a part of it, or it is called as something beside
            a register is.
    """
    if store.name.endswith((*ENDS, *BESIDE)):
        raise Unavailable(
            "{store} cannot be a register: what is beside one is called so. Name the file of one "
            "with --store, such as {other}.",
            store=store,
            other=store.with_suffix(".db"),
        )
    try:
        found = store.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise Unavailable(
            "{store} cannot be a register: {strerror}. Name the file of one with --store.",
            store=store,
            strerror=error.strerror,
        ) from error
    is_file = _is_stored_file(store, found)
    if not store.name or not (is_file or stat.S_ISDIR(found.st_mode)):
        sentence = "{store} is no file; name the file of a register with --store."
        raise Unavailable(sentence, store=store)
    must_fit(why_no_database(store) if is_file else "")


def must_be_there(store: Path) -> None:
    """Refuse to go on where no file of a register is.

    Raises:
        Unavailable: there is none.
    """
    if store.is_file():
        return
    if (inside := store / STORE).is_file():
        sentence = "{store} is a folder. Name the register in it: --store {inside}"
        raise Unavailable(sentence, store=store, inside=inside)
    raise Unavailable(
        "There is no register at {store}. Begin one with: depositary init, or name another with "
        "--store.",
        store=store,
    )


def why_no_file(path: Path) -> str:
    """Say what else than a file is at the place of a file, or nothing where it is free or a file.

    Nothing is ever waited for: from a pipe there may never come anything.
    """
    found, why = _looked_up(path)
    if why or found is None or _is_stored_file(path, found):
        return why
    return worded("{path} is no file", path=path)


def why_no_database(path: Path) -> str:
    """Say the same of a database and of its parts."""
    return next(filter(None, map(why_no_file, parts(path))), "")


def parts(database: Path) -> tuple[Path, ...]:
    """Return the places of a database and of what SQLite opens with it."""
    return database, *(database.with_name(f"{database.name}{end}") for end in BESIDE)


def why_no_folder(path: Path) -> str:
    """Say what else than a folder is at the place of one, or nothing where it is free or one."""
    found, why = _looked_up(path)
    if why or found is None or stat.S_ISDIR(found.st_mode):
        return why
    return worded("{path} is no folder", path=path)


def must_fit(why: str) -> None:
    """Refuse to go on where one of the above says why not.

    Raises:
        Unavailable: the sentence says what is at the place.
    """
    if why:
        raise Unavailable("{why}. Move it away, or put back what belongs there.", why=why)


def file_in(folder: Path, name: str) -> Path | None:
    """Return a file of a folder, None where nothing of that name is there.

    Raises:
        Unavailable: what is there is no file, so that it would be passed over without a word.
    """
    path = folder / name
    must_fit(why_no_file(path))
    return path if path.exists() else None


def _is_stored_file(path: Path, found: stat_result) -> bool:
    """Say whether what is at a place is a file, and not what the system shows as one."""
    if not stat.S_ISREG(found.st_mode):
        return False
    return found.st_size > 0 or _SHOWN_BY_THE_SYSTEM.isdisjoint(path.resolve().parents)


def _looked_up(path: Path) -> tuple[stat_result | None, str]:
    """Return what the system tells of a place (None: nothing is there), and why it is of no use."""
    try:
        return path.stat(), ""
    except (FileNotFoundError, NotADirectoryError):
        leads = path.is_symlink()
        return None, worded("{path} is a link that leads nowhere", path=path) if leads else ""
    except OSError as error:
        why = error.strerror
        return None, worded("{path} cannot be used: {why}", path=path, why=why)
