"""How people name entries of the log, and acts that others are about."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from domain.endings import NONE_OF_THEM
from domain.entry import day_named
from domain.errors import Malformed
from domain.meaning import Meaning
from domain.words import worded

_ID_DIGITS = 8
_WORD = StringConstraints(strip_whitespace=True, pattern=r"^\S{1,64}$")
_WORD_OR_NONE = StringConstraints(strip_whitespace=True, pattern=r"^\S{0,64}$")
"""Whose validator refuses the empty text, and says what may stand instead."""


def entry_named(name: str) -> str:
    """Read `5` as `@5`; longer names are the digits of an event's id."""
    return f"@{name}" if name.isdecimal() and len(name) < _ID_DIGITS else name


def _act_named(name: str) -> str:
    """Return how an act is named, by its day or position.

    Raises:
        ValueError: it is neither.
    """
    try:
        day_named(name)
    except Malformed as error:
        raise ValueError(str(error)) from error
    return name


def _end_named(name: str) -> str:
    """Return the same; `nothing` may be said instead.

    Raises:
        ValueError: it is none of them.
    """
    if name == NONE_OF_THEM:
        return name
    try:
        return _act_named(name)
    except ValueError as error:
        what = worded("an entry such as @5, the day it began, or nothing")
        raise ValueError(str(Malformed.expected(what, name))) from error


EntryName = Annotated[str, _WORD, AfterValidator(entry_named)]
"""An entry, by its position such as @9, or by the first 8 or more digits of its event's id."""
DayOrEntry = Annotated[str, _WORD_OR_NONE, AfterValidator(_act_named)]
"""An act, by the day on which it began or by its @position."""
Ends = Annotated[
    tuple[Annotated[str, _WORD_OR_NONE, AfterValidator(_end_named)], ...],
    Meaning(
        "What it ends of the same day, or of dates too coarse to tell, by day or @position; or "
        "`nothing` of that.",
        "2026-01-15",
    ),
]
BY_NAME = "A row names an act by its day or position, and an event by the id of its entry."
"""Why a file that is imported again cannot change which acts it names."""
