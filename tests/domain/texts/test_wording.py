"""What a file says becomes commitments: one a number, one a text, or its title."""

import pytest

from domain.errors import Malformed
from domain.texts.wording import LONGEST, commitments_in, comparable, text_digest, wording_of
from domain.values import LegalNature

POLITICAL, TREATY = LegalNature.POLITICAL, LegalNature.TREATY
NUMBERED = "We gather.\n\n1. We will act.\n   Soon.\n\n2.1) We will meet.\n"


def test_each_number_of_a_political_text_is_a_commitment() -> None:
    """Up to the next number, whatever the lines."""
    assert commitments_in("M", "Mission", POLITICAL, NUMBERED) == [
        ("M-1", "We will act. Soon."),
        ("M-2.1", "We will meet."),
    ]


@pytest.mark.parametrize("wording", [None, " We act.\n", "Adopted in\n2024. We act."])
def test_a_political_text_without_numbers_has_none(wording: str | None) -> None:
    """Nobody should sign a title, or a whole page as one promise, without having said so."""
    assert not commitments_in("M", "Mission", POLITICAL, wording)


@pytest.mark.parametrize("nature", LegalNature)
def test_a_text_is_one_commitment_where_that_is_said(nature: LegalNature) -> None:
    """Under the reference of the text itself, whatever is numbered in it."""
    found = commitments_in("M", "Mission", nature, NUMBERED, as_one=True)

    assert found == [("M", NUMBERED.strip())]


def test_a_treaty_is_one_whatever_is_numbered_in_it() -> None:
    """A state consents to all of it."""
    assert commitments_in("T", "Treaty", TREATY, NUMBERED) == [("T", NUMBERED.strip())]


@pytest.mark.parametrize("wording", [None, "x" * (LONGEST + 1)])
def test_what_is_no_text_or_very_long_is_called_by_its_title(wording: str | None) -> None:
    """Its file is bound by a digest all the same."""
    assert commitments_in("T", "Treaty", TREATY, wording) == [("T", "Treaty")]
    assert commitments_in("T", "Treaty", TREATY, "x" * LONGEST) == [("T", "x" * LONGEST)]


def test_a_long_text_with_numbers_has_its_commitments() -> None:
    """A long preamble takes no promise away."""
    wording = f"{'x' * LONGEST}\n\n1. We will act.\n"

    assert commitments_in("M", "Mission", POLITICAL, wording) == [("M-1", "We will act.")]


def test_no_number_is_there_twice() -> None:
    """Two promises under one reference could not be told apart."""
    with pytest.raises(Malformed, match="The number 1 occurs twice"):
        commitments_in("M", "Mission", POLITICAL, f"{NUMBERED}\n1. Again.\n")


def test_a_file_is_read_the_same_on_each_system() -> None:
    """A byte order mark and the ends of lines are no words."""
    assert wording_of(b"\xef\xbb\xbfOne\r\nTwo\rThree") == "One\nTwo\nThree"
    assert text_digest("One\r\nTwo") == text_digest("One\nTwo")
    assert text_digest("e\u0301") == text_digest("\u00e9")


@pytest.mark.parametrize("content", [b"%PDF\x00", b"na\xefve"])
def test_what_is_no_plain_text_has_no_wording(content: bytes) -> None:
    """A PDF is bound byte for byte alone."""
    assert wording_of(content) is None


def test_signs_of_lists_are_no_words_but_a_minus_is_one() -> None:
    """The signs differ between forms of one text."""
    assert comparable("# A\n- b -\n\N{BULLET} c --- 5") == ["A", "b", "c", "5"]
    assert comparable("by - 5 %") == ["by", "-", "5", "%"]
