"""Queries of the log: what was recorded when, where something is, what was imported."""

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from application.model_rows import AsOf, ImportedRow, Located, LogEntry, Phrase
from domain.errors import UnknownReference
from domain.event import EPOCH
from domain.events.entries import Retracted
from domain.log.expunging import NO_ROW
from domain.values import Visibility
from infrastructure.read_model import code_periods
from infrastructure.read_model.rows import Cell, records, to_datetime
from infrastructure.read_model.standing_queries import shown_to
from infrastructure.read_model.table_files import last

_POSITION = r"@([0-9]{1,18})"
_ID = r"([0-9a-f]{8})" + r"-?([0-9a-f]{0,4})" * 3 + r"-?([0-9a-f]{0,12})"
_NEAR = 3
Found: TypeAlias = tuple[str, str, str, str, str, int]
_LOG = """
    SELECT position, recorded_us, event_id, topic, taskforce, stream, ifnull(member, '') AS member,
        effective_on, notified_on, actor, on_behalf_of, source_title AS source, source_reference,
        source_url, source_sha256, basis, note, visibility, entry, because, content, said_to
    FROM event WHERE position <= :known AND (:taskforce IS NULL OR taskforce = :taskforce)
        AND visibility IN (SELECT value FROM json_each(:shown))
"""
_HIDDEN: Mapping[str, Any] = {"content": "{}"} | dict.fromkeys(
    ("source", "source_reference", "source_url", "source_sha256", "note")
)
"""What an entry shows of a retraction to those who may not read why."""
IMPORTED_ROWS = """
    SELECT l.row_key, l.row_sha256, l.position, (SELECT json_group_array(entry_id) FROM (
        SELECT e.entry_id FROM event e WHERE e.row_key = l.row_key AND e.row_sha256 = l.row_sha256
            AND e.position > coalesce((SELECT max(o.position) FROM event o
                WHERE o.row_key = l.row_key AND o.row_sha256 <> l.row_sha256), 0)
        GROUP BY e.entry_id ORDER BY min(e.position))) AS entry_ids
    FROM event l WHERE l.row_sha256 IS NOT NULL AND l.position = (SELECT max(m.position)
        FROM event m WHERE m.row_key = l.row_key AND m.row_sha256 IS NOT NULL)
"""
"""What was last imported under each row's key."""
_IMPORTED = f"""
    SELECT row_key, row_sha256, entry_ids, EXISTS (SELECT 1 FROM event e
        WHERE e.row_key = r.row_key AND e.row_sha256 = ?) FROM ({IMPORTED_ROWS}) r
    WHERE row_key IN (SELECT value FROM json_each(?))
"""  # noqa: S608  # our own query
_IN_ORDER = " ORDER BY position"
_MATCHING = f"""
    AND position IN (SELECT rowid FROM history_fts WHERE history_fts MATCH :match)
    AND (topic <> '{Retracted.TOPIC}' OR said_to IN (SELECT value FROM json_each(:shown)))
"""  # noqa: S608  # our own topic
_CURRENT_POSITIONS = """
    SELECT position FROM assertion
    WHERE taskforce = ? AND known_from <= ? AND (known_to IS NULL OR known_to > ?)
"""
_OF_REFERENCE = """ AND position IN (
    SELECT e.position FROM member_code k
        CROSS JOIN member_code o ON o.taskforce = k.taskforce AND o.member = k.member
            AND o.known_from <= :known AND (o.known_to IS NULL OR o.known_to > :known)
        CROSS JOIN event e ON e.member = o.code AND +e.taskforce = o.taskforce
        WHERE k.code = :reference
            AND k.known_from <= :known AND (k.known_to IS NULL OR k.known_to > :known)
    UNION
    SELECT e.position FROM commitment c
        CROSS JOIN taskforce t ON t.id = c.taskforce_id
        CROSS JOIN event e ON e.taskforce = t.code AND e.stream_kind = 'commitment'
            AND e.stream = c.reference
        WHERE :reference IN (c.reference, c.instrument)
    UNION
    SELECT e.position FROM instrument i
        JOIN taskforce t ON t.id = i.taskforce_id
        JOIN assertion a ON a.taskforce = t.code AND a.topic = 'taskforce.instrument-adopted'
            AND a.content ->> '$.reference' = i.reference
        JOIN event e ON e.taskforce = t.code AND e.stream_kind = 'taskforce' AND e.entry = a.entry
        WHERE i.reference = :reference
)"""
_WHERE_IS = """
    SELECT t.code, i.kind FROM (
        SELECT 'instrument' AS kind, id, taskforce_id FROM instrument WHERE reference = :reference
        UNION ALL SELECT 'commitment', id, taskforce_id FROM commitment WHERE reference = :reference
        UNION ALL SELECT 'member', id, taskforce_id FROM member WHERE code = :reference
    ) i JOIN taskforce t ON t.id = i.taskforce_id ORDER BY i.id
"""
_COMMITMENTS_OF = """
    SELECT stream FROM assertion
    WHERE taskforce = :taskforce AND topic = 'commitment.adopted'
        AND known_from <= :known AND (known_to IS NULL OR known_to > :known)
        AND content ->> '$.instrument' = :instrument
    GROUP BY +stream ORDER BY min(entry)
"""  # the plus keeps SQLite from reading all of the body in the order of streams
_HAS_PERSON = """
    SELECT EXISTS (
        SELECT 1 FROM event WHERE :person IN (actor, on_behalf_of)
            OR EXISTS (SELECT 1 FROM json_tree(content) WHERE value = :person)
    )
"""
_REFERENCES = """
    SELECT stream FROM assertion WHERE taskforce = ? AND topic = ?
    GROUP BY stream ORDER BY min(entry)
"""
_LOCATE = """
    SELECT e.event_id, a.stream_kind, a.taskforce, a.stream, e.entry_id, a.entry
    FROM event e JOIN assertion a ON a.entry = e.entry AND a.position = e.entry
"""

