"""What a cell of an OpenDocument spreadsheet holds, as a text; why a date in it is no day."""

import re
from decimal import Decimal, InvalidOperation

from domain.words import worded
from infrastructure.importers.tables.number_formats import ADVICE, hour_text
from infrastructure.importers.tables.shown_numbers import SIGNS, is_word, rounded, without_zeros

_MOST_DIGITS = 100  # before or behind the point of a number
_NUMBER = re.compile(r"-?\d{1,101}(?:\.\d{1,101})?", re.ASCII)
_DIGITS = re.compile(r"[\d.,\x27\u2019]")
_POWER = re.compile(r"-?\d+(?:[.,]\d+)?E[+-]?\d+", re.ASCII)
_NUMBERS = re.compile(r"\d{1,9}")
_DATE = re.compile(r"(\d{4})-\d\d-(\d\d)(?: .*)?", re.ASCII)
_TIME = re.compile(r"PT(\d{1,4})H(?:(\d\d?)M)?(?:(\d\d?(?:[.,]\d+)?)S)?", re.ASCII)
_DAY_MONTH_YEAR = 3


def hour_of(duration: str) -> str | None:
    """Return a time of day as an hour such as 10:40, None where it is none but a duration."""
    found = _TIME.fullmatch(duration)
    if not found:
        return None
    hours, minutes, seconds = (float((each or "0").replace(",", ".")) for each in found.groups())
    return hour_text((hours * 60 + minutes) * 60 + seconds)


def number_of(text: str) -> str:
    """Return a number as people write it; what is none, or too long, stays as it is."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return text
    return f"{number.to_integral_value() if number == number.to_integral_value() else number:f}"


def shown_number(held: str, shown: str) -> str | None:
    """Return what a cell with a number shows, as `number_of` would write it.

    Words beside it, the sign of a percentage and leading zeros are part of what it shows, signs of
    currencies and separators of thousands are not. None where there is no telling what it shows.
    """
    if _POWER.fullmatch(shown) or not _NUMBER.fullmatch(held):
        return held
    alone = shown.strip(SIGNS)
    if any(map(is_word, _DIGITS.sub("", alone))) or "-" in alone or not shown:
        return shown
    digits = "".join(filter(str.isdecimal, shown))
    *others, last = re.split("[.,]", shown)
    for places in (sum(map(str.isdecimal, last)) if others else 0, 0):
        number = rounded(abs(Decimal(held)), min(places, _MOST_DIGITS))
        if digits.lstrip("0") == number.replace(".", "").lstrip("0"):
            sign = "-" if held.startswith("-") and digits.strip("0") else ""
            return sign + (digits if shown.isdecimal() else without_zeros(number))
    return None


def why_no_day(shown: str, date: str) -> str:
    """Say why a date is no day, as it is shown: it has no day, or no year."""
    numbers = [int(each) for each in _NUMBERS.findall(shown)]
    words = any(letter.isalpha() for letter in shown)
    found = _DATE.fullmatch(date)
    year, day = (int(found[1]), int(found[2])) if found else (0, 0)
    has_year = year in numbers or year % 100 in numbers
    if found and has_year and day in numbers and len(numbers) + words >= _DAY_MONTH_YEAR:
        return ""
    return worded("This date is not shown with its day and its year; {advice}.", advice=ADVICE)
