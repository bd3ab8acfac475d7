"""The glue to the store: ids of streams, stored states, and rows that cannot be read."""

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import JSONTranscoder, StoredEvent

from application.event_store.log_mapper import LogMapper, StreamEvent
from application.event_store.stored_events import content, decode, encode, id_in
from application.event_store.streams import stream_id
from domain.errors import Unavailable, Unreadable
from domain.event import Envelope, Recorded
from domain.events.meetings import MeetingOpened
from domain.events.members import Joined, Renamed
from domain.members.member import Member
from domain.values import MemberKind
from tests.application.given import Counter, Office, open_log

ENVELOPE = Envelope(event_id=Counter().new_id(), salt="0" * 32, actor="p-clerk-1")
RENAMED = Renamed(member="ATL", name="Åtlantis 国")


def test_an_event_says_its_place_as_the_library_asks() -> None:
    """By its stream and its version."""
    stream = stream_id("member", "TF", "ATL")
    event = StreamEvent(Recorded(stream_id=stream, version=2, envelope=ENVELOPE, event=RENAMED))

    assert (event.originator_id, event.originator_version) == (stream, 2)


def put(path: Path, topic: str, state: bytes, stream: UUID | str) -> None:
    """Write a row past all rules, as a newer version or a damaged disk would leave it."""
    name = stream.hex if isinstance(stream, UUID) else stream
    with sqlite3.connect(path) as other:
        leaf = other.execute("SELECT coalesce(max(idx), -1) + 1 FROM log_leaf").fetchone()[0]
        version = other.execute(
            "SELECT count(*) + 1 FROM stored_events WHERE originator_id = ?", (name,)
        ).fetchone()[0]
        row = other.execute(
            "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
            " VALUES (?, ?, ?, ?)",
            (name, version, topic, state),
        )
        other.execute(
            "INSERT INTO log_leaf (idx, position, recorded_us, leaf_hash) VALUES (?, ?, ?, ?)",
            (leaf, row.lastrowid, 1_800_000_000_000_000, b"0" * 32),
        )
    other.close()


def test_a_stream_has_the_same_id_wherever_it_is_made() -> None:
    """Two people who create the same member must meet in the store; the ids never change."""
    assert stream_id("member", "EXT", "ATL") == UUID("7fd0be45-c137-50b8-9b6d-470e36a2533c")


def test_streams_of_different_kinds_and_bodies_have_different_ids() -> None:
    """A commitment may be called like a member."""
    ids = {
        stream_id("taskforce", "EXT"),
        stream_id("member", "EXT", "ATL"),
        stream_id("commitment", "EXT", "ATL"),
        stream_id("member", "EXU", "ATL"),
        stream_id("member", "EXT", "ZUB"),
    }

    assert len(ids) == 5


def test_a_state_is_plain_json_without_what_is_absent() -> None:
    """Readable in SQL, in any language, in thirty years."""
    assert encode(ENVELOPE, RENAMED).decode() == (
        '{"schema":1,"envelope":{"event_id":"00000001-0000-4000-8000-000000000000",'
        '"salt":"00000000000000000000000000000000","actor":"p-clerk-1","visibility":"members"},'
        '"event":{"member":"ATL","name":"Åtlantis 国"}}'
    )


@pytest.mark.parametrize("attendance", [None, ()])
def test_not_recorded_and_nobody_stay_two_things(attendance: tuple[()] | None) -> None:
    """Leaving out what is absent must not leave out what is empty."""
    opened = MeetingOpened(meeting="M1", attendance=attendance)

    assert decode(opened.TOPIC, encode(ENVELOPE, opened))[1] == opened


def test_content_is_json_for_people() -> None:
    """Analysts read it in the tables."""
    assert content(RENAMED) == '{"member":"ATL","name":"Åtlantis 国"}'


def test_what_was_appended_is_read_with_its_place_and_time(empty: Office) -> None:
    """The position and the time are given by the recorder, for everything in one transaction."""
    empty.set_clock("2026-02-10T09:30:00")

    empty.establish()

    (record,) = empty.records
    assert (record.position, record.version) == (1, 1)
    assert record.recorded_us == 1_770_715_800_000_000
    assert record.stream_id == stream_id("taskforce", "EXT")


def test_a_log_is_read_in_pages(office: Office) -> None:
    """A follower reads on from where it stood."""
    office.join("ATL")
    office.join("ZUB")

    assert [record.position for record in office.log.read(1, 1)] == [2]
    assert [record.position for record in office.log.read(2, 10)] == [3]
    assert office.log.read(3, 10) == []


