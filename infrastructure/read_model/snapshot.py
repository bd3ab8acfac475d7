"""Export the tables for one audience to a new file that never contained anything else."""

import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path

from application.questions.asking.answer import Row
from domain.event import free_texts
from domain.events.entries import Retracted
from domain.events.table import TOPICS
from domain.values import Visibility
from infrastructure.files.sqlite_errors import why_full
from infrastructure.files.writing import staging
from infrastructure.read_model import standing_projection
from infrastructure.read_model.loading import INSERT_HISTORY
from infrastructure.read_model.schema import TABLES
from infrastructure.read_model.standing_queries import shown_to
from infrastructure.read_model.table_making import (
    create_indexes,
    create_table,
    create_tables,
    mark_complete,
)
from infrastructure.read_model.views.columns import SqlColumn, SqlTable
from infrastructure.read_model.views.views import create_views
from infrastructure.read_model.views.wide import MEMBER_COMMITMENTS, insert

SNAPSHOT = SqlTable(
    name="snapshot",
    sentence="What this file is: one row.",
    columns=(
        SqlColumn("taskforce", str, "Code of the body."),
        SqlColumn("position", int, "Last position of the log that it knows."),
        SqlColumn("recorded_at", str, "When the last event that it holds was recorded, UTC."),
        SqlColumn("audience", str, "Who may see all that is in it."),
        SqlColumn("banner", str, "What no copy may lose; empty for a real body.", null=True),
    ),
    key=("taskforce",),
)
_EVENTS = """
    INSERT INTO main.event SELECT * FROM model.event
    WHERE taskforce = :taskforce AND visibility IN (SELECT value FROM json_each(:shown))
"""
_ASSERTIONS = """
    INSERT INTO main.assertion SELECT * FROM model.assertion
    WHERE taskforce = :taskforce AND visibility IN (SELECT value FROM json_each(:shown))
"""
# All who saw an entry see that it was retracted; only those who may see the reason see why.
_REASONS = f"""
    UPDATE event SET content = json_set(content, '$.reason', 'not shown'), note = NULL,
        source_title = NULL, source_reference = NULL, source_url = NULL, source_sha256 = NULL,
        basis = NULL
    WHERE topic = '{Retracted.TOPIC}' AND said_to NOT IN (SELECT value FROM json_each(:shown))
"""  # noqa: S608  # our own topic
_SAID_TO = "UPDATE event SET said_to = visibility"
# A hash of an imported row would confirm a guess at its other contents.
_WITHOUT_ROWS = "UPDATE event SET row_key = NULL, row_sha256 = NULL"
# The public sees what was recorded, not by whom.
_WITHOUT_ACTORS = "UPDATE event SET actor = '', on_behalf_of = NULL"
_TASKFORCES = "INSERT INTO taskforce SELECT min(position), taskforce FROM event GROUP BY taskforce"
_MEMBERS = """
    INSERT INTO member SELECT min(e.position), t.id, e.member
    FROM event e JOIN taskforce t ON t.code = e.taskforce
    WHERE e.member IS NOT NULL GROUP BY e.member
"""
# A code begins here where this audience first sees it, or where a code that it sees first means
# it, so that nothing earlier is disclosed.
_CODES = """
    INSERT INTO main.member_code
    SELECT taskforce, code, member, max(known_from, seen_from), known_to FROM (
        SELECT k.*, coalesce((SELECT m.id FROM main.member m WHERE m.code = k.code), (
            SELECT min(o.known_from) FROM model.member_code o JOIN main.member n ON n.code = o.code
            WHERE o.taskforce = k.taskforce AND o.member = k.code)) AS seen_from
        FROM model.member_code k WHERE k.taskforce = :taskforce)
    WHERE seen_from IS NOT NULL AND (known_to IS NULL OR known_to > seen_from)
"""
_NEW_CODES = """
    INSERT OR IGNORE INTO member
    SELECT min(k.known_from), t.id, k.member
    FROM member_code k JOIN taskforce t ON t.code = k.taskforce
    WHERE k.member NOT IN (SELECT code FROM member) GROUP BY k.member
"""
_INSTRUMENTS = """
    INSERT INTO instrument SELECT min(e.position), t.id, json_extract(e.content, '$.reference')
    FROM event e JOIN taskforce t ON t.code = e.taskforce
    WHERE e.topic = 'taskforce.instrument-adopted' GROUP BY json_extract(e.content, '$.reference')
"""
_COMMITMENTS = """
    INSERT INTO commitment SELECT min(e.position), t.id, e.stream, (
        SELECT json_extract(a.content, '$.instrument') FROM event a
        WHERE a.topic = 'commitment.adopted' AND a.stream = e.stream ORDER BY a.position DESC
    )
    FROM event e JOIN taskforce t ON t.code = e.taskforce
    WHERE e.stream_kind = 'commitment' GROUP BY e.stream
"""
_STREAMS = """
    INSERT INTO main.stream SELECT * FROM model.stream s
    WHERE s.taskforce = :taskforce AND EXISTS (
        SELECT 1 FROM main.event e
        WHERE (e.stream_kind, e.taskforce, e.stream) = (s.stream_kind, s.taskforce, s.reference)
    )
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRequest:
    """The body and audience of a copy; every copy of it must show `banner`.

    `member_commitments` are the rows of the wide table, as that audience may see them.
    """

    taskforce: str
    audience: Visibility
    banner: str | None = None
    member_commitments: Sequence[Row] = ()


_PLACES = """
UPDATE event SET version = seen.place FROM (
    SELECT position, row_number() OVER (
        PARTITION BY stream_kind, taskforce, stream ORDER BY position
    ) AS place
    FROM event
) AS seen WHERE seen.position = event.position AND seen.place <> event.version
"""
"""A place among all events of a stream would tell how many of it are hidden."""


def write_snapshot(model: Path, target: Path, wanted: SnapshotRequest) -> int:
    """Write the copy to `target`, which must not exist, and return its last position.

    Standings are projected again from the events that the audience may see, so that not even the
    days and positions of a row disclose others.

    Raises:
        OSError: the disk is full; SQLite's error would be taken for one of the tables.
    """
    with staging(target.parent) as made:
        aside = made / "aside"
        try:
            with closing(sqlite3.connect(aside.as_uri(), uri=True, isolation_level=None)) as db:
                position = _fill(db, model, wanted)
                db.execute("VACUUM INTO ?", (target.absolute().as_uri(),))
        except sqlite3.OperationalError as error:
            if why_full(made, error):
                raise OSError(ENOSPC, os.strerror(ENOSPC)) from error
            raise
    return position


def _fill(db: sqlite3.Connection, model: Path, wanted: SnapshotRequest) -> int:
    create_tables(db)
    create_table(db, SNAPSHOT)
    create_table(db, MEMBER_COMMITMENTS)
    create_indexes(db, *TABLES)
    db.execute("ATTACH ? AS model", (f"{model.absolute().as_uri()}?mode=ro",))
    db.execute("BEGIN")
    asked = {"taskforce": wanted.taskforce, "shown": shown_to(wanted.audience)}
    (position,) = db.execute("SELECT coalesce(max(position), 0) FROM model.event").fetchone()
    for copying in (_EVENTS, _ASSERTIONS, _REASONS, _STREAMS):
        db.execute(copying, asked)
    for naming in (_SAID_TO, _TASKFORCES, _MEMBERS, _INSTRUMENTS, _COMMITMENTS):
        db.execute(naming)
    db.execute(_CODES, asked)
    db.execute(_NEW_CODES)
    if wanted.audience is not Visibility.SECRETARIAT:
        db.execute(_WITHOUT_ROWS)
        db.execute(_PLACES)
    if wanted.audience is Visibility.PUBLIC:
        db.execute(_WITHOUT_ACTORS)
    _index_texts(db)
    standing_projection.fill(db)
    db.execute(
        SNAPSHOT.insert,
        (wanted.taskforce, position, _recorded_at(db), wanted.audience.value, wanted.banner),
    )
    insert(db, wanted.member_commitments)
    db.execute("COMMIT")
    db.execute("DETACH model")
    create_views(db)
    mark_complete(db)
    return int(position)


def _recorded_at(db: sqlite3.Connection) -> str:
    (moment,) = db.execute("SELECT coalesce(max(recorded_at), '') FROM event").fetchone()
    return str(moment)


def _index_texts(db: sqlite3.Connection) -> None:
    """Index what people wrote in the events that are there, and only that."""
    for position, note, title, topic, content in db.execute(
        "SELECT position, note, source_title, topic, content FROM event ORDER BY position"
    ).fetchall():
        event = TOPICS[topic].model_validate(json.loads(content))
        text = "\n".join(text for _, text, _ in free_texts(event))
        if note or title or text:
            db.execute(INSERT_HISTORY, (position, note, title, text))
