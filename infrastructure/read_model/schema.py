"""The tables of the read model: names and columns are the analysts' interface, each documented."""

from collections.abc import Iterator

from application.questions.asking import answer_fields as fields
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted
from infrastructure.read_model.views.columns import (
    Description,
    SqlColumn,
    SqlTable,
    dated,
    of_answers,
)
from infrastructure.read_model.views.views import VIEWS
from infrastructure.read_model.views.wide import MEMBER_COMMITMENTS

_KNOWN = (
    SqlColumn("known_from", int, "Position from which the register said so."),
    SqlColumn("known_to", int, "Position from which it no longer did; empty: it does.", null=True),
)
_WHERE = (
    SqlColumn("taskforce", str, "Code of the body."),
    SqlColumn("stream_kind", str, "What the event is about: taskforce, member or commitment."),
    SqlColumn("stream", str, "Code of the body or member, or reference of the commitment."),
    SqlColumn("member", str, "Code of the member whose act it is.", null=True),
    SqlColumn("topic", str, fields.TOPIC.sentence),
)
_BITEMPORAL = (
    SqlColumn("from_day", str, "First day of the period."),
    SqlColumn("until_day", str, "First day after the period; empty if it has no end.", null=True),
    *_KNOWN,
    SqlColumn(
        "audience_from", int, "Rank of the lowest audience that sees it: 0 public, 1 members."
    ),
    SqlColumn(
        "audience_to", int, "Rank of the highest audience that sees it: 2 is the secretariat."
    ),
)
_CONDITION = (
    "Known at position k, on day d, for audience a: known_from <= k AND (known_to IS NULL OR"
    " known_to > k) AND from_day <= d AND (until_day IS NULL OR until_day > d)"
    " AND a BETWEEN audience_from AND audience_to."
)

STREAM = SqlTable(
    name="stream",
    sentence="Every stream of the log, by the id that the store knows it under.",
    columns=(
        SqlColumn("stream_id", str, "Id of the stream."),
        SqlColumn("stream_kind", str, "taskforce, member or commitment."),
        SqlColumn("taskforce", str, "Code of the body."),
        SqlColumn("reference", str, "Code of the body or member, or reference of the commitment."),
    ),
    key=("stream_id",),
)
EVENT = SqlTable(
    name="event",
    sentence="Every event as it was recorded, with its envelope.",
    columns=(
        SqlColumn("position", int, fields.POSITION.sentence),
        SqlColumn("recorded_at", str, fields.RECORDED_AT.sentence),
        SqlColumn("recorded_us", int, "The same in microseconds since 1970."),
        SqlColumn("event_id", str, fields.EVENT_ID.sentence),
        SqlColumn(
            "entry_id", str, "Id of the first event of the entry that this makes or changes."
        ),
        SqlColumn("entry", int, fields.ENTRY.sentence, null=True),
        *_WHERE,
        SqlColumn("schema", int, "Number of the content's schema."),
        SqlColumn("version", int, "Place in its stream, from 1, of what the audience may see."),
        *dated(fields.EFFECTIVE_ON),
        SqlColumn("occurred_on", str, "Day on which the act was done, if another.", null=True),
        SqlColumn("notified_on", str, "Day on which the depositary was told.", null=True),
        SqlColumn("actor", str, fields.ACTOR.sentence),
        SqlColumn("on_behalf_of", str, fields.ON_BEHALF_OF.sentence, null=True),
        SqlColumn("source_title", str, fields.SOURCE.sentence, null=True),
        SqlColumn("source_reference", str, "Place in the source.", null=True),
        SqlColumn("source_url", str, "Address of the source.", null=True),
        SqlColumn("source_sha256", str, "Hash of the source's file.", null=True),
        SqlColumn("basis", str, fields.BASIS.sentence, null=True),
        SqlColumn("note", str, fields.NOTE.sentence, null=True),
        SqlColumn("visibility", str, fields.VISIBILITY.sentence),
        SqlColumn("said_to", str, "Who could see it when it was recorded."),
        SqlColumn("corrects", str, "Id of the first event that this amends.", null=True),
        SqlColumn("because", str, fields.BECAUSE.sentence, null=True),
        SqlColumn("correlation_id", str, "What events of one command share.", null=True),
        SqlColumn("row_key", str, "Hash that names the imported row.", null=True),
        SqlColumn("row_sha256", str, "Hash of the imported row.", null=True),
        SqlColumn("public_reference", str, "Why a number in a text may stand.", null=True),
        SqlColumn("content", str, "What happened, as JSON."),
    ),
    key=("position",),
    indexes=(
        # by position within equal values, as every index is
        ("event_id",),
        ("entry",),
        ("stream_kind", "taskforce", "stream", "member"),
        ("recorded_us",),
        ("member",),
    ),
    seldom=tuple((name, f"{name} IS NOT NULL") for name in ("corrects", "row_key")),
)
ASSERTION = SqlTable(
    name="assertion",
    sentence="Every version of every entry, and between which positions it was current.",
    columns=(
        SqlColumn("entry", int, "Position of the entry's first event."),
        SqlColumn("position", int, "Position of the event that says this."),
        *_WHERE,
        *dated(fields.EFFECTIVE_ON),
        SqlColumn("begins_by", str, "Day from which it holds for certain."),
        *_KNOWN,
        SqlColumn("visibility", str, fields.VISIBILITY.sentence),
        SqlColumn("content", str, "What it says, as JSON."),
    ),
    key=("entry", "position"),
    refers=(("entry", "event", "position"), ("position", "event", "position")),
    indexes=(("taskforce", "topic", "stream"),),
    seldom=(
        ("begins_by", "begins_by IS NOT effective_on_earliest"),
        ("entry", "known_to IS NOT NULL"),
    ),
    inside=((Adopted.TOPIC, "instrument"), (InstrumentAdopted.TOPIC, "reference")),
)
TASKFORCE = SqlTable(
    name="taskforce",
    sentence="The bodies.",
    columns=(
        SqlColumn("id", int, "Position of the body's first event."),
        SqlColumn("code", str, "Code of the body."),
    ),
    key=("id",),
    unique=("code",),
)


