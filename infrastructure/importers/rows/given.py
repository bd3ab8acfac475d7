"""The values that a row gives to one act, read as what the act needs them to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from application.declarations.validation_messages import problems_of_form
from infrastructure.importers.tables.problems import Fault, RowFaults

T = TypeVar("T")


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

    def word(self, name: str, words: TypeAdapter[T]) -> T:
        """Return a value that must be one of some words.

        Raises:
            RowFaults: it is none of them; the reason lists them.
        """
        try:
            return words.validate_python(self.values[name])
        except ValidationError as error:
            raise self.fault(name, next(problems_of_form(error)).reason) from error

    def get_word(self, name: str, words: TypeAdapter[T]) -> T | None:
        """Return a value that must be one of some words, None where it is blank."""
        return self.word(name, words) if self.values.get(name) else None

    def fault(self, name: str, reason: str) -> RowFaults:
        """Return the fault of one value, with its column."""
        return RowFaults(Fault(self.columns.get(name, name), self.values.get(name, ""), reason))
