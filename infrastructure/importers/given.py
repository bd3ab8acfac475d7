"""The values that a row gives to one act, read as what the act needs them to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from domain.values import ImpreciseDate
from infrastructure.importers.problems import Fault, RowFaults, did_you_mean

T = TypeVar("T")
FORMS = {
    "member": "a code such as KEN: 2 to 16 capital letters, digits and dashes",
    "instrument": "a reference without blanks such as CHARTER-1, of at most 60 characters",
    "version": "a version such as 1 or 2022-06, of at most 20 characters",
    "url": "an address that begins with https:// or http://",
    "document_sha256": "64 digits 0-9 and a-f",
}
_CODES = ("vice_chair", "as_member", "code")
_REFERENCES = ("commitment", "scale", "assessment", "task", "by", "values", "into")
_OF_MEETINGS = ("meeting", "decision", "action", "at", "item")
FORMS["file_sha256"] = FORMS["document_sha256"]
FORMS |= dict.fromkeys(_OF_MEETINGS, FORMS["instrument"])
FORMS |= dict.fromkeys(_CODES, FORMS["member"]) | dict.fromkeys(_REFERENCES, FORMS["instrument"])
FORMS |= dict.fromkeys(("scale_version", "method_version"), FORMS["version"])
FORMS |= dict.fromkeys(
    ("gap", "practice", "input", "advice", "contribution"), FORMS["instrument"]
) | {"person": "a reference such as p-ab3de"}
FORMS |= {"owner": FORMS["member"], "milestone": FORMS["instrument"]}
FORMS["reviewer"] = "a reference such as p-ab3de, or a member's code"
FORMS["authentic_texts"] = "a language and the sha256 of its file, as in en 0a1b…; fr 2c3d…"


@dataclass(frozen=True, slots=True)
class Given:
    """What one row says for one act, by parameter; `columns` is where each value stood.

    A blank is "" here, and counts as not given in all that it answers.
    """

    values: Mapping[str, str]
    columns: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return a value that was checked to be there."""
        return self.values[name]

    def get(self, name: str) -> str | None:
        """Return a value, None where it is blank."""
        return self.values.get(name) or None

    def day(self, name: str) -> ImpreciseDate:
        """Return a date that was checked to be there."""
        return ImpreciseDate.parse(self.values[name])

    def get_day(self, name: str) -> ImpreciseDate | None:
        """Return a date, None where it is blank."""
        return self.day(name) if self.values.get(name) else None

    def exact_day(self, name: str) -> date | None:
        """Return a date that must be known to the day, None where it is blank.

        Raises:
            RowFaults: it is known less precisely.
        """
        given = self.get_day(name)
        if given and (given.earliest is None or given.earliest != given.latest):
            raise self.fault(name, "Expected a day such as 2022-06-02.")
        return given.latest if given else None

    def word(self, name: str, words: TypeAdapter[T]) -> T:
        """Return a value that must be one of some words.

        Raises:
            RowFaults: it is none of them; the reason lists them.
        """
        try:
            return words.validate_python(self.values[name])
        except ValidationError as error:
            raise self.fault(name, self.explain(error, name)) from error

    def get_word(self, name: str, words: TypeAdapter[T]) -> T | None:
        """Return a value that must be one of some words, None where it is blank."""
        return self.word(name, words) if self.values.get(name) else None

    def fault(self, name: str, reason: str) -> RowFaults:
        """Return the fault of one value, with its column."""
        return RowFaults(Fault(self.columns.get(name, name), self.values.get(name, ""), reason))

    def explain(self, error: ValidationError, name: str) -> str:
        """Say in plain words what a value should have been."""
        detail = error.errors(include_url=False, include_input=False)[0]
        context = detail.get("ctx", {})
        match detail["type"]:
            case "literal_error" | "enum":
                words = str(context["expected"]).replace("'", "")
                known = words.replace(" or ", ", ").split(", ")
                return f"Expected {words}." + did_you_mean(self.values.get(name, ""), known)
            case "string_too_long":
                return f"It is longer than {context['max_length']:,} characters; shorten it."
            case "string_pattern_mismatch":
                return f"Expected {FORMS.get(name, 'another form')}."
            case _:
                return f"{detail['msg']}."
