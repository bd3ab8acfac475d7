"""The tables of the read model: names and columns are the analysts' interface, each documented."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from sqlite3 import Connection
from typing import TYPE_CHECKING
from zlib import crc32

from application.questions.asking import answer_fields as fields
from infrastructure.read_model.views.columns import Column, Description, Table, dated, of_answers
from infrastructure.read_model.views.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

_RULES = (
    *("domain.values", "domain.event", "domain.entry", "domain.history", "domain.codes"),
    *("domain.events.entries", "domain.events.members", "domain.events.texts"),
    *("domain.members.member", "domain.texts.bonds", "domain.texts.standing"),
    *("domain.contradictions", "application.stored", "domain.events.upcasts"),
    *("infrastructure.read_model.loading", "infrastructure.read_model.places"),
    *("infrastructure.read_model.rectangles", "infrastructure.read_model.recoding"),
    *("infrastructure.read_model.rows", "infrastructure.read_model.stretches"),
)
"""The modules whose rules make the tables: a change of one of them makes the tables anew."""

_WHERE = (
    Column("taskforce", str, "Code of the body."),
    Column("stream_kind", str, "What the event is about: taskforce, member or commitment."),
    Column("stream", str, "Code of the body or member, or reference of the commitment."),
    Column("member", str, "Code of the member whose act it is.", null=True),
    Column("topic", str, fields.TOPIC.sentence),
)
_RECTANGLE = (
    Column("from_day", str, "First day of the stretch."),
    Column("until_day", str, "First day after the stretch; empty if it has no end.", null=True),
    Column("known_from", int, "Position from which the register said so."),
    Column("known_to", int, "Position from which it no longer did; empty: it does.", null=True),
    Column("audience_from", int, "Rank of the least audience told so: 0 public, 1 members."),
    Column("audience_to", int, "Rank of the greatest audience told so: 2 is the secretariat."),
)
_CONDITION = (
    "Known at position k, on day d, for audience a: known_from <= k AND (known_to IS NULL OR"
    " known_to > k) AND from_day <= d AND (until_day IS NULL OR until_day > d)"
    " AND a BETWEEN audience_from AND audience_to."
)

STREAM = Table(
    name="stream",
    sentence="Every stream of the log, by the id that the store knows it under.",
    columns=(
        Column("stream_id", str, "Id of the stream."),
        Column("stream_kind", str, "taskforce, member or commitment."),
        Column("taskforce", str, "Code of the body."),
        Column("reference", str, "Code of the body or member, or reference of the commitment."),
    ),
    key=("stream_id",),
)
EVENT = Table(
    name="event",
    sentence="Every event as it was recorded, with its envelope.",
    columns=(
        Column("position", int, fields.POSITION.sentence),
        Column("recorded_at", str, fields.RECORDED_AT.sentence),
        Column("recorded_us", int, "The same in microseconds since 1970."),
        Column("event_id", str, fields.EVENT_ID.sentence),
        Column("entry_id", str, "Id of the first event of the entry that this makes or changes."),
        Column("entry", int, fields.ENTRY.sentence, null=True),
        *_WHERE,
        Column("schema", int, "Number of the content's schema."),
        Column("version", int, "Place in its stream, from 1."),
        *dated(fields.EFFECTIVE_ON),
        Column("occurred_on", str, "Day on which the act was done, if another.", null=True),
        Column("notified_on", str, "Day on which the depositary was told.", null=True),
        Column("actor", str, fields.ACTOR.sentence),
        Column("on_behalf_of", str, fields.ON_BEHALF_OF.sentence, null=True),
        Column("source_title", str, fields.SOURCE.sentence, null=True),
        Column("source_reference", str, "Place in the source.", null=True),
        Column("source_url", str, "Address of the source.", null=True),
        Column("source_sha256", str, "Hash of the source's file.", null=True),
        Column("basis", str, fields.BASIS.sentence, null=True),
        Column("note", str, fields.NOTE.sentence, null=True),
        Column("visibility", str, fields.VISIBILITY.sentence),
        Column("said_to", str, "Who could see it when it was recorded."),
        Column("corrects", str, "Id of the first event that this amends.", null=True),
        Column("because", str, fields.BECAUSE.sentence, null=True),
        Column("correlation_id", str, "What events of one command share.", null=True),
        Column("row_key", str, "Hash that names the imported row.", null=True),
        Column("row_sha256", str, "Hash of the imported row.", null=True),
        Column(
            "public_reference",
            str,
            "Why a number in a text may stand.",
            null=True,
        ),
        Column("content", str, "What happened, as JSON."),
    ),
    key=("position",),
    indexes=(
        ("event_id",),
        ("entry_id", "position"),
        ("row_key", "position"),
        ("stream_kind", "taskforce", "stream", "member", "position"),
        ("recorded_us", "position"),
        ("member", "position"),
    ),
)
ASSERTION = Table(
    name="assertion",
    sentence="Every version of every entry, and between which positions it was the word.",
    columns=(
        Column("entry", int, "Position of the entry's first event."),
        Column("position", int, "Position of the event that says this."),
        *_WHERE,
        *dated(fields.EFFECTIVE_ON),
        Column("begins_by", str, "Day from which it holds for certain."),
        Column("known_from", int, "Position from which the register said so."),
        Column("known_to", int, "Position from which it no longer did; empty: it does.", null=True),
        Column("visibility", str, fields.VISIBILITY.sentence),
        Column("content", str, "What it says, as JSON."),
    ),
    key=("entry", "position"),
    refers=(("entry", "event", "position"), ("position", "event", "position")),
    indexes=(("taskforce", "topic", "entry"),),
)
TASKFORCE = Table(
    name="taskforce",
    sentence="The bodies.",
    columns=(
        Column("id", int, "Position of the body's first event."),
        Column("code", str, "Code of the body."),
    ),
    key=("id",),
    unique=("code",),
)
MEMBER = Table(
    name="member",
    sentence="Everyone who ever acted as a member of a body, whatever its standing.",
    columns=(
        Column("id", int, "Position of the first event about it."),
        Column("taskforce_id", int, "The body."),
        Column("code", str, "Code of the member."),
    ),
    key=("id",),
    refers=(("taskforce_id", "taskforce", "id"),),
    unique=("code", "taskforce_id"),
)
MEMBER_CODE = Table(
    name="member_code",
    sentence="Every code of a member, and whose it is: after a change it means the member's new"
    " code. For today: JOIN member_code k ON k.taskforce = e.taskforce AND k.code = e.member AND"
    " k.known_to IS NULL.",
    columns=(
        Column("taskforce", str, "Code of the body."),
        Column("code", str, "A code as it was recorded."),
        Column("member", str, "Code of the member that it means."),
        Column("known_from", int, "Position from which it does."),
        Column("known_to", int, "Position from which it does no more; empty: it does.", null=True),
    ),
    key=("taskforce", "code", "known_from"),
    indexes=(("taskforce", "member"),),
)
INSTRUMENT = Table(
    name="instrument",
    sentence="The texts that were opened for signature.",
    columns=(
        Column("id", int, "Position of its first adoption."),
        Column("taskforce_id", int, "The body."),
        Column("reference", str, "What people call it."),
    ),
    key=("id",),
    refers=(("taskforce_id", "taskforce", "id"),),
    unique=("reference", "taskforce_id"),
)
COMMITMENT = Table(
    name="commitment",
    sentence="The commitments.",
    columns=(
        Column("id", int, "Position of its first event."),
        Column("taskforce_id", int, "The body."),
        Column("reference", str, "What people call it."),
        Column("instrument", str, "Reference of the text it is part of, as last given.", null=True),
    ),
    key=("id",),
    refers=(("taskforce_id", "taskforce", "id"),),
    unique=("reference", "taskforce_id"),
    indexes=(("instrument",),),
)
STANDING = Table(
    name="standing",
    sentence=f"Where each member stands on each commitment. {_CONDITION}",
    columns=(
        Column("commitment_id", int, "The commitment."),
        Column("member_id", int, "The member."),
        *of_answers(fields.OF_A_STANDING, frozenset({"standing", "provisional"})),
        *_RECTANGLE,
    ),
    key=("commitment_id", "member_id", "audience_from", "known_from", "from_day"),
    refers=(("commitment_id", "commitment", "id"), ("member_id", "member", "id")),
    indexes=(("member_id", "commitment_id"),),
)
MEMBERSHIP = Table(
    name="membership",
    sentence=f"Where each member stands in its body. {_CONDITION}",
    columns=(
        Column("member_id", int, "The member."),
        *of_answers(fields.OF_A_MEMBERSHIP, frozenset({"standing", "name", "kind"})),
        *_RECTANGLE,
    ),
    key=("member_id", "audience_from", "known_from", "from_day"),
    refers=(("member_id", "member", "id"),),
)
TABLES = (
    *(TASKFORCE, MEMBER, MEMBER_CODE, INSTRUMENT, COMMITMENT, STREAM),
    *(EVENT, ASSERTION, STANDING, MEMBERSHIP),
)

_HISTORY = Description(
    name="history_fts",
    kind="full-text index",
    sentence="All that people wrote: WHERE history_fts MATCH 'word'; rowid is event.position.",
    columns=(
        ("note", "TEXT", "Note of the person who recorded it (to search only)."),
        ("source_title", "TEXT", "Title of the source (to search only)."),
        ("text", "TEXT", "Every text in the content (to search only)."),
    ),
)
_CREATE_HISTORY = (
    "CREATE VIRTUAL TABLE history_fts USING fts5(note, source_title, text, content='',"
    " tokenize='unicode61 remove_diacritics 2')"
)
_TYPES = {int: "INTEGER", str: "TEXT"}


def create(connection: Connection, *tables: Table) -> None:
    """Make these tables, empty and without indexes."""
    database = _database(connection)
    for table in tables:
        database.table(table.name).create(
            {column.name: column.type for column in table.columns},
            pk=table.key[0] if len(table.key) == 1 else table.key,
            foreign_keys=table.refers,
            not_null={column.name for column in table.columns if not column.null},
            strict=True,
        )
        if table.unique:
            database.table(table.name).create_index(table.unique, unique=True)


def create_all(connection: Connection) -> None:
    """Make all tables of the read model, empty; `finish` makes the rest."""
    create(connection, *TABLES)
    connection.execute(_CREATE_HISTORY)


def index(connection: Connection, *tables: Table) -> None:
    """Make the indexes of these tables, which a load does better without."""
    database = _database(connection)
    for table in tables:
        for columns in table.indexes:
            database.table(table.name).create_index(columns)


def finish(connection: Connection) -> None:
    """Make the views and mark the file as complete and of this schema."""
    database = _database(connection)
    for view in VIEWS:
        database.create_view(view.name, view.sql)
    connection.execute(f"PRAGMA user_version = {schema_number()}")


def _database(connection: Connection) -> "Database":
    from sqlite_utils import Database  # noqa: PLC0415  # 20 ms, and few commands make tables

    return Database(connection, recursive_triggers=False, execute_plugins=False)


def described() -> Iterator[Description]:
    """Yield every table and view with a sentence on each and on each column."""
    for table in TABLES:
        columns = tuple((c.name, _TYPES[c.type], c.sentence) for c in table.columns)
        yield Description(name=table.name, kind="table", sentence=table.sentence, columns=columns)
    yield _HISTORY
    for view in VIEWS:
        columns = tuple((name, "", sentence) for name, sentence in view.columns)
        yield Description(name=view.name, kind="view", sentence=view.sentence, columns=columns)


@lru_cache(maxsize=1)
def schema_number() -> int:
    """Return what is kept as `user_version`, and tells whether a file is of use to this version.

    It follows every change of a table or view, every release, and every change in the modules that
    say what a history means: with other rules the same tables hold other answers.
    """
    rules = [_source(name) for name in _RULES]
    made_of = (version("depositary"), TABLES, _CREATE_HISTORY, VIEWS, rules)
    return crc32(repr(made_of).encode()) & 0x7FFF_FFFF


def _source(module: str) -> bytes:
    package, _, name = module.rpartition(".")
    return (resources.files(package) / f"{name}.py").read_bytes()
