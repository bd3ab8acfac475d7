"""The made-up register is the same each time, and nothing in it contradicts anything else."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from application.questions.asking.ask import Ask
from application.questions.log.conflicts import conflicts_of
from application.questions.log.history import history
from application.register import Register
from infrastructure.audit.log.verify import verify
from infrastructure.bootstrap import open_register
from tests.benchmarks import made_up
from tests.benchmarks.made_up import BODY, TODAY, Mixture, make

FEW = Mixture(members=30, commitments=3, signers=20, years=2)


def _log(store: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store)) as log:
        rows = "SELECT * FROM stored_events JOIN log_leaf ON position = stored_events.rowid"
        return log.execute(rows).fetchall()


@pytest.mark.slow
def test_it_has_the_size_and_is_the_same_each_time(tmp_path: Path) -> None:
    first, again = (_log(make(tmp_path / name, 600, mixture=FEW)) for name in "ab")
    assert len(first) == 4 + 30 + 2 * 314  # no text is the tenth
    assert first == again
    assert _log(make(tmp_path / "c", 600, seed=2, mixture=FEW)) != first


@pytest.mark.slow
def test_nothing_contradicts_anything(tmp_path: Path) -> None:
    mixture = Mixture(members=9, commitments=2, signers=3, years=2, neglected=2)
    with open_register(make(tmp_path / "some", 400, mixture=mixture)) as register:
        found = conflicts_of(register.log, register.read_model, BODY, lambda _: None)
        assert not list(found)
        assert abs(register.log.last() - 400) < 100


@pytest.mark.slow
def test_a_larger_one_is_copied_under_other_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_up, "BY_ACTS", 200)
    mixture = Mixture(members=9, commitments=2, signers=3, years=2, neglected=2)
    store = make(tmp_path / "larger", 600, mixture=mixture)
    with open_register(store) as register:
        assert register.read_model.taskforces() == [BODY, f"{BODY}1", f"{BODY}2"]
        topics = [topics_of(register, body) for body in register.read_model.taskforces()]
    assert topics[0]
    assert topics[0] == topics[1] == topics[2]
    assert verify(store).findings == []


def topics_of(register: Register, body: str) -> list[object]:
    found = history(register.read_model, Ask(taskforce=body), "M001", TODAY)
    return [row["topic"] for row in found.rows]
