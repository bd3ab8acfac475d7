"""`import` of somebody else's table: what is asked once, and how it is answered."""

from datetime import date
from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.cli.given import events, typed
from tests.infrastructure.importers.sheets import Cell, book, in_full

LIST = "Country,Signed\nMalta,25/04/2026\nGhana,26/04/2026\nHollandia,tbc\nPeru,tbc\n"
AGAIN = "import list.csv --mapping list.csv.mapping.toml"


@pytest.fixture(autouse=True)
def listed(register: Path) -> None:
    del register
    Path("list.csv").write_text(LIST, encoding="utf-8")


def answer(file: str, **answers: str) -> None:
    """Write answers into the workbook that asks for them."""
    table = read_table(Path(file).read_bytes(), file, sheet="Answers")
    rows = [{**row, "answer": answers.get(row["value"], "")} for row in in_full(table)]
    Path(file).write_bytes(
        book(table.header, *(list(row.values()) for row in rows), sheet="Answers")
    )


def test_a_dry_run_says_what_would_be_asked() -> None:
    """Which of day and month comes first would be a surprise, once the file is to be recorded."""
    Path("list.csv").write_text("Country,Signed\nMalta,03/04/2026\nGhana,05/06/2026\n")

    said = typed("import list.csv --dry-run")

    assert said.code == 1
    assert "Without --dry-run, the mapping is written, and you are asked:\n" in said.err
    assert "month come first in this column?" in said.err
    assert sorted(each.name for each in Path().glob("list*")) == ["list.csv"]
    Path("list.csv").write_text("Country,Signed\nMalta,13/04/2026\nGhana,25/06/2026\n")
    assert "asked" not in typed("import list.csv --dry-run").err


def test_a_table_of_bad_rows_alone_is_not_said_to_be_blank() -> None:
    """What its columns hold was left out with the rows."""
    Path("list.csv").write_text("Country,Signed,Remark\nMalta,2026-02-01,=1+1\n")

    said = typed("import list.csv --dry-run")

    assert (said.code, "blank" in said.err) == (1, False)
    assert "Row 2, column 'Remark', value '=1+1': A spreadsheet would run this as a" in said.err


@pytest.mark.slow
def test_asks_for_each_value_once_and_keeps_the_answers() -> None:
    """In a workbook, where nobody sits at a terminal; the commands that are printed work."""
    before = events()

    first = typed("import list.csv")

    assert first.code == 1
    assert "'tbc' in 'Signed' is no date (rows 4 to 5); write what is known of it" in first.err
    assert "'Hollandia' in 'Country' is not the name of one member (row 4). It may be" in first.err
    assert first.err.endswith(
        "Write the answers into list.csv.answers.xlsx, then:\n"
        f"  depositary {AGAIN} --answers list.csv.answers.xlsx --dry-run\n"
    )
    answer("list.csv.answers.xlsx", tbc="nothing")
    second = typed(f"{AGAIN} --answers list.csv.answers.xlsx --dry-run")
    assert (second.code, second.err.splitlines()) == (
        0,
        [
            "Answers kept in list.csv.mapping.toml: 1.",
            "Nothing to record in rows 4 to 5: nothing is said there yet.",
        ],
    )
    assert "4 rows: would record 2 sign; 0 unchanged, 0 amended." in second.out
    assert events() == before
    assert typed(AGAIN).code == 0
    assert "2 unchanged" in typed(AGAIN).out


def test_a_row_that_says_nothing_yet_is_asked_nothing() -> None:
    """As the mapping says by `nothing`, also where its word would be no day."""
    Path("ours.toml").write_text(
        'name = "ours"\ntaskforce = "GTF"\nkey = ["Country"]\ndate_formats = ["%d/%m/%Y"]\n'
        'nothing = { Signed = ["", "tbc"] }\n[source]\ntitle = "A list"\n[member]\n'
        'name = { column = "Country" }\n[[act]]\nrecord = "sign"\nwhen = "Signed"\n[act.with]\n'
        'member = { column = "Country" }\ninstrument = "MISSION"\non = { column = "Signed" }\n',
        encoding="utf-8",
    )

    said = typed("import list.csv --mapping ours.toml")

    assert said.code == 0, said
    assert said.out.splitlines()[-1] == "4 rows: recorded 2 sign; 0 unchanged, 0 amended."
    assert "Nothing to record in rows 4 to 5: nothing is said there yet." in said.err


