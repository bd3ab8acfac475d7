"""Whatever became of the files, the log has everything, and the tables grow back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from errno import EACCES
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.read_model import generations
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    as_of,
    established,
    in_use,
    joined,
    opened,
)


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _no_database(path: Path) -> None:
    path.write_bytes(b"This is a letter to the depositary. " * 400)


def _torn(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2].ljust(len(whole), b"\xff"))


def _scrambled(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 1")


def _no_pointer(path: Path) -> None:
    (path.parent / "current").unlink()


def _bad_pointer(path: Path) -> None:
    (path.parent / "current").write_bytes(b"../../\xff\n")


@pytest.mark.parametrize(
    "harm", [_missing, _empty, _no_database, _torn, _scrambled, _foreign, _no_pointer, _bad_pointer]
)
def test_mends_itself(
    writer: Writer, model: SQLiteReadModel, folder: Path, harm: Callable[[Path], None]
) -> None:
    """Whatever became of the files, the log has everything; nobody is to be called at night."""
    writer.append(joined())
    model.catch_up()
    model.close()
    harm(in_use(folder))
    writer.append(adopted())

    assert [row.name for row in model.members(BODY, as_of())] == ["Country KEN"]

    assert model.head() == 3
    assert in_use(folder).name == "gen-000002.sqlite"
    with closing(sqlite3.connect(in_use(folder))) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.usefixtures("writer")
@pytest.mark.parametrize("harm", [_no_pointer, _bad_pointer])
def test_a_pointer_that_is_lost_while_its_tables_are_open_is_made_again(
    model: SQLiteReadModel, folder: Path, harm: Callable[[Path], None]
) -> None:
    """A program that runs for days goes on."""
    assert model.head() == 1
    harm(in_use(folder))

    assert model.head() == 1
    assert in_use(folder).name == "gen-000002.sqlite"


def damage(tables: Path, name: str) -> None:
    """Spoil the first page of a table."""
    with closing(sqlite3.connect(tables)) as other:
        (size,) = other.execute("PRAGMA page_size").fetchone()
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = other.execute(query, (name,)).fetchone()
    with tables.open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def test_damage_that_shows_late_is_mended_too(
    writer: Writer, model: SQLiteReadModel, folder: Path
) -> None:
    """The first pages may be whole while a later one is not."""
    writer.append(joined())
    assert len(model.members(BODY, as_of())) == 1
    model.close()
    damage(in_use(folder), "membership")

    assert len(model.members(BODY, as_of())) == 1
    assert model.query("SELECT count(*) FROM membership") == (["count(*)"], [(1,)])


@pytest.mark.usefixtures("writer")
def test_damage_that_a_query_meets_is_mended_too(model: SQLiteReadModel, folder: Path) -> None:
    """An analyst must not be told that the question was wrong when the file is."""
    model.catch_up()
    model.close()
    damage(in_use(folder), "taskforce")

    assert model.query("SELECT code FROM taskforce") == (["code"], [("TF1",)])


def test_a_log_that_was_put_back_is_noticed(tmp_path: Path, folder: Path) -> None:
    """After a restore, answers must not hold what the restored log does not."""
    for name, codes in (("one.db", ["TF1", "TF2", "TF3"]), ("two.db", ["TF1"]), ("three.db", [])):
        with opened(tmp_path / name) as log, SQLiteReadModel(log, folder) as model:
            writer = Writer(log)
            for code in codes:
                writer.append(established(code))

            assert model.taskforces() == codes


def test_a_log_that_went_another_way_is_noticed(tmp_path: Path, folder: Path) -> None:
    """The same position may hold another event once a backup was put back and written to."""
    for name, first in (("one.db", "TF1"), ("two.db", "TF2")):
        with opened(tmp_path / name) as log:
            writer = Writer(log, seed=first)
            writer.append(established(first))
            writer.append(established("TF3"))
            with SQLiteReadModel(log, folder) as model:
                assert model.taskforces() == [first, "TF3"]


def test_gives_up_on_a_disk_that_damages_everything(
    model: SQLiteReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better a sentence than to build for ever."""
    monkeypatch.setattr(generations, "sync", lambda path: path.write_bytes(b""))

    with pytest.raises(Unavailable, match="damaged again"):
        model.head()


def test_a_pointer_that_cannot_be_read_is_told(
    model: SQLiteReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may not read it may not build other tables beside it, either."""

    def unreadable(*_: object) -> bytes:
        raise PermissionError(EACCES, "Permission denied")

    monkeypatch.setattr(generations, "read_start", unreadable)

    with pytest.raises(Unavailable, match="The tables cannot be used: "):
        model.head()


def test_tables_that_have_no_place_are_told() -> None:
    """Nobody can make a folder among those of processes; the sentence says what the system says."""
    generation = generations.Generations(Path("/proc/nothing"))

    with pytest.raises(Unavailable, match="The tables cannot be"), generation.locked():
        pass
