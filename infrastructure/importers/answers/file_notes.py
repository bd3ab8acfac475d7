"""What is to be told of a file that is imported by a mapping of last month."""

from collections.abc import Iterator, Sequence

from domain.errors import Malformed
from domain.values import ImpreciseDate
from domain.words import Words, worded
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.tables.date_formats import is_date
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.table import TableRow

_LOOKED_AT = 300


def notes_on(mapped: MappedFile, new: Sequence[TableRow]) -> Iterator[Words]:
    """Yield which columns of days are not read, and which days `new` rows have by an answer.

    In our columns, there are no such columns and answers.
    """
    if mapped.mapping.use_all:
        return
    unread = [each for each in mapped.table.header if _is_unread(mapped, each)]
    if unread:
        yield worded(
            "These columns hold days, and nothing is recorded from them: {columns}. If one is new "
            "and counts, have a mapping proposed anew: import the file without --mapping.",
            columns=", ".join(map(repr, unread)),
        )
    for column, meant in mapped.mapping.cells.items():
        for cell, answer in meant.items():
            rows = [row.number for row in new if row.cells[column] == cell]
            if rows and _is_day(answer):
                yield worded(
                    "{cell!r} in {column!r} ({rows}) was taken for {day}, as was answered. If it "
                    "is another day, write that in the cell.",
                    cell=cell,
                    column=column,
                    rows=listed(rows),
                    day=answer,
                )


def _is_unread(mapped: MappedFile, column: str) -> bool:
    if column in mapped.columns or column in mapped.table.layout.hidden:
        return False
    cells = {row.cells[column] for row in mapped.rows[:_LOOKED_AT]} - {""}
    return bool(cells) and 2 * sum(map(is_date, cells)) > len(cells)


def _is_day(answer: str) -> bool:
    try:
        return ImpreciseDate.parse(answer).earliest is not None
    except Malformed:
        return False
