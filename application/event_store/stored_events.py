"""What is stored of one event, as plain JSON, and how it is read again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import from_json

from domain.codes import Codes
from domain.errors import Unreadable
from domain.event import Envelope, Event
from domain.events import topics
from domain.events.members import Recoded
from domain.events.upcasts import UPCASTS
from domain.values import MEMBER_CODE, PERSON_REF

E = TypeVar("E", bound=Event)
_PERSON = f'"({PERSON_REF})"'.encode()
_ACTOR = f'"(?:actor|on_behalf_of|reviewer)":"({MEMBER_CODE})"'.encode()
_MEMBER = f'"(?:member|code)":"({MEMBER_CODE})"'.encode()


@dataclass(frozen=True, slots=True)
class StoredState(Generic[E]):
    """What is stored of one event beside its topic and place, as plain JSON."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    schema: int
    envelope: Envelope
    event: E


@lru_cache
def shape_of(topic: str) -> "TypeAdapter[StoredState[Event]]":
    """Return what reads the states of a topic; it is made when it is needed.

    Raises:
        Unreadable: the topic is not known.
    """
    event = topics().get(topic)
    if event is None:
        raise Unreadable(
            "The topic {topic!r} is not known to this version of Depositary.", topic=topic
        )
    return TypeAdapter(StoredState[event])  # type: ignore[valid-type]  # made at run time


@lru_cache
def _reader(topic: str) -> "tuple[Callable[[bytes], StoredState[Event]], int]":
    """Return what reads the states of a topic, and the number of their schema today."""
    return shape_of(topic).validator.validate_json, topics()[topic].SCHEMA


def encode(envelope: Envelope, event: Event) -> bytes:
    """Return the stored state: JSON in UTF-8, fields in their order, absent ones left out."""
    return b'{"schema":%d,"envelope":%s,"event":%s}' % (event.SCHEMA, _json(envelope), _json(event))


def _json(model: BaseModel) -> bytes:
    # its own serializer; `to_json` has to find out first of what kind a model is
    return model.__pydantic_serializer__.to_json(model, exclude_none=True, by_alias=False)


def id_in(state: bytes) -> str:
    """Return the id of the event in a stored state, "" where it cannot be read."""
    try:
        return str(UUID(from_json(state)["envelope"]["event_id"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""


def people_in(state: bytes) -> set[str]:
    """Return the references to people in a stored state, in whatever field they are.

    The codes of those who act are among them, since nobody looks whose code it is.
    """
    return {person.decode() for person in (*re.findall(_PERSON, state), *re.findall(_ACTOR, state))}


def members_in(state: bytes) -> set[str]:
    """Return the codes of members, and of bodies, in a stored state."""
    return {code.decode() for code in re.findall(_MEMBER, state)}


def decode(topic: str, state: bytes) -> tuple[Envelope, Event]:
    """Read a stored state.

    Raises:
        Unreadable: the topic or schema is not known, or the state is not of its shape.
    """
    read, newest = _reader(topic)
    try:
        stored = read(state)
    except ValidationError as error:
        older = _upcast(topic, state)
        if older is None:
            raise Unreadable(
                "A stored {topic} cannot be read: {problem}.", topic=topic, problem=_first(error)
            ) from error
        stored = older
    if stored.schema != newest:
        stored = _upcast(topic, state) or stored
    return stored.envelope, stored.event


def is_as_written(topic: str, state: bytes) -> bool:
    """Say whether a state is, byte for byte, what we write for what it says.

    Of an older schema nobody can say that any more, and it counts as such.

    Raises:
        Unreadable: it cannot be read.
    """
    envelope, event = decode(topic, state)
    number = _schema_of(state)
    older = isinstance(number, int) and number < event.SCHEMA
    return older or encode(envelope, event) == state


def _upcast(topic: str, state: bytes) -> "StoredState[Event] | None":
    """Read a state of an older schema in today's shape, None if it is of today's schema.

    Raises:
        Unreadable: the schema is not known, or the state is not of its shape.
    """
    number, newest = _schema_of(state), topics()[topic].SCHEMA
    if number in (None, newest):
        return None
    raw = from_json(state)
    try:
        for step in range(int(str(number)), newest):
            raw = {**raw, "event": UPCASTS[topic, step](raw["event"]), "schema": step + 1}
        stored = shape_of(topic).validate_python(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unknown_schema(topic, number) from error
    if stored.schema != newest:
        raise _unknown_schema(topic, number)
    return stored


def _unknown_schema(topic: str, number: object) -> Unreadable:
    sentence = "Schema {number} of {topic} is not known to this version."
    return Unreadable(sentence, number=number, topic=topic)


def _schema_of(state: bytes) -> object:
    """Return what a state that has not the expected shape says of its schema, None if nothing."""
    try:
        found: object = from_json(state)
    except ValueError:
        return None
    return found.get("schema") if isinstance(found, dict) else None


def _first(error: ValidationError) -> str:
    detail = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, detail['loc'])) or 'state'}: {detail['msg']}"


def content(event: Event) -> str:
    """Return an event's content as JSON for people and tables."""
    return event.model_dump_json(exclude_none=True)


def content_now(codes: Codes, topic: str, text: str) -> str:
    """Return the content of an event with the codes of its members as they meant them then.

    What tells that a code changed says so with both, as it was recorded.
    """
    if not codes.meant or topic == Recoded.TOPIC:
        return text
    event: Event = topics()[topic].model_validate_json(text)
    current = codes.in_event(event)
    return text if current is event else content(current)
