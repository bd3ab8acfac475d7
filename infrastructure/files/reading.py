"""Read files with a limit."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from domain.errors import Malformed, Unavailable
from domain.words import worded

AT_ONCE = 1 << 20  # bytes
UNREADABLE = worded("{path} cannot be read: {strerror}.")
TEMPLATE_UNREADABLE = worded("The template {path} cannot be read: {strerror}.")


def read_bounded(path: Path, most: int) -> bytes:
    """Return what is in a file.

    Raises:
        Malformed: it is a folder, a device or a pipe, or holds more than `most` bytes.
        OSError: it is not there, or may not be read.
    """
    content = read_start(path, most + 1)
    if len(content) > most:
        raise Malformed("{path} is larger than {most:,} bytes.", path=path, most=most)
    return content


def read_start(path: Path, most: int) -> bytes:
    """Return at most so many bytes from the beginning of a file.

    Raises:
        Malformed: it is a folder, a device or a pipe.
        OSError: it is not there, or may not be read.
    """
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        content = piece_of(file, min(size + 1, most))  # memory is taken for no more
        if len(content) > size:  # some systems show what they know as files of no size
            content += piece_of(file, most - len(content))
    return content


def piece_of(file: BufferedReader, most: int) -> bytes:
    """Return the next bytes of an open file, at most so many; none at its end.

    Raises:
        Malformed: they are still to come, as from the messages of a running system.
    """
    content = b""
    while len(content) < most:
        more = file.read(most - len(content))
        if more is None:
            raise Malformed("{path} has no end, so it cannot be read.", path=file.name)
        if not more:
            break
        content += more
    return content


def read_text(path: Path) -> str:
    """Return the text in a file in UTF-8.

    Raises:
        Unavailable: it cannot be read.
        UnicodeDecodeError: it is no text.
    """
    with told_if_unreadable(path):
        return path.read_text(encoding="utf-8")


@contextmanager
def told_if_unreadable(path: Path, sentence: str = UNREADABLE) -> Iterator[None]:
    """Turn an error of reading into a sentence.

    Raises:
        Unavailable: the path cannot be read.
    """
    try:
        yield
    except OSError as error:
        raise Unavailable(sentence, path=path, strerror=error.strerror) from error


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file of any size, read piece by piece.

    Raises:
        Malformed: it is a folder, a device or a pipe.
        OSError: it is not there, or may not be read.
    """
    from hashlib import sha256  # noqa: PLC0415  # help does without

    digest = sha256()
    with _opened(path) as file:
        while piece := piece_of(file, AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    """Open a file; from a pipe there may never come anything, and a device may have no end."""
    if not path.is_dir():
        with open(path, "rb", opener=_without_waiting) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                try:
                    yield file
                except OSError as error:  # of a bad disk, which names no file
                    error.filename = str(path)
                    raise
                return
    raise Malformed("{path} is no file, so it cannot be read.", path=path)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
