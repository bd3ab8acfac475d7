"""What a file holds, line by line, before it is known where in it the table is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.words import Words


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
