"""Texts that were removed from the log are gone from the tables too, whoever asks next."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from application.entries.log_acts import LOG
from application.event_store.stored_events import encode
from application.event_store.streams import EventLog, stream_id
from domain.event import Envelope, Recorded
from domain.events import bodies as t
from domain.events.log import Expunged
from domain.log.expunging import remove
from domain.values import Visibility
from infrastructure.bootstrap import EXPUNGER
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    as_of,
    established,
    files,
    in_use,
    joined,
)
from tests.infrastructure.read_model.processes import Failing

CANARY = "Mudskipper"
ORPHAN = stream_id("log", "", "nobody")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    """A log that was opened by the separate door, and acts up when told to."""
    log = Failing(
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "APPLICATION_RECORDER_TOPIC": EXPUNGER,
            "SQLITE_DBNAME": str(tmp_path / "register.db"),
        }
    )
    yield log
    log.close()


@pytest.fixture
def writer(log: EventLog) -> Writer:
    """A log whose second event must never have been entered."""
    writer = Writer(log)
    writer.append(established())
    writer.append(t.TaskAdopted(reference="T-1", text=f"{CANARY} asked for it."))
    return writer


def told(position: int, before: bytes, after: bytes) -> Expunged:
    return Expunged(
        expunged=position,
        before=sha256(before).hexdigest(),
        after=sha256(after).hexdigest(),
        fields=("text",),
        reason="personal_data",
        authority="Keeper of the register",
    )


def expunge(writer: Writer, position: int = 2, visibility: Visibility = Visibility.MEMBERS) -> None:
    """Remove all texts of an event, as the command does."""
    found = writer.log.stored(position)
    assert found is not None
    record, before = found
    removal = remove(record.envelope, record.event, salt="f" * 32)
    after = encode(removal.envelope, removal.event)
    event = told(position, before, after)
    envelope = Envelope(
        event_id=UUID(int=position), salt="0" * 32, actor="p-keeper", visibility=visibility
    )
    number = len(writer.log.records(LOG.id)) + 1
    recorded = Recorded(stream_id=LOG.id, version=number, envelope=envelope, event=event)
    writer.log.expunge(position, (before, after), recorded, {})


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def is_gone(folder: Path) -> bool:
    return CANARY.encode() not in bytes_in(folder) and b"mudskipper" not in bytes_in(folder)


def test_the_next_question_is_put_to_tables_without_them(
    model: SQLiteReadModel, writer: Writer, folder: Path
) -> None:
    """A process that crashed after the removal, or knows nothing of it, must not keep them."""
    assert model.head() == 2
    assert not is_gone(folder)
    expunge(writer)

    assert model.head() == 3

    assert is_gone(folder)
    assert files(folder) == ["gen-000002.sqlite"]
    assert model.query("SELECT text FROM tasks")[1] == [("[removed]",)]
    assert model.query(f"SELECT rowid FROM history_fts WHERE history_fts MATCH '{CANARY}'")[1] == []


def test_tables_that_never_held_them_are_only_followed_on(
    model: SQLiteReadModel, writer: Writer, folder: Path
) -> None:
    """What is made anew for nothing takes time in a large register."""
    model.rebuild()
    writer.append(t.TaskAdopted(reference="T-2", text=f"{CANARY} again."))
    expunge(writer, 3)

    assert model.head() == 4

    assert in_use(folder).name == "gen-000001.sqlite"
    assert b"again" not in bytes_in(folder)


def test_texts_that_are_removed_while_tables_are_made_are_not_in_them(
    log: EventLog, writer: Writer, folder: Path
) -> None:
    """What was read before must be thrown away, although the record of it was read after."""
    assert isinstance(log, Failing)
    writer.append(t.TaskAdopted(reference="T-2", text="Another."))

    def remove_now() -> None:
        log.at = -1
        expunge(writer)

    log.at, log.act = 2, remove_now
    with SQLiteReadModel(log, folder, batch_size=1) as model:
        assert model.head() == 4

        assert is_gone(folder)
        assert model.query("SELECT text FROM tasks ORDER BY 1")[1] == [
            ("Another.",),
            ("[removed]",),
        ]


def test_forgets_the_tables_that_were_in_use(
    model: SQLiteReadModel, writer: Writer, folder: Path
) -> None:
    """A copy for those who still read it would be a copy of what must be gone."""
    model.rebuild()
    expunge(writer)

    assert model.rebuild(forget=True) == 3

    assert files(folder) == ["gen-000002.sqlite"]
    assert is_gone(folder)


def test_tables_that_still_hold_them_are_not_kept_by_any_way(
    model: SQLiteReadModel, writer: Writer, folder: Path
) -> None:
    """Somebody may make tables anew before anything notices what was removed."""
    model.rebuild()
    expunge(writer)
    writer.append(t.TaskAdopted(reference="T-2", text="Another."))

    assert model.rebuild() == 4

    assert files(folder) == ["gen-000002.sqlite"]
    assert is_gone(folder)


def test_tables_of_another_version_are_not_kept_either(
    model: SQLiteReadModel, writer: Writer, folder: Path
) -> None:
    """An upgrade after a crash must not leave them lying about."""
    model.rebuild()
    with closing(sqlite3.connect(in_use(folder))) as other:
        other.execute("PRAGMA user_version = 7")
    expunge(writer)

    assert model.head() == 3

    assert is_gone(folder)


@pytest.fixture(params=["followed", "anew"])
def settled(
    request: pytest.FixtureRequest, model: SQLiteReadModel
) -> Callable[[], SQLiteReadModel]:
    """Return how tables come to know what is new: batch by batch, or all at once."""

    def settle() -> SQLiteReadModel:
        if request.param == "anew":
            model.rebuild()
        return model

    return settle


def test_the_record_is_told_with_the_entry(
    writer: Writer, settled: Callable[[], SQLiteReadModel]
) -> None:
    """Who looks at the entry must learn there why it reads so, and on whose authority."""
    writer.append(joined("KEN", CANARY))
    expunge(writer, 3)

    log = settled().log(BODY, as_of(), "KEN")

    assert [(e.position, e.topic, e.entry, e.member) for e in log] == [
        (3, "member.joined", 3, "KEN"),
        (4, "record.expunged", 3, "KEN"),
    ]
    assert settled().query("SELECT entry, expunged, fields, reason, authority FROM expunged")[
        1
    ] == [(3, 3, '["text"]', "personal_data", "Keeper of the register")]


def test_the_record_is_for_those_who_may_see_the_entry(
    writer: Writer, settled: Callable[[], SQLiteReadModel]
) -> None:
    """It goes with the entry when that is shown to fewer, and to more again."""
    entry = writer.append(joined("KEN", CANARY), visibility=Visibility.PUBLIC)
    expunge(writer, 3, Visibility.PUBLIC)

    writer.show(entry, Visibility.SECRETARIAT)
    assert self_seen(settled(), Visibility.MEMBERS) == []
    writer.show(entry, Visibility.PUBLIC)
    assert self_seen(settled(), Visibility.PUBLIC) == [4]


def test_the_record_stays_hidden_where_its_entry_was_hidden_before(
    writer: Writer, settled: Callable[[], SQLiteReadModel]
) -> None:
    """Who records it, records it when few may see the entry."""
    entry = writer.append(joined("KEN", CANARY), visibility=Visibility.PUBLIC)
    writer.show(entry, Visibility.SECRETARIAT)
    expunge(writer, 3, Visibility.PUBLIC)

    assert self_seen(settled(), Visibility.MEMBERS) == []
    assert self_seen(settled(), Visibility.SECRETARIAT) == [5]


def test_the_record_is_never_shown_to_more_than_when_it_was_recorded(
    writer: Writer, settled: Callable[[], SQLiteReadModel]
) -> None:
    """On whose authority a secret was removed does not become public with the rest of the entry."""
    entry = writer.append(joined("KEN", CANARY), visibility=Visibility.SECRETARIAT)
    expunge(writer, 3, Visibility.SECRETARIAT)

    writer.show(entry, Visibility.PUBLIC)

    assert self_seen(settled(), Visibility.MEMBERS) == []
    assert self_seen(settled(), Visibility.SECRETARIAT) == [4]


def test_a_record_of_what_was_shown_before_is_for_those_to_whom_it_was_told(
    writer: Writer, settled: Callable[[], SQLiteReadModel]
) -> None:
    """What counts is to whom the record was said, whatever held of the entry."""
    entry = writer.append(joined("KEN", CANARY), visibility=Visibility.SECRETARIAT)
    writer.show(entry, Visibility.PUBLIC)
    expunge(writer, 3, Visibility.SECRETARIAT)

    assert self_seen(settled(), Visibility.PUBLIC) == []
    assert self_seen(settled(), Visibility.SECRETARIAT) == [5]


def self_seen(model: SQLiteReadModel, audience: Visibility) -> list[int]:
    found = model.log(BODY, as_of(audience=audience), "KEN")
    return [e.position for e in found if e.topic == Expunged.TOPIC]


def test_a_record_about_a_retraction_is_told_with_its_entry(
    writer: Writer, settled: Callable[[], SQLiteReadModel]
) -> None:
    """Why an entry was retracted is a text, too."""
    writer.retract(writer.append(joined("KEN", "Kenya")))
    expunge(writer, 4)

    log = settled().log(BODY, as_of(), "KEN")

    assert [(e.position, e.entry) for e in log] == [(3, 3), (4, 3), (5, 3)]
    assert "[removed]" in log[1].content


def test_a_record_of_what_is_nowhere_stands_alone(
    writer: Writer, settled: Callable[[], SQLiteReadModel]
) -> None:
    """Tables can be made of any log that can be read, even of one that was tampered with."""
    writer.append(told(99, b"", b""), None, stream=ORPHAN)
    writer.append(joined())

    assert settled().query("SELECT entry, taskforce FROM event WHERE position = 3")[1] == [(3, "")]
    assert settled().head() == 4
