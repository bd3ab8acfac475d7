"""A clock that ran ahead is set right and confirmed, on record: then nobody is accused."""

import sqlite3
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent

from application.entries.log_acts import LOG as LOG_STREAM
from application.event_store.stored_events import encode
from domain.event import Envelope, instant
from domain.events.log import ClockConfirmed
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.verify import verify
from infrastructure.audit.log.witness import WitnessRequest, cosign
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.store.leaf import entry_bytes, leaf_hash
from tests.infrastructure.audit.given import (
    NOON,
    SECOND,
    WEEK,
    Office,
    dated,
    office,
    record,
    tampering,
)
from tests.infrastructure.store.given import opened


@pytest.fixture
def ours(tmp_path: Path) -> Office:
    return office(tmp_path, 5)


def hash_anew(db: sqlite3.Connection, position: int, recorded_us: int) -> None:
    """Give an entry another time, and a leaf that fits."""
    row = db.execute(
        "SELECT originator_id, originator_version, topic, state FROM stored_events WHERE rowid = ?",
        (position,),
    ).fetchone()
    stream, version, topic, state = row
    digest = sha256(state).hexdigest()
    leaf = leaf_hash(entry_bytes(position, recorded_us, stream, version, topic, digest))
    db.execute(
        "UPDATE log_leaf SET recorded_us = ?, leaf_hash = ? WHERE position = ?",
        (recorded_us, leaf, position),
    )


class TestClockThatRanAhead:
    """It is set right and confirmed, on record; then nobody is accused, and all of it is told."""

    def confirm(self, ours: Office, clock: int, last: int) -> None:
        event = ClockConfirmed(
            clock=instant(datetime.fromtimestamp(clock, UTC), "microseconds"),
            last=instant(datetime.fromtimestamp(last, UTC), "microseconds"),
            reason="It ran ahead.",
        )
        envelope = Envelope(event_id=UUID(int=99), salt="9" * 32, actor="p-keeper")
        self.store(ours, encode(envelope, event), clock)

    def store(self, ours: Office, state: bytes, clock: int) -> None:
        confirmed = StoredEvent(
            originator_id=LOG_STREAM.id,
            originator_version=1,
            topic=ClockConfirmed.TOPIC,
            state=state,
        )
        with opened(ours.store) as log:
            log.clock = lambda: clock * SECOND
            log.insert_events([confirmed])

    def test_a_checkpoint_of_then_accuses_no_later_entry(self, ours: Office) -> None:
        """Nothing could ever be recorded again without a finding."""
        note = dated(ours, NOON + WEEK)
        self.confirm(ours, NOON + 3600, NOON + WEEK)
        record(ours, NOON + 4000)

        found = verify(ours.store, ours.trusting, {"kept": bytes(note)})

        assert (found.exit_code, found.findings) == (0, [])
        then = instant(datetime.fromtimestamp(NOON + 3600, UTC), "microseconds")
        sentence = (
            "A checkpoint of 5 entries was made by a clock that ran ahead. Entries after it may"
        )
        assert [(each.position, each.sentence) for each in found.notices] == [
            (6, f"{sentence} be dated earlier than it, back to {then}.")
        ]

    @pytest.mark.parametrize(("later", "code"), [(60, 1), (3 * 3600, 0)])
    def test_a_witness_of_the_same_hour_saw_that_it_was_right(
        self, ours: Office, later: int, code: int
    ) -> None:
        """Who sets the clock back and confirms it would date entries as early as he likes."""
        request = WitnessRequest.parse(bytes(dated(ours, NOON + WEEK)))
        note = cosign(request, ours.member, ours.trusting, NOON + WEEK + later)
        self.confirm(ours, NOON + 3600, NOON + WEEK)
        record(ours, NOON + 4000)

        found = verify(ours.store, ours.careful, {"kept": bytes(note)})

        assert found.exit_code == code
        assert {each.code for each in found.findings} == ({"backdated"} if code else set())

    def test_it_excuses_no_entry_from_before_it(self, ours: Office) -> None:
        """The clock was right from the time on that was confirmed."""
        note = dated(ours, NOON + WEEK)
        self.confirm(ours, NOON + 3600, NOON + WEEK)
        record(ours, NOON + 3700)
        with tampering(ours.store) as db:
            hash_anew(db, 7, (NOON + 60) * SECOND)

        found = verify(ours.store, ours.trusting, {"kept": bytes(note)})

        assert ("backdated", 7) in {(each.code, each.position) for each in found.findings}

    def test_an_entry_of_then_is_told(self, ours: Office) -> None:
        """It keeps its time for ever, and why stands on record."""
        record(ours, NOON + WEEK)
        self.confirm(ours, NOON + 3600, NOON + WEEK)

        found = verify(ours.store, ours.trusting, {"kept": bytes(dated(ours, NOON + 3700))})

        assert (found.exit_code, found.findings) == (0, [])
        assert "by a clock that ran ahead, as @7 says." in found.notices[0].sentence

    def test_nothing_is_signed_until_it_is_confirmed(self, ours: Office) -> None:
        """Else every later entry would look dated back."""
        dated(ours, NOON + WEEK)

        with pytest.raises(NotProven, match=r"something is of .* already\. Set the clock right"):
            dated(ours, NOON + 3600)
        self.confirm(ours, NOON + 3600, NOON + WEEK)

        assert ours.trusting.open(bytes(dated(ours, NOON + 3700))).made == NOON + 3700

    def test_a_confirmation_that_was_changed_excuses_nothing(self, ours: Office) -> None:
        """Whoever changes one would excuse what he likes."""
        record(ours, NOON + WEEK)
        self.confirm(ours, NOON + 3600, NOON + WEEK)
        note = dated(ours, NOON + 3700)
        with tampering(ours.store) as db:
            (state,) = db.execute("SELECT state FROM stored_events WHERE rowid = 7").fetchone()
            changed = state.replace(b"ran ahead", b"ran wrong")
            db.execute("UPDATE stored_events SET state = ? WHERE rowid = 7", (changed,))

        found = verify(ours.store, ours.trusting, {"kept": bytes(note)})

        assert {each.code for each in found.findings} == {"leaf", "time"}

    @pytest.mark.parametrize("clock", ["2025-13-01T00:00:00.000000Z", "never"])
    def test_one_that_cannot_be_read_excuses_nothing(self, ours: Office, clock: str) -> None:
        """It is a finding of its own, or has a time that no calendar has."""
        record(ours, NOON + WEEK)
        self.confirm(ours, NOON + 3600, NOON + WEEK)
        with tampering(ours.store) as db:
            (state,) = db.execute("SELECT state FROM stored_events WHERE rowid = 7").fetchone()
            when = instant(datetime.fromtimestamp(NOON + 3600, UTC), "microseconds")
            odd = state.replace(when.encode(), clock.encode())
            db.execute("UPDATE stored_events SET state = ? WHERE rowid = 7", (odd,))
            hash_anew(db, 7, (NOON + WEEK) * SECOND)
        note = make_checkpoint(ours.store, ours.key)
        signed = bytes(note.with_signature(ours.key.sign_with_time(note.text, NOON)))

        found = verify(ours.store, ours.trusting, {"kept": signed})

        assert "time" in {each.code for each in found.findings}
