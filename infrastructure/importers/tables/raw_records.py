"""What a file holds, line by line, before it is known where in it the table is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from domain.words import Words, worded

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
    what was read in another way than it stands there.
    """

    records: Iterable[Record]
    sheet: str = ""
    hidden_columns: frozenset[int] = frozenset()
    notes: tuple[Words, ...] = ()


def together(sheets: Sequence[RawRecords]) -> RawRecords:
    """Return the rows of sheets of which each has our columns, as those of one with all of them."""
    if len(sheets) == 1:
        return sheets[0]
    tables = [list(each.records) for each in sheets]
    headers = [table[0].cells for table in tables]
    names = list(dict.fromkeys(filter(None, (cell for header in headers for cell in header))))
    rows = [
        _moved(record, header, names, RowOfSheet(place, record.number, sheets[place].sheet))
        for place, (header, table) in enumerate(zip(headers, tables, strict=True))
        for record in table[1:]
    ]
    read = worded("Read as one: sheets {sheets}.", sheets=", ".join(s.sheet for s in sheets))
    notes = (read, *(note for each in sheets for note in each.notes))
    return RawRecords([Record(1, names), *rows], notes=notes)


def _moved(record: Record, header: Sequence[str], names: Sequence[str], number: int) -> Record:
    """Return a row with its cells under the names; one with a cell under none is ragged."""
    cells = dict.fromkeys(names, "")
    cells |= {name: cell for name, cell in zip(header, record.cells, strict=False) if name}
    beside = any(cell for name, cell in zip(header, record.cells, strict=False) if not name)
    places = {name: place for place, name in enumerate(names)}
    faults = {places[header[n]]: why for n, why in record.faults.items() if header[n] in places}
    return Record(number, [*cells.values()], faults, ragged=beside)
