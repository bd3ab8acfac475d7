"""Which member a code means: codes change, and what was recorded under an old one is read anew."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from domain.event import Event, Recorded, marked_fields
from domain.values import OfMember

M = TypeVar("M", bound=BaseModel)


class Codes(NamedTuple):
    """The codes of one body as they mean its members, as known at one position.

    `meant` has the code of today for every code that is another one's now. What is stored is never
    rewritten: whoever reads it reads it through this.
    """

    meant: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def after(cls, recodes: Iterable[tuple[str, str]]) -> "Codes":
        """Return the codes after members took others: old and new ones, in the order of entry."""
        codes = cls()
        for old, new in recodes:
            codes = codes.recoded(old, new)
        return codes

    def recoded(self, old: str, new: str) -> "Codes":
        """Return the codes after a member took another one; two members become one."""
        one = {*self.all_of(self.of(old)), *self.all_of(self.of(new))}
        meant = {**self.meant, **dict.fromkeys(one, new)}
        return Codes(MappingProxyType({each: now for each, now in meant.items() if each != now}))

    def of(self, code: str) -> str:
        """Return the code of today of the member that a code means."""
        return self.meant.get(code, code)

    def all_of(self, code: str) -> tuple[str, ...]:
        """Return a member's code of today and after it those that it had, in alphabetical order."""
        return (code, *sorted(each for each, now in self.meant.items() if now == code))

    def in_event(self, event: M) -> M:
        """Return an event, or a value inside one, with codes of today wherever it names members."""
        return _translated(event, self.meant) if self.meant else event

    def in_value(self, value: object, *, is_code: bool) -> object:
        """Return the same of any value of a field; `is_code` says that a text in it is a code."""
        return _current(value, self.meant, is_code=is_code)

    def read(self, record: Recorded) -> Recorded:
        """Return a record whose event names members by their codes of today."""
        event: Event = self.in_event(record.event)
        return record if event is record.event else record._replace(event=event)


NO_CODES = Codes()
"""The codes of a body of which no member ever changed its code."""


def first_codes(recodes: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the code that each member had first, for what has to keep its name for ever."""
    first: dict[str, str] = {}
    for old, new in recodes:
        first[new] = first.get(old, old)
    return first


def _translated(model: M, meant: Mapping[str, str]) -> M:
    changes: dict[str, object] = {}
    for name, is_code in marked_fields(type(model), OfMember).items():
        value: object = getattr(model, name)
        current = _current(value, meant, is_code=is_code)
        if current is not value:
            changes[name] = current
    return model.model_copy(update=changes) if changes else model


def _current(value: object, meant: Mapping[str, str], *, is_code: bool) -> object:
    if isinstance(value, str):
        return meant.get(value, value) if is_code else value
    if isinstance(value, BaseModel):
        return _translated(value, meant)
    if isinstance(value, tuple):
        current = tuple(_current(each, meant, is_code=is_code) for each in value)
        same = all(a is b for a, b in zip(current, value, strict=True))
        return value if same else tuple(dict.fromkeys(current))  # two codes may now be one member
    return value
