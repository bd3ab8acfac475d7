"""Maps and sequences that share nearly all with those that they were made from.

What is newer lies in a layer above what is older. A layer is joined with the one below where that
has few in it, or less than twice as many. So there are few layers, and what is added one by one
is copied only as often as the whole can be halved.
"""

from collections.abc import Callable, Iterator, Mapping, Sized, ValuesView
from dataclasses import dataclass
from typing import TypeVar

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


def with_pairs(known: Mapping[K, V], new: Mapping[K, V]) -> Mapping[K, V]:
    """Return a map with more keys, or other values; the given one stays as it is.

    Keys are in the order in which they came.
    """
    below = known.layers if isinstance(known, _LayeredMap) else (known,)
    layers = with_layer(below, new, lambda lower, higher: {**lower, **higher})
    return _LayeredMap(layers) if len(layers) > 1 else layers[0]


@dataclass(frozen=True, slots=True, eq=False)
class _LayeredMap(Mapping[K, V]):
    """A map in layers: the highest with a key says its value. To go through it joins them."""

    layers: tuple[Mapping[K, V], ...]

    def __getitem__(self, key: K) -> V:
        for layer in reversed(self.layers):
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(self._joined())

    def __iter__(self) -> Iterator[K]:
        return iter(self._joined())

    def values(self) -> ValuesView[V]:
        return self._joined().values()

    def _joined(self) -> dict[K, V]:
        whole: dict[K, V] = {}
        for layer in self.layers:
            whole.update(layer)
        return whole
