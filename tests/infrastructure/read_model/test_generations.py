"""A new generation takes the place of the old one whole, or not at all."""

import os
import signal
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from application.event_store.streams import EventLog
from domain.errors import Unavailable
from infrastructure.read_model import standing_projection, table_files
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.stream_addresses import StreamAddresses
from infrastructure.read_model.table_files import schema_number
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    as_of,
    files,
    in_use,
    joined,
    opened_as,
    signed,
)
from tests.infrastructure.read_model.processes import REBUILDER, Failing, interrupt, process


@pytest.mark.usefixtures("writer")
def test_makes_its_first_generation_by_itself(model: SQLiteReadModel, folder: Path) -> None:
    """Nobody has to set anything up: the store is enough."""
    assert model.head() == 1

    assert files(folder) == ["gen-000001.sqlite"]
    assert (folder / "current").read_text() == "gen-000001.sqlite\n"


@pytest.mark.usefixtures("writer")
def test_waits_for_nothing_from_a_pipe(model: SQLiteReadModel, folder: Path) -> None:
    """A pipe in the place of the pointer would keep every question for ever."""
    folder.mkdir()
    os.mkfifo(folder / "current")

    with pytest.raises(Unavailable, match=r"The tables cannot be used: .*current is no file"):
        model.head()


def test_a_generation_is_in_wal_mode(model: SQLiteReadModel, folder: Path) -> None:
    """Readers and the one that catches up must not wait for each other."""
    model.rebuild()

    with closing(sqlite3.connect(in_use(folder))) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert other.execute("PRAGMA user_version").fetchone() == (schema_number(),)


@pytest.mark.usefixtures("writer")
def test_keeps_one_generation_for_those_who_read_it(model: SQLiteReadModel, folder: Path) -> None:
    """Disk use stays bounded, and no reader loses the file that it has open."""
    folder.mkdir()
    (folder / "gen-000007.sqlite").write_bytes(b"left unfinished")

    assert [model.rebuild() for _ in range(4)] == [1, 1, 1, 1]

    assert files(folder) == ["gen-000010.sqlite", "gen-000011.sqlite"]


def test_a_number_is_not_used_again(model: SQLiteReadModel, folder: Path) -> None:
    """A reader that still has the lost file open must not take a new one for it."""
    model.rebuild()
    model.rebuild()
    model.close()
    in_use(folder).unlink()

    assert model.head() == 0

    assert in_use(folder).name == "gen-000003.sqlite"


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.0, 0.002, 0.01])
def test_a_killed_rebuild_leaves_the_old_generation_in_use(
    writer: Writer, model: SQLiteReadModel, folder: Path, moment: float
) -> None:
    """Power can fail at any time; there is always one whole generation."""
    for number in range(100):
        writer.append(signed(member=f"M{number:03}"))
    model.rebuild()
    with process(REBUILDER, folder) as rebuilder:
        assert rebuilder.stdout is not None
        assert rebuilder.stdout.readline() == "ready\n"
        sleep(moment)
        rebuilder.send_signal(signal.SIGKILL)

    with closing(sqlite3.connect(in_use(folder))) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert other.execute("SELECT count(*) FROM event").fetchone() == (101,)
    assert model.head() == 101
    assert model.rebuild() == 101


def test_an_interrupted_rebuild_leaves_the_old_generation_in_use(
    writer: Writer, tmp_path: Path, folder: Path
) -> None:
    """Ctrl-C in the middle must cost nothing but the time so far."""
    writer.append(adopted())
    with opened_as(Failing, tmp_path / "register.db") as log:
        log.act = interrupt
        with SQLiteReadModel(log, folder, batch_size=1) as model:
            model.rebuild()
            log.at = 1

            with pytest.raises(KeyboardInterrupt):
                model.rebuild()

            assert files(folder) == ["gen-000001.sqlite"]
            log.at = -1
            assert model.head() == 2
            assert in_use(folder).name == "gen-000001.sqlite"


def test_an_interrupted_batch_is_as_if_it_had_not_begun(
    writer: Writer, model: SQLiteReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch and its position are one transaction."""
    model.catch_up()
    writer.append(joined())
    monkeypatch.setattr(standing_projection, "refresh", lambda *_: interrupt())
    with pytest.raises(KeyboardInterrupt):
        model.catch_up()
    monkeypatch.undo()

    assert model.catch_up() == 1
    assert [row.member for row in model.members(BODY, as_of())] == ["KEN"]


def test_says_when_there_can_be_no_folder(log: EventLog, tmp_path: Path) -> None:
    """A path that is taken by a file is named in a sentence, not in a traceback."""
    (tmp_path / "taken").write_text("a file")
    with SQLiteReadModel(log, tmp_path / "taken") as model:
        with pytest.raises(Unavailable, match="is no folder"):
            model.head()
        with pytest.raises(Unavailable, match="cannot be made"):
            model.rebuild()


@pytest.mark.usefixtures("writer")
def test_a_private_one_leaves_nothing_behind(
    log: EventLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder it is for this use only."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with SQLiteReadModel(log) as model:
        assert model.head() == 1
        assert [files(folder) for folder in tmp_path.glob("depositary-*")] == [
            ["gen-000001.sqlite"]
        ]

    assert not list(tmp_path.glob("depositary-*"))


def test_what_is_forgotten_is_found_again(
    writer: Writer, model: SQLiteReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered of streams is bounded, so that memory does not grow with the log."""
    monkeypatch.setattr(StreamAddresses, "REMEMBERED", 1)
    codes: Sequence[str] = ["BRB", "KEN", "BRB", "PER", "KEN"]
    for code in codes:
        writer.append(joined(code))

    assert model.rebuild() == 6
    assert [row.member for row in model.members(BODY, as_of())] == ["BRB", "KEN", "PER"]


def test_other_rules_make_another_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same tables, folded by other rules, hold other answers; they must be made anew."""
    before = schema_number()

    monkeypatch.setattr(table_files, "_RULES", table_files._RULES[1:])
    schema_number.cache_clear()
    after = schema_number()

    monkeypatch.undo()
    schema_number.cache_clear()
    assert after != before == schema_number()


@pytest.mark.usefixtures("writer")
def test_a_damaged_lock_is_made_anew(model: SQLiteReadModel, folder: Path) -> None:
    """Nothing is ever in it, so nothing is lost."""
    model.rebuild()
    (folder / "lock").write_text("something else", encoding="utf-8")

    assert model.rebuild() == 1

    assert not (folder / "lock").read_bytes()
