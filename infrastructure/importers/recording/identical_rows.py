"""Check only two of many identical rows, so that many cost no more time than two."""

from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass

from infrastructure.importers.recording.pending_rows import PendingRow
from infrastructure.importers.tables.problems import CellFault

MODELS = 2
"""If two identical rows cannot both be recorded, a third cannot either."""


@dataclass(frozen=True, slots=True)
class IdenticalRows:
    """Rows that are identical to two earlier ones, apart from their keys."""

    models: tuple[int, ...]
    rows: Sequence[PendingRow]


def set_apart(rows: Iterable[PendingRow]) -> tuple[list[PendingRow], list[IdenticalRows]]:
    """Return the rows that are to be recorded, in their order, and the copies of some of them."""
    judged: list[PendingRow] = []
    alike: dict[tuple[object, ...], list[PendingRow]] = {}
    for given in rows:
        same = alike.setdefault(_said(given), []) if given.before is None else []
        same.append(given)
        if len(same) <= MODELS:
            judged.append(given)
    copies = [
        IdenticalRows(tuple(each.number for each in same[:MODELS]), same[MODELS:])
        for same in alike.values()
        if len(same) > MODELS
    ]
    return judged, copies


def _said(given: PendingRow) -> tuple[object, ...]:
    requests, context = given.said
    acts = ((request.act.ROW, *sorted(request.values.items())) for request in requests)
    return (context.visibility, context.note, *acts)


def follow(
    copies: Iterable[IdenticalRows], bad: MutableMapping[int, Sequence[CellFault]]
) -> list[PendingRow]:
    """Make copies of bad rows bad, and return those that are to be recorded themselves."""
    left: list[PendingRow] = []
    for each in copies:
        if bad.keys() >= set(each.models):
            bad.update((given.number, bad[each.models[-1]]) for given in each.rows)
        else:
            left.extend(each.rows)
    return left
