"""Which pages of a database SQLite keeps in the write-ahead log beside it."""

from pathlib import Path
from struct import Struct

_HEADER = Struct(">8xI4x8s8x")  # size of a page, salt
_FRAME = Struct(">II8s8x")  # number of the page, pages of the database if it ends a commit, salt


def pages_in(path: Path) -> frozenset[int]:
    """Return the numbers of the pages that were committed; none if there is no such file.

    Raises:
        OSError: it cannot be read.
    """
    if not path.exists():
        return frozenset()
    committed: set[int] = set()
    pending: set[int] = set()
    with path.open("rb") as file:
        begin = file.read(_HEADER.size)
        size, salt = _HEADER.unpack(begin) if len(begin) == _HEADER.size else (0, b"")
        while len(begin := file.read(_FRAME.size)) == _FRAME.size:
            page, ends, its_salt = _FRAME.unpack(begin)
            if its_salt != salt:  # what is left of an earlier round
                break
            pending.add(page)
            if len(file.read(size)) == size and ends:
                committed |= pending
    return frozenset(committed)
