"""A data package is one for the tools that read them, and holds what its audience may see."""

import csv
import json
from pathlib import Path

import pytest
from frictionless import Package

from application.questions.asking.ask import EXERCISE, OF_THE_PUBLIC
from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.slow
def test_is_valid() -> None:
    """Types, keys, hashes and references between tables: all checked by another's program."""
    must(
        "withdraw ATL MISSION --on 2026-03 --note 'A comma, a \"quote\"'",
        "export datapackage tables --licence CC-BY-4.0",
    )

    report = Package("tables/datapackage.json").validate()

    assert report.valid, report.to_summary()
    assert len(report.tasks) > 30


@pytest.mark.slow
def test_says_what_it_is() -> None:
    """A folder that is handed on must say what it is, up to when, and for whom."""
    must(
        "show-to @2 public",
        "export datapackage tables --audience public",
        "export datapackage for-members",
    )

    told = json.loads(Path("tables/datapackage.json").read_text(encoding="utf-8"))
    others = json.loads(Path("for-members/datapackage.json").read_text(encoding="utf-8"))

    assert (told["name"], told["audience"], told["position"]) == ("depositary-gtf", "public", 13)
    assert told["banner"] == f"{EXERCISE} {OF_THE_PUBLIC}"
    assert others["banner"] == EXERCISE
    assert "licenses" not in told
    assert others["created"].endswith("Z")
    assert all(field["description"] for r in told["resources"] for field in r["schema"]["fields"])


@pytest.mark.parametrize("line", ["export datapackage tables", "export analysis tables.db"])
def test_is_not_written_where_all_is_hidden(folder: Path, line: str) -> None:
    """Empty tables would say that nobody joined and nobody signed."""
    before = sorted(folder.iterdir())

    said = typed(f"{line} --audience public")

    assert (said.code, said.out) == (1, "")
    assert "None of the 12 entries of GTF is for the public" in said.err
    assert "depositary show-to public --all-entries --dry-run" in said.err
    assert sorted(folder.iterdir()) == before


@pytest.mark.slow
def test_holds_what_the_audience_may_see() -> None:
    """What is above it is in no table."""
    must(
        "member join LAP --name Laputa --on 2026-03 --visibility secretariat",
        "export datapackage for-members",
        "export datapackage for-all --audience secretariat",
    )

    def members(folder: str) -> list[str]:
        with Path(folder, "member.csv").open(encoding="utf-8", newline="") as file:
            return [row["code"] for row in csv.DictReader(file)]

    assert members("for-members") == ["KEN", "ATL"]
    assert members("for-all") == ["KEN", "ATL", "LAP"]
    assert not any(b"Laputa" in path.read_bytes() for path in Path("for-members").iterdir())


@pytest.mark.slow
def test_is_the_same_byte_for_byte() -> None:
    """Two people who export the same compare hashes, not rows."""
    must("export datapackage one", "export datapackage two")

    first = {path.name: path.read_bytes() for path in Path("one").iterdir()}
    assert first == {path.name: path.read_bytes() for path in Path("two").iterdir()}


@pytest.mark.slow
def test_writes_into_a_new_folder_only(folder: Path) -> None:
    """A folder of somebody's files is not ours to clear."""
    (folder / "full").mkdir()
    (folder / "full" / "own.txt").touch()
    (folder / "empty").mkdir()

    refused, done = typed("export datapackage full"), typed("export datapackage empty")

    assert (refused.code, done.code) == (1, 0)
    assert "full is not empty; name a new folder" in refused.err
    assert [path.name for path in (folder / "full").iterdir()] == ["own.txt"]
    assert typed("export datapackage register.read").code == 1
