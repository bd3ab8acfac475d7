"""What is overdue, and what is due soon, from all subjects."""

from dataclasses import replace
from datetime import date

from application.questions.across.still_due import by_owner, due_items
from application.questions.across.waiting import outstanding
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row, values
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import NOT_PUBLIC, complete_from, judged_from
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.references import RowFilter
from application.questions.members.counted import bound_since_unknown
from application.questions.members.not_asked import members_not_asked
from application.read_model import ReadModel
from domain.events.progress import ReportingScheduled
from domain.events.texts import Consented, Signed
from domain.words import worded

OVERDUE = fields.AnswerFields(
    facts=(fields.TASKFORCE, fields.REFERENCE, fields.BY_STATE),
    columns=(
        fields.AnswerField("name", "Who", "name of the owner"),
        fields.AnswerField("title", "What", "what is to be done"),
        fields.AnswerField("due_on", "Due on", "the last day on which it may be done"),
        fields.AnswerField("state", "State", "due or overdue"),
        fields.AnswerField("wait", "Days", "how many days it is late, or are left, in words"),
    ),
    more=(
        fields.in_json("days", "days since that last day, negative before it"),
        fields.in_json("kind", "report, milestone, action or meeting"),
        fields.in_json("key", "the same whenever it is asked for"),
        fields.in_json("about", "the commitment, meeting or decision that it comes from"),
        fields.in_json("owner", "a member's code, an office, or empty for the whole body"),
        fields.in_json("tentative", "true if the day follows from a rule and nobody has fixed it"),
    ),
)


def overdue(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what is overdue or due within 30 days: reports, milestones, actions, meetings.

    Rows are by owner, who waits longest first.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    context = QuestionContext.of(read_model, ask, today)
    asked = context.row_filter(reference)
    if context.public:
        found = []
    elif asked.commitments is None:
        found = due_items(context.facts.of(outstanding(context.facts, today)))
    else:
        found = due_items(context.facts.of(asked.commitments))
    items = by_owner((item for item in found if item.state != "upcoming"), asked.names)
    rows: list[Row] = [
        {
            **values(item, "kind", "key", "about", "title", "owner"),
            "name": asked.names.get(item.owner, item.owner) or worded("all"),
            **values(item, "due_on", "state"),
            "days": (days := (context.at.on - item.due_on).days),
            "wait": _wait(days),
            **values(item, "tentative"),
        }
        for item in items
        if asked.is_for(item.about, item.owner)
    ]
    return context.answer(
        worded("Overdue and due from {reference}", reference=reference)
        if reference
        else worded("Overdue and due in {taskforce}", taskforce=ask.taskforce),
        OVERDUE.columns,
        rows,
        facts={"reference": reference},
        counts={s: sum(row["state"] == s for row in rows) for s in ("overdue", "due")},
        notes=[NOT_PUBLIC]
        if context.public
        else [
            worded("Due means: within 30 days."),
            judged_from(complete_from(context.facts)),
            *_not_asked(context.facts, asked),
            *(members_not_asked(context.facts) if reference is None else []),
        ],
    )


def _not_asked(facts: Facts, asked: RowFilter) -> list[str]:
    """Return a note on those of whom nothing is due, since it is not known when they signed."""
    at, topics = replace(facts.at, on=date.min), [Signed.TOPIC, Consented.TOPIC]
    without_day = {row.stream for row in facts.read_model.uncertain(facts.taskforce, topics, at)}
    schedules = facts.known(ReportingScheduled) if without_day else []
    scheduled = without_day.intersection(fact.event.commitment for fact in schedules)
    if not scheduled:
        return []
    return bound_since_unknown(facts, lambda c, m: c in scheduled and asked.is_for(c, m))


def _wait(days: int) -> str:
    """Say by how many days something is late, or how many are left until its last day."""
    if days == 0:
        return worded("last day")
    if days > 0:
        return worded("1 day late") if days == 1 else worded("{days} days late", days=days)
    return worded("1 day left") if days == -1 else worded("{days} days left", days=-days)
