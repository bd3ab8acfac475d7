"""A year of meetings, asked every few days as it goes on, and again when it is over."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from application.questions.across.still_due import due_items
from application.questions.asking.answer import Json
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.questions.meetings.actions import actions
from application.questions.meetings.cadence import cadence
from application.questions.meetings.meetings import decisions, meetings
from tests.application.questions import given_meetings as g
from tests.application.questions.given import BODY, Clerk
from tests.often import every

WANTED = ("A-1 | ATL | Draft it. | 2026-06-01", "A-2 | the chair | Ask. | 2026-09-01")
DIARY: Mapping[str, Callable[[Clerk], object]] = {
    "2026-01-10": g.begin,
    "2026-02-02": lambda c: g.convene(c, "M1", "2026-04-14", "Hosting | K1"),
    "2026-03-02": lambda c: g.move(c, "M1", "2026-04-21", "2026-03-02"),
    "2026-04-21": lambda c: g.open_(c, "M1", "2026-04-21", "ATL; ERE:excused"),
    "2026-04-22": lambda c: g.count(c, "M1"),
    "2026-04-23": lambda c: g.decide(c, "D-1", "M1", "2026-04-21", *WANTED),
    "2026-05-18": lambda c: g.circulate(c, "M1", "2026-05-18"),
    "2026-06-15": lambda c: g.complete(c, "A-1", "2026-06-12"),
    "2026-09-07": lambda c: g.convene(c, "M2", "2026-10-20"),
    "2026-10-20": lambda c: g.open_(c, "M2", "2026-10-20", "ATL; ERE"),
    "2026-10-21": lambda c: g.approve(c, "M1", "M2", "2026-10-20"),
}
"""What the clerk recorded on which day."""


def told(clerk: Clerk, asked: Ask, today: date) -> list[Json]:
    """Return all that is answered about meetings, without the words for when it was known."""
    answers = [
        meetings(clerk.tables, asked, today),
        decisions(clerk.tables, asked, today),
        actions(clerk.tables, asked, None, today),
        cadence(clerk.tables, asked, today),
    ]
    due = due_items(Facts(clerk.tables, BODY, as_of(clerk.tables, asked, today)))
    listed: list[Json] = [f"{item.key} {item.due_on} {item.state}" for item in due]
    return [*({**each.as_json(), "known": ""} for each in answers), listed]


@pytest.mark.slow
def test_every_past_day_gives_what_it_gave_on_that_day(new: Clerk) -> None:
    """A secretariat that was blamed for a late list must be able to show what it saw then."""
    gave: dict[date, list[Json]] = {}
    day, end = date(2026, 1, 10), date(2026, 12, 31)
    while day <= end:
        new.on_day(day.isoformat())
        happened = DIARY.get(day.isoformat())
        if happened:
            happened(new)
        if happened or day.toordinal() % (7 * every(4)) == 1:  # Mondays
            gave[day] = told(new, Ask(taskforce=BODY), day)
        day += timedelta(days=1)

    for then, answers in gave.items():
        again = Ask(taskforce=BODY, on=then, known=then.isoformat())
        assert told(new, again, end) == answers, then


@pytest.mark.slow
def test_the_year_was_what_the_diary_says(new: Clerk) -> None:
    """So that equal answers are not equal because they say nothing."""
    for day, happened in DIARY.items():
        new.on_day(day)
        happened(new)

    def states(day: str) -> tuple[list[Json], list[Json], Json]:
        asked = Ask(taskforce=BODY, on=date.fromisoformat(day), known=day)
        today = date(2026, 12, 31)
        found = actions(new.tables, asked, None, today).rows
        held = meetings(new.tables, asked, today).rows
        due = cadence(new.tables, asked, today).facts["next_due_state"]
        return [row["state"] for row in found], [row["quorum"] for row in held], due

    assert states("2026-04-21") == ([], ["not counted"], "upcoming")
    assert states("2026-06-10") == (
        ["overdue", "upcoming"],
        ["reached: 1 of 2, 1 needed"],
        "upcoming",
    )
    assert states("2026-06-14")[0] == ["overdue", "upcoming"]  # nobody had recorded it yet
    assert states("2026-06-16")[0] == ["done", "upcoming"]
    assert states("2026-09-30") == (["done", "overdue"], ["reached: 1 of 2, 1 needed", ""], "due")
