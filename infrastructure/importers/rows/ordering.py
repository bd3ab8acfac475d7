"""In which order the rows of a file are judged: by what they do and by their days.

What a row looks up (a member, a text, an act that it confirms) is so there before it, wherever it
stands in the file. The number of a row counts only among acts of one kind and day.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from application.declarations.act import Stage
from domain.values import ImpreciseDate
from infrastructure.importers.rows.acts import ACTS
from infrastructure.importers.rows.plan import Call

Order = tuple[int, date, int]
"""Stage, day, and place of the act in the table of acts."""


_PLACES: Mapping[str, int] = {act: place for place, act in enumerate(ACTS)}


def order_of(calls: Sequence[Call], *, untrue: bool = False) -> Order:
    """Return the place of a row among all: that of its first act.

    `untrue` says that it retracts an act of a member, so that nothing is to rest on that any more.
    """
    if untrue:
        return (Stage.RETRACTIONS, date.min, 0)
    return min(map(_order, calls))


def _order(call: Call) -> Order:
    told = call.act.declared
    text = call.given.get(told.day())
    return told.STAGE, _day(text, begins=told.is_rested_on()), _PLACES[call.act.name]


def _day(text: str | None, *, begins: bool) -> date:
    """Return the first day that a beginning can mean, and the last one of what rests on others."""
    day = ImpreciseDate.parse(text) if text else None
    if begins:
        return day.earliest or date.min if day else date.min
    return day.latest or date.max if day else date.max


def begun(calls: Sequence[Call]) -> list[str]:
    """Return the names of what a row begins: the codes and references that others look up."""
    found: list[str] = []
    for call in calls:
        name = call.act.declared.BEGINS
        found.append(call.given.get(name) or "" if name else "")
        actions = (call.given.get("actions") or "").replace("\n", ";").split(";")
        found.extend(action.partition("|")[0].strip() for action in actions)
    return [each for each in found if each]


def same_thing(call: Call) -> tuple[str, ...]:
    """Return what tells an act apart from others of its kind, but for its day and its content."""
    told = call.act.declared
    if told.THING:
        return told.THING, call.given.get(told.BEGINS) or ""
    keys = told.KEYS or ("member", "commitment", "instrument")
    return (call.act.name, *(call.given.get(name) or "" for name in keys))
