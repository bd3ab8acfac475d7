"""What of a sheet of a meeting cannot be recorded, since a row or a cell of it cannot be used.

An attendance without one of its rows, or a vote without one of its ballots, would be another one.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from application.declarations.text_parsing import hour_in
from domain.words import worded
from infrastructure.importers.tables.header_rows import PROBLEM, VOTES
from infrastructure.importers.tables.problems import CellFault, RowProblem, with_suggestion
from infrastructure.importers.tables.table import InputTable, TableRow
from infrastructure.importers.tables.workbooks import UNDER_MERGED

_ANY_MEETING = worded("This row may be of any meeting of the sheet, so none is recorded.")
_NO_MEETING = worded(
    "There is no such meeting, so this row may be of any of the sheet, and none is recorded."
)
_ANY_DECISION = worded("This row may be of any decision of the sheet, so none is recorded.")
_HOUR = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:hH][0-5]\d(?!\d)")
_YEAR = re.compile(r"\d{4}")
_NOT_READ = worded(
    "Hours in this column are not read. If the member came or left then, call the column came or "
    "left; otherwise take it out of the file."
)


def hours_not_read(rows: Iterable[TableRow], columns: Iterable[str]) -> Iterator[RowProblem]:
    """Yield a problem for each hour in columns that are not read: a member may have left then.

    An hour behind a day, as of a registration, is none of the meeting.
    """
    for column in columns:
        for row in rows:
            cell = row.cells[column]
            is_hour = hour_in(cell) != cell and not cell.replace(".", "").isdigit()
            if is_hour or (_HOUR.search(cell) and not _YEAR.search(cell)):
                yield CellFault(column, cell, _NOT_READ).at(row.number)


@dataclass(frozen=True, slots=True)
class BadParts:
    """All rows of a sheet, in order, and the columns that cannot be used of some, by number.

    The column "" is the row as a whole.
    """

    rows: Sequence[TableRow]
    columns: Mapping[int, Collection[str]]

    @classmethod
    def of(cls, table: InputTable, more: Iterable[RowProblem]) -> "BadParts":
        """Return those of a table in whose good rows there are more problems."""
        columns: dict[int, set[str]] = {}
        for each in (*table.problems, *more):
            # the value of merged cells stands in the first of them, which is no bad one
            also = [VOTES] if each.reason == UNDER_MERGED else []
            columns.setdefault(each.row, set()).update([each.column, *also])
        return cls(table.every_row, columns)

    def said(self) -> list[TableRow]:
        """Return the rows of attendance that say something, and not only the name of a member."""
        named = {"member", PROBLEM}
        return [row for row in self.rows if {*row.cells, *self._of(row)} - named]

    def of_any_meeting(self, convened: Collection[str]) -> list[RowProblem]:
        """Return a problem for each row of which it is not known of which meeting it is.

        That is so of a meeting that nobody convened, too, where others of the sheet are `convened`.
        """
        rows, found = self.said(), list[RowProblem]()
        some = any(row.cells["meeting"] in convened for row in rows)
        for row in rows:
            meeting = row.cells["meeting"]
            if not meeting or {"", "meeting"}.intersection(self._of(row)):
                found.append(CellFault("meeting", meeting, _ANY_MEETING).at(row.number))
            elif some and meeting not in convened:
                reason = with_suggestion(_NO_MEETING, meeting, convened)
                found.append(CellFault("meeting", meeting, reason).at(row.number))
        return found

    def of_any_decision(self) -> list[RowProblem]:
        """Return a problem for each row of which no cell is known to be of a decision."""
        return [
            CellFault("", "", _ANY_DECISION).at(row.number)
            for row in self.rows
            if "" in self._of(row)
        ]

    def spoiled(self, decisions: Collection[str]) -> set[str]:
        """Return the decisions of which some row or cell may be that cannot be used."""
        named, spoiled = {*decisions}, set[str]()
        for row in self.rows:
            bad = {*self._of(row)}
            spoiled |= named if "" in bad else named & bad
            if not bad <= named:
                spoiled |= named & row.cells.keys()
        return spoiled

    def _of(self, row: TableRow) -> Collection[str]:
        return self.columns.get(row.number, ())
