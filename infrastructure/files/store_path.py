"""Checks of the path of a register's file."""

import stat
from pathlib import Path

from domain.errors import Unavailable


def must_be_possible(store: Path) -> None:
    """Refuse what can be no register's file.

    Raises:
        Unavailable: it is the root of all folders, a pipe, a device or a link that leads nowhere.
    """
    try:
        mode = store.stat().st_mode if store.name else 0
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise Unavailable(
            "{store} cannot be a register: {strerror}. Name the file of one with --store.",
            store=store,
            strerror=error.strerror,
        ) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        sentence = "{store} is no file; name the file of a register with --store."
        raise Unavailable(sentence, store=store)


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
