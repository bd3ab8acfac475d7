"""The demonstration: what a newcomer sees first, and what must never be in it."""

import json
from pathlib import Path

import pytest

from application.questions.asking.ask import Ask
from application.questions.log.history import log
from application.register import Register
from domain.values import Visibility
from infrastructure.cli.main import run
from infrastructure.demonstration.bodies import DAY, EXERCISE, GLOBAL_TASKFORCE
from infrastructure.demonstration.run import tour

ACTS = ("commitment.signed", "commitment.consented", "commitment.progress-reported")


def ask(body: str) -> Ask:
    return Ask(taskforce=body, on=DAY, audience=Visibility.SECRETARIAT)


def topics(register: Register, body: str) -> list[str]:
    return [str(row["topic"]) for row in log(register.read_model, ask(body), DAY).rows]


def test_the_real_taskforce_carries_no_signature_and_no_progress(register: Register) -> None:
    """A picture of a real government that seems to have failed at something is an incident."""
    found = topics(register, GLOBAL_TASKFORCE)

    assert not set(ACTS) & set(found)
    assert found.count("member.joined") == 23
    assert found.count("taskforce.task-adopted") == 4
    assert found.count("taskforce.initiative-recognised") == 5
    assert found.count("taskforce.reference-group-linked") == 3
    assert found.count("taskforce.claim-recorded") == 4


def test_every_fact_of_the_real_taskforce_names_its_source(register: Register) -> None:
    """That the 20 states are the founders is inferred, and says so."""
    rows = log(register.read_model, ask(GLOBAL_TASKFORCE), DAY).rows

    joined = [row for row in rows if row["topic"] == "member.joined"]

    assert all(row["source"] for row in rows)
    assert sum(row["basis"] == "inferred" for row in joined) == 20
    assert {row["effective_on"] for row in joined} == {"2022-06", "<=2026-11-24"}


def test_the_status_of_the_real_mission_statement_lists_nobody(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who signed it is not in any source, so no row may say that somebody did not."""
    code = run(["--store", str(store), "status", "MISSION", "--format", "json"])

    answer = json.loads(capsys.readouterr().out)

    assert code == 0
    assert answer["rows"] == []


def test_the_exercise_has_a_withdrawal_a_return_and_a_correction(register: Register) -> None:
    """Each of them is what a table that overwrites would lose."""
    rows = log(register.read_model, ask(EXERCISE), DAY).rows

    marks = [str(row["mark"]) for row in rows]

    assert sum(mark.startswith("corrects") for mark in marks) == 3
    assert any(row["topic"] == "commitment.withdrawn" for row in rows)
    assert sum(row["topic"] == "commitment.signed" and row["member"] == "RUR" for row in rows) == 6


@pytest.mark.slow
def test_the_tour_fits_a_screen(store: Path) -> None:
    """At most forty lines."""
    first = list(tour(store, Path("demo")))

    assert len(first) <= 40
    assert any("REAL" in line for line in first)
    assert any("EXERCISE" in line for line in first)
    assert not any("None" in line for line in first)


@pytest.mark.slow
def test_runs_again_and_keeps_to_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same each time; never touches a register of one's own, and `init` never touches it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEPOSITARY_STORE", str(tmp_path / "mine.db"))

    codes = [run(["demo"])]
    first = capsys.readouterr()
    codes += [run(["demo"])]
    second = capsys.readouterr()
    codes += [run(["init", "depositary-demo"])]
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    codes.append(run(["demo", "full"]))

    assert codes == [0, 0, 1, 1]
    assert second == first
    assert "EXERCISE Taskforce" in first.out
    assert len(first.out.splitlines()) <= 40
    assert not (tmp_path / "mine.db").exists()
    assert sorted(path.name for path in (tmp_path / "full").iterdir()) == ["letter.txt"]
    assert "demonstration" in capsys.readouterr().err
