"""Practices that members showed: best or emerging, for which commitments, on what evidence."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import (
    Answer,
    AnswerField,
    AnswerFields,
    Row,
    dated,
    in_json,
    values,
)
from application.questions.asking.ask import Ask
from application.questions.asking.facts import Fact
from application.questions.asking.question_context import QuestionContext
from application.read_model import ReadModel
from domain.events.laws import PracticeShowcased
from domain.words import worded

MATURITIES = ("best", "emerging")
PRACTICES = AnswerFields(
    facts=(fields.TASKFORCE, in_json("counts", "practices by maturity")),
    columns=(
        *(fields.PRACTICE, fields.TITLE.headed("Practice"), fields.NAME),
        AnswerField("maturity", "Maturity", "best (tried) or emerging"),
        *(fields.COMMITMENTS, fields.TASK),
        AnswerField("evidenced_by", "Evidence", "titles of the evidence"),
        *(fields.MEETING, fields.SHOWN_ON),
    ),
    more=(fields.MEMBER, fields.TEXT, fields.EVIDENCE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticesAsked:
    """Which practices are asked for; None leaves all in."""

    member: str | None = None
    maturity: str | None = None
    commitment: str | None = None
    task: str | None = None

    def wants(self, event: PracticeShowcased) -> bool:
        """Say whether a practice is among them."""
        return (
            self.member in (None, event.member)
            and self.maturity in (None, event.maturity)
            and self.task in (None, event.task)
            and self.commitment in (None, *event.commitments)
        )


def practices(
    read_model: ReadModel, ask: Ask, today: date, asked: PracticesAsked | None = None
) -> Answer:
    """Answer which practices were shown, best before emerging, then by the day.

    Raises:
        UnknownReference: there is no such member.
    """
    asked = asked or PracticesAsked()
    context = QuestionContext.of(read_model, ask, today)
    asked = replace(asked, member=context.member_code(asked.member))
    shown = [fact for fact in context.facts.begun(PracticeShowcased) if asked.wants(fact.event)]
    shown.sort(key=lambda fact: MATURITIES.index(fact.event.maturity))
    counts: Counter[str] = Counter(fact.event.maturity for fact in shown)
    return context.answer(
        worded("Practices of members of {taskforce}", taskforce=ask.taskforce),
        PRACTICES.columns,
        [practice_row(fact, context.names) for fact in shown],
        counts={maturity: counts[maturity] for maturity in MATURITIES},
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
