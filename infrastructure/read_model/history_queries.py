"""Answers for those who walk through the history: events piece by piece, versions, and days."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from application.answers import AsOf, EntryRow, LogEntry, Stretch
from infrastructure.read_model.log_queries import IN_ORDER, LOG, OF_REFERENCE, log_entries
from infrastructure.read_model.rows import Cell
from infrastructure.read_model.standing_queries import entry_rows, shown_to

_PIECE = " AND position > :after"
_LIMITED = " LIMIT :limit"
_VERSIONS = """
    SELECT a.position, a.entry, e.event_id, a.topic, a.stream, a.effective_on, a.known_from,
        a.known_to, a.visibility, a.content, v.because, a.stream_kind
    FROM assertion a JOIN event e ON e.position = a.entry JOIN event v ON v.position = a.position
    WHERE a.taskforce = :taskforce AND a.known_from <= :known
        AND (:entry IS NULL OR a.entry = :entry)
        AND a.visibility IN (SELECT value FROM json_each(:shown))
    ORDER BY a.entry, a.position
"""
_DAYS = """
    SELECT substr(recorded_at, 1, 10) FROM event
        WHERE taskforce = :taskforce AND position <= :known
    UNION SELECT begins_by FROM assertion WHERE taskforce = :taskforce AND known_from <= :known
    UNION SELECT v.from_day FROM membership v JOIN member m ON m.id = v.member_id
        JOIN taskforce t ON t.id = m.taskforce_id
        WHERE t.code = :taskforce AND v.known_from <= :known
    UNION SELECT v.until_day FROM membership v JOIN member m ON m.id = v.member_id
        JOIN taskforce t ON t.id = m.taskforce_id
        WHERE t.code = :taskforce AND v.known_from <= :known AND v.until_day IS NOT NULL
    UNION SELECT v.from_day FROM standing v JOIN commitment c ON c.id = v.commitment_id
        JOIN taskforce t ON t.id = c.taskforce_id
        WHERE t.code = :taskforce AND v.known_from <= :known
    UNION SELECT v.until_day FROM standing v JOIN commitment c ON c.id = v.commitment_id
        JOIN taskforce t ON t.id = c.taskforce_id
        WHERE t.code = :taskforce AND v.known_from <= :known AND v.until_day IS NOT NULL
    ORDER BY 1
"""
_KNOWN = (
    "t.code = :taskforce AND v.known_from <= :known"
    " AND (v.known_to IS NULL OR v.known_to > :known)"
    " AND :audience BETWEEN v.audience_from AND v.audience_to"
)
_STRETCHES = f"""
    SELECT m.code, NULL, v.standing, v.from_day, v.until_day
    FROM membership v JOIN member m ON m.id = v.member_id JOIN taskforce t ON t.id = m.taskforce_id
    WHERE {_KNOWN}
    UNION ALL SELECT m.code, c.reference, v.standing, v.from_day, v.until_day
    FROM standing v JOIN member m ON m.id = v.member_id
        JOIN commitment c ON c.id = v.commitment_id JOIN taskforce t ON t.id = c.taskforce_id
    WHERE {_KNOWN}
    ORDER BY 1, 2, 4
"""  # noqa: S608  # a condition of ours


def events(
    connection: sqlite3.Connection,
    taskforce: str,
    as_of: AsOf,
    reference: str | None,
    after: int,
    limit: int,
) -> list[LogEntry]:
    """Return up to `limit` events after a position and up to that of `as_of`, oldest first."""
    query = LOG + _PIECE + (OF_REFERENCE if reference is not None else "") + IN_ORDER + _LIMITED
    return log_entries(
        connection,
        query,
        as_of,
        taskforce=taskforce,
        reference=reference,
        after=after,
        limit=limit,
    )


def versions(
    connection: sqlite3.Connection, taskforce: str, as_of: AsOf, entry: int | None
) -> Sequence[EntryRow]:
    """Return every version of entries, or of one, that was ever the word up to the position."""
    asked: dict[str, Cell] = {
        "taskforce": taskforce,
        "known": as_of.position,
        "shown": shown_to(as_of.audience),
        "entry": entry,
    }
    return entry_rows(connection, _VERSIONS, taskforce, as_of, asked)


def days(connection: sqlite3.Connection, taskforce: str, as_of: AsOf) -> list[date]:
    """Return the days on which something was recorded, or began or ended in the world, in order."""
    asked = {"taskforce": taskforce, "known": as_of.position}
    return [date.fromisoformat(text) for (text,) in connection.execute(_DAYS, asked)]


def stretches(connection: sqlite3.Connection, taskforce: str, as_of: AsOf) -> list[Stretch]:
    """Return how every member stood on all days, known at the position; never none."""
    asked = {
        "taskforce": taskforce,
        "known": as_of.position,
        "audience": as_of.audience.rank,
    }
    return [
        Stretch(
            member=member,
            commitment=commitment,
            standing=standing,
            from_day=date.fromisoformat(from_day),
            until_day=date.fromisoformat(until_day) if until_day else None,
        )
        for member, commitment, standing, from_day, until_day in connection.execute(
            _STRETCHES, asked
        )
    ]
