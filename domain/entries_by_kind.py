"""The entries of one history by what they say, so that nobody looks through all of them for one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias
from uuid import UUID

from domain.entry import Entry
from domain.event import Event

Pair: TypeAlias = tuple[Entry, Event]
"""An entry that is not retracted, and what it says."""
Touched: TypeAlias = tuple[Entry | None, Entry]
"""An entry that events began or changed, before and after them."""
Values: TypeAlias = Mapping[object, tuple[Pair, ...]]


@dataclass(frozen=True, slots=True)
class EntriesByKind:
    """The entries of a history that are not retracted, by kind, in the order of entry."""

    entries: Mapping[UUID, Entry]
    kinds: Mapping[type[Event], tuple[Pair, ...]]
    _values: dict[tuple[type[Event], str], Values] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Mapping[UUID, Entry]) -> "EntriesByKind":
        """Sort the entries of a history."""
        by_kind: dict[type[Event], list[Pair]] = {}
        for pair in _pairs(entries.values()):
            by_kind.setdefault(type(pair[1]), []).append(pair)
        return cls(entries, {kind: tuple(pairs) for kind, pairs in by_kind.items()})

    def of_base(self, kind: type[Event]) -> tuple[Pair, ...]:
        """Return the entries of several kinds, of which this one is the base."""
        if not _is_base(kind):
            return ()
        return _pairs(each for each in self.entries.values() if isinstance(each.event, kind))

    def having(self, kind: type[Event], name: str, value: object) -> Sequence[Pair]:
        """Return the entries of a kind of which the field of a name has this value."""
        values = self._values.get((kind, name))
        if values is None:
            pairs = self.kinds.get(kind) or self.of_base(kind)
            values = self._values[kind, name] = _with({}, name, pairs)
        return values.get(value, ())

    def after(self, touched: Sequence[Touched], entries: Mapping[UUID, Entry]) -> "EntriesByKind":
        """Return the same of the history after some entries were begun or changed.

        What was sorted by a value is kept where no entry of that kind was changed.
        """
        kinds, values = dict(self.kinds), dict(self._values)
        for was, now in touched:
            kind = type(now.event)
            if was is None:
                kinds[kind] = (*kinds.get(kind, ()), *_pairs([now]))
            else:
                kinds[kind] = _pairs(e for e in entries.values() if type(e.event) is kind)
        for (kind, name), known in self._values.items():
            mine = [each for each in touched if isinstance(each[1].event, kind)]
            if any(was for was, _ in mine):
                del values[kind, name]
            elif mine:
                values[kind, name] = _with(known, name, _pairs(now for _, now in mine))
        return EntriesByKind(entries, kinds, values)


def _pairs(entries: Iterable[Entry]) -> tuple[Pair, ...]:
    return tuple((each, each.event) for each in entries if not each.retracted)


def _with(values: Values, name: str, pairs: Iterable[Pair]) -> Values:
    """Return the entries by the value of a field with more of them."""
    after = dict(values)
    for pair in pairs:
        said: object = getattr(pair[1], name)
        after[said] = (*after.get(said, ()), pair)
    return after


@cache
def _is_base(kind: type[Event]) -> bool:
    """Say whether events of several kinds are of this one, which then has no topic."""
    return "TOPIC" not in vars(kind)