@pytest.mark.slow
def test_a_new_value_next_month_is_asked_then() -> None:
    """What was answered before is not; what it means may be a name, a code or a day."""
    typed("import list.csv")
    answer("list.csv.answers.xlsx", tbc="nothing")
    typed(f"{AGAIN} --answers list.csv.answers.xlsx")
    Path("list.csv").write_text(LIST.replace("Hollandia,tbc", "Hollandia,early May 26"))

    asked = typed(AGAIN)

    assert asked.code == 1
    assert "'early May 26' in 'Signed' is no date (row 4); write what is known" in asked.err
    assert "--answers list.csv.answers-2.xlsx --dry-run" in asked.err
    answer("list.csv.answers-2.xlsx", Hollandia="NLD", **{"early May 26": "2026-05"})
    said = typed(f"{AGAIN} --answers list.csv.answers-2.xlsx")
    assert said.out == (
        "NLD Hollandia: no member yet, admitted with an unknown joining date\n"
        "4 rows: recorded 1 sign; 2 unchanged, 0 amended.\n"
    )
    assert "NLD" in typed("history NLD").out


@pytest.mark.slow
def test_a_row_can_be_skipped_and_an_answer_can_be_changed() -> None:
    """What fits no rule either is asked again, and replaces what was said before."""
    typed("import list.csv")
    answer("list.csv.answers.xlsx", tbc="soon", Hollandia="skip the row")

    again = typed(f"{AGAIN} --answers list.csv.answers.xlsx")

    again_asked = "'soon', as answered, cannot be used. 'tbc' in 'Signed' is no date (row 5)"
    assert f"{again_asked}; write what is known of it" in again.err
    answer("list.csv.answers-2.xlsx", tbc="2026-06-02")
    said = typed(f"{AGAIN} --answers list.csv.answers-2.xlsx")
    assert said.out.endswith("4 rows: recorded 3 sign; 0 unchanged, 0 amended.\n")
    assert "Left out, as was answered: row 4." in said.err


@pytest.mark.slow
def test_a_day_is_answered_as_the_column_writes_it() -> None:
    """It was kept, and refused at each import from then on."""
    typed("import list.csv")
    answer("list.csv.answers.xlsx", tbc="27/04/2026", Hollandia="NLD")

    said = typed(f"{AGAIN} --answers list.csv.answers.xlsx --dry-run")

    assert said.code == 0, said
    assert "NLD signed MISSION-1 version 1 (endorsement), 2026-04-27" in said.out


@pytest.mark.slow
def test_the_order_of_days_is_asked_once() -> None:
    """It holds for the whole column."""
    Path("list.csv").write_text("Country,Signed\nMalta,03/04/2026\nPeru,05/04/2026\n")
    asked = typed("import list.csv")
    assert "can be 2026-04-03 or 2026-03-04" in asked.err

    answer("list.csv.answers.xlsx", **{"": "perhaps"})
    wrong = typed(f"{AGAIN} --answers list.csv.answers.xlsx")
    assert "Say of 'Signed' one of these, not 'perhaps': day first, month first." in wrong.err
    assert "Answers kept" not in wrong.err
    answer("list.csv.answers.xlsx", **{"": "Day first"})
    said = typed(f"{AGAIN} --answers list.csv.answers.xlsx --dry-run")

    assert "MLT signed MISSION-1 version 1 (endorsement), 2026-04-03" in said.out


@pytest.mark.parametrize(("said", "day"), [("as shown", "2026-04-03"), ("Exchanged", "2026-03-04")])
def test_dates_that_a_spreadsheet_may_have_exchanged_are_asked_once(said: str, day: str) -> None:
    """A typed 04/03/2026 became the third of April, and 25/04/2026 stayed a text."""
    texts: list[list[Cell]] = [["Peru", "25/04/2026"], ["Chile", "26/04/2026"]]
    dates: list[list[Cell]] = [["Malta", date(2026, 4, 3)], ["Ghana", date(2026, 6, 5)]]
    Path("list.csv").write_bytes(book(["Country", "Signed"], *texts, *dates))

    asked = typed("import list.csv")

    assert "'Signed' has dates such as 2026-04-03 beside texts" in asked.err
    answer("list.csv.answers.xlsx", **{"": said})
    shown = typed(f"{AGAIN} --answers list.csv.answers.xlsx --dry-run")
    assert shown.code == 0, shown
    assert f"MLT signed MISSION-1 version 1 (endorsement), {day}" in shown.out


