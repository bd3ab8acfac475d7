"""Who speaks for a member: by reference only, since names are in the contacts."""

from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row, dated, values
from application.questions.asking.ask import Ask
from application.questions.asking.question_context import QuestionContext
from application.read_model import ReadModel
from domain.events.members import FocalPointDesignated
from domain.values import Visibility
from domain.words import worded

ROLES = ("main", "alternate", "validating_authority")
FOCAL_POINTS = fields.AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(
        *(fields.MEMBER, fields.NAME, fields.ROLE, fields.PERSON),
        fields.dated_field("since", "Since", "day from which it is one"),
    ),
)

WITHOUT = {
    Visibility.PUBLIC: worded("Without a focal point that the public may see: {without}."),
    Visibility.MEMBERS: worded("Without a focal point that members may see: {without}."),
    Visibility.SECRETARIAT: worded("Without a focal point: {without}."),
}
"""What may be hidden from an audience is never called nothing."""


def focal_points(read_model: ReadModel, ask: Ask, today: date, member: str | None = None) -> Answer:
    """Answer who the focal points are on the day, and which members have none.

    A role ends with its release, or with the membership.

    Raises:
        UnknownReference: there is no such member.
    """
    context = QuestionContext.of(read_model, ask, today)
    member = context.member_code(member)
    belonging = {row.member for row in context.belonging}
    standing = [
        fact
        for fact in context.facts.standing(FocalPointDesignated)
        if fact.event.member in belonging and member in (None, fact.event.member)
    ]
    standing.sort(key=lambda fact: (fact.event.member, ROLES.index(fact.event.role), fact.by))
    rows: list[Row] = [
        {
            "member": fact.event.member,
            "name": context.names[fact.event.member],
            **values(fact.event, "role", "person"),
            **dated("since", fact.on),
        }
        for fact in standing
    ]
    having = {fact.event.member for fact in standing}
    asked = {member} if member else belonging
    without = ", ".join(sorted((asked & belonging) - having))
    return context.answer(
        worded("Focal points of members of {taskforce}", taskforce=ask.taskforce),
        FOCAL_POINTS.columns,
        rows,
        notes=[worded(WITHOUT[ask.audience], without=without)] if without else [],
    )