def test_a_log_says_which_event_is_its_last(empty: Office) -> None:
    """A follower of the log has nothing to do as long as that is the last one it knows."""
    log = empty.log
    assert log.ends_with(0, "")

    empty.establish()
    (first,) = log.read(0, 10)
    assert log.ends_with(1, str(first.envelope.event_id))
    assert not log.ends_with(1, "0" * 32)
    assert not log.ends_with(0, "")

    empty.join("ATL")
    assert not log.ends_with(1, str(first.envelope.event_id))


@pytest.mark.parametrize("state", [b"{", b"[]", b'{"envelope":{"event_id":7}}', b'{"envelope":{}}'])
def test_a_state_that_cannot_be_read_has_no_id(state: bytes) -> None:
    """Who then reads the event hears what is wrong with it."""
    assert id_in(state) == ""


def test_an_aggregate_without_events_is_new(empty: Office) -> None:
    """Version 0 is what a creation rests on."""
    assert empty.log.load(stream_id("member", "EXT", "ATL"), Member) == Member()


def test_settings_of_the_process_are_not_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library merges the environment into every application's settings."""
    monkeypatch.setenv("SQLITE_DBNAME", "/nowhere/else.db")
    monkeypatch.setenv("COMPRESSOR_TOPIC", "zlib")

    log = open_log(path)
    log.close()

    assert path.exists()


def test_a_row_that_cannot_be_read_is_named_by_its_position(office: Office, path: Path) -> None:
    """Who has to look finds the row."""
    put(path, "os:system", b'{"args":["true"]}', stream_id("member", "EXT", "ATL"))

    with pytest.raises(Unreadable, match="Position 2: The topic 'os:system' is not known"):
        office.log.read(0, 10)


def test_the_library_is_told_which_row_cannot_be_read() -> None:
    """Its own readers know streams and versions, not positions."""
    stream = stream_id("member", "EXT", "ATL")
    stored = StoredEvent(stream, 3, "member.joined", b"{}")

    with pytest.raises(Unreadable, match=rf"stream {stream}, version 3"):
        LogMapper(JSONTranscoder()).to_domain_event(stored)


def test_a_damaged_log_is_told_in_a_sentence(office: Office, path: Path) -> None:
    """Whatever the library calls it, the register could not be read."""
    office.log.close()
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)

    with pytest.raises(Unavailable), closing(open_log(path)) as log:
        log.read(0, 10)


def test_a_stream_with_a_row_that_cannot_be_read_is_not_loaded(office: Office, path: Path) -> None:
    """A decision on half a history would be a wrong one."""
    stream = stream_id("member", "EXT", "ATL")
    put(path, "member.joined", b'{"schema":3}', stream)

    with pytest.raises(Unreadable, match=r"Position 2: Schema 3 of member\.joined"):
        office.log.load(stream, Member)


def test_a_mapper_gives_back_what_it_was_given(empty: Office) -> None:
    """Through the library's own type and back."""
    event = Joined(member="ATL", name="Atlantis", kind=MemberKind.STATE)
    stream = stream_id("member", "EXT", "ATL")
    record = Recorded(stream_id=stream, version=7, envelope=ENVELOPE, event=event)
    mapper = empty.log.mapper

    stored = mapper.to_stored_event(StreamEvent(record))

    assert isinstance(mapper, LogMapper)
    assert (stored.originator_version, stored.topic) == (7, "member.joined")
    assert mapper.to_domain_event(stored) == StreamEvent(record)


def test_a_store_that_cannot_be_read_is_unavailable(office: Office, path: Path) -> None:
    """The person is told that it is not their mistake."""
    with sqlite3.connect(path) as other:
        other.execute("ALTER TABLE stored_events RENAME TO elsewhere")
    other.close()

    with pytest.raises(Unavailable, match="could not be read"):
        office.log.load(stream_id("member", "EXT", "ATL"), Member)


def test_a_store_that_cannot_be_written_is_unavailable(office: Office, path: Path) -> None:
    """Nothing was recorded, and the sentence says so."""
    with sqlite3.connect(path) as other:
        other.execute("ALTER TABLE command RENAME TO elsewhere")
    other.close()

    with pytest.raises(Unavailable, match="Nothing was recorded"):
        office.register.log.append(office.records, expect={}, command_key="k")


def test_a_stream_that_is_no_uuid_is_named_by_its_position(office: Office, path: Path) -> None:
    """Somebody wrote it by hand."""
    put(path, "member.renamed", encode(ENVELOPE, RENAMED), "z" * 32)

    with pytest.raises(Unreadable, match="Position 2: its stream is no UUID"):
        office.log.read(0, 10)


def test_an_entry_in_no_known_stream_is_not_mended(office: Office, path: Path) -> None:
    """It was written past the register, and belongs to nobody in it."""
    put(path, "member.renamed", encode(ENVELOPE, RENAMED), Counter().new_id())

    with pytest.raises(Unreadable, match="in no stream that this register knows"):
        office.retract("@2")
