"""Apply a mapping to the rows of one file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from pydantic import TypeAdapter

from application.context import Context
from application.declarations.act import Act
from domain.errors import Malformed
from domain.grouping import grouped
from domain.guard import check_text
from domain.names import as_word
from domain.values import MemberKind, Source, Visibility
from domain.words import worded
from infrastructure.customary_names.country_names import country_names, known_parties
from infrastructure.customary_names.headers import DUE
from infrastructure.customary_names.states_behind_names import name_before
from infrastructure.customary_names.titles import without_titles
from infrastructure.importers.rows.act_request import ACTS, ActRequest, day_fields, required
from infrastructure.importers.rows.mapping import OUTSIDE, ActOfRow, RowMapping
from infrastructure.importers.rows.refused_cells import word
from infrastructure.importers.rows.row_bounds import PATTERN_TIME
from infrastructure.importers.rows.row_faults import missing, no_act, no_key, unused_cells
from infrastructure.importers.rows.value_source import ValueSource
from infrastructure.importers.tables.date_formats import day_text
from infrastructure.importers.tables.header_rows import CHANGED, of_copy
from infrastructure.importers.tables.problems import CellFault, RowFaults
from infrastructure.importers.tables.struck_through import struck_head
from infrastructure.importers.tables.table import InputTable, TableRow

_SEPARATOR = "\x1f"
_AS_WRITTEN = frozenset({"name"})
"""Fields that hold the name as it is written, without offices around it."""
_ENDS = "ends"  # days of acts, or how entries are called
_KINDS = TypeAdapter(MemberKind)
_VISIBILITIES = TypeAdapter(Visibility)


@dataclass(frozen=True)
class MappedFile:
    """A file with the mapping that says what its rows mean.

    A row that has a value in the column `by_id` is identified by that alone.
    """

    mapping: RowMapping
    table: InputTable
    by_id: str = ""
    _sources: dict[str, Source] = field(default_factory=dict)  # by titles: most rows have the same

    def __post_init__(self) -> None:
        PATTERN_TIME.allow(self.table)
        check_text(self.table.name, field="name of the file")  # it is the source of every act
        for column in self.columns:
            if column in self.table.layout.struck:
                raise struck_head(column, self.table.name)
            if column not in self.table.header:
                raise Malformed(
                    "{name} has no column {column!r}, which the mapping {mapping} needs; its "
                    "columns are {header}. Give it that name again, or correct the mapping.",
                    name=self.table.name,
                    column=column,
                    mapping=self.mapping.name,
                    header=", ".join(self.table.header),
                )

    @cached_property
    def rows(self) -> Sequence[TableRow]:
        """The rows that are to be judged: those to be skipped are left out, as a person said.

        A cell said to say nothing is blank; one that says which act it is has the word for it.
        """
        words = {column for act in self.mapping.act for column in act.when.cells}
        meant = {
            column: {c: text for c, text in each.items() if not text or column in words}
            for column, each in self.mapping.cells.items()
        }
        return [row.meaning(meant) for row in self.table.rows if not self._is_skipped(row)]

    def change_of(self, row: TableRow) -> str:
        """Return what a row says of its change since it was imported, "" where it says nothing."""
        ours = self.mapping.use_all or CHANGED in of_copy(self.table.header)
        return as_word(row.cells[CHANGED]) if ours else ""

    @property
    def skipped(self) -> Sequence[int]:
        """The numbers of rows that are left out, as a person said."""
        return [row.number for row in self.table.rows if self._is_skipped(row)]

    @cached_property
    def _skips(self) -> Mapping[str, frozenset[str]]:
        return {column: frozenset(words) for column, words in self.mapping.skip.items()}

    def _is_skipped(self, row: TableRow) -> bool:
        return any(row.cells[column] in words for column, words in self._skips.items())

    @property
    def how_to_tell_apart(self) -> str:
        """What to do about rows with one key."""
        return worded("name one more column in the key of the mapping, to tell them apart")

    def more_key(self, row: TableRow) -> tuple[str, ...]:
        """Return what is in the key of this row beside key columns: the due day of all reports."""
        del row
        return tuple(a.parameters[DUE].value or "" for a in self.mapping.act if DUE in a.parameters)

    def is_left_blank(self, row: TableRow) -> bool:
        """Say whether the row was prepared for somebody who has filled in nothing."""
        del row
        return False

    @property
    def leaves_out_unfit(self) -> bool:
        """Whether a row with a text that must not be here is left out, and the others recorded."""
        return False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that the mapping uses, in the order of their names."""
        return tuple(sorted(self._used))

    @cached_property
    def _used(self) -> frozenset[str]:
        told = self.mapping
        named = {*told.key, *told.dates, *told.cells, *told.skip, *filter(None, [self.by_id])}
        return self.read_columns.union(named - {OUTSIDE})

    @cached_property
    def read_columns(self) -> frozenset[str]:
        """The columns that say what is recorded; others may be in the key alone."""
        used = set(self.mapping.nothing.columns)
        for act in self.mapping.act:
            used.update(*(when.columns for when in (act.when, act.unless)))
        used.update(*(parameter.columns for parameter in self.mapping.all_parameters()))
        return frozenset(used)

    @cached_property
    def _by_word(self) -> tuple[str, Mapping[str, Sequence[ActOfRow]]] | None:
        """The acts by the word that asks for them, where all are asked for in one column."""
        columns = {tuple(act.when.cells) for act in self.mapping.act}
        tests_patterns = any(act.when.patterns for act in self.mapping.act)
        if tests_patterns or len(columns) > 1 or len(column := columns.pop()) != 1:
            return None
        acts = ((word, act) for act in self.mapping.act for word in act.when.cells[column[0]])
        return column[0], grouped(acts)

    def _acts_of(self, row: TableRow) -> Sequence[ActOfRow]:
        """Return the acts that a row may ask for."""
        if self._by_word is None:
            return self.mapping.act
        column, acts = self._by_word
        return acts.get(row.cells[column], ())

    def key_of(self, row: TableRow) -> Sequence[str]:
        """Return the columns that tell a row apart."""
        return (self.by_id,) if row.cells.get(self.by_id) else self.mapping.key

    def row_key(self, row: TableRow) -> str:
        """Return the sha256 of the mapping's name and the key cells.

        Raises:
            RowFaults: all of them are blank.
        """
        if row.cells.get(self.by_id):
            return _digest([self.mapping.name, row.cells[self.by_id]])
        cells = [row.cells[column] for column in self.mapping.key]
        if not any(cells):
            raise RowFaults(no_key(self.mapping.key, ours=self.mapping.use_all))
        return _digest([self.mapping.name, *cells, *self.more_key(row)])

    def row_sha256(self, row: TableRow) -> str:
        """Return the sha256 of the cells that are used and not blank, with their columns."""
        told = {column: cell for column, cell in row.cells.items() if column in self._used}
        told.update(
            (column, each.get(row.cells[column], row.cells[column]))
            for column, each in self.mapping.cells.items()
        )
        return _digest([part for pair in sorted(told.items()) if pair[1] for part in pair])

    def read(self, row: TableRow) -> tuple[list[ActRequest], list[CellFault]]:
        """Return the acts that a row asks for, in the order of the mapping, and what is wrong."""
        requests = list[ActRequest]()
        faults = list[CellFault]()
        for act in self._acts_of(row):
            if act.applies(row.cells):
                request, more = self._request(act, row)
                requests.append(request)
                faults.extend(more)
        if not requests and not faults:
            faults.append(no_act(self.mapping.act, row))
        return requests, faults

    def party(self, row: TableRow, code: str) -> tuple[str, MemberKind] | None:
        """Return name and kind under which an unknown party would be admitted, None without a name.

        Offices around the name are taken off. Without a kind, it is that of a well-known party, or
        a state.

        Raises:
            RowFaults: the kind is not a kind of member.
        """
        member = self.mapping.member
        if member is None or not (name := self._read(member.name, row)):
            return None
        name = self._name_of_party(name, member.name.column)
        if kind := self._read(member.kind, row):
            return name, word(_KINDS, member.kind.column or "member_kind", kind)
        return name, known_parties().kind_of(code, name) or MemberKind.STATE

    def context(self, base: Context, row: TableRow, key: str) -> Context:
        """Return the context in which the acts of a row with this key are recorded.

        Raises:
            RowFaults: the visibility is not one of the three.
        """
        mapping = self.mapping
        column = mapping.visibility.column or "visibility"
        shown = self._read(mapping.visibility, row)
        return base._replace(
            source=base.source
            or self._source(self._read(mapping.source.title, row) if mapping.source else ""),
            note=self._read(mapping.note, row) or base.note,
            visibility=word(_VISIBILITIES, column, shown) if shown else base.visibility,
            row_key=key,
            row_sha256=self.row_sha256(row),
        )

    def context_of_setup(self, base: Context) -> Context:
        """Return the context of what is recorded before the rows."""
        origin, shown = self.mapping.source, self.mapping.visibility.value
        title = origin.title.value if origin else None
        visibility = Visibility(shown) if shown else base.visibility
        return base._replace(source=self._source(title or ""), visibility=visibility)

    def _source(self, title: str) -> Source:
        origin, table = self.mapping.source, self.table
        if title not in self._sources:
            self._sources[title] = Source(
                title=title or table.name,
                reference=table.name,
                url=origin.url if origin else None,
                sha256=table.sha256,
                basis=origin.basis if origin else "stated",
            )
        return self._sources[title]

    def _request(self, block: ActOfRow, row: TableRow) -> tuple[ActRequest, list[CellFault]]:
        act = ACTS[block.record]
        values: dict[str, str] = {}
        faults = list(unused_cells(act, row)) if self.mapping.use_all else []
        for name, parameter in block.parameters.items():
            try:
                values[name] = self._parameter(act, name, parameter, row)
            except RowFaults as error:
                faults.extend(error.faults)
                values[name] = "?"
        faults.extend(
            CellFault(block.columns.get(name, name), "", missing(act, name))
            for name in required(act)
            if not values.get(name)
        )
        return ActRequest(act, values, block.columns), faults

    def _parameter(self, act: type[Act], name: str, source: ValueSource, row: TableRow) -> str:
        """Return a value of an act: what a person said that the cell means, or what it says."""
        column = source.column
        is_day = name in day_fields(act) or (name == _ENDS and column in self.mapping.dates)
        told = {} if name in _AS_WRITTEN else self.mapping.cells.get(column or "", {})
        answer = told.get(row.cells[column or ""])
        text = self._read(source, row) if answer is None else source.from_answer(answer)
        if column and is_day and text:
            text = self._day(column, row.cells[column], text)
        if name not in _AS_WRITTEN or act.BEGINS != "member":
            return text
        if column and row.cells[column] in self.mapping.cells.get(column, {}):
            text = name_before(text) or text  # of words behind it, it was asked
        return self._name_of_party(text, column)

    def _name_of_party(self, text: str, column: str | None) -> str:
        """Take offices off a name in somebody else's table; in ours, it is the official one."""
        codes = {act.columns.get("member", "") for act in self.mapping.act}
        name = text if self.mapping.use_all else without_titles(text)
        return country_names().name_for(name) if column in codes else name

    def _read(self, source: ValueSource, row: TableRow) -> str:
        return source.read(row.cells, self.mapping.values)

    def _day(self, column: str, cell: str, text: str) -> str:
        formats, only = self.mapping.formats_of(column), self.mapping.only_date_formats
        try:
            return day_text(text, formats, only=only)
        except Malformed as error:
            raise RowFaults(CellFault(column, cell, str(error))) from error


def _digest(parts: list[str]) -> str:
    return sha256(_SEPARATOR.join(parts).encode()).hexdigest()