_ENTRIES_OF_ACT = """
    SELECT o.event_id FROM event e JOIN event o ON o.event_id = e.event_id
        OR (o.correlation_id = e.correlation_id AND o.entry = o.position)
    WHERE e.event_id = ? ORDER BY o.position
"""


def position_at(connection: sqlite3.Connection, moment: datetime) -> int:
    """Return the last position recorded before `moment`, 0 if there is none."""
    microseconds = (moment - EPOCH) // timedelta(microseconds=1)
    (position,) = connection.execute(
        "SELECT coalesce((SELECT position FROM event WHERE recorded_us < ?"
        " ORDER BY recorded_us DESC, position DESC LIMIT 1), 0)",
        (microseconds,),
    ).fetchone()
    return int(position)


def recorded_at(connection: sqlite3.Connection, position: int) -> datetime | None:
    """Return when the entry at `position`, or the last one before it, was recorded."""
    row: tuple[int] | None = connection.execute(
        "SELECT recorded_us FROM event WHERE position <= ? ORDER BY position DESC LIMIT 1",
        (position,),
    ).fetchone()
    return None if row is None else to_datetime(row[0])


def head(connection: sqlite3.Connection) -> int:
    """Return the last position, 0 in an empty log."""
    return last(connection)[0]


def taskforces(connection: sqlite3.Connection) -> list[str]:
    """Return the codes of all bodies, in the order of their first entry."""
    return [code for (code,) in connection.execute("SELECT code FROM taskforce ORDER BY id")]


def log(
    connection: sqlite3.Connection,
    taskforce: str | None,
    as_of: AsOf,
    reference: str | None,
    after: int = 0,
    limit: int = -1,
) -> list[LogEntry]:
    """Return up to `limit` events after a position and up to that of `as_of`, oldest first."""
    of_reference = _OF_REFERENCE if reference is not None else ""
    query = f"{_LOG} AND position > :after{of_reference}{_IN_ORDER} LIMIT :limit"
    return _log_entries(
        connection, query, as_of, taskforce=taskforce, reference=reference, after=after, limit=limit
    )


def search(
    connection: sqlite3.Connection, taskforce: str, as_of: AsOf, phrases: Sequence[Phrase]
) -> list[LogEntry]:
    """Return the events up to the position in whose texts all phrases stand, oldest first.

    What an audience may not read is not found for it.
    """
    match = " AND ".join(_quoted(phrase) for phrase in phrases)
    query = _LOG + _MATCHING + _IN_ORDER
    return _log_entries(connection, query, as_of, taskforce=taskforce, match=match)


def _quoted(phrase: Phrase) -> str:
    """Return a phrase in the language of the full-text index, in which quotes keep all marks."""
    text = phrase.text.replace('"', '""')
    return f'"{text}"{"*" if phrase.begins else ""}'


