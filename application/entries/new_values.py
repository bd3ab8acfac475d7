"""New values for the fields of an entry: which may change, and how a person writes them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json

from application.entries.meeting_notation import action_of, attendance_of, ballot_of
from application.entries.validation_messages import problems_of_form
from domain.endings import one_named
from domain.entry import Entry
from domain.errors import Malformed
from domain.event import Event
from domain.events.meetings import ActionItem, Attendance
from domain.events.texts import KIND_NOT_KNOWN, Consented
from domain.events.voting import Ballot
from domain.log.expunging import must_not_look_removed
from domain.meaning import Fixed, meaning_of
from domain.texts.wording import text_digest
from domain.words import worded


def correctable(kind: type[Event]) -> list[str]:
    """Return the fields of a kind of event that an amendment may change, beside its day."""
    fields = kind.model_fields.items()
    return sorted(name for name, info in fields if not isinstance(meaning_of(info), Fixed))


NAMES_OF_ENTRIES = frozenset({"ends", "excepting", "act"})
"""Fields that name other entries of the same member in the same stream."""
_SEVERAL = NAMES_OF_ENTRIES - {"act"}


def named_by_id(others: Sequence[Entry], name: str, text: str) -> str:
    """Return a value in which entries are named by their ids, where a person writes @5 or a day.

    `others` are the entries of the same member in the same stream.

    Raises:
        Malformed: a name is neither.
        Refused: it is of none of them, or of several.
    """
    if not text:
        return "[]" if name in _SEVERAL else ""
    names = [each.strip() for each in text.replace(",", ";").split(";") if each.strip()]
    found = [str(one_named(others, each).id) for each in names]
    return to_json(found).decode() if name in _SEVERAL else "".join(found)


def _value(kind: type[Event], name: str, text: str) -> object:
    """Read a new value: "" is unknown, a list is JSON, or as it is typed where it is recorded.

    Raises:
        Malformed: it is not of that form.
    """
    if not text or not _is_list_or_object(kind.model_fields[name].annotation):
        return text or None
    reader = _READERS.get(_item(kind.model_fields[name].annotation))
    if reader and not text.startswith("["):
        parts = re.split(reader.parted_by, text)
        return [reader.read(part.strip()) for part in parts if part.strip()]
    try:
        found: object = from_json(text)
    except ValueError as error:
        raise Malformed.expected(worded("{name} as a list in JSON", name=name), text) from error
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """How people write one item of a list, and by what two of them are parted."""

    read: Callable[[str], object]
    parted_by: str


_READERS: Mapping[object, _Reader] = {
    Attendance: _Reader(attendance_of, r"[;,\n]"),
    Ballot: _Reader(ballot_of, r"[;,\n]"),
    ActionItem: _Reader(action_of, r"[;\n]"),
}


def _item(hint: object) -> object:
    """Return the type of the items of a list, None for what is no list."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0]
    return next((found for each in get_args(hint) if (found := _item(each))), None)


def no_longer_listed(before: Event, after: Event, names: Iterable[str]) -> Mapping[str, list[str]]:
    """Return, by field, what a list had that the new one has not: members, actions or words."""
    found = {name: _gone(getattr(before, name, ()), getattr(after, name, ())) for name in names}
    return {name: gone for name, gone in found.items() if gone}


def _gone(before: object, after: object) -> list[str]:
    if not isinstance(before, tuple):
        return []
    kept = set(map(_named, after)) if isinstance(after, tuple) else set()
    return [name for name in map(_named, before) if name not in kept]


def _named(item: object) -> str:
    """Return by what an item of a list is known: its first field, such as its member."""
    if isinstance(item, BaseModel):
        return str(getattr(item, next(iter(type(item).model_fields))))
    return str(item)


def _is_list_or_object(hint: object) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return True
    return get_origin(hint) is tuple or any(map(_is_list_or_object, get_args(hint)))


def changed(event: Event, changes: dict[str, str]) -> Event:
    """Return an event with new values by field.

    Raises:
        Malformed: a field cannot be changed in it, or a value is not of its form.
        UnfitText: a value is the mark of a removed text.
    """
    open_fields = correctable(type(event))
    for name, text in changes.items():
        must_not_look_removed(name, text)
        if name not in open_fields:
            raise Malformed(
                "{name!r} cannot be changed in {topic}; these can: {fields}. To move a fact to "
                "another member or text, retract it and record it anew.",
                name=name,
                topic=event.TOPIC,
                fields=", ".join(["on", *open_fields]),
            )
    values: dict[str, object] = event.model_dump(mode="json")
    if changes.get("closes") == "recorded_later":
        raise Malformed("closes can only become earlier: an ending ends what began before it.")
    if "text" in changes and "text_sha256" in values:
        values["text_sha256"] = text_digest(changes["text"].strip())
    try:
        values |= {name: _value(type(event), name, text) for name, text in changes.items()}
        if isinstance(event, Consented) and changes.get("kind") in ("", "unknown"):
            values["kind"] = KIND_NOT_KNOWN
        return type(event).model_validate(values)
    except ValidationError as error:
        problem = next(problems_of_form(error))
        where = ".".join(map(str, problem.path))
        raise Malformed("{field}: {reason}", field=where, reason=problem.reason) from error
