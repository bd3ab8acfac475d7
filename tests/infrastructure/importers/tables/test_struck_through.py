"""Cells that are struck through, which say that what stands there no longer holds."""

import io
import zipfile

import pytest
import xlsxwriter

from infrastructure.importers.tables.open_document_styles import OpenStyles
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.struck_through import STRUCK
from infrastructure.importers.tables.table import InputTable
from tests.infrastructure.importers.sheets import changed, made
from tests.infrastructure.importers.tables.test_open_document import cell, row, sheet

LINE = 'style:text-line-through-style="solid" style:text-line-through-type="single"'
SPACES = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ' + " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
    for each in ("office", "table", "text")
)
HEADER = row(cell("a"), cell("b", 'office:value-type="string" table:style-name="plain"'))


def workbook(*, in_part: bool = False) -> bytes:
    """Return one whose second row is struck through, or a part of one of its cells."""

    def fill(book: xlsxwriter.Workbook) -> None:
        page, line = book.add_worksheet(), book.add_format({"font_strikeout": True})
        page.write_row(0, 0, ["a", "b", "c"])
        page.write_row(1, 0, ["x", 1, "y"], None if in_part else line)
        page.write_row(2, 1, [2, "z"], book.add_format({"bold": True}))
        page.write_string(2, 0, " ", line)
        if in_part:
            page.write_rich_string(1, 2, "y ", line, "no")

    return made(fill)


def style(name: str, line: str = "", family: str = "table-cell", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}"><style:text-properties {line}/></style:style>'
    )


def document(
    *rows: str, styles: str, of_people: str = "", columns: str = "", header: str = HEADER
) -> InputTable:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("styles.xml", f"<office:d {SPACES}>{of_people}</office:d>")
        body = f"<office:body>{sheet(header, *rows, columns=columns)}</office:body>"
        file.writestr("content.xml", f"<office:d {SPACES}>{styles}{body}</office:d>")
    return read_table(target.getvalue(), "f.ods")


def styled(name: str) -> str:
    return f'office:value-type="string" table:style-name="{name}"'


def places(table: InputTable) -> list[tuple[int, str]]:
    """Return the rows and columns that are struck through."""
    assert {each.reason for each in table.problems} <= {STRUCK}
    return [(each.row, each.column) for each in table.problems]


class TestOfWorkbooks:
    def test_whole_rows_are_bad_ones_and_named_once(self) -> None:
        """A member that left is struck through in a list; a blank cell says nothing."""
        table = read_table(workbook(), "f.xlsx")

        assert places(table) == [(2, "a")]
        assert [each.cells for each in table.rows] == [{"b": "2", "c": "z"}]

    def test_parts_of_cells_make_their_row_a_bad_one(self) -> None:
        """The words beside those that hold would be read with them."""
        assert places(read_table(workbook(in_part=True), "f.xlsx")) == [(2, "c")]

    def test_parts_of_texts_in_the_sheet_itself_are_seen(self) -> None:
        """Some programs write texts into cells, and not into a list of their own."""
        inline = changed(
            workbook(in_part=True),
            "xl/worksheets/sheet1.xml",
            '<c r="C2" t="s"><v>7</v></c>',
            '<c r="C2" t="inlineStr"><is><r><rPr><strike/></rPr><t>no</t></r></is></c>',
        )
        assert places(read_table(inline, "f.xlsx")) == [(2, "c")]

    @pytest.mark.parametrize("value", ["0", "false"])
    def test_fonts_may_say_that_they_strike_nothing(self, value: str) -> None:
        """As those of texts that were struck through before."""
        off = f'<strike val="{value}"/>'
        content = changed(workbook(), "xl/styles.xml", "<strike/>", off)

        assert places(read_table(content, "f.xlsx")) == []

    def test_formats_by_condition_do_not_count(self) -> None:
        """They depend on other cells, and are fonts of no style."""
        font = "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
        plain = changed(workbook(), "xl/styles.xml", "<strike/>", "")
        content = changed(plain, "xl/styles.xml", '<dxfs count="0"/>', font)

        assert places(read_table(content, "f.xlsx")) == []

    def test_cells_below_are_as_the_one_that_they_are_merged_with(self) -> None:
        """The rows below take its value, and have no style that anybody sees."""

        def fill(book: xlsxwriter.Workbook) -> None:
            page = book.add_worksheet()
            page.write_row(0, 0, ["a", "b"])
            page.write_column(1, 1, ["x", "y", "z"])
            page.merge_range(1, 0, 2, 0, "France", book.add_format({"font_strikeout": True}))

        assert places(read_table(made(fill), "f.xlsx")) == [(2, "a"), (3, "a")]


