"""The rows of a file make so many entries, and no more."""

import pytest

from domain.errors import Malformed
from infrastructure.importers.rows import row_bounds
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
