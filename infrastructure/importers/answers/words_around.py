"""What stands around a name, or above and below a table, and may say otherwise than the rows do."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.names import normal
from domain.words import Words, worded
from infrastructure.customary_names.country_names import country_names
from infrastructure.customary_names.headers import is_usual, kind_of
from infrastructure.customary_names.states_behind_names import denies, name_before, tells_otherwise
from infrastructure.importers.answers.open_value import SKIP, OpenValue
from infrastructure.importers.rows.act_request import ACTS, day_fields, member_fields
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import OUTSIDE
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.raw_records import Record
from infrastructure.importers.tables.table import TableRow
from infrastructure.importers.workbooks.known_references import PartyNames

BEGINS = frozenset({"join", "sign", "consent"})
"""What a row records that an end, a refusal or a wish contradicts."""
_MEMBERS, _NUMBERED = ("member", "code"), re.compile(r" \d+$")
_LONG, _FEW, _SEVERAL = 6, 3, 2
_NOTES, _STOPS = ("*", "\N{DAGGER}", "\N{DOUBLE DAGGER}"), (".", "\N{IDEOGRAPHIC FULL STOP}")


def states_in_names(
    mapped: MappedFile, rows: Sequence[tuple[TableRow, frozenset[str]]], parties: PartyNames
) -> Iterator[OpenValue]:
    """Yield each cell with a name behind which such a word stands, as in `Kenya (left in 2026)`.

    `rows` are those that record something, with the names of their acts. A cell in a column of
    members that names none is asked about in any case, with these words.
    """
    columns = _columns_of_names(mapped)
    cells: dict[tuple[str, str], list[int]] = {}
    for row, acts in rows:
        for column in () if acts.isdisjoint(BEGINS) else columns:
            cells.setdefault((column, row.cells[column]), []).append(row.number)
    for (column, cell), numbers in cells.items():
        name = "" if parties.is_official(cell) else name_before(cell)
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
            is_unread=True,
        )


def _columns_of_names(mapped: MappedFile) -> Mapping[str, bool]:
    """Return the columns of members and of their names as they stand, and which is of members."""
    columns: dict[str, bool] = {}
    for act in mapped.mapping.act:
        members = member_fields(ACTS[act.record]) if act.record in BEGINS else ()
        for name, source in act.parameters.items():
            is_plain = source.column and not (source.map or source.patterns)
            if is_plain and source.column and members and name in (*members, "name"):
                columns[source.column] = name in members or columns.get(source.column, False)
    return columns


def question_of_code(asked: Mapping[str, object]) -> Words | None:
    """Ask for the code of a name in a `cell` with such words behind it; None where there are none.

    `asked` has its `column` and `rows`, too.
    """
    name = name_before(str(asked["cell"]))
    if not name:
        return None
    return worded(
        "{cell!r} in {column!r} ({rows}) may say that a party left, refused or is no full member. "
        "Is each of these rows left out ({skip})? Or write its code, such as KEN, to record it of "
        "{name!r}.",
        **asked,
        skip=SKIP,
        name=name,
    )


def words_outside(mapped: MappedFile, parties: PartyNames) -> Iterator[OpenValue]:
    """Yield each such text above or below a table that records who joined or signed.

    A long sentence is asked about only where it names a party of the table or a member of the body,
    or a mark before it makes it a footnote.
    """
    layout, answered = mapped.table.layout, mapped.mapping.skip.get(OUTSIDE, ())
    if BEGINS.isdisjoint(act.record for act in mapped.mapping.act):
        return
    places: list[tuple[str, Words]] = [(mapped.table.sheet, worded("the name of the sheet"))]
    places += [(each, worded("above the table")) for each in _texts(layout.above)]
    places += [(each, worded("below the table")) for each in _texts(layout.below)]
    named = _named_in_rows(mapped)

    def names_nobody(text: str) -> bool:
        return not any(each in named or parties.is_official(each) for each in _phrases(text))

    told = {
        text: where
        for text, where in places
        if denies(text) and not (_is_remark(text) and names_nobody(text))
    }
    heads = filter(tells_otherwise, _heads(mapped))
    told |= dict.fromkeys(heads, worded("the head of a column"))
    for text, where in told.items():
        if text not in answered:
            yield OpenValue(
                column=OUTSIDE,
                value=text,
                question=worded(
                    "{text!r} ({where}) may say of rows that they left, refused or did not sign. "
                    "If so, take them out of the file. Otherwise, answer {skip}: nothing is "
                    "recorded from these words.",
                    text=text,
                    where=where,
                    skip=SKIP,
                ),
                choices=(SKIP,),
                is_unread=True,
            )


def _is_remark(text: str) -> bool:
    """Say whether a text is a long sentence, and no title or footnote."""
    is_long = len(text.split()) > _LONG and not text.startswith(_NOTES)
    return is_long and text.endswith(_STOPS)


def _named_in_rows(mapped: MappedFile) -> frozenset[str]:
    """Return the names of the parties of all rows, as they are compared."""
    columns = {*_columns_of_names(mapped)}
    columns |= {column for column in mapped.table.header if kind_of(column) in _MEMBERS}
    return frozenset(normal(row.cells[each]) for row in mapped.rows for each in columns) - {""}


def _phrases(text: str) -> Iterator[str]:
    """Yield all words of a text, as they are compared, and a few that follow each other."""
    words = normal(text).split()
    for first in range(len(words)):
        for last in range(first + 1, min(first + _LONG, len(words)) + 1):
            yield " ".join(words[first:last])


def tables_beside(
    mapped: MappedFile, rows: Sequence[tuple[TableRow, frozenset[str]]], parties: PartyNames
) -> Iterator[OpenValue]:
    """Yield each column that is not read and names other parties than its rows do.

    Two tables side by side are read as one, and what is said of one party is recorded of another.
    """
    answered = mapped.mapping.skip.get(OUTSIDE, ())
    members = [name for name, is_member in _columns_of_names(mapped).items() if is_member]
    for column in mapped.table.header if members else ():
        is_of_members = kind_of(_NUMBERED.sub("", column)) in _MEMBERS or tells_otherwise(column)
        if column in mapped.read_columns or column in answered or not is_of_members:
            continue
        said = {(row.cells[column], row.cells[members[0]]) for row, _ in rows}
        beside = [(cell, member) for cell, member in said if cell]
        if len(beside) < _SEVERAL or not any(_are_two(*each, parties) for each in beside):
            continue
        if all(cell in parties for cell, _ in beside):
            yield OpenValue(
                column=OUTSIDE,
                value=column,
                question=worded(
                    "{column!r} names other parties than its rows do, and is not read. If two "
                    "tables stand side by side, give each a sheet of its own. Otherwise, answer "
                    "{skip}: nothing is recorded from this column.",
                    column=column,
                    skip=SKIP,
                ),
                choices=(SKIP,),
                is_unread=True,
            )


def _are_two(cell: str, other: str, parties: PartyNames) -> bool:
    """Say whether two cells name two parties; of a code and a name of our own, nobody knows."""
    one, another = map(country_names().country_of_party, (cell, other))
    if one and another:
        return one != another
    both_official = parties.is_official(cell) and parties.is_official(other)
    return both_official and normal(cell) != normal(other)


def _heads(mapped: MappedFile) -> Iterator[str]:
    """Yield the heads of the columns of members, names and days of such acts."""
    for act in mapped.mapping.act:
        kind = ACTS[act.record]
        about = (*member_fields(kind), *day_fields(kind), "name")
        for name, source in act.parameters.items():
            column = source.column
            if act.record in BEGINS and name in about and column and not is_usual(column):
                yield column


def _texts(records: Sequence[Record]) -> Iterator[str]:
    """Yield what stands in rows that have few filled cells."""
    for record in records:
        filled = [" ".join(cell.split()) for cell in record.cells if cell.strip()]
        yield from filled if len(filled) <= _FEW else ()
