"""Queries of standings and members, for any pair of days and any audience."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from application.model_rows import AsOf, MemberRow, StandingPeriod, StandingRow
from domain.events.texts import Adopted
from domain.texts.standing_kinds import Standing
from domain.values import Visibility
from infrastructure.read_model.rows import Cell, records

_SEEN = ":audience BETWEEN {table}.audience_from AND {table}.audience_to"
_NOT_ALIKE = (
    f"(({_SEEN}) <> ({Visibility.SECRETARIAT.rank} BETWEEN {{table}}.audience_from"
    " AND {table}.audience_to))"
)
"""For rows that the audience may know of, and for those that are another for it than for all."""


def _known(table: str, shown: str = _SEEN) -> str:
    """Return the condition for the rows of a bitemporal table that the audience may know of."""
    seen = shown.format(table=table)
    known = f"{table}.known_from <= :known AND ifnull({table}.known_to > :known, 1)"
    return f"{known} AND {seen}"


def _then(table: str, day: str = ":on") -> str:
    """Return the condition for those of them that hold on a day."""
    held = f"{table}.from_day <= {day} AND ifnull({table}.until_day > {day}, 1)"
    return f"{_known(table)} AND {held}"


_MEMBERS = f"""
    SELECT m.code AS member, v.name, v.kind, v.standing,
        v.applied_on, v.joined_on, v.suspended_on, v.withdrew_on
    FROM taskforce t JOIN member m ON m.taskforce_id = t.id JOIN membership v ON v.member_id = m.id
    WHERE t.code = :taskforce AND {_then("v")} ORDER BY m.code
"""  # noqa: S608  # a condition of ours
_STANDINGS = f"""
    SELECT c.reference AS commitment, m.code AS member, '' AS name, v.standing, v.signed_on,
        v.signature, v.version, v.deposited_on, v.consent, v.in_force_on, v.withdrawn_on,
        v.withdrawn, v.provisional
    FROM taskforce t
        CROSS JOIN commitment c ON c.taskforce_id = t.id
            AND c.reference IN (SELECT value FROM json_each(:commitments))
        CROSS JOIN standing v ON v.commitment_id = c.id
        CROSS JOIN member m ON m.id = v.member_id
    WHERE t.code = :taskforce AND {_then("v")} ORDER BY c.reference, m.code
"""  # noqa: S608  # a condition of ours
_BOUND = f"""
    WITH due (commitment, day, standing) AS MATERIALIZED (
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:dues))
    SELECT due.commitment, due.day, m.code
    FROM taskforce t CROSS JOIN due
        CROSS JOIN commitment c ON c.taskforce_id = t.id AND c.reference = due.commitment
        CROSS JOIN standing v ON v.commitment_id = c.id AND v.standing = due.standing
        CROSS JOIN member m ON m.id = v.member_id AND ifnull(m.code = :member, 1)
    WHERE t.code = :taskforce AND {_then("v", "due.day")} AND (
        EXISTS (SELECT 1 FROM membership b WHERE b.member_id = m.id
            AND b.standing IN ('active', 'suspended') AND {_then("b", "due.day")})
        OR :audience = {Visibility.PUBLIC.rank} AND NOT EXISTS (
            SELECT 1 FROM membership b WHERE b.member_id = m.id AND b.standing <> 'applicant'
            AND {_known("b")}))
"""  # noqa: S608  # a condition of ours
_STRENGTH = "CASE v.standing {} END".format(
    " ".join(f"WHEN '{each.value}' THEN {rank}" for rank, each in enumerate(Standing))
)
_STRONGEST = f"""
    SELECT m.code, asked.value, v.standing, min({_STRENGTH})
    FROM taskforce t CROSS JOIN json_each(:columns) asked
        CROSS JOIN commitment c ON c.taskforce_id = t.id AND c.reference = asked.key
        CROSS JOIN standing v ON v.commitment_id = c.id
        CROSS JOIN member m ON m.id = v.member_id
    WHERE t.code = :taskforce AND {_then("v")} GROUP BY v.member_id, asked.value
