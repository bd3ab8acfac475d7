"""What was removed on record is told apart from what was changed, as is what nobody can read."""

from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent

from application.event_store.stored_events import encode
from application.event_store.streams import stream_id
from domain.errors import Malformed
from domain.event import Envelope
from domain.events.bodies import TaskAdopted
from domain.events.log import Expunged
from infrastructure.audit.log import proving
from infrastructure.audit.log.findings import NOT_COMPARED
from infrastructure.audit.log.verify import verify
from tests.infrastructure.audit.given import SECOND, Office, state, tampering
from tests.infrastructure.store.given import NOON_US, opened

RECORD = stream_id("taskforce", "RECORD")
REMOVED = state(3).replace(b"Task 3.", b"[removed]")


def expunging(position: int, after: bytes = REMOVED, fields: tuple[str, ...] = ("text",)) -> bytes:
    """Return the state that puts on record that texts of a position were removed."""
    event = Expunged(
        expunged=position,
        before=sha256(state(3)).hexdigest(),
        after=sha256(after).hexdigest(),
        fields=fields,
        reason="personal_data",
        authority="The keeper",
    )
    envelope = Envelope(event_id=UUID(int=99), salt=f"{99:032x}", actor="p-keeper")
    return encode(envelope, event)


def record(store: Path, topic: str, content: bytes) -> None:
    """Log an event as tenth, whatever its content is."""
    with opened(store) as log:
        log.clock = lambda: NOON_US + 9 * SECOND
        log.insert_events(
            [StoredEvent(originator_id=RECORD, originator_version=1, topic=topic, state=content)]
        )


def put(store: Path, content: bytes) -> None:
    """Put another state in the place of the fourth."""
    with tampering(store) as db:
        db.execute("UPDATE stored_events SET state = ? WHERE rowid = 4", (content,))


def codes(ours: Office) -> list[tuple[str, int | None]]:
    return [(each.code, each.position) for each in verify(ours.store).findings]


def test_what_was_removed_on_record_is_no_finding(ours: Office) -> None:
    """It is told as a notice, and a receipt of it still holds."""
    record(ours.store, Expunged.TOPIC, expunging(4))
    put(ours.store, REMOVED)

    found = verify(ours.store)
    made, content = proving.receipt(ours.store, 4, ours.checkpoint())

    assert (found.findings, found.exit_code) == ([], NOT_COMPARED)
    assert [(each.code, each.position) for each in found.notices] == [("expunged", 4)]
    assert found.notices[0].sentence == "Texts were removed (text), as @10 says."
    assert made.fields()["state_sha256"] == sha256(state(3)).hexdigest()
    assert content == REMOVED


@pytest.mark.parametrize(
    "content", [state(3).replace(b"Task 3.", b"Task X."), b"{}"], ids=["text", "nothing"]
)
def test_another_text_on_record_is_a_finding(ours: Office, content: bytes) -> None:
    """By this door texts can be taken out; none can be put in."""
    record(ours.store, Expunged.TOPIC, expunging(4, content))
    put(ours.store, content)

    assert ("leaf", 4) in codes(ours)


@pytest.mark.parametrize(
    "fields", [("source.text",), ("text", "source.text"), ("reference",), ("nothing",)]
)
def test_a_field_that_holds_no_text_accounts_for_nothing(
    ours: Office, fields: tuple[str, ...]
) -> None:
    """Else naming one would excuse any other change: of a day, of a code, of another text."""
    record(ours.store, Expunged.TOPIC, expunging(4, fields=fields))
    put(ours.store, REMOVED)

    assert codes(ours) == [("leaf", 4)]


@pytest.mark.parametrize(
    "content",
    [REMOVED + b" ", REMOVED.replace(b'"text":', b'"text":"Task X.","text":')],
    ids=["space", "twice"],
)
def test_what_is_not_written_as_we_write_is_a_finding(ours: Office, content: bytes) -> None:
    """Another reader than ours might read something else in it."""
    record(ours.store, Expunged.TOPIC, expunging(4, content))
    put(ours.store, content)

    assert codes(ours) == [("leaf", 4)]


def test_a_record_that_was_never_logged_accounts_for_nothing(ours: Office) -> None:
    """Whoever can change one event can put another beside it."""
    with tampering(ours.store) as db:
        db.execute(
            "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
            " VALUES (?, 1, ?, ?)",
            (str(RECORD), Expunged.TOPIC, expunging(4)),
        )
    put(ours.store, REMOVED)

    assert codes(ours) == [("leaf", 4), ("unlogged", 10)]


def test_a_record_that_was_changed_accounts_for_nothing(ours: Office) -> None:
    """Else another removal could be pointed to the event that somebody changed."""
    record(ours.store, Expunged.TOPIC, expunging(5))
    with tampering(ours.store) as db:
        db.execute("UPDATE stored_events SET state = ? WHERE rowid = 10", (expunging(4),))
    put(ours.store, REMOVED)

    assert codes(ours) == [("leaf", 4), ("leaf", 10)]


def test_another_text_in_its_place_is_a_finding(ours: Office) -> None:
    """The record says what is stored now, byte for byte."""
    record(ours.store, Expunged.TOPIC, expunging(4))
    put(ours.store, REMOVED + b" ")

    assert codes(ours) == [("leaf", 4)]


def test_a_record_accounts_only_for_what_is_older(ours: Office) -> None:
    """Nobody can put on record what is removed later."""
    record(ours.store, Expunged.TOPIC, expunging(10))
    put(ours.store, REMOVED)

    assert codes(ours) == [("leaf", 4)]


def test_a_record_that_cannot_be_read_accounts_for_nothing(ours: Office) -> None:
    """It is a finding of its own."""
    record(ours.store, Expunged.TOPIC, b"{}")
    put(ours.store, REMOVED)

    assert codes(ours) == [("leaf", 4), ("decode", 10)]


@pytest.mark.parametrize(
    ("topic", "code"), [(TaskAdopted.TOPIC, "decode"), ("nobody.knows", "topic")]
)
def test_finds_what_cannot_be_read(ours: Office, topic: str, code: str) -> None:
    """Its leaf fits, and yet this version can say nothing of it."""
    record(ours.store, topic, b"{}")

    assert codes(ours) == [(code, 10)]


def test_a_receipt_of_an_event_that_is_gone_is_refused(ours: Office) -> None:
    """Its leaf is still there, but nobody can say of what."""
    note = ours.checkpoint()
    with tampering(ours.store) as db:
        db.execute("DELETE FROM stored_events WHERE rowid = 4")

    with pytest.raises(Malformed, match="A stored event is missing"):
        proving.receipt(ours.store, 4, note)
