"""Tests of `domain.grouping`."""

from domain.grouping import grouped


def test_keeps_keys_and_values_in_their_order() -> None:
    """Answers list groups as they were met, so that two runs say the same."""
    pairs = iter([("KEN", 2), ("ATL", 1), ("KEN", 1)])

    found = grouped(pairs)

    assert list(found.items()) == [("KEN", [2, 1]), ("ATL", [1])]


def test_groups_nothing() -> None:
    assert grouped(iter(())) == {}
