"""What a file holds, line by line, before it is known where in it the table is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from domain.errors import Malformed
from domain.words import Words

MOST_COLUMNS = 1_000
_APART = 10_000_000
"""More than any sheet has rows."""


class RowOfSheet(int):
    """The number of a row in one of several sheets that are read as one; it shows the sheet.

    As a number it is another one than those of all other rows, and grows with sheet and row.
    """

    def __new__(cls, sheet: int, number: int, name: str) -> Self:
        """Number a row of the sheet at a place, from 0."""
        made = super().__new__(cls, sheet * _APART + number)
        made._shown = f"{number} ({name})"
        return made

    @classmethod
    def made_of(cls, row: int, number: int) -> Self:
        """Number a row that is made of another one, which is the one that is shown."""
        made = super().__new__(cls, number)
        made._shown = str(row)
        return made

    _shown: str

    def __str__(self) -> str:
        return self._shown

    def __format__(self, _: str) -> str:
        return self._shown


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file; `faults` has the reason why a cell cannot be used, by its number.

    It is `ragged` if it has another number of cells than the header.
    """

    number: int
    cells: list[str]
    faults: Mapping[int, str] = field(default_factory=dict)
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class RawRecords:
    """The records of a file or of one `sheet`, "" where there are none.

    `hidden_columns` are the places of columns that the sheet does not show, `notes` sentences on
    what was read in another way than it stands there, `unread` the other sheets that are shown.
    """

    records: Iterable[Record]
    sheet: str = ""
    hidden_columns: frozenset[int] = frozenset()
    notes: tuple[Words, ...] = ()
    unread: Sequence[str] = ()


def must_be_narrow(cells: Sequence[str], name: str) -> None:
    """Refuse a row with more cells than a table may have columns.

    Raises:
        Malformed: it has.
    """
    if len(cells) > MOST_COLUMNS and sum(map(bool, cells)) > MOST_COLUMNS:
        raise Malformed("{name} has more than {most:,} columns.", name=name, most=MOST_COLUMNS)
