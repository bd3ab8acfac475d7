"""Texts that look the same are the same, and no text stops the machine."""

import pytest

from domain.errors import Malformed
from domain.normal_form import MOST_MARKS, normal_form


def test_what_looks_the_same_is_the_same() -> None:
    """An accent may come with its letter or behind it."""
    assert normal_form("e\u0301") == "\u00e9"


def test_a_letter_carries_only_so_many_marks() -> None:
    """Sorting them takes the square of their number."""
    assert normal_form("a" + "\u0301" * MOST_MARKS)

    with pytest.raises(Malformed, match="accents on one letter"):
        normal_form("a" + "\u0301\u0316" * 1_000_000)
