"""A report as an Excel workbook: a sheet that says what is in it, then one for each table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from textwrap import shorten

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from application.checkpoint_words import CHECKPOINT
from application.questions.asking.answer import Column, Json
from application.reports.document import (
    Block,
    Chart,
    Markdown,
    Paragraph,
    Points,
    Report,
    Table,
    walk,
)
from domain.words import worded
from infrastructure.files.office_files import MADE
from infrastructure.language import forms, spoken_now, translated
from infrastructure.render.cells import found, is_of_numbers, position
from infrastructure.render.days import cell_in_words, in_words
from infrastructure.render.forms import ReportStyle
from infrastructure.render.heading import ABOUT, checkpoint, foot, head
from infrastructure.render.layout import column_widths
from infrastructure.render.office.workbook_charts import add_chart
from infrastructure.render.office.workbook_looks import TONES, day_in, lines_in, looks, most_lines
from infrastructure.render.prose import as_lines, read
from infrastructure.translation import SHARE, chart_table

LONGEST = 32_000  # letters in a cell, of which Excel takes 32,767
NARROW, PAGE = 8, 110  # letters: how wide a column is at least, and a text
ROOM = 100  # letters of a table that a printed page has in a size that can be read
FILTER = 4  # letters that the button of a filter covers
LOGO = 45  # points: how high the logo is
HEIGHT, TALLEST = 15, 409  # points: of a line, and of the tallest row that Excel has
NAME, LINK = 31, 255  # letters of a sheet's name, and of a link
FIRST = worded("Report")


def as_xlsx(report: Report, style: ReportStyle) -> bytes:
    """Return the report as a workbook, in which every text is a text and no formula.

    The first sheet says what is in the others, each of which has one table under the banners and
    both days. What is too long for a cell ends in "…" and is whole in the other forms.
    """
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": report.title,
                "subject": report.body,
                "comments": " ".join([*report.banners, *map(in_words, head(report, style))]),
                "created": MADE,
            }
        )
        _Book(book, report, style).fill()
    return out.getvalue()


@dataclass(frozen=True)
class _Book:
    """One workbook in the making."""

    book: Workbook
    report: Report
    style: ReportStyle

    def fill(self) -> None:
        sheet = self._sheet(translated(FIRST))
        sheet.set_column(0, 0, PAGE)
        tables = list(self.report.tables(chart_table))
        names = dict(zip((t.key for t in tables), self._names(tables), strict=True))
        row = self._write_letterhead(sheet)
        row = self._write_lines(sheet, row, self._above(self.report.title))
        row = self._write_contents(sheet, row + 1, tables, names)
        self._write_lines(sheet, row + 1, self._texts())
        charts = {
            block.key: block
            for section in walk(self.report.sections)
            for block in section.blocks
            if isinstance(block, Chart)
        }
        for table in tables:
            self._table(self._sheet(names[table.key]), table, charts.get(table.key))

    def _write_letterhead(self, sheet: Worksheet) -> int:
        """Write the logo and the line of the letterhead, and return the row below them."""
        letterhead, below = self.style.letterhead, 0
        if letterhead.logo:
            scale = LOGO / letterhead.points
            content = {"image_data": BytesIO(letterhead.logo), "decorative": True}
            sheet.set_row(0, LOGO + 6)
            sheet.insert_image(0, 0, "logo.png", {**content, "x_scale": scale, "y_scale": scale})
            below = 1
        return self._write_lines(
            sheet, below, [(letterhead.line, "plain")] if letterhead.line else []
        )

    def _sheet(self, name: str) -> Worksheet:
        """Begin a sheet that is printed on A4 landscape, as wide as the page."""
        sheet = self.book.add_worksheet(name)
        said = in_words(position(self.report.as_of))
        sheet.set_footer(f"&L{said.replace('&', '&&')[:200]}&R&P / &N")
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _names(self, tables: Sequence[Table]) -> Iterator[str]:
        """Name each sheet by its table, or by the section where others are called the same."""
        taken = {translated(FIRST).casefold()}
        for table in tables:
            title = table.caption if self._called[table.caption] == 1 else self._titles[table.key]
            clean = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
            name, number = shorten(clean, NAME, placeholder="…") or table.key[:NAME], 1
            while name.casefold() in taken:
                number += 1
                name = f"{shorten(clean, NAME - 4, placeholder='…')} {number}"
            taken.add(name.casefold())
            yield name

    def _above(self, title: str) -> Iterator[tuple[str, str]]:
        """Yield what every sheet says at its top, with how each line looks."""
        yield title, "title"
        yield from ((banner, "banner") for banner in self.report.banners)
        if title != self.report.title:
            yield self.report.title, "plain"
        yield from ((in_words(line), "plain") for line in head(self.report, self.style))

    def _write_lines(self, sheet: Worksheet, top: int, lines: Iterable[tuple[str, str]]) -> int:
        """Write lines below each other, and return the row below them."""
        below = top
        for line, look in lines:
            sheet.write_string(below, 0, line[:LONGEST], self._looks[look])
            if look == "text":
                sheet.set_row(below, HEIGHT * lines_in(line, PAGE))
            below += 1
        return below

    def _write_contents(
        self, sheet: Worksheet, top: int, tables: Sequence[Table], names: Mapping[str, str]
    ) -> int:
        """Write what is in the other sheets, each a link, and return the row below."""
        if not tables:
            return top
        below = self._write_lines(sheet, top, [(translated(worded("In this workbook")), "heading")])
        for row, table in enumerate(tables, start=below):
            template = "{heading} (1 row)" if len(table.rows) == 1 else "{heading} ({rows} rows)"
            said = worded(template, heading=self._heading(table), rows=len(table.rows))
            sheet.write_url(
                row, 0, f"internal:'{names[table.key]}'!A1", string=translated(said)[:LINK]
            )
        return below + len(tables)

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Yield the texts of the report, with how each looks; tables have sheets of their own."""
        for section in walk(self.report.sections):
            said = [line for block in section.blocks for line in self._said(block)]
            if said:
                yield section.title, "heading"
                yield from ((line, "text") for line in said)
                yield "", "plain"
        yield translated(ABOUT), "heading"
        for line in foot(self.report, self.style):
            yield in_words(line), "text"
        if signed := checkpoint(self.style):
            yield translated(CHECKPOINT), "text"
            yield from ((line, "fixed") for line in signed)

    def _said(self, block: Block) -> Sequence[str]:
        match block:
            case Paragraph():
                return [part for part in in_words(block.text).split("\n") if part.strip()]
            case Markdown():
                return [line for line in as_lines(read(block.text)) if line.strip()]
            case Points():
                mark = "{}. {}" if block.numbered else "- {1}"
                lines = map(in_words, block.lines)
                return [mark.format(n, line) for n, line in enumerate(lines, start=1)]
            case Table() | Chart():
                return []

    def _table(self, sheet: Worksheet, table: Table, chart: Chart | None) -> None:
        top = self._write_lines(sheet, 0, self._above(self._heading(table))) + 1
        wide = [max(NARROW, each + FILTER) for each in column_widths(table, ROOM)]
        for column, each in enumerate(table.columns):
            look = "figures" if is_of_numbers(each, table.rows) else "head"
            sheet.write_string(top, column, each.label, self._looks[look])
            sheet.set_column(column, column, wide[column])
        labels = [each.label for each in table.columns]
        sheet.set_row(top, HEIGHT * most_lines(labels, wide))
        for number, row in enumerate(table.rows, start=top + 1):
            for column, each in enumerate(table.columns):
                self._write(sheet, (number, column), found(row, each.key), (table, each))
            told = [cell_in_words(found(row, each.key), each) for each in table.columns]
            sheet.set_row(number, min(TALLEST, HEIGHT * most_lines(told, wide)))
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(0, top)
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
        if chart and chart.categories:
            add_chart(self.book, sheet, chart, top)

    def _heading(self, table: Table) -> str:
        """Return the caption, behind the title of its section where others have the same."""
        if self._called[table.caption] == 1:
            return in_words(table.caption)
        said = worded(
            "{section}: {caption}", section=self._titles[table.key], caption=in_words(table.caption)
        )
        return translated(said)

    def _write(
        self, sheet: Worksheet, at: tuple[int, int], value: Json, of: tuple[Table, Column]
    ) -> None:
        """Write a number as a number, a day as a day, and everything else as a text."""
        table, column = of
        if isinstance(value, int) and not isinstance(value, bool):
            sheet.write_number(*at, value, self._looks["number"])
            return
        if column.key == SHARE and isinstance(value, str) and value:
            share = float(value.replace(forms(spoken_now()).decimal, "."))
            sheet.write_number(*at, share, self._looks["share"])
            return
        if day := day_in(value, column):
            sheet.write_datetime(*at, day, self._looks["day"])
            return
        said = cell_in_words(value, column)
        said = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
        tone = table.tones.get(value) if isinstance(value, str) else None
        sheet.write_string(*at, said, self._looks[tone if tone and tone in TONES else "cell"])

    @cached_property
    def _called(self) -> Mapping[str, int]:
        """How many tables have each caption."""
        return Counter(table.caption for table in self.report.tables(chart_table))

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """The title of the section of each table."""
        return {
            block.key: section.title
            for section in walk(self.report.sections)
            for block in section.blocks
            if isinstance(block, (Table, Chart))
        }

    @cached_property
    def _looks(self) -> Mapping[str, Format]:
        return looks(self.book)
