"""A list of signatures as a secretary keeps it, which comes again each month."""

from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.importers.sheets import book, in_full

APRIL = "Country,Signed,Remarks\nKenya,25/04/2022,\nGhana,26/04/2022,\nBelgium,,\n"
MAY = APRIL.replace("Belgium,,", "Belgium,13/05/2022,") + "France,14/05/2022,\n"
MAPPED = "--mapping apr.csv.mapping.toml"


@pytest.fixture(autouse=True)
def april() -> None:
    """A body with two texts, and the list of April."""
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


STATUS = "Country,Status,Date,Observations,Date of joining\n"
TOLD = (
    "Peru,Signed,27/04/2022,,01/02/2021\nChile,Not signed,,awaits cabinet,01/02/2021\n"
    "Fiji,will sign,,,01/03/2021\nNepal,signed,28/04/2022,by the minister,13/03/2021\n"
)


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


def answers(file: Path, told: dict[str, str]) -> None:
    """Write answers beside what is asked."""
    table = read_table(file.read_bytes(), file.name, sheet="Answers")
    rows = [{**row, "answer": told.get(row["value"], "")} for row in in_full(table)]
    file.write_bytes(book(table.header, *(list(row.values()) for row in rows), sheet="Answers"))
