"""Documents for people have dates in words; data, references and recorded texts stay."""

from datetime import date

import pytest

from application.questions.asking.answer import Column
from domain.values import ImpreciseDate
from domain.words import joined, worded
from infrastructure.language import Spoken, speaking
from infrastructure.render.days import cell_in_words, in_words


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("on", "2026-04-14", "14 April 2026"),
        ("value", "2026-06-01 to 2026-12-30", "1 June 2026 to 30 December 2026"),
        ("meeting", "2026-04-14", "2026-04-14"),
        ("value", "2026-04", "2026-04"),
        ("on", "since 2026-04-14", "since 2026-04-14"),
        ("on", "2022-06", "June 2022"),
        ("signed_on", "2022", "2022"),
        ("joined_on", "<=2022-10-11", "by 11 October 2022"),
        ("on", "unknown", "date not recorded"),
        ("value", "unknown", "unknown"),
        ("on", "2026-13-14", "2026-13-14"),
        ("on", None, ""),
    ],
)
def test_a_cell_that_is_a_day_has_it_in_words(key: str, value: str | None, said: str) -> None:
    """A meeting may be called by its day, and is found by that name alone."""
    assert cell_in_words(value, Column(key, "Head")) == said


def test_a_day_is_said_in_the_language_that_is_spoken_each_time() -> None:
    """What was said in one language is not remembered for another."""
    day = Column("on", "Day")

    assert cell_in_words("2026-04-14", day) == "14 April 2026"
    with speaking(Spoken("fr")):
        assert cell_in_words("2026-04-14", day) == "14 avril 2026"
    assert cell_in_words("2026-04-14", day) == "14 April 2026"


def test_a_sentence_has_its_days_in_words() -> None:
    """And not what somebody wrote, which may look like a day."""
    first = worded("Sent on {on} as {name}.", on=date(2026, 5, 1), name="2026-05-01")
    second = worded("Approved on {on}.", on=ImpreciseDate.parse("2026-10-14"))

    assert in_words(joined(" ", [first, second])) == (
        "Sent on 1 May 2026 as 2026-05-01. Approved on 14 October 2026."
    )
    assert in_words("Sent on 2026-05-01.") == "Sent on 2026-05-01."


def test_a_cell_has_the_days_of_its_sentences_in_words() -> None:
    """Notes on a member stand in one cell, and what a table says by commitment in several."""
    note = worded("limited ({on})", on=ImpreciseDate.parse("2026-05-01"))

    assert cell_in_words([note, 3], Column("notes", "")) == "limited (1 May 2026), 3"
    assert cell_in_words({"C-1": note}, Column("says", "")) == "limited (1 May 2026)"


def test_a_line_does_not_end_before_a_colon_in_french() -> None:
    """A colon at the beginning of a line is read as a mistake."""
    said = worded("{name}: {title}", name="Erewhon  Isles", title="A\nbill")

    with speaking(Spoken("fr")):
        assert cell_in_words(said, Column("what", "What")) == "Erewhon Isles\u00a0: A bill"
