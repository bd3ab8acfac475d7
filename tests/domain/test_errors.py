"""Refusals are sentences for people, and carry the values for programs."""

import pytest

from domain.errors import (
    SHOWN,
    WHY,
    CommandAlreadyRecorded,
    Contradicted,
    Malformed,
    Refused,
    Unavailable,
    UnknownReference,
)


def test_what_was_given_is_shown_shortened() -> None:
    """Somebody may have pasted a whole file."""
    short, long = Malformed.expected("a date", "June"), Malformed.expected("a date", "x" * 500)

    assert str(short) == "Expected a date, not 'June'."
    assert str(long) == f"Expected a date, not '{'x' * (SHOWN - 2)}…."


def test_an_unknown_reference_names_what_looks_alike() -> None:
    """A hint is only given where there is one."""
    plain = UnknownReference("member", "ATLL")
    hinted = UnknownReference("member", "ATLL", ["ATL", "ATM"])

    assert str(plain) == "There is no member 'ATLL' in this register."
    assert str(hinted).endswith("Did you mean ATL or ATM?")
    assert str(UnknownReference("member", "ATL", ["ATL"])) == str(plain).replace("ATLL", "ATL")
    assert (hinted.kind, hinted.reference, hinted.near) == ("member", "ATLL", ("ATL", "ATM"))


@pytest.mark.parametrize(
    ("first", "last", "where"), [(3, 3, "position 3"), (3, 5, "positions 3 to 5")]
)
def test_a_repeated_command_says_where_it_was_recorded(first: int, last: int, where: str) -> None:
    """Whoever sent it twice wants to see the one record."""
    repeated = CommandAlreadyRecorded("k-1", first, last)

    assert str(repeated) == f"This command was recorded before, at {where}."
    assert (repeated.key, repeated.first, repeated.last) == ("k-1", first, last)


def test_a_contradiction_is_a_refusal_with_entries() -> None:
    """Doors catch one base."""
    contradicted = Contradicted("Impossible.", ["one", "two"])

    assert isinstance(contradicted, Refused)
    assert str(contradicted) == "Impossible. Conflicts with one and two."
    assert contradicted.entries == ("one", "two")


def test_what_another_program_says_becomes_one_line() -> None:
    """Of a damaged file, SQLite quotes whole statements."""
    said = Unavailable.because("Nothing was recorded", ValueError("broken:\n  a\n  b.\n"))
    long = Unavailable.because("Nothing was recorded", ValueError("word " * 500))

    assert str(said) == "Nothing was recorded: broken: a b."
    assert str(long).endswith("word ….")
    assert len(str(long)) < 2 * WHY
