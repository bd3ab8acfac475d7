"""Articles are the items of a text; what may be no part of the last one is told apart."""

import pytest

from domain.errors import Malformed
from domain.texts.numbered import numbered

WORDS = "Title\n\nThe members agree:\n\n{one}\n\nData are kept.\n\n{two}\n\nData are shared.\n\n"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Article 1", "Article 2"),
        ("ARTICLE 1.", "ARTICLE 2."),
        ("## Article 1", "## Article 2"),
        ("**Artikel 1**", "**Artikel 2**"),
        ("Article premier", "Article 2"),
        ("Article 1er", "Article 2"),
        ("Artículo 1", "Artículo 2"),
        ("Article I", "Article II"),
        ("**ARTICLE I**.", "**ARTICLE II**."),
    ],
)
def test_given_articles_when_read_then_they_are_the_items(one: str, two: str) -> None:
    """Notes at the foot are no commitments, and are told as left out."""
    found = numbered(WORDS.format(one=one, two=two) + "1 Of lakes.\n\n2 Of rivers.")

    assert found.preamble == "Title\n\nThe members agree:"
    assert found.items == [("1", "Data are kept."), ("2", "Data are shared.")]
    assert found.left_out == ["1 Of lakes.\n\n2 Of rivers."]


def test_given_titles_and_numbers_in_articles_when_read_then_they_belong_to_them() -> None:
    """A title may stand on the line of its number."""
    words = WORDS.format(one="Article 1 \N{EN DASH} Aim", two="Article 2: Use")
    found = numbered(f"{words}1. Now.\n\n2. Then.\n\nDone here.")

    assert found.items == [
        ("1", "Aim Data are kept."),
        ("2", "Use Data are shared. 1. Now. 2. Then."),
    ]
    assert found.left_out == ["Done here."]


def test_given_articles_that_are_only_named_when_read_then_numbers_are_the_items() -> None:
    """A line may begin with the name of an article by chance."""
    found = numbered("By\nArticle 1 of the Pact\nArticle 2 of it\n\n1. We act.\n\n2. We share.\n")

    assert found.items == [("1", "We act."), ("2", "We share.")]


def test_given_an_article_twice_when_read_then_it_is_refused() -> None:
    """Nobody would know which one is meant."""
    where = "The number 1 occurs twice in the text, before “Data are kept.” and “Data are shared.”"
    with pytest.raises(Malformed, match=where):
        numbered(WORDS.format(one="Article 1", two="Article 1"))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_given_words_behind_a_list_when_read_then_they_are_told_apart(gap: str) -> None:
    """They may be a final clause."""
    found = numbered(f"1. One\n\ngoes on.\n\n2. These:{gap}(a) this;{gap}(b) that.{gap}It is open.")

    assert found.items[1] == ("2", "These: (a) this; (b) that. It is open.")
    assert found.within_last == "It is open."


def test_given_roman_numbers_when_read_then_they_are_told_in_digits() -> None:
    """Charters have them; a reference ends with digits."""
    words = "".join(f"Article {each}\n\nWe act.\n\n" for each in ("I", "IV", "IX", "XIV", "XL"))

    assert [number for number, _ in numbered(words).items] == ["1", "4", "9", "14", "40"]


def test_given_a_second_paragraph_of_the_last_article_when_indented_then_it_is_in_it() -> None:
    """A note says how, where it is in none."""
    words = WORDS.format(one="Article 1", two="Article 2")

    assert numbered(f"{words}They report.\n").left_out == ["They report."]
    assert numbered(f"{words}  They report.\n").items[-1] == (
        "2",
        "Data are shared. They report.",
    )
