"""What each case of the table of votes tells, as events with their days."""

from collections.abc import Iterator, Sequence

from domain.events.meetings import Attendance, MeetingConvened, MeetingOpened, QuorumRuleSet, Votes
from domain.events.members import Suspended, VotingRightsSuspended, Withdrew
from domain.events.voting import (
    Ballot,
    CastingVoteGiven,
    MajorityRuleSet,
    MemberArrived,
    MemberDeparted,
    ProxyGiven,
    ReplyReceived,
    SessionSet,
    VoteTaken,
    VotingRightsRuleSet,
)
from domain.values import ImpreciseDate
from tests.domain.voting.table import (
    CODES,
    DECISION,
    LONG_AGO,
    MEETING,
    RULE,
    Case,
    Earlier,
    Party,
    Said,
)


def code(name: str) -> str:
    """The code of a member; an observer has none, and is told apart by a code of nobody."""
    return CODES.get(name, "OBSERVER")


def standing(party: Party) -> Iterator[Said]:
    """What befell a member after it had joined."""
    member = code(party.name)
    if party.suspended_from:
        yield Suspended(member=member), party.suspended_from
    if party.voting_rights_suspended_from:
        yield VotingRightsSuspended(member=member), party.voting_rights_suspended_from
    if party.withdrawn_from:
        yield Withdrew(member=member), party.withdrawn_from


def rules(case: Case) -> Iterator[Said]:
    """The rules of the body."""
    said = case.rules
    yield (
        VotingRightsRuleSet(
            rights="present_at_meetings"
            if said.rights == "present_at_n_of_last_m"
            else said.rights,
            attended=said.n,
            of_last=said.m,
        ),
        LONG_AGO,
    )
    yield (
        MajorityRuleSet(
            rule=RULE,
            majority=said.majority,
            base=said.base,
            casting_vote=case.casting_vote is not None,
            silence=said.silence,
        ),
        LONG_AGO,
    )
    if said.quorum:
        upper, _, lower = (said.quorum.share or "").partition("/")
        more = said.quorum.compare == "more_than"
        number = said.quorum.number
        yield (
            QuorumRuleSet(
                number=number + more if number else None,
                numerator=int(upper) if upper else None,
                denominator=int(lower) if lower else None,
                more_than=more and not number,
            ),
            LONG_AGO,
        )


def earlier_meeting(earlier: Earlier) -> Iterator[Said]:
    """A meeting before, and who was present."""
    name = f"M-{earlier.day}"
    yield MeetingConvened(meeting=name, kind="ordinary_session"), earlier.day
    yield MeetingOpened(meeting=name, attendance=_present(earlier.present)), earlier.day


def room(case: Case) -> Iterator[Said]:
    """The meeting, who came and went, and who was represented; or the written procedure."""
    if case.procedure:
        opened, closed = case.procedure.opened.split(), case.procedure.closed.split()
        yield MeetingConvened(meeting=MEETING, kind="written_procedure"), opened[0]
        yield (
            SessionSet(
                meeting=MEETING,
                number="1",
                begins_at=opened[1],
                ends_on=ImpreciseDate.parse(closed[0]),
                ends_at=closed[1],
            ),
            opened[0],
        )
        return
    yield MeetingConvened(meeting=MEETING, kind="ordinary_session"), case.day
    yield MeetingOpened(meeting=MEETING, attendance=_present(case.present_at_opening)), case.day
    for moved in case.movements:
        kind = MemberArrived if moved.what == "arrives" else MemberDeparted
        yield kind(meeting=MEETING, member=code(moved.member), hour=moved.at), case.day
    for proxy in case.proxies:
        yield (
            ProxyGiven(
                meeting=MEETING,
                giver=code(proxy.giver),
                holder=code(proxy.holder),
                from_hour=proxy.from_at,
                items=proxy.items,
            ),
            case.day,
        )


def replies(case: Case) -> Iterator[Said]:
    """What members replied in writing."""
    for reply in case.procedure.replies if case.procedure else ():
        on, at = reply.received.split()
        said = ReplyReceived(
            meeting=MEETING, decision=DECISION, member=code(reply.member), vote=reply.vote, hour=at
        )
        yield said, on


def voted(case: Case) -> VoteTaken:
    """The vote, as it is recorded."""
    vote = case.vote
    counted = vote is not None and vote.kind in ("show", "secret")
    return VoteTaken(
        decision=DECISION,
        meeting=MEETING,
        title=case.title,
        text=case.title,
        task="WORK",
        item=case.item,
        hour=case.at or None,
        rule=RULE,
        manner=vote.kind if vote else "written",
        tally=Votes(in_favour=vote.in_favour, against=vote.against, abstained=vote.abstained)
        if vote and counted
        else None,
        ballots=tuple(
            Ballot(member=code(b.member), vote=b.vote, by=code(b.cast_by) if b.cast_by else None)
            for b in (vote.votes if vote else ())
        ),
        objections=tuple(code(name) for name in (vote.objections if vote else ())),
    )


def casting(case: Case) -> Iterator[Said]:
    """The chair's casting vote, if there was one."""
    if case.casting_vote:
        given = CastingVoteGiven(
            decision=DECISION, member=code(case.casting_vote.by), vote=case.casting_vote.vote
        )
        yield given, case.day


def _present(names: Sequence[str]) -> tuple[Attendance, ...]:
    return tuple(
        Attendance(member=code(name), presence="present" if name in CODES else "observer")
        for name in names
    )
