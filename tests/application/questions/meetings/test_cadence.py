"""Whether the body meets as often as it promised, replayed day by day."""

from datetime import date, timedelta

import pytest

from application.questions.across.still_due import actions_due, meetings_to_come, next_meeting_due
from application.questions.asking.answer import Answer
from application.questions.meetings.cadence import MeetingFrequency, cadence, meeting_frequency
from domain.values import Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.given import TODAY, Clerk, ask
from tests.often import every

NOT_SHOWN = "Whether the body meets as often as it promised is not shown to this audience."


def asked(clerk: Clerk, day: str, audience: Visibility = Visibility.MEMBERS) -> Answer:
    return cadence(clerk.tables, ask(day, audience=audience), TODAY)


def on(clerk: Clerk, day: str) -> MeetingFrequency:
    return meeting_frequency(g.facts(clerk, day))


def state(clerk: Clerk, day: str) -> str:
    return on(clerk, day).years[-1].state


def two_meetings(clerk: Clerk) -> None:
    g.begin(clerk)
    g.hold(clerk, "M1", "2026-04-14")
    g.convene(clerk, "M2", "2026-10-13")
    g.move(clerk, "M2", "2026-11-03", "2026-09-01")
    g.open_(clerk, "M2", "2026-11-03")


def by_hand(day: date) -> tuple[str, str, int]:
    """What a secretary would have said of that year, with a calendar on the wall."""
    first, second = date(2026, 4, 14), date(2026, 11, 3)
    if day < first:
        due = date(2026, 6, 30)  # six months after the day before the record began
    elif day < second:
        due = date(2026, 10, 14)
    else:
        due = date(2027, 5, 3)
    left = (due - day).days
    said = "overdue" if left < 0 else "due" if left <= 30 else "upcoming"
    return due.isoformat(), said, (day >= first) + (day >= second)


@pytest.mark.slow
def test_a_year_replayed_day_by_day(new: Clerk) -> None:
    """Every past day gives what it gave on that day."""
    two_meetings(new)

    day = date(2026, 1, 1)
    while day.year == 2026:
        found = on(new, day.isoformat())
        year = found.years[-1]
        assert (str(found.next_due_on), found.due, year.held) == by_hand(day), day
        assert year.state == ("kept" if year.held == 2 else "on_course"), day
        day += timedelta(days=every(3))


def test_warns_before_a_year_ends_with_fewer(new: Clerk) -> None:
    """The next meeting is due in the next year, and this one had one only."""
    g.begin(new)
    assert state(new, "2026-05-01") == "on_course"
    g.hold(new, "M1", "2026-07-15")

    assert state(new, "2026-05-01") == "will_be_fewer"  # it was called too late
    assert state(new, "2026-07-16") == "will_be_fewer"
    assert "2026 will end with fewer than the 2" in " ".join(asked(new, "2026-07-16").notes)
    assert on(new, "2027-01-02").years[0].state == "fewer"

    g.convene(new, "M2", "2026-12-01")
    assert state(new, "2026-07-16") == "on_course"


@pytest.mark.parametrize(
    ("kept", "states"),
    [
        (None, ["not_recorded", "kept", "not_recorded"]),
        ("2025-01-02", ["not_recorded", "kept", "will_be_fewer"]),
        ("2025-01-01", ["fewer", "kept", "will_be_fewer"]),
        ("2027-11-01", ["not_recorded", "kept", "not_recorded"]),
        ("2027-12-20", ["not_recorded", "kept", "not_recorded"]),
    ],
)
def test_judges_whole_years_for_which_the_record_is_complete(
    new: Clerk, kept: str | None, states: list[str]
) -> None:
    """Before it nobody knows what was not written down; enough is enough even so."""
    g.begin(new, kept=kept)
    for meeting, day in (("M0", "2025-06-01"), ("M1", "2026-04-14"), ("M2", "2026-10-14")):
        g.hold(new, meeting, day)

    found = on(new, "2027-12-01")

    assert [year.state for year in found.years] == states
    assert (found.next_due_on is None) == (kept in (None, "2027-12-20"))


def test_says_what_is_not_judged_and_why(new: Clerk) -> None:
    """An empty cell without a reason would be read as a zero."""
    g.begin(new, kept=None)
    assert (
        "record is complete by that day, so nothing is judged" in asked(new, "2026-05-01").notes[0]
    )
    assert asked(new, "2026-05-01").rows[0]["held"] is None


