"""Queries of entries and their versions, for any audience, and of what one member did."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from application.event_store.stored_events import content_now
from application.model_rows import ActOfMember, AsOf, EntryRow
from domain.event import Recorded
from domain.events.bodies import InstrumentAdopted
from infrastructure.read_model import code_periods
from infrastructure.read_model.rows import Cell, to_date, to_record
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
    "within": " AND a.begins_by BETWEEN :within ->> 0 AND :within ->> 1",
}
_CORRECTED = " AND a.position <> a.entry AND v.because = 'error'"
_FEW = " INDEXED BY idx_assertion_begins_by"
_UNCERTAIN = (  # the first condition is that of this index
    " AND a.begins_by IS NOT a.effective_on_earliest"
    " AND a.begins_by > :on AND ifnull(a.effective_on_earliest <= :on, 1)"
)
_BY_ENTRY = " ORDER BY a.entry, a.position"
_CHANGED = _VERSIONS.replace(
    "FROM assertion a",
    "FROM (SELECT DISTINCT entry FROM assertion WHERE known_to IS NOT NULL) changed"
    " CROSS JOIN assertion a ON a.entry = changed.entry",
)
_OF_ENTRY = " AND (:entry IS NULL OR a.entry = :entry)"
_ACTED_ON = """
    SELECT DISTINCT e.stream FROM member_code k CROSS JOIN event e
        ON e.member = k.code AND +e.taskforce = k.taskforce AND +e.stream_kind = 'commitment'
    WHERE k.taskforce = ? AND k.member = ? AND k.known_to IS NULL ORDER BY e.stream
"""


def entries(
    connection: sqlite3.Connection,
    taskforce: str,
    topics: Sequence[str],
    as_of: AsOf,
    streams: Sequence[str] | None = None,
    member: str | None = None,
    text: str | None = None,
    within: tuple[date, date] | None = None,
) -> list[EntryRow]:
    """Return the entries of these topics that were known at the position, in order of entry."""
    these_streams = None if streams is None else json.dumps(list(streams))
    days = json.dumps(within, default=str) if within else None
    only = {"streams": these_streams, "member": member, "text": text, "within": days}
    asked = parameters(taskforce, as_of, topics=json.dumps(list(topics)), **only)
    these = "".join(_ONLY[name] for name, value in only.items() if value is not None)
    return _entry_rows(connection, _VERSIONS + _CURRENT + these + _BY_ENTRY, as_of, asked)


def uncertain(
    connection: sqlite3.Connection, taskforce: str, topics: Sequence[str], as_of: AsOf
) -> list[EntryRow]:
    """Return the entries of these topics that may have begun by the day, or later."""
    versions = _VERSIONS.replace("FROM assertion a", "FROM assertion a" + _FEW)
    query = versions + _CURRENT + _UNCERTAIN + _BY_ENTRY
    asked = parameters(taskforce, as_of, topics=json.dumps(list(topics)))
    return _entry_rows(connection, query, as_of, asked)


def corrected(
    connection: sqlite3.Connection, taskforce: str, topics: Sequence[str], as_of: AsOf
) -> list[int]:
    """Return the entries of these topics in which an error was corrected, by position."""
    query = _CHANGED + _CURRENT + _CORRECTED + _BY_ENTRY
    asked = parameters(taskforce, as_of, topics=json.dumps(list(topics)))
    return [row.entry_position for row in _entry_rows(connection, query, as_of, asked)]


def versions(
    connection: sqlite3.Connection,
    taskforce: str,
    as_of: AsOf,
    entry: int | None,
    *,
    changed: bool = False,
) -> list[EntryRow]:
    """Return every version of entries, or of one, that was current at or before the position.

    Where `changed`, only of entries that were ever amended or retracted.
    """
    query = (_CHANGED if changed else _VERSIONS) + _OF_ENTRY + _BY_ENTRY
    return _entry_rows(connection, query, as_of, parameters(taskforce, as_of, entry=entry))


def _entry_rows(
    connection: sqlite3.Connection, query: str, as_of: AsOf, asked: Mapping[str, Cell]
) -> list[EntryRow]:
    """Return the entries of a query, with members under the codes that were known as of then."""
    rows = connection.execute(query, asked).fetchall()
    if not rows:
        return []
    codes = code_periods.codes_at(connection, str(asked["taskforce"]), as_of.position)
    return [
        EntryRow(
            *(at, entry, uid, topic, codes.of(stream) if kind == "member" else stream),
            to_date(on),
            date.fromisoformat(by),
            *(since, end, shown, whose, content_now(codes, topic, said), why),
        )
        for at, entry, uid, topic, stream, on, by, since, end, shown, whose, said, why, kind in rows
    ]


def acts_of(
    connection: sqlite3.Connection,
    taskforce: str,
    member: str,
    commitments: Collection[str] | None = None,
) -> list[ActOfMember]:
    """Return what only an active member does and was not retracted, by position, ended or not."""
    from domain.history import History  # noqa: PLC0415  # questions need no rules
    from domain.members.active import acts_of_members  # noqa: PLC0415  # as above

    acts = []
    found = connection.execute(_ACTED_ON, (taskforce, member)).fetchall()
    for commitment in (each for (each,) in found if commitments is None or each in commitments):
        history = History.of(_records_of(connection, taskforce, commitment, member))
        for entry, done_on in acts_of_members(history):
            acts.append(
                ActOfMember(
                    entry_id=str(entry.id),
                    position=entry.first.position,
                    commitment=commitment,
                    topic=entry.event.TOPIC,
                    done_on=done_on,
                )
            )
    return sorted(acts, key=lambda act: act.position)


def _records_of(
    connection: sqlite3.Connection, taskforce: str, commitment: str, member: str
) -> list[Recorded]:
    """Return what one member did about one commitment, in order, for all audiences."""
    from infrastructure.read_model.standing_folding import COMMITMENTS, IN_ORDER  # noqa: PLC0415  # seldom

    codes = [period.codes for period in code_periods.periods_of(connection, taskforce, member)][-1:]
    events = [
        event
        for code in (codes[0] if codes else ())
        for event in connection.execute(
            COMMITMENTS.select + COMMITMENTS.of_one + IN_ORDER, (taskforce, commitment, code)
        )
    ]
    return sorted(
        (to_record(event[COMMITMENTS.keys + 1 : -1]) for event in events),
        key=lambda record: record.position,
    )
