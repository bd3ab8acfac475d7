"""Minutes item by item: what is said of odd votes, and that what is not recorded is left out."""

import json

import pytest

from application.recording import Recording
from application.reports.document import Report
from application.reports.minutes import minutes
from application.use_cases import bodies, voting
from application.use_cases.notation import action_of
from domain.event import Event
from domain.events import voting as v
from domain.events.bodies import ChairAppointed
from domain.events.meetings import Votes
from domain.events.members import VotingRightsSuspended
from domain.events.minutes import (
    DiscussionRecorded,
    MinutesCommentAnswered,
    MinutesCommented,
    MinutesDrafted,
    PaperTabled,
)
from domain.values import Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.given import BODY, TODAY, Clerk, ask, on
from tests.application.reports.given import rows, section

DAY = "2026-04-14"
ALL = "ATL; ERE; UTO"


def tell(clerk: Clerk, *events: Event) -> None:
    def record(recording: Recording) -> None:
        for event in events:
            bodies.record(recording, BODY, event, on(DAY))

    clerk.record(record)


def of(clerk: Clerk, meeting: str = "M1") -> Report:
    return minutes(clerk.tables, ask("2026-11-20"), TODAY, meeting=meeting)


def said(report: Report) -> str:
    return json.dumps(report.as_json(), ensure_ascii=False)


def vote(rule: str, decision: str = "D-1", **more: object) -> v.VoteTaken:
    return v.VoteTaken.model_validate(
        {
            "decision": decision,
            "meeting": "M1",
            "title": "Song",
            "text": "We sing.",
            "task": "K1",
            "rule": rule,
            "manner": "show",
            "item": "1",
            **more,
        }
    )


def tally(in_favour: int, against: int = 0, abstained: int = 0) -> Votes:
    return Votes(in_favour=in_favour, against=against, abstained=abstained)


@pytest.fixture
def met(new: Clerk) -> Clerk:
    """A meeting of three members, with rules for majorities."""
    g.begin(new)
    new.join("UTO", "Utopia", "2025-01-01")
    tell(
        new,
        v.MajorityRuleSet(rule="MORE", majority="more_than_half", casting_vote=True),
        v.MajorityRuleSet(rule="ALL", majority="two_thirds", base="all"),
        v.MajorityRuleSet(rule="NONE", majority="consensus"),
    )
    g.convene(new, "M1", DAY, "Song | K1", "Dance")
    return new