def _in_a_body(
    name: str, sentence: str, known_from: str, *columns: SqlColumn, indexes: tuple[str, ...] = ()
) -> SqlTable:
    """Return the table of what is known by the first column within a body."""
    return SqlTable(
        name=name,
        sentence=sentence,
        columns=(
            SqlColumn("id", int, f"Position of {known_from}."),
            SqlColumn("taskforce_id", int, "The body."),
            *columns,
        ),
        key=("id",),
        refers=(("taskforce_id", "taskforce", "id"),),
        unique=(columns[0].name, "taskforce_id"),
        indexes=tuple((column,) for column in indexes),
    )


MEMBER = _in_a_body(
    "member",
    "Everyone who ever acted as a member of a body, whatever its standing.",
    "the first event about it",
    SqlColumn("code", str, "Code of the member."),
)
MEMBER_CODE = SqlTable(
    name="member_code",
    sentence="Every code of a member, and whose it is: after a change it means the member's new"
    " code. For today: JOIN member_code k ON k.taskforce = e.taskforce AND k.code = e.member AND"
    " k.known_to IS NULL.",
    columns=(
        SqlColumn("taskforce", str, "Code of the body."),
        SqlColumn("code", str, "A code as it was recorded."),
        SqlColumn("member", str, "Code of the member that it means."),
        SqlColumn("known_from", int, "Position from which it does."),
        SqlColumn(
            "known_to", int, "Position from which it does no more; empty: it does.", null=True
        ),
    ),
    key=("taskforce", "code", "known_from"),
    indexes=(("taskforce", "member"),),
    seldom=(("taskforce", "code <> member"),),
)
INSTRUMENT = _in_a_body(
    "instrument",
    "The texts that were opened for signature.",
    "its first adoption",
    SqlColumn("reference", str, "What people call it."),
)
COMMITMENT = _in_a_body(
    "commitment",
    "The commitments.",
    "its first event",
    SqlColumn("reference", str, "What people call it."),
    SqlColumn("instrument", str, "Reference of the text it is part of, as last given.", null=True),
    indexes=("instrument",),
)
STANDING = SqlTable(
    name="standing",
    sentence=f"Where each member stands on each commitment. {_CONDITION}",
    columns=(
        SqlColumn("commitment_id", int, "The commitment."),
        SqlColumn("member_id", int, "The member."),
        *of_answers(fields.OF_A_STANDING, frozenset({"standing", "provisional"})),
        *_BITEMPORAL,
    ),
    key=("commitment_id", "member_id", "audience_from", "known_from", "from_day"),
    refers=(("commitment_id", "commitment", "id"), ("member_id", "member", "id")),
    indexes=(("member_id", "commitment_id"),),
)
MEMBERSHIP = SqlTable(
    name="membership",
    sentence=f"Where each member stands in its body. {_CONDITION}",
    columns=(
        SqlColumn("member_id", int, "The member."),
        *of_answers(fields.OF_A_MEMBERSHIP, frozenset({"standing", "name", "kind"})),
        *_BITEMPORAL,
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
KEPT = Description(
    name="kept",
    kind="table",
    sentence="What the program worked out of each commitment for its overview; made as needed.",
    columns=(
        ("taskforce", "TEXT", "Code of the body."),
        ("what", "TEXT", "What was worked out: conflicts, or what is due."),
        ("scope", "TEXT", "Reference of the commitment; empty: the body as a whole."),
        ("from_day", "TEXT", "First day on which it holds; empty: it has to be worked out."),
        ("until_day", "TEXT", "First day on which it does no more."),
        ("value", "TEXT", "What it is, as JSON; empty: there is nothing to tell."),
    ),
)
CREATE_HISTORY = (
    "CREATE VIRTUAL TABLE history_fts USING fts5(note, source_title, text, content='',"
    " tokenize='unicode61 remove_diacritics 2')"
)
_TYPES = {int: "INTEGER", str: "TEXT"}


def descriptions() -> Iterator[Description]:
    """Yield every table and view with a sentence on each and on each column."""
    for table in (*TABLES, MEMBER_COMMITMENTS):
        columns = tuple((c.name, _TYPES[c.type], c.sentence) for c in table.columns)
        yield Description(name=table.name, kind="table", sentence=table.sentence, columns=columns)
    yield _HISTORY
    yield KEPT
    for view in VIEWS:
        columns = tuple((name, "", sentence) for name, sentence in view.columns)
        yield Description(name=view.name, kind="view", sentence=view.sentence, columns=columns)
