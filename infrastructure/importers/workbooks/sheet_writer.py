"""Workbooks that people fill in: cells of text, lists to choose from, notes, the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import xlsxwriter

from domain.words import Words, worded
from infrastructure.files.office_files import MADE
from infrastructure.importers.tables.xlsx_package import OURS
from infrastructure.language import label_translated, translated

ROWS = 2_000
"""Rows below the header that are prepared for filling in."""
LONGEST = 32_767  # letters in a cell of a workbook
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_TEXT = 49  # the number format of texts, as every workbook has it
_WORDS = "Words"
_A4 = 9
_WIDEST, _NARROWEST = 60, 6
_UPRIGHT = 3  # columns of sentences that can be read on a page that stands
_NOTE = {"x_scale": 2.0, "y_scale": 1.6, "author": OURS}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its name, a note on it, and words to choose from; others only if not `closed`."""

    name: str
    note: str = ""
    words: tuple[str, ...] = ()
    closed: bool = True
    width: int = 18
    is_open: bool = True
    """Whether people write in it."""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell that is shown as a bad one, with the reason as a note."""

    row: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: columns, rows of text, and cells that are marked; row 0 is the first below."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[str]] = ()
    marked: Sequence[MarkedCell] = field(default_factory=tuple)
    extra_rows: int = ROWS


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A sheet of sentences, under headings."""

    name: str
    lines: Sequence[Sequence[str]]
    """The first cell of a line alone is a heading; a line of our words alone heads a table."""


class CellFormats:
    """The formats of cells; what colour says is always said in words, too."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        wrapped = {"num_format": _TEXT, "text_wrap": True, "valign": "top"}
        self.text = book.add_format(wrapped)
        self.fixed = book.add_format({**wrapped, "bg_color": "#EEF1F5"})
        self.bad = book.add_format({**wrapped, "bg_color": "#F8C9C4", "bold": True})
        dark = {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
        self.head = book.add_format({**dark, "text_wrap": True})
        self.bar = book.add_format(dark)
        self.hidden = book.add_format({"num_format": _TEXT})
        self.heading = book.add_format({"bold": True, "font_size": 13})
        self.label = book.add_format({**wrapped, "bold": True})
        self.hint = book.add_format(
            {**wrapped, "italic": True, "font_color": "#555555", "indent": 1}
        )
        self.fill_in = book.add_format({**wrapped, "border": 1, "locked": False})


class WordLists:
    """The words that cells can be chosen from, a column for each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._known: dict[tuple[str, ...], str] = {}

    def range_of(self, words: tuple[str, ...]) -> str:
        """Return where these words will stand."""
        if words not in self._known:
            letter = xlsxwriter.utility.xl_col_to_name(len(self._known))
            self._known[words] = f"={_WORDS}!${letter}$1:${letter}${len(words)}"
        return self._known[words]

    def write(self) -> None:
        """Write all of them on a hidden sheet, if there are any."""
        if self._known:
            sheet = self._book.add_worksheet(_WORDS)
            for column, words in enumerate(self._known):
                sheet.write_column(0, column, words)
            sheet.hide()


class OwnSheet(Protocol):
    """A sheet that writes itself."""

    def write(self, book: xlsxwriter.Workbook, formats: CellFormats, lists: WordLists) -> None:
        """Add itself to a workbook, with the lists that cells are chosen from."""


def workbook(*sheets: Sheet | TextSheet | OwnSheet) -> bytes:
    """Return a workbook of these sheets, of which the first is shown.

    The words to choose from stand on a hidden sheet at the end. The bytes are the same for the same
    content, on every day. Sentences are in the language that is spoken now; names of columns and
    what is chosen or typed are not translated.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"created": MADE, "title": "Depositary"})
        formats = CellFormats(book)
        lists = WordLists(book)
        for sheet in sheets:
            if isinstance(sheet, Sheet):
                _fill(book, sheet, formats, lists)
            elif isinstance(sheet, TextSheet):
                _write_text(book, sheet, formats)
            else:
                sheet.write(book, formats, lists)
        lists.write()
    return target.getvalue()


def _fill(book: xlsxwriter.Workbook, sheet: Sheet, formats: CellFormats, lists: WordLists) -> None:
    target = book.add_worksheet(sheet.name)
    on_paper(target)
    target.set_landscape()
    target.repeat_rows(0)
    target.freeze_panes(1, 0)
    last = len(sheet.rows) + sheet.extra_rows
    for number, column in enumerate(sheet.columns):
        looks = formats.text if column.is_open else formats.fixed
        looks = formats.hidden if column.is_hidden else looks  # else rows would be as tall as it
        kept_back = {"hidden": column.is_hidden}
        target.set_column(number, number, column.width, formats.text, kept_back)
        target.write_string(0, number, column.name, formats.head)
        if column.note:
            target.write_comment(0, number, label_translated(column.note), _NOTE)
        if column.words and last:
            choice = choice_of(column.name, column.words, lists, closed=column.closed)
            target.data_validation(1, number, last, number, choice)
        for row, cells in enumerate(sheet.rows, start=1):
            target.write_string(row, number, translated(cells[number]), looks)
    for marked in sheet.marked:
        at = (marked.row + 1, marked.column)
        target.write_string(*at, translated(sheet.rows[marked.row][marked.column]), formats.bad)
        target.write_comment(*at, translated(marked.reason), _NOTE)


def choice_of(
    name: str, words: tuple[str, ...], lists: WordLists, *, closed: bool = True
) -> dict[str, object]:
    """Return what lets people choose one of some words in cells; others only if not `closed`."""
    return {
        "validate": "list",
        "source": lists.range_of(words),
        "error_type": "stop" if closed else "warning",
        "error_title": name[:32],
        "error_message": translated(
            worded("Choose one of the words in the list.")
            if closed
            else worded("This is not in the list. Keep it if it is new.")
        ),
    }


def on_paper(target: xlsxwriter.worksheet.Worksheet) -> None:
    """Set a sheet to print on A4, as wide as the page."""
    target.set_paper(_A4)
    target.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    target.fit_to_pages(1, 0)
    target.set_footer("&R&P / &N")


def _write_text(book: xlsxwriter.Workbook, sheet: TextSheet, formats: CellFormats) -> None:
    target = book.add_worksheet(translated(sheet.name))
    on_paper(target)
    if max(map(len, sheet.lines)) > _UPRIGHT:
        target.set_landscape()
    widths: dict[int, int] = {}
    for row, cells in enumerate(list(map(translated, line)) for line in sheet.lines):
        heads = formats.label if all(isinstance(each, Words) for each in cells) else formats.text
        looks = formats.heading if len(cells) == 1 else heads
        for column, cell in enumerate(cells):
            target.write_string(row, column, cell, looks)
            if len(cells) > 1:
                widths[column] = max(widths.get(column, _NARROWEST), min(len(cell) + 1, _WIDEST))
    for column, width in widths.items():
        target.set_column(column, column, width)
