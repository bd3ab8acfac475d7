"""Every value of every row of a log is made another one, of its type or of others: it is found."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from domain.errors import Malformed, Refused
from infrastructure.audit import proving
from infrastructure.audit.errors import NotProven
from infrastructure.audit.findings import ALONE, FOUND, PASSED
from infrastructure.audit.keys import Signer
from infrastructure.audit.note import LOG
from infrastructure.audit.policy import read_policy
from infrastructure.audit.signing import make_checkpoint
from infrastructure.audit.verify import verify
from tests.faults.told import WORDS, Archive
from tests.infrastructure.audit.given import tampering

pytestmark = pytest.mark.slow
COLUMNS: Mapping[str, Sequence[str]] = {
    "stored_events": ("rowid", "originator_id", "originator_version", "topic", "state"),
    "log_leaf": ("idx", "position", "recorded_us", "leaf_hash"),
}
Value = int | float | str | bytes | None
OTHERS: Sequence[Value] = (
    *(0, -1, 1, 22, 2**53, 2**63 - 1, -(2**63), 0.5, float("inf"), None),
    *("", "0", "member.joined", "os:system", "Ä", "0" * 32, b"", b"{}", b"\xff", bytes(32)),
)


def test_what_is_put_in_the_place_of_any_value_is_found(archive: Archive, tmp_path: Path) -> None:
    """Alone, since nobody hashed anew; and by nothing that ends in a traceback.

    The rows are those of a table that takes values of any type, as a file that was written by
    another program could have.
    """
    loose = tmp_path / "loose.db"
    shutil.copy(archive.store, loose)
    make_loose(loose)
    policy, kept = read_policy(archive.policy), {"kept": archive.kept.read_bytes()}
    key = Signer.load(archive.key, LOG, WORDS)
    assert verify(loose).exit_code == ALONE

    with tampering(loose) as db:
        db.execute("PRAGMA synchronous = OFF")
        for what in changes(db):
            alone, compared = verify(loose), verify(loose, policy, kept)
            assert (alone.exit_code, compared.exit_code) == (FOUND, FOUND), what
            assert verify(loose, policy, kept, since=kept["kept"]).exit_code in {PASSED, FOUND}
            with pytest.raises(NotProven):
                make_checkpoint(loose, key)
            with suppress(NotProven, Malformed, Refused):
                proving.receipt(loose, 1, kept["kept"])


def make_loose(store: Path) -> None:
    """Make both tables anew without a type for any column, and without any rule."""
    with tampering(store) as db:
        for table, columns in COLUMNS.items():
            db.execute(f"CREATE TABLE loose AS SELECT {', '.join(columns)} FROM {table}")
            rows = db.execute("SELECT * FROM loose").fetchall()
            db.execute("DROP TABLE loose")
            db.execute(f"DROP TABLE {table}")
            named = ", ".join(columns)
            db.execute(f"CREATE TABLE {table} ({named.replace('rowid', 'rowid ANY')})")
            marks = ", ".join("?" * len(columns))
            db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def changes(db: sqlite3.Connection) -> Iterator[tuple[str, str, int, Value]]:
    """Make each change, say which, and take it back."""
    for table, columns in COLUMNS.items():
        rows = db.execute(f"SELECT _rowid_, {', '.join(columns)} FROM {table}").fetchall()
        for place, *values in rows[::4]:
            for column, value in zip(columns, values, strict=True):
                for other in OTHERS:
                    if other != value or type(other) is not type(value):
                        sql = f"UPDATE {table} SET {column} = ? WHERE _rowid_ = ?"
                        with suppress(sqlite3.IntegrityError):
                            db.execute(sql, (other, place))
                            yield table, column, place, other
                            db.execute(sql, (value, place))
