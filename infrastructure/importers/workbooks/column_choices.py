"""The words that a standard column takes, read from the acts that have it."""

from functools import lru_cache

from domain.values import Visibility
from infrastructure.importers.rows.act_request import ACTS

_YES_OR_NO = ("yes", "no")


@lru_cache
def choices_of(column: str) -> tuple[str, ...]:
    """Return the words that a column can hold, () where people write freely, or several."""
    if column == "act":
        return tuple(ACTS)
    if column == "visibility":
        return tuple(Visibility)
    found: dict[str, None] = {}
    for act in ACTS.values():
        field = act.fields().get(column)
        if field and not field.many:
            words = _YES_OR_NO if field.kind.python is bool else field.kind.choices
            found |= dict.fromkeys(words)
    return tuple(found)
