"""Replies in writing: what they come to, and until when they count."""

import pytest

from domain.event import Event
from domain.events.meetings import (
    DecisionAdopted,
    MeetingClosed,
    MeetingConvened,
    MeetingRescheduled,
)
from domain.events.voting import (
    Choice,
    DecisionNotAdopted,
    MajorityRuleSet,
    ReplyReceived,
    SessionSet,
)
from domain.meetings.written_procedures import Procedure
from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.voting.counting import VoteResult, Voting
from tests.domain.given import day, exactly, joined
from tests.domain.voting.rooms import history
from tests.domain.voting.table import DECISION, LONG_AGO, MEETING, RULE, Said, vote

OPENED = "2031-06-01"
CALLED = (MeetingConvened(meeting=MEETING, kind="written_procedure"), OPENED)
UNTIL_30 = (
    MeetingConvened(meeting=MEETING, kind="written_procedure", ends_on=day("2031-06-30")),
    OPENED,
)
VOTE = vote("written")
ADOPTED = DecisionAdopted(
    decision=DECISION, meeting=MEETING, title="A plan", text="A plan.", task="WORK"
)
MISSED = DecisionNotAdopted(
    decision=DECISION, meeting=MEETING, title="A plan", text="A plan.", reason="majority_missed"
)
ASSENT = MajorityRuleSet(rule=RULE, majority="more_than_half", silence="assent")
CONSENSUS = MajorityRuleSet(rule=RULE, majority="consensus")


def replied(member: str, on: str, vote: Choice = "against", hour: str | None = None) -> Said:
    said = ReplyReceived(meeting=MEETING, decision=DECISION, member=member, vote=vote, hour=hour)
    return said, on


def result(rule: MajorityRuleSet, *said: Said) -> VoteResult:
    body = history((rule, LONG_AGO), *said)
    members = {
        code: Member(history((joined(code), LONG_AGO if code != "XZZ" else "2031-06-02")))
        for code in ("XAA", "XBB", "XCC", "XZZ")
    }
    return Voting(body, members).count(VOTE, ImpreciseDate.parse(OPENED))


def session(number: str, ends_at: str | None = None, ends_on: str | None = None) -> Event:
    return SessionSet(
        meeting=MEETING,
        number=number,
        begins_at="09:00",
        ends_at=ends_at,
        ends_on=day(ends_on) if ends_on else None,
    )


def test_a_reply_against_is_an_objection_to_consensus() -> None:
    """Whoever says no in writing has objected, as in a room."""
    found = result(CONSENSUS, UNTIL_30, replied("XAA", "2031-06-03"))

    assert (found.outcome, found.why) == ("not_adopted", "objection")


@pytest.mark.parametrize(
    "said",
    [
        (),
        (replied("XAA", "2031-06-03", "for"), replied("XBB", "2031-06-03", "abstained")),
        (replied("XZZ", "2031-06-03"),),
        (replied("XAA", "2031-07-01"),),
        (replied("XAA", "2031-06-03"), replied("XAA", "2031-06-04", "for")),
    ],
    ids=["silence", "no objection", "without the right", "late", "withdrawn"],
)
def test_consensus_in_writing_is_prevented_by_nothing_else(said: tuple[Said, ...]) -> None:
    """A late no, and one of a member without the right, prevent nothing."""
    assert result(CONSENSUS, UNTIL_30, *said).why == "consensus"


def test_a_reply_without_an_hour_is_of_the_end_of_its_day() -> None:
    """It is the last word of that day, and in time on the last day whenever that ends."""
    until = (session("1", "17:00", "2031-06-20"), OPENED)
    noon = replied("XAA", "2031-06-20", "for", hour="12:30")

    found = result(CONSENSUS, CALLED, until, noon, replied("XAA", "2031-06-20"))

    assert found.why == "objection"


def test_without_an_end_replies_count_until_the_result() -> None:
    """Four replies on the tenth day are not silence because nobody wrote down the last day."""
    against = [replied(code, "2031-06-10") for code in ("XAA", "XBB")]

    assert result(ASSENT, CALLED, *against).why == "majority_missed"
    for recorded in (ADOPTED, MISSED):
        known = (*against, (recorded, "2031-06-10"), replied("XCC", "2031-06-11"))
        tally = result(ASSENT, CALLED, *known).tally
        assert tally
        assert (tally.in_favour, tally.against) == (1, 2)


