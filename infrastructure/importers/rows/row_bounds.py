"""Bounds what all rows of a file ask for: time for patterns and in all, memory, and entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

from domain.errors import Malformed
from infrastructure.files.bounded_work import bounded_work
from infrastructure.importers.tables.table import InputTable, TableRow

_FOR_ALL, _FOR_CHARACTER = 10.0, 12e-6  # seconds; the patterns of people take far less
SECONDS, SECONDS_PER_CHARACTER = 120.0, 30e-6
"""Time of the processor for all rows: what the most entries take on a slow machine, and more."""
MEMORY, MEMORY_PER_CHARACTER = 2_000_000_000, 200
FURTHER_ENTRIES = 200_000
"""What a file may make beyond one entry for each filled cell, in all attempts to record its rows.

One signature of a text is an entry on each of its commitments: this is 400 members and 500 of them.
"""


class PatternTime:
    """The seconds of the processor that patterns may still take."""

    def __init__(self) -> None:
        self.seconds = _FOR_ALL

    def allow(self, table: InputTable) -> None:
        """Let patterns take the time that they may on a table, from now on."""
        self.seconds = _FOR_ALL + _size(table) * _FOR_CHARACTER

    @contextmanager
    def used(self) -> Iterator[None]:
        """Count the time that a pattern is tried.

        Raises:
            Malformed: no time is left.
        """
        refusal = Malformed(
            "The patterns of the mapping take too long on the rows of this file: use fewer, with "
            "fewer repeats (*, +)."
        )
        if self.seconds <= 0:
            raise refusal
        began = process_time()
        with bounded_work(refusal, self.seconds):
            yield
        self.seconds -= process_time() - began


PATTERN_TIME = PatternTime()
"""That of this process, which reads one file at a time."""


class EntryCount:
    """Counts what the rows of one file make beyond an entry for each of their filled cells."""

    def __init__(self, table: InputTable) -> None:
        self._name, self._further = table.name, 0

    def add(self, row: TableRow, entries: int) -> None:
        """Count what one row made, also where that was taken back.

        Raises:
            Malformed: the rows so far made too many entries.
        """
        self._further += max(0, entries - sum(map(bool, row.cells.values())))
        if self._further > FURTHER_ENTRIES:
            raise Malformed(
                "The rows of {name}, such as row {row}, make more than {most:,} entries beyond one "
                "for each cell, since an act on a text is an entry on each of its commitments. "
                "Leave out rows that are not meant, or import the rows in several files.",
                name=self._name,
                row=row.number,
                most=FURTHER_ENTRIES,
            )


@contextmanager
def bounded_rows(table: InputTable) -> Iterator[None]:
    """Let judging and recording rows take no more time and memory than those of people do.

    Raises:
        Malformed: they took more.
    """
    refusal = Malformed(
        "The rows of {name} take more time or memory to be recorded than a file of its size may. "
        "Leave out what is not meant, or import them in several files.",
        name=table.name,
    )
    size = _size(table)
    seconds = SECONDS + size * SECONDS_PER_CHARACTER
    with bounded_work(refusal, seconds, MEMORY + size * MEMORY_PER_CHARACTER):
        yield


def _size(table: InputTable) -> int:
    """Return how many characters the filled cells of a table have, with what parts them."""
    return sum(len(cell) + 1 for row in table.rows for cell in row.cells.values())
