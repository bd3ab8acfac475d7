"""The write-ahead log cut or damaged: later events vanish, and only what is outside tells."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from infrastructure.audit.log.findings import FOUND, NOT_COMPARED, PASSED
from tests.faults.given import Place, put_in_place, typed_here, whole_file

LATER = 5
CUT_EVERY, FLIP_EVERY = 2063, 2053  # bytes, less than a frame of 4,120


@dataclass(frozen=True)
class Unsettled:
    """A log of which the last events stand in the write-ahead log only, and a checkpoint of all."""

    place: Place
    file: bytes
    wal: bytes
    whole: bytes
    newer: bytes

    def put(self, wal: bytes) -> None:
        put_in_place(self.place.store, self.file)
        self.place.store.with_name("register.db-wal").write_bytes(wal)


@pytest.fixture
def unsettled(here: Place) -> Unsettled:
    """Record while somebody reads, who keeps SQLite from settling, and pull the plug."""
    whole_file(here.store)
    with closing(sqlite3.connect(here.store, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM stored_events").fetchone()
        for number in range(LATER):
            typed_here(f"taskforce task LATE-{number} 'Do it later.'").must()
        wal = here.store.with_name("register.db-wal").read_bytes()
        file = here.store.read_bytes()
    newer = here.keep_checkpoint("newer")
    return Unsettled(here, file, wal, (here.kept / "whole.checkpoint").read_bytes(), newer)


def damaged(wal: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the write-ahead log cut at, or with a bit flipped at, even distances."""
    for length in range(0, len(wal), CUT_EVERY):
        yield f"cut to {length} bytes", wal[:length]
    for place in range(0, len(wal), FLIP_EVERY):
        flipped = bytearray(wal)
        flipped[place] ^= 1 << (place % 8)
        yield f"byte {place}, bit {place % 8}", bytes(flipped)


def test_a_whole_one_loses_nothing(unsettled: Unsettled) -> None:
    """Whoever copies both files while nobody writes has everything."""
    unsettled.put(unsettled.wal)

    found = unsettled.place.verified(newer=unsettled.newer)

    assert (found.exit_code, found.size) == (PASSED, 41 + LATER)


@pytest.mark.slow
def test_what_is_lost_shows_only_from_outside(unsettled: Unsettled) -> None:
    """The log that is left fits itself and what was signed before; a newer checkpoint tells.

    SQLite reads its write-ahead log up to the first frame that is not whole, and says nothing.
    """
    place, sizes = unsettled.place, set()

    for name, wal in damaged(unsettled.wal):
        unsettled.put(wal)
        alone, old = place.verified(), place.verified(whole=unsettled.whole)
        new = place.verified(newer=unsettled.newer)
        assert (alone.exit_code, old.exit_code, new.exit_code) == (NOT_COMPARED, PASSED, FOUND), (
            name
        )
        assert [each.code for each in new.findings] == ["truncated"], name
        assert _sqlite_says_ok(place.store), name
        sizes.add(new.size)

    assert sizes == set(range(41, 41 + LATER))


def test_work_goes_on_but_nothing_is_signed(unsettled: Unsettled) -> None:
    """Questions answer from what is left, and the key, which remembers, does not sign it."""
    unsettled.put(unsettled.wal[: len(unsettled.wal) // 2])

    typed_here("members").must()
    said = typed_here("audit checkpoint").must(1)

    assert "46 entries were signed before" in said.err


def _sqlite_says_ok(store: Path) -> bool:
    with closing(sqlite3.connect(store)) as db:
        return bool(db.execute("PRAGMA integrity_check").fetchone() == ("ok",))
