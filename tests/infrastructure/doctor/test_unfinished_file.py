"""A file that a full disk kept from being completed has lost nothing: SQLite keeps the rest."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infrastructure.files.write_ahead_log import pages_in
from tests.infrastructure.backup.given import smallest_files
from tests.infrastructure.cli.given import Said, must, typed

WAL = Path("register.db-wal")


def joins(first: int, last: int) -> str:
    rows = (f"r{n},join,MX{n},Member {n},state,2026-02-01" for n in range(first, last + 1))
    return "\n".join(["row_id,act,member,name,kind,on", *rows])


def of_the_log(said: Said) -> list[str]:
    return [line for line in said.out.splitlines() if line.removeprefix("note, ")[:4] == "log:"]


@pytest.fixture
def unfinished(healthy: Path) -> Path:
    """Return a register of which the disk took all but the end, in the middle of a page."""
    Path("rows.csv").write_text(joins(1, 200), encoding="utf-8")
    must("import rows.csv", "members")  # so that the file is larger than what is added at once
    Path("more.csv").write_text(joins(201, 230), encoding="utf-8")
    with smallest_files(healthy.stat().st_size + 5000):
        must("import more.csv")
    assert healthy.stat().st_size % 4096
    return healthy


@pytest.mark.slow
@pytest.mark.usefixtures("unfinished")
def test_is_completed_by_the_next_command() -> None:
    """Whoever was told to go back to a backup lost what had been recorded."""
    said = typed("doctor")

    assert said.code == 0, said
    (line,) = of_the_log(said)
    assert f"{WAL} has what it lacks, and nothing is lost. → Keep " in line
    must("member join ZED --name Zed --on 2026-02-02")
    assert of_the_log(typed("doctor")) == []


@pytest.mark.slow
def test_is_cut_where_the_rest_is_nowhere(unfinished: Path) -> None:
    """A log of SQLite beside it proves nothing if it lacks what the file lacks."""
    pages = range(1, unfinished.stat().st_size // 4096)
    lost = max(set(pages) - pages_in(WAL))
    os.truncate(unfinished, lost * 4096 - 99)

    said = typed("doctor")

    assert said.code == 3  # nothing is read from it, as from any damaged log
    assert "in the middle of a page" in of_the_log(said)[0]


def test_a_file_with_something_behind_its_end_is_not_whole(healthy: Path) -> None:
    """Only SQLite writes into the file of a register."""
    with healthy.open("ab") as file:
        file.write(b"x" * 100)

    said = typed("doctor")

    assert said.code == 1
    assert "in the middle of a page" in of_the_log(said)[0]


class TestPages:
    @pytest.fixture
    def logged(self, tmp_path: Path) -> Path:
        """Return what SQLite keeps beside a database of three pages, of which two were changed."""
        path = tmp_path / "a.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("CREATE TABLE a (b)")
            db.execute("CREATE TABLE c (d)")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("INSERT INTO c VALUES (1)")
            db.execute("INSERT INTO a VALUES (1)")
            shutil.copy(f"{path}-wal", tmp_path / "kept")
        return tmp_path / "kept"

    def test_are_those_of_all_commits(self, logged: Path) -> None:
        assert pages_in(logged) == {2, 3}

    def test_are_none_where_there_is_no_log(self, tmp_path: Path) -> None:
        (tmp_path / "empty").touch()

        assert pages_in(tmp_path / "none") == pages_in(tmp_path / "empty") == frozenset()

    def test_a_page_that_is_cut_or_of_an_earlier_round_is_none(self, logged: Path) -> None:
        """SQLite stops there, too."""
        content = logged.read_bytes()
        frame = 24 + 4096
        second = 32 + frame
        other = content[: second + 8] + b"\0" * 8 + content[second + 16 :]

        for each in (content[:-1], content[: second + 9], other):
            logged.write_bytes(each)
            assert pages_in(logged) == {3}
