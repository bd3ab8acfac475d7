"""Workbooks by hand: what is written, and what is never written over."""

from pathlib import Path

from tests.infrastructure.cli.given import must, typed

BAD = "act,member,on\njoin,LAP,2026-01\nleave,NOBODY,2026-02\n"


def test_writes_a_template_before_there_is_a_register() -> None:
    """It is what people ask for first."""
    said = typed("import --template rows.xlsx")

    assert (said.code, said.err) == (0, "Wrote a workbook to fill in to rows.xlsx.\n")


def test_asks_for_no_body_where_there_are_several(register: Path) -> None:
    """A template serves all of them; with one that is named, its words can be chosen."""
    del register
    must(
        "taskforce establish OTF --name Other --nature exercise --on 2026",
        "import --template all.xlsx",
        "--taskforce GTF import --template rows.xlsx",
    )

    assert Path("rows.xlsx").stat().st_size > Path("all.xlsx").stat().st_size


def test_writes_over_nothing(register: Path) -> None:
    """Somebody may have filled it in."""
    del register
    must("import --template rows.xlsx")

    said = typed("import --template rows.xlsx")

    assert (said.code, Path("register.db").exists()) == (1, True)
    assert "rows.xlsx is there already and is not written over; choose another name." in said.err
    assert "must end with .xlsx" in typed("import --template register.db").err
    assert "is there already" in typed("import rows.xlsx --errors rows.xlsx").err


def test_writes_the_bad_rows_to_be_mended(register: Path) -> None:
    """The command to type next is said."""
    del register
    Path("bad.csv").write_text(BAD, encoding="utf-8")

    said = typed("import bad.csv --errors mend.xlsx")

    assert said.code == 1
    assert "Wrote the rows, with the bad cells marked, to mend.xlsx." in said.err
    assert "depositary import mend.xlsx" in said.err
    again = typed("import mend.xlsx")
    assert again.code == 1
    assert "NOBODY" in again.err


def test_writes_no_copy_of_a_file_without_bad_rows(register: Path) -> None:
    """An empty list of errors would only puzzle people."""
    del register
    must("import --template rows.xlsx")

    said = typed("import rows.xlsx --errors mend.xlsx")

    assert said.code == 0
    assert "No row is bad, so mend.xlsx was not written." in said.err
    assert not Path("mend.xlsx").exists()
