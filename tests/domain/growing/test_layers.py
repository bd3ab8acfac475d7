"""Maps and sequences in layers: what they are made of, and how much is copied."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from domain.growing.layers import FEW, with_layer, with_pairs

parts = st.lists(st.dictionaries(st.integers(0, 200), st.integers(), max_size=80), max_size=8)


@given(parts)
def test_a_map_in_layers_says_what_one_dict_would(parts: list[dict[int, int]]) -> None:
    """Also in which order, and each state of it for ever."""
    known: Mapping[int, int] = {}
    said, states = dict[int, int](), list[tuple[Mapping[int, int], dict[int, int]]]()
    for part in parts:
        known = with_pairs(known, part)
        said |= part
        states.append((known, dict(said)))

    for state, dictionary in states:
        assert list(state.items()) == list(dictionary.items())
        assert list(state.values()) == list(dictionary.values())
        assert len(state) == len(dictionary)
        for key in range(201):
            assert (key in state, state.get(key)) == (key in dictionary, dictionary.get(key))


def test_what_is_added_one_by_one_is_copied_as_often_as_the_whole_can_be_halved() -> None:
    """And the layers stay few, so that what is in one of them is soon found."""
    copied, layers = 0, tuple[tuple[int, ...], ...]()

    def join(lower: tuple[int, ...], higher: tuple[int, ...]) -> tuple[int, ...]:
        nonlocal copied
        copied += len(lower) + len(higher)
        return (*lower, *higher)

    number = 10_000
    for each in range(number):
        layers = with_layer(layers, (each,), join)

    assert [each for layer in layers for each in layer] == list(range(number))
    assert len(layers) <= number.bit_length()
    assert copied <= number * (FEW + number.bit_length())
