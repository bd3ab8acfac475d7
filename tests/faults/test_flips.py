"""One bit flipped, in every region of the log's file: it is reported, or it changed nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from infrastructure.audit.log.findings import FOUND, NOT_COMPARED, PASSED, UNFINISHED
from tests.faults.given import (
    ON_DAMAGE,
    Place,
    contents,
    must_end_well,
    put_in_place,
    typed_here,
    whole_file,
)

pytestmark = pytest.mark.slow

PAGE, FILE_HEADER, PAGE_HEADER = 4096, 100, 12  # bytes
EVERY, SELDOM = 29, 1709  # bytes from one place to the next


def flips(whole: bytes, every: int) -> Iterator[tuple[str, bytes]]:
    """Yield the file with one bit flipped: in all headers, and from there on at even distances.

    The bit is the place modulo 8, so that the places that are tried are always the same.
    """
    headers = {page + n for page in range(0, len(whole), PAGE) for n in range(PAGE_HEADER)}
    headers |= set(range(FILE_HEADER, FILE_HEADER + PAGE_HEADER))
    for place in sorted(headers | set(range(0, len(whole), every))):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << (place % 8)
        yield f"byte {place}, bit {place % 8}", bytes(flipped)


@dataclass(frozen=True)
class Outcome:
    """What became of a flip; `same` says that every event and leaf is there, byte for byte."""

    place: str
    alone: int
    outside: int
    same: bool
    sqlite_says_ok: bool


def test_a_flipped_bit_is_reported_or_harmless(place: Place, tmp_path: Path) -> None:
    """Disks and memories flip bits, and SQLite's own check calls most of them fine.

    Of those that changed something, more than half are found by the hashes alone.
    """
    whole, kept = whole_file(place.store), (place.kept / "whole.checkpoint").read_bytes()
    good, copy = contents(place.store), Place(tmp_path / "copy")
    place.copied(copy.root)

    found = []
    for name, flipped in flips(whole, EVERY):
        put_in_place(copy.store, flipped)
        alone, outside = copy.verified().exit_code, copy.verified(whole=kept).exit_code
        same = _contents(copy.store) == good
        found.append(Outcome(name, alone, outside, same, _sqlite_says_ok(copy.store)))

    assert [each for each in found if not _is_right(each)] == []
    harmful = [each for each in found if not each.same]
    called_ok = sum(each.sqlite_says_ok for each in harmful)
    print(f"{len(found)} flips, {len(harmful)} harmful, {called_ok} of them ok by SQLite")  # noqa: T201  # shown with -s and on failure
    assert len(harmful) > len(found) // 4
    assert called_ok > len(harmful) // 2


def _is_right(each: Outcome) -> bool:
    """Say whether what is reported is never called clean, and the rest is truly untouched."""
    if (each.alone, each.outside) == (NOT_COMPARED, PASSED):
        return each.same
    return each.alone == each.outside and each.alone in {FOUND, UNFINISHED}


def _contents(store: Path) -> object:
    try:
        return contents(store)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def _sqlite_says_ok(store: Path) -> bool:
    try:
        with closing(sqlite3.connect(store)) as db:
            return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def test_no_command_breaks_on_a_flipped_bit(here: Place) -> None:
    """Whoever meets the damage first is told in a sentence, and nothing makes it worse."""
    whole = whole_file(here.store)

    for name, flipped in flips(whole, SELDOM):
        for line in ON_DAMAGE:
            put_in_place(here.store, flipped)
            (here.root / "made.checkpoint").unlink(missing_ok=True)
            try:
                must_end_well(typed_here(line))
            except Exception as error:
                error.add_note(f"{name}: {line}")
                raise
