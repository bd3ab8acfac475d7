"""`import` of a list with words around names, or above it, and how they are answered."""

from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.cli.given import typed
from tests.infrastructure.cli.test_import_answers import AGAIN, answer
from tests.infrastructure.importers.sheets import book, in_full

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize(
    ("rows", "cell", "told", "name"),
    [
        ("Code,Name,Joined\nLAP,{},2026-01-04\n", "Laputa (suspended)", "Laputa", "Laputa"),
        ("Country,Joined\n{},2026-01-04\n", "Laputa (left in spring)", "LAP", "Laputa"),
        ("Country,Joined\n{},2026-01-04\n", "Malta (observer)", "Malta", "Malta"),
    ],
)
def test_a_name_is_recorded_without_the_words_behind_it(
    rows: str, cell: str, told: str, name: str
) -> None:
    """Who had left was a member, and the words were a part of its name."""
    Path("list.csv").write_text(rows.format(cell), encoding="utf-8")
    typed("import list.csv")
    answer("list.csv.answers.xlsx", **{cell: told})

    said = typed(f"{AGAIN} --answers list.csv.answers.xlsx")

    assert said.code == 0, said
    (listed,) = (line for line in typed("members").out.splitlines() if name in line)
    assert "(" not in listed


def test_words_above_a_table_are_answered_once() -> None:
    """The answer is of no column, and leaves out no row."""
    rows = "Candidates,,\nGroup,Country,Joined\nCandidates,Malta,2026-01-04\n,Ghana,2026-01-04\n"
    Path("list.csv").write_text(rows, encoding="utf-8")
    asked = typed("import list.csv")
    assert "'Candidates' (above the table) may say of rows" in asked.err
    table = read_table(Path("list.csv.answers.xlsx").read_bytes(), "a.xlsx", sheet="Answers")
    answers = [
        {**row, "answer": "skip" if "table" in row["column"] else "nothing"}
        for row in in_full(table)
    ]
    Path("list.csv.answers.xlsx").write_bytes(
        book(table.header, *(list(row.values()) for row in answers), sheet="Answers")
    )

    said = typed(f"{AGAIN} --answers list.csv.answers.xlsx")

    assert said.code == 0, said
    told = typed("members").out
    assert "Malta" in told
    assert "Ghana" in told
    assert "may say of rows" not in typed(AGAIN).err
