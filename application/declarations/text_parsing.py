"""Parsing of values that people write as text: in an option, a cell or a form.

A list in one text is split, an object is read from its line, a code may be in small letters.
Values that are no text, such as those of a JSON body, are left to the types.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from json import loads
from typing import get_args

from application.declarations.fields import ActField
from application.entries.meeting_notation import action_of, attendance_of, ballot_of
from domain.errors import DepositaryError, Malformed
from domain.events.bodies import AuthenticText, ScaleValue
from domain.events.meetings import ActionItem, Attendance
from domain.events.progress import DueDate, Evidence
from domain.events.voting import Ballot, Hour
from domain.names import as_word
from domain.progress.evidence import read_evidence
from domain.values import MEMBER_CODE, PERSON_REF, ImpreciseDate, day_of
from domain.words import worded

_PERSON = re.compile(PERSON_REF)
_DIGITS = 12
PERIOD = "2026-01-01..2026-03-31"


def due_date_of(text: str) -> DueDate:
    """Read a due date with the period that the report is on: ``2026-04-30=2026-01-01..2026-03-31``.

    Raises:
        Malformed: it is not of that form.
    """
    due, sign, period = text.partition("=")
    begins, dots, ends = period.partition("..")
    if not sign or not dots:
        raise Malformed.expected(
            worded("a day and its period such as 2026-04-30={period}", period=PERIOD), text
        )
    days = {"due_on": day_of(due), "period_from": day_of(begins), "period_until": day_of(ends)}
    return DueDate.model_validate(days)


def scale_value_of(text: str) -> Mapping[str, str]:
    """Read a value of a scale: its word, or ``word = Label``; else the word makes the label."""
    word, _, label = (part.strip() for part in text.partition("="))
    return {"value": word, "label": label or word.replace("_", " ").capitalize()}


def date_in(text: str) -> str:
    """Return a date as it is written, which its type reads.

    Raises:
        Malformed: it is not a date.
    """
    ImpreciseDate.parse(text)
    return text


def hour_in(text: str) -> str:
    """Return an hour as 09:40, which is also written 9:40, 9.40, 9h40 or 9:40 Uhr.

    Another text is returned as it is.
    """
    found = _WRITTEN_HOUR.fullmatch(text)
    return f"{found[1]:0>2}:{found[2] or '00'}" if found else text


def authentic_text_of(text: str) -> AuthenticText:
    """Read a language with the sha256 of its file: `en 0a1b…`; that of its wording may follow.

    Raises:
        Malformed: it is not of that form.
    """
    language, digest, wording = [*text.split(maxsplit=2), "", ""][:3]
    values = {"language": language, "file_sha256": digest, "text_sha256": wording or None}
    try:
        return AuthenticText.model_validate(values)
    except ValueError as error:
        what = "a language and the sha256 of its file, such as en 0a1b… (64 digits)"
        raise Malformed.expected(what, text) from error


def yes_or_no(text: str) -> bool:
    """Read a cell that says yes or no.

    Raises:
        Malformed: it says neither.
    """
    if (word := text.lower()) not in _YES_OR_NO:
        raise Malformed.expected(worded("yes or no"), text)
    return _YES_OR_NO[word]


def number_of(text: str) -> int:
    """Read a number.

    Raises:
        Malformed: it is not a number.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise Malformed.expected(worded("a number such as 12"), text)
    return int(text)


_YES_OR_NO: Mapping[str, bool] = {"yes": True, "no": False}
_READERS: Mapping[object, Callable[[str], object]] = {
    ImpreciseDate: date_in,
    date: day_of,
    bool: yes_or_no,
    int: number_of,
    ScaleValue: scale_value_of,
    Evidence: read_evidence,
    DueDate: due_date_of,
    ActionItem: action_of,
    Attendance: attendance_of,
    Ballot: ballot_of,
    AuthenticText: authentic_text_of,
}
_PARTS: Mapping[object, str] = {Evidence: r"[|\n]", Attendance: r"[;,\n]", Ballot: r"[;,\n]"}
_CODE = f"^{MEMBER_CODE}$"
_HOUR = str(get_args(Hour)[1].pattern)
_WRITTEN_HOUR = re.compile(r"([01]?\d|2[0-3])(?:[.:hH]([0-5]\d)(?: ?(?:[hH]|[Uu]hr))?|[hH])")
_LINES, _WORDS = r"[;\n]", r"[;\s]+"


def read(field: ActField, value: object) -> object:
    """Return a value as its type can take it.

    Raises:
        ValueError: a text is not of the form that the field asks for.
    """
    if not field.many:
        return _one(field, value)
    if isinstance(value, str):
        value = _listed_in_json(value) or parts_of(field, value)
    return [_one(field, each) for each in value] if isinstance(value, list | tuple) else value


def _listed_in_json(text: str) -> object:
    """Return objects that stand as a list in JSON, whatever signs are in their texts, or None."""
    if not text.startswith("[{"):
        return None
    try:
        return loads(text)
    except ValueError:
        return None


def parts_of(field: ActField, text: str) -> list[str]:
    """Part a text that holds several values: one a line or between semicolons; words by blanks."""
    parted_by_blanks = field.kind.is_word or field.kind.choices
    pattern = _PARTS.get(field.kind.python, _WORDS if parted_by_blanks else _LINES)
    return [part.strip() for part in re.split(pattern, text) if part.strip()]


def _one(field: ActField, value: object) -> object:
    if not isinstance(value, str):
        return value
    if field.kind.of_member or field.kind.pattern == _CODE:
        return value if _PERSON.fullmatch(value) else value.upper()
    if field.kind.pattern == _HOUR:
        return hour_in(value)
    if field.kind.choices:
        return word if (word := as_word(value)) in field.kind.choices else value
    reader = _READERS.get(field.kind.python)
    if reader is None:
        return value
    try:
        return reader(value)
    except DepositaryError as error:
        raise ValueError(str(error)) from error
