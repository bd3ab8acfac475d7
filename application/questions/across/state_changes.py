"""Differences between two states of a body, and between two versions of an entry."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from json import loads
from typing import Literal, NamedTuple, get_args

from application.model_rows import EntryRow
from application.questions.across.still_due import due_items
from application.questions.asking.answer import Json, values
from application.questions.asking.facts import Facts
from application.questions.asking.sentences import plain
from domain.codes import NO_CODES, Codes
from domain.values import Visibility
from domain.words import Words, worded

ChangeKind = Literal["membership", "standing", "count", "due", "quorum", "vote"]


class StateItem(NamedTuple):
    """One item of a state: what it is about, in words, and its value."""

    about: str
    value: str


ItemKey = tuple[ChangeKind, str]
State = Mapping[ItemKey, StateItem]


class StateChange(NamedTuple):
    """The value of an item before and after; None where it was not there at all."""

    kind: ChangeKind
    about: str
    before: str | None
    after: str | None


def state(facts: Facts, codes: Codes = NO_CODES, *, due: bool = True) -> State:
    """Return where members stand, how many do, and what is `due`, if that is asked for.

    `codes` say under which codes members stand in it.
    """
    read_model, taskforce, at = facts.read_model, facts.taskforce, facts.at
    held: dict[ItemKey, StateItem] = {}
    counted: Counter[Words] = Counter()
    for row in read_model.members(taskforce, at):
        about = worded("{member}", member=codes.of(row.member))
        held["membership", about] = StateItem(about, row.standing)
        counted[worded("{standing} members", standing=plain(row.standing))] += 1
    commitments = read_model.references(taskforce, "commitment.adopted")
    for each in read_model.standings(taskforce, commitments, at) if commitments else ():
        of = each.commitment
        about = worded("{member} on {commitment}", member=codes.of(each.member), commitment=of)
        held["standing", about] = StateItem(about, each.standing)
        standing = plain(each.standing)
        counted[worded("{standing} of {commitment}", standing=standing, commitment=of)] += 1
    held |= {("count", what): StateItem(what, str(number)) for what, number in counted.items()}
    return held | (_due(facts) if due else {})


def _due(facts: Facts) -> dict[ItemKey, StateItem]:
    """Return what is to be done by a day; the public never sees what is late."""
    if facts.at.audience is Visibility.PUBLIC:
        return {}
    return {
        ("due", item.key): StateItem(
            worded("{title} ({owner})", title=item.title, owner=item.owner)
            if item.owner
            else item.title,
            worded("{state} {due_on}", state=item.state, due_on=item.due_on),
        )
        for item in due_items(facts)
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
            found.append(StateChange(kind, item.about, old, new))
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
    day = row.effective_on
    on = None if day is None or day.text == "unknown" else day.text
    return {"on": on, **loads(row.event)}


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
