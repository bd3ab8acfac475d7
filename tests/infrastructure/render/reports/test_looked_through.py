"""Every form of every document is looked through for what no reader should meet."""

from collections.abc import Iterator, Mapping

import pytest

from application.reports.document import Report
from infrastructure.render.forms import render
from tests.infrastructure.render.reports.every import EVERY
from tests.infrastructure.render.reports.looked_through import (
    PAPER,
    READ,
    broken_words,
    empty_parts,
    faults,
    lonely_figures,
    smallest_letters,
)
from tests.often import every

FOR_AUDITORS = ("audit",)
"""Documents whose readers look at entries, codes and digests."""


QUICK = [
    pytest.param(name, marks=pytest.mark.slow if number % every(4) else ())
    for number, name in enumerate(name for name in EVERY if name not in FOR_AUDITORS)
]


def pairs() -> Iterator[object]:
    """Yield each document with each form, a fifth of them for the quick tests."""
    names = [name for name in EVERY if name not in FOR_AUDITORS]
    for number, name in enumerate(names):
        for place, form in enumerate(PAPER, number):
            marks = pytest.mark.slow if place % every(5) else ()
            yield pytest.param(name, form, id=f"{name}-{form}", marks=marks)


@pytest.mark.parametrize(("name", "form"), [*pairs()])
def test_has_nothing_that_is_for_programs(name: str, form: str, made: Mapping[str, Report]) -> None:
    """Names, days in words, and each banner once: a minister has never seen this program."""
    assert [*faults(made[name], form)] == []


@pytest.mark.parametrize("name", EVERY)
def test_has_no_part_that_says_nothing(name: str, made: Mapping[str, Report]) -> None:
    """And no bar without silence and without all that are bound."""
    assert [*empty_parts(made[name])] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*QUICK])
def test_has_letters_in_tables_of_word_that_can_be_read(
    name: str, made: Mapping[str, Report]
) -> None:
    """A table with three days is not set in letters of seven points."""
    assert smallest_letters(made[name]) >= 8


@pytest.mark.parametrize("name", [name for name in EVERY if name not in FOR_AUDITORS])
def test_says_of_how_many(name: str, made: Mapping[str, Report]) -> None:
    """“3 reported” is good news of three, and bad news of eighteen."""
    assert [*lonely_figures(made[name])] == []


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize("name", QUICK)
def test_breaks_no_word_in_a_table(name: str, made: Mapping[str, Report]) -> None:
    """“Decisio/n” is no word."""
    assert [*broken_words(made[name], READ["pdf"](render(made[name], "pdf")))] == []
