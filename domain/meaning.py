"""What a field means, declared with the field: for help, templates and schemas."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a field in one sentence, and an example as people write it ("" for none)."""

    help: str
    example: str = ""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = handler(schema)
        found["description"] = self.help
        if self.example:
            found["examples"] = [self.example]
        return found


class Fixed(Meaning):
    """The same for a field that is never amended: to move a fact, retract it and record it anew."""


def meaning_of(info: FieldInfo) -> Meaning:
    """Return the meaning that is declared for a field, or else for its type."""
    found = [*info.metadata, *marks_in(info.annotation)]
    return next((each for each in found if isinstance(each, Meaning)), Meaning(""))


def marks_in(hint: object) -> Iterator[object]:
    """Yield the marks of a type, then those of its parts, as of `Task` in `Task | None`."""
    yield from getattr(hint, "__metadata__", ())
    for part in get_args(hint):
        yield from marks_in(part)
