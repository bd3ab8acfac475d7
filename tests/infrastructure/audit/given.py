"""What the tests of evidence start from: a log of a body's tasks, keys, and whom one trusts."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from eventsourcing.persistence import StoredEvent

from application.event_store.stored_events import encode
from application.event_store.streams import stream_id
from domain.event import Envelope
from domain.events.bodies import Established, TaskAdopted
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.keys import Signer, public_of
from infrastructure.audit.proofs.note import LOG, WITNESS, Note, Verifier
from infrastructure.audit.proofs.policy import Policy, policy_of
from tests.infrastructure.store.given import NOON_US, opened

ORIGIN = "example.org/register"
WORDS = "a few words for tests"
BODY = stream_id("taskforce", "OTF")
SECOND = 1_000_000
NOON = NOON_US // SECOND
WEEK = 7 * 24 * 3600


def signer(folder: Path, name: str = ORIGIN, kind: int = LOG, seed: int = 1) -> Signer:
    """Make a key without drawing one, so that it is always the same."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    verifier = Verifier(name, kind, private.public_key().public_bytes_raw())
    path = folder / f"{name.replace('/', '-')}-{seed}.key"
    public_of(path).write_text(f"{verifier}\n", encoding="utf-8")
    return Signer(path, verifier, private)


def state(number: int) -> bytes:
    envelope = Envelope(
        event_id=UUID(int=number + 1), salt=f"{number:032x}", actor="p-keeper", note="A note."
    )
    if number == 0:
        return encode(envelope, Established(code="OTF", name="Ours", nature="exercise"))
    return encode(envelope, TaskAdopted(reference=f"T-{number}", text=f"Task {number}."))


def stored(number: int) -> StoredEvent:
    topic = TaskAdopted.TOPIC if number else Established.TOPIC
    return StoredEvent(
        originator_id=BODY, originator_version=number + 1, topic=topic, state=state(number)
    )


def grow(store: Path, size: int, first: int = 0) -> None:
    """Record events, one a second from noon on, until there are `size` of them."""
    with opened(store) as log:
        log.create_table()
        for number in range(first, size):
            log.clock = lambda number=number: NOON_US + number * SECOND  # type: ignore[misc]  # bound now
            log.insert_events([stored(number)])


@dataclass(frozen=True)
class Office:
    """A log with a key, a member that witnesses it, and somebody who trusts both."""

    folder: Path
    store: Path
    key: Signer
    member: Signer

    @property
    def trusting(self) -> Policy:
        return policy_of(f"log {self.key.verifier}\nquorum none\n".encode(), "our.policy")

    @property
    def careful(self) -> Policy:
        return policy_of(
            f"log {self.key.verifier}\nwitness KEN {self.member.verifier}\nquorum KEN\n".encode(),
            "our.policy",
        )

    def checkpoint(self) -> bytes:
        return bytes(make_checkpoint(self.store, self.key))


def office(folder: Path, size: int = 9) -> Office:
    store = folder / "data" / "register.db"
    store.parent.mkdir()
    grow(store, size)
    return Office(
        folder, store, signer(folder), signer(folder, "kenya.example/witness", WITNESS, seed=2)
    )


def dated(ours: Office, moment: int = NOON + 10) -> Note:
    """Make a checkpoint that says when it was made."""
    return make_checkpoint(ours.store, ours.key, moment=moment)


def record(ours: Office, moment: int) -> None:
    """Record the sixth event at a moment, as an honest program would not if it is past."""
    with opened(ours.store) as log:
        log.clock = lambda: moment * SECOND
        log.insert_events([stored(5)])


GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
COUNTED = """
    UPDATE sqlite_sequence SET seq = max(seq, (SELECT max(rowid) FROM stored_events))
    WHERE name = 'stored_events'
"""


@contextmanager
def tampering(store: Path) -> Iterator[sqlite3.Connection]:
    """Change a log behind its guards, as who owns the machine can, and put the guards back.

    What the file counts is put right, too, as who wants to hide a change would.
    """
    connection = sqlite3.connect(store, isolation_level=None)
    try:
        guards = connection.execute(GUARDS).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        connection.execute(COUNTED)
        for _, sql in guards:
            connection.execute(sql)
        connection.execute("PRAGMA busy_timeout = 0")  # who reads on keeps it from being truncated
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
