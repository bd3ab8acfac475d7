"""The table `kept`: what questions worked out of each commitment, and what of it events changed.

A row whose days are empty is to be worked out again; where there is nothing to tell, there is none.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from application.model_rows import Kept
from domain.event import Event
from domain.events.bodies import InstrumentAdopted, RecordKeptFrom, ScaleRegistered
from domain.events.members import (
    Applied,
    Joined,
    Recoded,
    Reinstated,
    Suspended,
    WithdrawalNotified,
    Withdrew,
)
from domain.events.texts import Adopted

CREATE_KEPT = """
    CREATE TABLE kept (taskforce TEXT NOT NULL, what TEXT NOT NULL, scope TEXT NOT NULL,
        from_day TEXT NOT NULL, until_day TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (taskforce, what, scope)) STRICT, WITHOUT ROWID
"""
WHAT = ("conflicts", "due", "due_to_members")
"""What is kept: whether anything contradicts anything else, and what is due or waits, for whom."""
_MEMBERSHIP = (Applied, Joined, Suspended, Reinstated, WithdrawalNotified, Withdrew)


def _topics(*events: type[Event]) -> str:
    return ", ".join(f"'{event.TOPIC}'" for event in events)


SPOIL = f"""
    WITH touched AS MATERIALIZED (
        SELECT e.taskforce, e.stream_kind, e.stream, e.member, f.topic, f.content
        FROM event e NOT INDEXED JOIN event f ON f.position = coalesce(e.entry, e.position)
        WHERE e.position > :after
    ), scope (taskforce, scope) AS (
        SELECT taskforce, '' FROM touched WHERE stream_kind IN ('taskforce', 'member')
        UNION SELECT taskforce, stream FROM touched WHERE stream_kind = 'commitment'
        UNION SELECT a.taskforce, a.stream
            FROM touched t CROSS JOIN assertion a ON a.taskforce = t.taskforce
                AND a.topic = {_topics(Adopted)}
                AND a.content ->> '$.instrument' = t.content ->> '$.reference'
            WHERE t.topic = {_topics(InstrumentAdopted)}
        UNION SELECT b.code, c.reference
            FROM touched t CROSS JOIN taskforce b ON b.code = t.taskforce
                CROSS JOIN commitment c ON c.taskforce_id = b.id
            WHERE t.topic IN ({_topics(ScaleRegistered, RecordKeptFrom, Recoded)})
        UNION SELECT e.taskforce, e.stream
            FROM touched t
                CROSS JOIN member_code k ON k.taskforce = t.taskforce AND k.code = t.member
                CROSS JOIN member_code o ON o.taskforce = k.taskforce AND o.member = k.member
                CROSS JOIN event e ON e.member = o.code AND +e.taskforce = o.taskforce
                    AND +e.stream_kind = 'commitment'
            WHERE t.topic IN ({_topics(*_MEMBERSHIP)})
    )
    INSERT OR REPLACE INTO kept SELECT taskforce, what.value, scope, '', '', ''
        FROM scope CROSS JOIN json_each(:what) what
"""  # noqa: S608  # our own topics
_SPOIL_ALL = """
    INSERT INTO kept SELECT taskforce, what.value, scope, '', '', ''
        FROM (SELECT code AS taskforce, '' AS scope FROM taskforce UNION ALL
            SELECT t.code, c.reference FROM commitment c JOIN taskforce t ON t.id = c.taskforce_id)
        CROSS JOIN json_each(:what) what
"""
_KEPT = """
    SELECT scope, CASE WHEN from_day <= :on AND :on < until_day THEN value END FROM kept
    WHERE taskforce = :taskforce AND what = :what
        AND (value <> '' OR from_day > :on OR until_day <= :on) ORDER BY scope
"""
_STREAMS_OF_ACTS = """
    SELECT DISTINCT stream FROM event WHERE taskforce = ? AND stream_kind = 'commitment'
        AND correlation_id IN (SELECT value FROM json_each(?))
"""


def spoil_all(connection: sqlite3.Connection) -> None:
    """Let everything be worked out, in tables that were just made."""
    connection.execute(CREATE_KEPT)
    connection.execute(_SPOIL_ALL, {"what": json.dumps(WHAT)})


def spoil(connection: sqlite3.Connection, after: int) -> None:
    """Let be worked out again what the events after a position may have changed.

    That is the body ("") and each commitment that they are about; the commitments of a text, where
    that was adopted; of a member, where its membership changed; and all where a scale, a code or
    the day from which the record is complete did.
    """
    connection.execute(SPOIL, {"after": after, "what": json.dumps(WHAT)})


def kept(
    connection: sqlite3.Connection, taskforce: str, what: str, on: date
) -> dict[str, str | None]:
    """Return what there is to tell on a day, by scope; None where it has to be worked out."""
    found = connection.execute(_KEPT, {"taskforce": taskforce, "what": what, "on": str(on)})
    return dict(found.fetchall())


def write(
    connection: sqlite3.Connection, taskforce: str, what: str, found: Mapping[str, Kept | None]
) -> None:
    """Keep what was worked out, and nothing of the scopes of which there is nothing to tell."""
    connection.executemany(
        "DELETE FROM kept WHERE taskforce = ? AND what = ? AND scope = ?",
        [(taskforce, what, scope) for scope, value in found.items() if value is None],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)",
        [
            (taskforce, what, scope, str(value.from_day), str(value.until), value.value)
            for scope, value in found.items()
            if value is not None
        ],
    )


def streams_of_acts(
    connection: sqlite3.Connection, taskforce: str, correlation_ids: Sequence[str]
) -> list[str]:
    """Return the references of the commitments in which acts recorded anything."""
    asked = (taskforce, json.dumps(list(correlation_ids)))
    return [stream for (stream,) in connection.execute(_STREAMS_OF_ACTS, asked)]
