"""CSV files of every kind hold no formula, and say how each text is had back."""

import csv
import json
from pathlib import Path

import pytest

from infrastructure.files.csv_files import ESCAPE_NOTE, escape_cell, unescape_cell, write_csv
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed, words

NAMES = ("- 2+3", "+ HYPERLINK(A1)", "+$A$1", "'t Lilliput")


@pytest.fixture(autouse=True)
def named(once: Once) -> Path:
    """Return a register with members of such names."""
    return once(name_members)


def name_members() -> None:
    tell()
    for code, name in zip(("LIL", "BLE", "LAP", "LUG"), NAMES, strict=True):
        joined = words("member", "join", code, "--name", name, "--on", "2023")
        signed = words("sign", code, "MISSION", "--on", "2026-02", "--note", name)
        assert (joined.code, signed.code) == (0, 0)


@pytest.mark.in_part(3)
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


def test_of_a_data_package_say_how_to_undo_it() -> None:
    """Who gets the folder has nothing else."""
    must("export datapackage made")

    told = json.loads(Path("made/datapackage.json").read_text(encoding="utf-8"))

    assert told["description"].endswith(ESCAPE_NOTE)


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


def cells_of(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {cell for row in csv.reader(file) for cell in row}
