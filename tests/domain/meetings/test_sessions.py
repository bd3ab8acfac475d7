"""Sessions move with their meeting where they were planned for its earlier days."""

import pytest

from domain.events.voting import SessionSet
from domain.meetings.sessions import MeetingDays, Sitting, sittings
from tests.domain.given import day


def moved(recorded: str, *schedules: str) -> list[str]:
    """Return the days of sessions after moves, `-` behind one that is outside of the meeting."""
    plans = [MeetingDays(day(each.split()[0]), day(each.split()[-1])) for each in schedules]
    sessions = [Sitting(session(), day(each)) for each in recorded.split()]
    return [f"{each.on}{'-' * each.outside}" for each in sittings(sessions, plans)]


def session(
    ends_on: str | None = None, hours: str = "09:00", zone: str | None = None
) -> SessionSet:
    begins, _, ends = hours.partition("-")
    return SessionSet(
        meeting="M1",
        number="1",
        begins_at=begins,
        ends_at=ends or None,
        ends_on=day(ends_on) if ends_on else None,
        zone=zone,
    )


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


@pytest.mark.parametrize(
    ("hours", "zone", "outside"),
    [
        ("09:00", None, True),
        ("08:00-10:00", None, True),
        ("11:30-13:00", None, True),
        ("12:00-13:00", None, False),
        ("11:00", None, True),
        ("08:00", None, False),
        ("09:00", "Asia/Tokyo", False),
    ],
)
def test_given_fewer_days_when_moved_then_no_two_sessions_are_in_the_same_hours(
    hours: str, zone: str | None, *, outside: bool
) -> None:
    """The one that cannot move stays in its day where that is free; so it is after more moves."""
    recorded = [
        Sitting(session(hours="09:00-12:00"), day(FIRST)),
        Sitting(session(hours=hours, zone=zone), day("2031-05-11")),
    ]
    shorter = [MeetingDays(day(FIRST), day("2031-05-11")), _of("2031-05-11")]

    first, second = sittings(recorded, shorter)
    _, later = sittings(recorded, [*shorter, _of("2031-06-01")])

    assert (str(first.on), first.outside) == ("2031-05-11", False)
    assert (str(second.on), second.outside) == ("2031-05-11", outside)
    assert str(later.on) == ("2031-05-11" if outside else "2031-06-01")


@pytest.mark.parametrize(
    ("on", "hours", "both"),
    [
        (FIRST, "23:00-23:30", True),
        ("2031-05-11", "00:30", True),
        ("2031-05-11", "01:00-02:00", False),
    ],
)
def test_given_a_session_over_midnight_then_it_meets_others_until_its_end(
    on: str, hours: str, *, both: bool
) -> None:
    """It ends on the next day, at an hour that is earlier than that of its beginning."""
    night = Sitting(session(hours="22:00-01:00", ends_on="2031-05-11"), day(FIRST))
    other = Sitting(session(hours=hours), day(on))

    assert (night.meets(other), other.meets(night)) == (both, both)


def test_given_an_overlap_of_days_when_one_session_is_recorded_after_the_move_then_it_stays() -> (
    None
):
    """It was recorded for the new days; one that was recorded before the move moves."""
    called, moved = MeetingDays(day(FIRST), day("2031-05-11"), 1), day("2031-05-11")
    schedules = [called, MeetingDays(moved, day("2031-05-12"), 3)]
    recorded = [
        *(Sitting(session(), day(FIRST), 2), Sitting(session(), moved, 2)),
        Sitting(session(), moved, 4),
    ]

    found = sittings(recorded, schedules)

    assert [str(each.on) for each in found] == ["2031-05-11", "2031-05-12", "2031-05-11"]


def _of(text: str) -> MeetingDays:
    return MeetingDays(day(text), day(text))
