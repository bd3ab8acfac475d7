"""Which meetings there were, what they decided, and what somebody is to do."""

import pytest

from application.questions.asking.answer import Answer
from application.questions.meetings.actions import actions
from application.questions.meetings.meetings import decisions, meetings
from domain.errors import Contradicted
from domain.events.meetings import Votes
from domain.values import Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.given import BODY, TODAY, Clerk, ask

CAME = "ATL:present; ERE:excused"


def asked(clerk: Clerk, day: str, audience: Visibility = Visibility.MEMBERS) -> Answer:
    return meetings(clerk.tables, ask(day, audience=audience), TODAY)


def states(clerk: Clerk, day: str) -> dict[str, str]:
    return {str(row["meeting"]): str(row["state"]) for row in asked(clerk, day).rows}


def told(clerk: Clerk, day: str, key: str) -> list[object]:
    return [row[key] for row in asked(clerk, day).rows]


class TestMeetings:
    def test_a_meeting_is_to_come_until_its_day_and_then_held_or_not(self, new: Clerk) -> None:
        """Silence after the day says that nobody recorded it, not that nobody met."""
        g.begin(new)
        g.hold(new, "M1", "2026-04-14", CAME)
        g.convene(new, "M2", "2026-10")
        g.convene(new, "M3", "unknown")

        assert states(new, "2026-04-13") == {
            "M3": "not_recorded_as_held", "M1": "to_come", "M2": "to_come",
        }  # fmt: skip
        assert states(new, "2026-10-31")["M1"] == "held"
        assert states(new, "2026-10-31")["M2"] == "to_come"
        assert states(new, "2026-11-01")["M2"] == "not_recorded_as_held"

    def test_shows_the_day_to_which_it_was_moved_last(self, new: Clerk) -> None:
        """And on an earlier day, the day for which it was called then."""
        g.begin(new)
        g.convene(new, "M1", "2026-04-14", place="Geneva", ends_on="2026-04-15")
        g.move(new, "M1", "2026-05-05", "2026-03-01", "Nairobi")
        g.move(new, "M1", "2026-06-05", "2026-04-01")

        for day, begins, place in (
            ("2026-02-01", "2026-04-14", "Geneva"),
            ("2026-03-15", "2026-05-05", "Nairobi"),
            ("2026-05-10", "2026-06-05", "Nairobi"),
        ):
            row = asked(new, day).rows[0]
            assert (row["begins_on"], row["place"], row["state"]) == (begins, place, "to_come")

    def test_a_cancelled_meeting_stays_in_the_list(self, new: Clerk) -> None:
        """From the day on which it was called off."""
        g.begin(new)
        g.convene(new, "M1", "2026-04-14")
        g.cancel(new, "M1", "2026-04-01")

        assert states(new, "2026-03-31") == {"M1": "to_come"}
        assert states(new, "2026-04-01") == {"M1": "cancelled"}

    def test_a_written_procedure_is_under_way_until_its_last_day(self, new: Clerk) -> None:
        """Then it is held if it decided or was closed."""
        g.begin(new)
        for name in ("W1", "W2", "W3"):
            g.convene(new, name, "2026-06-01", kind="written_procedure", ends_on="2026-06-30")
        g.decide(new, "D-1", "W1", "2026-06-29")
        g.close(new, "W2", "2026-07-01")

        assert set(states(new, "2026-05-31").values()) == {"to_come"}
        assert set(states(new, "2026-06-30").values()) == {"under_way"}
        assert states(new, "2026-07-01") == {
            "W1": "held", "W2": "held", "W3": "not_recorded_as_held",
        }  # fmt: skip

    def test_says_who_came_whether_that_was_enough_and_how_the_minutes_are(
        self, new: Clerk
    ) -> None:
        """That nobody wrote down who came is not that nobody came."""
        g.begin(new)
        g.hold(new, "M1", "2026-04-14", CAME)
        g.hold(new, "M2", "2026-06-14")
        g.count(new, "M1")
        g.circulate(new, "M1", "2026-05-01")
        g.approve(new, "M1", "M2", "2026-06-14")

        assert told(new, "2026-04-20", "minutes") == ["none recorded", ""]
        assert told(new, "2026-05-20", "minutes") == ["sent 2026-05-01", ""]
        assert told(new, "2026-06-20", "minutes") == ["approved at meeting M2", "none recorded"]
        assert told(new, "2026-06-20", "came") == ["1 present, apologies from 1", "not recorded"]
        assert told(new, "2026-06-20", "quorum") == ["reached: 1 of 2, 1 needed", "not counted"]
        assert told(new, "2026-04-01", "came") == ["", ""]

    def test_says_that_there_was_no_quorum_and_that_nobody_came(self, new: Clerk) -> None:
        """Both are facts."""
        g.begin(new)
        g.hold(new, "M1", "2026-04-14", "ATL:absent")
        g.count(new, "M1")
        g.hold(new, "M2", "2026-05-14", ";")

        assert told(new, "2026-06-20", "quorum")[0] == "not reached: 0 of 2, 1 needed"
        assert told(new, "2026-06-20", "came") == ["2 absent", "2 absent"]

    def test_what_an_audience_may_not_see_is_not_called_missing(self, new: Clerk) -> None:
        """A meeting that was held in confidence is not "not recorded as held"."""
        g.begin(new)
        g.convene(new, "M1", "2026-04-14")
        new.show(g.open_(new, "M1", "2026-04-14"), Visibility.SECRETARIAT)

        assert asked(new, "2026-06-01").rows[0]["state"] == "not_shown"
        found = asked(new, "2026-06-01", Visibility.SECRETARIAT)
        assert found.rows[0]["state"] == "held"


