"""What was recorded: of one thing, or of all; and what cannot all be true."""

from collections.abc import Callable, Sequence
from datetime import date
from json import loads
from operator import attrgetter

from application.answers import AsOf, LogEntry
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import (
    Answer,
    AnswerField,
    AnswerFields,
    Row,
    dated,
    in_json,
)
from application.questions.asking.ask import Ask, as_of, nature
from application.questions.asking.sentences import sentence
from application.questions.log.contradicting import contradicting
from application.read_model import ReadModel
from application.streams import EventLog
from domain.errors import UnknownReference
from domain.events.log import ReportPublished
from domain.members.namesakes import no_country
from domain.suggestions import near
from domain.values import Visibility
from domain.words import worded

ENTRIES = AnswerFields(
    facts=(),
    columns=(
        *(fields.POSITION, fields.RECORDED, fields.EFFECTIVE_ON, fields.WHAT),
        AnswerField("mark", "Mark", "what it is to an earlier entry: corrects, completes, about"),
        *(fields.SOURCE, fields.ACTOR),
    ),
    more=(
        *(fields.RECORDED_AT, fields.EVENT_ID, fields.TOPIC, fields.STREAM, fields.MEMBER_ACTING),
        *(fields.NOTIFIED_ON, fields.ON_BEHALF_OF, fields.BASIS, fields.NOTE, fields.VISIBILITY),
        *(fields.ENTRY, fields.BECAUSE, in_json("content", "what it says, as JSON")),
    ),
)

CONFLICTS = AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(
        AnswerField("about", "About", "member, commitment or body"),
        AnswerField("problem", "Problem", "one sentence"),
        AnswerField("entries", "Entries", "what stands against each other"),
    ),
)


def history(read_model: ReadModel, ask: Ask, reference: str, today: date) -> Answer:
    """Answer what was recorded about a member, a commitment or an instrument, oldest first.

    With a day, only what had begun by it on some reading.

    Raises:
        UnknownReference: nothing of that reference was recorded by then.
    """
    at = as_of(read_model, ask, today)
    banners = nature(read_model, ask.taskforce, at)
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
    banners = nature(read_model, ask.taskforce, at)
    own = [entry for entry in read_model.log("", at, None) if concerns(entry, ask.taskforce)]
    entries = sorted([*read_model.log(ask.taskforce, at, None), *own], key=attrgetter("position"))
    if ask.on:
        entries = [entry for entry in entries if not begins_after(entry, at.on)]
    return _listed(worded("Log of {taskforce}", taskforce=ask.taskforce), at, entries, banners)


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
    country: Callable[[str], str | None] = no_country,
) -> Answer:
    """Answer what stands in the register and cannot all be true.

    A correction in one stream may contradict another, and a rule may have been tightened; both
    stay visible here until somebody corrects them. It is judged on what is known now, and on all
    entries, so the answer is for the secretariat whoever asks. `country` says of which country a
    name or a code is, for members that look like one party.
    """
    at = as_of(read_model, Ask(taskforce=ask.taskforce, audience=Visibility.SECRETARIAT), today)
    banners = nature(read_model, ask.taskforce, at)
    rows: list[Row] = [
        {"about": about, "problem": problem, "entries": list(entries)}
        for about, problem, entries in contradicting(log, read_model, ask.taskforce, country)
    ]
    return Answer(
        title=worded("Conflicts in {taskforce}", taskforce=ask.taskforce),
        as_of=at,
        columns=CONFLICTS.columns,
        rows=rows,
        facts={"taskforce": ask.taskforce},
        banners=banners,
        notes=[] if rows else ["Nothing contradicts anything else."],
    )


def begins_after(entry: LogEntry, on: date) -> bool:
    """Say whether what an entry says had surely not begun by a day."""
    begins = entry.effective_on
    return begins is not None and begins.earliest is not None and begins.earliest > on


def _listed(title: str, at: AsOf, entries: Sequence[LogEntry], banners: Sequence[str]) -> Answer:
    return Answer(
        title=title,
        as_of=at,
        columns=ENTRIES.columns,
        rows=[row_of(e, public=at.audience is Visibility.PUBLIC) for e in entries],
        banners=banners,
    )


def row_of(entry: LogEntry, *, public: bool) -> Row:
    """Return one row; the public is told what was recorded, not by whom."""
    content = loads(entry.content)
    return {
        "position": entry.position,
        **entry.recorded(),
        **dated("effective_on", entry.effective_on),
        "what": sentence(entry.topic, content),
        "mark": mark(entry),
        "source": _source(entry),
        "event_id": entry.event_id,
        "topic": entry.topic,
        "stream": entry.stream,
        "member": entry.member or None,
        **dated("notified_on", entry.notified_on),
        "actor": None if public else entry.actor,
        "on_behalf_of": None if public else entry.on_behalf_of,
        "basis": entry.basis,
        "note": entry.note,
        "visibility": entry.visibility,
        "entry": entry.entry,
        "because": entry.because,
        "content": content,
    }


def mark(entry: LogEntry) -> str:
    """Say what the event is to an earlier one; only corrected errors are called corrections."""
    if entry.topic.startswith("record."):
        return f"about @{entry.entry}"
    if entry.because:
        verb = "corrects" if entry.because == "error" else "completes"
        return f"{verb} @{entry.entry}"
    return ""


def _source(entry: LogEntry) -> str:
    inferred = " (inferred)" if entry.basis == "inferred" else ""
    return f"{entry.source}{inferred}" if entry.source else ""
