"""Columns whose head is struck through: as people do with what no longer holds."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from infrastructure.importers.tables.reading import read_file
from tests.infrastructure.cli.conftest import Once, done, folder, once
from tests.infrastructure.cli.given import events, tell, typed
from tests.infrastructure.importers.sheets import in_full, made

__all__ = ["done", "folder", "once"]
LEFT = ("Country,Signed on,~Withdrawn on", "Kenya,2026-02-01,2026-03-01")


def write(*sheets: Sequence[str]) -> None:
    """Write a workbook in which cells are struck through (~), or a part (%), or merged (>)."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        plain, line = workbook.add_format(), workbook.add_format({"font_strikeout": True})
        for lines in sheets:
            page = workbook.add_worksheet()
            for number, text in enumerate(lines):
                for column, cell in enumerate(text.split(",")):
                    words = cell.lstrip(">~%")
                    style = line if "~" in cell else plain
                    if cell.startswith(">"):
                        page.merge_range(number, column, number, column + 1, words, style)
                    elif cell.startswith("%"):
                        page.write_rich_string(number, column, words[:2], line, words[2:])
                    elif cell:
                        page.write(number, column, words, style)

    Path("rows.xlsx").write_bytes(made(fill))


@pytest.fixture(autouse=True)
def begun(once: Once) -> None:
    """A register with KEN and ATL, and a meeting."""
    once(tell, "meeting convene M1 ordinary_session --on 2026-03-01")


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        (["act,member,on,name,~until", "join,GRA,2025-02-01,Graustark,2025-05-01"], "until"),
        (["act,member,on,name,%until", "join,GRA,2025-02-01,Graustark,2025-05-01"], "until"),
        (["~act,~member,~on,~name", "join,GRA,2025-02-01,Graustark"], "act"),
        (["meeting,on,member,presence,~Left", "M1,2026-03-01,KEN,present,10:00"], "Left"),
        (["votes,D-1,~D-2", "meeting,M1,M1", "KEN,for,for"], "D-2"),
        (["~Country,~Signed on", "Kenya,2026-02-01"], "Country"),
    ],
)
def test_a_column_of_ours_is_refused(rows: list[str], column: str) -> None:
    """What stands below it was recorded; to leave it out may be as wrong."""
    write(rows)
    before = events()

    said = typed("import rows.xlsx --skip-bad-rows")

    assert said.code == 2
    assert f"The head of column '{column}' of rows.xlsx is struck through: delete" in said.err
    assert events() == before


def test_one_of_several_sheets_has_it() -> None:
    """They are read as one."""
    write(["act,member,on,name", "join,GRA,2025-02-01,Graustark"], ["act,member,~until"])

    assert "The head of column 'until'" in typed("import rows.xlsx").err


def test_a_remark_of_ours_is_not_read_in_any_case() -> None:
    """Its head says nothing of what is recorded."""
    write(["act,member,on,name,~(why)", "join,GRA,2025-02-01,Graustark,asked"])

    assert "recorded 1 join" in typed("import rows.xlsx").out


def test_a_column_of_another_table_is_not_read() -> None:
    """Nor are its cells bad ones; a mapping is proposed without it."""
    write([*LEFT, "Atlantis,2026-02-01,~2026-03-01"])

    said = typed("import rows.xlsx")

    assert "Not read, since the head is struck through: 'Withdrawn on'." in said.err
    assert "Withdrawn" not in Path("rows.xlsx.mapping.toml").read_text(encoding="utf-8")
    table = read_file(Path("rows.xlsx"))
    assert (table.header, table.problems) == (("Country", "Signed on"), ())
    assert [list(row.values()) for row in in_full(table)] == [
        ["Kenya", "2026-02-01"],
        ["Atlantis", "2026-02-01"],
    ]


def test_a_mapping_that_reads_it_is_refused() -> None:
    """It was written when the column was good."""
    write([LEFT[0].replace("~", ""), LEFT[1]])
    typed("import rows.xlsx")
    write(LEFT)

    said = typed("import rows.xlsx --mapping rows.xlsx.mapping.toml")

    assert said.code == 2
    assert "The head of column 'Withdrawn on' of rows.xlsx is struck through" in said.err


def test_of_two_rows_of_the_header_either_counts() -> None:
    """The upper one names a group; all columns of it go with it."""
    rows = "Kenya,2026-02-01,Rome,2026-03-01,Bonn"
    write(["Country,>Signature,,>~Withdrawal", ",date,~place,date,place", rows, rows])

    table = read_file(Path("rows.xlsx"))

    assert table.header == ("Country", "Signature / date")
    assert table.layout.struck == ("Signature / place", "Withdrawal / date", "Withdrawal / place")
