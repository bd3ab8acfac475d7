"""Acts about progress as others judge it: assessments, and what members reply to them."""

from typing import Annotated

from application.acts.progress.reports import Member, reviews_of
from application.declarations.act import Act, On
from application.entries.named import entry_id
from application.recording.recording import Recording
from domain.errors import Refused
from domain.events import progress as events
from domain.meaning import Meaning
from domain.values import Line
from domain.words import worded

_NAMES_AN_ASSESSMENT = worded(
    "It says which assessment is meant; retract the answer and record it anew."
)


class Assess(
    Act,
    name="progress assess",
    makes=(events.ProgressAssessed,),
    arguments=("member", "commitment", "assessment"),
    keys=("member", "assessor", "commitment", "scale", "scale_version"),
    rested_on=True,
    repeats=True,
    examples=(
        "progress assess ATL MISSION-1 limited --scale OGP --assessor 'University of Utopia' "
        "--confidence medium --method 'Desk review' --method-version 2 --on 2026-10-01 "
        "--evidence 'contradicts_progress;report;The law has no budget;2026-09'"
    ),
):
    """An institution judged, independently, how far the member is."""

    member: Member
    commitment: events.Commitment
    assessment: events.AssessmentGiven
    scale: events.Scale
    scale_version: events.ScaleVersion = "1"
    assessor: events.Assessor
    confidence: events.HowSure
    method: events.Method
    method_version: events.MethodVersion = "1"
    period_from: events.PeriodFrom | None = None
    period_until: events.PeriodUntil | None = None
    narrative: events.Narrative | None = None
    evidence: events.EvidenceGiven = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Note what was judged.

        Raises:
            UnknownReference: no such member, commitment or scale.
            Refused: it is no value of the scale, or the assessor is the member itself.
            Contradicted: a picture is named as evidence.
        """
        member = recording.member(body, self.member)
        recording.commitment(body, self.commitment)
        if self.assessor.casefold() in {member.code.casefold(), member.name.casefold()}:
            raise Refused(
                "{code} cannot be its own independent assessor. What it says itself is a "
                "report: depositary progress report",
                code=member.code,
            )
        recording.taskforce(body).must_be_on_its_scale(self)
        recording.record(body, self.event(events.ProgressAssessed), self.on)


class AnswerAssessment(
    Act,
    name="progress answer",
    row="answer_assessment",
    makes=(events.AssessmentAnswered,),
    keys=("member", "commitment"),
    repeats=True,
    uncompared={"assessed": _NAMES_AN_ASSESSMENT},
    examples="progress answer ATL MISSION-1 'The budget follows.' --on 2026-10-20",
):
    """The member replied to an assessment; the reply is printed beside it."""

    member: Member
    commitment: events.Commitment
    text: events.Reply
    assessed: Annotated[
        Line | None, Meaning("Which one, by its entry; the unanswered one if left out.", "@31")
    ] = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Answer the assessment that is meant: the unanswered one, where none is named.

        Raises:
            UnknownReference: there is no such member, commitment or entry.
            Refused: nobody has assessed it, or it is not clear which assessment is meant.
        """
        reviews = reviews_of(recording, body, self.member, self.commitment)
        assessed = reviews.to_answer(entry_id(recording, self.assessed), self.on)
        event = self.event(events.AssessmentAnswered, assessed=assessed)
        recording.record(body, event, self.on)
