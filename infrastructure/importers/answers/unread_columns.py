"""What a file says in columns from which nothing is recorded, and nobody may overlook."""

from collections.abc import Iterator

from domain.words import worded
from infrastructure.importers.answers.open_value import NOTHING, SKIP, OpenValue
from infrastructure.importers.names.statuses import says_withdrawn
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.tables.numbers_of_rows import listed


def unread_withdrawals(mapped: MappedFile) -> Iterator[OpenValue]:
    """Yield each cell by which somebody withdrew, if nothing is recorded from its column."""
    table, answered = mapped.table, mapped.mapping.cells
    for column in table.header:
        if column in mapped.read_columns or column in table.layout.hidden:
            continue
        found: dict[str, list[int]] = {}
        for row in mapped.rows:
            cell = row.cells[column]
            if says_withdrawn(cell) and cell not in answered.get(column, {}):
                found.setdefault(cell, []).append(row.number)
        for cell, rows in found.items():
            question = worded(
                "{cell!r} in {column!r} ({rows}) may say that a party withdrew, but nothing is "
                "recorded from this column. Is each of these rows recorded as its other columns "
                "say ({nothing}), or left out ({skip})?",
                cell=cell,
                column=column,
                rows=listed(rows),
                nothing=NOTHING,
                skip=SKIP,
            )
            yield OpenValue(
                column=column,
                value=cell,
                rows=tuple(rows),
                question=question,
                choices=(NOTHING, SKIP),
                is_unread=True,
            )
