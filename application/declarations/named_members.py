"""Where members are named in a value that people write: alone, or as a part of it."""

from collections.abc import Callable, Mapping

from application.declarations.fields import ActField
from domain.events.meetings import Attendance
from domain.events.voting import Ballot

_PARTS: Mapping[object, tuple[int, ...]] = {Attendance: (0,), Ballot: (0, 2)}
"""By the type of a value: which of its parts, between colons, name members."""


def names_members(field: ActField) -> bool:
    """Say whether a field names members by codes, for which names may be written."""
    return field.kind.of_member or field.kind.python in _PARTS


def with_codes(field: ActField, text: str, code_of: Callable[[str], str]) -> str:
    """Return one value of a field that names members, with what `code_of` makes of each name."""
    places = _PARTS.get(field.kind.python)
    if places is None:
        return code_of(text)
    parts = [part.strip() for part in text.split(":")]
    return ":".join(
        code_of(part) if part and number in places else part for number, part in enumerate(parts)
    )
