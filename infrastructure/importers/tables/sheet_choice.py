"""Which sheets of a workbook are meant, and several of them as one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.errors import Malformed
from domain.normal_form import normal_form
from domain.words import worded
from infrastructure.importers.tables.header_rows import (
    ACT,
    in_small_letters,
    is_attendance,
    is_ours,
)
from infrastructure.importers.tables.problems import with_suggestion
from infrastructure.importers.tables.raw_records import RawRecords, Record, RowOfSheet
from infrastructure.importers.tables.sheet_cells import must_fit
from infrastructure.importers.tables.table import header_of


def chosen_sheets(
    name: str,
    sheet: str | None,
    sheets: Sequence[str],
    shown: Sequence[str],
    first_row: Callable[[str], Sequence[str]],
) -> tuple[Sequence[str], Sequence[str]]:
    """Return the sheet that is named, the only one that is `shown`, or all of them that are ours.

    Where all that are shown are sheets of attendance, these are meant. Those that are shown and
    are not meant, where none was named, come second.

    Raises:
        Malformed: there is no such sheet, or none, or several can be meant.
    """
    if sheet is not None:
        named = [each for each in sheets if normal_form(each) == normal_form(sheet)]
        if not named:
            sentence = worded("{name} has no sheet {sheet!r}.", name=name, sheet=sheet)
            others = worded("It has {names}.", names=", ".join(sheets))
            raise Malformed(with_suggestion(sentence, sheet, sheets, others))
        return sorted(named, key=sheet.__ne__)[:1], []
    if len(shown) == 1:
        return shown, []
    firsts = {each: first_row(each) for each in shown}
    ours = [each for each, cells in firsts.items() if ACT in cells]
    if ours and (len(ours) == 1 or all(is_ours(Record(1, list(firsts[each]))) for each in ours)):
        return ours, [each for each in shown if each not in ours]
    if shown and all(is_attendance(in_small_letters(cells)) for cells in firsts.values()):
        return shown, []
    if not shown:
        raise Malformed("{name} has no sheet that is shown and has cells.", name=name)
    raise Malformed(
        "{name} has several sheets: {visible}. Say which one is meant, with --sheet {first!r}.",
        name=name,
        visible=", ".join(shown),
        first=shown[0],
    )


def together(sheets: Sequence[RawRecords], name: str, unread: Sequence[str]) -> RawRecords:
    """Return the rows of sheets that have our columns each, as those of one with all of them.

    Raises:
        Malformed: two columns of one sheet have the same name, or all would be too large as one.
    """
    if len(sheets) == 1:
        return replace(sheets[0], unread=unread)
    tables = [list(each.records) for each in sheets]
    headers = [in_small_letters(table[0].cells) for table in tables]
    for each, header in zip(sheets, headers, strict=True):
        header_of([*filter(None, header)], f"{name} ({each.sheet})")
    names = list(dict.fromkeys(filter(None, (cell for header in headers for cell in header))))
    must_fit([(sum(map(len, tables)) - len(tables) + 1, len(names))], name)
    heads = {
        names.index(header[place]): why
        for header, table in zip(headers, tables, strict=True)
        for place, why in table[0].faults.items()
        if header[place]
    }
    rows = [
        _moved(record, header, names, RowOfSheet(place, record.number, sheets[place].sheet))
        for place, (header, table) in enumerate(zip(headers, tables, strict=True))
        for record in table[1:]
    ]
    read = worded("Read as one: sheets {sheets}.", sheets=", ".join(s.sheet for s in sheets))
    notes = (read, *(note for each in sheets for note in each.notes))
    return RawRecords([Record(1, names, heads), *rows], notes=notes, unread=unread)


def _moved(record: Record, header: Sequence[str], names: Sequence[str], number: int) -> Record:
    """Return a row with its cells under the names; one with a cell under none is ragged."""
    cells = dict.fromkeys(names, "")
    cells |= {name: cell for name, cell in zip(header, record.cells, strict=False) if name}
    beside = any(cell for name, cell in zip(header, record.cells, strict=False) if not name)
    places = {name: place for place, name in enumerate(names)}
    faults = {places[header[n]]: why for n, why in record.faults.items() if header[n] in places}
    return Record(number, [*cells.values()], faults, ragged=beside)
