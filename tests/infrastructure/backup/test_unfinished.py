"""What a killed process left beside a database is taken in, or told, and never left out."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infrastructure.backup import restore
from infrastructure.backup.verification import verify_copy
from tests.infrastructure.backup.given import BACKUP, NEW
from tests.infrastructure.cli.given import must, typed

SENT = Path("register.sent")
MANY = 3000


class Unwritable(sqlite3.Connection):
    """A database in a folder in which nothing can be made."""

    def execute(self, *_: object) -> sqlite3.Cursor:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error


def leave_half_done(path: Path) -> None:
    """Leave a file as a process does that is killed while it writes: half of it is there."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        letters = (("EXT", "p-bb4xx", f"act:{number}", "2026-03-02") for number in range(MANY))
        db.executemany("INSERT INTO sent VALUES (?, ?, ?, ?)", letters)
        db.execute("COMMIT")
        db.execute("PRAGMA cache_size = 5")
        db.execute("BEGIN")
        db.execute("DELETE FROM sent WHERE rowid % 2")
        shutil.copy(path, "half")
        shutil.copy(f"{path}-journal", "half-journal")
    Path("half").replace(path)
    Path("half-journal").replace(f"{path}-journal")


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize("first", ["doctor", f"backup {BACKUP}"])
def test_takes_back_what_was_half_done(first: str) -> None:
    """A backup had half of the letters, so that they went out again; `doctor` called it damaged."""
    leave_half_done(SENT)

    said = typed(first)

    assert "Letters cannot be sent" not in said.out
    must(*(() if BACKUP.exists() else (f"backup {BACKUP}",)))
    with closing(sqlite3.connect(BACKUP / "sent.db")) as db:
        assert db.execute("SELECT count(*) FROM sent").fetchone() == (MANY,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize("line", [f"backup {BACKUP}", "doctor"])
@pytest.mark.parametrize("name", ["register.sent", "register.contacts"])
def test_tells_what_was_cut(line: str, name: str) -> None:
    """SQLite reads what is missing as zeros, so that a copy was whole, and some rows were gone."""
    content = Path(name).read_bytes()
    Path(name).write_bytes(content[:-100])

    said = typed(line)

    assert said.code != 0
    assert "malformed" in said.out + said.err or "SQLITE_CORRUPT" in said.out
    assert not BACKUP.exists()


@pytest.mark.usefixtures("backed_up")
@pytest.mark.parametrize("line", ["contacts list", "reminders list", "backup ../another"])
def test_a_backup_is_not_asked_for_what_is_called_otherwise_there(line: str) -> None:
    """It said "No contacts.", and a backup of it had none."""
    said = typed(f"{line} --store {BACKUP}/log.db")

    assert said.code == 1
    assert "is a backup, and nothing is recorded in it. Restore it first" in said.err
    assert not Path("../another").exists()


@pytest.mark.usefixtures("backed_up")
def test_a_restore_replaces_nothing_that_came_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that was begun there in between was gone, and both commands said all was well."""

    def meanwhile(log: Path, checkpoints: Path) -> object:
        must(f"init {NEW.parent} --code NEW --name 'A new body' --nature exercise")
        return verify_copy(log, checkpoints)

    monkeypatch.setattr(restore, "verify_copy", meanwhile)

    said = typed(f"restore {BACKUP} --store {NEW}")

    assert said.code == 1
    assert "register.db is there already; nothing was restored." in said.err
    assert "A new body" in typed(f"log --store {NEW}").out
