"""How cells of a workbook look, which of them are days, and how high their rows are."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from application.questions.asking.answer import Column, Json
from application.reports.document import Tone
from infrastructure.language import forms, spoken_now
from infrastructure.render.days import NAMES

BEFORE = 1900  # the year up to which spreadsheets count days otherwise, or not at all
TONES: Mapping[Tone, str] = {"good": "#E3F2E3", "partial": "#FDF3D3", "bad": "#FBE3E1"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def looks(book: Workbook) -> Mapping[str, Format]:
    """Return how each kind of line and of cell looks, by its name."""
    text: dict[str, object] = {"text_wrap": True, "valign": "top"}
    framed = {**text, "border": 1, "border_color": "#B9C0CA"}
    apart = {"align": "right", "indent": 1}  # from a text in the next column
    made: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14, "font_color": "#1F3A5F"},
        "banner": {"bold": True, "font_color": "#8C1D18"},
        "heading": {"bold": True, "font_size": 12, "font_color": "#1F3A5F"},
        "plain": {},
        "day": {**framed, "num_format": _day_format(), "align": "left"},
        "number": {**framed, **apart},
        "share": {**framed, **apart, "num_format": "0.0"},
        "fixed": {"font_name": "Courier New", "font_size": 8},
        "text": text,
        "cell": framed,
        "head": {**framed, "bold": True, "bg_color": "#EEF2F7"},
        "figures": {**framed, "bold": True, "bg_color": "#EEF2F7", **apart},
    }
    made.update((tone, {**framed, "bg_color": colour}) for tone, colour in TONES.items())
    return {name: book.add_format(look) for name, look in made.items()}


def day_in(value: Json, column: Column) -> date | None:
    """Return a day that a spreadsheet can count with; none before the first that it knows."""
    if not isinstance(value, str) or column.key in NAMES or not _DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None  # a text that only looks like a day
    return day if day.year > BEFORE else None


def most_lines(texts: Sequence[str], wide: Sequence[int]) -> int:
    """Return how many lines the deepest of the texts needs, each in a column of its width."""
    return max((lines_in(text, w) for text, w in zip(texts, wide, strict=True)), default=1)


def lines_in(text: str, wide: int) -> int:
    """Return how many lines a text needs in a column of that many letters."""
    return max(1, len(wrap(text, max(1, wide - 1))))


def _day_format() -> str:
    """Return how a spreadsheet writes days in the language of the report, whoever opens it."""
    return f"[$-{forms(spoken_now()).spreadsheet}]d mmmm yyyy"
