"""A point in the history is named as people name it."""

from datetime import date

import pytest

from application.questions.asking.points import find_point
from domain.errors import Refused, UnknownReference
from domain.events.meetings import MeetingClosed, MeetingConvened, MeetingOpened, MeetingRescheduled
from domain.values import ImpreciseDate
from tests.application.questions.conftest import begin, once
from tests.application.questions.given import TODAY, Clerk, ask, on
from tests.application.reports.given import tell


@once(begin)
def told(clerk: Clerk) -> None:
    """A meeting M-1 is called (@9) for the 14th and 15th of April."""
    clerk.on_day("2026-02-01")
    call = MeetingConvened(meeting="M-1", kind="ordinary_session", ends_on=on("2026-04-15"))
    tell(clerk, call, "2026-04-14")


def found(clerk: Clerk, named: str, known: str | None = None) -> tuple[str, int]:
    question = ask() if known is None else ask()._replace(known=known)
    at = find_point(clerk.tables, question, named, TODAY)
    return at.on.isoformat(), at.position


def test_a_day_is_meant_until_its_end(told: Clerk) -> None:
    """What was recorded in the evening of that day belongs to it."""
    assert found(told, "2026-01-10") == ("2026-01-10", 8)
    assert found(told, "2026-01-09") == ("2026-01-09", 0)
    assert found(told, "2026-01") == ("2026-01-31", 8)
    assert found(told, "2030-01-01") == ("2030-01-01", 9)


@pytest.mark.parametrize(
    ("named", "called"),
    [
        ("2026-01-10", on("2026-01-10")),
        ("2026-01", on("2026-01")),
        ("@5", "entry 5"),
        ("M-1", "M-1"),
    ],
)
def test_a_document_has_a_day_as_a_day(
    told: Clerk, named: str, called: ImpreciseDate | str
) -> None:
    """Which each language words in its own way, also in a title."""
    assert find_point(told.tables, ask(), named, TODAY).called == called


def test_a_position_is_meant_on_its_day(told: Clerk) -> None:
    """A position alone says nothing of the world; its day does."""
    assert found(told, "@5") == ("2026-01-10", 5)
    assert found(told, "@9") == ("2026-02-01", 9)
    assert found(told, "@8", known="@8") == ("2026-01-10", 8)


def test_a_position_that_was_not_known_yet_is_no_point(told: Clerk) -> None:
    """An audit that says it is of @9, and knows only @8, would be of something else."""
    for known, when in (("@8", "@8"), ("2026-01-10", "2026-01-10")):
        with pytest.raises(Refused, match=f"@9 was recorded after @8, .* known by {when}"):
            found(told, "@9", known=known)

    assert found(told, "2026-02-01", known="@8") == ("2026-02-01", 8)


def test_a_meeting_is_meant_until_its_last_day(told: Clerk) -> None:
    """A brief says what happened since the last meeting, and counts from its end."""
    assert found(told, "M-1") == ("2026-04-15", 9)

    moved = MeetingRescheduled(meeting="M-1", begins_on=on("2026-04-20"))
    tell(told, moved, "2026-03-01")
    assert found(told, "M-1") == ("2026-04-20", 10)
    earlier = MeetingRescheduled(meeting="M-1", begins_on=on("2026-04-17"))
    tell(told, earlier, "2026-02-01")  # entered later, and made known before
    assert found(told, "M-1") == ("2026-04-20", 11)

    tell(told, MeetingOpened(meeting="M-1"), "2026-04-20")
    tell(told, MeetingClosed(meeting="M-1"), "2026-04-21")
    assert found(told, "M-1") == ("2026-04-21", 13)


def test_a_meeting_without_a_day_is_no_point(told: Clerk) -> None:
    """Nobody can say what came after it."""
    tell(told, MeetingConvened(meeting="M-2", kind="ordinary_session"), "unknown")

    with pytest.raises(Refused, match="day of meeting M-2 is not known"):
        found(told, "M-2")
    with pytest.raises(UnknownReference, match="M-1"):
        found(told, "M-11")
    with pytest.raises(UnknownReference):
        found(told, "unknown")


def test_today_is_a_point_too(told: Clerk) -> None:
    """The usual question is: since then, until now."""
    assert found(told, TODAY.isoformat()) == (str(date(2026, 12, 1)), 9)