def current_positions(
    connection: sqlite3.Connection, taskforce: str, as_of: AsOf
) -> frozenset[int]:
    """Return the positions of the events that were current versions at the position."""
    rows = connection.execute(_CURRENT_POSITIONS, (taskforce, as_of.position, as_of.position))
    return frozenset(position for (position,) in rows)


def _log_entries(
    connection: sqlite3.Connection, query: str, as_of: AsOf, **more: Cell
) -> list[LogEntry]:
    """Return the events of a query that begins with `_LOG`, as an audience may read them."""
    asked = {"known": as_of.position, "shown": shown_to(as_of.audience), **more}

    def readable(position: int, recorded_us: int, *said: object) -> LogEntry:
        *fields, said_to = said
        entry = LogEntry._make((position, to_datetime(recorded_us), *fields))
        shown = entry.topic != Retracted.TOPIC or as_of.audience.shows(Visibility(str(said_to)))
        return entry if shown else entry._replace(**_HIDDEN)  # why it was retracted

    return list(records(connection.execute(query, asked), readable))


def imported(connection: sqlite3.Connection, row_keys: Sequence[str]) -> dict[str, ImportedRow]:
    """Return what was last imported under each of these keys."""
    rows = connection.execute(_IMPORTED, (NO_ROW, json.dumps(list(row_keys))))
    return {
        key: ImportedRow(
            row_sha256=digest, entry_ids=tuple(json.loads(entry_ids)), expunged=bool(expunged)
        )
        for key, digest, entry_ids, expunged in rows
    }


def where_is(connection: sqlite3.Connection, reference: str) -> list[tuple[str, str]]:
    """Return (taskforce, kind) for every instrument, commitment or member of that reference."""
    return list(connection.execute(_WHERE_IS, {"reference": reference}))


def has_person(connection: sqlite3.Connection, person: str) -> bool:
    """Say whether an event has this reference in any field."""
    (found,) = connection.execute(_HAS_PERSON, {"person": person}).fetchone()
    return bool(found)


def commitments_of(
    connection: sqlite3.Connection, taskforce: str, instrument: str, position: int | None = None
) -> list[str]:
    """Return the references of an instrument's commitments that were known at a position."""
    known = head(connection) if position is None else position
    asked = {"taskforce": taskforce, "instrument": instrument, "known": known}
    return [stream for (stream,) in connection.execute(_COMMITMENTS_OF, asked)]


def references(connection: sqlite3.Connection, taskforce: str, topic: str) -> list[str]:
    """Return the references of all streams that have an entry of this topic, in order."""
    found = [stream for (stream,) in connection.execute(_REFERENCES, (taskforce, topic))]
    if not topic.startswith("member."):
        return found
    codes = code_periods.codes_at(connection, taskforce, head(connection))
    return list(dict.fromkeys(map(codes.of, found)))


def entries_of_act(connection: sqlite3.Connection, entry_id: str) -> list[str]:
    """Return the ids of all entries that one act recorded, this among them, in order."""
    return [each for (each,) in connection.execute(_ENTRIES_OF_ACT, (entry_id,))]


def locate(connection: sqlite3.Connection, entry: str) -> Located:
    """Find an entry by `@position` or by the first 8 or more digits of an event's id.

    Raises:
        UnknownReference: no event is there, or the ids of several begin so.
    """
    found = _events(connection, entry.strip().lower())
    if len(found) != 1:
        raise UnknownReference("entry", entry, [event_id for event_id, *_ in found])
    _, kind, taskforce, reference, entry_id, position = found[0]
    return Located(
        kind=kind, taskforce=taskforce, reference=reference, entry_id=entry_id, position=position
    )


def _events(connection: sqlite3.Connection, entry: str) -> list[Found]:
    """Return up to `_NEAR` events by position or the beginning of their ids."""
    at, begins = re.fullmatch(_POSITION, entry), re.fullmatch(_ID, entry)
    if at:
        return connection.execute(f"{_LOCATE} WHERE e.position = ?", (int(at[1]),)).fetchall()
    if begins is None:
        return []
    prefix = "-".join(filter(None, begins.groups()))
    condition = " WHERE e.event_id >= ? AND e.event_id < ? LIMIT ?"
    return connection.execute(_LOCATE + condition, (prefix, f"{prefix}g", _NEAR)).fetchall()
