"""Where the table is in what was read: titles above, two header rows, totals and notes below.

A file with our own columns is taken as it is. Nothing is left out without a sentence that says so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from domain.errors import Malformed
from domain.names import normal
from domain.words import Words, worded
from infrastructure.customary_names.country_names import country_names
from infrastructure.importers.tables.header_rows import (
    CHANGED,
    LONGEST_NAME,
    NUMBER,
    PROBLEM,
    column_names,
    each_once,
    header_at,
    header_rows,
    in_small_letters,
    is_attendance,
    is_ours,
)
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.raw_records import (
    MOST_COLUMNS,
    RawRecords,
    Record,
    must_be_narrow,
)
from infrastructure.importers.tables.struck_through import struck_head, struck_heads, told_once

LOOKED_AT = 40
"""Records at the beginning in which the header is looked for."""
_TOTAL = re.compile(
    r"(?:grand |sub ?)?totals?(?: \w+){0,3}|sums?|(?:sous |sub)?total general|en tout"
    r"|(?:gesamt|zwischen)?summe|(?:ins)?gesamt|somme|suma|总计|合计|总数|итого|всего|المجموع|الاجمالي"
)
_COUNT = re.compile(r"\D*\d+ (?:out )?(?:of|sur|von|de|из) \d+\D*")
"""A row such as `Signed: 7 of 10`, without another cell."""
_NOTE = re.compile(
    r"(?:notes?|sources?|remarks?|nb|n\.b\.|legend|key|anmerkung(?:en)?|hinweise?|quellen?)\b"
    r"|[*†‡¹²³⁴⁵⁶⁷⁸⁹\[(]|\d\)",
    re.IGNORECASE,
)
_WORDS_OF_NOTE = 4


@dataclass(slots=True)
class TableLayout:
    """The header of a table, where it is, and what of the file was no row of it.

    `places` are those of the columns, `width` how many cells the header has; `hidden` names
    columns that the sheet does not show, and of which those `read_hidden` are in a table of ours,
    where all are read; `struck` those that are not read, since their head is
    struck through; `unread` are their places. The lists of rows are complete when all were taken.
    """

    header: tuple[str, ...]
    places: tuple[int, ...]
    width: int
    first: int
    last: int
    hidden: tuple[str, ...] = ()
    read_hidden: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    unread: frozenset[int] = frozenset()
    unnamed: tuple[str, ...] = ()
    above: list[Record] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    below: list[Record] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether the header is in the first row, and all below it is the table."""
        left_out = (self.above, self.totals, self.repeated, self.below)
        columns = (self.hidden, self.read_hidden, self.struck, self.unnamed)
        return not any((*left_out, *columns)) and self.last == 1

    def sentences(self) -> Iterator[Words]:
        """Say what was left out, and why."""
        if self.last > self.first:
            yield worded(
                "Rows {first} and {last} together name the columns.",
                first=self.first,
                last=self.last,
            )
        if self.above:
            yield _rows_left_out("Left out above the header: {rows} ({text!r}).", self.above)
        if self.totals:
            yield worded("Left out as totals: {rows}.", rows=listed(self.totals))
        if self.repeated:
            yield worded(
                "Left out, since they repeat the header: {rows}.", rows=listed(self.repeated)
            )
        if self.below:
            yield _rows_left_out("Left out below the table: {rows} ({text!r}).", self.below)
        yield from self._sentences_on_columns()

    def _sentences_on_columns(self) -> Iterator[Words]:
        if self.unnamed:
            names = ", ".join(map(repr, self.unnamed))
            yield worded("Columns without a name were given one: {names}.", names=names)
        if self.struck:
            names = ", ".join(map(repr, self.struck))
            yield worded("Not read, since the head is struck through: {names}.", names=names)
        if self.hidden:
            names = ", ".join(map(repr, self.hidden))
            yield worded(
                "Hidden columns, read only where a mapping names them: {names}.", names=names
            )
        if self.read_hidden:
            names = ", ".join(map(repr, self.read_hidden))
            yield worded("Hidden columns, read all the same: {names}.", names=names)


def _rows_left_out(sentence: str, rows: Sequence[Record]) -> Words:
    return worded(sentence, rows=listed([each.number for each in rows]), text=_text_of(rows[0]))


def _text_of(record: Record) -> str:
    text = next(filter(None, record.cells), "")
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def laid_out(raw: RawRecords, name: str) -> tuple[TableLayout, Iterator[Record]]:
    """Find the header, and return it with the records of the table.

    Raises:
        Malformed: there is no header, or all of it is struck through, or a part of ours.
    """
    records = iter(raw.records)
    start = list(islice(records, LOOKED_AT))
    seen = [replace(each, cells=each.cells[: MOST_COLUMNS + 1]) for each in start]
    at = header_at(seen)
    if at is None:
        raise Malformed("{name} is empty.", name=name)
    must_be_narrow(start[at].cells, name)
    if is_ours(start[at]):
        layout, rows = _ours(start, at, name), chain(start[at + 1 :], records)
        hidden = sorted(raw.hidden_columns)
        layout.read_hidden = tuple(layout.header[p] for p in hidden if p < layout.width)
        return layout, (told_once(_arranged(layout, each)) for each in rows)
    upper, lower = header_rows(seen, at)
    layout = _layout(seen, upper, lower, raw.hidden_columns)
    small = in_small_letters([*layout.header, *layout.struck])
    ours = is_attendance({*small} - {PROBLEM, CHANGED})
    if layout.struck and (ours or not layout.header):
        raise struck_head(layout.struck[0], name)
    if ours:
        layout.read_hidden, layout.hidden = layout.hidden, ()
    rows = chain(start[lower + 1 :], records)
    return layout, map(told_once, _rows(layout, rows))


