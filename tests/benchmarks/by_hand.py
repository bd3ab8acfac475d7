"""The least that SQLite can do for the same bytes, by hand, and the same with the stock library."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from application.event_store.stored_events import shape_of
from application.questions.asking.answer import Row
from domain.events.table import TOPICS
from domain.names import alphabetical
from infrastructure.bootstrap import open_log
from infrastructure.read_model.loading import INSERT_HISTORY
from infrastructure.read_model.rows import history_row
from infrastructure.read_model.schema import TABLES
from infrastructure.read_model.table_making import create_indexes, create_tables
from infrastructure.store.sqlite_recorder import SELECT_LOG, SELECT_STREAM
from tests.benchmarks.measuring import Run

_EVENT = "INSERT INTO stored_events VALUES (NULL, ?, ?, ?, ?)"
_LEAF = "INSERT INTO log_leaf VALUES (?, ?, ?, ?)"
_LAST = "SELECT idx, recorded_us FROM log_leaf ORDER BY idx DESC LIMIT 1"
_VERSION = "SELECT max(originator_version) FROM stored_events WHERE originator_id = ?"
_ENTRY = (
    '{"originator_id":"%s","originator_version":%d,"position":%d,"recorded_at":"%s",'
    '"schema":"depositary-log-entry/v1","state_sha256":"%s","topic":"%s"}'
)
_ROWS = """
    SELECT idx, position, recorded_us, leaf_hash, originator_id, originator_version, topic, state
    FROM log_leaf JOIN stored_events ON stored_events.rowid = position ORDER BY idx
"""
_STANDING = """
    SELECT s.* FROM commitment c JOIN standing s ON s.commitment_id = c.id
    WHERE c.reference = 'T1-2' AND s.known_to IS NULL
"""
_REPORTS = """
    SELECT * FROM assertion WHERE taskforce = 'MTF' AND topic = 'commitment.progress-reported'
        AND stream = 'T1-2'
"""
OF_STATUS = (_STANDING, _REPORTS, "SELECT * FROM membership WHERE known_to IS NULL")


def leaf(place: tuple[str, int, int, str], topic: str, state: bytes) -> bytes:
    """Return the leaf of an entry; `place` is its stream, version, position and written time."""
    entry = _ENTRY % (*place, sha256(state).hexdigest(), topic)
    return sha256(b"\0" + entry.encode()).digest()


@contextmanager
def appending(
    store: Path,
    stream: UUID,
    topic: str,
    states: Sequence[Callable[[], bytes]],
    clock: Callable[[], str] = lambda: "2026-01-01T00:00:00.000000Z",
) -> Iterator[Run]:
    """Append as many events to one stream, in one commit, with their leaves."""
    with closing(sqlite3.connect(store, isolation_level=None)) as log:
        log.execute("PRAGMA synchronous = FULL")

        def run() -> None:
            execute = log.execute
            execute("BEGIN IMMEDIATE")
            idx, us = execute(_LAST).fetchone()
            (version,) = execute(_VERSION, (stream.hex,)).fetchone()
            now = clock()
            for number, encoded in enumerate(states, 1):
                row = (stream.hex, version + number, topic, state := encoded())
                position = execute(_EVENT, row).lastrowid or 0
                place = (stream.hex, version + number, position, now)
                execute(_LEAF, (idx + number, position, us, leaf(place, topic, state)))
            execute("COMMIT")

        yield run


@contextmanager
def hashing(store: Path) -> Iterator[Run]:
    """Read the whole log, and hash each state and each entry."""
    with closing(sqlite3.connect(store)) as log:

        def run() -> None:
            for _, position, _, _, stream, version, topic, state in log.execute(_ROWS):
                leaf((stream, version, position, "2026-01-01T00:00:00.000000Z"), topic, state)

        yield run


@contextmanager
def loading_tables(store: Path, made: Path, scratch: Path) -> Iterator[Run]:
    """Write the rows of tables, which are ready, into new ones with the same indexes."""
    with closing(sqlite3.connect(made)) as tables:
        rows = {t.name: tables.execute(f"SELECT * FROM {t.name}").fetchall() for t in TABLES}
    with open_log(store) as log:
        texts = [row for each in log.read(0, 10**9) if (row := history_row(each))]

    def run() -> None:
        scratch.unlink(missing_ok=True)
        with closing(sqlite3.connect(scratch, isolation_level=None)) as new:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32768"):
                new.execute(f"PRAGMA {pragma}")
            create_tables(new)
            new.execute("BEGIN")
            for table in TABLES:
                new.executemany(table.insert, rows[table.name])
            new.executemany(INSERT_HISTORY, texts)
            create_indexes(new, *TABLES)
            new.execute("COMMIT")

    yield run


@contextmanager
def selecting(database: Path, *queries: str) -> Iterator[Run]:
    """Fetch all rows of queries."""
    with closing(sqlite3.connect(database)) as connection:

        def run() -> None:
            for sql in queries:
                connection.execute(sql).fetchall()

        yield run


@contextmanager
def telling(database: Path, blank: Row) -> Iterator[Run]:
    """Fetch the rows of a status, and make a row of the answer for each member, by name."""
    *others, of_members = OF_STATUS
    with closing(sqlite3.connect(database)) as connection:
        name = [each[0] for each in connection.execute(of_members).description].index("name")

        def run() -> None:
            for sql in others:
                connection.execute(sql).fetchall()
            found = connection.execute(of_members).fetchall()
            rows = [{**blank, "member": row[0], "name": row[name]} for row in found]
            rows.sort(key=lambda row: alphabetical(str(row["name"])))

        yield run


@contextmanager
def checking(store: Path) -> Iterator[Run]:
    """Read the log with its leaves, and let pydantic-core check and build each event."""
    checks = {topic: shape_of(topic).validator.validate_json for topic in TOPICS}
    with closing(sqlite3.connect(store)) as log:

        def run() -> None:
            for *_, topic, state in log.execute(SELECT_LOG, (0, -1)):
                checks[topic](state)

        yield run


@contextmanager
def validating(store: Path, stream: UUID) -> Iterator[Run]:
    """Read a stream with its leaves, and let pydantic-core check and build each event."""
    checks = {topic: shape_of(topic).validator.validate_json for topic in TOPICS}
    with closing(sqlite3.connect(store)) as log:

        def run() -> list[object]:
            rows = log.execute(SELECT_STREAM, (stream.hex,))
            return [checks[topic](state) for *_, topic, state in rows]

        yield run


class _Promise(Aggregate):
    """What is recorded of one commitment, as the library's documentation would have it."""

    @event("Adopted")
    def __init__(self) -> None:
        self.signed: list[str] = []

    @event("Signed")
    def sign(self, member: str, note: str) -> None:
        self.signed.append(member + note[:1])


@contextmanager
def stock_appending(path: Path, number: int) -> Iterator[Run]:
    """Save as many events of an aggregate, in one commit, each of about as many bytes as ours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    env = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
    with Application[UUID](env) as stock:
        promise = _Promise()
        stock.save(promise)

        def run() -> None:
            for _ in range(number):
                promise.sign("M001", "x" * 250)
            stock.save(promise)

        yield run


@contextmanager
def stock_selecting(store: Path, stream: UUID) -> Iterator[Run]:
    """Select the events of a stream with the library's recorder, which decodes nothing."""
    recorder = SQLiteApplicationRecorder(SQLiteDatastore(str(store)))
    yield lambda: recorder.select_events(stream)
    recorder.datastore.close()
