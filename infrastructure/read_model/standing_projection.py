"""Project the histories of members into the tables `standing` and `membership`."""

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from domain.event import Event, Recorded
from domain.events import members as m
from domain.history import History
from domain.texts.standing import (
    DECISIVE,
    CommitmentStanding,
    Membership,
    MemberStanding,
    Standing,
    commitment_standing,
    membership,
)
from domain.values import Visibility
from infrastructure.read_model import code_periods
from infrastructure.read_model.bitemporal import bitemporal_rows
from infrastructure.read_model.code_periods import CodePeriod
from infrastructure.read_model.rows import ABOUT_ENTRIES, Row, date_columns, to_record
from infrastructure.read_model.schema import MEMBERSHIP, STANDING

T = TypeVar("T", bound=Hashable)

_RANKS = {visibility.value: visibility.rank for visibility in Visibility}
_IN_ORDER = " ORDER BY e.taskforce, e.stream_kind, e.stream, e.member, e.position"
_OF_ONE = " AND e.taskforce = ? AND e.stream = ? AND e.member = ?"
_OF_MEMBER = " AND e.taskforce = ? AND e.member = ?"
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
    """How one kind of history is read, folded and written.

    The first `keys` columns of `select` say whose history it is, and begin each row.
    """

    stream_kind: str
    select: str
    keys: int
    standing: Callable[[History, date], T]
    none: Callable[[T], bool]
    columns: Callable[[T], Row]
    insert: str
    delete: str
    whose: str

    @property
    def of_one(self) -> str:
        """The condition for the events of one stream and code, or of all streams of it."""
        return _OF_ONE if self.stream_kind == "commitment" else _OF_MEMBER

    def rows(self, events: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of each history, from its events one after the other."""
        for whose, history in groupby(events, key=lambda row: row[: self.keys]):
            records = [
                (_RANKS[str(row[self.keys])], to_record(row[self.keys + 1 :])) for row in history
            ]
            for row, least, greatest in bitemporal_rows(records, self.standing, self.none):
                from_day, until_day, known_from, known_to, standing = row
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
        *date_columns(standing.signed_on),
        standing.signature,
        standing.version,
        *date_columns(standing.deposited_on),
        standing.consent,
        *date_columns(standing.in_force_on),
        *date_columns(standing.withdrawn_on),
        standing.withdrawn,
        int(standing.provisional),
    )


def _membership_columns(standing: Membership) -> Row:
    return (
        standing.standing.value,
        standing.name,
        str(standing.kind),
        *date_columns(standing.applied_on),
        *date_columns(standing.joined_on),
        *date_columns(standing.suspended_on),
        *date_columns(standing.withdrew_on),
    )


_COMMITMENTS = _Kind(
    stream_kind="commitment",
    select=_query(
        "commitment",
        "c.id, m.id",
        "CROSS JOIN commitment c ON c.reference = e.stream AND c.taskforce_id = t.id",
        DECISIVE,
    ),
    keys=2,
    standing=commitment_standing,
    none=lambda standing: standing.standing is Standing.NONE,
    columns=_standing_columns,
    insert=STANDING.insert,
    delete="DELETE FROM standing WHERE commitment_id = ? AND member_id = ?",
    whose="SELECT c.id, m.id FROM taskforce t CROSS JOIN commitment c ON c.taskforce_id = t.id"
    " CROSS JOIN member m ON m.taskforce_id = t.id"
    " WHERE t.code = ? AND c.reference = ? AND m.code = ?",
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
    whose="SELECT m.id FROM taskforce t CROSS JOIN member m ON m.taskforce_id = t.id"
    " WHERE t.code = ? AND m.code = ?",
)


def fill(connection: sqlite3.Connection) -> None:
    """Write the rows of all histories into empty tables, one history in memory at a time."""
    _fill(connection, _COMMITMENTS)
    _fill(connection, _MEMBERS)


def refresh(
    connection: sqlite3.Connection, after: int, recoded: Iterable[tuple[str, str]] = ()
) -> None:
    """Rewrite the rows of every history that has an event after a position.

    `recoded` are body and code of members whose codes changed their meaning since.
    """
    _refresh(connection, _COMMITMENTS, after, recoded)
    _refresh(connection, _MEMBERS, after, recoded)


def _fill(connection: sqlite3.Connection, kind: _Kind[T]) -> None:
    rest = _OF_THE_REST if code_periods.has_any(connection) else ""
    events = connection.execute(kind.select + rest + _IN_ORDER)
    connection.executemany(kind.insert, kind.rows(events))
    for taskforce, code in connection.execute(_RECODED).fetchall() if rest else ():
        for stream in _streams_of(connection, kind, taskforce, code):
            _write(connection, kind, taskforce, stream, code)


def _refresh(
    connection: sqlite3.Connection,
    kind: _Kind[T],
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
    connection: sqlite3.Connection, kind: _Kind[T], taskforce: str, member: str
) -> list[str]:
    """Return the commitments about which anybody did anything under a code that is a member's."""
    if kind.keys == 1:
        return [""]
    found = connection.execute(_ACTED_ON, (taskforce, member, member))
    return [stream for (stream,) in found]


def _write(
    connection: sqlite3.Connection, kind: _Kind[T], taskforce: str, stream: str, member: str
) -> None:
    """Write the rows of one member, about one commitment or about itself, in place of the old."""
    keys = [stream, member] if kind.keys > 1 else [member]
    whose = connection.execute(kind.whose, (taskforce, *keys)).fetchone()
    if whose is None:
        return
    connection.execute(kind.delete, whose)
    periods = code_periods.periods_of(connection, taskforce, member)
    for since, until, events in _pieces(connection, kind, (taskforce, *keys[:-1]), periods):
        own = [(*whose, *event[kind.keys :]) for event in events]
        rows = (code_periods.clipped(row, since, until) for row in kind.rows(own))
        connection.executemany(kind.insert, (row for row in rows if row))


def _pieces(
    connection: sqlite3.Connection,
    kind: _Kind[T],
    where: tuple[str, ...],
    periods: Sequence[CodePeriod],
) -> list[tuple[int, int | None, list[Row]]]:
    """Return which events made a history, by period; equal neighbours are joined."""
    pieces: list[tuple[int, int | None, list[Row]]] = []
    for since, until, codes in periods:
        found = [
            event
            for code in codes
            for event in connection.execute(kind.select + kind.of_one + _IN_ORDER, (*where, code))
        ]
        place = kind.keys + 1
        events = sorted(found, key=lambda row: int(str(row[place])))
        if pieces and pieces[-1][1:] == (since, events):
            pieces[-1] = (pieces[-1][0], until, events)
        else:
            pieces.append((since, until, events))
    return pieces


def records_of(
    connection: sqlite3.Connection, taskforce: str, commitment: str, member: str
) -> list[Recorded]:
    """Return what one member did about one commitment, in order, for all audiences."""
    codes = [period.codes for period in code_periods.periods_of(connection, taskforce, member)][-1:]
    events = [
        event
        for code in (codes[0] if codes else ())
        for event in connection.execute(
            _COMMITMENTS.select + _OF_ONE + _IN_ORDER, (taskforce, commitment, code)
        )
    ]
    return sorted(
        (to_record(event[_COMMITMENTS.keys + 1 :]) for event in events),
        key=lambda record: record.position,
    )
