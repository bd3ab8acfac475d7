"""A log as plain text, and how it becomes a store again."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from infrastructure.store.sqlite_schema import create

GOLDEN = Path(__file__).parents[1] / "golden" / "logs"
ROWS, ANSWERS = "log.jsonl", "answers.json"
TAKEN = (
    *("1.checkpoint", "2.checkpoint", "3.checkpoint", "our.policy", "careful.policy"),
    *("entry.tlog-proof", "entry.json", "growth.proof"),
)
"""What has left the machine, and is kept beside the log."""
Row = Mapping[str, str | int]
SELECT = """
    SELECT idx, position, recorded_us, originator_id, originator_version, topic,
        CAST(state AS TEXT) AS state, lower(hex(leaf_hash)) AS leaf_hash
    FROM log_leaf JOIN stored_events ON stored_events.rowid = position ORDER BY idx
"""


def dumped(store: Path) -> Sequence[Row]:
    """Return every event of a log with its leaf, in order."""
    with closing(sqlite3.connect(store)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(SELECT)]


def rows_in(file: Path) -> Sequence[Row]:
    """Return what was dumped into a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def restored(rows: Sequence[Row], store: Path) -> None:
    """Make a store of rows, as this version makes one."""
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("BEGIN")
        create(db.cursor())
        for row in rows:
            event = "position originator_id originator_version topic"
            state, leaf = str(row["state"]).encode(), bytes.fromhex(str(row["leaf_hash"]))
            values = [row[name] for name in event.split()]
            db.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)", (*values, state))
            values = [row[name] for name in ("idx", "position", "recorded_us")]
            db.execute("INSERT INTO log_leaf VALUES (?, ?, ?, ?)", (*values, leaf))
        db.execute("COMMIT")
