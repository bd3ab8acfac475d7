"""Dates in words, as documents for people have them: 14 April 2026; data keep 2026-04-14."""

import re
from datetime import date

from application.questions.asking.answer import Column, Json
from domain.values import ImpreciseDate
from domain.words import Words
from infrastructure.render.prose import flat

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?: to \d{4}-\d{2}-\d{2})?")
NAMES = frozenset({"meeting", "decision", "action", "item", "input", "comment"})
"""Columns of references, which stay as they were recorded even where one looks like a date."""


def day_in_words(found: re.Match[str]) -> str:
    """Return a day with its month by name."""
    return f"{int(found['day'])} {MONTHS[int(found['month']) - 1]} {found['year']}"


def cell_in_words(value: Json, column: Column) -> str:
    """Return a cell for a document: a value that is a day, or a range of days, in words."""
    text = flat(value, column)
    if column.key in NAMES or not _DAYS.fullmatch(text):
        return text
    return _DAY.sub(day_in_words, text)


def in_words(text: str) -> str:
    """Return a sentence with the days that were put into it in words; recorded text stays."""
    if not isinstance(text, Words) or not text.values:
        return text
    return Words(text.template, {name: _value(value) for name, value in text.values.items()})


def _value(value: object) -> object:
    if isinstance(value, (date, ImpreciseDate)):
        return _DAY.sub(day_in_words, str(value))
    return in_words(value) if isinstance(value, Words) else value
