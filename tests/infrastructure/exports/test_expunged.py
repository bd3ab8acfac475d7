"""What was expunged is in no export, no report, no answer and no file of the register."""

import shutil
import sqlite3
from contextlib import chdir, closing
from pathlib import Path

import pytest

from domain.values import Visibility
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.exports.test_canaries import (
    ASKED,
    EXPORTS,
    MEMBERS_ONLY,
    canaries,
    export,
    written,
)
from tests.often import every

__all__ = ["canaries"]
QUESTIONS = ("log", "members", "replay", "matrix", "history KEN", "gaps", "reports", "work inputs")
SHOWN = "--audience secretariat"


def holding(store: Path) -> list[int]:
    """Return the positions of the events that hold the word."""
    with closing(sqlite3.connect(store)) as db:
        query = "SELECT rowid FROM stored_events WHERE instr(state, CAST(? AS BLOB)) ORDER BY rowid"
        return [position for (position,) in db.execute(query, (MEMBERS_ONLY,))]


@pytest.fixture(scope="module")
def expunged_once(
    canaries: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[int]]:
    """Remove every text with the word, after tables were made that hold it."""
    place = shutil.copytree(canaries, tmp_path_factory.mktemp("expunged") / "here")
    positions = holding(place / "register.db")
    with chdir(place):
        must("rebuild", f"search {MEMBERS_ONLY}")
        for each in positions:
            must(f"expunge @{each} --reason entered_by_mistake --authority 'The secretariat' --yes")
    return place, positions


@pytest.fixture(autouse=True)
def told(folder: Path, expunged_once: tuple[Path, list[int]]) -> Path:
    """The same, the test's own."""
    shutil.copytree(expunged_once[0], folder, dirs_exist_ok=True)
    return folder / "register.db"


@pytest.fixture
def expunged(expunged_once: tuple[Path, list[int]]) -> list[int]:
    return expunged_once[1]


@pytest.mark.slow
def test_no_file_of_the_register_holds_it(told: Path, expunged: list[int]) -> None:
    """Neither the log, nor what was written ahead, nor tables that were in use before."""
    files = [file for file in told.parent.rglob("*") if file.is_file()]

    assert (len(expunged), len(files) > 4) == (3, True)
    assert not [
        file
        for file in files
        for word in (MEMBERS_ONLY, MEMBERS_ONLY.lower())
        if word.encode() in file.read_bytes()
    ]


@pytest.mark.slow
def test_no_export_and_no_report_holds_it() -> None:
    """What is made anew says that something was removed, and not what."""
    for name in EXPORTS:
        export(name, SHOWN)

    assert len(written()) > 1000
    assert MEMBERS_ONLY.encode() not in written()
    for name, asked in ASKED.items():
        said = typed(f"report {name} {asked} --format json {SHOWN}")
        assert said.code == 0, said
        assert MEMBERS_ONLY not in said.out, name


@pytest.mark.slow
def test_no_answer_holds_it() -> None:
    """Nor does any about an earlier day, since what was stored is gone."""
    for question in QUESTIONS[:: every(2)]:
        for known in ("", "--known @30"):
            said = typed(f"{question} {known} {SHOWN}")
            assert said.code == 0, said
            assert MEMBERS_ONLY not in said.out, question
    assert '"found": 0' in typed(f"search {MEMBERS_ONLY} {SHOWN} --format json").out


def test_that_it_was_removed_is_told_to_who_may_see_the_entry(expunged: list[int]) -> None:
    """An office that decided it answers for it before all who see the gap that it left."""
    log = typed(f"log {SHOWN}").out

    for position in expunged:
        assert f"texts of @{position} removed" in log
    for audience in Visibility:
        said = typed(f"search secretariat --audience {audience} --format json").out
        assert ("entered by mistake" in said) is (audience is not Visibility.PUBLIC)


@pytest.mark.slow
def test_the_log_and_its_tables_are_in_order(expunged: list[int]) -> None:
    """Each removal is accounted for, and the tables are those of the log."""
    said = typed("audit verify --projections")

    assert said.code == 4
    assert [line.split(":")[0] for line in said.out.splitlines() if "expunged" in line] == [
        f"expunged @{position}" for position in expunged
    ]
