"""Tells a backup, in which nothing is ever recorded, from the register itself."""

from os.path import realpath
from pathlib import Path

from domain.errors import Refused
from domain.words import worded

BACKUP = "backup.json"
"""What only a backup has beside the log."""


def why_sealed(store: Path) -> str:
    """Say why nothing may be recorded in a store; nothing if it is no backup."""
    folder = Path(realpath(store)).parent
    if not (folder / BACKUP).is_file():
        return ""
    return worded(
        "{folder} is a backup, and nothing is recorded in it. Restore it first: "
        "depositary restore {folder} --store NEW/register.db",
        folder=folder,
    )


def must_be_live(store: Path) -> None:
    """Refuse to change a backup, or to do with it what is done with the register only.

    Raises:
        Refused: it is a backup.
    """
    sealed = why_sealed(store)
    if sealed:
        raise Refused(sealed)
