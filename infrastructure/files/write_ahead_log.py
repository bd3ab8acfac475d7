"""Which pages of a database SQLite keeps in the write-ahead log beside it, and which it lacks."""

import os
import sqlite3
from pathlib import Path
from struct import Struct
from typing import Literal

from infrastructure.files.sqlite_errors import damaged

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


def end_of(db: sqlite3.Connection) -> Literal["whole", "too long", "completed later", "cut"]:
    """Say how the file of a database ends: with a page, or within one that may be its own.

    SQLite reads what is missing of the last page as zeros, so that rows at the end are gone without
    a word. A full disk may leave such an end, too; then the file beside it has what is missing.

    Raises:
        sqlite3.Error: the file is no database, or cannot be read.
        OSError: the file or the one beside it cannot be read.
    """
    texts, db.text_factory = db.text_factory, os.fsdecode  # a name may be no UTF-8
    path = db.execute("PRAGMA database_list").fetchone()[2]
    db.text_factory = texts
    if not path:  # in memory
        return "whole"
    (size,) = db.execute("PRAGMA page_size").fetchone()
    last, rest = divmod(Path(path).stat().st_size, size)
    if not rest:
        return "whole"
    (count,) = db.execute("PRAGMA page_count").fetchone()
    missing = range(last + 1, count + 1)
    if not missing:
        return "too long" if last else "cut"
    return "completed later" if pages_in(Path(f"{path}-wal")).issuperset(missing) else "cut"


def must_be_whole(db: sqlite3.Connection) -> None:
    """Refuse a database of which a part was cut off.

    Raises:
        sqlite3.DatabaseError: its file ends within a page, as SQLite says of a damaged file.
    """
    if end_of(db) == "cut":
        raise damaged()
