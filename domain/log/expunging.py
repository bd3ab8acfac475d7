"""Which texts can be removed from a stored event that must not contain them, and what stays.

A removal can be proved: the event `Expunged` records the hash of what was stored before, of which
the leaf in the log was made, and the hash of what is stored since. A verifier computes the leaf
from the first, compares what it reads with the second, and expects fixed marks in place of the
texts (see `infrastructure/audit/log/recorded_removals.py`). The other values of that event, such as
its days, are then no longer proved by its leaf.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from domain.errors import Malformed, Refused, UnfitText
from domain.event import Envelope, Event, free_texts, text_marks
from domain.events.log import Expunged
from domain.values import FreeText

REMOVED = "[removed]"
REMOVED_LINK = "https://removed.invalid/"
"""An address that leads nowhere: names below `.invalid` are given to nobody (RFC 2606)."""
ROW, NO_ROW = "row_sha256", "0" * 64
"""The hash of an imported row is of the texts in it, too, and would confirm a guess of them."""
M = TypeVar("M", bound=BaseModel)


def must_not_look_removed(name: str, text: str) -> None:
    """Refuse a new text that stands where texts were removed, and says that nothing was.

    Raises:
        UnfitText: it is such a mark.
    """
    if text.strip().casefold() in (REMOVED, REMOVED_LINK):
        raise UnfitText(
            "The {name} is {text}, which stands only where a text was removed. Write what it is, "
            "or leave it out.",
            name=name,
            text=text,
        )


class Removal(NamedTuple):
    """An event without some of its texts; `texts` are those that were taken out, by field."""

    envelope: Envelope
    event: Event
    texts: Mapping[str, Sequence[str]]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in the order in which they are stored; the row's hash last."""
        return tuple(self.texts)


def removable(envelope: Envelope, event: Event) -> dict[str, list[str]]:
    """Return what people wrote, by field, as far as nothing else refers to it.

    The hash of the row from which it was imported comes last. What was taken out before is not
    among it.
    """
    found: dict[str, list[str]] = {}
    for name, text, mark in (*free_texts(envelope), *free_texts(event)):
        if not mark.code and text != _marker(mark):
            found.setdefault(name, []).append(text)
    if envelope.row_sha256 not in (None, NO_ROW):
        found[ROW] = [str(envelope.row_sha256)]
    return found


def is_without(envelope: Envelope, event: Event, fields: Collection[str]) -> bool:
    """Say whether texts were taken out of all these fields: in each there are marks and no text."""
    marked = {ROW: envelope.row_sha256 == NO_ROW}
    for name, text, mark in (*free_texts(envelope), *free_texts(event)):
        if not mark.code:
            marked[name] = text == _marker(mark) and marked.get(name, True)
    return all(marked.get(name, False) for name in fields)


def remove(envelope: Envelope, event: Event, *, fields: Collection[str] = (), salt: str) -> Removal:
    """Take texts out of an event: all that people wrote, or only these fields.

    A fixed mark stands in their place, so the event keeps its shape. With the new `salt`, nobody
    who guesses the texts can confirm the guess by the hash of what was stored; nor, since that goes
    with any text, by the hash of the imported row.

    Raises:
        Refused: it is itself the record of a removal, or nobody wrote anything in it.
        Malformed: there is no text in one of the fields.
    """
    if isinstance(event, Expunged):
        raise Refused("What was removed, and on whose authority, stays on record for ever.")
    there = removable(envelope, event)
    if not there:
        raise Refused("There is no text in it that people wrote, so there is nothing to remove.")
    for name in fields:
        if name not in there:
            raise Malformed(
                "There is no text in {name!r} that could be removed, only in: {there}.",
                name=name,
                there=", ".join(there),
            )
    wanted = {name: texts for name, texts in there.items() if not fields or name in {*fields, ROW}}
    salted = envelope.model_copy(
        update={"salt": salt, ROW: NO_ROW if ROW in wanted else envelope.row_sha256}
    )
    return Removal(envelope=_without(salted, wanted), event=_without(event, wanted), texts=wanted)


def _without(model: M, fields: Collection[str], path: str = "") -> M:
    """Return a model with a mark in the place of each text in these fields, at any depth."""
    values = {
        name: _cleared(getattr(model, name), mark, f"{path}{name}", fields)
        for name, mark in text_marks(type(model)).items()
    }
    return type(model).model_validate(values)


def _cleared(value: object, mark: FreeText | None, name: str, fields: Collection[str]) -> object:
    if isinstance(value, tuple):
        return tuple(_cleared(each, mark, name, fields) for each in value)
    if isinstance(value, BaseModel):
        return _without(value, fields, f"{name}.")
    taken = mark is not None and not mark.code and isinstance(value, str) and name in fields
    return _marker(mark) if taken else value


def _marker(mark: FreeText | None) -> str:
    return REMOVED_LINK if mark and mark.link else REMOVED
