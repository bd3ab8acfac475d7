"""Number formats of Excel: whether a cell shows a day, or only a month, a year or an hour."""

import re
from functools import lru_cache
from math import floor

from domain.words import worded
from infrastructure.customary_names.consent_letters import LETTERS
from infrastructure.importers.tables.xlsx_package import XlsxPackage
from infrastructure.importers.xml_elements import elements

ADVICE = worded("write it as a text such as 2022-06 or 2022-06-02")
_DAYS = {14: "mm-dd-yy", 15: "d-mmm-yy", 22: "m/d/yy h:mm"}
_OTHERS = {16: "d-mmm", 17: "mmm-yy"} | dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm")
DURATION = worded("This cell is a duration; write it as a text.")
_OF_A_COUNTRY = frozenset((*range(27, 37), *range(50, 59)))
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]?')
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


_QUOTED = re.compile(r'"([^"]*)"')
_TELLS = re.compile(
    r"(?i)[?<>=(~≈±]|\b(?:ca?|abt|not|pre|by|vor|bis)\b"
    r"|\b(?!(?:ngày|tháng|gada|сарын|өдөр)\b)[^\W\d_]{4}"
)
"""What is more than `of`, `de` or the words for year, month and day between the parts of a date."""
_LITERAL = re.compile(
    r"""(?i)"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]?|(?P<part>[ymdhs]|a/p)|(?P<other>.)"""
)
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
    more = any(_TELLS.search(said) for said in _QUOTED.findall(code.split(";")[0]))
    more = more or _LETTER.search(_around(code.split(";")[0])) is not None
    shown = _QUIET.sub("", code.lower()).split(";")[0]
    if not shown or ("y" in shown and _DAY.search(shown)):
        sentence = "This cell shows more than a day, by its format; {advice}."
        return worded(sentence, advice=ADVICE) if more else ""
    if "y" in shown:
        if "m" in shown:
            return worded(
                "This cell is shown as a month, but holds a day; {advice}.", advice=ADVICE
            )
        return worded("This cell is shown as a year, but holds a day; {advice}.", advice=ADVICE)
    if "d" in shown or "m" in shown.replace("mm:ss", "").replace("h:mm", ""):
        return worded("This cell is shown without its year; {advice}.", advice=ADVICE)
    return worded("This cell is shown as a time of day; {advice}.", advice=ADVICE)


def _around(code: str) -> str:
    """Return what a format shows before and behind the parts of a date."""

    def shown(found: re.Match[str]) -> str:
        said = found["quoted"] or found["escaped"] or found["other"] or ""
        return "\0" if found["part"] else said

    parts = _LITERAL.sub(shown, code).split("\0")
    return f"{parts[0]} {parts[-1]}"


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
