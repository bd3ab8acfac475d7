"""What people write in lists of attendance and of votes: words and marks."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from domain.events.meetings import Presence
from domain.events.voting import Choice
from domain.names import normal
from infrastructure.customary_names.tables import typed_words, words

_DOUBT = re.compile("[?*()\\[\\]\N{DAGGER}\N{DOUBLE DAGGER}]")
"""What marks a word as doubtful, or leads to a note: it may say otherwise."""


def choice_of(cell: str) -> str | None:
    """Return the choice that a cell means, None where it is no word of any."""
    return None if _DOUBT.search(cell) else _meanings(get_args(Choice)).get(normal(cell))


def presence_of(cell: str) -> str | None:
    """Return the presence that a cell means, None where it is no word or mark of any."""
    meanings = _meanings(get_args(Presence))
    otherwise = None if _DOUBT.search(cell) else meanings.get(normal(cell))
    return meanings.get(cell.casefold()) or otherwise


@lru_cache
def _meanings(kinds: tuple[str, ...]) -> Mapping[str, str]:
    return {word: kind for kind in kinds for word in typed_words(kind) | words(kind)}
