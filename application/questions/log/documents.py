"""Which entries cite a document, which is known by the sha256 of its file and never stored."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from json import loads

from application.model_rows import AsOf, LogEntry
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Json, Row, values
from application.questions.asking.ask import Ask
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.sentences import sentence
from application.questions.log.entry_states import EntryStates
from application.read_model import ReadModel
from domain.events.bodies import InstrumentAdopted
from domain.events.meetings import MinutesCirculated
from domain.values import Visibility
from domain.words import worded

MINUTES = MinutesCirculated.TOPIC
_CITED_AS = fields.AnswerField(
    "as",
    "Cited as",
    "what the file is there: source, evidence, signed page, text signed (no page was kept), file "
    "of the text, minutes, manifest of a report",
)
_TITLE = fields.AnswerField("title", "Title", "title of the file, as the entry gives it, or null")
_OF_A_FILE = (
    fields.in_json("reference", "its number or page, or null"),
    fields.in_json("url", "its public address, or null; it is never fetched"),
)
CHECK = fields.AnswerFields(
    facts=(
        fields.TASKFORCE,
        fields.in_json("file", "the name of the file that was asked for"),
        *(fields.SHA256, fields.in_json("cited", "whether any entry cites it")),
    ),
    columns=(
        *(fields.POSITION, fields.RECORDED, fields.WHAT, _CITED_AS, _TITLE),
        fields.AnswerField(
            "state",
            "State",
            "stands; ended; replaced, if it was amended since; retracted; remark, about another "
            "entry",
        ),
    ),
    more=(
        *(fields.ENTRY, fields.RECORDED_AT, fields.TOPIC, fields.STREAM, fields.MEMBER_ACTING),
        *(*_OF_A_FILE, fields.SHA256),
    ),
)
LIST = fields.AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(
        *(fields.SHA256, _TITLE, _CITED_AS),
        fields.AnswerField("entries", "Entries", "the positions of all events that cite it so"),
    ),
    more=_OF_A_FILE,
)
SIGNED_PAGE, SIGNED_TEXT = "signed page", "text signed"
"""A scan that a signature is bound to; or, where none was given, the file of the adopted text."""
FIELDS: dict[str, str] = {
    "sha256": "evidence",
    "document_sha256": SIGNED_PAGE,
    "file_sha256": "file of the text",
    "manifest_sha256": "manifest of a report",
}
"""The fields of events that hold the sha256 of a file, and what that file is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as one event names it; `cited_as` says what it is there: source, evidence, …."""

    cited_as: str
    title: str | None
    reference: str | None
    url: str | None
    sha256: str | None

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return {"as": self.cited_as, **values(self, "title", "reference", "url", "sha256")}


def documents_of(entry: LogEntry, texts: Collection[str]) -> list[Document]:
    """Return the documents that an event names: its source, then those in its content.

    `texts` are the hashes of the files of texts (see `files_of_texts`): a signature that is bound
    to one of them is bound to no page that anybody signed.
    """
    source = Document(
        cited_as="source",
        title=entry.source,
        reference=entry.source_reference,
        url=entry.source_url,
        sha256=entry.source_sha256,
    )
    named = FIELDS | ({"file_sha256": "minutes"} if entry.topic == MINUTES else {})
    found = [
        replace(each, cited_as=SIGNED_TEXT)
        if each.cited_as == SIGNED_PAGE and each.sha256 in texts
        else each
        for each in _inside(loads(entry.content), named)
        if each.cited_as != SIGNED_PAGE or each.sha256
    ]
    return [source, *found] if entry.source else found


def files_of_texts(
    read_model: ReadModel, taskforce: str, at: AsOf, entries: Sequence[LogEntry]
) -> frozenset[str]:
    """Return the sha256 of every file of a text of a body, also of such as were corrected since.

    An audience that may not see the text still learns that there is no signed page.
    """
    whole = replace(at, audience=Visibility.SECRETARIAT)
    told = [event.content for event in entries if event.topic == InstrumentAdopted.TOPIC]
    told += [row.event for row in read_model.entries(taskforce, [InstrumentAdopted.TOPIC], whole)]
    adopted = map(InstrumentAdopted.model_validate_json, told)
    return frozenset(each.file_sha256 for text in adopted for each in text.authentic_texts)


def _inside(content: Json, fields: Mapping[str, str]) -> Iterator[Document]:
    """Yield the documents at any depth; evidence is one with or without the hash of a file."""
    if isinstance(content, Mapping):
        for field, cited_as in fields.items():
            if field in content or (field == "sha256" and "direction" in content):
                yield Document(
                    cited_as=cited_as,
                    title=_text(content.get("title")),
                    reference=None,
                    url=_text(content.get("url")),
                    sha256=_text(content.get(field)),
                )
        content = list(content.values())
    if isinstance(content, Sequence) and not isinstance(content, str):
        for each in content:
            yield from _inside(each, fields)


def _text(value: Json) -> str | None:
    return None if value is None else str(value)


NOT_CITED = {
    Visibility.PUBLIC: worded("No entry that the public may see cites this file."),
    Visibility.MEMBERS: worded("No entry that members may see cites this file."),
    Visibility.SECRETARIAT: worded("No entry cites this file."),
}


def check_document(read_model: ReadModel, ask: Ask, digest: str, name: str, today: date) -> Answer:
    """Answer which entries cite the file of a name with this sha256, and whether they stand.

    There are no rows where no entry does. An amendment that keeps its source cites it again.
    """
    context = QuestionContext.of(read_model, ask, today)
    entries = recorded(read_model, ask.taskforce, context.at)
    texts = files_of_texts(read_model, ask.taskforce, context.at, entries)
    cited = [
        (entry, document)
        for entry in entries
        if digest == entry.source_sha256 or digest in entry.content
        for document in documents_of(entry, texts)
        if document.sha256 == digest
    ]
    states = EntryStates(context.facts, entries)
    rows = [_row(entry, document, states.of(entry)) for entry, document in cited]
    return context.answer(
        worded("{file}, sha256 {digest}", file=name, digest=digest),
        CHECK.columns,
        rows,
        facts={"file": name, "sha256": digest, "cited": bool(rows)},
        notes=[] if rows else [NOT_CITED[ask.audience], *_alike(entries, name)],
    )


def list_documents(read_model: ReadModel, ask: Ask, today: date) -> Answer:
    """Answer which files are cited by their sha256, in the order in which they first were."""
    context = QuestionContext.of(read_model, ask, today)
    found: dict[tuple[str, str], tuple[Document, list[int]]] = {}
    entries = recorded(read_model, ask.taskforce, context.at)
    texts = files_of_texts(read_model, ask.taskforce, context.at, entries)
    for entry in entries:
        for document in documents_of(entry, texts) if _has_digest(entry) else ():
            if document.sha256:
                key = (document.sha256, document.cited_as)
                positions = found.setdefault(key, (document, []))[1]
                positions.extend({entry.position} - set(positions[-1:]))
    rows: list[Row] = [
        {**document.as_json(), "entries": list(positions)} for document, positions in found.values()
    ]
    return context.answer(
        worded("Documents cited in {taskforce}", taskforce=ask.taskforce),
        LIST.columns,
        rows,
        notes=[worded("Only documents of which the sha256 was recorded are listed.")],
    )


def recorded(read_model: ReadModel, taskforce: str, at: AsOf) -> list[LogEntry]:
    """Return all that was recorded of a body, and of the log itself, in the order of the log."""
    found = [*read_model.log(taskforce, at, None), *read_model.log("", at, None)]
    return sorted(found, key=lambda entry: entry.position)


def _has_digest(entry: LogEntry) -> bool:
    return bool(entry.source_sha256) or "sha256" in entry.content


def _alike(entries: Sequence[LogEntry], name: str) -> Iterator[str]:
    """Say which entries cite another file of the same name."""
    stem = name.rpartition(".")[0] or name
    alike = [
        entry.position
        for entry in entries
        if any(
            document.sha256 and called and called.casefold() in {name.casefold(), stem.casefold()}
            for document in (documents_of(entry, ()) if _has_digest(entry) else ())
            for called in (document.title, document.reference)
        )
    ]
    if alike:
        where = ", ".join(f"@{position}" for position in alike)
        yield worded(
            "Another file is cited under that name, with another sha256: {where}.", where=where
        )


def _row(entry: LogEntry, document: Document, state: str) -> Row:
    return {
        **values(entry, "position", "entry"),
        **entry.recorded(),
        "topic": entry.topic,
        "stream": entry.stream or None,
        "member": entry.member or None,
        "what": sentence(entry.topic, loads(entry.content)),
        "state": state,
        **document.as_json(),
    }