def _ours(start: list[Record], at: int, name: str) -> TableLayout:
    """Take a file with our own columns as it is, from its header on."""
    for place in sorted(struck_heads(start[at], start[at])):
        if not start[at].cells[place].startswith("("):  # a remark
            raise struck_head(start[at].cells[place], name)
    cells, number = list(start[at].cells), start[at].number
    while not cells[-1]:
        cells.pop()
    layout = TableLayout(tuple(cells), tuple(range(len(cells))), len(cells), number, number)
    layout.above = [each for each in start[:at] if any(each.cells)]
    return layout


def _layout(start: Sequence[Record], upper: int, lower: int, hidden: Iterable[int]) -> TableLayout:
    width = len(start[lower].cells)
    names = (
        column_names(start[upper].cells, start[lower].cells)
        if upper < lower
        else start[lower].cells
    )
    filled = [
        any(place < len(each.cells) and each.cells[place] for each in start[lower + 1 :])
        for place in range(width)
    ]
    all_places = tuple(p for p in range(width) if names[p] or filled[p])
    unnamed = {place: f"Column {place + 1}" for place in all_places if not names[place]}
    all_names = each_once([unnamed.get(place) or names[place] for place in all_places])
    by_place = dict(zip(all_places, all_names, strict=True))
    struck = struck_heads(start[upper], start[lower])
    places = tuple(place for place in all_places if place not in struck)
    return TableLayout(
        header=tuple(by_place[place] for place in places),
        places=places,
        width=width,
        first=start[upper].number,
        last=start[lower].number,
        hidden=tuple(by_place[place] for place in sorted(hidden) if place in by_place),
        struck=tuple(by_place[place] for place in sorted(struck) if place in by_place),
        unread=struck,
        unnamed=tuple(unnamed.values()),
        above=[each for each in start[:upper] if any(each.cells)],
    )


def _rows(layout: TableLayout, records: Iterable[Record]) -> Iterator[Record]:
    """Yield the rows of the table, with the cells of its columns, and note what is left out."""
    pending: list[Record] = []
    for record in records:
        arranged = _arranged(layout, record)
        filled = [cell for cell in record.cells if cell]
        if _is_total(filled):
            layout.totals.append(record.number)
        elif len(filled) > 1 and not arranged.ragged and tuple(arranged.cells) == layout.header:
            layout.repeated.append(record.number)
        elif len(filled) > 1 or (record.faults and not filled):
            yield from (_arranged(layout, each) for each in pending)
            pending.clear()
            yield arranged
        else:
            pending.append(record)
    yield from _without_notes(layout, pending)


def _without_notes(layout: TableLayout, pending: Sequence[Record]) -> Iterator[Record]:
    """Take notes from the rows at the end, of which each has one cell."""
    notes, after_blank = False, False
    for record in pending:
        text = next(filter(None, record.cells), "")
        notes = notes or bool(text and _is_note(text, after_blank=after_blank))
        after_blank = after_blank or not text
        if notes and text:
            layout.below.append(record)
        else:
            yield _arranged(layout, record)


def _is_note(text: str, *, after_blank: bool) -> bool:
    is_note = _NOTE.match(text) or (after_blank and len(text.split()) >= _WORDS_OF_NOTE)
    return bool(is_note) and not country_names().country(text)


def _is_total(filled: Sequence[str]) -> bool:
    if len(filled) == 1 and _COUNT.fullmatch(normal(filled[0])):
        return True
    if not filled or not _TOTAL.fullmatch(normal(filled[0])):
        return False
    return all(map(NUMBER.fullmatch, filled[1:]))


def _arranged(layout: TableLayout, record: Record) -> Record:
    """Return a record with the cells of the columns; one with another number stays as it is."""
    cells = record.cells
    if len(cells) > layout.width and not any(cells[layout.width :]):
        cells = cells[: layout.width]
    if len(cells) != layout.width:
        return replace(record, ragged=True)
    if len(layout.places) == layout.width:
        return replace(record, cells=cells)
    places = {place: n for n, place in enumerate(layout.places)}
    known = places.keys() | layout.unread
    if any(cell for place, cell in enumerate(cells) if place not in known):
        return replace(record, cells=cells, ragged=True)
    faults = {places[place]: why for place, why in record.faults.items() if place in places}
    return Record(record.number, [cells[place] for place in layout.places], faults)
