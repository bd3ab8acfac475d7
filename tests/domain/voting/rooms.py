"""Any room that a vote can be taken in: members, rules, who came and left, proxies, a vote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from domain.event import Event
from domain.events.meetings import (
    Attendance,
    MeetingConvened,
    MeetingOpened,
    Presence,
    QuorumRuleSet,
    Votes,
)
from domain.events.members import (
    Reinstated,
    Suspended,
    VotingRightsRestored,
    VotingRightsSuspended,
    Withdrew,
)
from domain.events.voting import (
    Ballot,
    Base,
    CastingVoteGiven,
    Choice,
    Majority,
    MajorityRuleSet,
    Manner,
    MemberArrived,
    MemberDeparted,
    ProxyGiven,
    VoteTaken,
    VotingRightsRuleSet,
)
from domain.history import History
from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.voting.counting import VoteResult, Voting
from tests.domain.given import Log, joined
from tests.domain.voting.table import DECISION, MEETING, RULE, Said, vote

CODES = ("XAA", "XBB", "XCC", "XDD", "XEE")
STRANGER = "XZZ"
"""Nobody: a code that no member has."""
DAY = "2031-05-10"
BEFORE = ("2031-02-01", "2031-03-01", "2031-04-01")
_HOURS = st.sampled_from(["09:00", "10:00", "10:30", "11:00"])
_DAYS = st.sampled_from(["2031-01-01", *BEFORE, "2031-05-09", DAY, "2031-05-11"])
_CODES = st.sampled_from(CODES)
_ANYBODY = st.sampled_from([*CODES, STRANGER])
_PRESENCES: tuple[Presence, ...] = ("present", "represented", "excused", "absent")
_CHOICES: tuple[Choice, ...] = ("for", "against", "abstained", "not_voting")
_MAJORITIES: tuple[Majority, ...] = ("more_than_half", "two_thirds", "four_fifths", "consensus")
_BASES: tuple[Base, ...] = ("cast", "present", "all")
_MANNERS: tuple[Manner, ...] = ("by_member", "show", "consensus")
_FEW = st.integers(0, 4)


@dataclass(frozen=True)
class Told:
    """What is on record of a body, of each of its members, and the vote."""

    body: tuple[Said, ...]
    members: dict[str, tuple[Said, ...]]
    vote: VoteTaken

    def result(self) -> VoteResult:
        """What the vote came to."""
        return self.voting().count(self.vote, ImpreciseDate.parse(DAY))

    def voting(self) -> Voting:
        members = {code: Member(history(*said)) for code, said in self.members.items()}
        return Voting(history(*self.body), members)

    def and_also(self, *events: Event) -> "Told":
        """The same with more that happened on the day of the vote."""
        return replace(self, body=(*self.body, *((event, DAY) for event in events)))

    def shuffled(self, chance: Random) -> "Told":
        """The same, entered in another order."""

        def mixed(said: Sequence[Said]) -> tuple[Said, ...]:
            return tuple(chance.sample(said, len(said)))

        members = {code: mixed(said) for code, said in self.members.items()}
        return Told(mixed(self.body), members, self.vote)


def history(*said: Said) -> History:
    """What is on record, in this order of entry."""
    log = Log()
    for event, on in said:
        log.add(event, on)
    return log.history()


@st.composite
def standings(draw: st.DrawFn, code: str) -> tuple[Said, ...]:
    """What befell one member: when it joined, and at most one suspension of each kind."""
    said: list[Said] = [(joined(code, code), draw(_DAYS))]
    for begins, ends in (
        (Suspended(member=code), Reinstated(member=code)),
        (VotingRightsSuspended(member=code), VotingRightsRestored(member=code)),
    ):
        if draw(st.booleans()):
            first, last = sorted(draw(st.tuples(_DAYS, _DAYS)))
            said.append((begins, first))
            if first < last:
                said.append((ends, last))
    if draw(st.integers(0, 5)) == 0:
        said.append((Withdrew(member=code), draw(_DAYS)))
    return tuple(said)


def _opened(meeting: str) -> st.SearchStrategy[MeetingOpened]:
    one = st.tuples(_CODES, st.sampled_from(_PRESENCES))
    return st.lists(one, unique_by=lambda pair: pair[0]).map(
        lambda pairs: MeetingOpened(
            meeting=meeting,
            attendance=tuple(Attendance(member=m, presence=how) for m, how in pairs),
        )
    )


@st.composite
def _rules(draw: st.DrawFn) -> list[Said]:
    rights: list[VotingRightsRuleSet] = draw(
        st.lists(
            st.one_of(
                st.just(VotingRightsRuleSet(rights="all_active")),
                st.just(VotingRightsRuleSet(rights="rights_not_suspended")),
                st.integers(1, 3).map(
                    lambda n: VotingRightsRuleSet(
                        rights="present_at_meetings", attended=n, of_last=3
                    )
                ),
            ),
            max_size=2,
        )
    )
    majority = MajorityRuleSet(
        rule=RULE, majority=draw(st.sampled_from(_MAJORITIES)), base=draw(st.sampled_from(_BASES))
    )
    said: list[Said] = list(zip(rights, BEFORE, strict=False))
    said.append((majority, BEFORE[0]))
    said.append((majority.model_copy(update={"casting_vote": draw(st.booleans())}), BEFORE[1]))
    if draw(st.booleans()):
        quorum = QuorumRuleSet(numerator=1, denominator=2, more_than=draw(st.booleans()))
        said.append((quorum, BEFORE[0]))
    return said


@st.composite
def votes(draw: st.DrawFn) -> VoteTaken:
    """A vote by anybody, also by such as may not vote, more than once, and for each other."""
    manner = draw(st.sampled_from(_MANNERS))
    ballot = st.builds(
        Ballot, member=_ANYBODY, vote=st.sampled_from(_CHOICES), by=st.one_of(st.none(), _ANYBODY)
    )
    counts = st.builds(Votes, in_favour=_FEW, against=_FEW, abstained=_FEW)
    return vote(
        manner,
        item=draw(st.sampled_from([None, "1", "2"])),
        hour=draw(st.one_of(st.none(), _HOURS)),
        tally=draw(counts) if manner == "show" else None,
        ballots=tuple(draw(st.lists(ballot, max_size=8))) if manner == "by_member" else (),
        objections=tuple(draw(st.lists(_ANYBODY, max_size=2))) if manner == "consensus" else (),
    )


@st.composite
def rooms(draw: st.DrawFn) -> Told:
    """A body, its members, its meetings, and a vote."""
    body = draw(_rules())
    for number, on in enumerate(BEFORE):
        body.append((draw(_opened(f"M-{number}")), on))
    body.append((MeetingConvened(meeting=MEETING, kind="ordinary_session"), DAY))
    body.append((draw(_opened(MEETING)), DAY))
    kind = st.sampled_from([MemberArrived, MemberDeparted])
    for moved in draw(st.lists(st.tuples(kind, _CODES, _HOURS), max_size=8)):
        body.append((moved[0](meeting=MEETING, member=moved[1], hour=moved[2]), DAY))
    proxy = st.builds(
        ProxyGiven,
        meeting=st.just(MEETING),
        giver=_CODES,
        holder=_CODES,
        from_hour=st.one_of(st.none(), _HOURS),
        items=st.sampled_from([(), ("1",), ("1", "2")]),
    )
    body += [(each, DAY) for each in draw(st.lists(proxy, max_size=5)) if each.giver != each.holder]
    if draw(st.booleans()):
        body.append((CastingVoteGiven(decision=DECISION, member=CODES[0], vote="for"), DAY))
    members = {code: draw(standings(code)) for code in CODES}
    return Told(tuple(body), members, draw(votes()))
