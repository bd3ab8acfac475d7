"""How a correction, a retraction or a new audience changes entries, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from json import dumps

from application.entries.groups import EntryGroup
from application.questions.across.answer_changes import AnswerChange
from application.questions.across.state_changes import FieldChange
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Column, Json, Row, as_known
from application.questions.asking.ask import Ask
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.sentences import sentence
from application.read_model import ReadModel
from application.register import RecordingResult
from domain.codes import Codes
from domain.entry import Entry
from domain.event import Recorded
from domain.events.entries import Retracted, VisibilityChanged
from domain.values import Visibility
from domain.words import worded

AMENDED = fields.AnswerFields(
    facts=(
        fields.TASKFORCE,
        fields.in_json("dry_run", "true if it was only tried, and nothing was recorded"),
        fields.in_json("first", "position of the first event that was recorded, null for none"),
        fields.in_json("last", "position of the last one"),
        fields.in_json(
            "effects",
            "what would change, of a trial, or null: audience, kind (membership, standing, count, "
            "due, quorum, vote), about, from, until (the first day after), before, after; null for "
            "none",
        ),
    ),
    columns=(
        fields.ENTRY,
        fields.AnswerField("what", "What it said", "what it said before, in one sentence"),
        fields.AnswerField(
            "effective_on", "Holds from", "the day from which that held, null if it is unknown"
        ),
    ),
    more=(
        fields.in_json("named", "true if it was named, false if the same act recorded it"),
        *(fields.EVENT_ID, fields.TOPIC),
        fields.in_json(
            "changes", "field, before, after; null for unknown; empty if it stays as it is"
        ),
    ),
)
ENTRY_COLUMNS = (
    *AMENDED.columns,
    *(Column("field", "Field"), Column("before", "Before"), Column("after", "After")),
)
EFFECT_COLUMNS = (
    Column("audience", "For"),
    Column("kind", "Kind"),
    Column("about", "About"),
    Column("from", "From"),
    Column("until", "Until"),
    Column("before", "Was"),
    Column("after", "Would be"),
)
STANDS, RETRACTED, LEFT = "stands", "never true", "left as it is"
UNKNOWN = "unknown"
LONGEST = 80  # characters of a value that a table shows


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry as it was, and what changes in it: nothing, if it is left as it is.

    `named` says that the person who records named it; others were recorded by the same act.
    """

    entry: Entry
    named: bool
    changes: Sequence[FieldChange]

    @property
    def place(self) -> str:
        """The position of the entry, as people write it."""
        return f"@{self.entry.first.position}"

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names; what is unknown is null."""
        content: dict[str, Json] = self.entry.event.model_dump(mode="json")
        return {
            "entry": self.entry.first.position,
            "named": self.named,
            "event_id": str(self.entry.id),
            "topic": self.entry.event.TOPIC,
            "what": sentence(self.entry.event.TOPIC, content),
            "effective_on": as_known(self.entry.latest.envelope.effective_on),
            "changes": [each.as_json() for each in self.changes],
        }


def entry_changes(
    acts: Sequence[EntryGroup], pending: Sequence[Recorded], codes: Codes
) -> list[EntryChange]:
    """Return what becomes of all entries of acts by what is recorded, in the order of the log.

    What is recorded keeps the code that a member had at first; both are read through `codes`.
    """
    by_entry = {each.entry_id: codes.read(each) for each in pending}
    found = {each.id: each for act in acts for each in act.together}
    found |= {e.id: e for act in acts for e in act.elsewhere if e.id in by_entry}
    named = {act.entry.id for act in acts}
    return [
        EntryChange(each, each.id in named, list(_changes(each, by_entry.get(each.id))))
        for each in sorted(found.values(), key=lambda entry: entry.first.position)
    ]


def _changes(entry: Entry, record: Recorded | None) -> Iterator[FieldChange]:
    if record is None:
        return
    if isinstance(record.event, Retracted):
        yield FieldChange("entry", STANDS, RETRACTED)
        return
    visibility = record.envelope.visibility
    if isinstance(record.event, VisibilityChanged):
        visibility = record.event.visibility
    else:
        if entry.retracted:
            yield FieldChange("entry", RETRACTED, STANDS)
        was, now = _said(entry.latest), _said(record)
        yield from (FieldChange(key, was[key], now[key]) for key in now if was[key] != now[key])
    if visibility is not entry.visibility:
        yield FieldChange("visibility", entry.visibility.value, visibility.value)


def _said(record: Recorded) -> Mapping[str, Json]:
    content: dict[str, Json] = record.event.model_dump(mode="json")
    return {"on": as_known(record.envelope.effective_on), **content}


def entries_answer(
    read_model: ReadModel, taskforce: str, found: Sequence[EntryChange], today: date
) -> Answer:
    """Return a table of entries: a row for each field that changes, or one if none does."""
    return _context(read_model, taskforce, today).answer(
        worded("Entries of {taskforce}, before and after", taskforce=taskforce),
        ENTRY_COLUMNS,
        [row for each in found for row in _rows(each)],
        notes=list(_notes(found)),
    )


def _context(read_model: ReadModel, taskforce: str, today: date) -> QuestionContext:
    ask = Ask(taskforce=taskforce, audience=Visibility.SECRETARIAT)
    return QuestionContext.of(read_model, ask, today)


def _notes(found: Sequence[EntryChange]) -> Iterator[str]:
    """Yield notes on the entries that nobody named."""
    others = [each for each in found if not each.named]
    changed = ", ".join(each.place for each in others if each.changes)
    stay = (each for each in others if not (each.changes or each.entry.retracted))
    left = ", ".join(each.place for each in stay)
    if changed:
        yield worded(
            "Changed too, as the same act recorded it: {changed}. To leave it, add --only.",
            changed=changed,
        )
    if left:
        yield worded("The same act recorded this too, and it stays as it is: {left}.", left=left)


def json_answer(
    answer: Answer,
    found: Sequence[EntryChange],
    recorded: RecordingResult | None,
    changed: Sequence[AnswerChange] | None,
) -> Answer:
    """Return the answer of a trial (nothing recorded) or of what was recorded, for programs."""
    at = recorded if recorded and recorded.first else None
    return replace(
        answer,
        facts={
            **answer.facts,
            "dry_run": recorded is None,
            "first": at.first if at else None,
            "last": at.last if at else None,
            "effects": None if changed is None else [each.as_json() for each in changed],
        },
        rows=[each.as_json() for each in found],
    )


def audiences(found: Sequence[EntryChange]) -> Sequence[Visibility]:
    """Return whose answers can change: others than the secretariat's only with an audience."""
    if any(change.field == "visibility" for each in found for change in each.changes):
        return list(Visibility)
    return [Visibility.SECRETARIAT]


