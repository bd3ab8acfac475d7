"""Project the histories of members into the tables `standing` and `membership`."""

import sqlite3
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from pydantic_core import from_json, to_json

from infrastructure.read_model import code_periods
from infrastructure.read_model.code_periods import CodePeriod
from infrastructure.read_model.rows import Row
from infrastructure.read_model.standing_folding import COMMITMENTS, IN_ORDER, MEMBERS, HistoryKind

T = TypeVar("T", bound=Hashable)

_RECODED = (
    "SELECT taskforce, code FROM member_code WHERE code <> member"
    " UNION SELECT taskforce, member FROM member_code WHERE code <> member"
)
_OF_THE_REST = f" AND (e.taskforce, e.member) NOT IN ({_RECODED})"
_ACTED_ON = (
    "SELECT DISTINCT e.stream FROM event e WHERE e.taskforce = ? AND e.stream_kind = 'commitment'"
    " AND e.member IN (SELECT ? UNION SELECT code FROM member_code"
    " WHERE taskforce = e.taskforce AND member = ?) ORDER BY 1"
)
_TOUCHED = (
    "SELECT DISTINCT taskforce, stream, member FROM event NOT INDEXED"  # so by position
    " WHERE position > ? AND stream_kind = ? AND member IS NOT NULL"
)


def fill(connection: sqlite3.Connection) -> None:
    """Write the rows of all histories into empty tables, one history in memory at a time."""
    _fill(connection, COMMITMENTS)
    _fill(connection, MEMBERS)


def refresh(
    connection: sqlite3.Connection, after: int, recoded: Iterable[tuple[str, str]] = ()
) -> None:
    """Rewrite the rows of every history that has an event after a position.

    `recoded` are body and code of members whose codes changed their meaning since.
    """
    _refresh(connection, COMMITMENTS, after, recoded)
    _refresh(connection, MEMBERS, after, recoded)


def _fill(connection: sqlite3.Connection, kind: HistoryKind[T]) -> None:
    rest = _OF_THE_REST if code_periods.has_any(connection) else ""
    events = connection.execute(kind.select + rest + IN_ORDER)
    connection.executemany(kind.insert, kind.rows(events))
    for taskforce, code in connection.execute(_RECODED).fetchall() if rest else ():
        for stream in _streams_of(connection, kind, taskforce, code):
            _write(connection, kind, taskforce, stream, code)


def _refresh(
    connection: sqlite3.Connection,
    kind: HistoryKind[T],
    after: int,
    recoded: Iterable[tuple[str, str]],
) -> None:
    changed: set[tuple[str, str, str]] = set()
    touched = connection.execute(_TOUCHED, (after, kind.stream_kind)).fetchall()
    for taskforce, stream, code in touched:
        members = code_periods.members_of(connection, taskforce, code)
        changed |= {(taskforce, stream if kind.keys > 1 else "", member) for member in members}
    for taskforce, code in recoded:
        streams = _streams_of(connection, kind, taskforce, code)
        changed |= {(taskforce, stream, code) for stream in streams}
    for taskforce, stream, member in sorted(changed):
        _write(connection, kind, taskforce, stream, member)


def _streams_of(
    connection: sqlite3.Connection, kind: HistoryKind[T], taskforce: str, member: str
) -> list[str]:
    """Return the commitments about which anybody did anything under a code that is a member's."""
    if kind.keys == 1:
        return [""]
    found = connection.execute(_ACTED_ON, (taskforce, member, member))
    return [stream for (stream,) in found]


def _write(
    connection: sqlite3.Connection, kind: HistoryKind[T], taskforce: str, stream: str, member: str
) -> None:
    """Write the rows of one member, about one commitment or about itself, in place of the old."""
    keys = [stream, member] if kind.keys > 1 else [member]
    whose = connection.execute(kind.whose, (taskforce, *keys)).fetchone()
    if whose is None:
        return
    connection.execute(kind.delete, whose)
    periods = code_periods.periods_of(connection, taskforce, member)
    for since, until, events in _pieces(connection, kind, (taskforce, *keys[:-1]), periods):
        own = [(*whose, *_as_of_one(event[kind.keys :], member)) for event in events]
        rows = (code_periods.clipped(row, since, until) for row in kind.rows(own))
        connection.executemany(kind.insert, (row for row in rows if row))


def _as_of_one(event: Row, member: str) -> Row:
    """Return an event of a member's history as one of its code of today, whatever code it has.

    An ending ends what has the same code.
    """
    *before, content, said = event
    fields = from_json(str(content))
    if "member" not in fields:  # it is about another entry, which has one
        return event
    return *before, to_json({**fields, "member": member}).decode(), said


def _pieces(
    connection: sqlite3.Connection,
    kind: HistoryKind[T],
    where: tuple[str, ...],
    periods: Sequence[CodePeriod],
) -> list[tuple[int, int | None, list[Row]]]:
    """Return which events made a history, by period; equal neighbours are joined."""
    pieces: list[tuple[int, int | None, list[Row]]] = []
    for since, until, codes in periods:
        found = [
            event
            for code in codes
            for event in connection.execute(kind.select + kind.of_one + IN_ORDER, (*where, code))
        ]
        place = kind.keys + 1
        events = sorted(found, key=lambda row: int(str(row[place])))
        if pieces and pieces[-1][1:] == (since, events):
            pieces[-1] = (pieces[-1][0], until, events)
        else:
            pieces.append((since, until, events))
    return pieces
