"""The base of what people fill in: its fields, and how it is made of what they give."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from application.declarations.fields import ActField, field_of
from application.declarations.text_parsing import read
from application.entries.validation_messages import Problem, problems_of_form


class Declared(BaseModel):
    """A model with its fields. ARGUMENTS are fields that a command takes by their place."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    ARGUMENTS: ClassVar[tuple[str, ...]] = ()

    @field_validator("*", mode="before")
    @classmethod
    def _as_written(cls, value: object, info: ValidationInfo) -> object:
        assert info.field_name
        return read(cls.one(info.field_name), value)

    @classmethod
    @cache
    def fields(cls) -> Mapping[str, ActField]:
        """Return the fields by name, what a command takes by its place first, the day last."""
        last = ("on",) if "on" in cls.model_fields else ()
        rest = [name for name in cls.model_fields if name not in (*cls.ARGUMENTS, *last)]
        order = (*cls.ARGUMENTS, *rest, *last)
        return {name: field_of(name, cls.model_fields[name]) for name in order}

    @classmethod
    def one(cls, name: str) -> ActField:
        """Return one field."""
        return cls.fields()[name]


A = TypeVar("A", bound=Declared)


class InvalidFields(Exception):  # named by what happened, as all errors
    """Values are not of their form; `problems` has at least one, which each interface words."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(each.reason for each in problems))
        self.problems = tuple(problems)


def made(kind: type[A], given: Mapping[str, object]) -> A:
    """Make an act of what an interface was given.

    Raises:
        InvalidFields: with every value that is not of its form, and every field that lacks one.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise InvalidFields(list(problems_of_form(error))) from error
