"""Which topics a register has, and of which a report tells."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.infrastructure.cli.given import typed


def by_commands(store: Path) -> Iterator[str]:
    """Yield the topics of what was recorded, and not by importing a row."""
    with closing(sqlite3.connect(store)) as db:
        if is_store(db):
            for topic, state in db.execute("SELECT topic, state FROM stored_events").fetchall():
                if "row_key" not in json.loads(state)["envelope"]:
                    yield topic


def is_store(db: sqlite3.Connection) -> bool:
    """Say whether it is a register, and not the contacts or another file."""
    return any(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'stored_events'"))


def reported(store: Path) -> Iterator[str]:
    """Yield the topics that the report of changes tells of, from the first entry to the last.

    What is said of an entry (that it was never true, who may see it) is told from just before on.
    """
    with closing(sqlite3.connect(store)) as db:
        said = "SELECT rowid, topic FROM stored_events WHERE topic LIKE 'record.%'"
        about = db.execute(said).fetchall() if is_store(db) else []
    for body in ("GTF", "EXT"):
        yield from topics_in(changes(store, body, "1800-01-01 2199-12-31"))
        for position, topic in about:
            parts = changes(store, body, f"@{position - 1} @{position}")
            if topic in ABOUT and any(rows_of(parts, ABOUT[topic])):
                yield topic


ABOUT = {
    "record.retracted": "retracted",
    "record.visibility-changed": "shown",
    "record.expunged": "expunged",
}
"""The tables that tell of what is said of entries."""


def changes(store: Path, body: str, points: str) -> object:
    """Return the report of changes, nothing where there is no such body."""
    asked = "--audience secretariat --format json"
    said = typed(f"--store {store} --taskforce {body} report changes {points} {asked}")
    return json.loads(said.out) if said.code == 0 else None


def rows_of(node: object, table: str) -> Iterator[object]:
    """Yield the rows of a table, wherever it stands."""
    if isinstance(node, dict):
        if node.get("table") == table:
            yield from node["rows"]
        for value in node.values():
            yield from rows_of(value, table)
    elif isinstance(node, list):
        for value in node:
            yield from rows_of(value, table)


def topics_in(node: object) -> Iterator[str]:
    """Yield the value of every key `topic`, however deep."""
    if isinstance(node, dict):
        if isinstance(node.get("topic"), str):
            yield node["topic"]
        for value in node.values():
            yield from topics_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from topics_in(value)
