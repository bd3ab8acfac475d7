"""Write files atomically: complete or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from errno import EEXIST
from io import BufferedWriter
from pathlib import Path

from domain.errors import Refused, Unavailable
from infrastructure.files.pipes import opened_pipe
from infrastructure.files.store_path import must_fit, why_no_folder

PRIVATE, SHARED = 0o600, 0o644
FOLDER, OUR_FOLDER = 0o777, 0o770
"""Permissions of new folders, less what the user's mask takes: of others, and of the register."""
_LINKS = 40  # that Linux follows before it gives up
ASIDE = ".depositary-"  # how the name of a staging folder begins
STILL_RUNNING = timedelta(hours=1)
"""What is younger may belong to a command that is still running."""


def write_new(path: Path, content: bytes, mode: int = SHARED) -> None:
    """Write a file that is not there yet, in a folder that may be new, and wait for the disk.

    It takes its name when it is whole, so that a process that dies leaves no part of it there.

    Raises:
        Refused: it is there already.
        Unavailable: it cannot be written.
    """
    with explained(path):
        if not path.parent.exists():
            mode_of_folder = FOLDER if mode == SHARED else OUR_FOLDER
            must_fit(why_no_folder(path.parent))
            path.parent.mkdir(mode_of_folder, parents=True, exist_ok=True)
        try:
            with staging(path.parent) as made:
                _fill(made / path.name, content, mode)
                give_name(made / path.name, path)
            sync(path.parent)
        except FileExistsError as error:
            raise Refused("{path} exists already; nothing was changed.", path=path) from error


def give_name(aside: Path, path: Path) -> None:
    """Give a file its name, never over another, also on disks without hard links.

    Raises:
        FileExistsError: another has it.
        OSError: nothing can be written there.
    """
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path)) from None
        aside.rename(path)


def replace(path: Path, content: bytes, mode: int = SHARED) -> None:
    """Write a file, in place of the one that is there, all at once; see `whole`.

    Raises:
        Unavailable: it cannot be written; what was there stays.
    """
    with whole(path) as aside:
        _fill(aside, content, mode)


def replace_name(path: Path, content: bytes, mode: int) -> None:
    """Write a file in place of whatever has its name; a link is replaced, and never followed.

    This is for folders in which others may write, too.

    Raises:
        Unavailable: it cannot be written; what was there stays.
    """
    with explained(path):
        with staging(path.parent) as made:
            _fill(made / path.name, content, mode)
            (made / path.name).replace(path)
        sync(path.parent)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a place to write a file to, which takes its own place when it is complete.

    A link stays one, and so do a pipe, a device and an output that is open, which are written into,
    as long as somebody reads; see `opened_to_write`. A file that is replaced hands its permissions
    on.

    Raises:
        Unavailable: it cannot be written; what was there stays.
    """
    with explained(path), suppress(BrokenPipeError):  # whoever read it has enough
        if is_stream(path):
            yield path
            return
        target = Path(os.path.realpath(path))
        with staging(target.parent) as made:
            aside = made / target.name
            yield aside
            sync(aside)
            if target.exists():
                aside.chmod(stat.S_IMODE(target.stat().st_mode))
            aside.replace(target)
        sync(target.parent)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the disk into a sentence.

    Raises:
        Unavailable: the path cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise Unavailable(
            "{path} cannot be written: {strerror}.", path=path, strerror=error.strerror
        ) from error


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give an empty folder in a folder, so on its disk; it is gone afterwards, with what is left.

    What is in it when a process is killed stays, and `doctor` finds it by its name.

    Raises:
        OSError: nothing can be written there; it names what is in the way of what was made, or
            the folder that was given.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415  # questions write no file

    try:
        with TemporaryDirectory(prefix=ASIDE, dir=folder) as made:
            yield Path(made)
    except OSError as error:
        if ASIDE in str(error.filename):  # for which nobody could look
            taken = str(error.filename2 or ASIDE)
            error.filename = str(folder) if ASIDE in taken else taken
        raise


def opened_to_write(place: Path) -> BufferedWriter:
    """Open a place that `whole` gave; an output that is open is appended to.

    Raises:
        Unavailable: it is a pipe that nobody reads.
    """
    if (descriptor := open_output(place)) is not None:
        return os.fdopen(os.dup(descriptor), "wb")
    return os.fdopen(opened_pipe(place), "wb") if place.is_fifo() else place.open("wb")


def is_stream(path: Path) -> bool:
    """Say whether a path stands for an output that is open, a pipe, a device or a folder."""
    return open_output(path) is not None or (path.exists() and not path.is_file())


def open_output(path: Path) -> int | None:
    """Return which output that was open at the start a path stands for, as /dev/stdout does.

    What this program itself has open, such as the log, passes to no other program, and is none.

    Raises:
        Unavailable: the path stands for an output that is not open.
    """
    ours = os.path.realpath("/proc/self/fd")
    for _ in range(_LINKS):
        folder = os.path.realpath(path.parent)
        if folder == ours:
            with suppress(ValueError, OSError):
                if os.get_inheritable(descriptor := int(path.name)):
                    return descriptor
            raise Unavailable("{path} stands for an output that is not open.", path=path)
        if not path.is_symlink():
            break
        path = Path(folder, path.readlink())
    return None


def _fill(aside: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
