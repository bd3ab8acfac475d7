"""From bytes to rows: what is accepted, and the one sentence that says why a file is not."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DepositaryError, Malformed
from infrastructure.importers.rows.standard_columns import in_standard_columns
from infrastructure.importers.tables import table as tables
from infrastructure.importers.tables.reading import lines_of, read_file, read_table
from tests.infrastructure.importers.given import file


@pytest.fixture(scope="module", autouse=True)
def limit() -> Iterator[None]:
    """Read with Python's own limit on cells, which other libraries change for all."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_what_spreadsheets_write(encoding: str) -> None:
    """Excel writes a byte order mark, other programs do not."""
    table = read_table("a,b\nCôte d'Ivoire, x \n".encode(encoding), "f.csv")

    assert table.header == ("a", "b")
    assert table.rows[0].cells == {"a": "Côte d'Ivoire", "b": "x"}
    assert table.rows[0].number == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_finds_the_delimiter_in_the_header(delimiter: str) -> None:
    """Excel writes semicolons where a comma is the decimal sign."""
    table = file(f"a{delimiter}b\n1{delimiter}2\n")

    assert table.rows[0].cells == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    "text",
    [
        "Party;Signed;Ratification, Acceptance(A), Accession(a)\nUtopia;1;2\nLaputa;3;4\n",
        "Global Taskforce, members, 2026\nParty;Signed\nUtopia;1\nLaputa;3\n",
        "Global Taskforce; members; 2026\nParty,Signed\nUtopia,1\nLaputa,3\n",
        "List of parties, of 2025\nParty;Signed;Note\nUtopia;1;2\nLaputa;3;4\n",
        "Party\tSigned\tNote\nUtopia\t1\ta, b, c\nLaputa\t3\t4\n",
        'Party,Signed,Note\nUtopia,1,"a;\nb;\nc;\nd;"\nLaputa,3,"a;\nb; c"\n',
        'Party;Signed;Note\nUtopia;1;"a, b\nc, d\ne, f"\nLaputa;3;"a, b\nc, d"\n',
    ],
)
def test_finds_the_delimiter_in_all_lines(text: str) -> None:
    """A comma within the header, or in a title, was taken for it."""
    assert [[*row.cells.values()][1] for row in file(text).rows] == ["1", "3"]


def test_a_cell_that_is_too_long_for_any_delimiter_is_refused() -> None:
    """Whichever divides the rows, no cell may be so long."""
    with pytest.raises(Malformed):
        file('a,b\n1,"' + ("x" * 90_000 + "\n") * 2 + '"\n')


def test_finds_the_delimiter_of_ragged_rows_in_the_header() -> None:
    """Cells that are missing at the end are told of; what stands in others divides no row."""
    assert file("Party,On,Note,More\nUtopia,1,a; b\nLaputa,3,c; d\n").header[0] == "Party"


def test_takes_the_delimiter_that_a_mapping_gives() -> None:
    """A header of one column with a comma in its name must stay one column."""
    assert read_table(b"a,b\n1\n", "f", ";").header == ("a,b",)


def test_counts_rows_as_a_spreadsheet_shows_them() -> None:
    """A cell with line ends is one row, and a blank line is one too."""
    table = file('a,b\n"x\r\ny",1\n\n,\n3,4\n')

    assert [(row.number, row.cells["a"]) for row in table.rows] == [(2, "x\ny"), (5, "3")]


def test_ragged_rows_are_problems_of_their_rows() -> None:
    """A missing cell would shift all that follow."""
    table = file("a,b\n1\n1,2\n1,2,3\n")

    assert [str(problem) for problem in table.problems] == [
        "Row 2: The row has 1 cells, but the header names 2 columns.",
        "Row 4: The row has 3 cells, but the header names 2 columns.",
    ]


