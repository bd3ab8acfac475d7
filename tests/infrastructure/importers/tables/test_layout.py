"""Where the table is in a file as people keep it, and what is said of the rest."""

from itertools import chain, count

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from infrastructure.importers.tables.header_rows import each_once
from tests.infrastructure.importers.given import file


def seen(text: str) -> list[str]:
    return list(map(str, file(text).seen()))


class TestHeader:
    def test_stands_below_titles_and_blank_rows(self) -> None:
        """A title says whose list it is, and names no column."""
        table = file("Status of signatures,\nAs of,1 March 2026\n,\nCountry,Signed\nKenya,2022\n")

        assert table.header == ("Country", "Signed")
        assert [row.number for row in table.rows] == [5]
        assert list(table.seen()) == [
            "file.csv: the header is in row 4; rows below it: 1.",
            "Left out above the header: rows 1 to 2 ('Status of signatures').",
        ]

    def test_is_one_line_in_a_file_as_programs_write_it(self) -> None:
        """Then there is nothing more to be said."""
        assert seen("Country,Signed\nKenya,2022\n") == [
            "file.csv: the header is in row 1; rows below it: 1."
        ]
        assert file("Country,Signed\nKenya,2022\n").is_plain

    @pytest.mark.parametrize(
        ("lines", "header"),
        [
            ("Country,Signature,\n,Date,By\n", ("Country", "Signature / Date", "Signature / By")),
            ("Country,Signed\n,(dd/mm/yyyy)\n", ("Country", "Signed")),
            (
                ",Signature,,Withdrawal,\nCountry,Date,By,Date,By\n",
                (
                    *("Country", "Signature / Date", "Signature / By"),
                    *("Withdrawal / Date", "Withdrawal / By"),
                ),
            ),
            ("Party,,Signature\nCountry,Code,Signed\n", ("Country", "Code", "Signed")),
            ("Country,Signature\nCountry,Date\n", ("Country", "Signature / Date")),
        ],
    )
    def test_may_have_two_rows(self, lines: str, header: tuple[str, ...]) -> None:
        """Heads of groups are merged over their columns, which are named below."""
        cells = ",".join(["Kenya", *["2022-04-25"] * (len(header) - 1)])
        table = file(f"A list\n{lines}{cells}\n")

        assert table.header == header
        assert [row.number for row in table.rows] == [4]
        assert "Rows 2 and 3 together name the columns." in list(table.seen())

    def test_has_one_row_where_the_next_one_is_a_row(self) -> None:
        """A row of words is a row, even under a column without a name."""
        table = file("Country,,Signed\nAtlantis,x,tbc\n")

        assert table.header == ("Country", "Column 2", "Signed")
        assert "Columns without a name were given one: 'Column 2'." in list(table.seen())

    def test_names_each_column_once(self) -> None:
        """Of two columns with one name, the second gets a number."""
        assert file("Country,Date,Date\nKenya,2022,2023\n").header == ("Country", "Date", "Date 2")

    def test_with_our_columns_may_have_a_title_above(self) -> None:
        """All else of such a file is taken as it is: a total there is a mistake."""
        table = file("Our members,,\nact,member,on\njoin,KEN,2022\nTotal,1,\n")

        assert table.header == ("act", "member", "on")
        assert [row.cells["act"] for row in table.rows] == ["join", "Total"]
        assert table.layout.above[0].number == 1

    def test_is_not_taken_for_ours_by_a_cell(self) -> None:
        """A list of laws may have an act in it."""
        table = file("Country,Kind,Signed\nKenya,act,2022-06-02\nTotal,1,\n")

        assert table.header == ("Country", "Kind", "Signed")
        assert [row.number for row in table.rows] == [2]


