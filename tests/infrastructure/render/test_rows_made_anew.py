"""An answer of very many rows is written as one of few, and never holds many of them."""

import weakref
from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from application.model_rows import AsOf
from application.questions.asking.answer import Answer, Column, MadeAnew, Row
from domain.values import Visibility
from infrastructure.language import Spoken, speaking
from infrastructure.render.tables import AT_ONCE, FORMS, pieces, render

COLUMNS = [Column("name", "Name"), Column("standing", "Standing")]
AT = AsOf(on=date(2026, 3, 5), position=7, recorded_at=None, known="@7", audience=Visibility.PUBLIC)


def answer(rows: Sequence[Row]) -> Answer:
    return Answer(title="Many", as_of=AT, columns=COLUMNS, rows=rows, notes=["That is all."])


def made(number: int) -> Iterator[Row]:
    return ({"name": f"Row {n}\n<{n}>", "standing": "signatory", "of": [n]} for n in range(number))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [0, 1, AT_ONCE, 2 * AT_ONCE + 1])
def test_rows_made_anew_are_written_as_those_that_are_kept(
    form: str, number: int, language: str
) -> None:
    with speaking(Spoken(language, {})):
        anew = render(answer(MadeAnew(lambda: made(number))), form)
        kept = render(answer(list(made(number))), form)

    if form == "csv" and not number:
        anew, kept = anew.replace("of,", ""), kept.replace("of,", "")
    assert anew == kept


class _Row(dict[str, object]):
    """A row of which it can be seen when it is gone."""


@pytest.mark.parametrize("form", FORMS)
def test_few_rows_are_held_at_a_time(form: str) -> None:
    """However many there are."""
    held: weakref.WeakSet[_Row] = weakref.WeakSet()
    most = [0]

    def rows() -> Iterator[Row]:
        for number in range(10 * AT_ONCE):
            row = _Row(name=str(number), standing="none")
            _Row.__hash__ = object.__hash__  # type: ignore[assignment]  # to be seen
            held.add(row)
            most[0] = max(most[0], len(held))
            yield row  # type: ignore[misc]  # a dict of the same kind

    assert sum(1 for _ in pieces(answer(MadeAnew(rows)), form)) >= 10
    assert most[0] <= 2 * AT_ONCE


def test_rows_made_anew_can_be_counted_and_looked_into() -> None:
    """As any others."""
    rows, none = MadeAnew(lambda: made(3)), MadeAnew(lambda: made(0))

    assert (len(rows), bool(rows), bool(none)) == (3, True, False)
    assert rows[1] == list(made(3))[1]
    assert rows[1:] == list(made(3))[1:]
