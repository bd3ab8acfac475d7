"""Answers about standings, members and entries, for any pair of days and any audience."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from application.answers import ActOfMember, AsOf, EntryRow, MemberRow, StandingRow
from application.reading import content_now
from domain.events.texts import MemberAct
from domain.history import History
from domain.values import Visibility
from infrastructure.read_model import code_periods
from infrastructure.read_model.rows import Cell, to_date
from infrastructure.read_model.standing_projection import records_of

_THEN = (
    "v.known_from <= :known AND (v.known_to IS NULL OR v.known_to > :known)"
    " AND v.from_day <= :on AND (v.until_day IS NULL OR v.until_day > :on)"
    " AND :audience BETWEEN v.audience_from AND v.audience_to"
)
_MEMBERS = f"""
    SELECT m.code, v.name, v.kind, v.standing,
        v.applied_on, v.joined_on, v.suspended_on, v.withdrew_on
    FROM taskforce t JOIN member m ON m.taskforce_id = t.id
        JOIN membership v ON v.member_id = m.id
    WHERE t.code = :taskforce AND {_THEN} ORDER BY m.code
"""  # noqa: S608  # a condition of ours
_STANDINGS = f"""
    SELECT c.reference, m.code, v.standing, v.signed_on, v.signature, v.version, v.deposited_on,
        v.consent, v.in_force_on, v.withdrawn_on, v.withdrawn, v.provisional
    FROM taskforce t
        CROSS JOIN commitment c ON c.taskforce_id = t.id
            AND c.reference IN (SELECT value FROM json_each(:commitments))
        CROSS JOIN standing v ON v.commitment_id = c.id
        CROSS JOIN member m ON m.id = v.member_id
    WHERE t.code = :taskforce AND {_THEN} ORDER BY c.reference, m.code
"""  # noqa: S608  # a condition of ours
# The first name of each member that the audience may know, under any code: a label, whatever was
# asked for.
_FIRST_NAMES = """
    SELECT k.member, v.name
    FROM taskforce t JOIN member m ON m.taskforce_id = t.id
        JOIN member_code k ON k.taskforce = t.code AND k.code = m.code
            AND k.known_from <= :known AND (k.known_to IS NULL OR k.known_to > :known)
        JOIN membership v ON v.member_id = m.id
    WHERE t.code = :taskforce AND :audience BETWEEN v.audience_from AND v.audience_to
    ORDER BY v.known_from DESC, v.from_day DESC
"""
_ENTRIES = """
    SELECT a.position, a.entry, e.event_id, a.topic, a.stream, a.effective_on, a.known_from,
        a.known_to, a.visibility, a.content, v.because, a.stream_kind
    FROM assertion a JOIN event e ON e.position = a.entry JOIN event v ON v.position = a.position
    WHERE a.taskforce = :taskforce AND a.topic IN (SELECT value FROM json_each(:topics))
        AND a.known_from <= :known AND (a.known_to IS NULL OR a.known_to > :known)
        AND a.visibility IN (SELECT value FROM json_each(:shown))
    ORDER BY a.entry, a.position
"""
_ACTED_ON = """
    SELECT DISTINCT e.stream FROM member_code k CROSS JOIN event e
        ON e.member = k.code AND +e.taskforce = k.taskforce AND +e.stream_kind = 'commitment'
    WHERE k.taskforce = ? AND k.member = ? AND k.known_to IS NULL ORDER BY e.stream
"""


def shown_to(audience: Visibility) -> str:
    """Return the visibilities that an audience may see, as a JSON array."""
    return json.dumps([visibility.value for visibility in Visibility if audience.shows(visibility)])


def _asked(taskforce: str, as_of: AsOf, **more: str) -> dict[str, str | int]:
    """Return the parameters that `_THEN` names."""
    return {
        "taskforce": taskforce,
        "known": as_of.position,
        "on": as_of.on.isoformat(),
        "audience": as_of.audience.rank,
        "shown": shown_to(as_of.audience),
        **more,
    }


def members(connection: sqlite3.Connection, taskforce: str, as_of: AsOf) -> list[MemberRow]:
    """Return all members with a standing other than none, by code."""
    return [
        MemberRow(
            member=code,
            name=name,
            kind=kind,
            standing=standing,
            applied_on=to_date(applied),
            joined_on=to_date(joined),
            suspended_on=to_date(suspended),
            withdrew_on=to_date(withdrew),
        )
        for code, name, kind, standing, applied, joined, suspended, withdrew in connection.execute(
            _MEMBERS, _asked(taskforce, as_of)
        )
    ]


def standings(
    connection: sqlite3.Connection, taskforce: str, commitments: Sequence[str], as_of: AsOf
) -> list[StandingRow]:
    """Return every standing other than none on these commitments, by commitment and member.

    A member that is not in the body at that time has the name under which it came.
    """
    asked = _asked(taskforce, as_of, commitments=json.dumps(list(commitments)))
    names: dict[str, str] = dict(connection.execute(_FIRST_NAMES, asked))
    names.update((row.member, row.name) for row in members(connection, taskforce, as_of))
    return [
        StandingRow(
            commitment=row[0],
            member=row[1],
            name=names.get(row[1]) or row[1],
            standing=row[2],
            signed_on=to_date(row[3]),
            signature=row[4],
            version=row[5],
            deposited_on=to_date(row[6]),
            consent=row[7],
            in_force_on=to_date(row[8]),
            withdrawn_on=to_date(row[9]),
            withdrawn=row[10],
            provisional=bool(row[11]),
        )
        for row in connection.execute(_STANDINGS, asked)
    ]


def entries(
    connection: sqlite3.Connection, taskforce: str, topics: Sequence[str], as_of: AsOf
) -> list[EntryRow]:
    """Return the entries of these topics that were known at the position, in order of entry."""
    asked = _asked(taskforce, as_of, topics=json.dumps(list(topics)))
    return entry_rows(connection, _ENTRIES, taskforce, as_of, asked)


def entry_rows(
    connection: sqlite3.Connection,
    query: str,
    taskforce: str,
    as_of: AsOf,
    asked: Mapping[str, Cell],
) -> list[EntryRow]:
    """Return the entries of a query, with members under the codes that were known as of then."""
    codes = code_periods.codes_at(connection, taskforce, as_of.position)
    return [
        EntryRow(
            position=row[0],
            entry_position=row[1],
            event_id=row[2],
            topic=row[3],
            stream=codes.of(row[4]) if row[11] == "member" else row[4],
            effective_on=to_date(row[5]),
            known_from=row[6],
            known_to=row[7],
            visibility=row[8],
            event=content_now(codes, row[3], row[9]),
            because=row[10],
        )
        for row in connection.execute(query, asked)
    ]


def acts_of(connection: sqlite3.Connection, taskforce: str, member: str) -> list[ActOfMember]:
    """Return what only an active member does and was not retracted, by position, ended or not."""
    acts = []
    for (commitment,) in connection.execute(_ACTED_ON, (taskforce, member)).fetchall():
        history = History.of(records_of(connection, taskforce, commitment, member))
        for entry in history.entries.values():
            event = entry.event
            if isinstance(event, MemberAct) and event.needs_membership and not entry.retracted:
                acts.append(
                    ActOfMember(
                        entry_id=str(entry.id),
                        position=entry.first.position,
                        commitment=commitment,
                        topic=entry.event.TOPIC,
                        done_on=event.done_on or entry.begins,
                    )
                )
    return sorted(acts, key=lambda act: act.position)