@pytest.mark.parametrize(
    ("cell", "is_error"),
    [
        *((each, True) for each in ("#N/A", "#REF!", "#DIV/0!", "#VALEUR!", "#\u00bfNOMBRE?")),
        *(
            (each, True)
            for each in ("#NV", "#SPILL!", "#I/T", "#YOK", "#\u0418\u041c\u042f?", "Err:502")
        ),
        *((each, False) for each in ("#1", "#WeAct", "# N/A", "#Act!", "No. #N/A", "Err: 5")),
    ],
)
def test_what_a_spreadsheet_shows_for_an_error_is_no_text(cell: str, *, is_error: bool) -> None:
    """It stands in a CSV as a text, and was recorded as the name of a member."""
    table = file(f"a,b\n{cell},1\n")

    assert ["shows an error here" in each.reason for each in table.problems] == [True] * is_error


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "+A1", "+1+A1", "-A1", "\u200b=1", "\uff1d1", '"=1,2"']
)
def test_a_formula_is_a_problem_of_its_row(cell: str) -> None:
    """A register that is exported must not run anything on the reader's machine."""
    problem = file(f"a\n{cell}\n").problems[0]

    assert (problem.row, problem.column) == (2, "a")
    assert "would run this as a formula" in problem.reason


@pytest.mark.parametrize(
    "cell",
    [
        "-5",
        "+3.5",
        "- a point of a list",
        "a=b",
        "-",
        "+ 44 20 7946 0958",
        "+44 20 7946-0958",
        "+1 (555) 0100 x12",
    ],
)
def test_numbers_and_lists_are_no_formulas(cell: str) -> None:
    """Refusing what spreadsheets show as it is would help nobody."""
    assert not file(f"a\n{cell}\n").problems


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "f.csv is empty."),
        (b"\xef\xbb\xbf \n", "f.csv is empty."),
        (b"\n,,\n", "f.csv is empty."),
        (b"act,,b\n", "Column 2 of f.csv has no name in the first row."),
        (b"act,b,act\n", "f.csv has more than one column named 'act'; rename one."),
        (b"Meeting,meeting,on,member,presence\n", "f.csv has more than one column named 'meeting'"),
        (b"a\nC\xf4te\n", "Line 2 of f.csv holds characters that are not in UTF-8. In Excel, save"),
        (b"a\n\xed\xa0\x80\n", "Line 2 of f.csv holds characters that are not in UTF-8."),
        (b"\xff\xfea", "Line 1 of f.csv holds characters that are not in UTF-8."),
        (b"a\nx\0\n", "Line 2 of f.csv holds NUL"),
        (b'a\n1\n"x', "Row 3 of f.csv cannot be divided into cells: a quotation mark is missing"),
        (b'"a', "Row 1 of f.csv cannot be divided into cells"),
        (b"a\n" + b"x" * 100_001, "Row 2 of f.csv has a cell of more than 100,000 characters"),
        (b"a\n" + b"x" * 10_000_000, "Row 2 of f.csv has a cell of more than 100,000 characters"),
        (b"x" * 10_000_000, "Row 1 of f.csv has a cell of more than 100,000 characters"),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_sentence(content: bytes, sentence: str) -> None:
    """Staff must know what to do next, not what a decoder thinks."""
    with pytest.raises(Malformed) as malformed:
        read_table(content, "f.csv")

    assert sentence in str(malformed.value)


@given(st.text(alphabet="a\r\n\x0b\x1c\x85\u2028,", max_size=40))
def test_lines_are_those_of_a_file(text: str) -> None:
    """Only line ends end a line, whatever else Python takes for one."""
    assert list(lines_of(text)) == list(io.StringIO(text, newline=""))


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that never ends must not fill the memory."""
    monkeypatch.setattr(tables, "ROW_LIMIT", 2)

    with pytest.raises(Malformed, match="more than 2 rows; divide it"):
        file("a\n1\n2\n3\n")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A typing error in a name is the commonest mistake of all."""
    with pytest.raises(Malformed, match=r"There is no file 'no\.csv'\."):
        read_file(tmp_path / "no.csv")
    with pytest.raises(Malformed, match="is no file, so it cannot be read"):
        read_file(tmp_path)
    with pytest.raises(Malformed, match=r"cannot be read: .*null"):
        read_file(tmp_path / "a\0b")


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet='a,;\t"\n\r=\x00é\ufeff@+-', max_size=100).map(str.encode),
        st.text(max_size=60).map(lambda text: f"act,on\n{text}".encode(errors="replace")),
    )
)
def test_no_bytes_ever_give_a_traceback(content: bytes) -> None:
    """Whatever is sent, the answer is a table or a sentence."""
    try:
        in_standard_columns(read_table(content, "f.csv"))
    except DepositaryError as error:
        sentence = str(error)
    else:
        sentence = "It was read."
    assert sentence.endswith((".", "?")) or ": depositary text adopt " in sentence