class TestOfOpenDocuments:
    def test_whole_rows_are_bad_ones_and_named_once(self) -> None:
        """As in a workbook."""
        gone = [cell(text, styled("gone")) for text in "xy"]
        table = document(row(*gone), row(cell("u"), cell("")), styles=style("gone", LINE))

        assert places(table) == [(2, "a")]
        assert [each.cells for each in table.rows] == [{"a": "u"}]

    def test_parts_of_cells_make_their_row_a_bad_one(self) -> None:
        """A style of a cell may have the name of one of words."""
        words = cell('x <text:span text:style-name="T1">no</text:span>', styled("T1"))
        other = cell('<text:span text:style-name="T2">v</text:span>')
        styles = style("T1", LINE, "text") + style("T1")

        assert places(document(row(words, other), styles=styles)) == [(2, "a")]

    def test_styles_of_columns_and_rows_count_where_cells_have_none(self) -> None:
        """LibreOffice leaves out the style of a cell that is the one of its column."""
        columns = '<table:table-column/><table:table-column table:default-cell-style-name="gone"/>'
        given = 'table:default-cell-style-name="plain"'
        table = document(
            row(cell("x"), cell("y")),
            row(cell("x"), cell("y", styled("plain"))),
            row(cell("x"), cell("y"), attributes=given),
            columns=columns,
            styles=style("gone", LINE) + style("plain"),
        )

        assert places(table) == [(2, "b")]

    def test_a_cell_that_is_repeated_is_judged_in_each_column(self) -> None:
        """LibreOffice writes two cells of one value as one."""
        columns = '<table:table-column/><table:table-column table:default-cell-style-name="gone"/>'
        twice = cell("x", 'office:value-type="string" table:number-columns-repeated="2"')

        table = document(row(twice), columns=columns, styles=style("gone", LINE))

        assert places(table) == [(2, "b")]

    def test_columns_whose_head_is_struck_through_are_not_read(self) -> None:
        """As in a workbook; a group in the row above counts for all of its columns."""
        spans = f'{styled("gone")} table:number-columns-spanned="2"'
        group = row(cell("Country"), cell("Signature", spans), "<table:covered-table-cell/>")
        names = row(cell(""), cell("date"), cell("place"))
        rows = row(cell("Kenya"), cell("2026-02-01"), cell("Rome"))
        head = row(cell("a"), cell("b", styled("gone")), cell("c"))
        one = document(rows, styles=style("gone", LINE), header=head)
        two = document(names, rows, styles=style("gone", LINE), header=group)

        assert (one.header, one.layout.struck) == (("a", "c"), ("b",))
        assert (two.header, len(two.layout.struck)) == (("Country",), 2)

    @pytest.mark.parametrize(
        ("line", "found"),
        [("", [(2, "a")]), (LINE.replace("solid", "none"), []), (LINE, [(2, "a")])],
    )
    def test_styles_take_the_line_of_their_parents(
        self, line: str, found: list[tuple[int, str]]
    ) -> None:
        """People make styles of their own, and the spreadsheet makes others from them."""
        table = document(
            row(cell("x", styled("ce1")), cell("y")),
            styles=style("ce1", line, parent="Gone"),
            of_people=style("ce1", LINE) + style("Gone", LINE),
        )

        assert places(table) == found


def test_no_chain_of_styles_is_gone_through_twice() -> None:
    """A file of some kilobytes had a chain of 20,000, and cells of all of them."""

    class Counted(dict[object, bool]):
        asked = 0

        def __contains__(self, style: object) -> bool:
            self.asked += 1
            return super().__contains__(style)

    chain = [("table-cell", str(number)) for number in range(1_000)]
    styles = OpenStyles(parents={style: str(int(style[1]) + 1) for style in chain})
    styles.strikes = counted = Counted({("table-cell", "1000"): True})  # type: ignore[assignment]  # counts

    assert all(styles.is_struck(*style) for style in (*chain, *chain))
    assert counted.asked <= 3 * len(chain)
