"""The rows of answers about progress, made of what is known and may be seen."""

from collections.abc import Iterator, Mapping

from application.questions.asking.answer import Json, Row, dated
from application.questions.asking.facts import Fact, Facts
from application.questions.members.reviewing import shown_reports
from application.questions.progress.meaning import Meant, said, stated
from application.questions.progress.milestones import Step
from application.questions.progress.obligations import Obligation
from domain.events.progress import AssessmentAnswered, ProgressAssessed, ProgressReported
from domain.words import worded

NOT_FOR_THE_PUBLIC = (
    "due_on", "due_by", "extended_to", "exempted_because", "reminded_on", "reviewer",
)  # fmt: skip
"""What is blank in rows for the public, beside returns."""


def report_row(each: Obligation, names: Mapping[str, str]) -> Row:
    """Return one row of `reports`."""
    event = each.report.event if each.report else None
    approved = each.review.approved if each.review else None
    return {
        "commitment": each.commitment,
        "member": each.member,
        "name": names.get(each.member, each.member),
        "period_from": _day(each.period_from),
        "period_until": _day(each.period_until),
        "period": f"{each.period_from} to {each.period_until}" if each.period_from else None,
        "due_on": _day(each.due_on),
        "due_by": _day(each.due_by),
        "extended_to": _day(each.extended.event.extended_to if each.extended else None),
        "exempted_because": each.exempted.event.reason if each.exempted else None,
        "owed": each.owed,
        "state": each.state,
        "occasion": event.occasion if event else None,
        "stage": event.stage if event else None,
        **stated(each.report),
        "returns": [
            said(fact, reviewer=fact.event.reviewer, reason=fact.event.reason)
            for fact in each.returns
        ],
        "reviewer": approved.event.reviewer if approved else None,
        "approved_on": str(approved.on) if approved else None,
        "own_review": bool(each.review and each.review.own),
        "reminded_on": str(each.reminded.on) if each.reminded else None,
        "remark": _remark(each),
    }


def public_row(row: Row) -> Row:
    """Return the same row without what is never public: returns, reminders, whether it was late."""
    blank: dict[str, Json] = dict.fromkeys(NOT_FOR_THE_PUBLIC)
    state = "approved" if row["state"] == "approved" else "reported"
    return {**row, **blank, "state": state, "returns": [], "remark": None, "own_review": False}


def _remark(each: Obligation) -> str | None:
    """Say in one line what stands behind the state."""
    parts = [
        worded(
            "more time until {extended_to}: {reason}",
            extended_to=each.extended.event.extended_to,
            reason=each.extended.event.reason,
        )
        if each.extended
        else "",
        each.exempted.event.reason if each.exempted else "",
        worded("reminded on {on}", on=each.reminded.on) if each.reminded else "",
        *(
            worded("returned on {on}: {reason}", on=fact.on, reason=fact.event.reason)
            for fact in each.returns
        ),
        worded("approved on {on}", on=each.review.approved.on)
        if each.review and each.review.approved
        else "",
        "" if each.due_on else "extraordinary",
        "final" if each.report and each.report.event.stage == "final" else "",
        "corrected" if each.report and each.report.mended else "",
    ]
    return "; ".join(filter(None, parts)) or None


def judgements(facts: Facts, asked: Meant) -> Iterator[Row]:
    """Yield the rows of `assessments`: of members about themselves, then of others about them."""
    answers: dict[str, list[Fact[AssessmentAnswered]]] = {}
    for fact in facts.begun(AssessmentAnswered):
        answers.setdefault(str(fact.event.assessed), []).append(fact)
    for report in shown_reports(facts):
        if asked.is_for(report.event.commitment, report.event.member):
            yield _judgement(report, asked.names)
    for assessed in facts.standing(ProgressAssessed):
        if asked.is_for(assessed.event.commitment, assessed.event.member):
            yield _judgement(assessed, asked.names, answers.get(assessed.entry_id, []))


def _judgement(
    fact: Fact[ProgressReported] | Fact[ProgressAssessed],
    names: Mapping[str, str],
    answers: list[Fact[AssessmentAnswered]] | None = None,
) -> Row:
    event = fact.event
    assessed = event if isinstance(event, ProgressAssessed) else None
    name = names.get(event.member, event.member)
    return {
        "commitment": event.commitment,
        "member": event.member,
        "name": name,
        "kind": "assessment" if assessed else "report",
        "by": assessed.assessor if assessed else "itself",
        "period_from": _day(event.period_from),
        "period_until": _day(event.period_until),
        **stated(fact),
        "confidence": assessed.confidence if assessed else None,
        "method": assessed.method if assessed else None,
        "method_version": assessed.method_version if assessed else None,
        "answer": "\n".join(each.event.text for each in answers or ()) or None,
        "answered_on": str(answers[-1].on) if answers else None,
    }


def step_row(step: Step, names: Mapping[str, str]) -> Row:
    """Return one row of `milestones`."""
    event, reached = step.set.event, step.reached
    return {
        "commitment": event.commitment,
        "milestone": event.milestone,
        "title": event.title,
        "owner": event.owner,
        "name": names.get(event.owner, event.owner) if event.owner else "all",
        "due_on": event.due_on.isoformat(),
        "state": step.state,
        **dated("reached_on", reached.on if reached else None),
        "outcome": reached.event.outcome if reached else None,
        "entry": step.set.entry,
        "mended": step.set.mended or bool(reached and reached.mended),
    }


def _day(day: object) -> str | None:
    return str(day) if day else None
