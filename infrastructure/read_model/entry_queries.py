"""Queries of entries and their versions, for any position and any audience."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from application.event_store.stored_events import content_now
from application.model_rows import AsOf, EntryRow
from domain.events.bodies import InstrumentAdopted
from infrastructure.read_model import code_periods
from infrastructure.read_model.rows import Cell, to_date
from infrastructure.read_model.standing_queries import parameters

_VERSIONS = """
    SELECT a.position, a.entry AS entry_position, e.event_id AS entry_id, a.topic, a.stream,
        a.effective_on, a.begins_by, a.known_from, a.known_to, a.visibility,
        coalesce(v.on_behalf_of, v.actor) AS recorded_for, a.content AS event, v.because,
        a.stream_kind
    FROM assertion a JOIN event e ON e.position = a.entry JOIN event v ON v.position = a.position
    WHERE a.taskforce = :taskforce AND a.known_from <= :known
        AND a.visibility IN (SELECT value FROM json_each(:shown))
"""
_CURRENT = (
    " AND a.topic IN (SELECT value FROM json_each(:topics)) AND ifnull(a.known_to > :known, 1)"
)
_ONLY = {
    "streams": " AND a.stream IN (SELECT value FROM json_each(:streams))",
    "member": " AND (a.member IS NULL OR a.member = :member)",
    "text": f" AND a.topic = '{InstrumentAdopted.TOPIC}' AND a.content ->> '$.reference' = :text",
}
_BY_ENTRY = " ORDER BY a.entry, a.position"
_EVERY_VERSION = f"{_VERSIONS} AND (:entry IS NULL OR a.entry = :entry){_BY_ENTRY}"


def entries(
    connection: sqlite3.Connection,
    taskforce: str,
    topics: Sequence[str],
    as_of: AsOf,
    streams: Sequence[str] | None = None,
    member: str | None = None,
    text: str | None = None,
) -> list[EntryRow]:
    """Return the entries of these topics that were known at the position, in order of entry."""
    within = None if streams is None else json.dumps(list(streams))
    only = {"streams": within, "member": member, "text": text}
    asked = parameters(taskforce, as_of, topics=json.dumps(list(topics)), **only)
    these = "".join(_ONLY[name] for name, value in only.items() if value is not None)
    return _entry_rows(connection, _VERSIONS + _CURRENT + these + _BY_ENTRY, as_of, asked)


def versions(
    connection: sqlite3.Connection, taskforce: str, as_of: AsOf, entry: int | None
) -> list[EntryRow]:
    """Return every version of entries, or of one, that was current at or before the position."""
    return _entry_rows(connection, _EVERY_VERSION, as_of, parameters(taskforce, as_of, entry=entry))


def _entry_rows(
    connection: sqlite3.Connection, query: str, as_of: AsOf, asked: Mapping[str, Cell]
) -> list[EntryRow]:
    """Return the entries of a query, with members under the codes that were known as of then."""
    codes = code_periods.codes_at(connection, str(asked["taskforce"]), as_of.position)
    rows = connection.execute(query, asked)
    return [
        EntryRow(
            *(at, entry, uid, topic, codes.of(stream) if kind == "member" else stream),
            to_date(on),
            date.fromisoformat(by),
            *(since, end, shown, whose, content_now(codes, topic, said), why),
        )
        for at, entry, uid, topic, stream, on, by, since, end, shown, whose, said, why, kind in rows
    ]
