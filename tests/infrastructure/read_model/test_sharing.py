"""Many processes and threads use one folder, and none waits for or harms another."""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.files import locks
from infrastructure.read_model.generations import Generations
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    as_of,
    files,
    in_use,
    joined,
    opened,
    opened_as,
    signed,
)
from tests.infrastructure.read_model.processes import READER, REBUILDER, Failing, asked, process


@pytest.mark.slow
def test_another_process_reads_on_while_we_rebuild(
    model: SQLiteReadModel, writer: Writer, folder: Path
) -> None:
    """A reader in the middle of a long question gets its old answer whole, then the new one."""
    writer.append(adopted())
    assert model.head() == 2
    with process(READER, folder) as reader:
        assert asked(reader) == ["2", "2", "ok", "2", "gen-000001.sqlite"]
        for number in range(30):
            writer.append(signed(member=f"M{number:02}"))

        assert model.rebuild() == 32

        assert asked(reader) == ["2", "2", "ok", "32", "gen-000002.sqlite"]
        model.rebuild()
        model.rebuild()
        assert asked(reader) == ["2", "2", "ok", "32", "gen-000004.sqlite"]
        reader.communicate()
        assert reader.returncode == 0


@pytest.mark.slow
def test_processes_that_rebuild_together_do_no_harm(
    model: SQLiteReadModel, writer: Writer, folder: Path
) -> None:
    """Two cron jobs at the same minute take turns."""
    for number in range(20):
        writer.append(signed(member=f"M{number:03}"))
    model.catch_up()
    workers = [process(REBUILDER, folder) for _ in range(2)]

    while any(worker.poll() is None for worker in workers):
        assert model.head() == 21
        assert len(model.standings(BODY, ["C-1"], as_of())) == 20
        time.sleep(0.02)

    for worker in workers:
        output, _ = worker.communicate()
        assert output.split() == ["ready", *["21"] * 8]
    assert in_use(folder).name == "gen-000017.sqlite"
    assert files(folder) == ["gen-000016.sqlite", "gen-000017.sqlite"]


@pytest.mark.usefixtures("writer")
def test_a_generation_that_another_made_meanwhile_is_taken(tmp_path: Path, folder: Path) -> None:
    """Ten web workers that find an old schema must build one generation, not ten."""
    with opened(tmp_path / "register.db") as log:
        models = [SQLiteReadModel(log, folder) for _ in range(5)]
        threads = [threading.Thread(target=model.head) for model in models]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for model in models:
            model.close()

    assert files(folder) == ["gen-000001.sqlite"]


@pytest.mark.usefixtures("writer")
def test_threads_may_share_it(model: SQLiteReadModel) -> None:
    """A web server asks from several threads at once."""
    heads: list[int] = []
    threads = [threading.Thread(target=lambda: heads.append(model.head())) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert heads == [1] * 8


def test_a_batch_that_another_process_applied_is_not_applied_again(
    writer: Writer, tmp_path: Path, folder: Path, model: SQLiteReadModel
) -> None:
    """Two readers of one file both see the new event; one of them writes it."""
    model.catch_up()
    writer.append(joined())
    with opened_as(Failing, tmp_path / "register.db") as log, SQLiteReadModel(log, folder) as other:
        log.act = lambda: _once(log, model)
        log.at = 0

        assert other.catch_up() == 0

    assert model.head() == 2


def _once(log: Failing, model: SQLiteReadModel) -> None:
    log.at = -1
    model.catch_up()


@pytest.mark.usefixtures("writer")
def test_nothing_new_locks_nothing(model: SQLiteReadModel, folder: Path) -> None:
    """Questions must not queue behind each other, or behind one that writes."""
    model.catch_up()
    with closing(sqlite3.connect(in_use(folder), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert model.head() == 1
        assert model.taskforces() == [BODY]


def test_says_when_it_cannot_write(
    writer: Writer, model: SQLiteReadModel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that stays locked is somebody's mistake, and the sentence says so."""
    monkeypatch.setattr(locks, "LONGEST", 0.05)
    model.catch_up()
    model.close()
    writer.append(joined())
    with closing(sqlite3.connect(in_use(folder), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Unavailable, match="the tables stayed locked by another"):
            model.head()


def test_says_when_another_has_the_file_to_itself(
    model: SQLiteReadModel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read now is not damaged, and must not be thrown away."""
    monkeypatch.setattr(locks, "LONGEST", 0.05)
    model.catch_up()
    model.close()
    with closing(sqlite3.connect(in_use(folder), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Unavailable, match="the tables stayed locked by another"):
            model.head()

    assert in_use(folder).name == "gen-000001.sqlite"


@pytest.mark.usefixtures("writer")
def test_says_when_others_build_for_too_long(
    model: SQLiteReadModel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a rebuild nor a first question waits for ever."""
    monkeypatch.setattr(locks, "LONGEST", 0.05)
    with Generations(folder).locked():
        with pytest.raises(Unavailable, match="locked"):
            model.rebuild()
        with pytest.raises(Unavailable, match="locked"):
            model.head()


@pytest.mark.parametrize("lock", ["tables", "folder", "all"])
def test_what_is_recorded_waits_for_no_lock(
    writer: Writer, tmp_path: Path, model: SQLiteReadModel, folder: Path, lock: str
) -> None:
    """It reads a copy of its own, which is gone when it is done."""
    model.catch_up()
    model.close()
    path = folder / "lock" if lock == "folder" else in_use(folder)
    if lock == "folder":
        (folder / "current").unlink()
    writer.append(joined())
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        opened(tmp_path / "register.db") as log,
        SQLiteReadModel(log, folder, recording=True) as ours,
    ):
        if lock == "all":
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE" if lock == "folder" else "BEGIN IMMEDIATE")

        assert ours.head() == 2
        assert ours.taskforces() == [BODY]
        assert ours.catch_up() == 0

    assert model.head() == 2


@pytest.mark.usefixtures("writer")
def test_what_is_recorded_needs_no_folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is said, since questions need it."""
    (tmp_path / "taken").touch()
    with (
        opened(tmp_path / "register.db") as log,
        SQLiteReadModel(log, tmp_path / "taken", recording=True) as ours,
    ):
        assert ours.head() == 1

    (said,) = caplog.messages
    assert said.endswith(
        "taken is no folder. Recording goes on without them; questions have to wait."
    )
