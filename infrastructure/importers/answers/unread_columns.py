"""What a file says where nothing is recorded from, and nobody may overlook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from domain.words import Words, worded
from infrastructure.customary_names.statuses import (
    holds_states,
    is_yes,
    names_end,
    names_limit,
    names_observers,
    names_return,
    says_no,
    says_withdrawn,
    says_yes,
)
from infrastructure.importers.answers.inner_titles import inner_titles
from infrastructure.importers.answers.open_value import NOTE, NOTHING, SKIP, OpenValue
from infrastructure.importers.answers.words_around import (
    BEGINS,
    states_in_names,
    tables_beside,
    words_outside,
)
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import RowMapping
from infrastructure.importers.tables.date_formats import is_date
from infrastructure.importers.tables.header_rows import of_copy
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.table import TableRow
from infrastructure.importers.workbooks.known_references import PartyNames

_ENDS_OF_MEMBERSHIP = frozenset({"leave", "suspend"})


def unread_states(mapped: MappedFile, parties: PartyNames) -> Iterator[OpenValue]:
    """Yield each cell that may say otherwise than its row records, if nothing is recorded from it.

    Where a row records that a party joined, signed or consented, that is an end, a refusal, or any
    state but a plain yes; elsewhere that somebody withdrew. `parties` are no states. What stands
    around names and around the table, and titles between the rows, come last.
    """
    rows = [(row, acts) for row in mapped.rows if (acts := _acts(mapped.mapping, row))]
    for column in mapped.table.header:
        if column not in {*mapped.table.layout.hidden, *of_copy(mapped.table.header)}:
            yield from _Unread(mapped, column, rows, parties).asked()
    yield from states_in_names(mapped, rows, parties)
    yield from words_outside(mapped, parties)
    yield from tables_beside(mapped, rows, parties)
    yield from inner_titles(mapped, parties)


def _acts(mapping: RowMapping, row: TableRow) -> frozenset[str]:
    """Return the names of what a row records."""
    if mapping.nothing.applies(row.cells):
        return frozenset()
    return frozenset(act.record for act in mapping.act if act.applies(row.cells))


def _is_filled_in(cell: str) -> bool:
    """Say whether a cell is a mark, or may be a day in any form, as 31.12.23 or spring 2024."""
    return any(map(str.isdigit, cell)) or is_yes(cell)


@dataclass(frozen=True)
class _Unread:
    """A column; `rows` are those that record something, with the names of their acts."""

    mapped: MappedFile
    column: str
    rows: Sequence[tuple[TableRow, frozenset[str]]]
    parties: PartyNames

    def asked(self) -> Iterator[OpenValue]:
        """Yield each cell that has to be answered for, with its rows."""
        if self.column in self.mapped.read_columns and not self._is_note:
            return
        answered = self.mapped.mapping.cells.get(self.column, {})
        found: dict[str, list[int]] = {}
        contradicts = cache(self._contradicts)  # most cells come again
        for row, acts in self.rows:
            cell = row.cells[self.column]
            if cell and cell not in answered and contradicts(cell, acts):
                found.setdefault(cell, []).append(row.number)
        for cell, numbers in found.items():
            yield OpenValue(
                column=self.column,
                value=cell,
                rows=tuple(numbers),
                question=self._question(cell, listed(numbers)),
                choices=self._choices(cell),
                is_unread=True,
            )

    def _contradicts(self, cell: str, acts: frozenset[str]) -> bool:
        if self._is_return(cell):
            return not acts.isdisjoint(_ENDS_OF_MEMBERSHIP)
        ends = not acts.isdisjoint(_ENDS_OF_MEMBERSHIP) and self._is_end(cell)
        if ends or ("withdraw" in acts and self._is_withdrawal(cell)):
            return False  # the row says so itself
        if acts.isdisjoint(BEGINS):
            return not self._is_note and says_withdrawn(cell)
        return self._is_end(cell) or (self._has_states and self._is_state(cell))

    def _is_end(self, cell: str) -> bool:
        if self._is_note:
            return names_end(cell) or names_observers(cell)
        if names_end(self.column):
            return not says_no(cell)
        if names_limit(self.column) and _is_filled_in(cell):
            return True
        return names_end(cell) or (says_no(cell) and not names_observers(self.column))

    def _is_return(self, cell: str) -> bool:
        return names_return(self.column) and _is_filled_in(cell)

    def _is_withdrawal(self, cell: str) -> bool:
        """Say whether a cell is of a withdrawn signature; a remark may be of the membership."""
        if self._is_note or names_limit(self.column):
            return says_withdrawn(cell)
        return self._is_end(cell)

    def _is_state(self, cell: str) -> bool:
        """Say whether a cell says something of its row, and not plainly yes."""
        if names_observers(self.column):
            return not says_no(cell) and cell not in self.parties
        is_word = any(map(str.isalpha, cell)) and not is_date(cell)
        is_plain = says_no(cell) if names_end(self.column) else says_yes(cell)
        return is_word and not is_plain and cell not in self.parties

    @cached_property
    def _is_note(self) -> bool:
        return self.column in self.mapped.mapping.note.columns

    @cached_property
    def _has_states(self) -> bool:
        cells = [row.cells[self.column] for row, _ in self.rows]
        return not self._is_note and holds_states(self.column, cells)

    def _choices(self, cell: str) -> tuple[str, ...]:
        """Return what can be answered, the likely one first."""
        recorded = NOTE if self._is_note else NOTHING
        is_end = self._is_end(cell) and not self._is_return(cell)
        return (SKIP, recorded) if is_end else (recorded, SKIP)

    def _question(self, cell: str, rows: Words) -> Words:
        values = {"cell": cell, "column": self.column, "rows": rows, "skip": SKIP}
        if self._is_note:
            return worded(
                "{cell!r} in {column!r} ({rows}) may say that a party left, refused or made an "
                "exception, but would be no more than a note. Is each of these rows left out "
                "({skip}), or recorded with this note where it is new ({note})?",
                **values,
                note=NOTE,
            )
        if self._is_return(cell):
            return worded(
                "Nothing is recorded from {column!r}, where {cell!r} ({rows}) may say that a party "
                "came back: give that a row of its own. Is each of these rows recorded as its "
                "other columns say ({nothing}), or left out ({skip})?",
                **values,
                nothing=NOTHING,
            )
        if self._is_end(cell):
            return worded(
                "{cell!r} in {column!r} ({rows}) may say that a party left, refused or made an "
                "exception, but nothing is recorded from this column. Is each of these rows left "
                "out ({skip}), or recorded as its other columns say ({nothing})?",
                **values,
                nothing=NOTHING,
            )
        return worded(
            "Nothing is recorded from {column!r}, where {cell!r} ({rows}) may say that a party "
            "has not joined or signed. Is each of these rows recorded as its other columns say "
            "({nothing}), or left out ({skip})?",
            **values,
            nothing=NOTHING,
        )
