"""Dates in words, as documents for people have them: 14 April 2026; data keep 2026-04-14."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from application.questions.asking.answer import Column, Json
from application.reports.document import Report, Section
from domain.values import ImpreciseDate
from domain.words import Words, worded
from infrastructure.language import UNKNOWN, date_in_words, translated
from infrastructure.render.cells import cell
from infrastructure.render.prose import MARKDOWN, flat

_IMPRECISE = re.compile(r"(<=)?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?: to \d{4}-\d{2}-\d{2})?")
NAMES = frozenset({"meeting", "decision", "action", "item", "input", "comment"})
"""Columns of references, which stay as they were recorded even where one looks like a date."""


def cell_in_words(value: Json, column: Column) -> str:
    """Return a cell for a document: a value that is a day, or a range of days, in words."""
    if value is None:
        return ""
    if type(value) is str and column.key not in MARKDOWN:  # as most are, and many are alike
        text, days = _text_with_days(value, column.key)
    else:
        text = flat(value if type(value) is str else _said(value), column)
        days = _days(text, column.key)
    if not days:
        return text
    first, *last = map(date_in_words, days)
    return translated(worded("{first} to {last}", first=first, last=last[0])) if last else first


@lru_cache(maxsize=4096)
def _text_with_days(value: str, key: str) -> tuple[str, Sequence[str]]:
    text = cell(value)
    return text, _days(text, key)


def _days(text: str, key: str) -> Sequence[str]:
    """Return the day that a text in a column is, or the first and the last of a range."""
    if key in NAMES or not (key == "on" or key.endswith("_on") or _DAYS.fullmatch(text)):
        return ()
    days = text.split(" to ")
    return days if all(day == UNKNOWN or _IMPRECISE.fullmatch(day) for day in days) else ()


def _said(value: Json) -> Json:
    if isinstance(value, str):
        return in_words(value)
    if isinstance(value, Mapping):
        return {key: _said(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_said(each) for each in value]
    return value


def in_words(text: str) -> str:
    """Return a sentence in the language spoken now, days in words; recorded text stays."""
    text = translated(text)
    if not isinstance(text, Words) or not text.values:
        return text
    return Words(text.template, {name: _value(value) for name, value in text.values.items()})


def titles_in_words(report: Report) -> Report:
    """Return a report with the days of its title and of its headings in words."""
    return replace(report, title=in_words(report.title), sections=_headed(report.sections))


def _headed(sections: Sequence[Section]) -> list[Section]:
    return [
        replace(each, title=in_words(each.title), sections=_headed(each.sections))
        for each in sections
    ]


def _value(value: object) -> object:
    if isinstance(value, (date, ImpreciseDate)):
        return date_in_words(str(value))
    return in_words(value) if isinstance(value, Words) else value
