"""Where the table is in what was read: titles above, two header rows, totals and notes below.

A file with our own columns is taken as it is. Nothing is left out without a sentence that says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from domain.errors import Malformed
from domain.names import normal
from domain.words import Words, worded
from infrastructure.importers.names.country_names import country_names
from infrastructure.importers.names.headers import IN_GROUP, kind_of
from infrastructure.importers.tables.date_formats import formats_of
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.raw_records import RawRecords, Record

LOOKED_AT = 40
"""Records at the beginning in which the header is looked for."""
_TITLES = 6
"""Rows among which the header is, where the first one names nothing that is known."""
_LONGEST_NAME = 60
_TOTAL = re.compile(
    r"(?:grand |sub ?)?totals?(?: \w+){0,3}|sums?|(?:sous |sub)?total general|en tout"
    r"|总计|合计|总数|итого|всего|المجموع|الاجمالي"
)
_NUMBER = re.compile(r"[\d\s.,%()/-]+")
_NOTE = re.compile(
    r"(?:notes?|sources?|remarks?|nb|n\.b\.|legend|key)\b|[*†‡\[(]|\d\)", re.IGNORECASE
)
_WORDS_OF_NOTE = 4
_IN_BRACKETS = re.compile(r"[\[(].*[\])]")
_ACT, _VOTES = "act", "votes"


@dataclass(slots=True)
class TableLayout:
    """The header of a table, where it is, and what of the file was no row of it.

    `kept` are the places of the columns, `width` how many cells the header has; `hidden` names
    columns that the sheet does not show. The lists of rows are complete when all were taken.
    """

    header: tuple[str, ...]
    kept: tuple[int, ...]
    width: int
    first: int
    last: int
    hidden: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    above: list[Record] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    below: list[Record] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether the header is in the first row, and all below it is the table."""
        left_out = (self.above, self.totals, self.repeated, self.below)
        return not any((*left_out, self.hidden, self.unnamed)) and self.last == 1

    def sentences(self) -> Iterator[Words]:
        """Say what was left out, and why."""
        if self.last > self.first:
            yield worded(
                "Rows {first} and {last} together name the columns.",
                first=self.first,
                last=self.last,
            )
        if self.above:
            yield _left_out_above(self.above)
        if self.totals:
            yield worded("Left out as totals: {rows}.", rows=listed(self.totals))
        if self.repeated:
            yield worded(
                "Left out, since they repeat the header: {rows}.", rows=listed(self.repeated)
            )
        if self.below:
            yield _left_out_below(self.below)
        if self.unnamed:
            names = ", ".join(map(repr, self.unnamed))
            yield worded("Columns without a name were given one: {names}.", names=names)
        if self.hidden:
            names = ", ".join(map(repr, self.hidden))
            yield worded(
                "Hidden columns, read only where a mapping names them: {names}.", names=names
            )


def _left_out_above(above: Sequence[Record]) -> Words:
    return worded(
        "Left out above the header: {rows} ({text!r}).",
        rows=listed([each.number for each in above]),
        text=_text_of(above[0]),
    )


def _left_out_below(below: Sequence[Record]) -> Words:
    return worded(
        "Left out below the table: {rows} ({text!r}).",
        rows=listed([each.number for each in below]),
        text=_text_of(below[0]),
    )


def _text_of(record: Record) -> str:
    text = next(filter(None, record.cells), "")
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def laid_out(raw: RawRecords, name: str) -> tuple[TableLayout, Iterator[Record]]:
    """Find the header, and return it with the records of the table.

    Raises:
        Malformed: there is no header.
    """
    records = iter(raw.records)
    start = list(islice(records, LOOKED_AT))
    at = _header_at(start)
    if at is None:
        raise Malformed("{name} is empty.", name=name)
    if _is_ours(start[at]):
        return _ours(start, at, records)
    upper, lower = _header_rows(start, at)
    layout = _layout(start, upper, lower, raw.hidden_columns)
    rows = chain(start[lower + 1 :], records)
    return layout, _rows(layout, rows)


def _ours(
    start: list[Record], at: int, records: Iterator[Record]
) -> tuple[TableLayout, Iterator[Record]]:
    """Take a file with our own columns as it is, from its header on."""
    cells, number = list(start[at].cells), start[at].number
    while not cells[-1]:
        cells.pop()
    layout = TableLayout(tuple(cells), tuple(range(len(cells))), len(cells), number, number)
    layout.above = [each for each in start[:at] if any(each.cells)]
    return layout, (_arranged(layout, each) for each in chain(start[at + 1 :], records))


def _is_ours(record: Record) -> bool:
    return _ACT in record.cells or record.cells[:1] == [_VOTES]


def _header_at(start: Sequence[Record]) -> int | None:
    """Return the row that names the columns, None in an empty file.

    It is the first one that is filled as far as the table reaches. Where that one has no name that
    is known, or is a title with a day, it is the row soon below with the most names that are known.
    """
    filled = [n for n, each in enumerate(start) if _may_name_columns(each)]
    if not filled:
        return next((n for n, each in enumerate(start) if any(each.cells)), None)
    ours = [n for n in filled if _is_ours(start[n])]
    if ours:
        return ours[0]
    reach = max(_filled(each) for each in start)
    wide = [n for n in filled if _filled(start[n]) > reach / 2 and not _has_date(start[n])]
    if wide and _known_names(start[wide[0]]):
        return wide[0]
    soon = filled[:_TITLES]
    best = max(soon, key=lambda n: (_known_names(start[n]), -n))
    return best if _known_names(start[best]) > 1 or not wide else wide[0]