def test_equal_votes_in_writing_wait_for_no_chair() -> None:
    """Nobody presides, so the majority was missed."""
    rule = ASSENT.model_copy(update={"silence": "abstention", "casting_vote": True})
    said = (replied("XAA", "2031-06-03"), replied("XBB", "2031-06-03", "for"))

    found = result(rule, UNTIL_30, *said)

    assert (found.outcome, found.why) == ("not_adopted", "majority_missed")


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ([CALLED], None),
        ([CALLED, (session("1"), OPENED)], None),
        ([UNTIL_30], ("2031-06-30", "24:00")),
        ([CALLED, (session("1", "17:00"), OPENED)], (OPENED, "17:00")),
        ([UNTIL_30, (session("1", "17:00"), OPENED)], ("2031-06-30", "24:00")),
        ([UNTIL_30, (session("1", "17:00", "2031-06-30"), OPENED)], ("2031-06-30", "17:00")),
        ([UNTIL_30, (session("1", None, "2031-06-20"), OPENED)], ("2031-06-20", "24:00")),
        (
            [
                CALLED,
                (session("1", "17:00", "2031-06-20"), OPENED),
                (session("2", "12:00", "2031-06-25"), "2031-06-21"),
            ],
            ("2031-06-25", "12:00"),
        ),
        ([UNTIL_30, (MeetingClosed(meeting=MEETING), "2031-06-12")], ("2031-06-12", "24:00")),
        ([CALLED, (MeetingClosed(meeting=MEETING), "2031-06-12")], ("2031-06-12", "24:00")),
        (
            [
                UNTIL_30,
                (session("1", "17:00", "2031-06-30"), OPENED),
                (MeetingClosed(meeting=MEETING), "2031-07-03"),
            ],
            ("2031-06-30", "17:00"),
        ),
        (
            [
                UNTIL_30,
                (
                    MeetingRescheduled(
                        meeting=MEETING, begins_on=day("2031-07-01"), ends_on=day("2031-07-20")
                    ),
                    "2031-05-20",
                ),
            ],
            ("2031-07-20", "24:00"),
        ),
        (
            [
                UNTIL_30,
                (MeetingRescheduled(meeting=MEETING, begins_on=day("2031-07-01")), "2031-05-20"),
            ],
            None,
        ),
    ],
    ids=[
        *("no end", "session without an end", "last day of the call", "session of one day"),
        *("the call is longer", "the session has the hour", "the session is shorter"),
        *("extended", "closed early", "closed", "closed afterwards", "moved"),
        "moved without an end",
    ],
)
def test_a_procedure_ends(said: list[Said], ends: tuple[str, str] | None) -> None:
    """An extension counts, and so does an early close."""
    found = Procedure(history(*said), MEETING).ends

    assert found == (ends and (exactly(ends[0]), ends[1]))


def test_a_procedure_opens_on_its_first_day() -> None:
    """Who may reply is judged by that day; an extension does not open it again."""
    moved = MeetingRescheduled(meeting=MEETING, begins_on=day("2031-07-01"))
    sessions = [(session("2"), "2031-07-09"), (session("1"), "2031-07-02")]

    def opened(*said: Said) -> str:
        return str(Procedure(history(*said), MEETING).opened)

    other = (MeetingConvened(meeting="M-0", kind="written_procedure"), LONG_AGO)
    closed = (MeetingClosed(meeting="M-0"), LONG_AGO)
    assert opened(other, CALLED) == OPENED
    assert opened(other, CALLED, (moved, "2031-05-20")) == "2031-07-01"
    assert opened(CALLED, (moved, "2031-05-20"), *sessions) == "2031-07-01"
    assert opened(CALLED, *sessions) == OPENED
    assert opened(other, *sessions) == "2031-07-02"
    assert opened(other) == "unknown"
    assert Procedure(history(other, closed, CALLED), MEETING).closed_on is None
