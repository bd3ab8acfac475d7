"""Whatever members reply in a written procedure: what must be true of every count."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.event import Event
from domain.events.meetings import MeetingConvened
from domain.events.voting import Base, Choice, MajorityRuleSet, ReplyReceived, SessionSet, Silence
from domain.values import ImpreciseDate
from tests.domain.voting.rooms import CODES, STRANGER, Told, standings
from tests.domain.voting.table import DECISION, MEETING, RULE, Said, vote
from tests.often import often

OPENED, CLOSED, LATER = "2031-05-10", "2031-05-20", "2031-05-25"
VOTE = vote("written")
TRIED = settings(max_examples=often(200))
CHOICES: tuple[Choice, ...] = ("for", "against", "abstained", "not_voting")
SILENCES: tuple[Silence, ...] = ("assent", "abstention")
BASES: tuple[Base, ...] = ("cast", "present", "all")


def session(number: str, ends_on: str, ends_at: str | None) -> Event:
    return SessionSet(
        meeting=MEETING,
        number=number,
        begins_at="09:00",
        ends_on=ImpreciseDate.parse(ends_on),
        ends_at=ends_at,
    )


@st.composite
def procedures(draw: st.DrawFn) -> Told:
    """A written procedure, extended or not, and replies of anybody, no two in one minute."""
    rule = MajorityRuleSet(
        rule=RULE,
        majority="more_than_half",
        base=draw(st.sampled_from(BASES)),
        silence=draw(st.sampled_from(SILENCES)),
    )
    body: list[Said] = [
        (rule, "2031-01-01"),
        (
            MeetingConvened(
                meeting=MEETING, kind="written_procedure", ends_on=ImpreciseDate.parse(CLOSED)
            ),
            OPENED,
        ),
    ]
    if draw(st.booleans()):
        body.append((session("1", CLOSED, "17:00"), OPENED))
    if draw(st.booleans()):
        body.append((session("2", LATER, None), CLOSED))
    days = st.sampled_from([OPENED, "2031-05-12", CLOSED, LATER, "2031-05-26"])
    moments = st.tuples(days, st.sampled_from(["10:00", "17:00", "17:01"]))
    for on, hour in draw(st.lists(moments, unique=True, max_size=12)):
        reply = ReplyReceived(
            meeting=MEETING,
            decision=DECISION,
            member=draw(st.sampled_from([*CODES, STRANGER])),
            vote=draw(st.sampled_from(CHOICES)),
            hour=hour,
        )
        body.append((reply, on))
    return Told(tuple(body), {code: draw(standings(code)) for code in CODES}, VOTE)


@given(told=procedures(), chance=st.randoms(use_true_random=False))
@TRIED
def test_the_order_of_entry_does_not_matter(told: Told, chance: Random) -> None:
    """Replies are typed when somebody finds the time; the last one in time counts."""
    assert told.shuffled(chance).result() == told.result()


@given(told=procedures())
@TRIED
def test_each_member_with_the_right_counts_once_and_nobody_else(told: Told) -> None:
    """Replies of others change nothing, and silence is a vote where the rule says so."""
    result = told.result()
    able = {voter.member for voter in result.voters if voter.right.may_vote}
    of_able = tuple(
        (event, on)
        for event, on in told.body
        if not isinstance(event, ReplyReceived) or event.member in able
    )

    assert Told(of_able, told.members, VOTE).result() == result
    assert result.tally
    tally = result.tally
    assert tally.in_favour + tally.against + tally.abstained + result.not_voting == len(able)
    assert not result.faults


@given(told=procedures())
@TRIED
def test_a_reply_after_the_last_minute_changes_nothing(told: Told) -> None:
    """Whoever was late has been silent."""
    in_time = tuple(
        (event, on)
        for event, on in told.body
        if not isinstance(event, ReplyReceived) or on <= LATER
    )

    assert Told(in_time, told.members, VOTE).result() == told.result()
