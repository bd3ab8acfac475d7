"""What keeps a command from its work is found by `doctor` before somebody needs the command."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from infrastructure.files import locks
from tests.infrastructure.cli.given import must, typed
from tests.often import every

HOLDER = """
import fcntl, os, signal, sqlite3, sys
path, sql = sys.argv[1], sys.argv[2:]
if sql:
    db = sqlite3.connect(path, isolation_level=None)
    for each in sql:
        db.execute(each).fetchall()
else:
    fcntl.flock(os.open(path, os.O_RDONLY), fcntl.LOCK_EX)
print("held", flush=True)
signal.pause()
"""
WRITING, READING = ("BEGIN IMMEDIATE",), ("BEGIN", "SELECT count(*) FROM sqlite_schema")


@contextmanager
def stopped(path: str, *sql: str) -> Iterator[int]:
    """Hold a lock in a process that is stopped."""
    command = [sys.executable, "-c", HOLDER, path, *sql]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)
        try:
            yield process.pid
        finally:
            process.kill()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a moment only."""
    monkeypatch.setattr(locks, "TELL_AFTER", 0.1)
    monkeypatch.setattr(locks, "LONGEST", 0.3)


def away(name: str) -> None:
    """Move what is at a place away, as if its disk was not mounted."""
    if Path(name).exists():
        Path(name).rename(f"../away-{Path(name).name}")


def dangling(name: str) -> None:
    away(name)
    Path(name).symlink_to("../../gone")


def looping(name: str) -> None:
    away(name)
    Path(name).symlink_to(name)


def pipe(name: str) -> None:
    away(name)
    os.mkfifo(name)


def folder(name: str) -> None:
    away(name)
    Path(name).mkdir()


def file(name: str) -> None:
    away(name)
    Path(name).write_text("garbage", encoding="utf-8")


def other_tables(name: str) -> None:
    away(name)
    with closing(sqlite3.connect(name)) as db:
        db.execute("CREATE TABLE stopped (something)")


def damaged(name: str) -> None:
    data = Path(name).read_bytes()
    Path(name).write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def emptied(name: str) -> None:
    Path(name).write_bytes(b"")


def no_list(name: str) -> None:
    with closing(sqlite3.connect(name)) as db:
        db.execute("DROP TABLE sent")


def with_view(name: str) -> None:
    with closing(sqlite3.connect(name)) as db:
        db.execute("CREATE VIEW more AS SELECT 1")


HARMS: list[tuple[str, Callable[[str], None], str, str]] = [
    ("register.sent", file, "run-due", "sent: Letters cannot be sent"),
    ("register.sent", other_tables, "reminders list", "sent: Letters cannot be sent"),
    ("register.sent", damaged, "reminders list", "sent: Letters cannot be sent"),
    ("register.sent", emptied, "reminders list", "sent: Letters cannot be sent"),
    ("register.sent", no_list, "run-due", "sent: Letters cannot be sent"),
    ("register.sent", with_view, "reminders list", "sent: Letters cannot be sent"),
    *(
        (f"register.{end}", make, line, "places: ")
        for end, line in (("sent", "run-due"), ("contacts", "contacts list"))
        for make in (dangling, looping, pipe, folder)
    ),
    ("register.sent-journal", pipe, "run-due", "places: "),
    ("register.contacts-journal", pipe, "contacts list", "places: "),
    ("register.contacts-wal", pipe, "contacts list", "places: "),
    *(("register.read", make, "status MISSION", "tables: ") for make in (dangling, looping, file)),
    *(
        ("register.read/lock", make, line, "tables: ")
        for make in (pipe, dangling, folder)
        for line in ("status MISSION", "rebuild")
    ),
    *(
        (f"register.read/gen-000001.sqlite{end}", pipe, line, "tables: ")
        for end in ("", "-journal", "-wal")
        for line in ("status MISSION", "rebuild")
    ),
    *(
        ("register.published", make, "report publish status MISSION", "places: ")
        for make in (dangling, looping, file, pipe)
    ),
    *(
        ("register.published", make, "backup ../bak", "places: ")
        for make in (dangling, looping, file, pipe)
    ),
    *(
        ("register.checkpoints", make, "backup ../bak", "places: ")
        for make in (dangling, looping, file, pipe)
    ),
    (
        "register.expunging",
        pipe,
        "expunge @3 --reason court_order --authority 'High Court' --yes",
        "places: ",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "harm", "line", "words"), HARMS[:: every(2)])
