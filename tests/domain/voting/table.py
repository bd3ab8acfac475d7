"""The table of votes that somebody worked out by hand, and each case of it as events.

Every member has a code; a name without one is an observer.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.event import Event
from domain.events.meetings import Attendance, MeetingConvened, MeetingOpened, QuorumRuleSet, Votes
from domain.events.members import Suspended, VotingRightsSuspended, Withdrew
from domain.events.voting import (
    Ballot,
    CastingVoteGiven,
    Choice,
    Majority,
    MajorityRuleSet,
    MemberArrived,
    MemberDeparted,
    ProxyGiven,
    ReplyReceived,
    SessionSet,
    Silence,
    VoteTaken,
    VotingRightsRuleSet,
)
from domain.values import ImpreciseDate

DATA = Path(__file__).parents[2] / "data" / "meetings" / "votes.toml"
MEETING, DECISION, RULE = "M", "D-1", "RULE"
LONG_AGO = "2020-01-01"
Said = tuple[Event, str]
"""An event, and the day of it."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Party(_Row):
    name: str
    status: str
    joined: str = LONG_AGO
    suspended_from: str | None = None
    withdrawn_from: str | None = None
    voting_rights_suspended_from: str | None = None


class Quorum(_Row):
    compare: Literal["more_than", "at_least"]
    share: str | None = None
    number: int | None = None


class Rules(_Row):
    rights: Literal["all_active", "rights_not_suspended", "present_at_n_of_last_m"]
    majority: Majority
    base: Literal["cast", "present", "all"] = "cast"
    n: int | None = None
    m: int | None = None
    quorum: Quorum | None = None
    silence: Silence = "abstention"


class Movement(_Row):
    at: str
    member: str
    what: Literal["arrives", "leaves"]


class Proxy(_Row):
    giver: str
    holder: str
    from_at: str | None = Field(None, alias="from")
    items: tuple[str, ...] = ()


class One(_Row):
    member: str
    vote: Choice
    cast_by: str | None = None
    received: str = ""


class Vote(_Row):
    kind: Literal["show", "secret", "by_member", "consensus"]
    in_favour: int = Field(0, alias="for")
    against: int = 0
    abstained: int = 0
    votes: tuple[One, ...] = ()
    objections: tuple[str, ...] = ()


class Procedure(_Row):
    opened: str
    closed: str
    replies: tuple[One, ...]


class Earlier(_Row):
    day: str
    present: tuple[str, ...]


class Casting(_Row):
    by: str
    vote: Literal["for", "against"]


class Correction(_Row):
    kind: str
    member: str = ""
    giver: str = ""
    holder: str = ""
    meeting: str = ""
    was: str | dict[str, int] = ""
    now: str | dict[str, int] = ""
    since: str = Field("", alias="from")


class Counted(_Row):
    reached: bool
    have: int
    needed: int
    of: int


class Reached(_Row):
    reached: bool
    votes_for: int
    needed: int
    of: int


class Struck(_Row):
    counts: dict[str, int]
    majority: Reached | None = None


class Refusal(_Row):
    kind: str
    member: str | None = None


class Voter(_Row):
    name: str
    right: bool
    reason: str
    seat: str
    may_vote: bool


class Casted(_Row):
    accepted: bool


class Expected(_Row):
    outcome: Literal["adopted", "not_adopted", "refused"]
    reason: str
    with_right: int
    present_in_person: int | None = None
    represented: int | None = None
    quorum: Counted | Literal["none asked"]
    counts: dict[str, int] | None = None
    majority: Reached | None = None
    refused: tuple[Refusal, ...] = ()
    if_struck: Struck | None = None
    casting_vote: Casted | None = None
    members: tuple[Voter, ...]


class Case(_Row):
    id: str
    title: str
    day: str
    item: str
    at: str = ""
    rules: Rules
    members: tuple[Party, ...]
    observers: tuple[str, ...] = ()
    last_meetings: tuple[Earlier, ...] = ()
    present_at_opening: tuple[str, ...] = ()
    movements: tuple[Movement, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    vote: Vote | None = None
    casting_vote: Casting | None = None
    procedure: Procedure | None = None
    correction: Correction | None = None
    expect: Expected
    expect_after: Expected | None = None


_TABLE = tomllib.loads(DATA.read_text(encoding="utf-8"))
CODES: dict[str, str] = _TABLE["codes"]
CASES: tuple[Case, ...] = tuple(Case.model_validate(each) for each in _TABLE["case"])


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


def corrected(case: Case) -> Case:
    """The case as it is told once the correction is in."""
    said = case.correction
    assert said is not None
    match said.kind:
        case "arrival_corrected" | "departure_corrected":
            what = "arrives" if said.kind == "arrival_corrected" else "leaves"
            moved = [
                m.model_copy(update={"at": said.now})
                if (m.member, m.at, m.what) == (said.member, said.was, what)
                else m
                for m in case.movements
            ]
            return case.model_copy(update={"movements": tuple(moved)})
        case "proxy_retracted":
            kept = [p for p in case.proxies if (p.giver, p.holder) != (said.giver, said.holder)]
            return case.model_copy(update={"proxies": tuple(kept)})
        case "suspension_recorded":
            return _with_party(case, said.member, suspended_from=said.since)
        case "joining_corrected":
            return _with_party(case, said.member, joined=str(said.now))
        case "counts_corrected":
            assert isinstance(said.now, dict)
            assert case.vote
            told = {**case.vote.model_dump(by_alias=True), **said.now}
            return case.model_copy(update={"vote": Vote.model_validate(told)})
        case _:
            assert said.kind == "attendance_corrected"
            return case.model_copy(
                update={"last_meetings": tuple(_attended(e, said) for e in case.last_meetings)}
            )


def _attended(earlier: Earlier, said: Correction) -> Earlier:
    if earlier.day != said.meeting:
        return earlier
    others = tuple(name for name in earlier.present if name != said.member)
    present = (*others, said.member) if said.now == "present" else others
    return earlier.model_copy(update={"present": present})


def _with_party(case: Case, name: str, **changes: str) -> Case:
    parties = [p.model_copy(update=changes) if p.name == name else p for p in case.members]
    return case.model_copy(update={"members": tuple(parties)})
