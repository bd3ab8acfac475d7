"""Who holds a register, told without taking part: no lock is asked for, and nothing is written."""

import fcntl
import os
import struct
import sys
from pathlib import Path

_FORM = "hhqqi"  # of `struct flock` in Linux: kind, from where, first byte, how many, which process
_WRITING = (120, 1)  # in the file -shm: where SQLite locks for writing
_ALL = (0x40000000, 512)  # in the database: where SQLite locks all of it, with or without -shm


def holder(store: Path) -> int | None:
    """Return the number of another process that writes to a database now, None if nobody does.

    Only Linux is asked; elsewhere, and on disks that know no locks, nobody can be told.
    """
    return _held(store.with_name(f"{store.name}-shm"), _WRITING) or _held(store, _ALL)


def _held(path: Path, place: tuple[int, int]) -> int | None:
    if sys.platform != "linux" or not path.exists():
        return None
    wanted = struct.pack(_FORM, fcntl.F_RDLCK, os.SEEK_SET, *place, 0)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        told = fcntl.fcntl(descriptor, fcntl.F_GETLK, wanted)
    finally:
        os.close(descriptor)
    kind, _, _, _, process = struct.unpack(_FORM, told)
    return None if kind == fcntl.F_UNLCK else process
