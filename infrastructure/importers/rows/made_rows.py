"""Rows in our columns that are made of a sheet of another shape, such as one of votes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from infrastructure.importers.tables.problems import CellFault, RowProblem
from infrastructure.importers.tables.raw_records import RowOfSheet
from infrastructure.importers.tables.table import ROW_LIMIT, FilledCells, InputTable, TableRow

_MADE = 10 * ROW_LIMIT
"""Where several rows are made of one, their numbers begin here, so that each is another one."""


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row in our columns, the row that it was made of, and where each value stands there.

    `shown` has values as people see them, where they are written in another way there. `parts` is
    where each member stands of those that are a list in one value.
    """

    cells: Mapping[str, str]
    row: int
    places: Mapping[str, tuple[int, str]]
    shown: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeRows:
    """Rows in our columns, and where in the sheet that they were made of each value stands."""

    table: InputTable
    made: Mapping[int, MadeRow] = field(default_factory=dict)
    """By the number that a row has in the table."""

    def shown(self, problem: RowProblem) -> RowProblem:
        """Return a problem with the row, the column and the value that people see."""
        if (made := self.made.get(problem.row)) is None:
            return problem
        place = made.places.get(problem.column, (made.row, ""))
        row, column = made.parts.get(problem.value, place)
        value = made.shown.get(problem.column, problem.value)
        fault = CellFault(column, value, problem.reason, problem.asks, problem.unfit)
        return replace(fault.at(row), made=problem.row)


def made_of(
    table: InputTable, names: Sequence[str], made: Sequence[MadeRow], problems: Iterable[RowProblem]
) -> MadeRows:
    """Return a table of these columns, with what was wrong in the sheet that it was made of."""
    numbers = [each.row for each in made]
    if len(set(numbers)) < len(numbers):
        numbers = [RowOfSheet.made_of(each.row, _MADE + n) for n, each in enumerate(made)]
    rows = tuple(
        TableRow(number, FilledCells((name, c) for name in names if (c := each.cells.get(name))))
        for number, each in zip(numbers, made, strict=True)
    )
    changed = replace(table, header=tuple(names), rows=rows, problems=(*table.problems, *problems))
    return MadeRows(changed, dict(zip(numbers, made, strict=True)))
