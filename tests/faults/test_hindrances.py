"""A register that cannot be used as it is: exit 3 and one sentence, and nothing is changed."""

import os
import shlex
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from infrastructure.store.sqlite_schema import SCHEMA_VERSION
from tests.faults.given import ON_DAMAGE, Place, whole_file
from tests.faults.mortal import Mortals

pytestmark = pytest.mark.slow

READING = (
    "members",
    "report status PLEDGE",
    "export --output ../entries.csv",
    "query 'SELECT 1'",
    "audit receipt @3 --output ../a.tlog-proof --checkpoint ../kept/whole.checkpoint",
)
WRITING = (
    "member join BLE --name Blefuscu --on 2025-10",
    "import ../rows.csv",
    "report publish status PLEDGE",
    "expunge @2 --reason court_order --authority 'High Court of Atlantis' --yes",
    "run-due",
)
LOOKING = ("rebuild", "audit checkpoint --output ../made.checkpoint", "backup ../backup")
VERIFY = "audit verify --checkpoint ../kept --policy ../our.policy"


def missing(place: Place) -> None:
    place.store.unlink()


def folder(place: Place) -> None:
    place.store.unlink()
    place.store.mkdir()


def empty(place: Place) -> None:
    place.store.write_bytes(b"")


def letter(place: Place) -> None:
    place.store.write_text("Dear depositary, " * 1000, encoding="utf-8")


def without_tables(place: Place) -> None:
    place.store.unlink()
    with closing(sqlite3.connect(place.store)) as db:
        db.execute("VACUUM")


def foreign(place: Place) -> None:
    place.store.unlink()
    with closing(sqlite3.connect(place.store)) as db:
        db.execute("CREATE TABLE stamps (country TEXT)")


def newer(place: Place) -> None:
    with closing(sqlite3.connect(place.store)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def forbidden(place: Place) -> None:
    place.store.chmod(0)


UNUSABLE: dict[str, tuple[Callable[[Place], None], str]] = {
    "missing": (missing, "There is no register at"),
    "folder": (folder, "register.db"),
    "empty": (empty, "is empty"),
    "letter": (letter, "file is not a database"),
    "without tables": (without_tables, "is empty"),
    "foreign": (foreign, "another application"),
    "newer": (newer, f"has format {SCHEMA_VERSION + 1}"),
    "forbidden": (forbidden, "register.db"),
}


@pytest.fixture
def ours(place: Place) -> Iterator[Place]:
    """Return an office in one file, which is given back its permissions afterwards."""
    whole_file(place.store)
    rows = "act,member,name,on\njoin,BLE,Blefuscu,2025-10\n"
    (place.root / "rows.csv").write_text(rows, encoding="utf-8")
    yield place
    for path in (place.data, *place.data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("hindrance", UNUSABLE)
def test_what_is_no_register_is_told(ours: Place, fated: Mortals, hindrance: str) -> None:
    """For every command the same: a sentence, exit code 3, and no new register in its place."""
    hinder, sentence = UNUSABLE[hindrance]
    hinder(ours)
    before = _file(ours.store)

    for line in (*READING, *WRITING, *LOOKING):
        said = fated.run(ours, *shlex.split(line), is_bound=True)
        said.must_fail_in_a_sentence()
        assert sentence in said.err, (line, said)
        assert ".depositary-" not in said.err, (line, said)
    found = fated.run(ours, *shlex.split(VERIFY), is_bound=True).must(3)

    assert "Not finished, so nothing is proved." in found.out
    assert _file(ours.store) == before
    assert not any((ours.root / name).exists() for name in ("made.checkpoint", "backup"))


def test_a_file_that_must_not_be_written_is_read(ours: Place, fated: Mortals) -> None:
    """All questions are answered, and what would be recorded is not."""
    ours.store.chmod(0o444)
    before = ours.store.read_bytes()

    for line in (*READING, *LOOKING, VERIFY):
        fated.run(ours, *shlex.split(line), is_bound=True).must()
    for line in WRITING[:-1]:
        said = fated.run(ours, *shlex.split(line), is_bound=True)
        said.must_fail_in_a_sentence()
        assert said.err.startswith("depositary: Nothing was recorded: "), said

    assert ours.store.read_bytes() == before


def test_a_folder_that_must_not_be_written_can_be_verified(ours: Place, fated: Mortals) -> None:
    """SQLite needs the folder; an auditor, to whom a disk is given to be read, does not."""
    for path in ours.data.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    ours.data.chmod(0o555)
    before = sorted(ours.data.rglob("*"))

    for line in (*READING, *WRITING):
        said = fated.run(ours, *shlex.split(line), is_bound=True)
        said.must_fail_in_a_sentence()
        assert "copy it to another folder, with: depositary backup FOLDER" in said.err, said
    for line in (VERIFY, "backup ../backup", "audit checkpoint --output ../made.checkpoint"):
        fated.run(ours, *shlex.split(line), is_bound=True).must()

    assert sorted(ours.data.rglob("*")) == before


def test_a_locked_file_is_waited_for_and_then_told(ours: Place, fated: Mortals) -> None:
    """Whoever writes for long hinders writers only; nobody waits for ever."""
    with _held(ours.store, "NORMAL"):
        for line in (*READING, VERIFY):
            fated.run(ours, *shlex.split(line)).must()
        said = fated.run(ours, *shlex.split(ON_DAMAGE[3]))

    said.must_fail_in_a_sentence()
    assert "Nothing was recorded: the register stayed locked by process" in said.err
    fated.run(ours, *shlex.split(ON_DAMAGE[3])).must()


@pytest.mark.parametrize("line", [READING[0], WRITING[0], LOOKING[1], LOOKING[2]])
def test_a_file_that_others_keep_to_themselves_is_told(
    ours: Place, fated: Mortals, line: str
) -> None:
    """Some programs for looking at databases lock out everybody else."""
    with _held(ours.store, "EXCLUSIVE"):
        fated.run(ours, *shlex.split(line)).must_fail_in_a_sentence()

    fated.run(ours, *shlex.split(line)).must()


@contextmanager
def _held(store: Path, mode: str) -> Iterator[None]:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute(f"PRAGMA locking_mode = {mode}")
        other.execute("BEGIN IMMEDIATE")
        yield


def _file(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else None