"""  # noqa: S608  # conditions of ours
_COUNTS = f"""
    WITH part AS MATERIALIZED (
        SELECT a.content ->> '$.instrument' AS instrument, c.id
        FROM taskforce t
            CROSS JOIN assertion a ON a.taskforce = t.code AND a.topic = '{Adopted.TOPIC}'
            CROSS JOIN commitment c ON c.taskforce_id = t.id AND c.reference = a.stream
        WHERE t.code = :taskforce AND a.known_from <= :known AND ifnull(a.known_to > :known, 1)
            AND a.visibility IN (SELECT value FROM json_each(:shown))
            AND ifnull(a.effective_on_earliest <= :on, 1)
    ), best AS (
        SELECT part.instrument, v.member_id, min({_STRENGTH}) AS strength
        FROM part CROSS JOIN standing v ON v.commitment_id = part.id
        WHERE {_then("v")} GROUP BY 1, 2
    ), belonging AS MATERIALIZED (
        SELECT v.member_id FROM membership v
        WHERE v.standing IN ('active', 'suspended') AND {_then("v")}
    )
    SELECT DISTINCT instrument, NULL, 0, 0 FROM part
    UNION ALL SELECT instrument, strength, count(*),
        sum(member_id IN (SELECT member_id FROM belonging)) FROM best GROUP BY 1, 2
    ORDER BY 1, 2
"""  # noqa: S608  # conditions of ours
_SHOWN_IN_PART = f"""
    SELECT DISTINCT c.reference
    FROM taskforce t
        CROSS JOIN commitment c ON c.taskforce_id = t.id
        CROSS JOIN standing v ON v.commitment_id = c.id
    WHERE t.code = :taskforce AND {_known("v", _NOT_ALIKE)}
        AND EXISTS (SELECT 1 FROM assertion a
            WHERE a.taskforce = t.code AND a.topic = '{Adopted.TOPIC}' AND a.stream = c.reference
            AND a.known_from <= :known AND ifnull(a.known_to > :known, 1)
            AND a.visibility IN (SELECT value FROM json_each(:shown)))
"""  # noqa: S608  # conditions of ours
_SHOWN_IN_PART_OF_SOME = _SHOWN_IN_PART.replace(
    "CROSS JOIN commitment c ON",
    "CROSS JOIN json_each(:commitments) asked CROSS JOIN commitment c ON c.reference = asked.value"
    " AND",
)
# The name of each of these members on the day, else the first one that was known by then and that
# the audience may see, under any code, whatever the day.
_NAMES = f"""
    SELECT m.code, coalesce(
        (SELECT v.name FROM membership v WHERE v.member_id = m.id AND {_then("v")}),
        (SELECT v.name FROM member_code k
            JOIN member o ON o.code = k.code AND o.taskforce_id = t.id
            JOIN membership v ON v.member_id = o.id
        WHERE k.taskforce = t.code AND k.member = m.code
            AND k.known_from <= :known AND (k.known_to IS NULL OR k.known_to > :known)
            AND v.known_from <= :known AND :audience BETWEEN v.audience_from AND v.audience_to
        ORDER BY v.known_from, v.from_day LIMIT 1), m.code)
    FROM taskforce t JOIN member m ON m.taskforce_id = t.id
        AND m.code IN (SELECT value FROM json_each(:members))
    WHERE t.code = :taskforce
"""  # noqa: S608  # a condition of ours
_PERIODS = """
    SELECT m.code AS member, NULL AS commitment, v.standing, v.from_day, v.until_day,
        v.known_from, v.known_to, v.audience_from, v.audience_to, t.code AS taskforce
    FROM membership v JOIN member m ON m.id = v.member_id JOIN taskforce t ON t.id = m.taskforce_id
    UNION ALL SELECT m.code, c.reference, v.standing, v.from_day, v.until_day,
        v.known_from, v.known_to, v.audience_from, v.audience_to, t.code
    FROM standing v JOIN member m ON m.id = v.member_id
        JOIN commitment c ON c.id = v.commitment_id JOIN taskforce t ON t.id = c.taskforce_id
"""
_KNOWN_PERIODS = f"""
    SELECT member, commitment, standing, from_day, until_day FROM ({_PERIODS})
    WHERE taskforce = :taskforce AND known_from <= :known
        AND ifnull(known_to > :known, 1) AND :audience BETWEEN audience_from AND audience_to
    ORDER BY 1, 2, 4
"""  # noqa: S608  # a query of ours
_DAYS = f"""
    WITH period AS (
        SELECT * FROM ({_PERIODS}) WHERE taskforce = :taskforce AND known_from <= :known)
    SELECT substr(recorded_at, 1, 10) FROM event WHERE taskforce = :taskforce AND position <= :known
    UNION SELECT begins_by FROM assertion WHERE taskforce = :taskforce AND known_from <= :known
    UNION SELECT from_day FROM period
    UNION SELECT until_day FROM period WHERE until_day IS NOT NULL
    ORDER BY 1
