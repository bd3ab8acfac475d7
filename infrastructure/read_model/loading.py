"""Write the rows of events and assertions, then apply amendments to earlier entries."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from domain.event import Recorded
from domain.events.entries import Retracted, VisibilityChanged
from domain.values import Visibility
from infrastructure.read_model.rows import ABOUT_ENTRIES, OF_TEXTS, Row, event_row, history_row
from infrastructure.read_model.schema import EVENT
from infrastructure.read_model.stream_addresses import StreamAddresses

INSERT_HISTORY = "INSERT INTO history_fts (rowid, note, source_title, text) VALUES (?, ?, ?, ?)"
_ABOUT = f"('{ABOUT_ENTRIES[0]}', '{ABOUT_ENTRIES[1]}')"

# `begins_by` of an unknown day is the day on which the entry was first recorded.
_ASSERT = """
    INSERT INTO assertion
    SELECT f.position, e.position, e.taskforce, e.stream_kind, e.stream,
        coalesce((SELECT k.member FROM member_code k WHERE k.taskforce = e.taskforce
            AND k.code = f.member AND k.known_to IS NULL), e.member), e.topic,
        e.effective_on, e.effective_on_earliest, e.effective_on_latest,
        coalesce(e.effective_on_latest, substr(f.recorded_at, 1, 10)),
        e.position, NULL, e.visibility, e.content
    FROM event e JOIN event f ON f.position = e.entry
"""
_ASSERT_FIRST = (
    f"{_ASSERT} WHERE e.position > ? AND e.entry = e.position AND e.topic NOT IN {_ABOUT}"
)
_ASSERT_ONE = f"{_ASSERT} WHERE e.position = ?"
_AMENDMENTS = """
    SELECT position, topic, entry_id, taskforce, stream_kind, stream, member, visibility,
        json_extract(content, '$.visibility')
    FROM event WHERE position > ? AND entry IS NULL ORDER BY position LIMIT 1000
"""
# By its id or by what it corrects; a plus keeps SQLite from reading the whole stream instead.
_FIRST = f"""
    SELECT position, member, visibility FROM event
    WHERE (event_id = ?1 OR corrects = ?1) AND entry_id = ?1 AND position < ?2
        AND (+taskforce, +stream_kind, +stream) = (?3, ?4, ?5) AND topic NOT IN {_ABOUT}
    ORDER BY position LIMIT 1
"""  # noqa: S608  # our own topics
_STRICTER = "(('secretariat', 'members'), ('secretariat', 'public'), ('members', 'public'))"
# The record of removed texts is in the log's own stream, and is shown with their entry.
_ATTACH_REMOVAL_RECORD = f"""
    UPDATE event SET entry = t.entry, entry_id = t.entry_id, taskforce = t.taskforce,
        stream_kind = t.stream_kind, stream = t.stream, member = t.member,
        visibility = CASE WHEN (event.said_to, t.visibility) IN {_STRICTER}
            THEN event.said_to ELSE t.visibility END
    FROM event t
    WHERE event.position = :position AND t.position < event.position
        AND t.position = json_extract(event.content, '$.expunged')
"""  # noqa: S608  # our own words
_STAND_ALONE = "UPDATE event SET entry = position WHERE position = :position AND entry IS NULL"
_SET_ENTRY = "UPDATE event SET entry = ?, member = ?, visibility = ? WHERE position = ?"
_CLOSE = "UPDATE assertion SET known_to = ? WHERE entry = ? AND known_to IS NULL"
_SHOW_EVENTS = f"""
    UPDATE event SET visibility = CASE
        WHEN topic = '{OF_TEXTS}' AND (said_to, :shown) IN {_STRICTER} THEN said_to ELSE :shown END
    WHERE entry = :entry AND entry_id = :entry_id
        AND (topic <> '{VisibilityChanged.TOPIC}' OR (:shown, visibility) IN {_STRICTER})
"""  # noqa: S608  # our own topics
_SHOW_ASSERTIONS = "UPDATE assertion SET visibility = ? WHERE entry = ?"


def write(
    connection: sqlite3.Connection, addresses: StreamAddresses, records: Sequence[Recorded]
) -> None:
    """Add the rows of events that come after all that are there."""
    events: list[Row] = []
    texts: list[Row] = []
    for record in records:
        events.append(event_row(record, addresses.of(record)))
        text = history_row(record)
        if text is not None:
            texts.append(text)
    connection.executemany(EVENT.insert, events)
    connection.executemany(INSERT_HISTORY, texts)


def apply_amendments(connection: sqlite3.Connection, after: int) -> None:
    """Write the assertions of events after a position, then apply amendments and retractions."""
    connection.execute(_ASSERT_FIRST, (after,))
    while amendments := [_Amendment(*row) for row in connection.execute(_AMENDMENTS, (after,))]:
        for event in amendments:
            if event.topic == OF_TEXTS:
                _attach_removal_record(connection, event.position)
            else:
                _apply(connection, event)
        after = amendments[-1].position


class _Amendment(NamedTuple):
    """An event about an earlier entry; `shows` is the visibility that it gives it, if any."""

    position: int
    topic: str
    entry_id: str
    taskforce: str
    stream_kind: str
    stream: str
    member: str | None
    visibility: str
    shows: str | None


def _attach_removal_record(connection: sqlite3.Connection, position: int) -> None:
    """Put a record of removed texts beside its entry; one of no entry stands for itself.

    It is shown to those who see the entry, but never to more people than when it was recorded.
    """
    connection.execute(_ATTACH_REMOVAL_RECORD, {"position": position})
    connection.execute(_STAND_ALONE, {"position": position})


def _strictness(visibility: str) -> int:
    return Visibility(visibility).rank


def _apply(connection: sqlite3.Connection, amendment: _Amendment) -> None:
    """Apply one event to an earlier entry; where there is none, it is an entry by itself.

    A retraction is shown to all who see the entry (why it was retracted, to those to whom that was
    said). A change of visibility is never shown to more people than when it was recorded: a reason
    for hiding an entry does not become public with it, nor who decided that texts were removed.
    """
    first: tuple[int, str | None, str] | None = connection.execute(
        _FIRST,
        (
            amendment.entry_id,
            amendment.position,
            amendment.taskforce,
            amendment.stream_kind,
            amendment.stream,
        ),
    ).fetchone()
    entry, member, visibility = first or (
        amendment.position,
        amendment.member,
        amendment.visibility,
    )
    amends = amendment.topic not in ABOUT_ENTRIES
    shown = amendment.visibility if amends else amendment.shows or visibility
    hides = amendment.topic == VisibilityChanged.TOPIC
    own = max(shown, amendment.visibility, key=_strictness) if hides else shown
    connection.execute(_SET_ENTRY, (entry, member, own, amendment.position))
    if first and (amends or amendment.topic == Retracted.TOPIC):
        connection.execute(_CLOSE, (amendment.position, entry))
    if first and shown != visibility:
        asked = {"shown": shown, "entry_id": amendment.entry_id, "entry": entry}
        connection.execute(_SHOW_EVENTS, asked)
        connection.execute(_SHOW_ASSERTIONS, (shown, entry))
    if amends:
        connection.execute(_ASSERT_ONE, (amendment.position,))
