"""The words that are shown in the workbook of a member, and what they stand for."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, get_args

from domain.events.bodies import ScaleRegistered, ScaleValue
from domain.events.progress import OUTSIDE_SCALES, Evidence
from domain.names import AsSaid
from domain.words import Words, worded
from infrastructure.importers.tables.table import TableRow
from infrastructure.language import (
    Spoken,
    date_in_words,
    languages,
    speaking,
    translated,
    value_translated,
)

T = TypeVar("T")
CORRECTS = "correct_report"
ACTS_SHEET, CONTENTS_SHEET = worded("Acts"), worded("Contents")
INSTRUCTIONS_SHEET = worded("Instructions")
BESIDE = dict(
    zip(
        OUTSIDE_SCALES,
        (
            worded("Less far than it was before"),
            worded("It cannot be said how far it is"),
            worded("The commitment does not apply to us"),
        ),
        strict=True,
    )
)
STAGES = {"interim": worded("No, we will report again"), "final": worded("Yes, the last one")}
KINDS = {
    "legislation": worded("Law"),
    "policy": worded("Policy"),
    "budget": worded("Budget"),
    "data": worded("Data"),
    "report": worded("Report"),
    "media": worded("Media"),
    "other": worded("Other"),
}
STAYS = worded("Blank: it stays as it was.")
BEFORE = worded("Blank: it stays as it was. No day after the one on which it was returned.")
CHOOSE = worded("Choose one of the list.")
WHEN = worded("The day as of which you say so, such as 15 August 2026.")
LAST = worded("Blank: no.")
WHAT = worded(
    "In your own words: which law, money, service or number. Never name a person, and never "
    "describe a case."
)
HEADS = (
    worded("Kind of evidence, if any"),
    worded("Link"),
    worded("Title"),
    worded("Published on"),
)
"""The heads of the columns of evidence."""
WORDS = "words"
"""What lines with words of ours alone have in the hidden column `field`."""
_HINTS = (STAYS, BEFORE, CHOOSE, WHEN, LAST, WHAT, *HEADS)
_HINTED = frozenset({"assessment", "on", "stage", "narrative", WORDS})
"""The lines in which at most a hint stands in the last columns, by what they answer."""
assert set(KINDS) == set(get_args(Evidence.model_fields["type"].annotation))


def folded(word: str) -> str:
    """Return a word of a list as it is compared: office programs write other apostrophes."""
    return word.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def in_each_language(said: Callable[[], T]) -> list[T]:
    """Return what is said in each language, since a workbook comes back in that of its member."""
    found: list[T] = []
    for language in languages():
        with speaking(Spoken(language)):
            found.append(said())
    return found


def is_guide(sheet: str) -> bool:
    """Say whether a sheet has the name of one that says what is in the others of our workbooks."""
    guides = ACTS_SHEET, CONTENTS_SHEET, INSTRUCTIONS_SHEET
    return any(sheet in found for found in in_each_language(lambda: [*map(translated, guides)]))


def title_of(act: str, due_by: str) -> Words:
    """Return what a report is called that corrects another, or is due by a day, if any."""
    if act == CORRECTS:
        return worded("Report that was returned to you")
    if not due_by:
        return worded("Report, if you have something to say")
    return worded("Report due by {day}", day=date_in_words(due_by))


def called(heading: str, title: Words) -> Words:
    """Return what a report is called, with the commitment that it is on."""
    return worded("{commitment}: {words}", commitment=heading, words=title)


def meanings(choices: Mapping[str, str]) -> dict[str, str]:
    """Return the stored words by what people choose."""
    return {translated(label): value for value, label in choices.items()}


def levels(scale: ScaleRegistered) -> Mapping[str, str]:
    """Return what can be said of how far a member is, by the stored word.

    Labels that are the same, or differ in capitals alone, have the stored word behind them.
    """
    labels = {value.value: label_of(value) for value in scale.values}
    told = Counter(translated(label).casefold() for label in (*labels.values(), *BESIDE.values()))
    return {
        value: label if told[label.casefold()] == 1 else f"{label} ({value})"
        for value, label in labels.items()
    } | BESIDE


def label_of(value: ScaleValue) -> str:
    """Return the label of a step, in the language spoken now if it is a usual word of scales."""
    said = str(value_translated("assessment", value.label.lower()))
    return said[:1].upper() + said[1:] if isinstance(said, AsSaid) else value.label


def typed_over(rows: Iterable[TableRow]) -> Iterator[Words]:
    """Yield what stands beside an answer, where a hint was or behind it.

    These cells are locked, but not in every program.
    """
    lists = in_each_language(lambda: [*map(translated, _HINTS)])
    known = {"", *(" ".join(hint.split()) for hints in lists for hint in hints)}
    for row in rows:
        beside = [" ".join(row.cells.get(column, "").split()) for column in ("title", "day")]
        said = " ".join(words for words in beside if words not in known)
        if said and row.cells.get("field") in _HINTED:
            yield worded(
                "Row {row}: {words!r} stands beside the answer, and is not read. Move it into the "
                "cell with a border, and import the file again.",
                row=row.number,
                words=said,
            )


def list_with(word: str, choices: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the words to choose from stand for, in a language in which a word is one."""
    lists = in_each_language(lambda: meanings(choices))
    return next((m for m in lists if folded(word) in map(folded, m)), lists[0])


def meanings_in(cell: str) -> Mapping[str, str]:
    """Return what the words of a list stand for; nothing where somebody wrote over it."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