def _filled(record: Record) -> int:
    return sum(map(bool, record.cells))


def _has_date(record: Record) -> bool:
    return any(map(_is_date, record.cells))


def _may_name_columns(record: Record) -> bool:
    cells = [cell for cell in record.cells if cell]
    return len(cells) > 1 and not all(_is_date(each) or _NUMBER.fullmatch(each) for each in cells)


def _known_names(record: Record) -> int:
    """Return how many kinds of columns a record names; none where it has a date."""
    kinds = {kind_of(cell) for cell in record.cells if cell} - {None}
    return 0 if _has_date(record) else len(kinds)


def _is_date(cell: str) -> bool:
    return bool(cell) and formats_of([cell]) is not None


def _is_label(cell: str) -> bool:
    return not (_is_date(cell) or _NUMBER.fullmatch(cell) or country_names().find(cell).code)


def _header_rows(start: Sequence[Record], at: int) -> tuple[int, int]:
    """Return the first and the last row of the header, which has one row or two."""
    if at + 1 < len(start) and _is_below(start[at], start[at + 1]):
        return at, at + 1
    if at and _is_group(start[at - 1], start[at]):
        return at - 1, at
    return at, at


def _is_below(upper: Record, lower: Record) -> bool:
    """Say whether a row goes on with the header: units in brackets, or names under wider ones."""
    cells = [cell for cell in lower.cells if cell]
    if not cells or not all(map(_is_label, cells)) or lower.number != upper.number + 1:
        return False
    if all(map(_IN_BRACKETS.fullmatch, cells)):
        return True
    pairs = [(up, low) for up, low in zip(upper.cells, lower.cells, strict=False) if low]
    below = [low for up, low in pairs if up != low]
    under_wide = any(not up for up, _ in pairs) or 0 < len(below) < len(pairs)
    return under_wide and any(kind_of(cell) for cell in below)


def _is_group(upper: Record, lower: Record) -> bool:
    """Say whether a row above the header has the names of groups of columns."""
    places = [place for place, cell in enumerate(upper.cells) if cell]
    short = all(len(upper.cells[place]) <= _LONGEST_NAME for place in places)
    adjacent = lower.number == upper.number + 1
    return adjacent and short and (len(places) > 1 or places[:1] > [0])


def _layout(start: Sequence[Record], upper: int, lower: int, hidden: Iterable[int]) -> TableLayout:
    width = len(start[lower].cells)
    names = _names(start[upper].cells, start[lower].cells) if upper < lower else start[lower].cells
    filled = [
        any(place < len(each.cells) and each.cells[place] for each in start[lower + 1 :])
        for place in range(width)
    ]
    kept = tuple(p for p in range(width) if names[p] or filled[p])
    unnamed = {place: f"Column {place + 1}" for place in kept if not names[place]}
    header = _each_once([unnamed.get(place) or names[place] for place in kept])
    by_place = dict(zip(kept, header, strict=True))
    return TableLayout(
        header=header,
        kept=kept,
        width=width,
        first=start[upper].number,
        last=start[lower].number,
        hidden=tuple(by_place[place] for place in sorted(hidden) if place in by_place),
        unnamed=tuple(unnamed.values()),
        above=[each for each in start[:upper] if any(each.cells)],
    )


def _names(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return names from two rows; the upper one names groups, and counts where it is needed."""
    group, names, times = "", [], Counter(lower)
    for place, low in enumerate(lower):
        up = upper[place] if place < len(upper) else ""
        group = up or group
        alone = times[low] == 1 and kind_of(low) not in (None, "date")
        if not low or _IN_BRACKETS.fullmatch(low):
            names.append(up or low)
        elif low == group or not group or (alone and not up) or (alone and kind_of(low)):
            names.append(low)
        else:
            names.append(f"{group}{IN_GROUP}{low}")
    return names


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of which each is there once: the second one gets a number behind it."""
    seen: dict[str, None] = {}
    for name in names:
        number, other = 1, name
        while other in seen:
            number += 1
            other = f"{name} {number}"
        seen[other] = None
    return tuple(seen)


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
    if country_names().find(text).code:
        return False
    return bool(_NOTE.match(text)) or (after_blank and len(text.split()) >= _WORDS_OF_NOTE)


def _is_total(filled: Sequence[str]) -> bool:
    if not filled or not _TOTAL.fullmatch(normal(filled[0])):
        return False
    return all(map(_NUMBER.fullmatch, filled[1:]))


def _arranged(layout: TableLayout, record: Record) -> Record:
    """Return a record with the cells of the columns; one with another number stays as it is."""
    cells = record.cells
    if len(cells) > layout.width and not any(cells[layout.width :]):
        cells = cells[: layout.width]
    if len(cells) != layout.width:
        return replace(record, ragged=True)
    if len(layout.kept) == layout.width:
        return replace(record, cells=cells)
    places = {place: n for n, place in enumerate(layout.kept)}
    if any(cell for place, cell in enumerate(cells) if place not in places):
        return replace(record, cells=cells, ragged=True)
    faults = {places[place]: why for place, why in record.faults.items() if place in places}
    return Record(record.number, [cells[place] for place in layout.kept], faults)
