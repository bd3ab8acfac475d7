"""The words that a column of ours takes, read from the events that its acts record."""

from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Literal, Union, get_args, get_origin

from domain.event import Event
from domain.events import TOPICS
from domain.values import Visibility
from infrastructure.importers.acts import ACTS

_OTHERS: dict[str, tuple[str, ...]] = {
    "act": tuple(ACTS),
    "visibility": tuple(Visibility),
    "founding": ("yes", "no"),
}
"""Columns whose words are in no event."""


@lru_cache
def words_of(column: str) -> tuple[str, ...]:
    """Return the words that a column can hold, () where people write freely."""
    if column in _OTHERS:
        return _OTHERS[column]
    found: dict[str, None] = {}
    for act in ACTS.values():
        if column in act.parameters:
            for topic, fields in act.makes.items():
                field = fields.get(column) or act.names.get(column) or column
                found |= dict.fromkeys(_words(TOPICS[topic], field))
    return tuple(found)


def _words(event: type[Event], field: str) -> tuple[str, ...]:
    info = event.model_fields.get(field)
    return () if info is None else _of(info.annotation)


def _of(hint: object) -> tuple[str, ...]:
    if get_origin(hint) is Literal:
        return tuple(str(word) for word in get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return tuple(word for each in get_args(hint) for word in _of(each))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return tuple(hint)
    return ()
