"""Which member each code means, between which positions: the table `member_code`."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from application.model_rows import Recode
from domain.codes import NO_CODES, Codes
from domain.events.members import Recoded
from infrastructure.read_model.rows import Row

_RECODES = f"""
    SELECT e.event_id, a.entry, e.member, json_extract(e.content, '$.code'), a.known_from,
        a.known_to
    FROM assertion a JOIN event e ON e.position = a.entry
    WHERE a.topic = '{Recoded.TOPIC}' AND a.taskforce = ?
    ORDER BY a.entry, a.position
"""  # noqa: S608  # our own topic
_BODIES = f"""
    SELECT DISTINCT e.taskforce FROM event e NOT INDEXED JOIN event f ON f.position = e.entry
    WHERE e.position > ? AND f.topic = '{Recoded.TOPIC}'
"""  # noqa: S608  # our own topic
_CODES_AT = """
    SELECT code, member FROM member_code WHERE taskforce = ? AND code <> member
        AND known_from <= ? AND (known_to IS NULL OR known_to > ?)
"""
_FIRST = """
    SELECT m.code, m.id FROM member m JOIN taskforce t ON t.id = m.taskforce_id WHERE t.code = ?
"""
_NAMED_NOW = """
    UPDATE assertion SET member = k.member FROM member_code k
    WHERE assertion.taskforce = ? AND k.taskforce = assertion.taskforce AND k.code = (
            SELECT e.member FROM event e WHERE e.position = assertion.entry)
        AND k.known_to IS NULL AND assertion.member <> k.member
"""
_CHANGED = "SELECT 1 FROM member_code WHERE code <> member LIMIT 1"


class CodePeriod(NamedTuple):
    """The codes that meant one member between two positions; `until` is exclusive, or open."""

    since: int
    until: int | None
    codes: tuple[str, ...]


def recodes(connection: sqlite3.Connection, taskforce: str, position: int | None) -> list[Recode]:
    """Return the changes of codes that stand at a position, or at the head, in their order."""
    return [
        Recode(entry_id=event_id, position=entry, member=old, code=new)
        for event_id, entry, old, new, since, until in connection.execute(_RECODES, (taskforce,))
        if (until is None if position is None else _holds(since, until, position))
    ]


def _holds(since: int, until: int | None, position: int) -> bool:
    return since <= position and (until is None or until > position)


def codes_at(connection: sqlite3.Connection, taskforce: str, position: int) -> Codes:
    """Return what codes meant as known at a position."""
    meant = dict(connection.execute(_CODES_AT, (taskforce, position, position)))
    return Codes(meant) if meant else NO_CODES


def has_any(connection: sqlite3.Connection) -> bool:
    """Say whether any member ever had another code."""
    return connection.execute(_CHANGED).fetchone() is not None


def update(connection: sqlite3.Connection, after: int) -> set[tuple[str, str]]:
    """Update `member_code` where changes of codes were recorded or retracted after a position.

    Returns body and code of all whose history may have changed.
    """
    touched: set[tuple[str, str]] = set()
    for (taskforce,) in connection.execute(_BODIES, (after,)).fetchall():
        touched |= {(taskforce, code) for code in _write(connection, taskforce)}
        connection.execute(_NAMED_NOW, (taskforce,))
    return touched


def _write(connection: sqlite3.Connection, taskforce: str) -> set[str]:
    """Write the rows of all codes that were ever changed or taken, and return these codes."""
    found = connection.execute(_RECODES, (taskforce,)).fetchall()
    concerned = {code for _, _, old, new, _, _ in found for code in (old, new)}
    points = sorted({point for row in found for point in row[4:] if point is not None})
    meanings = [(0, NO_CODES)]
    for point in points:
        held = [(old, new) for _, _, old, new, since, until in found if _holds(since, until, point)]
        meanings.append((point, Codes.after(held)))
    first = dict(connection.execute(_FIRST, (taskforce,)))
    for code in concerned:
        connection.execute(
            "DELETE FROM member_code WHERE taskforce = ? AND code = ?", (taskforce, code)
        )
        rows = [(taskforce, *row) for row in _rows(code, first.get(code, points[0]), meanings)]
        connection.executemany("INSERT INTO member_code VALUES (?, ?, ?, ?, ?)", rows)
    return concerned


def _rows(
    code: str, first: int, meanings: Iterable[tuple[int, Codes]]
) -> Iterator[tuple[str, str, int, int | None]]:
    """Yield code, member, and between which positions it meant that member, from its first on."""
    means: list[tuple[int, str]] = []
    for point, codes in meanings:
        member = codes.of(code)
        if not means or means[-1][1] != member:
            means.append((max(point, first), member))
    ends: list[tuple[int | None, str | None]] = [*means[1:], (None, None)]
    for (since, member), (until, _) in zip(means, ends, strict=True):
        if until is None or since < until:
            yield code, member, since, until


def periods_of(connection: sqlite3.Connection, taskforce: str, member: str) -> list[CodePeriod]:
    """Return which codes meant a member, period by period; no period where none did."""
    rows: list[tuple[str, int, int | None]] = connection.execute(
        "SELECT code, known_from, known_to FROM member_code WHERE taskforce = ? AND member = ?",
        (taskforce, member),
    ).fetchall()
    points = sorted({p for _, since, until in rows for p in (since, until) if p is not None})
    periods = [*pairwise(points), (points[-1], None)] if points else []
    found = []
    for since, until in periods:
        codes = sorted(code for code, begin, end in rows if _holds(begin, end, since))
        if codes:
            found.append(CodePeriod(since, until, tuple(codes)))
    return found


def clipped(row: Row, since: int, until: int | None) -> Row | None:
    """Return a row cut to the positions of a period, None where nothing is left."""
    *values, known_from, known_to, least, greatest = row
    begin = max(since, int(str(known_from)))
    ends = [end for end in (known_to if known_to is None else int(str(known_to)), until) if end]
    end = min(ends, default=None)
    return (*values, begin, end, least, greatest) if end is None or begin < end else None


def members_of(connection: sqlite3.Connection, taskforce: str, code: str) -> list[str]:
    """Return the codes of the members that a code ever meant."""
    found = connection.execute(
        "SELECT DISTINCT member FROM member_code WHERE taskforce = ? AND code = ?",
        (taskforce, code),
    )
    return [member for (member,) in found]
