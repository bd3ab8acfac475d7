"""Cells that a second import does not compare, so that their change must be told to a person."""

from collections.abc import Sequence

from infrastructure.importers.rows.own_columns import IDENTIFYING
from infrastructure.importers.rows.plan import Call


def uncompared(calls: Sequence[Call], *, blanks: bool) -> list[str]:
    """Return the columns of these acts that are not compared; blank ones only if asked for."""
    found: dict[str, None] = {}
    for call in calls:
        made = {name for fields in call.act.makes.values() for name in fields}
        compared = {*made, *call.act.names, *IDENTIFYING} if call.act.makes else set[str]()
        for name, column in call.given.columns.items():
            if name not in compared and (blanks or call.given.get(name)):
                found[column] = None
    return list(found)
