"""A retried command must tell where it was recorded."""

import pytest

from application.event_store.streams import LogRow
from domain.errors import CommandAlreadyRecorded, DepositaryError


def test_names_one_position() -> None:
    """The sentence goes to a person who pressed twice."""
    error = CommandAlreadyRecorded("k", 5, 5)

    assert str(error) == "This command was recorded before, at position 5."
    assert isinstance(error, DepositaryError)


def test_names_a_range_of_positions() -> None:
    """A caller answers a retry with the positions of the first time."""
    error = CommandAlreadyRecorded("k", 5, 7)

    assert str(error) == "This command was recorded before, at positions 5 to 7."
    assert (error.key, error.first, error.last) == ("k", 5, 7)


def test_a_row_is_frozen() -> None:
    """What was read from the log is not changed by a reader."""
    row = LogRow(1, 0, "00", 1, "a.b", b"{}")

    with pytest.raises(AttributeError):
        row.position = 2  # type: ignore[misc]  # the point of the test
