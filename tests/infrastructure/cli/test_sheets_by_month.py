"""A list of signatures as a secretary keeps it, which comes again each month."""

import json
from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.importers.sheets import book, in_full

APRIL = "Country,Signed,Remarks\nKenya,25/04/2022,\nGhana,26/04/2022,\nBelgium,,\n"
MAY = APRIL.replace("Belgium,,", "Belgium,13/05/2022,") + "France,14/05/2022,\n"
MAPPED = "--mapping apr.csv.mapping.toml"


@pytest.fixture(autouse=True)
def april(once: Once) -> None:
    """A body with a text, and the list of April."""
    once(_april)


def _april() -> None:
    Path("pledge.md").write_text("# Pledge\n\n1. We act.\n", encoding="utf-8")
    must(
        "init . --code OTF --name 'Other Taskforce' --nature exercise",
        "text adopt pledge.md --reference PLEDGE --title 'The pledge' --on 2021-01-10",
    )
    put("apr.csv", APRIL)
    typed("import apr.csv")
    must(f"import apr.csv {MAPPED}")


def put(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_next_month_is_imported_with_the_same_mapping() -> None:
    """What was blank is filled, a row is new; no cell of them was in the key."""
    put("may.csv", MAY)

    said = typed(f"import may.csv {MAPPED}")

    assert said.code == 0
    assert said.out.endswith("4 rows: recorded 2 sign; 2 unchanged, 0 amended.\n")


def test_a_list_of_somebody_else_records_what_is_new_in_it() -> None:
    """Its rows are others, but what they say of two members stands already."""
    put("other.csv", MAY)
    typed("import other.csv")

    said = typed("import other.csv --mapping other.csv.mapping.toml")

    assert said.code == 0
    assert said.out.endswith("4 rows: recorded 2 sign; 2 unchanged, 0 amended.\n")
    assert "Recorded already, by hand or from another file: rows 2 to 3." in said.err


def test_a_remark_on_what_stands_already_is_told() -> None:
    """Whoever wrote it believes that it is recorded."""
    put("other.csv", "Country,Signed,Remarks\nKenya,25/04/2022,By post\nGhana,26/04/2022,\n")
    typed("import other.csv")
    line = "import other.csv --mapping other.csv.mapping.toml"

    said, noted = typed(line), typed(f"{line} --note 'From the files'")

    assert "Their remarks were not recorded: row 2.\n" in said.err
    assert "Their remarks were not recorded: rows 2 to 3.\n" in noted.err
    assert said.out.endswith("2 rows: recorded nothing; 2 unchanged, 0 amended.\n")


@pytest.mark.parametrize(("shown", "told"), [("secretariat", True), ("members", False)])
def test_who_may_see_what_stands_already_is_told(shown: str, *, told: bool) -> None:
    """A list that is for the secretariat alone keeps nothing back that members see already."""
    put("other.csv", MAY)
    typed("import other.csv")
    line = "import other.csv --mapping other.csv.mapping.toml"

    said = typed(f"{line} --visibility {shown}")

    stays = "Who may see what was recorded already stays as it was, and is not what the file says"
    assert (f"{stays}: rows 2 to 3. Change that by hand." in said.err) == told
    assert "Their remarks" not in said.err


@pytest.mark.slow
def test_what_it_says_otherwise_is_not_taken_for_known() -> None:
    """Another day is another fact, or one of the two lists is wrong."""
    put("other.csv", MAY.replace("25/04/2022", "27/04/2022"))
    typed("import other.csv")

    said = typed("import other.csv --mapping other.csv.mapping.toml")
    rest = typed("import other.csv --mapping other.csv.mapping.toml --skip-bad-rows")

    assert said.code == 1
    assert "Row 2: KEN has signed this version of the text already" in said.err
    assert rest.out.endswith("4 rows: recorded 2 sign; 1 unchanged, 0 amended.\n")
    assert "Row 2: KEN has signed" in rest.err


@pytest.mark.slow
@pytest.mark.parametrize("skipping", ["", "--skip-bad-rows"])
def test_a_row_that_differs_where_the_mapping_does_not_look_is_never_dropped_in_silence(
    skipping: str,
) -> None:
    """A second text in a column that nobody had named would be taken for the same signature."""
    put("may.csv", "Country,Signed,Remarks,Of\nKenya,25/04/2022,,Pledge\nKenya,25/04/2022,,Plan\n")

    said = typed(f"import may.csv {MAPPED} {skipping}")

    assert said.code == 1
    assert "says the same in Country (Kenya) but not in Of." in said.err
    assert "name one more column in the key of the mapping" in said.err


def test_an_act_with_an_end_or_of_a_text_in_part_is_compared_as_one() -> None:
    """What stands in part is not what the list says."""
    put("plan.md", "# Plan\n\n1. We plan.\n\n2. We publish.\n")
    must(
        "text adopt plan.md --reference PLAN --title 'The plan' --on 2021-01-10",
        "sign KEN PLAN --on 2022-06-01 --excepting PLAN-2",
    )
    put("plan.csv", "Country,Signed\nKenya,2022-06-01\n")
    head = (
        'name = "plan"\nkey = ["Country"]\n[[act]]\nrecord = "sign"\nwhen = "Signed"\n[act.with]\n'
    )
    cells = 'member = { column = "Country" }\ninstrument = "PLAN"\non = { column = "Signed" }\n'
    put("plan.toml", head + cells)
    put("until.toml", head + cells + 'until = { column = "Signed" }\n')

    told = typed("import plan.csv --mapping plan.toml").err
    assert "name in excepting what it signed: PLAN-1" in told
    assert typed("import plan.csv --mapping until.toml").code == 1


@pytest.mark.parametrize(("until", "code"), [("", 0), ("13/05/2026", 1)])
def test_an_act_without_an_end_is_known_also_where_there_is_a_column_for_it(
    until: str, code: int
) -> None:
    """Most ends are blank; one that is given would be lost."""
    put("other.csv", f"Country,Signed,Until\nKenya,25/04/2022,{until}\n")
    typed("import other.csv")
    text = Path("other.csv.mapping.toml").read_text()
    told = 'on = { column = "Signed" }\n'
    Path("until.toml").write_text(text.replace(told, told + 'until = { column = "Until" }\n'))

    said = typed("import other.csv --mapping until.toml")

    assert said.code == code
    assert ("Recorded already, by hand or from another file: row 2." in said.err) == (not until)


STATUS = "Country,Status,Date,Observations,Date of joining\n"
TOLD = (
    "Peru,Signed,27/04/2022,,01/02/2021\nChile,Not signed,,awaits cabinet,01/02/2021\n"
    "Fiji,will sign,,,01/03/2021\nNepal,signed,28/04/2022,by the minister,13/03/2021\n"
)


@pytest.mark.slow
def test_signed_not_signed_and_withdrawn_may_stand_in_one_column() -> None:
    """A withdrawal of next month is an act of its own; a remark that changed is told."""
    put("status.csv", STATUS + TOLD)

    asked = typed("import status.csv")
    answers(Path("status.csv.answers.xlsx"), {"will sign": "nothing"})
    line = "--mapping status.csv.mapping.toml"
    first = typed(f"import status.csv {line} --answers status.csv.answers.xlsx")

    assert "'will sign' in 'Status' is no word that asks for an act (row 4)." in asked.err
    assert "Its rows would record: join, sign, withdraw." in asked.err
    assert first.out.endswith("4 rows: recorded 4 join, 2 sign; 0 unchanged, 0 amended.\n")

    more = TOLD.replace("by the minister", "by the prime minister")
    put("next.csv", STATUS + more.replace("Signed,27/04", "Withdrawn,27/05"))
    second = typed(f"import next.csv {line}")

    assert second.out.endswith("4 rows: recorded 1 withdraw; 3 unchanged, 0 amended.\n")
    assert "Row 5: its remark is not the one that was imported." in second.err
    assert "former signatory" in typed("status PLEDGE").out


def test_a_withdrawal_is_an_act_of_its_own_also_where_another_row_says_nothing_yet() -> None:
    """Most lists have members that said nothing yet."""
    before = "Country,Status,Date\nPeru,Signed,27/04/2022\nChile,,\nFiji,Not signed,\n"
    put("status.csv", before)
    typed("import status.csv")
    line = "--mapping status.csv.mapping.toml"
    must(f"import status.csv {line}")

    after = before.replace("Signed,27/04", "Withdrawn,27/05").replace("Chile,,", "Chile,Signed,")
    put("next.csv", after)
    said = typed(f"import next.csv {line}")

    assert "3 rows: recorded 1 sign, 1 withdraw; 0 unchanged, 0 amended.\n" in said.out


@pytest.mark.slow
@pytest.mark.parametrize("days", ["27/04/2022", "2022-04-27"])
@pytest.mark.parametrize("head", ["Signed on", "Date of signature"])
def test_the_day_of_a_signature_is_not_that_of_its_withdrawal(head: str, days: str) -> None:
    """Nobody said when it was withdrawn; what was signed on that day is."""
    before = f"Country,Status,{head}\nPeru,Signed,{days}\nChile,Withdrawn,{days}\n"
    put("status.csv", before)
    proposed = typed("import status.csv")
    line = "--mapping status.csv.mapping.toml"
    first = typed(f"import status.csv {line}")
    put("next.csv", before.replace("Signed,", "Withdrawn,"))

    second = typed(f"import next.csv {line}")

    assert "No day of withdrawing is given, so it is unknown." in proposed.err
    assert "recorded 2 sign, 1 withdraw; 0 unchanged, 0 amended." in first.out
    assert second.out.endswith("recorded 1 withdraw; 1 unchanged, 0 amended.\n")
    rows = json.loads(typed("status PLEDGE --format json").out)["rows"]
    told = {r["member"]: (r["standing"], r["signed_on"], r["withdrawn_on"]) for r in rows}
    assert told["PER"] == told["CHL"] == ("former_signatory", "2022-04-27", None)


def answers(file: Path, told: dict[str, str]) -> None:
    """Write answers beside what is asked."""
    table = read_table(file.read_bytes(), file.name, sheet="Answers")
    rows = [{**row, "answer": told.get(row["value"], "")} for row in in_full(table)]
    file.write_bytes(book(table.header, *(list(row.values()) for row in rows), sheet="Answers"))
