"""Sessions move with their meeting where they were planned for its earlier days."""

import pytest

from domain.events.voting import SessionSet
from domain.meetings.sessions import MeetingDays, Sitting, sittings
from tests.domain.given import day


def moved(recorded: str, *schedules: str) -> list[str]:
    """Return the days of sessions after moves, `-` behind one that is outside of the meeting."""
    plans = [MeetingDays(*map(day, (each.split()[0], each.split()[-1]))) for each in schedules]
    sessions = [Sitting(session(), day(each)) for each in recorded.split()]
    return [f"{each.on}{'-' * each.outside}" for each in sittings(sessions, plans)]


def session(ends_on: str | None = None) -> SessionSet:
    ends = day(ends_on) if ends_on else None
    return SessionSet(meeting="M1", number="1", begins_at="09:00", ends_on=ends)


FIRST = "2031-05-10"


@pytest.mark.parametrize(
    ("recorded", "schedules", "expected"),
    [
        (FIRST, [], FIRST),
        ("2031-06-10", [FIRST], "2031-06-10"),
        (FIRST, [FIRST, "2031-05-12"], "2031-05-12"),
        (FIRST, [FIRST, "2031-05-12", "2031-05-13"], "2031-05-13"),
        ("2031-05-12", [FIRST, "2031-05-12", "2031-05-13"], "2031-05-13"),
        ("2031-05-12", [FIRST, "2031-05-12"], "2031-05-12"),
        (f"{FIRST} 2031-05-12", [FIRST, "2031-05-12"], "2031-05-12 2031-05-12"),
        (
            f"{FIRST} 2031-05-11",
            [f"{FIRST} 2031-05-11", "2031-05-11 2031-05-12"],
            "2031-05-11 2031-05-12",
        ),
        (f"{FIRST} 2031-05-11", [f"{FIRST} 2031-05-11", "2031-06-01"], "2031-06-01 2031-05-11-"),
        (
            f"{FIRST} 2031-05-13",
            [FIRST, "2031-05-12 2031-05-13", "2031-06-01 2031-06-02"],
            "2031-06-01 2031-06-02",
        ),
        ("2031-04-01", [FIRST, "2031-05-12"], "2031-04-01-"),
        (f"{FIRST} 2031-04-01", [FIRST, "2031-05-12"], "2031-05-12 2031-04-01-"),
        (FIRST, [FIRST, "2031-06"], f"{FIRST}-"),
        ("2031-05", ["2031-05", "2031-06-01"], "2031-05-"),
    ],
)
def test_given_moves_when_asked_then_each_session_has_its_day(
    recorded: str, schedules: list[str], expected: str
) -> None:
    """What was planned for new days stays; what has no place in them is outside."""
    assert moved(recorded, *schedules) == expected.split()


@pytest.mark.parametrize(("ends", "then"), [(FIRST, "2031-05-12"), ("2031-05", "2031-05")])
def test_given_a_last_day_when_moved_then_it_moves_too(ends: str, then: str) -> None:
    """One that is not known precisely stays so."""
    (found,) = sittings(
        [Sitting(session(ends), day(FIRST))],
        [MeetingDays(day(FIRST), day(FIRST)), _of("2031-05-12")],
    )

    assert str(found.session.ends_on) == then


def _of(text: str) -> MeetingDays:
    return MeetingDays(day(text), day(text))