class TestDecisions:
    def test_says_how_each_was_adopted_and_what_follows(self, new: Clerk) -> None:
        """Each names its task, and the item of the agenda."""
        g.begin(new)
        g.hold(new, "M1", "2026-04-14", CAME, "Opening", "Hosting | K1")
        g.decide(new, "D-1", "M1", "2026-04-14", item="2")
        votes = Votes(in_favour=1, against=0, abstained=0)
        g.decide(new, "D-2", "M1", "2026-04-14", "A-1 | ATL | Draft it.", votes=votes)

        found = decisions(new.tables, ask("2026-05-01"), TODAY)

        keys = ("decision", "item_title", "adopted_by", "in_favour", "task", "actions")
        assert [tuple(row[key] for key in keys) for row in found.rows] == [
            ("D-1", "Hosting", "consensus", None, "K1", []),
            ("D-2", None, "1 for, 0 against, 0 abstained", 1, "K1", ["A-1"]),
        ]
        assert not decisions(new.tables, ask("2026-04-13"), TODAY).rows


class TestActions:
    def begun(self, clerk: Clerk) -> None:
        g.begin(clerk)
        g.hold(clerk, "M1", "2026-01-15", CAME)
        g.decide(
            clerk,
            "D-1",
            "M1",
            "2026-01-15",
            "A-1 | ATL | Draft it. | 2026-05-01",
            "A-2 | the chair | Publish it.",
        )

    @pytest.mark.parametrize(
        ("day", "state"),
        [
            ("2026-03-31", "upcoming"),
            ("2026-04-01", "due"),
            ("2026-05-01", "due"),
            ("2026-05-02", "overdue"),
            ("2026-06-01", "done"),
        ],
    )
    def test_how_each_stands_on_a_day(self, new: Clerk, day: str, state: str) -> None:
        """A past day gives what it gave then."""
        self.begun(new)
        g.complete(new, "A-1", "2026-06-01")

        found = actions(new.tables, ask(day), None, TODAY)

        assert [row["state"] for row in found.rows] == [state, "open"]
        assert (found.counts or {})[state] == 1
        assert [row["owner_name"] for row in found.rows] == ["Atlantis", "the chair"]

    def test_can_be_asked_of_one_owner(self, new: Clerk) -> None:
        """Offices by their words, members by their codes."""
        self.begun(new)

        for owner, action in (("atl", "A-1"), ("The Chair", "A-2")):
            found = actions(new.tables, ask("2026-06-02"), owner, TODAY)
            assert [row["action"] for row in found.rows] == [action]

    def test_judges_nothing_before_the_record_is_complete(self, new: Clerk) -> None:
        """It may have been done, and nobody wrote it down."""
        g.begin(new, kept="2026-05-02")
        g.hold(new, "M1", "2026-04-14", CAME)
        actions_ = ("A-1|ATL|a|2026-05-01", "A-2|ATL|b|2026-05-02")
        g.decide(new, "D-1", "M1", "2026-04-14", *actions_)

        found = actions(new.tables, ask("2026-06-01"), None, TODAY)

        assert [row["state"] for row in found.rows] == ["not_recorded", "overdue"]

    def test_tells_the_public_nothing_of_being_late(self, new: Clerk) -> None:
        """And nobody of what was done in confidence."""
        new.context = g.OPENLY
        self.begun(new)
        public = ask("2026-06-02", audience=Visibility.PUBLIC)
        found = actions(new.tables, public, None, TODAY)
        assert [row["state"] for row in found.rows] == ["open", "open"]
        assert found.counts == {"open": 2}

        new.show(g.complete(new, "A-1", "2026-06-01"), Visibility.SECRETARIAT)
        members = actions(new.tables, ask("2026-06-02"), None, TODAY)
        assert members.rows[0]["state"] == "not_shown"


def test_says_of_which_body_it_is(new: Clerk) -> None:
    """A register may have several."""
    TestActions().begun(new)

    assert asked(new, "2026-06-01").facts == {"taskforce": BODY}


def test_refuses_to_show_the_public_an_agenda_with_gaps(new: Clerk) -> None:
    """A list of gaps by country would be a guide to safe havens."""
    g.begin(new)
    g.find_gap(new)
    new.context = g.OPENLY

    with pytest.raises(Contradicted, match="The agenda of M1 names gaps"):
        g.convene(new, "M1", "2026-10-14", "Hosting | HOSTING")
