"""The published keys of answers about progress."""

from collections.abc import Mapping

from application.questions.milestones import STATES as MILESTONE_STATES
from application.questions.obligations import STATES

DATE_KEYS = (
    "as known (`2022-06`), null if unknown; with `_earliest` and `_latest`, the first and last day "
    "that it can mean"
)
_BODY = {
    "taskforce": "the body",
    "reference": "the member, instrument or commitment that was asked for, or null",
}
_WHO = {
    "rows.commitment": "its reference",
    "rows.member": "code",
    "rows.name": "official name on that day",
    "rows.period_from": "first day of the period, or null",
    "rows.period_until": "its last day",
}
_STATED = {
    "rows.assessment": "a value of the scale, or regressed, unable_to_assess, not_applicable",
    "rows.scale": "the scale",
    "rows.scale_version": "its version",
    "rows.narrative": "what was done",
    "rows.evidence": "direction, type, title, publisher, published_on, url, sha256 of each",
    "rows.entry": "position of its entry",
    "rows.mended": "true if an error in it was mended",
    "rows.stated_on": DATE_KEYS,
}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        **_BODY,
        "counts": "rows by state",
        **_WHO,
        "rows.period": "both in one text",
        "rows.due_on": "the day of the schedule, null if nobody asked for the report",
        "rows.due_by": "the last day on which it may come, with more time if that was given",
        "rows.extended_to": "the day until which more time was given, or null",
        "rows.exempted_because": "why the member owes none, or null",
        "rows.owed": "true if the member was bound on the due day and is not exempt",
        "rows.state": f"{', '.join(STATES)}; for the public approved or reported",
        "rows.occasion": "scheduled or extraordinary",
        "rows.stage": "interim or final",
        **_STATED,
        "rows.returns": "entry, on, reviewer and reason of each return, oldest first",
        "rows.reviewer": "who approved it: a p-… reference or a code",
        "rows.approved_on": "day of the approval",
        "rows.own_review": "true if who reported also reviewed",
        "rows.reminded_on": "day of the last reminder",
        "rows.remark": "the same in words",
    },
    "overdue": {
        **_BODY,
        "counts": "rows by state",
        "rows.kind": "report, milestone, action or meeting",
        "rows.key": "the same whenever it is asked for",
        "rows.about": "the commitment, meeting or decision that it comes from",
        "rows.title": "what is to be done",
        "rows.owner": "a member's code, an office, or empty for the whole body",
        "rows.name": "its name",
        "rows.due_on": "the last day on which it may be done",
        "rows.state": "due or overdue",
        "rows.days": "days since that last day, negative before it",
        "rows.tentative": "true if the day follows from a rule and nobody has fixed it",
    },
    "assessments": {
        **_BODY,
        "counts": "rows by kind, scale, version and value",
        **_WHO,
        "rows.kind": "report (by the member itself) or assessment (by somebody independent)",
        "rows.by": "the institution that judged, or itself",
        **_STATED,
        "rows.confidence": "low, medium or high",
        "rows.method": "what the method of an assessment is called",
        "rows.method_version": "its version",
        "rows.answer": "the member's answer to an assessment",
        "rows.answered_on": "its day",
    },
    "milestones": {
        **_BODY,
        "counts": "rows by state",
        "rows.commitment": "its reference",
        "rows.milestone": "what it is called",
        "rows.title": "the step",
        "rows.owner": "code of the member whose step it is, null for all",
        "rows.name": "its name, or all",
        "rows.due_on": "the last day on which it may be reached",
        "rows.state": ", ".join(MILESTONE_STATES),
        "rows.reached_on": DATE_KEYS,
        "rows.outcome": "what came of it",
        "rows.entry": "position of its entry",
        "rows.mended": "true if an error in it was mended",
    },
}
