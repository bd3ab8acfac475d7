"""A store in a backup is read-only."""

from os.path import realpath
from pathlib import Path
from shlex import quote

from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.files.backup_marker import BACKUP, LOG


def read_only_reason(store: Path) -> str:
    """Say why nothing may be recorded in a store; nothing if it is no backup."""
    real = Path(realpath(store))
    folder = real.parent
    if not (folder / BACKUP).is_file() or (real.name != LOG and not _is_manifest(folder)):
        return ""
    return worded(
        "{folder} is a backup, and nothing is recorded in it. Restore it first: "
        "depositary restore {folder} --store NEW/register.db",
        folder=quote(str(folder)),
    )


def _is_manifest(folder: Path) -> bool:
    """Say whether the file of that name is what a backup has, and not an output called so."""
    from infrastructure.files.backup_manifest import BackupManifest  # noqa: PLC0415  # rarely

    try:
        BackupManifest.read(folder)
    except (Malformed, Unavailable):
        return False
    return True


def must_be_no_backup(store: Path) -> None:
    """Refuse to change a backup, or to do with it what is done with the register only.

    Raises:
        Refused: it is a backup.
    """
    if reason := read_only_reason(store):
        raise Refused(reason)
