"""Differences between two states of a body, and between two versions of an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from json import loads
from typing import Literal, get_args

from application.model_rows import EntryRow, StandingRow
from application.questions.across.still_due import OF_THE_BODY as DUE_OF_THE_BODY
from application.questions.across.still_due import ON_COMMITMENTS, Providers, due_items, reports_due
from application.questions.asking.answer import Json, as_known, values
from application.questions.asking.facts import Facts
from application.questions.asking.sentences import plain
from domain.codes import NO_CODES, Codes
from domain.deadlines import SOON
from domain.values import Visibility
from domain.words import worded

ChangeKind = Literal["membership", "standing", "count", "due", "quorum", "vote"]


@dataclass(frozen=True, slots=True)
class StateItem:
    """One item of a state: what it is about, in words, its value, and whom or what it concerns.

    `touches` are codes of members and references of texts, commitments and meetings; `turns` are
    days on which it may stand otherwise although nothing is recorded.
    """

    about: str
    value: str
    touches: frozenset[str] = frozenset()
    turns: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class StatePart:
    """A part of a state: of some commitments (None: all), and of what of them or of the body.

    `memberships` and `standings` say that those are in it; `due` is what may be due in it, of a
    `member` alone where there is one.
    """

    commitments: tuple[str, ...] | None = None
    member: str | None = None
    memberships: bool = True
    standings: bool = True
    due: Providers | None = None


WHOLE, NOTHING = StatePart(), StatePart((), memberships=False, due=())
STANDINGS = StatePart(due=())
OF_THE_BODY = StatePart((), memberships=False, due=DUE_OF_THE_BODY)
ItemKey = tuple[ChangeKind, str]
State = Mapping[ItemKey, StateItem]


@dataclass(frozen=True, slots=True)
class StateChange:
    """The value of an item before and after; None where it was not there at all."""

    kind: ChangeKind
    about: str
    before: str | None
    after: str | None
    touches: frozenset[str]

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return values(self, "kind", "about", "before", "after")


def of_commitment(reference: str) -> StatePart:
    """Return the part that follows from one commitment."""
    return StatePart((reference,), memberships=False, due=ON_COMMITMENTS)


def standings_on(reference: str) -> StatePart:
    """Return the part that says who stands how on one commitment."""
    return StatePart((reference,), memberships=False, due=())


def due_from_member(reference: str, member: str) -> StatePart:
    """Return the part that says what one member owes under one commitment."""
    return StatePart((reference,), member, memberships=False, standings=False, due=(reports_due,))


def state(facts: Facts, part: StatePart = WHOLE, codes: Codes = NO_CODES) -> State:
    """Return where members stand, how many do, and what is due; all of it or a part.

    `codes` say under which codes members stand in it. The facts need not be of other commitments,
    nor of other members, than the part.
    """
    read_model, taskforce, at = facts.read_model, facts.taskforce, facts.at
    held: dict[ItemKey, StateItem] = {}
    for row in read_model.members(taskforce, at) if part.memberships else ():
        code = codes.of(row.member)
        touched = frozenset({code})
        about = worded("{member}", member=code)
        held["membership", about] = StateItem(about, row.standing, touched)
        _count(held, worded("{standing} members", standing=plain(row.standing)), touched)
    for each in _standings(facts, part):
        code = codes.of(each.member)
        touched = frozenset({code, each.commitment})
        about = worded("{member} on {commitment}", member=code, commitment=each.commitment)
        held["standing", about] = StateItem(about, each.standing, touched)
        counted = worded(
            "{standing} of {commitment}", standing=plain(each.standing), commitment=each.commitment
        )
        _count(held, counted, frozenset({each.commitment}))
    held.update(_due(facts, part))
    return held


def _standings(facts: Facts, part: StatePart) -> Sequence[StandingRow]:
    commitments: Sequence[str] | None = part.commitments if part.standings else ()
    if commitments is None:
        commitments = facts.read_model.references(facts.taskforce, "commitment.adopted")
    if not commitments:
        return ()
    return facts.read_model.standings(facts.taskforce, commitments, facts.at)


def _count(held: dict[ItemKey, StateItem], what: str, touched: frozenset[str]) -> None:
    before = held.get(("count", what), StateItem(what, "0"))
    more = str(int(before.value) + 1)
    held["count", what] = StateItem(what, more, before.touches | touched)


def _due(facts: Facts, part: StatePart) -> State:
    """Return what is to be done by a day; the public never sees what is late."""
    if facts.at.audience is Visibility.PUBLIC:
        return {}
    items = due_items(facts, part.due)
    return {
        ("due", item.key): StateItem(
            worded("{title} ({owner})", title=item.title, owner=item.owner)
            if item.owner
            else item.title,
            worded("{state} {due_on}", state=item.state, due_on=item.due_on),
            frozenset({item.owner, item.about}),
            (item.due_on - SOON, item.due_on + timedelta(days=1)),
        )
        for item in items
    }


def state_changes(before: State, after: State) -> list[StateChange]:
    """Return all items that are not the same, by kind, in their order."""
    found = []
    for kind, key in dict.fromkeys([*after, *before]):
        was, is_now = before.get((kind, key)), after.get((kind, key))
        item = is_now or was
        assert item is not None
        nothing = "0" if kind == "count" else None
        old, new = was.value if was else nothing, is_now.value if is_now else nothing
        if old != new:
            touches = item.touches | (was.touches if was else frozenset())
            found.append(StateChange(kind, item.about, old, new, touches))
    return sorted(found, key=lambda each: get_args(ChangeKind).index(each.kind))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an entry with another value than before; None where it has none."""

    field: str
    before: Json
    after: Json

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return values(self, "field", "before", "after")


def said(row: EntryRow) -> dict[str, Json]:
    """Return what a version of an entry says, with its day as `on`; an unknown day is a blank."""
    return {"on": as_known(row.effective_on), **loads(row.event)}


def field_changes(before: EntryRow, after: EntryRow) -> list[FieldChange]:
    """Return the fields in which two versions of an entry differ, in their order."""
    was, now = said(before), said(after)
    return [
        FieldChange(name, was.get(name), now.get(name))
        for name in dict.fromkeys([*was, *now])
        if was.get(name) != now.get(name)
    ]


def version_at(versions: Sequence[EntryRow], position: int) -> EntryRow | None:
    """Return the version of one entry that was current at a position, None if there was none."""
    for row in versions:
        if row.known_from <= position and (row.known_to is None or row.known_to > position):
            return row
    return None
