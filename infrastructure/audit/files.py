"""Small files of evidence: read with a limit, and written so that they are whole or not there."""

import os
import stat
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.errors import Malformed, Refused, Unavailable

LARGEST = 1_000_000  # bytes; the largest honest file has a few thousand
PRIVATE, SHARED = 0o600, 0o644
ASIDE = ".depositary-"  # how a place is called in which something is being made
DIGITS = 16  # a log of 10^16 entries does not exist


def read_small(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        Unavailable: it cannot be read, or is none: from a pipe there may never come anything.
        Malformed: it is larger than any evidence.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unavailable(f"{path} cannot be read: it is no file.")
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise Malformed(f"{path} is larger than any file of evidence is.")
    return content


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def write_new(path: Path, content: bytes, mode: int = SHARED) -> None:
    """Write a file that is not there yet, in a folder that may be new, and wait for the disk.

    It takes its name when it is whole, so that a process that dies leaves no part of it there.

    Raises:
        Refused: it is there already.
        Unavailable: it cannot be written.
    """
    try:
        with _written_aside(path, content, mode) as aside:
            _name(aside, path)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise Refused(f"{path} exists already; nothing was changed.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.") from error


@contextmanager
def _written_aside(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Write a file in a place of its own on the same disk, which nobody else can be writing to."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=ASIDE, dir=path.parent) as made:
        aside = Path(made) / path.name
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield aside


def _name(aside: Path, path: Path) -> None:
    """Give a file its place, never over another, also where a file cannot have two names."""
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError from None
        aside.rename(path)


def replace(path: Path, content: bytes, mode: int = SHARED) -> None:
    """Write a file, in place of the one that is there, all at once.

    Raises:
        Unavailable: it cannot be written; what was there stays.
    """
    try:
        with _written_aside(path, content, mode) as aside:
            aside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.") from error


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def to_base64(content: bytes) -> str:
    """Write bytes in base64, on one line."""
    return b64encode(content).decode("ascii")


def from_base64(text: str, what: str) -> bytes:
    """Read base64 that is written as everybody writes it, so that one value has one spelling.

    Raises:
        Malformed: it is not.
    """
    try:
        content = b64decode(text, validate=True)
    except ValueError as error:  # a letter that is not ASCII is one, too
        raise Malformed.expected(f"{what} in base64", text) from error
    if to_base64(content) != text:
        raise Malformed.expected(f"{what} in base64", text)
    return content


def to_number(text: str, what: str) -> int:
    """Read a decimal number of at most 16 digits, without a sign or leading zeros.

    Raises:
        Malformed: it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS and str(int(text)) == text):
        raise Malformed.expected(f"{what} as a decimal number", text)
    return int(text)
