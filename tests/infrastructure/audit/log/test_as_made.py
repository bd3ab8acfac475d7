"""A log is proved only in a file that is as the program makes it: no view, and no trigger more."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from infrastructure.audit.log.findings import FOUND
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.verify import verify
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.store.sqlite_schema import create, differences
from tests.infrastructure.audit.given import GUARDS, Office, tampering

LIE = """
    CREATE VIEW stored_events AS SELECT rowid, originator_id, originator_version, topic,
        CASE WHEN rowid = 4 AND (SELECT count(*) FROM pragma_database_list) = 1
            THEN x'7b7d' ELSE state END AS state FROM kept
"""
"""What tells a program that opens the file in its own way something else than an auditor."""
WATCH = "CREATE TRIGGER {} AFTER INSERT ON stored_events BEGIN SELECT 1; END"
HIDDEN = WATCH.format("sqlite_x")
HIDE = (
    "PRAGMA writable_schema = ON",
    f"INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_x', 'stored_events', 0, '{HIDDEN}')",
)
OTHER = {
    "a table": (("CREATE TABLE kept (state)",), "kept"),
    "a view": (("CREATE VIEW told AS SELECT 1",), "told"),
    "a trigger": ((WATCH.format("watch"),), "watch"),
    "a trigger under a name of SQLite's": (HIDE, "sqlite_x"),
}


@pytest.mark.parametrize("other", OTHER)
def test_finds_what_the_program_does_not_make(ours: Office, other: str) -> None:
    """A trigger can keep a text that is expunged later; a table can hold it."""
    statements, name = OTHER[other]
    change(ours.store, *statements)

    found = verify(ours.store)

    assert (found.exit_code, found.size) == (FOUND, 9)
    assert {each.code for each in found.findings} == {"storage"}
    assert name in found.findings[0].sentence


def test_evaluates_no_index_of_somebody_else(ours: Office) -> None:
    """Its expression can take hours for every row; here it would be found not to hold."""
    change(
        ours.store,
        "CREATE INDEX told ON log_leaf (position) WHERE position < 0",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, '<', '>') WHERE name = 'told'",
    )
    with opened(ours.store, as_it_is=True) as log:
        assert "told" in str(log._connection.execute("PRAGMA integrity_check").fetchall())

    (finding,) = verify(ours.store).findings

    assert finding.sentence.endswith("as the program makes them: told.")


def test_finds_a_guard_that_was_lifted(ours: Office) -> None:
    """Nothing but a hand takes it away, and what else the hand did has to be looked at."""
    change(ours.store, "DROP TRIGGER log_leaf_update")

    (finding,) = verify(ours.store).findings

    assert finding.code == "storage"
    assert finding.sentence.endswith("as the program makes them: log_leaf_update.")


def test_finds_a_table_that_is_gone(ours: Office) -> None:
    """Without what commands are known by, one that is sent twice is recorded twice."""
    change(ours.store, "DROP TABLE command")

    found = verify(ours.store)

    assert (found.exit_code, found.size) == (FOUND, 0)
    assert found.findings[-1].sentence.endswith(
        ": command, command_delete, command_insert, command_update, sqlite_autoindex_command_1."
    )


def test_does_not_read_a_view_in_the_place_of_the_log(ours: Office) -> None:
    """It could tell an auditor what is right, and everybody else what is not."""
    with closing(sqlite3.connect(ours.store, isolation_level=None)) as db:
        for name, _ in db.execute(GUARDS).fetchall():
            db.execute(f"DROP TRIGGER {name}")
    change(ours.store, "ALTER TABLE stored_events RENAME TO kept", LIE)

    found = verify(ours.store, ours.trusting, {"kept": b""})

    assert (found.exit_code, found.size, found.compared) == (FOUND, 0, [])
    assert not found.is_read
    finding = found.findings[-1]
    assert finding.code == "storage"
    assert {"kept", "stored_events", "command_insert"} <= set(finding.sentence[:-1].split(", "))


def test_finds_that_positions_were_not_counted(ours: Office) -> None:
    """Then it would not show that the last entries were cut off."""
    with tampering(ours.store) as db:
        db.execute("DELETE FROM sqlite_sequence")

    (finding,) = verify(ours.store).findings

    assert finding.code == "storage"
    assert finding.sentence == "The file says that 0 positions were given out, and 9 is there."


def test_signs_nothing_there(ours: Office) -> None:
    """What a key signs is what others will believe."""
    change(ours.store, "CREATE VIEW told AS SELECT 1")

    with pytest.raises(NotProven, match=r"as the program makes it, .*: told\. See: depositary"):
        ours.checkpoint()
    with pytest.raises(NotProven), opened(ours.store):
        raise AssertionError
    with opened(ours.store, as_it_is=True) as log:
        assert log.differences() == ["told"]


def test_what_is_made_is_the_same_for_ever() -> None:
    """Another blank in a statement, and every log that there is would be found changed."""
    with closing(sqlite3.connect(":memory:")) as db:
        create(db.cursor())
        parts = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()

        assert differences(db.cursor()) == []

    assert sha256(repr(parts).encode()).hexdigest() == (
        "d79379f1d540db4000b90e36f064c8a2a14c94ba6e41ad16085107245013a2e5"
    )


def change(store: Path, *statements: str) -> None:
    """Change a file as whoever owns it can, without a hand on what is logged."""
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)
