"""The base of what people fill in: a model whose values can be written as text, field by field."""

from collections.abc import Mapping
from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from application.declarations.fields import ActField, field_of
from application.declarations.written import read


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
