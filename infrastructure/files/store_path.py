"""Tells a file that can be, or is, a register's from what is none; all commands ask here."""

import stat
from pathlib import Path

from domain.errors import Unavailable
from domain.words import worded


def must_be_possible(store: Path) -> None:
    """Refuse what can be no register's file, beside which nothing could have its place.

    Raises:
        Unavailable: it is the root of all folders, a pipe, a device or a link that leads nowhere.
    """
    if not store.name or _is_odd(store):
        raise Unavailable(
            "{store} is no file; name the file of a register with --store.", store=store
        )


def _is_odd(store: Path) -> bool:
    try:
        mode = store.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        why = worded(
            "{store} cannot be a register: {strerror}.", store=store, strerror=error.strerror
        )
        raise Unavailable("{why} Name the file of one with --store.", why=why) from error
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def must_be_there(store: Path) -> None:
    """Refuse to go on where no file of a register is.

    Raises:
        Unavailable: there is none.
    """
    if not store.is_file():
        raise Unavailable(
            "There is no register at {store}. Begin one with: depositary init, or name "
            "another with --store.",
            store=store,
        )
