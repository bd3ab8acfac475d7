"""How it is asked what a cell means that fits no rule, with likely answers."""

from typing import Protocol

from domain.words import Words, either, joined, worded
from infrastructure.importers.answers.open_value import NOTHING, SKIP
from infrastructure.importers.answers.words_around import question_of_code
from infrastructure.importers.tables.date_formats import is_date
from infrastructure.importers.workbooks.known_references import PartyNames

_SHOWN = 5
"""Likely answers that a question shows."""


class Asking(Protocol):
    """Asks for a cell; returns the question and likely answers, as far as they are wanted."""

    def __call__(
        self, column: str, cell: str, rows: Words, *, likely: bool
    ) -> tuple[Words, tuple[str, ...]]:
        """Ask for the `cell` of a `column`, which stands in `rows`."""
        ...


def asking_for_member(parties: PartyNames) -> Asking:
    """Return what asks for the code or name of a member."""

    def ask(column: str, cell: str, rows: Words, *, likely: bool) -> tuple[Words, tuple[str, ...]]:
        found = parties.like(cell) if likely else {}
        choices = tuple(found)[:_SHOWN]
        values = {"cell": cell, "column": column, "rows": rows}
        if states := question_of_code(values):
            return states, (SKIP, *choices)
        if not choices:
            sentence = (
                "{cell!r} in {column!r} is not the name of one member ({rows}). A new one needs "
                "a code, such as KEN."
            )
            return worded(sentence, **values), ()
        sentence = (
            "{cell!r} in {column!r} is not the name of one member ({rows}). It may be {likely}. "
            "A new one needs a code, such as KEN."
        )
        said = joined(", ", (found[each] for each in choices))
        return worded(sentence, **values, likely=said), choices

    return ask


def asking(name: str, choices: tuple[str, ...]) -> Asking:
    """Return what asks for a value of a field, or, without its name, for what the row records."""

    def ask(column: str, cell: str, rows: Words, *, likely: bool) -> tuple[Words, tuple[str, ...]]:
        del likely  # all that are known
        values = {"cell": cell, "column": column, "rows": rows}
        if name:
            sentence = "{cell!r} in {column!r} is no {name} that is known ({rows})."
            return worded(sentence, **values, name=name), choices
        sentence = (
            "{cell!r} in {column!r} is no word that asks for an act ({rows}). Does it mean "
            "{words}? Or answer {nothing}, to record nothing from it, or {skip}, to leave out its "
            "rows."
        )
        words = either(choices[:_SHOWN])
        told = worded(sentence, **values, words=words, nothing=NOTHING, skip=SKIP)
        if is_date(cell):
            told = worded(
                "{question} To keep the days of the column, delete this mapping, and import the "
                "file anew.",
                question=told,
            )
        return told, choices

    return ask