class TestRows:
    def test_of_totals_are_left_out(self) -> None:
        """A sum is nobody's signature."""
        lines = ["Country,Signed", "Kenya,2022", "Sub-total,1", "Ghana,2022", "Total signatures,2"]

        assert [row.cells["Country"] for row in file("\n".join(lines)).rows] == ["Kenya", "Ghana"]
        assert "Left out as totals: rows 3, 5." in seen("\n".join(lines))
        assert "Left out as totals: row 3." in seen(
            "Country,Signed\nKenya,2022\nSigned: 7 of 10,\n"
        )
        assert len(file("Country,Signed\nTotal,yes\n").rows) == 1

    def test_that_repeat_the_header_are_left_out(self) -> None:
        """Whoever printed it wanted it on each page."""
        text = "Country,Signed\nKenya,2022\nCountry,Signed\nGhana,2022\n"

        assert "Left out, since they repeat the header: row 3." in seen(text)

    def test_below_that_are_notes_are_left_out(self) -> None:
        """Sources and footnotes are no parties."""
        text = (
            "Country,Signed\nKenya,2022\nGhana,\n\nPeru,\n"
            "* subject to approval,\n\nThis list was compiled by hand,\n"
        )
        table = file(text)

        assert [row.cells["Country"] for row in table.rows] == ["Kenya", "Ghana", "Peru"]
        assert "Left out below the table: rows 6, 8 ('* subject to approval')." in seen(text)

    def test_with_one_cell_between_others_stay(self) -> None:
        """A party that has signed nothing yet has one cell, too."""
        table = file("Country,Signed\nGhana,\n\nNote of a kind,\nKenya,2022\n")

        assert [row.number for row in table.rows] == [2, 4, 5]

    def test_end_where_their_values_do(self) -> None:
        """Trailing commas are no columns, and a value that has no column is a problem."""
        text = "Country,Signed,\nKenya,2022,,,\n" + "Ghana,2022,\n" * 40 + "Peru,2022,x\n"
        table = file(text)

        assert (table.header, len(table.rows)) == (("Country", "Signed"), 41)
        assert [str(each) for each in table.problems] == [
            "Row 43: The row has a value in a column without a name."
        ]

    def test_are_told_in_runs(self) -> None:
        """Hundreds of numbers would hide the sentence."""
        lines = "".join(f"Kenya,2022\nTotal,{n}\n" for n in range(9))

        assert "Left out as totals: 9 rows: 3, 5, 7, 9, 11, 13 …." in seen(
            f"Country,Signed\n{lines}"
        )

    def test_of_a_long_run_are_counted(self) -> None:
        """First and last say which, the count how many."""
        lines = "Total,1\n" * 9

        assert "Left out as totals: 9 rows: 2 to 10." in seen(f"Country,Signed\n{lines}")

    def test_a_long_title_is_cut(self) -> None:
        """It is there to be recognised, not to be read."""
        assert f"row 1 ('{'x' * 59}…')." in seen(f"{'x' * 90},\nCountry,Signed\nKenya,2\n")[1]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_the_place_is_right_with_every_end_of_line(end: str) -> None:
    """Old programs for the Mac end lines with CR alone."""
    table = file(end.join(["A list;", "Country;Signed", "Kenya;2022", "Total;1"]))

    assert [row.number for row in table.rows] == [3]
    assert table.layout.totals == [4]


@drawn(names=st.lists(st.sampled_from(["a", "b", "a 2", "a 3", "b 2", "a 2 2"]), max_size=9))
def test_each_column_has_a_name_of_its_own(names: list[str]) -> None:
    """One that came before gets the first number that no other has."""
    found = each_once(names)

    assert len(set(found)) == len(found) == len(names)
    for place, (name, other) in enumerate(zip(names, found, strict=True)):
        numbered = chain([name], (f"{name} {number}" for number in count(2)))
        assert other == next(each for each in numbered if each not in found[:place])


def test_very_many_columns_of_one_name_are_named_in_one_go() -> None:
    """20,000 of them, a file of 80 KB, took half a minute."""
    assert each_once(["a"] * 100_000)[-1] == "a 100000"