def test_a_body_that_promised_nothing_owes_nothing(new: Clerk) -> None:
    """What was held is counted all the same."""
    g.begin(new, per_year=None)
    g.hold(new, "M1", "2026-04-14")
    g.hold(new, "M2", "unknown")

    found = asked(new, "2026-12-01")

    assert [(row["held"], row["state"]) for row in found.rows] == [(1, "not_promised")]
    assert found.notes == [
        "The last meeting was M1, on 2026-04-14.",
        "It is not recorded how often the body promised to meet.",
        "1 held on an unknown day: in no year.",
    ]


def test_written_procedures_are_no_meetings(new: Clerk) -> None:
    """The promise is to meet."""
    g.begin(new)
    g.convene(new, "W1", "2026-02-01", kind="written_procedure")
    g.close(new, "W1", "2026-02-20")

    assert on(new, "2026-03-01").years[-1].held == 0


def test_the_public_is_not_told_whether_it_is_enough(new: Clerk) -> None:
    """Nor is anybody who may not see every meeting."""
    new.context = g.OPENLY
    two_meetings(new)
    public = asked(new, "2026-10-20", Visibility.PUBLIC)
    assert (public.rows[-1]["state"], public.facts["next_due_on"]) == ("not_shown", None)
    assert public.notes[-1] == NOT_SHOWN
    assert asked(new, "2026-10-20").facts["next_due_state"] == "overdue"

    new.show(g.hold(new, "M3", "2026-10-01"), Visibility.SECRETARIAT)
    assert asked(new, "2026-10-20").facts["next_due_on"] is None


def test_names_the_meeting_that_is_called_next(new: Clerk) -> None:
    """It is the first thing that a delegate looks for."""
    two_meetings(new)

    assert asked(new, "2026-05-01").facts["next_called"] == "M2"


class TestDueItems:
    def test_the_next_meeting_is_tentative_until_one_is_called(self, new: Clerk) -> None:
        """A calendar shows it, and takes it away when the secretariat has called one in time."""
        g.begin(new)
        g.hold(new, "M1", "2026-04-14")
        found = list(next_meeting_due(g.facts(new, "2026-09-20")))
        assert [(i.key, i.due_on.isoformat(), i.state, i.tentative) for i in found] == [
            ("meeting:next", "2026-10-14", "due", True)
        ]

        g.convene(new, "M2", "2026-11-01")
        assert list(next_meeting_due(g.facts(new, "2026-09-20")))
        g.convene(new, "M3", "2026-10-14")
        assert not list(next_meeting_due(g.facts(new, "2026-09-20")))

    def test_nothing_is_due_where_nothing_is_judged(self, new: Clerk) -> None:
        """Without a complete record there is no frequency of meetings."""
        g.begin(new, kept=None)
        assert not list(next_meeting_due(g.facts(new, "2026-09-20")))

    def test_called_meetings_and_last_days_for_replies(self, new: Clerk) -> None:
        """Also while members are replying; what is over is in no calendar."""
        g.begin(new)
        g.hold(new, "M1", "2026-04-14")
        g.convene(new, "M2", "2026-10-14")
        g.convene(new, "W1", "2026-06-01", kind="written_procedure", ends_on="2026-06-30")
        g.convene(new, "M3", "unknown")

        found = list(meetings_to_come(g.facts(new, "2026-06-10")))

        assert [(i.key, i.title, i.due_on.isoformat(), i.state) for i in found] == [
            ("meeting:W1", "Last day for replies to W1", "2026-06-30", "due"),
            ("meeting:M2", "Ordinary session M2", "2026-10-14", "upcoming"),
        ]

    def test_actions_that_are_not_done(self, new: Clerk) -> None:
        """Nothing of it is for the public."""
        new.context = g.OPENLY
        g.begin(new)
        g.hold(new, "M1", "2026-04-14")
        wanted = ("A-1|ATL|Draft it.|2026-05-01", "A-2|ATL|b", "A-3|ERE|c|2026-06-01")
        g.decide(new, "D-1", "M1", "2026-04-14", *wanted)
        g.complete(new, "A-3", "2026-05-01")

        found = list(actions_due(g.facts(new, "2026-05-10")))

        assert [(i.key, i.title, i.owner, i.about, i.state) for i in found] == [
            ("action:A-1", "A-1: Draft it.", "ATL", "D-1", "overdue")
        ]
        assert not list(actions_due(g.facts(new, "2026-05-10", Visibility.PUBLIC)))


def test_says_from_when_on_the_record_is_complete(new: Clerk) -> None:
    """Who reads that a year is not judged asks why."""
    g.begin(new, kept="2025-01-02")
    g.hold(new, "M0", "2025-06-01")

    notes = cadence(new.tables, ask("2027-12-01"), TODAY).notes

    assert "The record is complete from 2025-01-02 on; what was before is not judged." in notes
