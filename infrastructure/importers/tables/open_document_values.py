"""What a cell of an OpenDocument spreadsheet holds, as a text; why a date in it is no day."""

import re
from decimal import Decimal, InvalidOperation

from domain.words import worded
from infrastructure.importers.tables.number_formats import ADVICE, hour_text

_MOST_DIGITS = 100  # before or behind the point of a number
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
