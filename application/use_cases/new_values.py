"""New values for the fields of an entry: which may change, and how a person writes them."""

from collections.abc import Sequence
from typing import get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json

from application.use_cases.notation import attendance_of
from domain.endings import one_named
from domain.entry import Entry
from domain.errors import Malformed
from domain.event import Event
from domain.events.meetings import MeetingOpened
from domain.events.texts import KIND_NOT_KNOWN, Consented
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
    """Read a new value: "" is unknown, a list is JSON, attendance also ATL:present,ERE:excused.

    Raises:
        Malformed: it is not of that form.
    """
    if not text or not _is_list_or_object(kind.model_fields[name].annotation):
        return text or None
    if (kind, name) == (MeetingOpened, "attendance") and not text.startswith("["):
        return [attendance_of(each) for each in text.replace(";", ",").split(",")]
    try:
        found: object = from_json(text)
    except ValueError as error:
        raise Malformed.expected(worded("{name} as a list in JSON", name=name), text) from error
    return found


def _is_list_or_object(hint: object) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return True
    return get_origin(hint) is tuple or any(map(_is_list_or_object, get_args(hint)))


def changed(event: Event, changes: dict[str, str]) -> Event:
    """Return an event with new values by field.

    Raises:
        Malformed: a field cannot be changed in it, or a value is not of its form.
    """
    open_fields = correctable(type(event))
    for name in changes:
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
        detail = error.errors(include_url=False)[0]
        where = ".".join(map(str, detail["loc"]))
        raise Malformed("{field}: {problem}.", field=where, problem=detail["msg"]) from error
