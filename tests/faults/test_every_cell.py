"""Every value of every row of a log is made another one, of its type or of others: it is found."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from domain.errors import Malformed, Refused
from infrastructure.audit.log import proving
from infrastructure.audit.log.findings import FOUND, NOT_COMPARED
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.verify import verify
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG
from infrastructure.audit.proofs.policy import read_policy
from tests.faults.told import WORDS, Archive

pytestmark = pytest.mark.slow
COLUMNS: Mapping[str, Sequence[str]] = {
    "stored_events": ("rowid", "originator_id", "originator_version", "topic", "state"),
    "log_leaf": ("idx", "position", "recorded_us", "leaf_hash"),
}
KEYS = ("rowid", "idx")
LOOSE: Mapping[str, str] = {
    "stored_events": "CREATE TABLE stored_events (rowid INTEGER PRIMARY KEY AUTOINCREMENT,"
    " originator_id, originator_version, topic, state, UNIQUE (originator_id, originator_version))",
    "log_leaf": "CREATE TABLE log_leaf (idx INTEGER PRIMARY KEY, position UNIQUE, recorded_us,"
    " leaf_hash)",
}
Value = int | float | str | bytes | None
OTHERS: Sequence[Value] = (
    *(0, -1, 1, 22, 2**53, 2**63 - 1, -(2**63), 0.5, float("inf"), None),
    *("", "0", "member.joined", "os:system", "Ä", "0" * 32, b"", b"{}", b"\xff", bytes(32)),
)


def test_what_is_put_in_the_place_of_any_value_is_found(archive: Archive) -> None:
    """Alone, since nobody hashed anew; and by nothing that ends in a traceback.

    The file says of itself what a log says, but its rows hold values of any type, as a program
    that writes such files by itself could leave them.
    """
    store = archive.store
    policy, kept = read_policy(archive.policy), {"kept": archive.kept.read_bytes()}
    key = Signer.load(archive.key, LOG, WORDS)

    with loosened(store) as db:
        assert verify(store).exit_code == NOT_COMPARED
        for what in changes(db):
            alone, compared = verify(store), verify(store, policy, kept)
            assert (alone.exit_code, compared.exit_code) == (FOUND, FOUND), what
            with pytest.raises(NotProven):
                make_checkpoint(store, key)
            with suppress(NotProven, Malformed, Refused):
                proving.receipt(store, 1, kept["kept"])


@contextmanager
def loosened(store: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that knows of no types, rules and guards, which stand in the file.

    A connection reads what the tables are when it is opened, and not again while nobody who
    follows the rules changes that.
    """
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        honest = db.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema")
        rows = honest.fetchall()
        for kind, name, *_ in rows:
            if kind == "trigger":
                db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA writable_schema = ON")
        for table, sql in LOOSE.items():
            db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, table))
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("SELECT 1 FROM stored_events").fetchone()
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema")
        db.executemany("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", rows)
        yield db


def changes(db: sqlite3.Connection) -> Iterator[tuple[str, str, int, Value]]:
    """Make each change, say which, and take it back."""
    for table, columns in COLUMNS.items():
        rows = db.execute(f"SELECT _rowid_, {', '.join(columns)} FROM {table}").fetchall()
        for place, *values in rows[::4]:
            for column, value in zip(columns, values, strict=True):
                for other in OTHERS:
                    if column in KEYS and not isinstance(other, int):
                        continue  # no file can hold it
                    if other != value or type(other) is not type(value):
                        sql = f"UPDATE {table} SET {column} = ? WHERE _rowid_ = ?"
                        with suppress(sqlite3.IntegrityError):
                            db.execute(sql, (other, place))
                            yield table, column, place, other
                            db.execute(sql, (value, other if column in KEYS else place))
