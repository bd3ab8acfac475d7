"""Messages for values that are not of their form, and which field a refusal is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from pydantic import ValidationError

from application.entries.entry_names import DayOrEntry, EntryName
from domain import values
from domain.errors import DepositaryError, Malformed, Refused, UnfitText, UnknownReference, briefly
from domain.events.voting import Hour
from domain.events.zones import Zone
from domain.guard import check_text
from domain.suggestions import near
from domain.words import either, worded

Path = tuple[str | int, ...]
_REFERENCE = worded("a short name without blanks, of at most 60 characters, such as MISSION-1")
_CODE = worded("a code of 2 to 16 capital letters, digits and hyphens, a letter first, such as KEN")


def _pattern(hint: object) -> str:
    return str(get_args(hint)[1].pattern)


_PATTERN_DESCRIPTIONS: Mapping[str, str] = {
    _pattern(values.Code): _CODE,
    _pattern(values.Reference): _REFERENCE,
    _pattern(EntryName): worded("an entry such as @5"),
    _pattern(DayOrEntry): worded("an entry such as @5, or the day it began"),
    _pattern(values.Version): worded("a version such as 2 or 2026-1, of at most 20 characters"),
    _pattern(values.Sha256): worded("64 digits 0-9 and a-f"),
    _pattern(values.Line): worded("text on one line"),
    _pattern(values.Url): worded("an address that begins with https:// or http://"),
    _pattern(values.Language): worded("a language code, such as en or pt-BR"),
    _pattern(values.PersonRef): worded(
        "a reference such as p-7kq2mzx4ab (see: depositary contacts add)"
    ),
    _pattern(Hour): worded("an hour such as 09:30"),
    _pattern(Zone): worded("a time zone such as Europe/Lisbon"),
    _pattern(values.Actor): worded("a reference such as p-7kq2mzx4ab, or a member's code"),
}
"""What a pattern asks for, in words."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value; `path` is () where the act as a whole is meant.

    `kind` is missing, choice, form, unknown (no such field) or refused: then a rule said no to
    what the value says, by `refusal`.
    """

    path: Path
    kind: str
    reason: str
    value: str = ""
    refusal: Refused | None = None

    @property
    def field(self) -> str:
        """The field of the act that it is in, "" for none."""
        return str(self.path[0]) if self.path else ""


def problems_of_form(error: ValidationError) -> Iterator[Problem]:
    """Yield what is wrong, in words for a person."""
    for detail in error.errors(include_url=False):
        value, context = detail["input"], detail.get("ctx", {})
        shown = value if isinstance(value, str) else ""
        if detail["type"] == "value_error":
            yield _from_validator(detail["loc"], context["error"], shown)
        else:
            kind, reason = _kind_and_message(detail["type"], detail["msg"], context, value)
            yield Problem(detail["loc"], kind, reason, shown)


def _kind_and_message(
    what: str, message: str, context: Mapping[str, object], value: object
) -> tuple[str, str]:
    """Return the kind of a problem, and its reason."""
    if what in _FIXED_MESSAGES:
        return _FIXED_MESSAGES[what]
    match what:
        case "literal_error" | "enum":
            return "choice", _expected_choice(str(context["expected"]), str(value))
        case "string_too_long":
            return "form", worded(
                "It is longer than {most:,} characters; shorten it.", most=context["max_length"]
            )
        case "string_pattern_mismatch":
            form = _PATTERN_DESCRIPTIONS.get(str(context["pattern"]), "another form")
            return "form", str(Malformed.expected(form, value))
        case _:
            return "form", f"{message}."


_FIXED_MESSAGES: Mapping[str, tuple[str, str]] = {
    "missing": ("missing", worded("It is needed.")),
    "string_too_short": ("form", worded("It is empty.")),
    "extra_forbidden": ("unknown", worded("There is no such field.")),
}


def _from_validator(path: Path, error: object, value: str) -> Problem:
    cause = getattr(error, "__cause__", None)
    if isinstance(cause, Refused):
        return Problem(path, "refused", str(cause), value, cause)
    return Problem(path, "form", str(error), value)


def _expected_choice(expected: str, value: str) -> str:
    known = expected.replace("'", "").replace(" or ", ", ").split(", ")
    close, words = near(value, known), either(known)
    if not close:
        return worded("Expected {what}, not {shown}.", what=words, shown=briefly(value))
    similar = either([*map(repr, close)])
    return worded("Expected {words}. Did you mean {similar}?", words=words, similar=similar)


def is_about(error: DepositaryError, name: str, value: str) -> bool:
    """Say whether a refusal is about a field that has this value."""
    if error.field:
        return error.field == name
    if isinstance(error, UnknownReference):
        return value == error.reference
    if isinstance(error, Malformed | UnfitText):
        return str(error) == _fault(value, name)
    return False


def _fault(value: str, name: str) -> str:
    try:
        check_text(value, field=name)
    except (Malformed, UnfitText) as error:
        return str(error)
    return ""
