"""A sheet with one line a question: what people see, cells to fill in, and hidden columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import xlsxwriter

from infrastructure.importers.workbooks.sheet_writer import (
    CellFormats,
    WordLists,
    choice_of,
    on_paper,
)
from infrastructure.language import translated

Look = Literal["heading", "bar", "label", "text", "hint", "fill_in"]
_SCALE = 90  # percent: the widths of a form on a page of A4 on its side


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell, and how it looks; `words` are what can be chosen in one that is to be filled in."""

    text: str = ""
    look: Look = "text"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLine:
    """The cells of a line that people see, and what stands in its hidden columns."""

    cells: Sequence[FormCell] = ()
    hidden: Sequence[str] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet in which only cells that are to be filled in can be written.

    Its first row has the names of the columns and is hidden, as are the columns behind those that
    have a width.
    """

    name: str
    columns: Sequence[str]
    widths: Sequence[int]
    lines: Sequence[FormLine]
    banners: Sequence[str] = ()
    """What stands above all lines, and on paper at the head of each page."""
    mark: Sequence[str] = ()
    """What is hidden in the lines of banners, which says that nobody inserted them."""

    def write(self, book: xlsxwriter.Workbook, formats: CellFormats, lists: WordLists) -> None:
        """Add itself to a workbook."""
        target = book.add_worksheet(translated(self.name))
        for number, width in enumerate(self.widths):
            target.set_column(number, number, width)
        shown, last = len(self.widths), len(self.columns) - 1
        target.set_column(shown, last, None, None, {"hidden": True})
        target.write_row(0, 0, self.columns, formats.hidden)
        target.set_row(0, None, None, {"hidden": True})
        for row, line in enumerate(self._all_lines, start=1):
            for number, cell in enumerate(line.cells):
                looks = getattr(formats, cell.look)
                target.write_string(row, number, cell.text, looks)
                if cell.words:
                    choice = choice_of(line.cells[0].text, cell.words, lists)
                    target.data_validation(row, number, row, number, choice)
            target.write_row(row, shown, line.hidden, formats.hidden)
        self._lay_out(target)

    @property
    def _all_lines(self) -> Sequence[FormLine]:
        marked = [FormLine([FormCell(each, "heading")], self.mark) for each in self.banners]
        return [*marked, *self.lines]

    def _lay_out(self, target: xlsxwriter.worksheet.Worksheet) -> None:
        """Lock what is not to be written, and begin each part on a page of its own."""
        on_paper(target)
        target.set_landscape()
        target.set_print_scale(_SCALE)  # fitted to the width, breaks would be ignored
        last, breaks = len(self._all_lines), enumerate(self._all_lines, 1)
        target.set_h_pagebreaks([n for n, line in breaks if line.new_page])
        target.set_header(f"&L{' '.join(self.banners)}")
        target.print_area(1 + len(self.banners), 0, last, len(self.widths) - 1)
        target.hide_gridlines(2)
        target.protect("", {"format_rows": True})  # a row grows with what is written in it
        written = f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(last, len(self.widths))}"
        target.ignore_errors({"number_stored_as_text": written})
