"""The table of votes that somebody worked out by hand, and each case of it as events.

Every member has a code; a name without one is an observer.
"""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.event import Event
from domain.events.voting import Choice, Majority, Silence, VoteTaken

DATA = Path(__file__).parents[2] / "data" / "meetings" / "votes.toml"
MEETING, DECISION, RULE = "M", "D-1", "RULE"
LONG_AGO = "2020-01-01"
Said = tuple[Event, str]
"""An event, and the day of it."""


def vote(manner: str, **more: object) -> VoteTaken:
    """Return a vote on a plan."""
    plan = {"decision": DECISION, "meeting": MEETING, "title": "A plan", "text": "A plan."}
    return VoteTaken.model_validate(
        {**plan, "task": "WORK", "rule": RULE, "manner": manner, **more}
    )


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