def _rows(change: EntryChange) -> Iterator[Row]:
    """Yield one row for each field that changes, or one that says that none does."""
    as_json = change.as_json()
    same: Row = {**as_json, "entry": change.place, "what": _piece(str(as_json["what"]), 0)}
    if not change.changes:
        yield {**same, "field": None, "before": None, "after": LEFT}
    for each in change.changes:
        before, after = map(_worded, (each.before, each.after))
        pairs = enumerate(zip(before, after, strict=False))  # up to the end of the shorter
        differ = next((at for at, (old, new) in pairs if old != new), 0)
        yield {
            **same,
            "field": each.field,
            "before": _piece(before, differ),
            "after": _piece(after, differ),
        }


def _worded(value: Json) -> str:
    """Return a value as people type it: what members did as KEN:present; ATL:excused."""
    if isinstance(value, str):
        return value
    if value and isinstance(value, list) and all(map(_of_member, value)):
        return "; ".join(map(_of_member, value))
    return UNKNOWN if value is None else dumps(value, ensure_ascii=False)


def _of_member(item: Json) -> str:
    """Return what a member did, "" for an item of another list."""
    if not isinstance(item, Mapping) or "member" not in item:
        return ""
    return ":".join(str(each) for each in item.values() if each is not None)


def _piece(text: str, at: int) -> str:
    """Return a text, or the part of a long one around a position."""
    if len(text) <= LONGEST:
        return text
    begin = max(0, at - LONGEST // 2)
    end = begin + LONGEST
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def effects_answer(
    read_model: ReadModel, taskforce: str, found: Sequence[AnswerChange], today: date
) -> Answer:
    """Return a table of the answers that would change."""
    return _context(read_model, taskforce, today).answer(
        worded("Answers of {taskforce} that would change", taskforce=taskforce),
        EFFECT_COLUMNS,
        [each.as_json() for each in found],
        notes=[] if found else [worded("No answer would change.")],
    )
