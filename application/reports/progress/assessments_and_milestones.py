"""Tables of the progress report: independent assessments and milestones."""

from collections.abc import Sequence

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Json, Row, dated, values
from application.questions.asking.fact import Fact
from application.questions.asking.sentences import plain
from application.questions.progress.milestones import MilestoneRecord, milestone_records
from application.reports.document import Table
from application.reports.progress.states import States
from domain.events.progress import AssessmentAnswered, Evidence, ProgressAssessed
from domain.grouping import grouped
from domain.words import joined, worded

ASSESSED = (
    *(fields.COMMITMENT, fields.NAME),
    Column("itself", worded("Its own view")),
    Column("assessor", "Assessor"),
    *(
        fields.ASSESSMENT.headed(worded("Assessment")),
        fields.STATED_ON,
        fields.CONFIDENCE,
        fields.METHOD,
    ),
    *(fields.EVIDENCE, fields.ANSWER, fields.REMARK),
)
HIDE_IF_EMPTY = ("evidence", "remark")
"""Columns that are left out if they are empty."""


def evidence_of(given: Sequence[Evidence]) -> list[Json]:
    """Return each piece of evidence as a short line that begins with its direction."""
    return [
        joined(
            "; ",
            filter(
                None,
                (
                    worded(
                        "{direction}: {title} ({type})",
                        direction=plain(each.direction),
                        title=each.title,
                        type=each.type,
                    ),
                    each.publisher,
                    worded("{day}", day=each.published_on) if each.published_on else "",
                    each.url,
                ),
            ),
        )
        for each in given
    ]


def assessed(states: States) -> Table:
    """Return independent assessments, with the member's latest report and its answer."""
    begun = states.body.facts.begun(AssessmentAnswered)
    answers = grouped((str(fact.event.assessed), fact) for fact in begun)
    rows = [_judged(states, fact, answers.get(fact.entry_id, [])) for fact in states.assessed]
    return Table(
        "assessments",
        worded("Independent assessments, with the member's answer"),
        [
            column
            for column in ASSESSED
            if column.key not in HIDE_IF_EMPTY or any(row[column.key] for row in rows)
        ],
        rows,
        tones={value: tone for scale in states.scales for value, tone in scale.tones.items()},
    )


def _judged(
    states: States, fact: Fact[ProgressAssessed], answers: Sequence[Fact[AssessmentAnswered]]
) -> Row:
    event = fact.event
    cell = states.cells.get((event.commitment, event.member))
    corrected = fact.corrected or any(answer.corrected for answer in answers)
    return {
        **values(event, "commitment", "member"),
        "name": states.called(event.member),
        "itself": states.said(cell)[0] if cell and cell.report else None,
        **values(event, "assessor", "assessment"),
        "scale": f"{event.scale} {event.scale_version}",
        **dated("stated_on", fact.on),
        "confidence": event.confidence,
        "method": worded(
            "{method} (version {version}), on the scale {scale} {scale_version}",
            method=event.method,
            version=event.method_version,
            scale=event.scale,
            scale_version=event.scale_version,
        ),
        "narrative": event.narrative,
        "evidence": evidence_of(event.evidence),
        "answer": _answered(answers),
        "remark": worded("corrected") if corrected else None,
    }


def _answered(answers: Sequence[Fact[AssessmentAnswered]]) -> str | None:
    told = [worded("{text} ({on})", text=each.event.text, on=each.on) for each in answers]
    return joined("\n", told) or None


def milestones(states: States) -> Table:
    """Return the table of milestones; the public sees those that were reached or are upcoming."""
    shown = [
        step
        for step in milestone_records(states.body.facts)
        if states.asked.is_for(step.set.event.commitment, step.set.event.owner or "")
        and (not states.public or step.state in ("reached", "upcoming"))
    ]
    return Table(
        "milestones",
        worded("Milestones and their state"),
        [
            *(fields.COMMITMENT, fields.STEP.headed("Milestone"), Column("name", "Owner")),
            *(fields.STEP_DUE_ON, Column("state", "State")),
            *(fields.REACHED_ON.headed("Reached on"), fields.OUTCOME),
        ],
        [_step(states, step) for step in shown],
        tones={"reached": "good", "overdue": "bad", "due": "partial"},
    )


def _step(states: States, step: MilestoneRecord) -> Row:
    event, reached = step.set.event, step.reached
    return {
        **values(event, "commitment", "milestone"),
        "title": f"{event.milestone}: {event.title}",
        "name": states.called(event.owner) if event.owner else worded("all"),
        "due_on": event.due_on.isoformat(),
        "state": step.state,
        **dated("reached_on", reached.on if reached else None),
        "outcome": reached.event.outcome if reached else None,
    }
