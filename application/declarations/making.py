"""An act is made of what a door was given; what is wrong is said field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from pydantic import ValidationError

from application.declarations.act import Act
from domain import values
from domain.errors import DepositaryError, Malformed, Refused, UnfitText, UnknownReference
from domain.guard import check_text
from domain.taskforce import near

A = TypeVar("A", bound=Act)
Path = tuple[str | int, ...]
_REFERENCE = "a short name without blanks, of at most 60 characters, such as MISSION-1"
_CODE = "a code of 2 to 16 capital letters, digits and hyphens, a letter first, such as KEN"


def _pattern(hint: object) -> str:
    return str(get_args(hint)[1].pattern)


_FORMS: Mapping[str, str] = {
    _pattern(values.Code): _CODE,
    _pattern(values.Reference): _REFERENCE,
    _pattern(values.Version): "a version such as 2 or 2026-1, of at most 20 characters",
    _pattern(values.Sha256): "64 digits 0-9 and a-f",
    _pattern(values.Line): "text on one line",
    _pattern(values.Url): "an address that begins with https:// or http://",
    _pattern(values.Language): "a language code, such as en or pt-BR",
    _pattern(values.PersonRef): "a reference such as p-7kq2mzx4ab (see: depositary contacts add)",
    _pattern(values.Actor): "a reference such as p-7kq2mzx4ab, or a member's code",
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


class Unfit(Exception):  # named by what happened, as all errors
    """Values are not of their form; a door says it in its own way. `problems` has at least one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(each.reason for each in problems))
        self.problems = tuple(problems)


def made(kind: type[A], given: Mapping[str, object]) -> A:
    """Make an act of what a door was given.

    Raises:
        Unfit: with every value that is not of its form, and every field that lacks one.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise Unfit(list(problems_of_form(error))) from error


def problems_of_form(error: ValidationError) -> Iterator[Problem]:
    """Yield what is wrong, in words for a person."""
    for detail in error.errors(include_url=False):
        context: Mapping[str, object] = detail.get("ctx", {})
        value = detail["input"]
        shown = value if isinstance(value, str) else ""
        match detail["type"]:
            case "missing":
                yield Problem(detail["loc"], "missing", "It is needed.")
            case "literal_error" | "enum":
                yield Problem(
                    detail["loc"], "choice", _of_words(str(context["expected"]), shown), shown
                )
            case "string_too_long":
                reason = f"It is longer than {context['max_length']:,} characters; shorten it."
                yield Problem(detail["loc"], "form", reason, shown)
            case "string_pattern_mismatch":
                form = _FORMS.get(str(context["pattern"]), "another form")
                yield Problem(detail["loc"], "form", str(Malformed.expected(form, value)), shown)
            case "value_error":
                yield _of_value(detail["loc"], context["error"], shown)
            case "extra_forbidden":
                yield Problem(detail["loc"], "unknown", "There is no such field.", shown)
            case _:
                yield Problem(detail["loc"], "form", f"{detail['msg']}.", shown)


def _of_value(path: Path, error: object, value: str) -> Problem:
    cause = getattr(error, "__cause__", None)
    if isinstance(cause, Refused):
        return Problem(path, "refused", str(cause), value, cause)
    return Problem(path, "form", str(error), value)


def _of_words(expected: str, value: str) -> str:
    words = expected.replace("'", "")
    close = near(value, words.replace(" or ", ", ").split(", "))
    hint = f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
    return f"Expected {words}.{hint}"


def about(error: DepositaryError, act: Act) -> Path:
    """Return the field that a refusal is about, () where it is about no single one."""
    if error.field:
        return (error.field,)
    for name in act.fields():
        for value in _texts(getattr(act, name)):
            if isinstance(error, UnknownReference):
                meant = value == error.reference
            else:
                meant = isinstance(error, Malformed | UnfitText) and _fault(value, name) == str(
                    error
                )
            if meant:
                return (name,)
    return ()


def _texts(value: object) -> Iterator[str]:
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str):
            yield each


def _fault(value: str, name: str) -> str:
    try:
        check_text(value, field=name)
    except (Malformed, UnfitText) as error:
        return str(error)
    return ""
