"""Reads dates as foreign tables write them, and judges the dates of a column together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain, product

from domain.errors import Malformed
from domain.values import ImpreciseDate
from domain.words import either, worded
from infrastructure.customary_names.tables import month_of

DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
MONTH_FIRST = ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y")
_OTHERS = ("%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%Y年%m月%d日")
_OF = "(?:de |del |d['\N{RIGHT SINGLE QUOTATION MARK}])?"
_GOD = "\N{CYRILLIC SMALL LETTER GHE}"
"""The first letter of the Russian word for year, which stands behind one."""
_DAY_BEFORE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|º|ª|\.)?[ -]{_OF}(?P<month>[^\W\d_]+\.?)[ -]{_OF}"
    rf"(?P<year>\d{{4}})(?: ?{_GOD}(?:ода|\.)?)?"
)
_DAY_BEHIND = re.compile(
    r"(?P<month>[^\W\d_]+\.?) (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
)
_NO_DAY = re.compile(rf"(?P<month>[^\W\d_]+\.?)[ -]{_OF}(?P<year>\d{{4}})")
_HOUR = re.compile(r"(?i),?[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?\Z")
"""An hour behind a day, which is not used."""
_WEEKDAY = re.compile(r"\A[^\W\d_]+, ")
_DOT = re.compile(r"(?<=\d)\.\s+(?=\d)")
_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORT_YEAR = re.compile(r"\A(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})\Z")
_MONTHS = 12
_DIGIT = re.compile(r"\d")
_DIRECTIVE = re.compile("(%.)")
_FIGURES = {"%d": r" ?\d{1,2}", "%m": r" ?\d{1,2}", "%Y": r"\d{4}"}
_ANYTHING = re.compile(r"(?s).*")
_PARTS = {"%d": worded("day"), "%m": worded("month"), "%Y": worded("year")}


@dataclass(frozen=True, slots=True)
class ColumnDays:
    """What the dates of a column are: the formats that read them, and the cells that are none.

    Our own forms, and dates with a month in words, need no format. `otherwise` has the formats of
    another order in which some cells can be read as other days; then a person has to say which.
    """

    formats: tuple[str, ...]
    otherwise: tuple[str, ...]
    odd: tuple[str, ...]
    example: str = ""


@lru_cache(maxsize=4096)
def day_text(text: str, formats: tuple[str, ...], *, only: bool = False) -> str:
    """Read a date in one of these formats, or in a form of ImpreciseDate, and return the latter.

    Blanks behind the dots of a date, and a dot behind it, are passed over. A moment with an offset
    gives the day in its own place. A month may stand in words, in one of seven languages.

    Raises:
        Malformed: it is in no such format or form.
    """
    bare = text if only else _HOUR.sub("", text)
    tried = formats if _DIGIT.search(text) else ()
    for written, pattern in product(dict.fromkeys((text, bare, _with_dots(bare))), tried):
        if not _shape(pattern).fullmatch(written):
            continue
        try:
            moment = datetime.strptime(written, pattern)  # noqa: DTZ007  # only its day is used
        except ValueError:
            continue
        return str(ImpreciseDate.of(moment.date()))
    if only:
        shown = either([*map(shown_format, formats)])
        raise Malformed.expected(worded("a date in the form {formats}", formats=shown), text)
    return str(ImpreciseDate.parse(_in_words(bare) or text))


def _with_dots(text: str) -> str:
    """Return a date with dots alone between its parts; many countries write `1. 2. 2026.` so."""
    return _DOT.sub(".", text).removesuffix(".") if "." in text else text


@lru_cache(maxsize=256)
def _shape(pattern: str) -> re.Pattern[str]:
    """Return what every text in a format matches, and few others do.

    Python makes a pattern anew for each text, where it is asked for more than five formats.
    """
    parts = _DIRECTIVE.split(pattern)
    if re.search(r"\s", pattern) or not {*parts[1::2]} <= _FIGURES.keys():
        return _ANYTHING
    return re.compile("".join(_FIGURES.get(part, re.escape(part)) for part in parts), re.IGNORECASE)


def shown_format(pattern: str) -> str:
    """Return a format as people write it: `day/month/year`."""
    for part, word in _PARTS.items():
        pattern = pattern.replace(part, word)
    return pattern


@lru_cache
def with_any_sign(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return formats with those of the same order that have another sign between the parts."""
    orders = (each for each in (DAY_FIRST, MONTH_FIRST) if not {*each}.isdisjoint(formats))
    return tuple(dict.fromkeys([*formats, *chain(*orders)]))


