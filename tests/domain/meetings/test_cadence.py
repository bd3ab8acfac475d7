"""When the next meeting is due, and how many a year will still see."""

from datetime import date

import pytest

from domain.deadlines import add_months
from domain.meetings.cadence import Cadence

TWICE = Cadence(2)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-04-14", 6, "2026-10-14"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-01-31", 1, "2026-02-28"),
    ],
)
def test_months_after_a_day(day: str, months: int, after: str) -> None:
    """A month that has no such day ends with its last."""
    assert add_months(date.fromisoformat(day), months).isoformat() == after


@pytest.mark.parametrize(
    ("per_year", "due"),
    [
        (1, "2027-04-14"),
        (2, "2026-10-14"),
        (4, "2026-07-14"),
        (12, "2026-05-14"),
        (5, "2026-06-26"),
        (24, "2026-04-29"),
        (366, "2026-04-15"),
    ],
)
def test_the_next_meeting_is_due_a_part_of_a_year_later(per_year: int, due: str) -> None:
    """Two a year are six months apart; what is no whole number of months is counted in days."""
    assert Cadence(per_year).next_due(date(2026, 4, 14)).isoformat() == due


@pytest.mark.parametrize(
    ("last", "to_come", "on", "expected"),
    [
        ("2025-10-14", [], "2026-01-10", 2),  # April and October
        ("2026-04-14", [], "2026-05-01", 1),
        ("2026-07-15", [], "2026-07-16", 0),  # January of the next year
        ("2025-10-14", [], "2026-08-01", 1),  # overdue, so at once, and then in February
        ("2026-04-14", ["2026-12-01"], "2026-11-01", 1),
        ("2026-04-14", ["2027-01-05"], "2026-05-01", 1),
        ("2025-10-14", ["2026-03-01"], "2026-01-10", 2),
        ("2025-10-14", ["2026-03-01", "2026-04-01", "2026-05-01"], "2026-01-10", 3),
    ],
)
def test_how_many_more_a_year_will_see(
    last: str, to_come: list[str], on: str, expected: int
) -> None:
    """So that a secretariat is warned while it can still call a meeting."""
    days = [date.fromisoformat(each) for each in to_come]

    found = TWICE.expected(date.fromisoformat(last), days, date.fromisoformat(on))

    assert found == expected
