"""Describe a snapshot for Datasette: titles, a sentence on each column, and canned queries."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from application.questions.asking.answer import Json
from domain.words import joined, worded
from infrastructure.read_model.schema import KEPT, descriptions
from infrastructure.read_model.snapshot import SNAPSHOT

FOR_DATASETTE = "# For Datasette 1.0 and later. JSON is YAML, too.\n"
# Blank is now: Datasette sends what nobody filled in as an empty text.
_ASKED = """
WITH asked AS (
    SELECT coalesce(nullif(:on, ''), date('now')) AS day,
        CASE
            WHEN :known LIKE '____-__-__' THEN (
                SELECT coalesce(max(position), 0) FROM event
                WHERE substr(recorded_at, 1, 10) <= :known
            )
            WHEN :known IS NULL OR :known = '' THEN (SELECT position FROM snapshot)
            ELSE CAST(ltrim(:known, '@') AS INTEGER)
        END AS known
)
""".strip()
_KNOWN = "{0}.known_from <= {1} AND ({0}.known_to IS NULL OR {0}.known_to > {1})"
_THEN = (
    f"{_KNOWN.format('v', 'asked.known')} AND v.from_day <= asked.day"
    " AND (v.until_day IS NULL OR v.until_day > asked.day) AND v.audience_to = 2"
)
_CLOCKS = (
    "on: a day, such as 2026-01-16; blank is today. known: a position such as @11, or a day;"
    " blank is the last position that this file knows."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedQuery:
    """One question; its parameters are those that its SQL names."""

    name: str
    title: str
    sql: str
    description: str = _CLOCKS


CANNED = (
    CannedQuery(
        name="standings_then",
        title="Where members stood on commitments",
        sql=f"""
{_ASKED}
SELECT c.instrument, c.reference AS commitment, m.code AS member, v.standing, v.signed_on,
    v.deposited_on, v.in_force_on, v.withdrawn_on
FROM asked, standing v JOIN member m ON m.id = v.member_id
    JOIN commitment c ON c.id = v.commitment_id
WHERE {_THEN} ORDER BY commitment, member
""",  # noqa: S608  # our own conditions
    ),
    CannedQuery(
        name="members_then",
        title="Who belonged",
        sql=f"""
{_ASKED}
SELECT m.code AS member, v.name, v.kind, v.standing, v.applied_on, v.joined_on, v.suspended_on,
    v.withdrew_on
FROM asked, membership v JOIN member m ON m.id = v.member_id
WHERE {_THEN} ORDER BY member
""",  # noqa: S608  # our own conditions
    ),
    CannedQuery(
        name="counts_then",
        title="How many stood how on each commitment",
        sql=f"""
{_ASKED}
SELECT c.reference AS commitment, v.standing, count(*) AS members
FROM asked, standing v JOIN commitment c ON c.id = v.commitment_id
WHERE {_THEN} GROUP BY c.reference, v.standing ORDER BY commitment, v.standing
""",  # noqa: S608  # our own conditions
    ),
    CannedQuery(
        name="entries_then",
        title="What the register said",
        description=f"Entries that had begun for certain by that day. {_CLOCKS}",
        sql=f"""
{_ASKED}
SELECT v.entry, v.position, v.topic, v.stream, v.member, v.effective_on, v.content
FROM asked, assertion v
WHERE {_KNOWN.format("v", "asked.known")} AND v.begins_by <= asked.day ORDER BY v.entry
""",  # noqa: S608  # our own conditions
    ),
    CannedQuery(
        name="learnt_since",
        title="What the register said differently, or not at all",
        description=f"Entries whose word then is not the word now, both ways. {_CLOCKS}",
        sql=f"""
{_ASKED}
SELECT v.entry, v.position, v.topic, v.stream, v.member, v.effective_on,
    CASE WHEN v.known_to IS NULL THEN 'said now' ELSE 'said then' END AS word
FROM asked, assertion v
WHERE v.begins_by <= asked.day
    AND ({_KNOWN.format("v", "asked.known")}) <> (v.known_to IS NULL)
ORDER BY v.entry, v.position
""",  # noqa: S608  # our own conditions
    ),
)


def names_beside(snapshot: Path) -> tuple[Path, Path]:
    """Return where `metadata` and `configuration` of a snapshot are to stand."""
    return (
        snapshot.with_name(f"{snapshot.stem}.metadata.json"),
        snapshot.with_name(f"{snapshot.stem}.datasette.yaml"),
    )


def metadata(snapshot: Path, name: str) -> str:
    """Return metadata.json for Datasette 0.65, which calls the file `name`."""
    said = read_snapshot(snapshot)
    tables: dict[str, Json] = {
        each.name: {
            "description": each.sentence,
            "columns": {column: says for column, _, says in each.columns},
        }
        for each in descriptions()
        if each is not KEPT  # which no copy has
    }
    tables[SNAPSHOT.name] = {
        "description": SNAPSHOT.sentence,
        "columns": {column.name: column.sentence for column in SNAPSHOT.columns},
    }
    told: Json = {
        "title": said.title,
        "description": said.description,
        "databases": {
            name: {"description": said.description, "queries": _queries(), "tables": tables}
        },
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n"


def configuration(name: str) -> str:
    """Return datasette.yaml for Datasette 1.0, which has questions here and not in metadata."""
    told: Json = {"databases": {name: {"queries": _queries()}}}
    return f"{FOR_DATASETTE}{json.dumps(told, indent=2)}\n"


class SnapshotHead(NamedTuple):
    """The one row of the table `snapshot`, in the order of its columns."""

    taskforce: str
    position: int
    recorded_at: str | None
    audience: str
    banner: str | None

    @property
    def title(self) -> str:
        """Whose register it is."""
        return worded("Register of {taskforce}", taskforce=self.taskforce)

    @property
    def description(self) -> str:
        """For whom it is, how far it goes, and its banner."""
        reach = worded(
            "For {audience}, up to position @{position}.",
            audience=self.audience,
            position=self.position,
        )
        return joined(" ", [reach, *([self.banner] if self.banner else [])])


def read_snapshot(snapshot: Path) -> SnapshotHead:
    """Return what a snapshot says of itself."""
    with closing(sqlite3.connect(f"{snapshot.absolute().as_uri()}?mode=ro", uri=True)) as db:
        return SnapshotHead._make(db.execute("SELECT * FROM snapshot").fetchone())


def _queries() -> Mapping[str, Json]:
    return {
        each.name: {"title": each.title, "description": each.description, "sql": each.sql.strip()}
        for each in CANNED
    }
