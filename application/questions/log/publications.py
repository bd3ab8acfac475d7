"""Published reports of a body, their references, and the entries they were made from."""

from collections.abc import Sequence
from datetime import date
from json import loads

from application.model_rows import AsOf
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row
from application.questions.asking.ask import Ask
from application.questions.asking.question_context import QuestionContext
from application.read_model import ReadModel
from domain.events.log import ReportPublished
from domain.words import worded

PUBLICATIONS = fields.AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(
        *(fields.POSITION, fields.RECORDED.headed("Published"), fields.REPORT),
        fields.REPORT_TITLE,
        fields.AnswerField("published_for", "For", "who may read it: public, members, secretariat"),
        fields.SIZE,
    ),
    more=(fields.RECORDED_AT, fields.TOPIC, fields.MANIFEST, fields.CONTENT),
)
SHORT = (
    *(fields.REPORT, fields.REPORT_TITLE, fields.RECORDED.headed("Published")),
    fields.POSITION.headed("Position"),
)


def list_reports(read_model: ReadModel, ask: Ask, today: date) -> Answer:
    """Answer which reports were published, in the order of publication."""
    context = QuestionContext.of(read_model, ask, today)
    rows = publications(read_model, ask.taskforce, context.at)
    return context.answer(
        worded("Published reports of {taskforce}", taskforce=ask.taskforce),
        PUBLICATIONS.columns,
        rows,
        notes=[] if rows else [worded("No report is published.")],
    )


def publications(read_model: ReadModel, taskforce: str, at: AsOf, after: int = 0) -> Sequence[Row]:
    """Return the reports that were published after a position, as an audience may know of them."""
    rows: list[Row] = []
    for entry in read_model.log(None, at, None):
        if entry.topic != ReportPublished.TOPIC or entry.position <= after:
            continue
        said = loads(entry.content)
        if said.get("taskforce") != taskforce:
            continue
        rows.append(
            {
                "position": entry.position,
                **entry.recorded(),
                "topic": entry.topic,
                "report": said["report"],
                "title": said.get("title"),
                "published_for": entry.visibility,
                "size": said["size"],
                "manifest_sha256": said["manifest_sha256"],
                "content_sha256": said["content_sha256"],
            }
        )
    return rows