def days_of(cells: Iterable[str]) -> ColumnDays:
    """Judge the cells of a column together: one of them may show in which order all are written."""
    given = list(dict.fromkeys(filter(None, cells)))
    rest = [cell for cell in given if not _read(cell, ())]
    orders = ((*DAY_FIRST, *_OTHERS), (*MONTH_FIRST, *_OTHERS))
    read = [{cell: day for cell in rest if (day := _read(cell, order))} for order in orders]
    proofs = [any(cell not in read[1 - n] for cell in read[n]) for n in (0, 1)]
    first = 1 if proofs[1] and (not proofs[0] or len(read[1]) > len(read[0])) else 0
    either = [c for c in read[first] if read[1 - first].get(c, read[first][c]) != read[first][c]]
    formats = [
        tuple(f for f in order if any(_read(cell, (f,)) for cell in found))
        for order, found in zip(orders, read, strict=True)
    ]
    doubtful = bool(either) and proofs[0] == proofs[1]
    return ColumnDays(
        formats=formats[first],
        otherwise=formats[1 - first] if doubtful else (),
        odd=tuple(cell for cell in rest if cell not in read[first]),
        example=either[0] if either else "",
    )


def perhaps_exchanged(cells: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Return the dates of a column in which a program may have exchanged day and month.

    `cells` has by each cell the date in it; one with more in it always stays a text. Each comes
    with the other reading. A spreadsheet that expects the month first makes a date of 03/04/2022,
    the third of April, as of the fourth of March, and leaves 25/04/2022 a text. Then no text has a
    day up to 12, and no date one beyond it.
    """
    texts = {
        cell: int(day[8:]) > _MONTHS
        for cell, text in cells.items()
        if not _read(text, ()) and (day := _read(text, DAY_FIRST))
    }
    beyond = [cell for cell, is_beyond in texts.items() if is_beyond or cell == cells[cell]]
    whole = [cell for cell in cells if _WHOLE.fullmatch(cell) and _read(cell, ())]
    days = [int(cell[8:]) for cell in whole]
    is_clear = len(beyond) > 1 and len(whole) > 1 and all(texts[cell] for cell in beyond)
    if not is_clear or max(days) > _MONTHS:
        return ()
    return [(cell, f"{cell[:4]}-{cell[8:]}-{cell[5:7]}") for cell in whole]


def in_this_century(text: str) -> str:
    """Return a date with a year of two figures as one of this century, to judge its order alone."""
    return _SHORT_YEAR.sub(r"\g<1>20\2", text)


def is_date(cell: str) -> bool:
    """Say whether a cell is a date in any form that people write."""
    return bool(cell) and not days_of([cell]).odd


def is_day(cell: str, formats: tuple[str, ...]) -> bool:
    """Say whether a cell is a date in one of these formats, or in our own form."""
    return _read(cell, formats) is not None


def day_or_text(cell: str, formats: tuple[str, ...]) -> str:
    """Return the day of a cell, or the cell itself if it is no date, for comparing rows."""
    return _read(cell, formats) or cell


def _in_words(text: str) -> str | None:
    """Return a date with its month in words in our own form, None if it is none."""
    text = _WEEKDAY.sub("", " ".join(text.split()), count=1)
    for pattern in (_DAY_BEFORE, _DAY_BEHIND, _NO_DAY):
        found = pattern.fullmatch(text)
        month = month_of(found["month"]) if found else None
        if found and month:
            parts = found.groupdict()
            day = f"-{int(parts['day']):02}" if "day" in parts else ""
            return f"{parts['year']}-{month:02}{day}"
    return None


def _read(cell: str, formats: Sequence[str]) -> str | None:
    try:
        return day_text(cell, tuple(formats))
    except Malformed:
        return None
