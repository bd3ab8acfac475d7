"""Files that are no sound workbook: refused with a sentence, before they fill the memory."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DepositaryError, Malformed
from infrastructure.importers import xml_elements
from infrastructure.importers.tables import xlsx_package
from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.importers.sheets import book, changed

SHEET = "xl/worksheets/sheet1.xml"
DAY = date(2022, 6, 1)


class TestFilesThatAreRefused:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"PK\x03\x04rest", "f cannot be read as a workbook: it is damaged. Open it in"),
            (b"\xd0\xcf\x11\xe0rest", "is a workbook of an older kind, which cannot be read. Save"),
            (
                b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
                "is protected by a password, which cannot be read. Save it as",
            ),
            (
                b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                "cannot be read as a workbook: it is damaged",
            ),
            (book(["a"])[:-400], "it is damaged"),
            (book([None]), "f has no sheet that is shown and has cells."),
        ],
    )
    def test_with_a_sentence(self, content: bytes, sentence: str) -> None:
        """Staff must know what to do next, not what a decoder thinks."""
        with pytest.raises(Malformed) as refused:
            read_table(content, "f")

        assert sentence in str(refused.value)

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', "declarations that no"),
            ("</sheetData>", "", "cannot be read as a workbook"),
            ('r="A2"', 'r="XFD1048576"', "reach beyond row 1,000,000"),
            ('r="A2"', 'r="XFD9"', "more than 1,000 columns"),
            ('r="A2"', 'r="AAA999999"', "spread too far"),
            ('r="A2"', 'r="A99999999999"', "row 2 says that it is in an impossible place"),
            ('r="A2"', 'r="A1"', "row 1 has a cell twice or in a wrong order"),
            ('encoding="UTF-8"', 'encoding="UTF-9"', "one of its parts is no XML"),
            ('encoding="UTF-8"', 'encoding="UTF-7"', "one of its parts is no XML"),
        ],
    )
    def test_before_they_fill_the_memory(self, old: str, new: str, sentence: str) -> None:
        """A small file can say that it is a very large one."""
        content = changed(book(["a"], ["x"]), SHEET, old, new)

        with pytest.raises(Malformed, match=sentence):
            read_table(content, "f.xlsx")

    def test_that_unpack_to_too_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A bomb is refused by what it says of itself, before it is unpacked."""
        monkeypatch.setattr(xlsx_package, "LARGEST", 100)

        with pytest.raises(Malformed, match="unpacks to more than 100 bytes"):
            read_table(book(["a"]), "f.xlsx")

    @pytest.mark.slow
    def test_that_pack_better_than_any_sheet_does(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A kilobyte of blanks for each byte is no table of people."""
        blanks = changed(book(["a"]), SHEET, "</sheetData>", "</sheetData>" + " " * 9_000_000)
        assert read_table(blanks, "f.xlsx").header == ("a",)
        monkeypatch.setattr(xlsx_package, "SMALL", 10_000)

        with pytest.raises(Malformed, match="unpacks to more than 250 times its size"):
            read_table(blanks, "f.xlsx")

    @pytest.mark.parametrize("token", ["<!--{}-->", '<b c="{}"/>', "<b{}/>", "<?b {}?>"])
    def test_with_a_tag_or_comment_without_end(
        self, monkeypatch: pytest.MonkeyPatch, token: str
    ) -> None:
        """It is read anew with each piece of the file, which took minutes."""
        monkeypatch.setattr(xml_elements, "_PIECE", 1_000)
        monkeypatch.setattr(xml_elements, "_LONGEST", 10_000)
        long, far = (f"<a>{token.format(' ' * each)}</a>" for each in (8_000, 12_000))
        assert list(xml_elements.elements(long.encode(), "f.xlsx"))

        with pytest.raises(Malformed, match="a longer tag or comment than any program writes"):
            list(xml_elements.elements(far.encode(), "f.xlsx"))

    def test_but_not_with_a_long_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is read once."""
        monkeypatch.setattr(xml_elements, "_PIECE", 1_000)
        monkeypatch.setattr(xml_elements, "_LONGEST", 1_000)
        text = f"<a>{'b' * 9_000}<![CDATA[{'c' * 9_000}]]></a>{' ' * 9_000}"

        assert len(list(xml_elements.elements(text.encode(), "f.xlsx"))) == 2

    @pytest.mark.parametrize(("deep", "found"), [(250, True), (2_000, False)])
    def test_with_elements_in_one_another_without_end(self, deep: int, *, found: bool) -> None:
        """No program writes them, and each may cost time at every cell."""
        old, new = "</sheetData>", f"</sheetData>{'<a>' * deep}{'</a>' * deep}"
        content = changed(book(["a"]), SHEET, old, new)
        if found:
            assert read_table(content, "f.xlsx").header == ("a",)
            return

        with pytest.raises(Malformed, match="too deep in one another"):
            read_table(content, "f.xlsx")

    @pytest.mark.parametrize("said", ["99999999999", "1000", "-1", "all"])
    def test_that_say_of_more_texts_than_there_are(self, said: str) -> None:
        """The library would take memory for all of them at once."""
        content = changed(
            book(["a"]), "xl/sharedStrings.xml", 'uniqueCount="1"', f'uniqueCount="{said}"'
        )

        with pytest.raises(Malformed, match="more texts than it does"):
            read_table(content, "f.xlsx")

    @pytest.mark.parametrize("index", ["-1", "-0", "+2", "2.0", "2e0", " 2", "x", "\u0662", "99"])
    def test_that_name_a_text_which_is_not_there(self, index: str) -> None:
        """The library reads the first text instead, so that another member would be recorded."""
        content = changed(book(["a"], ["b"], ["c"]), SHEET, "<v>2</v>", f"<v>{index}</v>")

        with pytest.raises(Malformed, match=r"cannot be read as a workbook: .*Open it in a spread"):
            read_table(content, "f.xlsx")

    @pytest.mark.parametrize("shown", ["yyyy-mm-dd", "[h]:mm", "0.00"])
    @pytest.mark.parametrize("value", ["-1e400", "-1e12", "-<!-- -->1<b/>e12"])
    def test_with_a_number_at_which_the_library_stops(self, shown: str, value: str) -> None:
        """It tells of a date before all dates by ending the program."""
        content = changed(book(["a"], [DAY], shown=shown), SHEET, ">44713<", f">{value}<")

        with pytest.raises(Malformed, match="row 2 has a number below -100,000,000,000"):
            read_table(content, "f.xlsx")

    def test_with_a_time_that_lasts_too_long(self) -> None:
        """Python counts no more than 999,999,999 days."""
        content = changed(book(["a"], [DAY], shown="[h]:mm"), SHEET, ">44713<", ">1e12<")

        with pytest.raises(Malformed, match="it is damaged"):
            read_table(content, "f.xlsx")

    def test_with_two_parts_of_one_name(self) -> None:
        """Two readers would see two different tables."""
        content = io.BytesIO(book(["a"]))
        with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(content, "a") as file:
            file.writestr(SHEET, b"<x/>")

        with pytest.raises(Malformed, match="two of its parts have one name"):
            read_table(content.getvalue(), "f.xlsx")

    def test_with_locked_parts(self) -> None:
        """A lock inside the file is told apart from damage."""
        content = bytearray(book(["a"]))
        at = content.index(b"PK\x01\x02")
        content[at + 8] |= 1

        with pytest.raises(Malformed, match="parts of it are locked"):
            read_table(bytes(content), "f.xlsx")


@pytest.mark.parametrize("value", ["NaN", "1e400", "Infinity"])
def test_what_is_no_number_is_a_problem_of_its_row(value: str) -> None:
    """The library reads it as the thirtieth of December 1899."""
    content = changed(book(["a"], [DAY]), SHEET, ">44713<", f">{value}<")

    problem = read_table(content, "f.xlsx").problems[0]

    assert (problem.row, problem.column) == (2, "a")
    assert problem.reason == "This cell holds no number that can be written; write the value."


def test_a_number_that_is_a_text_is_read_as_the_text() -> None:
    """It is judged like any other word, and by the row that it is in."""
    content = changed(book(["a"], [DAY]), SHEET, ">44713<", ">soon<")

    assert read_table(content, "f.xlsx").rows[0].cells == {"a": "soon"}


@given(st.integers(0, 5000), st.integers(0, 255))
def test_no_damage_ever_gives_a_traceback(at: int, byte: int) -> None:
    """Whatever is sent, the answer is a table or a sentence."""
    content = bytearray(book(["act", "on"], ["join", DAY]))
    content[at % len(content)] = byte

    try:
        read_table(bytes(content), "f.xlsx")
    except DepositaryError as error:
        sentence = str(error)
    else:
        sentence = "It was read."
    assert sentence.endswith((".", "?"))
