"""The benchmark works on a small register, and says of each job whether its target is met."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.benchmarks.__main__ import main
from tests.benchmarks.jobs import JOBS
from tests.benchmarks.measuring import program

SMALL = ("--events", "300", "--runs", "1", "--seconds", "0")
SOME = "append, 1,load,verify, with,--help,disk"


@pytest.mark.slow
def test_it_measures_beside_limit_and_stock_and_at_two_sizes(tmp_path: Path) -> None:
    words = (*SMALL, "--format", "json", "--registers", str(tmp_path), "--only", SOME)
    found = json.loads(CliRunner().invoke(main, words, catch_exceptions=False).output)
    jobs = {line["job"]: line for line in found["jobs"]}
    append = jobs["append, 1 event a commit"]
    assert all(append[name] for name in ("ours", "limit", "stock", "of limit", "of stock"))
    load = jobs["load an aggregate of 100 events"]
    assert all(load[name] for name in ("ours", "stock", "floor", "of stock", "of floor"))
    assert {line["met"] for line in jobs.values()} <= {"met", "not met", ""}
    assert jobs["`depositary --help`"]["memory"].endswith(" MB")
    assert {line["size"] for line in found["growth"]} == {"150", "300"}
    table = CliRunner().invoke(main, (*words, "--format", "markdown", "--show", "jobs")).output
    assert table.startswith("| job | ours | limit | stock |")
    assert "| size |" not in table


def test_a_program_that_fails_stops_it(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="--nonsense"):
        program(("--nonsense",), folder=tmp_path)


def test_the_page_has_a_line_for_each_job() -> None:
    page = (Path(__file__).parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")
    assert [job.name for job in JOBS if not job.sizes and f"| {job.name} |" not in page] == []
