"""The order in which the rows of a file are recorded: by the stage of their act, then by day.

So what a row looks up (a member, a text, an act that it confirms) is recorded before it, wherever
it is in the file. The number of a row counts only among acts of one kind and day.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from application.declarations.act import Stage
from domain.values import ImpreciseDate
from infrastructure.importers.rows.act_request import ACTS, ActRequest

Order = tuple[int, date, int]
"""Stage, day, and place of the act in the table of acts."""


_IN_ORDER = {"decide": "vote", "gap": "opportunity"}
"""Acts that have the place of another one: answers list what both record in the order of entry."""
_PLACES: Mapping[str, int] = {act: [*ACTS].index(_IN_ORDER.get(act, act)) for act in ACTS}


def order_of(requests: Sequence[ActRequest], *, untrue: bool = False) -> Order:
    """Return the place of a row among all: that of its first act.

    `untrue` says that it retracts an act of a member, on which later rows must not depend.
    """
    if untrue:
        return (Stage.RETRACTIONS, date.min, 0)
    return min(map(_order, requests))


def _order(request: ActRequest) -> Order:
    told = request.act
    text = request.get(told.day())
    return told.STAGE, _day(text, begins=told.is_rested_on()), _PLACES[request.act.ROW]


def _day(text: str | None, *, begins: bool) -> date:
    """Return the first possible day of what begins something, and the last one of other acts."""
    day = ImpreciseDate.parse(text) if text else None
    if begins:
        return day.earliest or date.min if day else date.min
    return day.latest or date.max if day else date.max


def begun(requests: Sequence[ActRequest]) -> list[str]:
    """Return the names of what a row begins: the codes and references that others look up."""
    found: list[str] = []
    for request in requests:
        name = request.act.BEGINS
        found.append(request.get(name) or "" if name else "")
        actions = (request.get("actions") or "").replace("\n", ";").split(";")
        found.extend(action.partition("|")[0].strip() for action in actions)
    return [each for each in found if each]


def same_thing(request: ActRequest) -> tuple[str, ...]:
    """Return what identifies an act among those of its kind, apart from its day and its content."""
    told = request.act
    if told.THING:
        return told.THING, request.get(told.BEGINS) or ""
    keys = told.KEYS or ("member", "commitment", "instrument")
    return (request.act.ROW, *(request.get(name) or "" for name in keys))
