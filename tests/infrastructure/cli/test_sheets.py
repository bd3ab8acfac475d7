"""Workbooks by hand: what is written, and what is never written over."""

import shutil
from pathlib import Path

import xlsxwriter

from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.importers.sheets import made

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
    assert "rows.xlsx is an Excel workbook; it is not replaced. Choose another place." in said.err
    assert "must end with .xlsx" in typed("import --template rows.csv").err
    assert "is not replaced" in typed("import rows.xlsx --errors rows.xlsx").err


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


def test_proposes_a_mapping_and_says_what_to_type_next(register: Path) -> None:
    """Nobody writes a first mapping by hand."""
    del register
    Path("list.csv").write_text("Country,Signed,X\nKenya,25/04/2022,x\n", encoding="utf-8")
    before = events()

    shown, said = typed("import list.csv --dry-run"), typed("import list.csv")

    assert (shown.code, said.code, said.out) == (1, 1, "")
    assert Path("list.csv.mapping.toml").read_text(encoding="utf-8") == shown.out
    assert "Not used: 'X': it says yes or no, but not to what." in said.err
    assert said.err.endswith("import list.csv --mapping list.csv.mapping.toml --dry-run\n")
    assert events() == before


def test_never_writes_over_a_mapping(register: Path) -> None:
    """Somebody has decided things in it."""
    del register
    Path("list.csv").write_text("Country,Signed\nKenya,25/04/2022\n", encoding="utf-8")
    Path("list.csv.mapping.toml").write_text("mine", encoding="utf-8")

    said = typed("import list.csv")

    assert said.code == 1
    assert "and one is there already: depositary import list.csv --mapping" in said.err
    assert Path("list.csv.mapping.toml").read_text(encoding="utf-8") == "mine"


def test_another_sheet_gets_a_mapping_of_its_own(register: Path) -> None:
    """That of the first sheet has other columns, and the same rows may stand in both."""
    del register
    sheet = Path("list.csv")
    sheet.write_text("Country,Joined\nKenya,25/04/2022\n", encoding="utf-8")
    first = typed("import list.csv")
    sheet.write_text("Country,Joined,Withdrew\nKenya,25/04/2022,\n", encoding="utf-8")
    Path("list.csv.mapping.toml").write_text(
        Path("list.csv.mapping.toml").read_text().replace("Joined", "Since"), encoding="utf-8"
    )

    second = typed("import list.csv")
    third = typed("import list.csv")

    assert "Wrote a mapping to list.csv.mapping.toml." in first.err
    assert "Wrote a mapping to list.csv.mapping-2.toml." in second.err
    assert 'name = "list-2"' in Path("list.csv.mapping-2.toml").read_text()
    assert "already: depositary import list.csv --mapping list.csv.mapping-2.toml" in third.err


def test_what_is_to_be_typed_next_can_be_typed(folder: Path, told_once: Path) -> None:
    """A sheet, a mapping or a register that was named has to be named again."""
    shutil.copytree(told_once, folder / "kept")
    Path("two lists.xlsx").write_bytes(two_sheets())

    first = typed("import 'two lists.xlsx' --sheet Members --store kept/register.db --actor p-x7q2")
    second = typed("import 'two lists.xlsx' --sheet Members --store kept/register.db")
    (line,) = [each for each in first.err.splitlines() if each.startswith("  depositary")]
    tried = typed(line.removeprefix("  depositary "))

    assert line.endswith(
        "import 'two lists.xlsx' --mapping 'two lists.xlsx.mapping.toml' --sheet Members "
        "--store kept/register.db --actor p-x7q2 --dry-run"
    )
    assert second.err.endswith("--sheet Members --store kept/register.db --dry-run\n")
    assert (tried.code, tried.out.splitlines()[0]) == (
        0,
        "1 row: would record 1 join; 0 unchanged, 0 amended.",
    )


def two_sheets() -> bytes:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        for name in ("Members", "Others"):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ["Code", "Name", "Joined"])
            sheet.write_row(1, 0, ["ERE", "Erewhon", "2026-01-10"])

    return made(fill)


