"""OpenDocument spreadsheets, put together part by part: what is read, and what is refused."""

import io
import zipfile

import pytest

from domain.errors import Malformed
from infrastructure.importers.tables import open_document
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.table import InputTable

_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_SPACES = f'xmlns:calcext="{_CALCEXT}" xmlns:x="urn:example" ' + " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
    for each in ("office", "table", "text", "style", "number", "drawing")
).replace("xmlns:drawing", "xmlns:draw")


def cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def sheet(*rows: str, name: str = "List", columns: str = "", style: str = "shown") -> str:
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{columns}'
        f"{''.join(rows)}</table:table>"
    )


def document(*sheets: str, manifest: str = "<m/>") -> bytes:
    styles = (
        '<style:style style:name="gone"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    content = f"<office:d {_SPACES}>{styles}{''.join(sheets)}</office:d>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def read(*rows: str, columns: str = "", name: str | None = None) -> InputTable:
    return read_table(document(sheet(*rows, columns=columns)), "f.ods", sheet=name)


REMARKED = (
    "<table:table-cell office:value-type='string'><office:annotation><text:p>no</text:p>"
    "</office:annotation><text:p>yes</text:p></table:table-cell>"
)
DRAWN_ON = (
    "<table:table-cell office:value-type='string'><draw:custom-shape><text:p>ask first</text:p>"
    "</draw:custom-shape><text:p>yes</text:p></table:table-cell>"
)


_SPANNED = (
    'office:value-type="string" table:number-rows-spanned="99999"'
    ' table:number-columns-spanned="999"'
)
_REPEATED = 'table:number-rows-repeated="99999"'


def _value(kind: str, value: str) -> str:
    return f'office:value-type="{kind}" office:value="{value}"'


def _hour(shown: str, duration: str) -> str:
    return cell(shown, f'office:value-type="time" office:time-value="{duration}"')


class TestCells:
    @pytest.mark.parametrize(
        ("given", "read_as"),
        [
            (cell("7,0", 'office:value-type="float" office:value="7.0"'), "7"),
            (cell("7,5", 'office:value-type="float" office:value="7.5"'), "7.5"),
            (cell("?", 'office:value-type="float" office:value="?"'), "?"),
            (cell("WAHR", 'office:value-type="boolean" office:boolean-value="true"'), "yes"),
            (cell("FALSCH", 'office:value-type="boolean" office:boolean-value="false"'), "no"),
            (
                cell("25.04.22", 'office:value-type="date" office:date-value="2022-04-25"'),
                "2022-04-25",
            ),
            (
                cell(
                    "25 Apr 2022",
                    'office:value-type="date" office:date-value="2022-04-25T00:00:00"',
                ),
                "2022-04-25",
            ),
            (_hour("10:40 AM", "PT10H40M00S"), "10:40"),
            (_hour("9:05:07", "PT09H05M07.4S"), "09:05:07"),
            (_hour("10:40", "PT10H39M59.9999999S"), "10:40"),
            (_hour("23:59:59", "PT23H59M59,5S"), "23:59:59"),
            (_hour("9", "PT9H"), "09:00"),
            (cell("a</text:p><text:p>b"), "a\nb"),
            (cell("shown", 'office:value-type="string" office:string-value="meant"'), "meant"),
            (REMARKED, "yes"),
            (DRAWN_ON, "yes"),
            (cell("x<text:tab/>one<text:s/> point"), "x\tone  point"),
            (cell("a<text:s text:c='3'/>b<text:s text:c='-1'/>c"), "a   b c"),
            (cell('a<text:s text:c="100"/>b'), f"a{' ' * 100}b"),
            (cell("<text:span>a</text:span><text:line-break/>b"), "a\nb"),
        ],
    )
    def test_are_what_they_hold(self, given: str, read_as: str) -> None:
        """As in a workbook of Excel: values, and remarks are none."""
        assert read(row(cell("a")), row(given)).rows[0].cells == {"a": read_as}

    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            (
                cell("#N/A", 'office:value-type="string" calcext:value-type="error"'),
                "an error here",
            ),
            (cell("", 'table:formula="of:=1"'), "was never calculated"),
            (_hour("30:40", "PT30H40M"), "duration"),
            (_hour("-1:40", "-PT1H40M"), "duration"),
            (
                cell("06/2022", 'office:value-type="date" office:date-value="2022-06-06"'),
                "not shown",
            ),
            (
                cell("6 June", 'office:value-type="date" office:date-value="2022-06-06"'),
                "not shown",
            ),
        ],
    )
    def test_that_would_be_misread_are_problems(self, given: str, reason: str) -> None:
        """Nothing is taken for what it does not show."""
        assert reason in read(row(cell("a")), row(given)).problems[0].reason

    def test_are_repeated_and_blank_ones_are_none(self) -> None:
        """LibreOffice fills a sheet up to its last row and column by repeating."""
        blank = '<table:table-cell table:number-columns-repeated="16381"/>'
        table = read(
            row(cell("a"), cell("b"), blank),
            row(
                cell("x", 'office:value-type="string" table:number-columns-repeated="2"'),
                attributes='table:number-rows-repeated="2"',
            ),
            row(blank, attributes='table:number-rows-repeated="1048570"'),
        )

        assert [each.cells for each in table.rows] == [{"a": "x", "b": "x"}] * 2

    def test_that_are_merged_are_filled_downwards_only(self) -> None:
        """It is not known to which column a value of several belongs."""
        down = cell("x", 'office:value-type="string" table:number-rows-spanned="2"')
        wide = cell("z", 'office:value-type="string" table:number-columns-spanned="2"')
        table = read(
            row(cell("a"), cell("b")),
            row(down, cell("1")),
            row("<table:covered-table-cell/>", cell("2")),
            row(wide, "<table:covered-table-cell/>"),
            row(cell("u"), cell("v")),
        )

        assert [each.cells["a"] for each in table.rows] == ["x", "x", "u"]
        assert table.notes == ("Merged cells were read as filled in each row: row 3.",)
        assert "Row 4, column 'b': The cell is part of a merged one" in str(table.problems[0])

    def test_that_are_hidden_are_told(self) -> None:
        """A filter hides rows that are true all the same; hidden columns are not for us."""
        hidden = 'table:visibility="filter"'
        table = read(
            row(cell("a"), cell("b")),
            row(cell("x"), cell("1"), attributes=hidden),
            columns=f"<table:table-column/><table:table-column {hidden}/>",
        )

        assert table.layout.hidden == ("b",)
        assert table.notes == ("Hidden, and read all the same: row 2.",)
        assert not table.is_plain


