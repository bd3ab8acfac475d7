"""`export rows` tries its rows as an import would, and tells which ones that would refuse."""

import csv
from contextlib import chdir
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed


@pytest.fixture(autouse=True)
def told(once: Once) -> Path:
    """A register in which a schedule was entered after a report on the one before it."""
    return once(
        tell,
        "taskforce scale OGP Completion limited complete --high complete",
        "progress schedule MISSION-1 quarterly --due-on 2026-07-31 --period-from 2026-04-01 "
        "--period-until 2026-06-30 --on 2026-01-10",
        "progress report KEN MISSION-1 limited --scale OGP --due-on 2026-07-31 --on 2026-07-20",
    )


def _given_another_schedule() -> None:
    must(
        "progress schedule MISSION-1 monthly --due-on 2026-07-03 --period-from 2026-06-01 "
        "--period-until 2026-06-30 --on 2026-06-01"
    )


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize("file", ["rows.csv", "rows.xlsx"])
def test_tells_which_rows_an_import_would_refuse(file: str) -> None:
    """What stands may be what no rule would let in today; the others can be imported."""
    _given_another_schedule()

    said = typed(f"export rows --output {file}")

    assert said.code == 1
    place = {"rows.csv": "Row 13", "rows.xlsx": "Row 2 (report)"}[file]
    assert said.err.endswith(
        f"Rows of {file} that an import would refuse: 1.\n"
        f"  {place}: No report on MISSION-1 is due on 2026-07-31; the days nearest to it are "
        "2026-07-03, 2026-08-03, 2026-09-03.\n"
        "They are in the file. Import the others with --skip-bad-rows.\n"
    )
    must("init elsewhere")
    Path(file).rename(Path("elsewhere", file))
    with chdir("elsewhere"):
        refused = typed(f"--actor p-tester import {file}")
        assert refused.code == 1
        assert f"{place}: No report on MISSION-1 is due on 2026-07-31" in refused.err
        assert typed(f"--actor p-tester import {file} --skip-bad-rows").code == 1
        assert "KEN" in typed("members").out


def test_tells_why_the_whole_file_would_be_refused() -> None:
    """Of a body that its audience may not see, nothing can be recorded."""
    must("show-to @1 secretariat --only")

    said = typed("export rows --output rows.csv --audience members")

    assert said.code == 1
    assert "rows.csv cannot be imported: There is no taskforce " in said.err


def test_rows_that_an_import_takes_are_written_without_a_word() -> None:
    """And nothing of the trial stays."""
    before = sorted(Path().iterdir())

    said = typed("export rows --output rows.csv")

    assert said.code == 0
    assert said.err.startswith("Rows written to rows.csv: ")
    assert len(said.err.splitlines()) == 1
    assert sorted(Path().iterdir()) == sorted([*before, Path("rows.csv")])


def test_a_table_to_look_through_is_not_tried() -> None:
    """With some columns alone it is not meant for an import."""
    _given_another_schedule()

    said = typed("export rows --columns act,member --output short.csv")

    assert said.code == 0
    with Path("short.csv").open(encoding="utf-8", newline="") as rows:
        assert {"act": "report", "member": "KEN"} in list(csv.DictReader(rows))


@pytest.mark.slow
def test_decisions_of_one_day_keep_their_order(tmp_path: Path) -> None:
    """Else the same report of two registers would list them in another one."""
    vote = "--task RESPONSE --rule ORD --in-favour 2 --on 2026-04-14"
    must(
        "taskforce task RESPONSE 'Answer.'",
        "taskforce majority ORD more_than_half --on 2026-01-10",
        "meeting convene 2026-1 ordinary_session --on 2026-04-14 --agenda One --agenda Two",
        "meeting open 2026-1 --on 2026-04-14 --attendance KEN --attendance ATL",
        f"meeting vote D-3 2026-1 --title T3 --text Three. --item 1 {vote}",
        "meeting decide D-1 2026-1 --title T1 --text One. --task RESPONSE --on 2026-04-14",
        f"meeting vote D-2 2026-1 --title T2 --text Two. --item 2 {vote}",
        "export rows --output rows.csv",
        f"init {tmp_path / 'other'}",
    )
    source = Path("rows.csv").resolve()

    with chdir(tmp_path / "other"):
        must(f"import {source}", "report decisions 2026 --output decisions.md")
        told = Path("decisions.md").read_text(encoding="utf-8")

    assert sorted(("T3", "T1", "T2"), key=told.index) == ["T3", "T1", "T2"]


def test_a_revocation_names_the_withdrawal_that_it_revokes() -> None:
    """Told again, it takes that one back, and no other."""
    must(
        "withdraw KEN MISSION --on 2026-03-01",
        "withdraw KEN MISSION --of withdrawal --revokes 2026-03-01 --on 2026-03-02",
        "export rows --output rows.csv",
    )

    with Path("rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["act"] == "withdraw"]

    assert [(row["of"], row["revokes"]) for row in rows][-1] == ("withdrawal", "2026-03-01")
