"""Apply a mapping to the rows of one file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from application.context import Context
from application.declarations.act import Act
from application.declarations.validation_messages import problems_of_form
from domain.errors import Malformed
from domain.guard import check_text
from domain.values import MemberKind, Source, Visibility
from domain.words import worded
from infrastructure.importers.rows.act_request import (
    ACTS,
    ActRequest,
    day_fields,
    is_on_text,
    required,
)
from infrastructure.importers.rows.mapping import ActOfRow, RowMapping
from infrastructure.importers.rows.value_source import ValueSource
from infrastructure.importers.tables.date_formats import day_text
from infrastructure.importers.tables.problems import CellFault, RowFaults, with_suggestion
from infrastructure.importers.tables.table import InputTable, TableRow

T = TypeVar("T")
_SEPARATOR = "\x1f"
_KINDS = TypeAdapter(MemberKind)
_VISIBILITIES = TypeAdapter(Visibility)
SHARED = ("row_id", "act", "name", "member_kind", "note", "source", "visibility")
"""Own columns that any row may fill; name and member_kind admit a party that is no member yet."""
_OF_ANY = frozenset(SHARED) - {"member_kind"}
PROBLEM = "problem"
"""A column that our own copies of files have in front, and that is not read."""


def is_remark(column: str) -> bool:
    """Say whether a column is for people only: `problem`, or a name in brackets."""
    return column == PROBLEM or (column.startswith("(") and column.endswith(")"))


@dataclass(frozen=True)
class MappedFile:
    """A file with the mapping that says what its rows mean.

    A row that has a value in the column `by_id` is identified by that alone.
    """

    mapping: RowMapping
    table: InputTable
    by_id: str = ""

    def __post_init__(self) -> None:
        check_text(self.table.name, field="name of the file")  # it is the source of every act
        for column in self.columns:
            if column not in self.table.header:
                raise Malformed(
                    "{name} has no column {column!r}, which the mapping {mapping} needs; its "
                    "columns are {header}.",
                    name=self.table.name,
                    column=column,
                    mapping=self.mapping.name,
                    header=", ".join(self.table.header),
                )

    @property
    def how_to_tell_apart(self) -> str:
        """What to do about rows with one key."""
        return worded("name one more column in the key of the mapping, to tell them apart")

    def more_key(self, row: TableRow) -> tuple[str, ...]:
        """Return cells that are in the key of this row beside the key columns of the mapping."""
        del row
        return ()

    def is_left_blank(self, row: TableRow) -> bool:
        """Say whether the row was prepared for somebody who has filled in nothing."""
        del row
        return False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that the mapping uses, in the order of their names."""
        mapping = self.mapping
        used = {*mapping.key, *filter(None, [self.by_id])}
        for act in mapping.act:
            used.update(*([*when.filled, *when.cells] for when in (act.when, act.unless)))
        used.update(*(parameter.columns for parameter in mapping.all_parameters()))
        return tuple(sorted(used))

    @cached_property
    def _by_word(self) -> tuple[str, Mapping[str, Sequence[ActOfRow]]] | None:
        """The acts by the word that asks for them, where all are asked for in one column."""
        columns = {tuple(act.when.cells) for act in self.mapping.act}
        if len(columns) > 1 or len(column := columns.pop()) != 1:
            return None
        found: dict[str, list[ActOfRow]] = {}
        for act in self.mapping.act:
            for word in act.when.cells[column[0]]:
                found.setdefault(word, []).append(act)
        return column[0], found

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
            reason = worded("The cells that tell rows apart are blank.")
            raise RowFaults(CellFault(self.mapping.key[0], "", reason))
        return _digest([self.mapping.name, *cells, *self.more_key(row)])

    def row_sha256(self, row: TableRow) -> str:
        """Return the sha256 of the cells that are used and not blank, with their columns."""
        pairs = ((column, row.cells[column]) for column in self.columns)
        return _digest([part for column, cell in pairs if cell for part in (column, cell)])

    def read(self, row: TableRow) -> tuple[list[ActRequest], list[CellFault]]:
        """Return the acts that a row asks for, in the order of the mapping, and what is wrong."""
        requests: list[ActRequest] = []
        faults: list[CellFault] = []
        for act in self._acts_of(row):
            if act.when.applies(row.cells) and not act.unless.applies(row.cells):
                request, more = self._request(act, row)
                requests.append(request)
                faults.extend(more)
        if not requests:
            faults.append(self._no_act(row))
        return requests, faults

    def party(self, row: TableRow) -> tuple[str, MemberKind] | None:
        """Return name and kind under which an unknown party would be admitted, None without a name.

        Raises:
            RowFaults: the kind is not a kind of member.
        """
        member = self.mapping.member
        if member is None or not (name := self._value(member.name, row)):
            return None
        column = member.kind.column or "member_kind"
        return name, _word(_KINDS, column, self._value(member.kind, row))

    def context(self, base: Context, row: TableRow) -> Context:
        """Return the context in which the acts of a row are recorded.

        Raises:
            RowFaults: the visibility is not one of the three.
        """
        mapping = self.mapping
        column = mapping.visibility.column or "visibility"
        shown = self._value(mapping.visibility, row)
        return replace(
            base,
            source=base.source
            or self._source(self._value(mapping.source.title, row) if mapping.source else ""),
            note=self._value(mapping.note, row) or base.note,
            visibility=_word(_VISIBILITIES, column, shown) if shown else base.visibility,
            row_key=self.row_key(row),
            row_sha256=self.row_sha256(row),
        )

    def context_of_setup(self, base: Context) -> Context:
        """Return the context of what is recorded before the rows."""
        origin, shown = self.mapping.source, self.mapping.visibility.value
        title = origin.title.value if origin else None
        visibility = Visibility(shown) if shown else base.visibility
        return replace(base, source=self._source(title or ""), visibility=visibility)

    def _source(self, title: str) -> Source:
        origin, table = self.mapping.source, self.table
        return Source(
            title=title or table.name,
            reference=table.name,
            url=origin.url if origin else None,
            sha256=table.sha256,
            basis=origin.basis if origin else "stated",
        )

    def _request(self, block: ActOfRow, row: TableRow) -> tuple[ActRequest, list[CellFault]]:
        act = ACTS[block.record]
        values: dict[str, str] = {}
        columns = {n: p.column for n, p in block.parameters.items() if p.column}
        faults = list(self._unused(act, row))
        for name, parameter in block.parameters.items():
            try:
                values[name] = self._value(parameter, row, is_day=name in day_fields(act))
            except RowFaults as error:
                faults.extend(error.faults)
                values[name] = "?"
        faults.extend(
            CellFault(columns.get(name, name), "", _missing(act, name))
            for name in required(act)
            if not values.get(name)
        )
        return ActRequest(act, values, columns), faults

    def _unused(self, act: type[Act], row: TableRow) -> Iterator[CellFault]:
        """Yield filled cells that the act takes no notice of, where all are to be used."""
        if self.mapping.use_all:
            known = {*act.fields(), *(SHARED if is_on_text(act) else _OF_ANY)}
            for column, cell in row.cells.items():
                if cell and column not in known and not is_remark(column):
                    reason = worded(
                        "{name} takes no {column}; leave the cell blank.",
                        name=act.ROW,
                        column=column,
                    )
                    yield CellFault(column, cell, reason)

    def _no_act(self, row: TableRow) -> CellFault:
        acts = self.mapping.act
        for column in dict.fromkeys(column for act in acts for column in act.when.cells):
            cell = row.cells[column]
            known = dict.fromkeys(w for act in acts for w in act.when.cells.get(column, ()))
            if cell not in known:
                words = ", ".join(known)
                sentence = worded("The row has no act: expected {words}.", words=words)
                return CellFault(column, cell, with_suggestion(sentence, cell, known))
        filled = dict.fromkeys(column for act in acts for column in act.when.filled)
        if not filled:
            return CellFault("", "", worded("The row has no act: no act is for such a row."))
        *others, last = filled
        columns = (
            worded("{columns} or {last}", columns=", ".join(others), last=last) if others else last
        )
        return CellFault("", "", worded("This row has no {columns}.", columns=columns))

    def _value(self, source: ValueSource, row: TableRow, *, is_day: bool = False) -> str:
        text = source.read(row.cells, self.mapping.values)
        if not is_day or source.column is None or not row.cells[source.column]:
            return text
        try:
            return day_text(text, self.mapping.date_formats, only=self.mapping.only_date_formats)
        except Malformed as error:
            raise RowFaults(
                CellFault(source.column, row.cells[source.column], str(error))
            ) from error


def _missing(act: type[Act], name: str) -> str:
    if name in day_fields(act):
        return worded("{act} needs it (write unknown if the day is not known).", act=act.ROW)
    return worded("{act} needs it.", act=act.ROW)


def _word(words: TypeAdapter[T], column: str, value: str) -> T:
    """Return a value that must be one of some words.

    Raises:
        RowFaults: it is another; the reason lists the words.
    """
    try:
        return words.validate_python(value)
    except ValidationError as error:
        raise RowFaults(CellFault(column, value, next(problems_of_form(error)).reason)) from error


def _digest(parts: list[str]) -> str:
    return sha256(_SEPARATOR.join(parts).encode()).hexdigest()
