"""What stands around a name, or above and below a table, and may say otherwise than the rows do."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.names import normal
from domain.words import Words, worded
from infrastructure.customary_names.country_names import country_names
from infrastructure.customary_names.statuses import names_end, names_observers, says_no
from infrastructure.customary_names.titles import LONGEST
from infrastructure.customary_names.to_come import names_what_is_to_come
from infrastructure.importers.answers.open_value import SKIP, OpenValue
from infrastructure.importers.rows.act_request import ACTS, member_fields
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.raw_records import Record
from infrastructure.importers.tables.table import TableRow
from infrastructure.importers.workbooks.known_references import PartyNames

BEGINS = frozenset({"join", "sign", "consent"})
"""What a row records that an end, a refusal or a wish contradicts."""
OTHERWISE = (names_end, names_observers, names_what_is_to_come, says_no)
_APART = re.compile(r"\s*[\[(,;:\N{FULLWIDTH LEFT PARENTHESIS}]|\s+[-\N{EN DASH}\N{EM DASH}]\s")


def states_in_names(
    mapped: MappedFile, rows: Sequence[tuple[TableRow, frozenset[str]]], parties: PartyNames
) -> Iterator[OpenValue]:
    """Yield each cell with a name behind which such a word stands, as in `Kenya (left in 2026)`.

    `rows` are those that record something, with the names of their acts. A cell in a column of
    members that names none is asked about in any case.
    """
    columns = _columns_of_names(mapped)
    cells: dict[tuple[str, str], list[int]] = {}
    for row, acts in rows:
        for column in () if acts.isdisjoint(BEGINS) else columns:
            cells.setdefault((column, row.cells[column]), []).append(row.number)
    for (column, cell), numbers in cells.items():
        name = _name_before(cell, parties)
        if not name or cell in mapped.mapping.cells.get(column, {}):
            continue
        if columns[column] and cell not in parties:
            continue
        yield OpenValue(
            column=column,
            value=cell,
            rows=tuple(numbers),
            question=worded(
                "{cell!r} in {column!r} ({rows}) may say that a party left, refused or is no full "
                "member, but nothing is recorded from words behind a name. Is each of these rows "
                "left out ({skip}), or recorded of {name!r}?",
                cell=cell,
                column=column,
                rows=listed(numbers),
                skip=SKIP,
                name=name,
            ),
            choices=(SKIP, name),
        )


def _columns_of_names(mapped: MappedFile) -> Mapping[str, bool]:
    """Return the columns of members and of their names, and whether each is of members."""
    columns: dict[str, bool] = {}
    for act in mapped.mapping.act:
        members = member_fields(ACTS[act.record]) if act.record in BEGINS else ()
        for name, source in act.parameters.items():
            if source.column and (name in members or (members and name == "name")):
                columns[source.column] = name in members or columns.get(source.column, False)
    return columns


def _name_before(cell: str, parties: PartyNames) -> str:
    """Return the name before such words, "" where there are none."""
    marks = () if len(cell) > LONGEST else [*_APART.finditer(cell)]
    if not marks or parties.is_official(cell) or normal(cell) in country_names().codes:
        return ""
    for found in reversed(marks):
        behind = cell[found.start() :]
        if found.start() and any(tells(behind) for tells in OTHERWISE):
            return cell[: found.start()].strip()
    return ""


def words_outside(mapped: MappedFile) -> Iterator[OpenValue]:
    """Yield each such text above or below a table that records who joined or signed."""
    column, layout = mapped.table.header[0], mapped.table.layout
    skipped = mapped.mapping.skip.get(column, ())
    if BEGINS.isdisjoint(act.record for act in mapped.mapping.act):
        return
    places: list[tuple[str, Words]] = [(mapped.table.sheet, worded("the name of the sheet"))]
    places += [(_alone(each), worded("above the table")) for each in layout.above]
    places += [(_alone(each), worded("below the table")) for each in layout.below]
    for text, where in places:
        if text and text not in skipped and any(tells(text) for tells in OTHERWISE):
            yield OpenValue(
                column=column,
                value=text,
                question=worded(
                    "{text!r} ({where}) may say of rows that they left, refused or did not sign. "
                    "If so, take them out of the file. Otherwise, is it left out itself ({skip})?",
                    text=text,
                    where=where,
                    skip=SKIP,
                ),
                choices=(SKIP,),
                is_unread=True,
            )


def _alone(record: Record) -> str:
    """Return what a row says that has a single filled cell, "" for any other."""
    filled = [cell for cell in record.cells if cell.strip()]
    return " ".join(filled[0].split()) if len(filled) == 1 else ""
