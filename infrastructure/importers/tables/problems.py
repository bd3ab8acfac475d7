"""What can be wrong with a row, and the refusal of a file that has such rows.

Refused
└── BadRows            some rows cannot be recorded, and it was not asked to skip them
RowFaults              the cells of one row that cannot be used; it becomes row problems
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.errors import SHOWN, Refused
from domain.suggestions import near
from domain.words import either, worded

LISTED = 10


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was not recorded.

    `row` is the number that a spreadsheet shows (the header is 1). `column` and `value` are ""
    where the row as a whole is meant; a long value is cut. `asks` says that it is a changed row, of
    which somebody has to say what the change is, `unfit` that it has a text that must not be here.
    `made` is the number of the row that was made of this one and others, 0 for none.
    """

    row: int
    column: str
    value: str
    reason: str
    asks: bool = False
    unfit: bool = False
    made: int = 0

    @property
    def counted(self) -> int:
        """The number of the row as which it is counted."""
        return self.made or self.row

    def __str__(self) -> str:
        values = {"row": self.row, "reason": self.reason}
        if not self.column:
            return worded("Row {row}: {reason}", **values)
        values["column"] = self.column
        if not self.value:
            return worded("Row {row}, column {column!r}: {reason}", **values)
        values["cell"] = self.value
        return worded("Row {row}, column {column!r}, value {cell!r}: {reason}", **values)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell; `column` is "" where the row as a whole is meant.

    `asks` says that somebody has to say what a change is, `unfit` that it is a text that must not
    be here.
    """

    column: str
    value: str
    reason: str
    asks: bool = False
    unfit: bool = False

    def at(self, row: int) -> RowProblem:
        """Return the problem of this row."""
        value = self.value if len(self.value) <= SHOWN else self.value[: SHOWN - 1] + "…"
        return RowProblem(row, self.column, value, self.reason, self.asks, self.unfit)


def by_row(problems: Iterable[RowProblem]) -> dict[int, list[RowProblem]]:
    """Return problems by the number of their row."""
    found: dict[int, list[RowProblem]] = {}
    for problem in problems:
        found.setdefault(problem.row, []).append(problem)
    return found


class RowFaults(Exception):
    """Cells of one row cannot be used; never leaves this package."""

    def __init__(self, *faults: CellFault) -> None:
        super().__init__("; ".join(fault.reason for fault in faults))
        self.faults = faults


class BadRows(Refused):
    """Rows of a file cannot be recorded, so none of them was; `problems` lists them in order.

    `summary` is the sentence without the list.
    """

    def __init__(self, name: str, problems: Sequence[RowProblem]) -> None:
        rows = len({problem.counted for problem in problems})
        self.summary = (
            worded("{name}: 1 row cannot be recorded, so nothing was.", name=name)
            if rows == 1
            else worded(
                "{name}: {rows:,} rows cannot be recorded, so nothing was.", name=name, rows=rows
            )
        )
        lines = [str(self.summary), *(f"- {problem}" for problem in problems[:LISTED])]
        if len(problems) > LISTED:
            lines.append(worded("- and {more:,} more", more=len(problems) - LISTED))
        super().__init__("\n".join(lines))
        self.problems = tuple(problems)


def with_suggestion(sentence: str, value: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a sentence, and behind it the known words that look alike, or else what is said."""
    if close := near(value, known):
        words = either([*map(repr, close)])
        return worded("{sentence} Did you mean {words}?", sentence=sentence, words=words)
    return f"{sentence} {otherwise}".rstrip()
