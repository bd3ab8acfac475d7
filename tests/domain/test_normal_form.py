"""Texts that look the same are the same, what nobody can see is none, and none takes long."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disguise import undisguised
from domain.errors import Malformed
from domain.guard import check_text
from domain.normal_form import MOST_MARKS, normal_form


def test_what_looks_the_same_is_the_same() -> None:
    """An accent may come with its letter or behind it."""
    assert normal_form("e\u0301") == "\u00e9"


@pytest.mark.parametrize("two", ["\u0301\u0316", "\u05b1\u05b0", "\u0e39\u0e48", "\u064b\u0652"])
def test_a_letter_carries_only_so_many_marks(two: str) -> None:
    """Sorting them takes the square of their number, in whatever script they are."""
    assert normal_form("a" + two * (MOST_MARKS // 2))
    assert normal_form(f"a{two}" * MOST_MARKS)
    assert normal_form("\u2014" * 100) == "\u2014" * 100

    with pytest.raises(Malformed, match="accents on one letter"):
        normal_form("a" + two * 1_000_000)


def test_all_that_is_sorted_is_counted() -> None:
    """A mark that counts as a letter would not be looked at."""
    marks = filter(unicodedata.combining, map(chr, range(sys.maxunicode + 1)))

    assert not re.search(r"[\w\s\x00-\u02ff]", "".join(marks))


@pytest.mark.parametrize(
    "text", ["\ufeff", "\u200b\u200d", "\U000e0041", "\u2060 \u00ad", "\u3164", "\u0301", " \n"]
)
def test_refuses_a_text_of_which_nothing_is_seen(text: str) -> None:
    """A member without a name that shows would be a blank line in every table."""
    with pytest.raises(Malformed, match="nothing that anybody can see"):
        check_text(text, field="name")


@pytest.mark.parametrize("text", ["a\ufffe", "\uffff", "a\ufdd0b"])
def test_refuses_what_is_no_character(text: str) -> None:
    """A workbook with it in a cell does not open any more."""
    with pytest.raises(Malformed, match="is no character"):
        check_text(text, field="name")


@pytest.mark.parametrize("text", ["", "\ufeffAtlantis", "\u0633\u200c\u0627", "—", "…"])
def test_lets_pass_what_is_seen(text: str) -> None:
    """Invisible letters have their use within words."""
    check_text(text, field="name")


LETTERS = st.text(st.characters(categories=["L", "Zs", "P"]), max_size=300)


def plain(text: str) -> str:
    """The text as the property means it: compatibility forms count as what they stand for."""
    return unicodedata.normalize("NFKC", text)


@given(
    LETTERS.filter(lambda text: not re.search(r"[\d@:]|onion", plain(text), re.IGNORECASE))
    .filter(lambda text: not re.search(r"[\[({<]\s*at", plain(text), re.IGNORECASE))
    .filter(lambda text: undisguised(text).strip()[:1] not in {"", "-"})
)
def test_words_alone_always_pass(text: str) -> None:
    """Every finding but a spelled-out at-sign and `.onion` needs a digit, an at-sign or a colon."""
    check_text(text, field="narrative")
