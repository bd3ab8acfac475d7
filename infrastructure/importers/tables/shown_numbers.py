"""What a cell with a number shows, by its number format (ECMA-376, part 1, 18.8.31).

Separators of thousands, signs of currencies and zeros behind the point are left out, as no part of
the number; words, leading zeros and the sign of a percentage are not.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from domain.words import worded

NOT_SHOWN = worded(
    "This cell holds a number that is shown in another way; write what it shows as a text."
)
_WITH_POINT, _WITHOUT = "#,##0.00", "#,##0"
_OF_EVERY_WORKBOOK = {1: "0", 2: "0.00", 9: "0%", 10: "0.00%", 12: "# ?/?", 13: "# ??/??"} | {
    number: _WITH_POINT if number in (4, 7, 8, 39, 40, 43, 44) else _WITHOUT
    for number in (*range(3, 9), *range(37, 45))
}
_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<money>[^-\]]*)[^\]]*\]?'
    r"|\[[^\]]*\]?|(?P<end>;)|(?P<general>General|@)"
    r"|(?P<number>[0#?.,]+)|(?P<power>E[+-]0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
SIGNS = " \u00a0\u202f-+()"
_OF_NUMBERS = 3
"""Sections of a format before the one of texts: above zero, below it, and zero."""
_EXACTLY = Context(prec=1_000)
_LARGEST = 308
"""The power of ten of the largest number in a spreadsheet (IEEE 754, binary64)."""
_CONDITION = re.compile(r"\[[<>=]")
_THOUSANDTHS = re.compile(r",(?:\.|$)")
"""A comma that no digit follows: the number is shown in thousands."""


class _Section(NamedTuple):
    """How numbers of one sign are shown: `digits` between words, None where the value is as it is.

    `is_odd` says that there is no telling, as of fractions and of what depends on the value.
    """

    before: str = ""
    digits: str | None = ""
    after: str = ""
    percent: bool = False
    is_odd: bool = False


_PLAIN = _Section(digits=None)


def shown(value: Decimal, plain: str, code: str | int) -> str | None:
    """Return what a cell shows, None where it is not known; `plain` is the number as it is held.

    A number as `code` is one of the formats that every workbook has. What no spreadsheet can hold,
    such as NaN, shows as it is held.
    """
    if not value.is_finite() or value.adjusted() > _LARGEST:
        return plain
    if isinstance(code, int):
        code = _OF_EVERY_WORKBOOK.get(code, "General")
    sections = _sections(code)
    own_sign = value < 0 and len(sections) > 1
    section = sections[1 if own_sign else 0]
    if sections[2:] and not value:
        section = sections[2]
    if section.is_odd or _CONDITION.search(str(code)):
        return None
    beside = section.before + section.after
    if not section.digits:
        number = plain.lstrip("-") if section.digits is None else ""
    else:
        number = _padded(abs(value) * (100 if section.percent else 1), section.digits)
    sign = "-" if value < 0 and number else ""
    if any(map(is_word, beside)):
        sign = "" if own_sign else sign
        return f"{sign}{section.before}{number}{section.after}".strip()
    return f"{sign}{number}"


def shown_text(text: str, code: str | int) -> str:
    """Return what a cell with a text shows: its format may add words, or hide it."""
    if isinstance(code, int) or ("@" not in code and code.count(";") < _OF_NUMBERS):
        return text
    sections = _sections(code)
    of_text = [each for each in sections if each.digits is None]
    section = sections[_OF_NUMBERS] if len(sections) > _OF_NUMBERS else (*of_text, _PLAIN)[0]
    return f"{section.before}{'' if section.digits == '' else text}{section.after}".strip()


def _padded(value: Decimal, digits: str) -> str:
    whole, _, part = digits.partition(".")
    before, point, behind = rounded(value, len(part)).partition(".")
    return without_zeros(f"{before.zfill(whole.count('0'))}{point}{behind}")


def rounded(value: Decimal, places: int) -> str:
    """Return a number with so many digits behind the point; a half is rounded up."""
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACTLY):f}"


def without_zeros(number: str) -> str:
    """Return a number without zeros behind its point."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def is_word(letter: str) -> bool:
    """Say whether what stands beside a number is more than a blank, a sign or a currency's."""
    return letter not in SIGNS and unicodedata.category(letter) != "Sc"


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    found, section = [], _Section()
    for match in _PARTS.finditer(code):
        if match.lastgroup == "end":
            found.append(section)
            section = _Section()
        elif match.lastgroup:
            section = _with(section, match.lastgroup, match[match.lastgroup])
    return (*found, section)


def _with(section: _Section, kind: str, text: str) -> _Section:
    """Return a section with one more part of its format."""
    before, digits, after, *_ = section
    if text == "%" and kind == "other":
        section = section._replace(percent=True)
    if kind in ("quoted", "escaped", "other") and text != "/":
        if digits == "":
            return section._replace(before=before + text)
        return section._replace(after=after + text)
    if kind == "number" and digits == "" and not _THOUSANDTHS.search(text):
        return section._replace(digits=text)
    if (kind == "general" and digits == "") or (kind == "power" and digits):
        return section._replace(digits=None)
    return section if kind == "money" else section._replace(is_odd=True)
