"""In which order the rows of a file are judged: by what they do and by their days.

What a row looks up (a member, a text, an act that it confirms) is so there before it, wherever it
stands in the file. The number of a row counts only among acts of one kind and day.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum
from types import MappingProxyType

from domain.values import ImpreciseDate
from infrastructure.importers.acts import ACTS
from infrastructure.importers.plan import Call

Order = tuple[int, date, int]
"""Stage, day, and place of the act in the table of acts."""


class Stage(IntEnum):
    """What is judged first, and what rests on it."""

    FOUNDING = 0
    UNTRUE = 1
    BODIES = 2
    WORDING = 3
    MEMBERS = 4
    CALLED = 5
    ACTS = 6
    LAST = 7


_STAGES: Mapping[Stage, tuple[str, ...]] = MappingProxyType(
    {
        Stage.FOUNDING: ("establish",),
        Stage.BODIES: (
            *("record_kept_from", "task", "scale", "instrument", "initiative"),
            *("reference_group", "quorum_rule"),
        ),
        Stage.WORDING: (
            *("adopt", "adopt_once", "amend", "supersede", "split", "close_commitment"),
        ),
        Stage.MEMBERS: (
            *("apply", "join", "rename", "suspend", "reinstate", "notify_withdrawal", "leave"),
            "recode",
        ),
        Stage.CALLED: ("convene",),
        Stage.LAST: ("quorum", "correct_report", "correct", "retract", "show_to", "dissolve"),
    }
)
STAGES: Mapping[str, Stage] = MappingProxyType(
    {act: stage for stage, acts in _STAGES.items() for act in acts}
)
"""The stage of each act; one that is not here is among ACTS."""
_BEGINNINGS = frozenset(
    (
        *("instrument", "adopt", "adopt_once", "apply", "join", "suspend", "sign", "consent"),
        *("statement", "milestone", "schedule", "report", "assess", "gap", "opportunity", "input"),
    )
)
_PLACES = {act: place for place, act in enumerate(["apply", *ACTS])} | {"apply": 0}
_DAYS = ("on", "deposited_on")
_BY_THEIR_ACT = (
    *("milestone", "gap", "practice", "input", "advice", "contribution"),
    "scale",
)
_NAMED_BY: Mapping[str, str] = MappingProxyType(
    dict(zip(_BY_THEIR_ACT, _BY_THEIR_ACT, strict=True))
    | {"establish": "code", "apply": "member", "join": "member", "adopt": "commitment"}
    | {"adopt_once": "commitment", "reference_group": "name", "convene": "meeting"}
    | {"decide": "decision", "opportunity": "gap", "task": "reference", "initiative": "name"}
    | {"instrument": "reference"}
)
"""The parameter that names what an act begins, to be looked up by other acts."""


def order_of(calls: Sequence[Call], *, untrue: bool = False) -> Order:
    """Return the place of a row among all: that of its first act.

    `untrue` says that it retracts an act of a member, so that nothing is to rest on that any more.
    """
    if untrue:
        return (Stage.UNTRUE, date.min, 0)
    return min(map(_order, calls))


def _order(call: Call) -> Order:
    name = call.act.name
    day = next((text for each in _DAYS if (text := call.given.get(each))), None)
    return STAGES.get(name, Stage.ACTS), _day(name, day), _PLACES[name]


def _day(name: str, text: str | None) -> date:
    """Return the first day that a beginning can mean, and the last one of what rests on others."""
    day = ImpreciseDate.parse(text) if text else None
    if name in _BEGINNINGS:
        return day.earliest or date.min if day else date.min
    return day.latest or date.max if day else date.max


def begun(calls: Sequence[Call]) -> list[str]:
    """Return the names of what a row begins: the codes and references that others look up."""
    found: list[str] = []
    for call in calls:
        name = _NAMED_BY.get(call.act.name)
        found.append(call.given.get(name) or "" if name else "")
        actions = (call.given.get("actions") or "").replace("\n", ";").split(";")
        found.extend(action.partition("|")[0].strip() for action in actions)
    return [each for each in found if each]


def same_thing(call: Call) -> tuple[str, ...]:
    """Return what tells an act apart from others of its kind, but for its day and its content."""
    if call.act.name in _ONE_OF:
        kind, name = _ONE_OF[call.act.name]
        return kind, call.given.get(name) or ""
    keys = call.act.declared.KEYS if call.act.declared else call.act.names
    names = keys or ("member", "commitment", "instrument")
    return (call.act.name, *(call.given.get(name) or "" for name in names))


_ONE_OF: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "adopt": ("commitment", "commitment"),
        "adopt_once": ("commitment", "commitment"),
        "gap": ("gap", "gap"),
        "opportunity": ("gap", "gap"),
    }
)
"""Acts that begin the same kind of thing, which is told apart by one column alone."""
