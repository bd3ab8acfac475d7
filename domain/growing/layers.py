"""Maps and sequences that share nearly all with those that they were made from.

What is newer lies in a layer above what is older. A layer is joined with the one below where that
has few in it, or less than twice as many. So there are few layers, and what is added one by one
is copied only as often as the whole can be halved.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized, ValuesView
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import TypeAlias, TypeVar

K = TypeVar("K")
V = TypeVar("V")
Layer = TypeVar("Layer", bound=Sized)

FEW = 64
"""How many are copied sooner than looked for in one more layer."""


def with_layer(
    layers: tuple[Layer, ...], new: Layer, join: Callable[[Layer, Layer], Layer]
) -> tuple[Layer, ...]:
    """Return layers, the oldest first, with what is new; `join` makes one of a lower and a higher.

    The given layers stay as they are.
    """
    left = len(layers)
    while left and len(layers[left - 1]) < max(FEW, 2 * len(new)):
        left -= 1
        new = join(layers[left], new)
    return (*layers[:left], new)


@dataclass(frozen=True, slots=True)
class LayeredItems(Iterable[V]):
    """A sequence in layers, to be gone through."""

    layers: tuple[tuple[V, ...], ...]

    def __iter__(self) -> Iterator[V]:
        """Yield what is in all layers, in turn."""
        return chain.from_iterable(self.layers)


Items: TypeAlias = tuple[V, ...] | LayeredItems[V]


def with_items(known: Items[V], new: tuple[V, ...]) -> Items[V]:
    """Return a sequence with more at its end; the given one stays as it is."""
    below = known.layers if isinstance(known, LayeredItems) else (known,)
    layers = with_layer(below, new, add)
    return layers[0] if len(layers) == 1 else LayeredItems(layers)


def with_pairs(known: Mapping[K, V], new: Mapping[K, V]) -> Mapping[K, V]:
    """Return a map with more keys, or other values; the given one stays as it is.

    Keys are in the order in which they came.
    """
    below = known.layers if isinstance(known, _LayeredMap) else (known,)
    layers = with_layer(below, new, _joined)
    if len(layers) == 1:
        return layers[0]
    return _LayeredMap(layers, len(known) + sum(key not in known for key in new))


def _joined(lower: Mapping[K, V], higher: Mapping[K, V]) -> Mapping[K, V]:
    return {**lower, **higher}


@dataclass(frozen=True, slots=True, eq=False)
class _LayeredMap(Mapping[K, V]):
    """A map in layers: the highest with a key says its value. `length` is the number of keys."""

    layers: tuple[Mapping[K, V], ...]
    length: int

    def __getitem__(self, key: K) -> V:
        for layer in reversed(self.layers):
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in layer for layer in self.layers)

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[K]:
        return chain.from_iterable(self.parts())

    def values(self) -> ValuesView[V]:
        return _LayeredValues(self)

    def parts(self) -> tuple[Mapping[K, V], ...]:
        """Return maps of which no two have a key, in order."""
        if self.length == sum(map(len, self.layers)):
            return self.layers
        whole: dict[K, V] = {}
        for layer in self.layers:
            whole.update(layer)
        return (whole,)


class _LayeredValues(ValuesView[V]):
    """The values of a map in layers, which are not looked for one by one."""

    def __init__(self, of: _LayeredMap[K, V]) -> None:
        super().__init__(of)
        self._parts = of.parts

    def __iter__(self) -> Iterator[V]:
        return chain.from_iterable(part.values() for part in self._parts())
