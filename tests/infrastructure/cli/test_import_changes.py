"""`import` of a file that comes again: of each changed row somebody says what the change is."""

from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import tell, typed
from tests.infrastructure.importers.sheets import book, in_full

HEADER = "Country,Signed,Note\n"
ROWS = "Malta,2026-04-25,\nGhana,2026-04-26,\nPeru,2026-05-01,\nChile,2026-05-02,\n"
LINE = "import list.csv --mapping list.csv.mapping.toml"


@pytest.fixture(autouse=True)
def imported(once: Once) -> None:
    once(tell, _import)


def _import() -> None:
    Path("list.csv").write_text(HEADER + ROWS, encoding="utf-8")
    typed("import list.csv")
    assert typed(LINE).code == 0


def decide(file: str, **words: str) -> None:
    """Write what changed into the rows of these countries."""
    table = read_table(Path(file).read_bytes(), file)
    rows = [{**row, "changed": words.get(row["Country"], "")} for row in in_full(table)]
    Path(file).write_bytes(book(table.header, *(list(row.values()) for row in rows)))


@pytest.mark.slow
def test_the_changed_rows_go_into_a_workbook_and_come_back() -> None:
    """One is an error, one is to stay; the command that is printed works."""
    Path("list.csv").write_text(
        HEADER + "Malta,2026-04-24,\nGhana,2026-04-26,\nPeru,2026-05-07,\nChile,2026-05-02,\n"
    )

    asked = typed(LINE)

    assert asked.code == 1
    assert asked.err.count("say with --changed what that is") == 2
    line = asked.err.splitlines()[-1].partition(": depositary ")[2]
    assert line == f"{LINE.replace('--mapping', '--errors list.csv.changed.xlsx --mapping')}"
    typed(line)
    table = read_table(Path("list.csv.changed.xlsx").read_bytes(), "f.xlsx")
    assert table.header[:2] == ("problem", "changed")
    assert [row.cells["Country"] for row in table.rows] == ["Malta", "Peru", "Ghana", "Chile"]
    decide("list.csv.changed.xlsx", Malta="error", Peru="skip")
    said = typed("import list.csv.changed.xlsx --mapping list.csv.mapping.toml")
    assert said.out == "4 rows: recorded nothing; 3 unchanged, 1 amended.\n"
    assert "2026-04-24" in typed("history MLT").out
    assert "2026-05-07" not in typed("history PER").out


@pytest.mark.slow
def test_a_word_that_is_none_is_told() -> None:
    """It would be taken for no decision otherwise."""
    Path("list.csv").write_text(HEADER + ROWS.replace("04-25", "04-24"))
    typed(f"{LINE} --errors changed.xlsx")
    decide("changed.xlsx", Malta="wrong")

    said = typed("import changed.xlsx --mapping list.csv.mapping.toml")

    assert (
        "column 'changed', value 'wrong': Expected one of completed, error, new, skip." in said.err
    )
    decide("changed.xlsx")
    again = typed("import changed.xlsx --mapping list.csv.mapping.toml --errors more.xlsx")
    assert again.code == 1
    assert read_table(Path("more.xlsx").read_bytes(), "f.xlsx").header == (
        *("problem", "changed", "Country", "Signed", "Note"),
    )


@pytest.mark.parametrize("new", ["2027-05-01", "2024-04-25"])
def test_a_jump_of_years_is_not_corrected_for_a_whole_file(new: str) -> None:
    """A country that signs again next year must not lose its first signature in silence."""
    Path("list.csv").write_text(
        HEADER + ROWS.replace("2026-04-25", new).replace("2026-04-26", "2026-04-27")
    )

    said = typed(f"{LINE} --changed error")

    assert said.code == 1
    assert f"'2026-04-25' and is now '{new}', a year or more from it." in said.err
    assert "list.csv.changed.xlsx" in said.err
    assert "2026-04-27" not in typed("history GHA").out


def test_more_precise_is_no_jump() -> None:
    """A year becomes a day of it; what is not known jumps nowhere."""
    Path("more.csv").write_text("Country,Joined\nBelgium,2020\nFrance,unknown\n")
    typed("import more.csv")
    line = "import more.csv --mapping more.csv.mapping.toml"
    assert typed(line).code == 0
    Path("more.csv").write_text("Country,Joined\nBelgium,2020-11-05\nFrance,2020\n")

    assert typed(f"{line} --changed error").out.endswith("0 unchanged, 2 amended.\n")


def test_our_own_columns_may_say_it_too() -> None:
    """In any file with a column act, a column changed is read."""
    Path("own.csv").write_text("row_id,act,member,name,on\n1,join,UTO,Utopia,2026-01-10\n")
    assert typed("import own.csv").code == 0
    Path("own.csv").write_text(
        "row_id,act,member,name,on,changed\n1,join,UTO,Utopia,2026-01-11,error\n"
        "2,join,LIL,Lilliput,2026-01-11,\n"
    )

    assert typed("import own.csv").out == "2 rows: recorded 1 join; 0 unchanged, 1 amended.\n"
