"""Keeps the tables `standing` and `membership`: the histories of all members, folded."""

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from domain.event import Event, Recorded
from domain.events import commitment as c
from domain.events import member as m
from domain.history import History
from domain.standing import (
    CommitmentStanding,
    Membership,
    MemberStanding,
    Standing,
    commitment_standing,
    membership,
)
from domain.values import Visibility
from infrastructure.read_model.rectangles import rectangles
from infrastructure.read_model.rows import ABOUT_ENTRIES, Row, dated, recorded
from infrastructure.read_model.schema import MEMBERSHIP, STANDING

T = TypeVar("T", bound=Hashable)

_RANKS = {visibility.value: visibility.rank for visibility in Visibility}
_IN_ORDER = " ORDER BY e.taskforce, e.stream_kind, e.stream, e.member, e.position"
_OF_ONE = " AND e.taskforce = ? AND e.stream = ? AND e.member = ?"
_TOUCHED = (
    "SELECT DISTINCT taskforce, stream, member FROM event NOT INDEXED"  # so by position
    " WHERE position > ? AND stream_kind = ? AND member IS NOT NULL"
)


def _query(stream_kind: str, keys: str, join: str, events: Iterable[type[Event]]) -> str:
    """Return the query for all that histories of one kind are folded from, up to its condition."""
    topics = ", ".join(f"'{topic}'" for topic in (*(e.TOPIC for e in events), *ABOUT_ENTRIES))
    return (
        f"SELECT {keys}, (SELECT f.visibility FROM event f WHERE f.position = e.entry),"  # noqa: S608  # our own names
        " e.position, e.recorded_us, e.event_id, e.entry_id, e.topic, e.effective_on, e.content"
        f" FROM event e CROSS JOIN taskforce t ON t.code = e.taskforce {join}"
        " CROSS JOIN member m ON m.code = e.member AND m.taskforce_id = t.id"
        f" WHERE e.stream_kind = '{stream_kind}' AND e.topic IN ({topics})"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind(Generic[T]):
    """What is asked of one kind of history, and where the answers are kept.

    The first `keys` columns of `select` say whose the history is, and begin each row.
    """

    stream_kind: str
    select: str
    keys: int
    standing: Callable[[History, date], T]
    none: Callable[[T], bool]
    columns: Callable[[T], Row]
    insert: str
    delete: str

    def rows(self, events: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of each history, from its events one after the other."""
        for whose, history in groupby(events, key=lambda row: row[: self.keys]):
            records = [
                (_RANKS[str(row[self.keys])], recorded(row[self.keys + 1 :])) for row in history
            ]
            for rectangle, least, greatest in rectangles(records, self.standing, self.none):
                from_day, until_day, known_from, known_to, standing = rectangle
                yield (
                    *whose,
                    *self.columns(standing),
                    from_day.isoformat(),
                    until_day.isoformat() if until_day else None,
                    known_from,
                    known_to,
                    least,
                    greatest,
                )


def _standing_columns(standing: CommitmentStanding) -> Row:
    return (
        standing.standing.value,
        *dated(standing.signed_on),
        standing.signature,
        standing.version,
        *dated(standing.deposited_on),
        standing.consent,
        *dated(standing.in_force_on),
        *dated(standing.withdrawn_on),
        standing.withdrawn,
        int(standing.provisional),
    )


def _membership_columns(standing: Membership) -> Row:
    return (
        standing.standing.value,
        standing.name,
        str(standing.kind),
        *dated(standing.applied_on),
        *dated(standing.joined_on),
        *dated(standing.suspended_on),
        *dated(standing.withdrew_on),
    )


_COMMITMENTS = _Kind(
    stream_kind="commitment",
    select=_query(
        "commitment",
        "c.id, m.id",
        "CROSS JOIN commitment c ON c.reference = e.stream AND c.taskforce_id = t.id",
        (
            c.Signed,
            c.SignatureConfirmed,
            c.Consented,
            c.EnteredIntoForce,
            c.StatementMade,
            c.Withdrawn,
        ),
    ),
    keys=2,
    standing=commitment_standing,
    none=lambda standing: standing.standing is Standing.NONE,
    columns=_standing_columns,
    insert=STANDING.insert,
    delete="DELETE FROM standing WHERE commitment_id = ? AND member_id = ?",
)
_MEMBERS = _Kind(
    stream_kind="member",
    select=_query(
        "member",
        "m.id",
        "",
        (m.Applied, m.Joined, m.Suspended, m.Reinstated, m.Withdrew, m.Renamed),
    ),
    keys=1,
    standing=membership,
    none=lambda standing: standing.standing is MemberStanding.NONE,
    columns=_membership_columns,
    insert=MEMBERSHIP.insert,
    delete="DELETE FROM membership WHERE member_id = ?",
)


def fill(connection: sqlite3.Connection) -> None:
    """Write the stretches of all histories into empty tables, one history in memory at a time."""
    _fill(connection, _COMMITMENTS)
    _fill(connection, _MEMBERS)


def refresh(connection: sqlite3.Connection, after: int) -> None:
    """Write anew the stretches of every history that has an event after a position."""
    _refresh(connection, _COMMITMENTS, after)
    _refresh(connection, _MEMBERS, after)


def _fill(connection: sqlite3.Connection, kind: _Kind[T]) -> None:
    connection.executemany(kind.insert, kind.rows(connection.execute(kind.select + _IN_ORDER)))


def _refresh(connection: sqlite3.Connection, kind: _Kind[T], after: int) -> None:
    for whose in connection.execute(_TOUCHED, (after, kind.stream_kind)).fetchall():
        events = connection.execute(kind.select + _OF_ONE + _IN_ORDER, whose).fetchall()
        for event in events[:1]:
            connection.execute(kind.delete, event[: kind.keys])
        connection.executemany(kind.insert, kind.rows(events))


def records_of(
    connection: sqlite3.Connection, taskforce: str, commitment: str, member: str
) -> list[Recorded]:
    """Return what one member did about one commitment, in order, whoever may see it."""
    events = connection.execute(
        _COMMITMENTS.select + _OF_ONE + _IN_ORDER, (taskforce, commitment, member)
    )
    return [recorded(event[_COMMITMENTS.keys + 1 :]) for event in events]
