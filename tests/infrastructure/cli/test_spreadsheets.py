"""CSV files of every kind hold no formula, and say how each text is had back."""

import csv
import json
from pathlib import Path

import pytest

from infrastructure.files.csv_files import ESCAPE_NOTE, escape_cell, unescape_cell, write_csv
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed, words

ANALYSTS = Path(__file__).parents[3] / "docs" / "analysts.md"
NAMES = ("- A2+3", "+ HYPERLINK(A1)", "+$A$1", "'t Lilliput", "Utopia;=2+3;")


@pytest.fixture(autouse=True)
def named(once: Once) -> Path:
    """Return a register with members of such names."""
    return once(name_members)


def name_members() -> None:
    tell()
    for code, name in zip(("LIL", "BLE", "LAP", "LUG", "UTO"), NAMES, strict=True):
        joined = words("member", "join", code, "--name", name, "--on", "2023")
        signed = words("sign", code, "MISSION", "--on", "2026-02", "--note", name)
        assert (joined.code, signed.code) == (0, 0)


@pytest.mark.parametrize(
    "line",
    [
        "members --format csv --output",
        "query 'SELECT * FROM current_members' --format csv --output",
        "export entries --output",
        "report status MISSION --output",
        "export datapackage",
    ],
)
def test_hold_no_formula_and_all_texts(line: str) -> None:
    """One rule for every file: who knows it for one knows it for all."""
    if line.startswith(("members", "query")):
        Path("made.csv").write_text(typed(line.removesuffix(" --output")).out, encoding="utf-8")
    else:
        must(f"{line} made{'' if line.endswith('datapackage') else '.csv'}")

    files = [*Path().glob("made.csv"), *Path().glob("made/*.csv")]
    found = {cell for path in files for cell in cells_of(path)}

    assert {escape_cell(name) for name in NAMES} <= found
    assert found == {escape_cell(unescape_cell(cell)) for cell in found}
    divided = {cell for path in files for cell in cells_of(path, ";")}
    assert not [cell for cell in divided if cell.startswith("=")]


@pytest.mark.slow
def test_of_a_data_package_say_how_to_undo_it() -> None:
    """Who gets the folder has nothing else."""
    must("export datapackage made")

    told = json.loads(Path("made/datapackage.json").read_text(encoding="utf-8"))

    assert told["description"].endswith(ESCAPE_NOTE)
    assert "A cell that is a number, or a position such as @9, stays as it is." in ESCAPE_NOTE
    assert ESCAPE_NOTE in " ".join(ANALYSTS.read_text(encoding="utf-8").split())


@pytest.mark.slow
def test_can_be_imported_without_gaining_an_apostrophe() -> None:
    """A name that changes with every round trip is another name in the end."""
    rows = [
        ["act", "member", "on", "name"],
        *(["join", f"A{n}", "2024", name] for n, name in enumerate(NAMES)),
    ]
    with Path("rows.csv").open("w", encoding="utf-8", newline="") as file:
        write_csv(file, rows)

    must(
        "init other --code OTH --name Other --nature exercise",
        "--store other/register.db import rows.csv",
    )

    told = json.loads(typed("--store other/register.db members --format json").out)
    assert [row["name"] for row in told["rows"]] == list(NAMES)


@pytest.mark.slow
def test_of_rows_are_the_same_after_a_round_trip() -> None:
    """What was recorded is compared, and not what a spreadsheet needs."""
    other = "--store other/register.db"
    must("export rows --output rows.csv", "init other", f"{other} import rows.csv")

    again = typed(f"{other} import rows.csv")
    must(f"{other} export rows --output again.csv")

    rows, again_rows = map(rows_of, ("rows.csv", "again.csv"))
    assert (again.code, again.out) == (0, "19 rows: recorded nothing; 19 unchanged, 0 amended.\n")
    assert [row for row in rows if ("name", "Utopia;'=2+3;") in row]
    assert rows == again_rows


def rows_of(file: str) -> list[list[tuple[str, str]]]:
    """Return the filled cells of each row, but not its number and where it came from."""
    with Path(file).open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    told = [{key: row[key] for key in row if key not in ("row_id", "source")} for row in rows]
    return sorted(sorted(filter(all, row.items())) for row in told)


def cells_of(path: Path, delimiter: str = ",") -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {cell for row in csv.reader(file, delimiter=delimiter) for cell in row}
