"""Titles within a table, such as `Withdrawn since`, that may say otherwise than rows below do."""

from collections.abc import Iterator

from domain.words import worded
from infrastructure.customary_names.states_behind_names import denies
from infrastructure.importers.answers.open_value import SKIP, OpenValue
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.workbooks.known_references import PartyNames


def inner_titles(mapped: MappedFile, parties: PartyNames) -> Iterator[OpenValue]:
    """Yield each cell that stands alone in a row that says nothing, above rows that record.

    It is asked about where it has a word of an end, a refusal, what is to come or no full member,
    or where the header is repeated below it; `parties` have no other cells filled yet.
    """
    mapping, repeated = mapped.mapping, set(map(int, mapped.table.layout.repeated))
    silent = {row.number for row in mapped.rows if mapping.nothing.applies(row.cells)}
    last = max((row.number for row in mapped.rows if row.number not in silent), default=0)
    found: dict[tuple[str, str], list[int]] = {}
    for row in mapped.rows:
        filled = [(column, cell) for column, cell in row.cells.items() if cell]
        if row.number not in silent or len(filled) != 1 or row.number > last:
            continue
        cell = filled[0][1]
        if cell not in parties and (denies(cell) or row.number + 1 in repeated):
            found.setdefault(filled[0], []).append(row.number)
    for (column, cell), numbers in found.items():
        yield OpenValue(
            column=column,
            value=cell,
            rows=tuple(numbers),
            question=worded(
                "{cell!r} stands alone above rows that are recorded as all others ({rows}). If it "
                "says of them that they left, refused or did not sign, take them out of the file. "
                "Otherwise, is it a title that is left out itself ({skip})?",
                cell=cell,
                rows=listed(numbers),
                skip=SKIP,
            ),
            choices=(SKIP,),
            is_unread=True,
        )
