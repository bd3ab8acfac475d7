"""Reading a file that somebody named: a real one, of a size that fits."""

from hashlib import file_digest
from os import fstat
from pathlib import Path

from domain.errors import Malformed


def read_bounded(path: Path, most: int) -> bytes:
    """Return what is in a file.

    Raises:
        Malformed: it is a folder, a device or a pipe, or holds more than `most` bytes.
        OSError: it is not there, or may not be read.
    """
    name = _readable_name(path)
    with path.open("rb") as file:
        told = min(fstat(file.fileno()).st_size, most)  # memory is taken for no more
        content = file.read(told + 1)
        if len(content) > told:
            content += file.read(most - told)
    if len(content) > most:
        raise Malformed(f"{name} is larger than {most:,} bytes.")
    return content


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file of any size, read piece by piece.

    Raises:
        Malformed: it is a folder, a device or a pipe.
        OSError: it is not there, or may not be read.
    """
    _readable_name(path)
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _readable_name(path: Path) -> str:
    name = path.name.encode(errors="replace").decode()  # a name may hold what is no text
    if path.exists() and not path.is_file():
        raise Malformed(f"{name or path!s} is no file, so it cannot be read.")
    return name