def test_finds_what_keeps_a_command_from_its_work(
    name: str, harm: Callable[[str], None], line: str, words: str, healthy: Path
) -> None:
    """It was called healthy, and failed, or waited for ever, when it was needed."""
    assert typed("doctor").code == 0
    harm(name)

    failed, said = typed(line), typed("doctor")
    if Path(name).is_fifo():
        Path(name).unlink()  # or what looks at all tables after a test waits for it

    assert failed.code == 3, failed
    assert "unexpected" not in failed.err
    assert said.code == 1, said
    name = name.removeprefix("register.read/")
    assert any(each.startswith(words) and name in each for each in said.out.splitlines()), said.out
    assert healthy.exists()


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_no_part_of_the_log_is_waited_for(end: str, healthy: Path) -> None:
    """SQLite opens it with the log, and from a pipe there may never come anything."""
    part = healthy.with_name(f"{healthy.name}{end}")
    part.unlink(missing_ok=True)
    os.mkfifo(part)

    for line in ("doctor", "status MISSION", "sign KEN MISSION --on 2026-01-15", "audit verify"):
        said = typed(line)
        assert said.code == 3, said
        assert f"register.db{end} is no file" in said.out + said.err


class TestLocks:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("path", "sql", "line", "words"),
        [
            ("register.sent", WRITING, "reminders stop p-tester", "sent: What was sent is kept"),
            ("register.sent", READING, "reminders stop p-tester", "sent: What was sent is kept"),
            (
                "register.contacts",
                READING,
                "contacts add 'Di Example'",
                "contacts: The contacts are kept",
            ),
            (".", (), "backup ../bak", "folders: "),
            ("register.checkpoints", (), "run-due", "folders: "),
        ],
    )
    def test_are_found(
        self, path: str, sql: tuple[str, ...], line: str, words: str, healthy: Path
    ) -> None:
        """A process that is stopped keeps its lock until somebody ends it."""
        if line == "run-due":
            next(Path("register.checkpoints").iterdir()).unlink()
            Path("../log.key.signed").unlink()
        with stopped(path, *sql) as process:
            failed, said = typed(line), typed("doctor")

        assert failed.code == 3, failed
        assert said.code == 1
        (told,) = [each for each in said.out.splitlines() if each.startswith(words)]
        assert f"locked by process {process} (" in told
        assert f"kill -CONT {process}" in told
        assert healthy.exists()

    def test_of_contacts_are_found_without_a_person_as_actor(self, healthy: Path) -> None:
        """A code can act, too, and nobody looks it up in the contacts."""
        settings = Path("depositary.toml")
        text = settings.read_text(encoding="utf-8").replace('"p-tester"', '"GTF"')
        settings.write_text(text, encoding="utf-8")

        with stopped("register.contacts", *WRITING):
            said = typed("doctor")

        assert "contacts: The contacts are kept locked by process" in said.out
        assert healthy.exists()


class TestContacts:
    def test_that_are_away_let_no_name_into_the_log(self, healthy: Path) -> None:
        """Whose names are to be refused is known from them only."""
        line = "gap find KEN KEN-N1 hosting --text 'Ada Example says so' --on 2026-03-01"
        assert typed(line).code == 1
        dangling("register.contacts")

        for each in (line, "contacts list", "contacts add 'Di Example'", "backup ../bak"):
            said = typed(each)
            assert (said.code, said.out) == (3, ""), said
            assert "register.contacts is a link that leads nowhere." in said.err
        assert not Path("../../gone").exists()
        assert healthy.exists()

    def test_that_are_a_link_to_a_file_are_contacts(self, healthy: Path) -> None:
        """A folder of contacts may be elsewhere, where fewer people may go."""
        away("register.contacts")
        Path("register.contacts").symlink_to("../away-register.contacts")

        assert "Ada Example" in typed("contacts list").out
        must("backup ../bak")
        assert healthy.exists()


def device(name: str) -> None:
    Path(name).symlink_to("/dev/zero")


def plug(name: str) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)


@pytest.mark.slow
@pytest.mark.parametrize("harm", [pipe, device, plug, dangling, looping])
@pytest.mark.parametrize("name", ["published/a.html", "published/M/b.csv", "checkpoints/note.txt"])
def test_finds_what_is_no_file(harm: Callable[[str], None], name: str, healthy: Path) -> None:
    """A reader who opens it may wait for ever, and it is in no backup."""
    path = Path(f"register.{name}")
    path.parent.mkdir(exist_ok=True)
    harm(str(path))

    looked, copied = typed("doctor"), typed("backup ../bak")

    assert looked.code == 1
    found = [each for each in looked.out.splitlines() if path.name in each]
    assert len(found) == 1
    assert found[0].startswith("places: ")
    assert copied.code == 0
    assert f"{path.name} " in copied.err
    assert "in no backup" in copied.err
    assert not Path(f"../bak/{name}").exists()
    for line in ("audit verify --reports", "report status MISSION", "audit checkpoint"):
        assert typed(line).code in {0, 1}
    assert healthy.exists()
