"""The entries of a history by kind, and those of a kind by what a field of them says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import add
from typing import TypeAlias
from uuid import UUID

from domain.entry import Entry
from domain.event import Event
from domain.growing.layers import with_layer, with_pairs

Pair: TypeAlias = tuple[Entry, Event]
"""An entry that is not retracted, and what it says."""
Touched: TypeAlias = tuple[Entry | None, Entry]
"""An entry that events began or changed, before and after them."""
Values: TypeAlias = Mapping[object, tuple[Pair, ...]]


@dataclass(frozen=True, slots=True)
class EntriesByKind:
    """The entries of a history that are not retracted, by kind, in the order of entry.

    Those of a kind are in layers; where an entry was changed, None until somebody asks for them.
    """

    entries: Mapping[UUID, Entry]
    kinds: dict[type[Event], tuple[tuple[Pair, ...], ...] | None]
    _values: dict[tuple[type[Event], str], Values] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Mapping[UUID, Entry]) -> "EntriesByKind":
        """Sort the entries of a history."""
        by_kind: dict[type[Event], list[Pair]] = {}
        for pair in _pairs(entries.values()):
            by_kind.setdefault(type(pair[1]), []).append(pair)
        return cls(entries, {kind: (tuple(pairs),) for kind, pairs in by_kind.items()})

    def each(self, kind: type[Event]) -> Iterable[Pair]:
        """Return the entries of a kind, or of several of which it is the base."""
        found = self.kinds.get(kind, ())
        if found is None:
            entries = self.entries.values()
            found = self.kinds[kind] = (_pairs(e for e in entries if type(e.event) is kind),)
        if found:
            return found[0] if len(found) == 1 else chain.from_iterable(found)
        if "TOPIC" in kind.__dict__:
            return ()
        return _pairs(each for each in self.entries.values() if isinstance(each.event, kind))

    def having(self, kind: type[Event], name: str, value: object) -> Sequence[Pair]:
        """Return the entries of a kind of which the field of a name has this value."""
        values = self._values.get((kind, name))
        if values is None:
            values = self._values[kind, name] = _with({}, name, self.each(kind))
        return values.get(value, ())

    def after(self, touched: Sequence[Touched], entries: Mapping[UUID, Entry]) -> "EntriesByKind":
        """Return the same of the history after some entries were begun or changed.

        What was sorted by a value is kept where no entry of that kind was changed.
        """
        kinds, values = dict(self.kinds), dict(self._values)
        for was, now in touched:
            known = kinds.get(kind := type(now.event), ())
            grown = was is None and known is not None
            kinds[kind] = with_layer(known or (), _pairs([now]), add) if grown else None
        for (kind, name), sorted_by in self._values.items():
            mine = [each for each in touched if isinstance(each[1].event, kind)]
            if any(was for was, _ in mine):
                del values[kind, name]
            elif mine:
                values[kind, name] = _with(sorted_by, name, _pairs(now for _, now in mine))
        return EntriesByKind(entries, kinds, values)


def _pairs(entries: Iterable[Entry]) -> tuple[Pair, ...]:
    return tuple((each, each.event) for each in entries if not each.retracted)


def _with(values: Values, name: str, pairs: Iterable[Pair]) -> Values:
    """Return the entries by the value of a field with more of them."""
    more: dict[object, tuple[Pair, ...]] = {}
    for pair in pairs:
        said: object = getattr(pair[1], name)
        more[said] = (*(more.get(said) or values.get(said, ())), pair)
    return with_pairs(values, more)
