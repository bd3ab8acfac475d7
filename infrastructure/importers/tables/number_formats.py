"""Number formats of Excel: whether a cell shows a day, or only a month, a year or an hour."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import floor
from unicodedata import category

from domain.words import worded
from infrastructure.customary_names.consent_letters import LETTERS
from infrastructure.customary_names.tables import typed_words
from infrastructure.importers.tables.xlsx_package import XlsxPackage
from infrastructure.importers.xml_elements import elements

ADVICE = worded("write it as a text such as 2022-06 or 2022-06-02")
MORE = worded("This cell shows more than a day, by its format; {advice}.", advice=ADVICE)
_DAYS = {14: "mm-dd-yy", 15: "d-mmm-yy", 22: "m/d/yy h:mm"}
_OTHERS = {16: "d-mmm", 17: "mmm-yy"} | dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm")
DURATION = worded("This cell is a duration; write it as a text.")
_OF_A_COUNTRY = frozenset((*range(27, 37), *range(50, 59)))
_DAY = re.compile(r"(?<!d)d{1,2}(?!d)")


_LONGEST = 255  # letters of a format, as in Excel
_A_DAY = 24 * 60 * 60


def hour_text(exactly: float) -> str | None:
    """Return a time of day as an hour such as 10:40, None where it is none but a duration.

    Of seconds, which are exact to a thousandth, no part is kept: 23:59:59.5 is of that day.
    """
    seconds = floor(round(exactly, 3))
    if not 0 <= seconds < _A_DAY:
        return None
    hour = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{hour}:{seconds % 60:02}" if seconds % 60 else hour


_PIECE = re.compile(
    r"""(?ix)  "(?P<quoted>[^"]*)"  |  \\(?P<escaped>.)  |  \[\$(?P<symbol>[^]-]*)[^]]*\]
    |  _. | \*. | \[[^]]*\]?  |  (?P<part>am/pm|a/p|上午/下午|[ymdhs]+|aaaa?|bb+|[ge]+|0+)
    |  (?P<end>;)  |  (?P<other>.)"""
)
"""A piece of a format: words, a part of a date or an hour, or what is not seen."""
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,9}(?:\.\d{1,9})?)\]")
_LIKELY_DAYS = range(16_437, 73_051, 30)
"""A day a month of the years from 1945 to 2099, as spreadsheets count them."""
_OF_NUMBERS = 3  # sections; a fourth one is of texts
_WORDS = re.compile(r"[^\W\d_]+")
_AROUND = frozenset(("Zs", "Cf"))
_BETWEEN = _AROUND | {"Pd", "Ps", "Pe", "Pi"}
"""Categories in Unicode of signs that say nothing around a date, or between its parts."""
_LETTER = re.compile(
    rf"(?i)(?<![^\W\d_])(?:{'|'.join(LETTERS)}|acc\.?|[*])(?![^\W\d_]|\.)"
)  # not "d.", which stands behind the day in Lithuanian
"""A letter beside the day, by which lists of depositaries say how a party consented."""


@lru_cache(maxsize=256)
def why_not_a_day(code: str | int) -> str:
    """Say why a date shown in this format is no day, "" if it is one.

    A number is one of the formats that every workbook has.
    """
    if isinstance(code, int):
        if code in _OF_A_COUNTRY:
            return worded(
                "This date has a format that differs from country to country; {advice}.",
                advice=ADVICE,
            )
        code = _DAYS.get(code) or _OTHERS.get(code, "")
    return next(filter(None, map(_why_not, _sections(code))), "")


def _why_not(code: str) -> str:
    pieces = _PIECE.finditer(code.lower())
    shown = "".join(found["part"] or found["other"] or " " for found in pieces).strip()
    if not shown or ("y" in shown and _DAY.search(shown)):
        return MORE if shows_more(_pieces(code)) else ""
    if "y" in shown:
        if "m" in shown:
            return worded(
                "This cell is shown as a month, but holds a day; {advice}.", advice=ADVICE
            )
        return worded("This cell is shown as a year, but holds a day; {advice}.", advice=ADVICE)
    if "d" in shown or "m" in shown.replace("mm:ss", "").replace("h:mm", ""):
        return worded("This cell is shown without its year; {advice}.", advice=ADVICE)
    return worded("This cell is shown as a time of day; {advice}.", advice=ADVICE)


def shows_more(pieces: Iterable[str | None]) -> bool:
    """Say whether a format shows more than a day; None stands for each part of a date or hour.

    Around and between these may stand what languages have there, such as `of` or `de`. A letter
    beside the day may say how a party consented.
    """
    first, *rest = "".join("\0" if each is None else each for each in pieces).split("\0")
    between, last = " ".join(rest[:-1]), "".join(rest[-1:])
    words = _WORDS.findall(f"{first} {last} {between}".lower())
    return bool(
        not typed_words("beside_dates").issuperset(words)
        or _LETTER.search(f"{first} {last}")
        or _signs(first) - _AROUND
        or _signs(last) - _AROUND - {"Pe"}
        or _signs(between) - _BETWEEN
    )


def _signs(said: str) -> set[str]:
    """Return the categories of the signs between words, but of those that all dates may have."""
    usual = typed_words("beside_dates")
    return {category(sign) for sign in _WORDS.sub("", said) if sign not in usual}


def _pieces(code: str) -> Iterator[str | None]:
    """Yield the words that a section of a format shows with a date, and None for its parts."""
    for found in _PIECE.finditer(code):
        yield None if found["part"] else "".join(map(str, filter(None, found.groups())))


def _sections(code: str) -> Sequence[str]:
    """Return the sections of a format that may hold for a date: the first, without conditions.

    Others are looked at in their order, up to one that holds for all days that are left.
    """
    ends = [found.start() for found in _PIECE.finditer(code) if found["end"]]
    sections = [code[a:b].lstrip(";") for a, b in pairwise([0, *ends, len(code)])]
    if not _CONDITION.search(code):
        return sections[:1]
    found = []
    for section in sections[:_OF_NUMBERS]:
        condition = _CONDITION.search(section)
        holds = [not condition or _holds(condition, day) for day in _LIKELY_DAYS]
        found += [section] * any(holds)
        if all(holds):
            break
    return found or sections[:1]


def _holds(condition: re.Match[str], day: int) -> bool:
    sign, value = condition[1], float(condition[2])
    alike = "=" in sign and day == value
    return alike or ("<" in sign and day < value) or (">" in sign and day > value)


def formats_of_styles(parts: XlsxPackage) -> list[str | int]:
    """Return the number formats of a workbook's styles, in their order.

    A number is one of the formats that every workbook has.
    """
    own: dict[int, str] = {}
    found: list[int] = []
    inside = False
    for name, attributes, begins in elements(parts.read("xl/styles.xml"), parts.name):
        if name == "cellXfs":
            inside = begins
        elif not begins:
            continue
        elif name == "numFmt":
            own[_number(attributes, "numFmtId")] = attributes.get("formatCode", "")[:_LONGEST]
        elif name == "xf" and inside:
            found.append(_number(attributes, "numFmtId"))
    return [own.get(number, number) for number in found]


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "0")
    return int(text) if text.isdecimal() else 0
