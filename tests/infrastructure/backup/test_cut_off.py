"""A change that was cut off: it is taken back, or what is not whole is not copied."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infrastructure.backup import restore
from infrastructure.backup.verification import verify_copy
from tests.faults.permissions import obeyed
from tests.infrastructure.backup.given import BACKUP, NEW
from tests.infrastructure.cli.given import must, typed

SENT, MANY = Path("register.sent"), 3_000


def _count(path: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as db:
        (count,) = db.execute("SELECT count(*) FROM sent").fetchone()
        (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    return count, found


def _cut_off() -> int:
    """Leave what a process leaves that was killed while it wrote; return how many rows there are.

    SQLite has put a part of the change into the file, and keeps what was there beside it.
    """
    row = "INSERT INTO sent VALUES ('GTF', 'p-' || ?, 'a', '2026-11-01T00:00:00')"
    with closing(sqlite3.connect(SENT, isolation_level=None)) as db:
        db.execute("BEGIN")
        db.executemany(row, [(number,) for number in range(MANY)])
        db.execute("COMMIT")
        (count,) = db.execute("SELECT count(*) FROM sent").fetchone()
        for setting in ("cache_size = 5", "cache_spill = 1", "secure_delete = ON"):
            db.execute(f"PRAGMA {setting}")
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM sent WHERE rowid % 2 = 0")
        for part in (SENT, Path("register.sent-journal")):
            shutil.copy(part, f"{part}.then")
        db.rollback()
    for part in (SENT, Path("register.sent-journal")):
        Path(f"{part}.then").rename(part)
    return int(count)


@pytest.mark.slow
@pytest.mark.usefixtures("healthy")
def test_half_a_change_is_in_no_backup() -> None:
    """Half of what was sent was restored from it, and the letters would have gone out again."""
    count = _cut_off()

    said = typed("doctor")
    must(f"backup {BACKUP}", f"restore {BACKUP} --store {NEW}")

    assert said.code == 0, said
    assert (
        "register.sent was being changed when a process was ended. → The next command" in said.out
    )
    assert _count(NEW.with_name("register.sent")) == (count, "ok")


@pytest.mark.usefixtures("healthy")
def test_half_a_change_that_may_not_be_taken_back_is_told(tmp_path: Path) -> None:
    """Only who may write can take it back."""
    _cut_off()
    for path in (*Path().rglob("*"), Path()):
        path.chmod(path.stat().st_mode & ~0o222)

    with obeyed():
        said = typed(f"backup {tmp_path / 'backup'}")

    assert said.code == 3
    assert "register.sent is whole only with " in said.err
    assert (
        "register.sent-journal, which can be used only where you may write. Copy both" in said.err
    )


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize(
    "line", ["backup {}", "audit verify", "audit checkpoint --key ../log.key --output {}", "doctor"]
)
def test_entries_that_cannot_be_read_are_not_left_out(line: str, tmp_path: Path) -> None:
    """What was recorded last is beside the log until the last process that has it open ends."""
    with closing(sqlite3.connect("register.db")) as db:
        db.execute("SELECT 1 FROM stored_events").fetchone()
        must("member join LAP --name Laputa --on 2026-02-01")
        office = tmp_path / "office"
        office.mkdir()
        for part in ("register.db", "register.db-wal"):
            shutil.copy(part, office)
    office.chmod(0o555)

    with obeyed():
        said = typed(f"--store {office / 'register.db'} {line.format(tmp_path / 'backup')}")

    told = said.err or said.out
    assert said.code == 3, said
    assert "register.db-wal, which can be used only where you may write. Copy both" in told
    office.chmod(0o755)
    assert "Laputa" in typed(f"--store {office / 'register.db'} members").out


@pytest.mark.usefixtures("backed_up")
def test_what_came_while_a_copy_was_verified_is_not_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another person began a register in the same folder, and it was gone without a word."""

    def beside_another(log: Path, checkpoints: Path) -> object:
        must(f"init {NEW.parent}")
        return verify_copy(log, checkpoints)

    monkeypatch.setattr(restore, "verify_copy", beside_another)

    said = typed(f"restore {BACKUP} --store {NEW}")

    assert said.code == 1
    assert f"{NEW} is there already; nothing was restored" in said.err
    assert typed(f"--store {NEW} log").out.count("@") == 0


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("name", ["register.sent", "register.contacts", "register.db"])
def test_a_database_of_which_the_end_is_gone_is_in_no_backup(name: str) -> None:
    """SQLite reads what is missing as nothing, and the copy had lost its last rows in silence."""
    with Path(name).open("r+b") as file:
        file.truncate(Path(name).stat().st_size - 100)

    examined, said = typed("doctor"), typed(f"backup {BACKUP}")

    assert (examined.code, said.code) in {(1, 3), (3, 3)}, said
    assert name in said.err
    assert name.removesuffix(".db") in examined.out
    assert not BACKUP.exists()


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("content", ["", "CREATE TABLE sent (week TEXT)"])
def test_what_is_no_list_of_letters_is_in_no_backup(content: str) -> None:
    """Such backups replaced the good ones, one after the other."""
    SENT.unlink()
    with closing(sqlite3.connect(SENT)) as db:
        db.executescript(f"{content}; PRAGMA user_version = 1")

    said = typed(f"backup {BACKUP}")

    assert said.code == 3
    assert "register.sent cannot be in a backup as it is: " in said.err
    assert not BACKUP.exists()


@pytest.mark.usefixtures("backed_up")
@pytest.mark.parametrize("line", ["contacts list", "reminders list", "backup ../another"])
def test_a_backup_is_not_asked_for_what_is_called_otherwise_there(line: str) -> None:
    """It said "No contacts.", and a backup of it had none."""
    said = typed(f"{line} --store {BACKUP}/log.db")

    assert said.code == 1
    assert "is a backup, and nothing is recorded in it. Restore it first" in said.err
    assert not Path("../another").exists()


@pytest.mark.usefixtures("healthy")
def test_a_damaged_list_of_letters_is_in_no_backup() -> None:
    """A part of it is of no table, which nothing notices that reads its rows."""
    with closing(sqlite3.connect(SENT)) as db:
        db.execute("CREATE TABLE spare (a)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = 'spare'")
        db.commit()

    examined, said = typed("doctor"), typed(f"backup {BACKUP}")

    assert (examined.code, said.code) == (1, 3), (examined, said)
    assert "register.sent cannot be in a backup as it is" in said.err
