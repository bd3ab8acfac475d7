"""What was recorded about one reference or all, and which entries contradict each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from heapq import merge
from json import loads
from operator import attrgetter

from application.event_store.streams import EventLog
from application.model_rows import AsOf, LogEntry
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, MadeAnew, Row, dates, values
from application.questions.asking.ask import Ask, as_of, banners_of
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.sentences import sentence
from application.questions.log.conflicts import conflicts_of
from application.read_model import ReadModel
from domain.errors import UnknownReference
from domain.events.log import ReportPublished
from domain.suggestions import near
from domain.values import Visibility
from domain.words import worded

PIECE = 200
"""How many events are read at a time."""
ENTRIES = fields.AnswerFields(
    facts=(),
    columns=(
        *(fields.POSITION, fields.RECORDED, fields.EFFECTIVE_ON, fields.WHAT),
        fields.AnswerField(
            "mark", "Mark", "what it is to an earlier entry: corrects, completes, about"
        ),
        *(fields.SOURCE, fields.ACTOR),
    ),
    more=(
        *(fields.RECORDED_AT, fields.EVENT_ID, fields.TOPIC, fields.STREAM, fields.MEMBER_ACTING),
        *(fields.NOTIFIED_ON, fields.ON_BEHALF_OF, fields.BASIS, fields.NOTE, fields.VISIBILITY),
        *(fields.ENTRY, fields.BECAUSE, fields.in_json("content", "what it says, as JSON")),
    ),
)

CONFLICTS = fields.AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(
        fields.AnswerField("about", "About", "member, commitment or body"),
        fields.AnswerField("problem", "Problem", "one sentence"),
        fields.AnswerField("entries", "Entries", "what stands against each other"),
    ),
)


def history(read_model: ReadModel, ask: Ask, reference: str, today: date) -> Answer:
    """Answer what was recorded about a member, a commitment or an instrument, oldest first.

    With a day, only what had begun by it on some reading.

    Raises:
        UnknownReference: nothing of that reference was recorded by then.
    """
    at = as_of(read_model, ask, today)
    banners = banners_of(read_model, ask.taskforce, at)
    entries = read_model.log(ask.taskforce, at, reference)
    if not entries:
        seen = read_model.entries(ask.taskforce, ["member.joined", "commitment.adopted"], at)
        known = sorted({row.stream for row in seen})
        raise UnknownReference(worded("history of"), reference, near(reference, known))
    if ask.on:
        entries = [entry for entry in entries if not begins_after(entry, at.on)]
    return _listed(worded("History of {reference}", reference=reference), at, entries, banners)


def log(read_model: ReadModel, ask: Ask, today: date) -> Answer:
    """Answer everything that was recorded of a body and of the log itself, oldest first.

    Keys, clocks and removed texts are of all bodies; a published report is of the one that it is
    about. With a day, only what had begun by it on some reading.
    """
    at = as_of(read_model, ask, today)
    banners = banners_of(read_model, ask.taskforce, at)

    def entries() -> Iterator[LogEntry]:
        own = (e for e in in_pieces(read_model, "", at) if concerns(e, ask.taskforce))
        body = in_pieces(read_model, ask.taskforce, at)
        for entry in merge(body, own, key=attrgetter("position")):
            if not ask.on or not begins_after(entry, at.on):
                yield entry

    title = worded("Log of {taskforce}", taskforce=ask.taskforce)
    rows = MadeAnew(lambda: _rows(at, entries()))
    return Answer(title=title, as_of=at, columns=ENTRIES.columns, rows=rows, banners=banners)


def in_pieces(
    read_model: ReadModel, taskforce: str, at: AsOf, reference: str | None = None, after: int = 0
) -> Iterator[LogEntry]:
    """Yield the events of a body after a position, of which few are held at a time."""
    while piece := read_model.log(taskforce, at, reference, after, PIECE):
        yield from piece
        after = piece[-1].position


def concerns(entry: LogEntry, taskforce: str) -> bool:
    """Say whether what happened to the log is for a body: reports of another are for that one."""
    if entry.topic != ReportPublished.TOPIC:
        return True
    return loads(entry.content).get("taskforce") in (None, taskforce)


def conflicts(
    log: EventLog,
    read_model: ReadModel,
    ask: Ask,
    today: date,
    country: Callable[[str], str | None],
) -> Answer:
    """Answer which entries contradict each other.

    A correction in one stream may contradict another, and a rule may have been tightened; both
    stay visible here until somebody corrects them. It is judged on what is known now, and on all
    entries, so the answer is for the secretariat whoever asks. `country` says of which country a
    name or a code is, for members that look like one party.
    """
    everything = Ask(taskforce=ask.taskforce, audience=Visibility.SECRETARIAT)
    context = QuestionContext.of(read_model, everything, today)
    rows: list[Row] = [
        {"about": about, "problem": problem, "entries": list(entries)}
        for about, problem, entries in conflicts_of(log, read_model, ask.taskforce, country)
    ]
    return context.answer(
        worded("Conflicts in {taskforce}", taskforce=ask.taskforce),
        CONFLICTS.columns,
        rows,
        notes=[] if rows else [worded("Nothing contradicts anything else.")],
    )


def begins_after(entry: LogEntry, on: date) -> bool:
    """Say whether an entry certainly begins after a day."""
    begins = entry.effective_on
    return begins is not None and begins.earliest is not None and begins.earliest > on


def _listed(title: str, at: AsOf, entries: Sequence[LogEntry], banners: Sequence[str]) -> Answer:
    rows = list(_rows(at, entries))
    has_notes = any(row["note"] for row in rows)
    return Answer(
        title=title,
        as_of=at,
        columns=[*ENTRIES.columns, fields.NOTE] if has_notes else ENTRIES.columns,
        rows=rows,
        banners=banners,
    )


def _rows(at: AsOf, entries: Iterable[LogEntry]) -> Iterator[Row]:
    return (row_of(entry, public=at.audience is Visibility.PUBLIC) for entry in entries)


def row_of(entry: LogEntry, *, public: bool) -> Row:
    """Return one row; the public is not shown who recorded it."""
    content = loads(entry.content)
    return {
        "position": entry.position,
        **entry.recorded(),
        **dates(entry, "effective_on"),
        "what": sentence(entry.topic, content),
        "mark": mark(entry),
        "source": _source(entry),
        **values(entry, "event_id", "topic", "stream"),
        "member": entry.member or None,
        **dates(entry, "notified_on"),
        **values(None if public else entry, "actor", "on_behalf_of"),
        **values(entry, "basis", "note", "visibility", "entry", "because"),
        "content": content,
    }


def mark(entry: LogEntry) -> str:
    """Return how the event relates to an earlier one; only errors are called corrected."""
    if entry.topic.startswith("record."):
        return worded("about @{entry}", entry=entry.entry)
    if entry.because:
        said = "corrects @{entry}" if entry.because == "error" else "completes @{entry}"
        return worded(said, entry=entry.entry)
    return ""


def _source(entry: LogEntry) -> str:
    if entry.source and entry.basis == "inferred":
        return worded("{source} (inferred)", source=entry.source)
    return entry.source or ""