def test_a_corrected_copy_is_imported_with_its_mapping(register: Path) -> None:
    """Its columns are still those of somebody else."""
    Path("g.csv").write_text(
        "Country,Name,Joined\nERE,Erewhon,2026\nUTO,U,soon\n", encoding="utf-8"
    )
    Path("m.toml").write_text(
        'name = "m"\nkey = ["Country"]\n[[act]]\nrecord = "join"\nwhen = "Country"\n'
        '[act.with]\nmember = { column = "Country" }\n'
        'name = { column = "Name" }\non = { column = "Joined" }\n',
        encoding="utf-8",
    )

    said = typed("import g.csv --mapping m.toml --errors mm.xlsx")

    assert said.code == 1
    assert said.err.endswith("then: depositary import mm.xlsx --mapping m.toml\n")
    again = typed("import mm.xlsx --mapping m.toml --skip-bad-rows")
    assert again.out.startswith("2 rows: recorded 1 join")
    assert register.exists()


def test_says_why_it_proposes_nothing(register: Path) -> None:
    """Otherwise nobody knows which cell is to be corrected."""
    Path("l.csv").write_text("Code,Name,Joined\nERE,Erewhon,soon\n", encoding="utf-8")

    said = typed("import l.csv")

    assert said.code == 2
    assert "looks like joined, but has no date with a four-digit year, only 'soon'." in said.err
    assert "It is not clear what the rows of l.csv record: its columns are Code, Name" in said.err
    assert "Sheets of attendance and of votes have columns of ours" in said.err
    assert register.exists()


def test_reads_our_columns_in_any_letters_and_below_a_title(register: Path) -> None:
    """Spreadsheets like capitals, and people like titles."""
    Path("capitals.csv").write_text("Act, Member ,Name,Member kind,On\njoin,UTO,Utopia,,2026\n")
    Path("title.csv").write_text("Our members\nact,member,name,on\njoin,UTO,Utopia,2026\n")

    said, titled = (typed(f"import {name}.csv --dry-run") for name in ("capitals", "title"))

    assert said.out.startswith("1 row: would record 1 join")
    assert titled.out.startswith("1 row: would record 1 join")
    assert "Left out above the header: row 1 ('Our members')." in titled.err
    assert register.exists()


def test_the_mark_of_an_open_workbook_is_told(register: Path) -> None:
    """Excel keeps it beside each file that is open, and a list of files shows it."""
    del register
    Path("~$list.xlsx").write_bytes(b"\x05Ada  ")

    said = typed("import ~$list.xlsx")

    assert said.err.endswith(
        "~$list.xlsx says only that somebody has list.xlsx open; import that one.\n"
    )


def test_proposes_nothing_where_nothing_is_clear(register: Path) -> None:
    """A mapping of guesses would be worse than none."""
    del register
    Path("odd.csv").write_text("x,y\n1,2\n", encoding="utf-8")

    assert "It is not clear what the rows of odd.csv record" in typed("import odd.csv").err
    assert not Path("odd.csv.mapping.toml").exists()


def test_a_member_that_is_struck_through_is_not_recorded(register: Path) -> None:
    """People strike a member of a list through that is none any more; it was recorded as one."""
    del register

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["act", "member", "name", "on"])
        sheet.write_row(1, 0, ["join", "KEN", "Kenya", "2026-01-02"])
        sheet.set_row(2, None, workbook.add_format({"font_strikeout": True}))
        sheet.write_row(2, 0, ["join", "FRA", "France", "2026-01-03"])

    Path("members.xlsx").write_bytes(made(fill))

    said = typed("import members.xlsx")
    typed("import members.xlsx --skip-bad-rows")

    assert said.code == 1
    assert "FRA" not in typed("members").out
    assert "Row 3, column 'act', value 'join': This cell, or a part of it, is struck" in said.err
    assert "KEN" in typed("members").out


def test_a_title_merged_over_the_rows_is_one(register: Path) -> None:
    """Each of its cells was a bad one, and those below “(provisional)” were members."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Members")
        sheet.write_row(0, 0, ["Code", "Name", "Joined"])
        sheet.merge_range(1, 0, 1, 2, "Northern members")
        sheet.write_row(2, 0, ["UTO", "Utopia", "2026-01-10"])
        sheet.merge_range(3, 0, 3, 2, "Southern members (provisional)")
        sheet.write_row(4, 0, ["ERE", "Erewhon", "2026-01-10"])

    Path("list.xlsx").write_bytes(made(fill))

    said = typed("import list.xlsx").err

    assert "'Southern members (provisional)'" in said
    assert "merged" not in said
    assert 'member = { column = "Code" }' in Path("list.xlsx.mapping.toml").read_text("utf-8")
    assert register.exists()
