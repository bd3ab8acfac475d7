"""What is odd about who came and left is said when it is recorded, and not refused."""

from collections.abc import Sequence

import pytest

from domain.event import Event
from domain.events.meetings import (
    Attendance,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
)
from domain.events.minutes import MinutesDrafted, MinutesPublished
from domain.events.voting import (
    MemberArrived,
    MemberDeparted,
    ObserverAttended,
    ProxyGiven,
    SessionSet,
)
from domain.values import ImpreciseDate
from domain.voting.doubts import doubts
from tests.domain.voting.rooms import DAY, history
from tests.domain.voting.table import MEETING
from tests.domain.voting.test_rules import VOTE

NEXT, LATER = "2031-05-11", "2031-06-11"
OPENED = (
    MeetingOpened(meeting=MEETING, attendance=(Attendance(member="XAA", presence="present"),)),
    DAY,
)
CONVENED = (MeetingConvened(meeting=MEETING, kind="ordinary_session"), DAY)
OTHER = [
    (MeetingConvened(meeting="M-0", kind="ordinary_session"), LATER),
    (MeetingRescheduled(meeting="M-0", begins_on=ImpreciseDate.parse(LATER)), DAY),
    (SessionSet(meeting="M-0", number="1", begins_at="10:00"), LATER),
    (MeetingOpened(meeting="M-0"), LATER),
    (MeetingClosed(meeting="M-0"), LATER),
]
ARRIVED = MemberArrived(meeting=MEETING, member="XBB", hour="10:00")
DEPARTED = MemberDeparted(meeting=MEETING, member="XBB", hour="11:00")


def given(*more: tuple[Event, str]) -> Sequence[tuple[Event, str]]:
    return [CONVENED, OPENED, *OTHER, *more]


def said(events: Sequence[tuple[Event, str]], event: Event, on: str) -> str:
    return " ".join(map(str, doubts(history(*events), event, ImpreciseDate.parse(on))))


@pytest.mark.parametrize("event", [ARRIVED, VOTE])
def test_given_a_meeting_of_a_day_when_it_is_another_one_then_that_is_said(event: Event) -> None:
    """A vote a month later keeps the meeting from being closed."""
    assert f"after {DAY}, the last day of {MEETING}" in said(given(), event, LATER)
    assert not said(given(), event, DAY)


@pytest.mark.parametrize(
    "more",
    [
        (SessionSet(meeting=MEETING, number="2", begins_at="09:00"), NEXT),
        (MeetingClosed(meeting=MEETING), NEXT),
        (
            MeetingRescheduled(
                meeting=MEETING,
                begins_on=ImpreciseDate.parse(DAY),
                ends_on=ImpreciseDate.parse(NEXT),
            ),
            DAY,
        ),
    ],
    ids=["session", "closed", "moved"],
)
def test_given_a_second_day_when_somebody_comes_on_it_then_nothing_is_odd(
    more: tuple[Event, str],
) -> None:
    """Each way in which a second day is known."""
    assert not said(given(more), ARRIVED, NEXT)


def test_given_nothing_of_a_meeting_when_somebody_comes_then_no_day_is_odd() -> None:
    """That it was not opened is said by another rule."""
    assert not said([], ARRIVED, DAY)


def test_given_an_arrival_when_it_comes_again_then_that_is_said() -> None:
    """One of the two is of another member, or at another hour."""
    assert "XBB was at" in said(given((ARRIVED, DAY)), ARRIVED.model_copy(
        update={"hour": "10:30"}
    ), DAY)  # fmt: skip


def test_given_nobody_there_when_it_leaves_then_that_is_said() -> None:
    """Who never came, or left before, cannot leave."""
    later = DEPARTED.model_copy(update={"hour": "12:00"})

    assert "XBB was not at" in said(given(), DEPARTED, DAY)
    assert not said(given((ARRIVED, DAY)), DEPARTED, DAY)
    assert "XBB was not at" in said(given((ARRIVED, DAY), (DEPARTED, DAY)), later, DAY)


