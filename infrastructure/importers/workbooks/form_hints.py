"""Hints beside the cells of a member's workbook, and what somebody wrote over them."""

from collections.abc import Iterable, Iterator

from domain.words import Words, worded
from infrastructure.importers.tables.table import TableRow
from infrastructure.importers.workbooks.form_words import in_each_language
from infrastructure.language import translated

STAYS = worded("Blank: it stays as it was.")
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
_HINTS = (STAYS, CHOOSE, WHEN, LAST, WHAT, *HEADS)
_HINTED = frozenset({"assessment", "on", "stage", "narrative", WORDS})
"""The lines in which at most a hint stands in the last columns, by what they answer."""


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