"""  # noqa: S608  # a query of ours


@lru_cache(maxsize=len(Visibility))
def shown_to(audience: Visibility) -> str:
    """Return the visibilities that an audience may see, as a JSON array."""
    return json.dumps([visibility.value for visibility in Visibility if audience.shows(visibility)])


def parameters(taskforce: str, as_of: AsOf, **more: Cell) -> dict[str, Cell]:
    """Return the parameters that `_then` names."""
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
    return list(records(connection.execute(_MEMBERS, parameters(taskforce, as_of)), MemberRow))


def standings(
    connection: sqlite3.Connection, taskforce: str, commitments: Sequence[str], as_of: AsOf
) -> list[StandingRow]:
    """Return every standing other than none on these commitments, by commitment and member.

    A member that is not in the body at that time has the name under which it came.
    """
    asked = parameters(taskforce, as_of, commitments=json.dumps(list(commitments)))
    rows = list(records(connection.execute(_STANDINGS, asked), StandingRow))
    names = _names(connection, asked, {row.member for row in rows})
    return [row._replace(name=names[row.member], provisional=bool(row.provisional)) for row in rows]


def strongest(
    connection: sqlite3.Connection, taskforce: str, columns: Mapping[str, str], as_of: AsOf
) -> dict[tuple[str, str], dict[str, str]]:
    """Return the strongest standing but none by (code, name) and by column of commitments."""
    asked = parameters(taskforce, as_of, columns=json.dumps(dict(columns)))
    found: dict[str, dict[str, str]] = {}
    for member, column, standing, _ in connection.execute(_STRONGEST, asked):
        found.setdefault(member, {})[column] = standing
    names = _names(connection, asked, found)
    return {(member, names[member]): standings for member, standings in found.items()}


def _names(
    connection: sqlite3.Connection, asked: Mapping[str, Cell], members: Iterable[str]
) -> dict[str, str]:
    return dict(connection.execute(_NAMES, {**asked, "members": json.dumps(list(members))}))


def standing_counts(
    connection: sqlite3.Connection, taskforce: str, as_of: AsOf
) -> dict[str, dict[str, tuple[int, int]]]:
    """Return by text and standing how many members have it at best, and how many of these belong.

    A text that has no commitments is left out.
    """
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for text, strength, count, belonging in connection.execute(
        _COUNTS, parameters(taskforce, as_of)
    ):
        of_text = found.setdefault(text, {})
        if strength is not None:
            of_text[[*Standing][strength].value] = (count, belonging)
    return found


def shown_in_part(
    connection: sqlite3.Connection,
    taskforce: str,
    as_of: AsOf,
    commitments: Sequence[str] | None = None,
) -> list[str]:
    """Return the commitments, or some of these, on which an audience is told other standings.

    It sees each of them. On any day, since the first such day would tell the day of what is hidden.
    """
    query = _SHOWN_IN_PART if commitments is None else _SHOWN_IN_PART_OF_SOME
    asked = json.dumps([*(commitments or ())])
    found = connection.execute(query, parameters(taskforce, as_of, commitments=asked))
    return [reference for (reference,) in found]


def bound(
    connection: sqlite3.Connection,
    taskforce: str,
    dues: Sequence[tuple[str, date, str]],
    as_of: AsOf,
    member: str | None = None,
) -> list[tuple[str, date, str]]:
    """Return (commitment, day, member) of those that belong and have a standing on a day.

    The public need not see when a member joined to be told what it sees the member signed.
    """
    asked = parameters(taskforce, as_of, dues=json.dumps([*dues], default=str), member=member)
    return [(c, date.fromisoformat(day), m) for c, day, m in connection.execute(_BOUND, asked)]


def days(connection: sqlite3.Connection, taskforce: str, as_of: AsOf) -> list[date]:
    """Return the days on which something was recorded, or began or ended in the world, in order."""
    found = connection.execute(_DAYS, {"taskforce": taskforce, "known": as_of.position})
    return [date.fromisoformat(text) for (text,) in found]


def standing_periods(
    connection: sqlite3.Connection, taskforce: str, as_of: AsOf
) -> list[StandingPeriod]:
    """Return how every member stood on all days, known at the position; never none."""
    found = connection.execute(_KNOWN_PERIODS, parameters(taskforce, as_of))
    return [
        row._replace(
            from_day=date.fromisoformat(str(row.from_day)),
            until_day=date.fromisoformat(str(row.until_day)) if row.until_day else None,
        )
        for row in records(found, StandingPeriod)
    ]