@pytest.mark.parametrize(
    ("earlier", "items", "odd"),
    [((), (), True), (("1",), (), True), (("1",), ("1", "2"), True), (("1",), ("2",), False)],
    ids=str,
)
def test_given_a_proxy_when_its_giver_gives_another_then_that_is_said(
    earlier: tuple[str, ...], items: tuple[str, ...], *, odd: bool
) -> None:
    """Two on different items are as they should be."""
    first = ProxyGiven(meeting=MEETING, giver="XBB", holder="XAA", items=earlier)
    second = ProxyGiven(meeting=MEETING, giver="XBB", holder="XCC", items=items)

    assert ("represented by XAA already" in said(given((first, DAY)), second, DAY)) is odd


def test_given_a_proxy_when_another_member_gives_one_then_nothing_is_odd() -> None:
    """One may hold several."""
    first = ProxyGiven(meeting=MEETING, giver="XBB", holder="XAA")

    assert not said(
        given((first, DAY)), ProxyGiven(meeting=MEETING, giver="XCC", holder="XAA"), DAY
    )


@pytest.mark.parametrize(
    "event",
    [
        ObserverAttended(meeting=MEETING, observer="Industry"),
        VOTE.model_copy(update={"manner": "written", "tally": None}),
    ],
)
def test_all_else_is_not_doubted(event: Event) -> None:
    """Replies in writing have days of their own."""
    assert not said(given(), event, LATER)


@pytest.mark.parametrize(("hour", "odd"), [("08:59", True), ("09:00", False), ("12:01", True)])
def test_a_vote_between_sessions_is_odd(hour: str, *, odd: bool) -> None:
    """It is mostly a slip of the pen; without sessions of that day nothing can be said."""
    session = SessionSet(meeting=MEETING, number="1", begins_at="09:00", ends_at="12:00")
    vote = VOTE.model_copy(update={"hour": hour})

    assert bool(said(given((session, DAY)), vote, DAY)) is odd
    assert not said(given(), vote, DAY)


def test_a_session_into_the_next_day_ends_at_no_hour_of_its_first() -> None:
    """A vote before midnight is in it."""
    night = SessionSet(
        meeting=MEETING,
        number="1",
        begins_at="22:00",
        ends_at="02:00",
        ends_on=ImpreciseDate.parse(NEXT),
    )

    assert not said(given((night, DAY)), VOTE.model_copy(update={"hour": "23:00"}), DAY)


@pytest.mark.parametrize(
    ("approved", "published", "odd"),
    [
        ("a" * 64, "b" * 64, True),
        ("a" * 64, "a" * 64, False),
        ("a" * 64, None, False),
        (None, "a" * 64, False),
    ],
)
def test_minutes_of_another_file_than_approved_are_odd(
    approved: str | None, published: str | None, *, odd: bool
) -> None:
    """They may be the same words in another form, so it is said and not refused."""
    approval = MinutesApproved(meeting=MEETING, at="M-0", file_sha256=approved)
    event = MinutesPublished(meeting=MEETING, file_sha256=published)

    assert bool(said(given((approval, LATER)), event, LATER)) is odd


@pytest.mark.parametrize("kind", [MinutesDrafted, MinutesCirculated])
def test_minutes_of_the_file_of_a_draft_are_odd(
    kind: type[MinutesDrafted | MinutesCirculated],
) -> None:
    """It says on each page that they are not approved."""
    draft = kind(meeting=MEETING, file_sha256="a" * 64)
    approval = MinutesApproved(meeting=MEETING, at="M-0", file_sha256="a" * 64)
    event = MinutesPublished(meeting=MEETING, file_sha256="a" * 64)

    assert "as a draft" in said(given((draft, DAY), (approval, LATER)), event, LATER)


def test_given_a_meeting_that_was_opened_when_it_sits_longer_then_nothing_is_odd() -> None:
    """Only a plan can have a mistyped day in it; what was held is as long as it was."""
    longer = SessionSet(meeting=MEETING, number="2", begins_at="09:00")

    assert "outside of the days" in said([CONVENED], longer, NEXT)
    assert not said(given(), longer, NEXT)


def test_given_a_move_when_a_session_stays_on_its_day_then_nothing_is_said_of_it() -> None:
    """A session that was set for the new day already is where it was."""
    sits = (SessionSet(meeting=MEETING, number="1", begins_at="09:00"), NEXT)
    moved = MeetingRescheduled(meeting=MEETING, begins_on=ImpreciseDate.parse(NEXT))

    assert not said([CONVENED, sits], moved, DAY)
