"""Ways to change a log behind its guards, as who owns the machine can, and what shows each."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from application.event_store.streams import stream_id
from domain.events.bodies import TaskAdopted
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG
from infrastructure.store.leaf import entry_bytes, leaf_hash
from tests.application.given import BODY
from tests.faults.told import WORDS, Archive
from tests.infrastructure.audit.given import tampering

HALF_A_MINUTE = 30_000_000  # microseconds
T1, T2 = (stream_id("commitment", BODY, reference).hex for reference in ("T-1", "T-2"))
ELSEWHERE = stream_id("commitment", BODY, "T-9").hex
SOMETHING = f"""
    INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)
    SELECT :place, '{T2}', :version, topic, state FROM stored_events WHERE rowid = 16
"""
"""Erewhon withdraws from T-2 once more: an event that is well formed and never happened."""


def change_state(db: sqlite3.Connection) -> None:
    """Date Erewhon's signature of T-1 a day later."""
    (state,) = db.execute("SELECT state FROM stored_events WHERE rowid = 10").fetchone()
    changed = state.replace(b'"2021-01-01"', b'"2021-01-02"')
    assert changed != state
    db.execute("UPDATE stored_events SET state = ? WHERE rowid = 10", (changed,))


def change_topic(db: sqlite3.Connection) -> None:
    """Call the signature something else."""
    db.execute("UPDATE stored_events SET topic = ? WHERE rowid = 10", (TaskAdopted.TOPIC,))


def change_stream(db: sqlite3.Connection) -> None:
    """Move the signature to a commitment that there is not."""
    db.execute("UPDATE stored_events SET originator_id = ? WHERE rowid = 10", (ELSEWHERE,))


def change_version(db: sqlite3.Connection) -> None:
    """Give the signature another number within its commitment."""
    db.execute("UPDATE stored_events SET originator_version = 99 WHERE rowid = 10")


def change_time(db: sqlite3.Connection) -> None:
    """Say that the signature was recorded half a minute earlier."""
    sql = "UPDATE log_leaf SET recorded_us = recorded_us - ? WHERE position = 10"
    db.execute(sql, (HALF_A_MINUTE,))


def change_position(db: sqlite3.Connection) -> None:
    """Move the signature to the end, and its leaf with it."""
    db.execute("UPDATE stored_events SET rowid = 22 WHERE rowid = 10")
    db.execute("UPDATE log_leaf SET position = 22 WHERE position = 10")


def swap(db: sqlite3.Connection) -> None:
    """Put the signatures of Erewhon and Lilliput in each other's place, with their numbers."""
    for old, new in ((10, 99), (12, 10), (99, 12)):
        db.execute("UPDATE stored_events SET rowid = ? WHERE rowid = ?", (new, old))


def delete(db: sqlite3.Connection) -> None:
    """Take the retraction away."""
    db.execute("DELETE FROM stored_events WHERE rowid = 18")


def delete_with_leaf(db: sqlite3.Connection) -> None:
    """Take the retraction away with its leaf, and close the gap in the index."""
    delete(db)
    db.execute("DELETE FROM log_leaf WHERE position = 18")
    db.execute("UPDATE log_leaf SET idx = idx - 1 WHERE position > 18")


def insert(db: sqlite3.Connection) -> None:
    """Add an event without a leaf."""
    db.execute(SOMETHING, {"place": 22, "version": 7})


def add_at_the_end(db: sqlite3.Connection) -> None:
    """Add an event with its leaf after all others, dated after them: as a command would."""
    db.execute(SOMETHING, {"place": 22, "version": 7})
    times = times_of(db)
    hash_anew(db, {**times, 22: times[21] + HALF_A_MINUTE})


def insert_among(db: sqlite3.Connection) -> None:
    """Put an event between two others that were signed, and make the leaves anew."""
    hash_anew(db, make_room(db, 18, version=6))


def change_and_hash_anew(db: sqlite3.Connection) -> None:
    """Change the signature, and make every leaf anew."""
    change_state(db)
    hash_anew(db, times_of(db))


def cut(db: sqlite3.Connection) -> None:
    """Take the last entries away, with their leaves."""
    db.execute("DELETE FROM stored_events WHERE rowid > 18")
    db.execute("DELETE FROM log_leaf WHERE position > 18")


def cut_unseen(db: sqlite3.Connection) -> None:
    """Take the last entries away, and say that no position after them was ever given out."""
    cut(db)
    db.execute("UPDATE sqlite_sequence SET seq = 18 WHERE name = 'stored_events'")


