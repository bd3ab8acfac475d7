"""A report as an Excel workbook: a sheet that says what it is, then one sheet for each table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from application.evidence import CHECKPOINT
from application.questions.asking.answer import Json
from application.reports.document import (
    Block,
    Chart,
    Markdown,
    Paragraph,
    Points,
    Report,
    Table,
    Tone,
    walk,
)
from domain.words import worded
from infrastructure.language import translated
from infrastructure.render.cells import cell, found
from infrastructure.render.charts import INK, bar_parts, described, step
from infrastructure.render.forms import ReportStyle
from infrastructure.render.heading import checkpoint, foot, head
from infrastructure.render.prose import MARKDOWN, as_lines, flat, read
from infrastructure.render.translation import table_translated

LONGEST = 32_000  # letters in a cell, of which Excel takes 32,767
NARROW, WIDE, PAGE = 8, 48, 100  # letters: how wide a column is at least and at most, and a text
NAME = 31  # letters of a sheet's name
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # the file's format has no zone; fixed for equal bytes
TONES: Mapping[Tone, str] = {"good": "#E3F2E3", "partial": "#FDF3D3", "bad": "#FBE3E1"}
FIRST = worded("Report")
PATTERNS = ("dark_upward_diagonal", "dark_horizontal", "dark_vertical", "large_check")
"""Of the parts of a bar, which tell them apart without colour."""


def as_xlsx(report: Report, style: ReportStyle) -> bytes:
    """Return the report as a workbook, in which every text is a text and no formula.

    Every sheet carries the banners, both days and the position; what is too long for a cell ends
    in "…" and is whole in the other forms.
    """
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": report.title,
                "subject": f"{report.body} ({report.taskforce})",
                "comments": " ".join(head(report)),
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
        tables = list(map(table_translated, self.report.tables()))
        names = dict(zip((t.key for t in tables), self._names(tables), strict=True))
        row = self._heads(sheet, self.report.title)
        for line in self._lines(names):
            sheet.write_string(row, 0, line[0][:LONGEST], self._look(line[1]))
            row += 1
        sheet.set_column(0, 0, PAGE)
        charts = {
            block.key: block
            for section in walk(self.report.sections)
            for block in section.blocks
            if isinstance(block, Chart)
        }
        for table in tables:
            self._table(self._sheet(names[table.key]), table, charts.get(table.key))

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        head = " ".join([*self.report.banners, self.report.title])
        sheet.set_header(f"&L{head[:200].replace('&', '&&')}")
        page = translated(worded("Page {page} of {pages}", page="&P", pages="&N"))
        sheet.set_footer(f"&L&A&R{page}")
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _names(self, tables: Sequence[Table]) -> Iterator[str]:
        taken = {translated(FIRST).casefold()}
        for table in tables:
            clean = "".join(" " if letter in "[]:*?/\\'" else letter for letter in table.key)
            name, number = clean[:NAME], 1
            while name.casefold() in taken:
                number += 1
                name = f"{clean[: NAME - 3]} {number}"
            taken.add(name.casefold())
            yield name

    def _heads(self, sheet: Worksheet, title: str) -> int:
        """Write what every sheet says at its top, and return the row below it."""
        banners = len(self.report.banners)
        for row, line in enumerate([title, *head(self.report)]):
            look = "title" if row == 0 else "banner" if row <= banners else "plain"
            sheet.write_string(row, 0, line, self._look(look))
        return 2 + len(head(self.report))

    def _lines(self, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the texts of the report, with how each looks; a table is named by its sheet."""
        for section in walk(self.report.sections):
            yield section.title, "title"
            for block in section.blocks:
                for line in self._said(block, names):
                    yield line, "text"
            yield "", "plain"
        for line in foot(self.report, self.style):
            yield line, "text"
        if signed := checkpoint(self.style):
            yield "", "plain"
            yield translated(CHECKPOINT), "text"
            yield from ((line, "fixed") for line in signed)

    def _said(self, block: Block, names: Mapping[str, str]) -> Sequence[str]:
        match block:
            case Paragraph():
                return [part for part in block.text.split("\n") if part.strip()]
            case Markdown():
                return [line for line in as_lines(read(block.text)) if line.strip()]
            case Points():
                mark = "{}. {}" if block.numbered else "- {1}"
                return [mark.format(n, line) for n, line in enumerate(block.lines, start=1)]
            case Table() | Chart():
                return [
                    translated(
                        worded(
                            "{caption}: see the sheet “{names}”.",
                            caption=block.caption,
                            names=names[block.key],
                        )
                    )
                ]

    def _table(self, sheet: Worksheet, table: Table, chart: Chart | None) -> None:
        top = self._heads(sheet, table.caption)
        for column, each in enumerate(table.columns):
            sheet.write_string(top, column, each.label, self._look("head"))
            cells = [cell(found(row, each.key)) for row in table.rows]
            longest = max(map(len, [each.label, *cells]))
            sheet.set_column(column, column, min(WIDE, max(NARROW, longest + 2)))
        for number, row in enumerate(table.rows, start=top + 1):
            for column, each in enumerate(table.columns):
                value = found(row, each.key)
                value = flat(value, each) if each.key in MARKDOWN else value
                self._write(sheet, (number, column), value, table)
        if not table.rows:
            sheet.write_string(top + 1, 0, table.empty, self._look("plain"))
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(0, top)
        if table.rows and table.columns:
            sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
        if chart and chart.categories:
            self._draw(sheet, chart, top)

    def _write(self, sheet: Worksheet, at: tuple[int, int], value: Json, table: Table) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            sheet.write_number(*at, value, self._look("cell"))
            return
        text = cell(value)
        text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        tone = table.tones.get(value) if isinstance(value, str) else None
        sheet.write_string(*at, text, self._look(tone if tone and tone in TONES else "cell"))

    def _draw(self, sheet: Worksheet, chart: Chart, top: int) -> None:
        """Draw bars as wide as all who are bound, with whole members on the axis."""
        drawn = self.book.add_chart({"type": "bar", "subtype": "stacked"})
        assert drawn is not None  # it is only for a type that there is not
        last, most = top + len(chart.categories), max([1, *chart.whole])
        for number, (_, colour, strokes, _) in enumerate(bar_parts(chart), start=1):
            look = PATTERNS[number % len(PATTERNS)]
            fill = {"fg_color": "#FFFFFF", "bg_color": colour, "pattern": look}
            drawn.add_series(
                {
                    "name": [sheet.name, top, number],
                    "categories": [sheet.name, top + 1, 0, last, 0],
                    "values": [sheet.name, top + 1, number, last, number],
                    "data_labels": {
                        "value": True,
                        "num_format": "0;;;",
                        "fill": {"color": "white"},
                    },
                    "border": {"color": INK, "width": 0.5},
                    "gap": 60,
                    **({"pattern": fill} if strokes else {"fill": {"color": colour}}),
                }
            )
        drawn.set_title({"name": chart.caption, "overlay": False})
        drawn.set_x_axis(
            {
                "name": translated(worded("members")),
                "min": 0,
                "max": most,
                "major_unit": step(most),
                "num_format": "0",
            }
        )
        drawn.set_y_axis({"reverse": True})
        drawn.set_legend({"position": "bottom"})
        drawn.set_size({"width": 640, "height": 160 + 40 * len(chart.categories)})
        place = {"description": described(chart), "object_position": 1}
        sheet.insert_chart(last + 2, 0, drawn, place)

    def _look(self, name: str) -> Format:
        return self._looks[name]

    @cached_property
    def _looks(self) -> Mapping[str, Format]:
        text: dict[str, object] = {"text_wrap": True, "valign": "top"}
        framed = {**text, "border": 1, "border_color": "#B9C0CA"}
        looks: dict[str, dict[str, object]] = {
            "title": {"bold": True, "font_size": 14, "font_color": "#1F3A5F"},
            "banner": {"bold": True, "font_color": "#8C1D18"},
            "plain": {},
            "fixed": {"font_name": "Courier New", "font_size": 8},
            "text": text,
            "cell": framed,
            "head": {**framed, "bold": True, "bg_color": "#EEF2F7"},
        }
        looks.update((tone, {**framed, "bg_color": colour}) for tone, colour in TONES.items())
        return {name: self.book.add_format(look) for name, look in looks.items()}