class TestSheets:
    def test_the_one_that_is_shown_is_meant(self) -> None:
        """Blank and hidden ones are nobody's list."""
        found = read_table(
            document(
                sheet(row(cell("x")), name="Words", style="gone"),
                sheet(row(cell("a")), row(cell("1"))),
                sheet(name="Sheet 3"),
            ),
            "f.ods",
        )

        assert (found.sheet, found.header) == ("List", ("a",))

    def test_the_one_with_acts_is_meant(self) -> None:
        """As in a workbook of Excel."""
        both = document(sheet(row(cell("a")), name="One"), sheet(row(cell("act")), name="Two"))

        assert read_table(both, "f.ods").sheet == "Two"

    def test_a_blank_one_is_empty(self) -> None:
        """Even if somebody names it."""
        with pytest.raises(Malformed, match=r"f\.ods is empty"):
            read_table(document(sheet()), "f.ods", sheet="List")


class TestLimits:
    @pytest.mark.parametrize(
        ("rows", "reason"),
        [
            (
                row(cell("x"), attributes='table:number-rows-repeated="1048576"'),
                "reach beyond row 1,000,000",
            ),
            (
                row(cell("x", 'office:value-type="string" table:number-columns-repeated="2000"')),
                "more than 1,000 columns",
            ),
            (
                row(cell("x"), attributes='table:number-rows-repeated="99999999999"'),
                "repeats a cell or a row too often",
            ),
            (
                row(cell("x"), attributes='table:number-rows-repeated="0"'),
                "repeats a cell or a row too often, or never",
            ),
            (
                row(cell("x", _SPANNED) * 2) + row(cell("y"), attributes=_REPEATED) * 2,
                "merged cells reach too far",
            ),
        ],
    )
    def test_a_small_file_does_not_grow(self, rows: str, reason: str) -> None:
        """A repeated cell takes memory for every time."""
        with pytest.raises(Malformed, match=reason):
            read(row(cell("a")), rows)

    @pytest.mark.slow
    def test_hidden_rows_without_cells_take_no_room(self) -> None:
        """A file of two kilobytes took more than two gigabytes."""
        hidden = f'table:visibility="collapse" {_REPEATED}'

        table = read(row(cell("a")), row(attributes=hidden) * 20_000)

        assert table.header == ("a",)

    @pytest.mark.parametrize(
        ("kind", "given"),
        [
            ("float", "1e99999999"),
            ("float", "1e-99999999"),
            ("float", "sNaN"),
            ("float", "Infinity"),
        ],
    )
    def test_a_number_that_is_none_is_read_as_it_stands(self, kind: str, given: str) -> None:
        """Whoever looks at the value must see what is in the file."""
        found = read(row(cell("a")), row(cell("x", _value(kind, given))))

        assert next(iter(found.rows)).cells["a"] == given

    @pytest.mark.parametrize(
        ("given", "shown"),
        [("2026-01-xx", "2.1.2026"), ("x", "2.1.2026"), ("2026-01-02", "9" * 5000)],
    )
    def test_a_date_that_is_none_is_asked_about(self, given: str, shown: str) -> None:
        """Another program may have written it."""
        attributes = f'office:value-type="date" office:date-value="{given}"'

        found = read(row(cell("a")), row(cell(shown, attributes)))

        (problem,) = found.problems
        assert "is not shown with its day and its year" in str(problem)

    def test_a_merged_cell_fills_no_row_that_is_only_like_those_under_it(self) -> None:
        """Rows that are repeated were one, and what was filled into one was in all of them."""
        merged = cell("x", 'office:value-type="string" table:number-rows-spanned="2"')
        below = row(cell(""), cell("b"), attributes='table:number-rows-repeated="3"')

        found = read(row(cell("one"), cell("two")), row(merged, cell("a")), below)

        assert [each.cells["one"] for each in found.rows] == ["x", "x", "", ""]

    def test_all_cells_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Many rows with a few repeated cells each are many cells."""
        monkeypatch.setattr(open_document, "LARGEST", 10)

        with pytest.raises(Malformed, match="spread too far"):
            read(row(cell("a")), row(cell("x"), attributes='table:number-rows-repeated="11"'))

    def test_a_password_is_told(self) -> None:
        """What is encrypted looks damaged otherwise."""
        with pytest.raises(Malformed, match="is protected by a password"):
            read_table(document(manifest="<m><encryption-data/></m>"), "f.ods")