class TestVote:
    """What is said of a vote, and of nothing that it did not have."""

    @pytest.mark.parametrize(
        ("came", "taken", "words"),
        [
            (ALL, vote("MORE", tally=tally(2, 1)), "Of 3 members with the right to vote, 3 took"),
            (ALL, vote("MORE", tally=tally(1, 2)), "The majority was missed"),
            (ALL, vote("MORE", tally=tally(1, 1)), "no casting vote is recorded"),
            (ALL, vote("NONE", manner="consensus"), "Nobody objected; the decision was adopted."),
            (ALL, vote("NONE", manner="consensus", objections=["ERE"]), "D-1: Erewhon objected."),
            ("ATL", vote("MORE", tally=tally(1)), "with 2 needed, there was no quorum. Vote"),
            ("ATL", vote("MORE", tally=tally(1), hour="10:00"), "At 10:00, 1 of 3 members"),
            ("ATL", vote("MORE", tally=tally(3)), "The vote cannot be counted. 3 voted"),
            (
                ALL,
                vote("MORE", tally=tally(1)),
                "by rule MORE: 1, more than half of 1 (votes",
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
        suspended = VotingRightsSuspended(member="ERE")
        met.record(lambda r: bodies.record(r, BODY, rule, on("2026-01-01")))
        met.act(voting.suspend_voting_rights, suspended, on("2026-02-01"))
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
            max(r.position for r in log if r.event.TOPIC == suspended.TOPIC), Visibility.SECRETARIAT
        )
        assert told() == ["no right to vote", "no"]

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


def test_items_have_papers_discussion_decisions_and_actions(met: Clerk) -> None:
    """What belongs to one item is read in one place; what belongs to none comes last."""
    g.open_(met, "M1", DAY, ALL)
    tell(
        met,
        PaperTabled(meeting="M1", item="1", title="Notes", url="https://example.org/notes"),
        PaperTabled(meeting="M1", item="1", title="Words"),
        PaperTabled(meeting="M1", item="1", title="Filed", file_sha256="a" * 64),
        PaperTabled(
            meeting="M1", item="1", title="Both", url="https://example.org/b", file_sha256="b" * 64
        ),
        DiscussionRecorded(meeting="M1", item="1", text="Too high.", conclusion="Lower."),
        DiscussionRecorded(
            meeting="M1", item="2", text="## Dance\n- **Nobody** danced", conclusion="- Later"
        ),
    )
    g.decide(met, "D-1", "M1", DAY, "A-1 | ATL | Sing.", "A-2 | ERE | Hum. | 2026-05-01", item="1")
    g.decide(met, "D-2", "M1", DAY)

    text = said(of(met))

    for words in (
        "About: K1.",
        "Paper: Notes (https://example.org/notes)",
        "Paper: Words",
        "Conclusion: Lower.",
        f"Paper: Filed, SHA-256 {'a' * 64}",
        f"Paper: Both (https://example.org/b), SHA-256 {'b' * 64}",
        '{"paragraph": "Dance"}, {"points": ["Nobody danced"], "numbered": false}',
        '{"paragraph": "Conclusion:"}, {"points": ["Later"], "numbered": false}',
        "Decision D-1, About D-1: We do.",
        "Adopted by consensus.",
        "Action A-1, Atlantis: Sing.",
        "Action A-2, Erewhon, by 2026-05-01: Hum.",
    ):
        assert words in text
    assert section(of(met), "decided").title == "Decisions"
    assert "Results of votes" not in text


def test_actions_of_what_was_not_adopted_are_left_out(met: Clerk) -> None:
    """Nobody has to do them."""
    g.open_(met, "M1", DAY, ALL)
    tell(met, vote("MORE", tally=tally(1, 2), actions=[action_of("A-1 | ATL | Sing.")]))

    assert "A-1" not in said(of(met))


def test_attendance_says_who_spoke_for_whom(met: Clerk) -> None:
    """For which items, and from which hour."""
    g.open_(met, "M1", DAY, "ATL; ERE:excused")
    proxy = v.ProxyGiven(meeting="M1", giver="ERE", holder="ATL")
    office = {"meeting": "M1", "member": "ATL", "office": "A deputy"}
    tell(
        met,
        proxy,
        proxy.model_copy(update={"from_hour": "10:00"}),
        proxy.model_copy(update={"items": ("2",)}),
        proxy.model_copy(update={"from_hour": "11:00", "items": ("1", "2")}),
        proxy.model_copy(update={"from_hour": "12:00", "items": ("2",)}),
        proxy.model_copy(update={"items": ("1", "2")}),
        v.RepresentativeChanged(**office),
        v.RepresentativeChanged(**office, hour="10:30"),
        v.ObserverAttended(meeting="M1", observer="Industry"),
    )

    text = said(of(met))

    for words in (
        "Atlantis acted for Erewhon.",
        "Atlantis acted for Erewhon from 10:00.",
        "Atlantis acted for Erewhon on item 2.",
        "Atlantis acted for Erewhon from 12:00 on item 2.",
        "Atlantis acted for Erewhon on items 1, 2.",
        "Atlantis acted for Erewhon from 11:00 on items 1, 2.",
        "A deputy spoke for Atlantis.",
        "A deputy spoke for Atlantis from 10:30.",
        "Apologies: Erewhon.",
        "Observers: Industry.",
    ):
        assert words in text


def test_attendance_names_the_holder_of_a_proxy(met: Clerk) -> None:
    """Who came later is in the list, and who was represented is so with a name."""
    g.open_(met, "M1", DAY, "ATL")
    tell(
        met,
        v.MemberArrived(meeting="M1", member="UTO", hour="10:00"),
        v.ProxyGiven(meeting="M1", giver="ERE", holder="ATL"),
    )

    found = rows(of(met), "attendance")

    assert [tuple(row[key] for key in ("name", "presence", "acted_by")) for row in found] == [
        ("Atlantis", "present", None),
        ("Utopia", "present", None),
        ("Erewhon", "represented", "Atlantis"),
    ]


def test_without_a_list_those_who_came_later_are_listed_all_the_same(met: Clerk) -> None:
    """Nobody is called absent of whom nothing is known."""
    g.open_(met, "M1", DAY)
    tell(met, v.MemberArrived(meeting="M1", member="UTO", hour="10:00"))

    assert [row["name"] for row in rows(of(met), "attendance")] == ["Utopia"]
    assert "No list of those who were there at the opening is recorded." in said(of(met))


def test_an_arrival_that_an_audience_may_not_see_is_not_told(met: Clerk) -> None:
    """The vote is counted with it; the list of attendance is what the audience may see."""
    g.open_(met, "M1", DAY, "ERE")
    tell(met, v.MemberArrived(meeting="M1", member="ATL", hour="10:00"))
    assert rows(of(met), "attendance")[0]["hours"] == "came 10:00"

    last = max(r.position for r in met.register.log.read(0, 100) if "arrived" in r.event.TOPIC)
    met.show(last, Visibility.SECRETARIAT)
    g.close(met, "M1", DAY)
    tell(met, v.SessionSet(meeting="M1", number="1", begins_at="09:00"))

    assert [row["presence"] for row in rows(of(met), "attendance")] == [
        *("present", "absent", "absent")
    ]


def test_the_head_has_chair_days_and_sessions(met: Clerk) -> None:
    """The time zone stands once; where there are two, at each session."""
    g.open_(met, "M1", DAY)
    first = v.SessionSet(meeting="M1", number="1", begins_at="09:00", place="Geneva")
    tell(met, ChairAppointed(chair="ATL"), first)

    once = of(met)
    assert rows(once, "meeting")[-1]["value"] == "Atlantis"
    assert rows(once, "meeting")[-2]["value"] == "Geneva"
    assert "Sessions (hours of UTC)" in said(once)
    assert "Attendance is not recorded." in said(once)

    tell(met, v.SessionSet(meeting="M1", number="2", begins_at="14:00", zone="Asia/Tokyo"))
    g.close(met, "M1", "2026-04-15")
    assert '"Time zone"' in said(of(met))
    assert "2026-04-14 to 2026-04-15" in said(of(met))


def test_comments_on_the_minutes_have_their_answers(met: Clerk) -> None:
    """A member sees that it was heard."""
    g.open_(met, "M1", DAY, ALL)
    tell(met, MinutesDrafted(meeting="M1"), vote("MORE", tally=tally(2)))
    for name, taken_up in (("C-1", True), ("C-2", False), ("C-3", None)):
        tell(met, MinutesCommented(comment=name, meeting="M1", member="ATL", text="A word."))
        if taken_up is not None:
            tell(met, MinutesCommentAnswered(comment=name, taken_up=taken_up))

    assert [row["taken_up"] for row in rows(of(met), "comments")] == [
        *("taken up", "not taken up", "not answered")
    ]


def test_versions_without_comments_are_listed(met: Clerk) -> None:
    """A conclusion is not needed, and neither is a comment."""
    g.open_(met, "M1", DAY, ALL)
    tell(
        met,
        MinutesDrafted(meeting="M1", file_sha256="c" * 64),
        DiscussionRecorded(meeting="M1", item="2", text="Nobody danced."),
    )

    assert rows(of(met), "versions")[0]["what"] == "written"


def test_a_quorum_inputs_and_actions_have_their_parts(met: Clerk) -> None:
    """Where they are recorded."""
    g.open_(met, "M1", DAY, ALL)
    g.count(met, "M1")
    tell(met, vote("MORE", tally=tally(2), hour="10:00"))
    g.decide(met, "D-2", "M1", DAY, "A-1 | ATL | Sing.")

    assert "There was a quorum: of 3 active members 3 took part" in said(of(met))
    assert rows(of(met), "actions")
