"""A file that ends too early, or another than that of today: never clean, never a traceback."""

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
from tests.infrastructure.audit.given import tampering

PAGE = 4096
AROUND = (-1, 0, 1)
WITHIN = (1, 15, 16, 99, 100, 511, 512, 1000, 2048)  # in the file's header and first page


def lengths(size: int) -> list[int]:
    """Return every page boundary and its neighbours, and some more in the first and last page."""
    at = {boundary + n for boundary in range(0, size + 1, PAGE) for n in AROUND}
    last = {size - PAGE + n for n in WITHIN}
    return sorted(length for length in at | set(WITHIN) | last if 0 <= length < size)


def test_a_cut_file_is_never_clean(place: Place) -> None:
    """A copy that was broken off must not pass for the log, not even for a shorter one."""
    whole, kept = whole_file(place.store), (place.kept / "whole.checkpoint").read_bytes()

    found = {}
    for length in lengths(len(whole)):
        put_in_place(place.store, whole[:length])
        codes = place.verified().exit_code, place.verified(whole=kept).exit_code
        found[length] = codes

    assert len(found) > 40
    assert {code for codes in found.values() for code in codes} <= {FOUND, UNFINISHED}


@pytest.mark.parametrize("line", ["members", "log", "member join BLE --name Blefuscu --on 2025-10"])
@pytest.mark.parametrize("left", [100, 2048, 3500])
def test_nothing_is_answered_or_recorded_where_the_last_page_is_cut(
    here: Place, line: str, left: int
) -> None:
    """SQLite reads what is missing as zeros, and so passes over the last entries."""
    whole = whole_file(here.store)
    put_in_place(here.store, whole[: len(whole) - PAGE + left])

    said = typed_here(line).must(3)

    assert "is not a log, or is damaged" in said.err
    assert here.store.stat().st_size == len(whole) - PAGE + left


@pytest.mark.parametrize("line", ["members", "member join BLE --name Blefuscu --on 2025-10"])
def test_nothing_is_answered_or_recorded_where_the_last_entry_is_not_there(
    here: Place, line: str
) -> None:
    """A disk that loses its power leaves the size right, and a sector empty."""
    with tampering(here.store) as db:
        db.execute("DELETE FROM stored_events WHERE rowid = (SELECT max(position) FROM log_leaf)")

    said = typed_here(line).must(3)

    assert "is not a log, or is damaged" in said.err


@pytest.mark.slow
def test_no_command_breaks_on_a_cut_file(here: Place) -> None:
    """Nor does any of them answer, sign, or begin a new register in what is left of the old one."""
    whole = whole_file(here.store)

    for length in lengths(len(whole)):
        for line in ON_DAMAGE:
            put_in_place(here.store, whole[:length])
            said = typed_here(line)
            must_end_well(said)
            assert said.code, (length, line, said)
            assert here.store.read_bytes()[:length] == whole[:length]
            assert here.store.stat().st_size == length


@pytest.mark.slow
def test_an_older_copy_is_found_from_outside_only(place: Place) -> None:
    """Yesterday's file fits itself; what was recorded since is missing, and nothing in it tells."""
    yesterday = whole_file(place.store)
    place.run("member", "join", "BLE", "--name", "Blefuscu", "--on", "2025-10").must()
    today = place.keep_checkpoint("today")
    put_in_place(place.store, yesterday)

    alone, old = place.verified(), place.verified(whole=_kept(place, "whole"))
    new = place.verified(today=today)

    assert (alone.exit_code, old.exit_code, new.exit_code) == (NOT_COMPARED, PASSED, FOUND)
    assert [each.code for each in new.findings] == ["truncated"]


def test_an_older_copy_is_not_signed(here: Place) -> None:
    """The key remembers how far it had signed."""
    yesterday = whole_file(here.store)
    typed_here("member join BLE --name Blefuscu --on 2025-10").must()
    typed_here("audit checkpoint").must()
    put_in_place(here.store, yesterday)

    said = typed_here("audit checkpoint --output ../again.checkpoint").must(1)

    assert "42 entries were signed before, and there are 41 now" in said.err
    assert not Path("../again.checkpoint").exists()
    assert len(contents(here.store)[0]) == 41


def _kept(place: Place, name: str) -> bytes:
    return (place.kept / f"{name}.checkpoint").read_bytes()
