"""Refusals are sentences in English for people, with values for programs and other languages."""

import copy

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
from domain.words import Words, in_language, worded


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
    assert str(contradicted) == "Impossible. It stands against: one; two."
    assert contradicted.entries == ("one", "two")


def test_what_another_program_says_becomes_one_line() -> None:
    """Of a damaged file, SQLite quotes whole statements."""
    said = Unavailable.because("Nothing was recorded", ValueError("broken:\n  a\n  b.\n"))
    long = Unavailable.because("Nothing was recorded", ValueError("word " * 500))

    assert str(said) == "Nothing was recorded: broken: a b."
    assert str(long).endswith("word ….")
    assert len(str(long)) < 2 * WHY


FRENCH = {"There is no {kind} {code!r}.": "{code!r} : aucun {kind} de ce nom.", "member": "membre"}


def french(template: str) -> str:
    """Return what a catalogue with two messages gives."""
    return FRENCH.get(template, template)


def test_are_an_ordinary_text() -> None:
    """Everything that takes a text takes words, so that marking one changes nothing else."""
    said = worded("There is no {kind} {code!r}.", kind="member", code="KEN")

    assert said == "There is no member 'KEN'."
    assert f"{said}" == "There is no member 'KEN'."
    assert worded("{literally}") == "{literally}"


def test_are_said_in_another_language() -> None:
    """Values that are words are translated too, and stand where the language wants them."""
    said = worded("There is no {kind} {code!r}.", kind=worded("member"), code="KEN")

    assert in_language(said, french) == "'KEN' : aucun membre de ce nom."
    assert in_language("member", french) == "member", "a recorded text is never translated"
    assert in_language(worded("other"), french) == "other"


def test_a_refusal_keeps_its_template() -> None:
    """The domain refuses in English; the door that shows the refusal knows the language."""
    shown = str(Refused(worded("There is no {kind} {code!r}.", kind=worded("member"), code="KEN")))

    assert isinstance(shown, Words)
    assert in_language(shown, french) == "'KEN' : aucun membre de ce nom."


def test_copies_know_their_template() -> None:
    """Errors and the values of models are copied."""
    said = worded("There is no {kind} {code!r}.", kind=worded("member"), code="KEN")

    for again in (copy.copy(said), copy.deepcopy(said)):
        assert again == said
        assert in_language(again, french) == "'KEN' : aucun membre de ce nom."


def test_a_forgotten_value_is_a_mistake() -> None:
    """A sentence with a hole must not reach a person."""
    with pytest.raises(KeyError, match="code"):
        worded("There is no {kind} {code!r}.", kind="member")