@pytest.mark.slow
def test_answers_are_kept_in_a_mapping_of_ones_own() -> None:
    """What ships with the program is not changed, and tables by hand stay."""
    Path("answers.csv").write_text("question,answer,likely,column,value\n,nothing,,Signed,tbc\n")
    Path("odd.csv").write_text("a,b\n1,2\n")
    typed("import list.csv")
    mapping = Path("list.csv.mapping.toml")

    assert "name it with --mapping" in typed("import list.csv --answers answers.csv").err
    assert "name it with --mapping" in typed("import x.csv --mapping wipo --answers a.csv").err
    assert "is no file of answers" in typed(f"{AGAIN} --answers odd.csv").err
    for count in (1, 0):
        assert f"toml: {count}." in typed(f"{AGAIN} --answers answers.csv").err
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("# Answers", "# By hand"))
    Path("answers.csv").write_text("question,answer,likely,column,value\n,NLD,,Country,Hollandia\n")
    Path("list.csv").write_text(LIST.replace("Hollandia,tbc", "Hollandia,2026"))
    said = typed(f"{AGAIN} --answers answers.csv")
    assert "tables of answers that were written by hand" in said.err


@pytest.mark.slow
def test_what_is_asked_first_fills_a_screen_and_not_more() -> None:
    """The rest is in the workbook."""
    rows = "".join(f"Nowhere {number},2026\n" for number in range(14))
    Path("list.csv").write_text(f"Country,Signed\nMalta,2026\n{rows}")

    assert "  And 4 more." in typed("import list.csv").err


@pytest.mark.slow
def test_many_bad_rows_are_told_by_their_reasons() -> None:
    """Ten thousand lines would run by; all of them are in the workbook that is offered."""
    rows = "".join(f"Malta,{number}th\n" for number in range(1, 301))
    Path("list.csv").write_text(f"Country,Signed\nPeru,25/04/2026\n{rows}")
    typed("import list.csv")

    said = typed(f"{AGAIN} --skip-bad-rows --source 'A list'")

    assert (said.code, len(said.err.splitlines())) == (1, 2), said.err
    assert "300 rows: 3 to 302, column 'Signed', such as '1th', '2th', '3th': Exp" in said.err
    line = said.err.splitlines()[-1].partition(": depositary ")[2]
    assert line == (
        "import list.csv --errors list.csv.errors.xlsx --mapping list.csv.mapping.toml "
        "--source 'A list' --skip-bad-rows"
    )
    assert "with the bad cells marked" in typed(line).err


def test_rows_without_a_value_are_told_by_their_column() -> None:
    """There is nothing to show of them then."""
    rows = "".join(f"{number},\n" for number in range(1, 13))
    Path("m.toml").write_text(
        'name = "m"\nkey = ["No"]\n[[act]]\nrecord = "sign"\nwhen = "Signed"\n[act.with]\n'
        'member = "MLT"\ninstrument = "MISSION"\non = { column = "Signed" }\n'
    )
    Path("list.csv").write_text(f"No,Signed\n{rows}")

    said = typed("import list.csv --mapping m.toml")

    mapping = Path("m.toml").read_text(encoding="utf-8")
    Path("m.toml").write_text(mapping.replace('when = "Signed"', 'when = { Signed = "x.*" }'))
    none = typed("import list.csv --mapping m.toml")

    assert "12 rows: 2 to 13, column 'Signed': This row has no signature date." in said.err
    assert "12 rows: 2 to 13: No rule of the mapping is for such a row." in none.err


@pytest.mark.slow
def test_bad_rows_of_a_table_below_a_title_come_back_without_it() -> None:
    """What was left out stays so; the rows are told by their place in the sheet of before."""
    Path("list.csv").write_text(f"The list,\n,\n{LIST}Total,4\n")
    typed("import list.csv")

    said = typed(f"{AGAIN} --errors mend.xlsx")

    assert "Row 7, column 'Signed', value 'tbc': Expected a date" in said.err
    table = read_table(Path("mend.xlsx").read_bytes(), "mend.xlsx")
    assert table.header == ("problem", "Country", "Signed")
    assert [row.cells["Signed"] for row in table.rows][2:] == ["tbc", "tbc"]
    mended = [[*list(row.values())[:2], "2026-06-02"] for row in in_full(table)[:2]]
    Path("mend.xlsx").write_bytes(book(table.header, *mended))
    again = said.err.splitlines()[-1].partition(": depositary ")[2]
    assert again == "import mend.xlsx --mapping list.csv.mapping.toml"
    assert typed(again).out.endswith("2 rows: recorded 2 sign; 0 unchanged, 0 amended.\n")
