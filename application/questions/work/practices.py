"""Practices that members showed: best or emerging, for which commitments, on what evidence."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row, dated, values
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.references import find_text
from application.read_model import ReadModel
from domain.events.laws import PracticeShowcased
from domain.words import worded

MATURITIES = ("best", "emerging")
PRACTICES = fields.AnswerFields(
    facts=(fields.TASKFORCE, fields.in_json("counts", "practices by maturity")),
    columns=(
        *(fields.PRACTICE, fields.TITLE.headed("Practice"), fields.NAME),
        fields.AnswerField("maturity", "Maturity", "best (tried) or emerging"),
        *(fields.COMMITMENTS, fields.TASK),
        fields.AnswerField("evidenced_by", "Evidence", "titles of the evidence"),
        *(fields.MEETING, fields.SHOWN_ON),
    ),
    more=(fields.MEMBER, fields.TEXT, fields.EVIDENCE),
)


def practices(
    read_model: ReadModel,
    ask: Ask,
    today: date,
    *,
    member: str | None = None,
    maturity: str | None = None,
    commitment: str | None = None,
    task: str | None = None,
) -> Answer:
    """Answer which practices were shown, best before emerging, then by the day.

    Raises:
        UnknownReference: there is no such member, task or commitment.
    """
    context = QuestionContext.of(read_model, ask, today)
    member, task = context.member_code(member), context.task_reference(task)
    text = None
    if commitment is not None:
        text = find_text(read_model, ask.taskforce, commitment, context.at)
    shown = [
        fact
        for fact in context.facts.begun(PracticeShowcased)
        if member in (None, fact.event.member)
        and maturity in (None, fact.event.maturity)
        and task in (None, fact.event.task)
        and (text is None or not {*text.commitments}.isdisjoint(fact.event.commitments))
    ]
    shown.sort(key=lambda fact: MATURITIES.index(fact.event.maturity))
    counts: Counter[str] = Counter(fact.event.maturity for fact in shown)
    return context.answer(
        worded("Practices of members of {taskforce}", taskforce=ask.taskforce),
        PRACTICES.columns,
        [practice_row(fact, context.names) for fact in shown],
        counts={each: counts[each] for each in MATURITIES},
    )


def practice_row(fact: Fact[PracticeShowcased], names: Mapping[str, str]) -> Row:
    """Return one row."""
    event = fact.event
    return {
        **values(event, "practice", "member"),
        "name": names.get(event.member, event.member),
        **values(event, "maturity", "title", "text", "commitments", "task", "meeting"),
        "evidenced_by": [each.title for each in event.evidence],
        **values(event, "evidence"),
        **dated("shown_on", fact.on),
    }
