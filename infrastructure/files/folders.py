"""Folders that may not be read, which a search for files passes over without a word."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.files.store_path import why_no_file, why_no_folder

_NO_FOLDER = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


OF_THE_DISK = "lost+found"
"""A closed folder that each disk of Linux has, and in which nothing of ours is."""


class UnreadableFolder(NamedTuple):
    """A folder that cannot be read, and why, in the words of the system."""

    path: Path
    why: str


def may(path: Path, how: int) -> bool:
    """Say whether this user may read, write or enter a place, as `os.access` names it."""
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def unreadable_file(folder: Path) -> Path | None:
    """Return the first file in a folder, however deep, that may not be read; None if all may."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return next((path for path in files if not may(path, os.R_OK)), None)


def unreadable(folder: Path, *, deep: bool = True) -> UnreadableFolder | None:
    """Return what cannot be read of a folder and, if `deep`, those in it; None if all can be."""
    try:
        for inside, folders, _ in os.walk(folder, onerror=_pass_on):
            os.stat(f"{inside}/.")  # noqa: PTH116  # asks for the right to enter; a path would not
            folders[:] = [each for each in folders if deep and each != OF_THE_DISK]
    except OSError as error:
        if error.errno in _NO_FOLDER:
            return None
        return UnreadableFolder(Path(error.filename), str(error.strerror))
    return None


def must_be_readable(folder: Path, *, deep: bool = True) -> None:
    """Refuse to take what cannot be read for what is not there.

    Raises:
        Unavailable: the sentence says which folder cannot be read.
    """
    if found := unreadable(folder, deep=deep):
        raise Unavailable(
            "{path} cannot be read: {why}. Let its owner permit it: chmod u+rwx {path}",
            path=quote(str(found.path)),
            why=found.why,
        )


def no_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each thing in a folder, however deep, that is neither a file nor a folder, and why.

    From a pipe there may never come anything, and a device may have no end. What a linked folder
    holds belongs to another place.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            if path.is_symlink():
                yield path, worded("{path} is a link to a folder", path=path)
        elif why := why_no_file(path):
            yield path, why


def must_be_comparable(path: Path, *, file: bool = False) -> None:
    """Refuse a folder of evidence, or a `file` of it, that is there and cannot be read.

    What is in folders within it counts, too.

    Raises:
        Unavailable: the sentence says why it is of no use.
    """
    why = why_no_file(path) if file else why_no_folder(path)
    if why:
        raise Unavailable("{why}, so nothing can be compared with it.", why=why)
    must_be_readable(path)


def must_be_named_rightly(path: Path) -> None:
    """Refuse a place that somebody named, and where nothing is.

    Raises:
        Malformed: the sentence names it.
    """
    if not path.exists():
        raise Malformed("There is no {path}.", path=path)


def _pass_on(error: OSError) -> None:
    raise error


def is_same(one: Path, other: Path) -> bool:
    """Say whether two paths lead to one thing, by whatever name; False where one leads nowhere."""
    with suppress(OSError):
        return one.samefile(other)
    return False


def is_within(path: Path, folder: Path) -> bool:
    """Say whether a path leads into a folder, or to it, whatever links there are."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
