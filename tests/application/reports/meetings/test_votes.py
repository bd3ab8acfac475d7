"""What minutes say of a vote, of any kind and by whatever is known."""

import pytest

from application.acts.meetings.voting_rules import SuspendVotingRights
from application.recording import body_events
from domain.events import voting as v
from domain.events.members import VotingRightsSuspended
from domain.values import Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.given import BODY, Clerk, on
from tests.application.reports.given import rows
from tests.application.reports.given_minutes import ALL, DAY, of, said, tally, tell, vote


class TestVote:
    """What is said of a vote, and of nothing that it did not have."""

    @pytest.mark.in_part(6)
    @pytest.mark.parametrize(
        ("came", "taken", "words"),
        [
            (ALL, vote("MORE", tally=tally(2, 1)), "Of 3 members with the right to vote, 3 took"),
            (ALL, vote("MORE", tally=tally(1, 2)), "The majority was missed"),
            (ALL, vote("MORE", tally=tally(1, 1)), "no casting vote is recorded"),
            (ALL, vote("NONE", manner="consensus"), "could vote objected; the decision was"),
            (ALL, vote("NONE", manner="consensus", objections=["ERE"]), "D-1: Erewhon objected."),
            ("ATL", vote("MORE", tally=tally(1)), "with 2 needed, there was no quorum. Vote"),
            ("ATL", vote("MORE", tally=tally(1), hour="10:00"), "At 10:00, 1 of 3 members"),
            ("ATL", vote("MORE", tally=tally(3)), "The vote cannot be counted. 3 voted"),
            (
                ALL,
                vote("MORE", tally=tally(1)),
                "by rule MORE:\N{NO-BREAK SPACE}1, more than half of 1 (votes",
            ),
            (ALL, vote("MORE", tally=tally(0)), "Rule MORE: more than half of votes for and"),
            (ALL, vote("NONE", manner="consensus"), "Rule NONE: consensus."),
            (ALL, vote("ODD", tally=tally(1)), "its majority rule is not on record"),
        ],
    )
    def test_says_what_it_came_to(
        self, met: Clerk, came: str, taken: v.VoteTaken, words: str
    ) -> None:
        """Whoever reads it can count again."""
        g.open_(met, "M1", DAY, came)
        tell(met, taken)

        assert words in said(of(met))

    @pytest.mark.parametrize(
        ("choice", "words"), [("for", "chair it was adopted"), ("against", "it was not adopted")]
    )
    def test_says_that_the_chair_decided(self, met: Clerk, choice: str, words: str) -> None:
        """The counts alone would not tell."""
        g.open_(met, "M1", DAY, ALL)
        given = {"decision": "D-1", "member": "ATL", "vote": choice}
        tell(met, vote("MORE", tally=tally(1, 1)), v.CastingVoteGiven.model_validate(given))

        assert words in said(of(met))

    def test_by_name_shows_each_member(self, met: Clerk) -> None:
        """By itself or by proxy, silent, not there, and votes that nobody can count."""
        met.join("LAP", "Laputa", "2025-01-01")
        g.open_(met, "M1", DAY, "ATL; ERE")
        tell(met, v.ProxyGiven(meeting="M1", giver="LAP", holder="ATL"))
        ballots = [
            {"member": "ATL", "vote": "for"},
            {"member": "LAP", "vote": "against", "by": "ATL"},
        ]
        for rule, name in (("MORE", "D-1"), ("ODD", "D-2")):
            tell(met, vote(rule, name, manner="by_member", ballots=ballots, item="2"))

        keys = ("name", "vote-D-1", "vote-D-2")
        assert [tuple(row.get(key) for key in keys) for row in rows(of(met), "ballots")] == [
            ("Atlantis", "for", "for"),
            ("Erewhon", "not voting", None),
            ("Laputa", "against (by Atlantis)", "against (by Atlantis)"),
            ("Utopia", "absent", None),
        ]

    def test_why_a_member_had_no_right_is_said_to_those_who_may_see_it(self, met: Clerk) -> None:
        """A suspension that is not public is no reason in public minutes."""
        rule = v.VotingRightsRuleSet(rights="rights_not_suspended")
        suspended = SuspendVotingRights(member="ERE", on=on("2026-02-01"))
        met.record(lambda r: body_events.record(r, BODY, rule, on("2026-01-01")))
        met.act(suspended.record)
        g.open_(met, "M1", DAY, ALL)
        ballots = [{"member": "ATL", "vote": "for"}]
        tell(met, vote("MORE", manner="by_member", ballots=ballots))

        def told() -> list[object]:
            report = of(met)
            return [
                *(row["vote-D-1"] for row in rows(report, "ballots") if row["member"] == "ERE"),
                *(row["may_vote"] for row in rows(report, "attendance") if row["member"] == "ERE"),
            ]

        assert told() == [
            "no right to vote: voting rights suspended", "no: voting rights suspended",
        ]  # fmt: skip
        log = met.register.log.read(0, 100)
        met.show(
            max(r.position for r in log if r.event.TOPIC == VotingRightsSuspended.TOPIC),
            Visibility.SECRETARIAT,
        )
        assert told() == ["not shown", "not shown"]

    @pytest.mark.parametrize(
        ("recorded", "came", "note"),
        [
            (2, ALL, None),
            (2, "ATL", "Recorded as adopted; by what is known now: cannot be counted."),
            (0, "ATL", "Recorded as not adopted; by what is known now: cannot be counted."),
        ],
    )
    def test_says_where_the_count_differs_from_the_recorded_result(
        self, met: Clerk, recorded: int, came: str, note: str | None
    ) -> None:
        """Nobody reads that a motion was refused, and that it was adopted, without a word."""
        g.open_(met, "M1", DAY, came)
        tell(met, vote("MORE", tally=tally(recorded, 2 - recorded)))
        if recorded:
            g.decide(met, "D-1", "M1", DAY)
        else:
            missed = {"decision": "D-1", "meeting": "M1", "title": "Song", "text": "We sing."}
            tell(met, v.DecisionNotAdopted(**missed, reason="majority_missed"))

        report = of(met)

        assert rows(report, "votes")[0]["note"] == (note or "")
        assert said(report).count(note or "by what is known now") == (2 if note else 0)
        assert "refused" not in said(report)

    def test_of_no_votes_there_is_no_share(self, met: Clerk) -> None:
        """One of nothing can never be reached."""
        g.open_(met, "M1", DAY, ALL)
        tell(met, vote("MORE", tally=tally(0)))

        assert rows(of(met), "votes")[0]["majority"] == "1 needed"

    def test_votes_stand_in_the_order_of_time(self, met: Clerk) -> None:
        """And not in that of entry."""
        g.open_(met, "M1", DAY, ALL)
        for name, hour in (("D-1", None), ("D-2", "16:00"), ("D-3", "10:00")):
            tell(met, vote("MORE", name, tally=tally(2), hour=hour))

        assert [row["decision"] for row in rows(of(met), "votes")] == ["D-3", "D-2", "D-1"]

    @pytest.mark.parametrize(
        ("silence", "words"), [("assent", "voting for"), ("abstention", "abstaining")]
    )
    def test_in_writing_says_what_silence_means(self, met: Clerk, silence: str, words: str) -> None:
        """A member that did not reply was counted all the same."""
        g.convene(met, "W1", DAY, kind="written_procedure", ends_on="2026-04-30")
        tell(
            met,
            v.MajorityRuleSet.model_validate(
                {"rule": "POST", "majority": "two_thirds", "base": "all", "silence": silence}
            ),
            vote("POST", meeting="W1", manner="written", item=None),
            v.ReplyReceived(meeting="W1", decision="D-1", member="ATL", vote="against"),
        )

        g.close(met, "W1", "2026-05-01")
        report = of(met, "W1")

        assert f"did not reply in time counts as {words}." in said(report)
        assert "Of 3 members with the right to vote, 1 replied in time." in said(report)
        assert [row["vote-D-1"] for row in rows(report, "ballots")] == [
            *("against", "no reply in time", "no reply in time")
        ]

    def test_a_reply_that_an_audience_may_not_see_is_not_shown(self, met: Clerk) -> None:
        """It counts all the same, and nobody says that there was none."""
        g.convene(met, "W1", DAY, kind="written_procedure", ends_on="2026-04-30")
        reply = v.ReplyReceived(meeting="W1", decision="D-1", member="ATL", vote="against")
        tell(met, vote("ALL", meeting="W1", manner="written", item=None), reply)
        g.close(met, "W1", "2026-05-01")
        last = max(r.position for r in met.register.log.read(0, 100) if "reply" in r.event.TOPIC)
        met.show(last, Visibility.SECRETARIAT)

        assert rows(of(met, "W1"), "ballots")[0]["vote-D-1"] == "not shown"
