"""What can happen at a meeting hour by hour: sessions, arrivals, proxies, votes and their rules."""

from typing import Annotated, ClassVar, Literal

from pydantic import PositiveInt, StringConstraints

from domain.event import Event
from domain.events.meetings import (
    Actions,
    Commitments,
    Decided,
    Decision,
    Item,
    Meeting,
    Task,
    Title,
    Votes,
)
from domain.events.zones import Zone
from domain.meaning import Fixed, Meaning
from domain.values import ImpreciseDate, Line, MemberCode, OfMember, Reference, Text, Value

Hour = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""An hour and minute of a day, 00:00 to 23:59, in the time zone of the session or the body."""
Mode = Literal["on_paper", "in_room", "remote", "hybrid"]
Rights = Literal["all_active", "rights_not_suspended", "present_at_meetings"]
Majority = Literal["more_than_half", "two_thirds", "four_fifths", "consensus"]
Base = Literal["cast", "present", "all"]
Silence = Literal["assent", "abstention"]
Manner = Literal["show", "by_member", "secret", "consensus", "written"]
Choice = Literal["for", "against", "abstained", "not_voting"]
ForOrAgainst = Literal["for", "against"]
Missed = Literal["no_quorum", "majority_missed", "objection", "casting_vote"]

Member = Annotated[MemberCode, Fixed("The member, by its code.", "KEN")]
AtHour = Annotated[Hour, Meaning("The hour and minute, in the time zone of the meeting.", "10:40")]


class VotingRightsRuleSet(Event):
    """From `effective_on` these members may vote at a meeting; it replaces the rule before.

    `all_active`: every member that is active on the day. `rights_not_suspended`: those of them
    whose voting rights are not suspended. `present_at_meetings`: those that were also present
    themselves at `attended` of the last `of_last` meetings that were held before.
    """

    TOPIC: ClassVar[str] = "taskforce.voting-rights-rule-set"
    rights: Annotated[Rights, Meaning("Which members may vote.", "present_at_meetings")]
    attended: Annotated[
        PositiveInt | None,
        Meaning("At how many of the last meetings a member was present to have the right.", "2"),
    ] = None
    of_last: Annotated[
        PositiveInt | None, Meaning("How many of the last meetings are looked at.", "3")
    ] = None
    text: Annotated[
        Text | None,
        Meaning("The rule in the body's own words.", "Present at two of the last three meetings."),
    ] = None


class MajorityRuleSet(Event):
    """From `effective_on` votes that name `rule` are counted like this.

    More than half is more than that; for two thirds and four fifths equality is enough. `cast` are
    the votes for and against, `present` the members present or represented that may vote, `all`
    all members that may vote. Consensus is reached where none of them objects.
    """

    TOPIC: ClassVar[str] = "taskforce.majority-rule-set"
    rule: Annotated[Reference, Fixed("The rule, by a reference of your choice.", "ORDINARY")]
    majority: Annotated[Majority, Meaning("Which majority it takes.", "two_thirds")]
    base: Annotated[
        Base, Meaning("Of what: of the votes cast, the members present, or all.", "cast")
    ] = "cast"
    casting_vote: Annotated[
        bool, Meaning("Where votes are equal, the chair may give a casting vote.", "yes")
    ] = False
    silence: Annotated[Silence, Meaning("What silence means in a written procedure.", "assent")] = (
        "abstention"
    )
    text: Annotated[
        Text | None, Meaning("The rule in the body's own words.", "Two thirds of votes cast.")
    ] = None


class SessionSet(Event):
    """On `effective_on` the meeting sits from one hour to another, planned or held.

    A written procedure is open for replies meanwhile.
    """

    TOPIC: ClassVar[str] = "taskforce.session-set"
    meeting: Meeting
    number: Annotated[Reference, Fixed("The session, by its number in the meeting.", "1")]
    begins_at: Annotated[Hour, Meaning("The hour at which it begins.", "09:00")]
    ends_at: Annotated[Hour | None, Meaning("The hour at which it ends.", "12:30")] = None
    ends_on: Annotated[
        ImpreciseDate | None, Meaning("The day on which it ends, if another.", "2026-06-30")
    ] = None
    zone: Annotated[
        Zone | None, Meaning("The time zone of its hours, if not that of the body.", "Asia/Tokyo")
    ] = None
    mode: Annotated[Mode | None, Meaning("How it is held.", "hybrid")] = None
    place: Annotated[Line | None, Meaning("Where it is held.", "Geneva")] = None


class MemberArrived(Event):
    """A member came to the meeting at an hour of `effective_on`; from that minute it is present."""

    TOPIC: ClassVar[str] = "taskforce.member-arrived"
    meeting: Meeting
    member: Member
    hour: AtHour


class MemberDeparted(Event):
    """A member left the meeting at an hour of `effective_on`; from that minute it is absent."""

    TOPIC: ClassVar[str] = "taskforce.member-departed"
    meeting: Meeting
    member: Member
    hour: AtHour


class RepresentativeChanged(Event):
    """From `effective_on`, or an hour of it, another office speaks for the member."""

    TOPIC: ClassVar[str] = "taskforce.representative-changed"
    meeting: Meeting
    member: Member
    office: Annotated[
        Line, Meaning("Who speaks for it, by office and never by name.", "Deputy head of mission")
    ]
    hour: Annotated[Hour | None, Meaning("From which hour on.", "14:00")] = None


class ProxyGiven(Event):
    """A member speaks and votes for another one at a meeting while that one is not there."""

    TOPIC: ClassVar[str] = "taskforce.proxy-given"
    meeting: Meeting
    giver: Annotated[MemberCode, Fixed("The member that is represented, by its code.", "KEN")]
    holder: Annotated[MemberCode, Fixed("The member that acts for it, by its code.", "ATL")]
    from_hour: Annotated[Hour | None, Meaning("From which hour on.", "10:00")] = None
    items: Annotated[
        tuple[Reference, ...], Meaning("For which items of the agenda; all without any.", "2")
    ] = ()


class ObserverAttended(Event):
    """Somebody who has no vote attended: a reference group, an initiative, a guest by office."""

    TOPIC: ClassVar[str] = "taskforce.observer-attended"
    meeting: Meeting
    observer: Annotated[
        Line, Meaning("Who observed, by the name of the group or by office.", "Industry")
    ]
    hour: Annotated[Hour | None, Meaning("From which hour on.", "09:00")] = None
    until_hour: Annotated[Hour | None, Meaning("Until which hour.", "10:30")] = None


class Ballot(Value):
    """How one member voted, itself or by the holder of its proxy."""

    member: Member
    vote: Annotated[Choice, Meaning("How it voted.", "for")]
    by: Annotated[MemberCode | None, OfMember(), Meaning("Who voted for it by proxy.", "ATL")] = (
        None
    )


Ballots = Annotated[
    tuple[Ballot, ...],
    Meaning("How each member voted, as KEN:for or, by proxy, KEN:for:ATL.", "KEN:for"),
]


Objections = Annotated[
    tuple[MemberCode, ...], Meaning("Members that objected to a consensus.", "KEN")
]


class VoteTaken(Event):
    """A meeting voted on a decision at an hour of `effective_on`; the result is counted from it.

    By show of hands and in secret there are counts only; by member there are ballots; by consensus
    there are objections, if any; in writing there is nothing, since the replies are counted.
    """

    TOPIC: ClassVar[str] = "taskforce.vote-taken"
    decision: Decision
    meeting: Meeting
    title: Title
    text: Decided
    task: Task
    item: Item | None = None
    hour: Annotated[
        Hour | None, Meaning("The hour of the vote, in the time zone of the meeting.", "10:40")
    ] = None
    rule: Annotated[Reference, Meaning("The majority rule that it is counted by.", "ORDINARY")]
    manner: Annotated[Manner, Meaning("How it was voted.", "show")]
    tally: Annotated[Votes | None, Meaning("How many voted how.")] = None
    ballots: Ballots = ()
    objections: Objections = ()
    commitments: Commitments = ()
    actions: Actions = ()


class CastingVoteGiven(Event):
    """Votes were equal, and the chair decided; the counts stay as they are."""

    TOPIC: ClassVar[str] = "taskforce.casting-vote-given"
    decision: Annotated[Reference, Fixed("The decision that was voted on.", "D-1")]
    member: Annotated[MemberCode, Fixed("The chair, by its code.", "KEN")]
    vote: Annotated[ForOrAgainst, Meaning("How it voted.", "for")]


class DecisionNotAdopted(Event):
    """The meeting voted and did not decide: `reason` says what was missing."""

    TOPIC: ClassVar[str] = "taskforce.decision-not-adopted"
    decision: Decision
    meeting: Meeting
    title: Title
    text: Decided
    item: Item | None = None
    reason: Annotated[Missed, Meaning("Why it was not adopted.", "majority_missed")]


class ReplyReceived(Event):
    """A member replied in a written procedure, at an hour of `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.reply-received"
    meeting: Annotated[Reference, Fixed("The written procedure.", "2026-W1")]
    decision: Annotated[Reference, Fixed("The decision that it replied to.", "D-1")]
    member: Member
    vote: Annotated[Choice, Meaning("How it voted.", "for")]
    hour: Annotated[Hour | None, Meaning("The hour at which the reply came.", "16:30")] = None
