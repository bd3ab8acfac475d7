"""Copy files and databases, and wait until they are on the disk."""

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from domain.errors import Unavailable
from infrastructure.audit.log.read_only_connection import connected
from infrastructure.audit.proofs.keys import SECRET
from infrastructure.files.reading import AT_ONCE, read_start, sha256_of
from infrastructure.files.sqlite_errors import undecodable_as_corrupt, why_full
from infrastructure.files.store_path import must_fit, why_no_database, why_no_folder
from infrastructure.files.write_ahead_log import must_be_whole
from infrastructure.files.writing import PRIVATE, staging, sync


def copy_file(source: Path, target: Path, mode: int | None = None) -> tuple[int, str]:
    """Copy a file to a place that is free, and return how many bytes it has and their SHA-256.

    It hands its permissions on, if no `mode` is given.
    """
    mode = stat.S_IMODE(source.stat().st_mode) if mode is None else mode
    target.parent.mkdir(parents=True, exist_ok=True)
    size, digest = 0, sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with source.open("rb") as there, os.fdopen(descriptor, "wb") as here:
        while block := there.read(AT_ONCE):
            size += here.write(block)
            digest.update(block)
        here.flush()
        os.fsync(here.fileno())
    return size, digest.hexdigest()


def copy_database(source: Path, target: Path) -> tuple[int, str]:
    """Copy one state of a database, whoever writes to it meanwhile, as a single file.

    Returns how many bytes it has and their SHA-256.

    Raises:
        Unavailable: it is locked or damaged, or the copy cannot be written; as for `connected`.
    """
    must_fit(why_no_database(source))
    target.touch(mode=PRIVATE)
    try:
        with (
            undecodable_as_corrupt(),
            closing(connected(source)) as there,
            closing(sqlite3.connect(target)) as here,
        ):
            there.execute("BEGIN")
            there.execute("SELECT count(*) FROM sqlite_schema")  # now nobody can lock us out
            must_be_whole(there)
            there.backup(here)
            here.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        sentence, why = "{source} could not be copied: {error}.", why_full(target.parent, error)
        raise Unavailable(sentence, source=source, error=why or error) from error
    sync(target)
    return target.stat().st_size, sha256_of(target)


def file_hashes(path: Path, name: str) -> Mapping[str, str]:
    """Return the SHA-256 of a file that is called so, or of each file in a folder that is."""
    inside = path.rglob("*") if path.is_dir() else [path]
    return {
        "/".join((name, *each.relative_to(path).parts)): sha256_of(each)
        for each in inside
        if each.is_file()
    }


def sync_folders(folder: Path) -> None:
    """Wait until the names in a folder, and in all folders in it, are on the disk."""
    for each in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
        sync(each)


def is_secret(path: Path) -> bool:
    """Say whether a file contains a private key.

    Raises:
        Malformed: it has no end.
        OSError: it may not be read.
    """
    return SECRET in read_start(path, AT_ONCE)


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Give an empty folder beside a place, on the same disk, which is gone afterwards.

    Raises:
        Unavailable: something in it cannot be written.
    """
    must_fit(why_no_folder(place.parent))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with staging(place.parent) as made:
            yield made
    except OSError as error:
        sentence, what = "{what} cannot be used: {strerror}.", error.filename or place
        raise Unavailable(sentence, what=what, strerror=error.strerror) from error