def date_back(db: sqlite3.Connection) -> None:
    """Put an event after all that were signed, with a time from before that, and hash anew."""
    hash_anew(db, make_room(db, 20, version=7))


def put_older_back(archive: Archive) -> None:
    """Put the copy of some minutes earlier in the place of the register."""
    shutil.copy(archive.older, archive.store)


def show_another(archive: Archive) -> None:
    """Make a second history, and sign it with the same key, which was made to forget the first."""
    behind_guards(change_and_hash_anew)(archive)
    memory = archive.memory.read_bytes()
    archive.memory.unlink()
    key = Signer.load(archive.key, LOG, WORDS)
    archive.other.write_bytes(bytes(make_checkpoint(archive.store, key)))
    archive.memory.write_bytes(memory)


def times_of(db: sqlite3.Connection) -> Mapping[int, int]:
    """Return when each event was recorded, by position."""
    return dict(db.execute("SELECT position, recorded_us FROM log_leaf"))


def make_room(db: sqlite3.Connection, place: int, version: int) -> Mapping[int, int]:
    """Move all from a position on up by one, put an event there, and return all times."""
    times = times_of(db)
    for to in ("-1 - rowid", "-rowid"):  # none may be given out twice in between
        sql = f"UPDATE stored_events SET rowid = {to} WHERE rowid NOT BETWEEN 0 AND {place - 1}"
        db.execute(sql)
    sql = f"""
        UPDATE stored_events SET originator_version = originator_version + 1
        WHERE originator_id = '{T2}' AND originator_version >= {version}
    """
    db.execute(sql)
    db.execute(SOMETHING, {"place": place, "version": version})
    moved = {each + (each >= place): time for each, time in times.items()}
    return {**moved, place: times[place - 1]}


def hash_anew(db: sqlite3.Connection, times: Mapping[int, int]) -> None:
    """Make every leaf anew, as whoever has our program can."""
    db.execute("DELETE FROM log_leaf")
    rows = db.execute("SELECT * FROM stored_events ORDER BY rowid").fetchall()
    for idx, (position, stream, version, topic, state) in enumerate(rows):
        time, digest = times[position], sha256(state).hexdigest()
        leaf = leaf_hash(entry_bytes(position, time, stream, version, topic, digest))
        db.execute("INSERT INTO log_leaf VALUES (?, ?, ?, ?)", (idx, position, time, leaf))


def behind_guards(change: Callable[[sqlite3.Connection], None]) -> Callable[[Archive], None]:
    """Return a change of an archive's register."""

    def do(archive: Archive) -> None:
        with tampering(archive.store) as db:
            change(db)

    return do


@dataclass(frozen=True)
class Tampering:
    """What is done, and what `audit verify` finds, of which nothing more and nothing less.

    `alone` is found with nothing from outside, `kept` with a checkpoint that was kept, `witnessed`
    with the same that a witness had signed. `signed` says that the log's key still signs it.
    """

    do: Callable[[Archive], None]
    alone: str
    kept: str
    witnessed: str
    signed: bool = False


def _found(change: Callable[[sqlite3.Connection], None], codes: str) -> Tampering:
    """Return what the log itself shows."""
    return Tampering(behind_guards(change), codes, codes, codes)


def _hidden(do: Callable[[Archive], None], codes: str) -> Tampering:
    """Return what only a checkpoint from outside shows."""
    return Tampering(do, "", codes, codes)


TAMPERINGS: Mapping[str, Tampering] = {
    "state changed": _found(change_state, "leaf"),
    "topic changed": _found(change_topic, "leaf"),
    "stream changed": _found(change_stream, "leaf sequence"),
    "version changed": _found(change_version, "leaf"),
    "time changed": _found(change_time, "leaf"),
    "position changed": _found(change_position, "leaf sequence"),
    "two events swapped": _found(swap, "leaf"),
    "event deleted": _found(delete, "missing"),
    "event and leaf deleted": _hidden(behind_guards(delete_with_leaf), "root time"),
    "event inserted": _found(insert, "unlogged"),
    "event inserted, all hashed anew": _hidden(behind_guards(insert_among), "backdated root"),
    "event changed, all hashed anew": _hidden(behind_guards(change_and_hash_anew), "root"),
    "tail cut": _found(cut, "truncated"),
    "tail cut, last position lowered": _hidden(behind_guards(cut_unseen), "truncated"),
    "older copy put back": _hidden(put_older_back, "truncated"),
    "new event dated back": Tampering(
        behind_guards(date_back), "", "backdated", "backdated", signed=True
    ),
    "second history signed": Tampering(show_another, "", "split-view", "split-view witness"),
}
"""By name, in the order of the auditor's guide; codes are separated by spaces."""
