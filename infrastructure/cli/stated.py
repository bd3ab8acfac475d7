"""From the options of a command to the event that they state."""

from collections.abc import Mapping
from typing import TypeVar

from domain.event import Event

E = TypeVar("E", bound=Event)


def stated(kind: type[E], options: Mapping[str, object], **others: object) -> E:
    """Make an event of the options that have the names of its fields, and of `others`.

    Raises:
        ValidationError: a value is not of its form.
    """
    named = {name: value for name, value in options.items() if name in kind.model_fields}
    return kind.model_validate(named | others)
