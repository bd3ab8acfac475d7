"""Words are ordinary texts in English, and can be said in another language later."""

import copy

import pytest

from domain.errors import Refused
from domain.words import Words, in_language, joined, listed, worded

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


def test_words_of_a_list_are_translated_one_by_one() -> None:
    """A remark of two marks is a list, and its separator is no word."""
    said = joined("; ", [worded("member"), "KEN"])

    assert (said, in_language(said, french)) == ("member; KEN", "membre; KEN")
    assert joined("; ", []) == ""


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


def test_a_list_in_a_sentence_ends_with_and() -> None:
    """And each of its words is translated by itself."""
    said = listed(["KEN", worded("member"), "ATL"])

    assert (said, listed(["A", "B"]), listed(["A"]), listed([])) == (
        "KEN, member and ATL",
        "A and B",
        "A",
        "",
    )
    assert in_language(said, lambda text: "Mitglied" if text == "member" else text) == (
        "KEN, Mitglied and ATL"
    )
