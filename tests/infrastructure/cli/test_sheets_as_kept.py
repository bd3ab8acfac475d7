"""Spreadsheets as people keep them: in at most three commands, and no TOML is written by hand."""

import json
import shutil
from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.importers.sheets import book, in_full

DATA = Path(__file__).parents[2] / "data" / "sheets"
RIGHT: dict[str, dict[str, dict[str, str]]] = json.loads(
    (DATA / "answers.json").read_text(encoding="utf-8")
)
TEXT = "# The pledge\n\n1. We act.\n\n2. We report.\n"


@pytest.fixture(autouse=True)
def body(once: Once) -> None:
    once(_begin)


def _begin() -> None:
    Path("pledge.md").write_text(TEXT, encoding="utf-8")
    must(
        "--actor p-x7q2 init . --code OTF --name 'Other Taskforce' --nature exercise",
        "text adopt pledge.md --reference PLEDGE --title 'The pledge' --on 2021-01-10",
        "taskforce scale STEPS Steps not_started limited substantial complete --on 2021-01-10",
    )


def answer(file: Path, answers: dict[str, str]) -> None:
    """Write the answers beside the questions; one of a row that says nothing needs none."""
    table = read_table(file.read_bytes(), file.name, sheet="Answers")
    rows = [{**row, "answer": answers.get(row["value"], "")} for row in in_full(table)]
    file.write_bytes(book(table.header, *(list(row.values()) for row in rows), sheet="Answers"))


def recorded() -> dict[str, dict[str, str]]:
    """Return what the register says in the form of the right answers."""
    members = json.loads(typed("members --format json").out)["rows"]
    status = json.loads(typed("status PLEDGE --format json").out)["rows"]
    reports = json.loads(typed("reports --format json").out)["rows"]
    return {
        "signed": {row["member"]: row["signed_on"] for row in status if row["standing"] != "none"},
        "joined": {row["member"]: row["joined_on"] for row in members},
        "kinds": {row["member"]: row["kind"] for row in members},
        "names": {row["member"]: row["name"] for row in members},
        "reported": {f"{row['member']} {row['commitment']}": row["assessment"] for row in reports},
    }


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize("name", sorted(RIGHT))
def test_is_imported_with_the_right_answers(name: str) -> None:
    """What was understood is said, what was not is asked once, and the answers are right."""
    right = RIGHT[name]
    shutil.copy(DATA / name, name)
    must(*right.get("before", ()))
    sheet = f" --sheet {right['sheet']}" if "sheet" in right else ""

    asked = typed(f"import {name}{sheet}")

    assert asked.code == 1
    line = asked.err.splitlines()[-1].strip()
    assert line.startswith(f"depositary import {name} --mapping {name}.mapping.toml")
    answer(Path(f"{name}.answers.xlsx"), right["answers"])
    done = typed(
        f"{line.removeprefix('depositary ').removesuffix(' --dry-run')} {right.get('options', '')}"
    )
    said = asked.err + done.err
    assert [each for each in right["says"] if each not in said] == []
    assert done.code == (1 if "options" in right else 0), done
    found = recorded()
    for kind in {"signed", "joined", "reported"} & right.keys():
        assert found[kind] == right[kind]
    for kind in {"kinds", "names"} & right.keys():
        assert right[kind].items() <= found[kind].items()


def test_there_are_twelve() -> None:
    """Each has its right answers, and says what is odd about it: at least three things."""
    files = {path.name for path in DATA.iterdir()} - {"answers.json"}

    assert files == RIGHT.keys()
    assert len(files) == 12
    assert all(str(right["quirks"]).count(",") > 1 for right in RIGHT.values())


def test_of_two_sheets_one_has_to_be_named() -> None:
    """To take the first would be a guess."""
    shutil.copy(DATA / "07_two_sheets.xlsx", "two.xlsx")

    said = typed("import two.xlsx").err
    assert "several sheets: Signatures, Remarks. Say which one is meant, with --sheet 'Sig" in said
