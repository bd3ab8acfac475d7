"""What `doctor` says of who keeps the register locked."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from infrastructure.bootstrap import Settings, contacts_path
from infrastructure.doctor import environment_checks
from infrastructure.doctor.environment_checks import check_lock
from infrastructure.doctor.finding import Installation
from infrastructure.files import locks
from infrastructure.files.locks import Process
from tests.infrastructure.cli.given import must, typed

HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(f"PRAGMA locking_mode = {sys.argv[2]}")
db.execute(f"BEGIN {sys.argv[3]}")
print("held", flush=True)
sys.stdin.read()
"""


LOCKER = """
import fcntl, os, sys
fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def office(register: Path) -> Installation:
    """Return an office in which nothing is wrong."""
    return Installation(store=register, settings=Settings(), now=datetime.now(UTC), environ={})


@contextmanager
def held(store: Path, mode: str = "NORMAL", begin: str = "EXCLUSIVE") -> Iterator[int]:
    """Let another process keep a database for itself, and give its number."""
    with running(HOLDER, store, mode, begin) as process:
        yield process


@contextmanager
def running(script: str, *words: str | Path) -> Iterator[int]:
    """Let another process run a script until it reads an end, and give its number."""
    with subprocess.Popen(
        [sys.executable, "-c", script, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.communicate(b"")


class TestLock:
    @pytest.mark.parametrize("mode", ["WAL", "DELETE"])
    def test_is_told_with_who_holds_it(
        self, mode: str, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The number is what a person needs to find the program."""
        monkeypatch.setattr(locks, "TELL_AFTER", 0.1)
        with closing(sqlite3.connect(office.store)) as db:
            db.execute(f"PRAGMA journal_mode = {mode}")

        with held(office.store) as process:
            (sign,) = check_lock(office)

        assert sign.sentence.startswith(f"The register is kept locked by process {process} (")
        assert list(check_lock(office)) == []

    def test_is_waited_for(self, office: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever records holds it for a moment, and nothing is wrong with that."""
        answers = iter([Process(4711, "depositary import", stopped=False), None])
        monkeypatch.setattr(locks, "writing_process", lambda _: next(answers))

        assert list(check_lock(office)) == []

    @pytest.mark.parametrize("is_told", [True, False])
    def test_can_keep_all_others_out(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch, *, is_told: bool
    ) -> None:
        """Nothing is lost then, and nothing is to be put back."""
        monkeypatch.setattr(locks, "TELL_AFTER", 0.1)
        if not is_told:
            monkeypatch.setattr(locks, "_LOCKS", office.store.with_name("nothing"))
        with held(office.store, "EXCLUSIVE") as process:
            said = typed("doctor")

        ending = f"Wait for it, or end it with: kill {process}." if is_told else "Look again when "
        assert said.code == 3
        assert f"could not be read to its end: database is locked. → {ending}" in said.out

    def test_cannot_be_told_everywhere(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not every system has the list."""
        with held(office.store), monkeypatch.context() as patch:
            patch.setattr(locks, "_LOCKS", office.store.with_name("nothing"))

            assert list(check_lock(office)) == []


class TestContacts:
    def test_that_another_changes_can_be_read_and_not_changed(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A stopped process that had begun a change kept all others out, and it was healthy."""
        must("contacts add 'Ada Example' --ref p-tester")
        monkeypatch.setattr(locks, "TELL_AFTER", 0.1)

        with held(contacts_path(office.store), begin="IMMEDIATE") as process:
            said = typed("doctor")

        (told,) = [line for line in said.out.splitlines() if line.startswith("contacts: ")]
        assert said.code == 1
        assert f"The contacts are kept locked by process {process} (" in told

    @pytest.mark.slow
    def test_that_stay_locked_are_waited_for_once(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each look waited for half a minute, and one of them advised to put a backup back."""
        must("contacts add 'Ada Example' --ref p-tester")
        monkeypatch.setattr(environment_checks, "TELL_AFTER", 0.3)
        with held(contacts_path(office.store)) as process:
            began = monotonic()
            said = typed("doctor")

        assert monotonic() - began < 15
        (told,) = [line for line in said.out.splitlines() if "contacts" in line]
        assert told.startswith("actor: The contacts cannot be read, because the contacts stayed ")
        assert f"locked by process {process} (" in told
        assert told.endswith(" \u2192 Look again when that has ended.")


@pytest.mark.slow
@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("path", [".", "register.checkpoints", "../log.key.vkey"])
def test_a_file_that_a_process_keeps_locked_is_told(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody else makes backups, or signs, as long as it is stopped."""
    monkeypatch.setattr(locks, "TELL_AFTER", 0.1)

    with running(LOCKER, path) as process:
        said = typed("doctor")

    assert said.code == 1
    assert f"is kept locked by process {process} (" in said.out
