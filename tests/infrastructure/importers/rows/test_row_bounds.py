"""The rows of a file make so many entries and texts, and take so much time, and no more."""

from pathlib import Path

import pytest

from domain.errors import Malformed
from infrastructure.files import bounded_work
from infrastructure.importers.rows import row_bounds
from infrastructure.importers.tables import raw_records, table
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.test_own_columns import rows

COMMITMENTS, MEMBERS = 12, 5
SIGNED = [
    {"act": "sign", "member": f"M{n}", "name": f"Land {n}", "instrument": "X", "on": "2022"}
    for n in range(MEMBERS)
]
TEXT = [
    {"act": "instrument", "reference": "X", "title": "X", "legal_nature": "treaty", "on": "2021"},
    *(
        {"act": "adopt", "instrument": "X", "commitment": f"X-{n}", "text": "We act", "on": "2021"}
        for n in range(COMMITMENTS)
    ),
]
FURTHER = MEMBERS * (COMMITMENTS - len(SIGNED[0])) + MEMBERS
"""Entries beyond one for each cell: each signature makes some, and admits a member."""


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_whose_rows_make_too_many_entries_is_refused(
    ready: Office, monkeypatch: pytest.MonkeyPatch, *, dry_run: bool
) -> None:
    """Three thousand rows asked for a million entries, and the command did not end."""
    monkeypatch.setattr(row_bounds, "FURTHER_ENTRIES", FURTHER - 1)
    before = ready.head()

    with pytest.raises(Malformed, match="such as row 19, make more than 39 entries beyond one"):
        ready.do(rows(*TEXT, *SIGNED), dry_run=dry_run)

    assert ready.head() == before


def test_what_is_taken_back_is_counted(ready: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rows contradict each other, all are recorded again, which is as much work."""
    monkeypatch.setattr(row_bounds, "FURTHER_ENTRIES", FURTHER)
    again = SIGNED[0] | {"on": "2023", "row_id": "again"}

    assert ready.do(rows(*TEXT, *SIGNED), dry_run=True).acts["sign"] == MEMBERS
    with pytest.raises(Malformed, match="make more than 40 entries"):
        ready.do(rows(*TEXT, *SIGNED, again), dry_run=True)


@pytest.mark.slow
def test_rows_that_take_too_long_are_refused(
    ready: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some acts are more work the more of them there are, as nobody honest has."""
    texts = [TEXT[0] | {"reference": f"X-{number}"} for number in range(2_000)]
    monkeypatch.setattr(row_bounds, "SECONDS", 0.02)
    monkeypatch.setattr(row_bounds, "SECONDS_PER_CHARACTER", 0.0)
    before = ready.head()

    with pytest.raises(Malformed, match="take more time or memory to be recorded than a file"):
        ready.do(rows(*texts))
    monkeypatch.undo()

    assert ready.head() == before
    assert ready.do(rows(*texts[:20])).acts == {"instrument": 20}


def test_a_mapping_makes_no_endless_texts(ready: Office) -> None:
    """One row and a long template took all memory."""
    mapping = """
name = "m"
key = ["who"]
[[act]]
record = "join"
when = "who"
[act.with]
on = "2022"
member = { column = "who" }
name = { column = "who", patterns = { "(.*)" = "TEMPLATE" } }
"""
    long = mapping.replace("TEMPLATE", "{1}" * 60_000)

    (problem,) = ready.do("who\nUGA\n", long, dry_run=True).problems

    assert (problem.column, problem.value) == ("who", "UGA")
    assert problem.reason == "The mapping makes a text of more than 100,000 characters here."


def test_the_guide_tells_the_bounds() -> None:
    """Who is refused looks there for what is too much."""
    text = (Path(__file__).parents[4] / "docs" / "importing.md").read_text(encoding="utf-8")

    for told in (
        (
            f"{bounded_work.SECONDS:.0f} seconds of the processor, "
            f"{bounded_work.SECONDS_PER_BYTE * 1e6:.0f} more for each megabyte"
        ),
        (
            f"{row_bounds.SECONDS:.0f} seconds, "
            f"{row_bounds.SECONDS_PER_CHARACTER * 1e6:.0f} more for each megabyte of cells; "
            f"{row_bounds.FURTHER_ENTRIES:,} entries beyond one for each filled cell"
        ),
        f"{table.ROW_LIMIT:,} rows, {raw_records.MOST_COLUMNS:,} columns, ",
        f" columns, {table.CELL_LIMIT:,} char",
    ):
        assert told in text
