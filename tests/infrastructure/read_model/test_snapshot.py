"""A copy for one audience: it answers as the register does, and holds nothing else."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from domain.events.bodies import InstrumentAdopted, RecordKeptFrom
from domain.values import LegalNature, Visibility
from infrastructure.read_model.snapshot import SnapshotRequest
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    SOURCE,
    Writer,
    adopted,
    established,
    joined,
    signed,
    withdrawn,
)

SECRET, MEMBERS, PUBLIC = Visibility.SECRETARIAT, Visibility.MEMBERS, Visibility.PUBLIC
CANARY = "Zanzibarian"


@pytest.fixture(autouse=True)
def told(writer: Writer) -> Writer:
    """KEN is public and retracted for a secret reason; PER is secret, and withdrew in secret."""
    text = InstrumentAdopted(reference="I-1", title="A text", legal_nature=LegalNature.TREATY)
    writer.append(text, visibility=PUBLIC)
    writer.append(adopted(), visibility=PUBLIC)
    ken = writer.append(joined(), visibility=PUBLIC)
    writer.append(joined("PER", f"{CANARY} Republic"), visibility=SECRET)
    row = {"row_key": "a" * 64, "row_sha256": "b" * 64, "note": "As told.", "source": SOURCE}
    act = writer.append(signed(), visibility=PUBLIC, envelope=row)
    writer.append(
        withdrawn(act), "2023-01-01", visibility=SECRET, envelope={"note": f"{CANARY} said so."}
    )
    writer.append(established("TF2"))
    writer.retract(ken, SECRET)
    writer.append(joined("ZAM", f"{CANARY}s"), visibility=SECRET, envelope={"note": CANARY})
    writer.append(RecordKeptFrom())
    return writer


def taken(
    model: SQLiteReadModel, folder: Path, audience: Visibility, banner: str | None = None
) -> Path:
    target = folder.parent / f"{audience.value}.db"
    model.snapshot(target, SnapshotRequest(taskforce=BODY, audience=audience, banner=banner))
    return target


def rows(path: Path, sql: str) -> Sequence[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


@pytest.mark.slow
def test_holds_nothing_above_its_audience(model: SQLiteReadModel, folder: Path) -> None:
    """A deleted row stays in a file until somebody looks; these bytes were never there."""
    public = taken(model, folder, PUBLIC)

    assert CANARY.encode() not in public.read_bytes()
    assert b"never so" not in public.read_bytes()
    assert b"registrar" not in public.read_bytes()
    assert CANARY.encode() in taken(model, folder, SECRET).read_bytes()
    assert rows(public, "PRAGMA freelist_count") == [(0,)]
    assert {row[0] for row in rows(public, "SELECT visibility FROM event")} == {"public"}
    assert rows(public, "SELECT code FROM member") == [("KEN",)]
    assert rows(public, "SELECT DISTINCT taskforce FROM stream") == [(BODY,)]
    assert rows(public, "SELECT row_key FROM event WHERE row_key IS NOT NULL") == []


@pytest.mark.slow
def test_tells_not_even_by_stretches_that_something_is_hidden(
    model: SQLiteReadModel, folder: Path
) -> None:
    """A stretch that ends where nothing was said tells that something was."""
    (found,) = rows(
        taken(model, folder, PUBLIC),
        "SELECT standing, until_day, known_to, audience_from, audience_to FROM standing",
    )

    assert found == ("signatory", None, None, 0, 2)
    assert len(rows(taken(model, folder, SECRET), "SELECT standing FROM standing")) > 1


@pytest.mark.slow
def test_holds_all_that_its_audience_may_see(model: SQLiteReadModel, folder: Path) -> None:
    """The secretariat's copy is the whole body, and another body is not in it."""
    whole = taken(model, folder, SECRET)
    tables = "event", "assertion", "member", "instrument", "commitment", "standing", "membership"

    for table in tables:
        another = " WHERE taskforce = 'TF1'" if table in {"event", "assertion"} else ""
        _, kept = model.query(f"SELECT count(*) FROM {table}{another}")
        assert rows(whole, f"SELECT count(*) FROM {table}") == kept, table
    assert rows(whole, "PRAGMA integrity_check") == [("ok",)]
    assert rows(whole, "PRAGMA foreign_key_check") == []
    assert rows(whole, "SELECT row_key FROM imported_row") == [("a" * 64,)]


@pytest.mark.slow
def test_has_views_and_texts(model: SQLiteReadModel, folder: Path) -> None:
    """An analyst asks the copy what the tables are asked."""
    public = taken(model, folder, PUBLIC)

    assert rows(public, "SELECT member, kind FROM signatures") == [("KEN", "signature")]
    search = "SELECT rowid FROM history_fts WHERE history_fts MATCH"
    assert rows(public, f"{search} 'told'") == [(6,)]
    assert rows(public, f"{search} 'never'") == []
    assert rows(taken(model, folder, SECRET), f"{search} 'never'") == [(9,)]


def test_says_what_it_is(model: SQLiteReadModel, folder: Path) -> None:
    """A file on a desk must say for whom it is, and that an exercise is one."""
    found = rows(taken(model, folder, MEMBERS, "EXERCISE"), "SELECT * FROM snapshot")

    assert [(row[0], row[1], row[3], row[4]) for row in found] == [
        (BODY, 11, "members", "EXERCISE")
    ]
    assert str(found[0][2]).endswith("Z")


def test_a_body_that_is_hidden_makes_an_empty_copy(model: SQLiteReadModel, folder: Path) -> None:
    """Nothing to be seen is an answer too."""
    target = folder.parent / "other.db"
    model.snapshot(target, SnapshotRequest(taskforce="TF9", audience=PUBLIC))

    assert rows(target, "SELECT recorded_at FROM snapshot") == [("",)]
    assert rows(target, "SELECT * FROM event") == []
