"""What members were to report, what they reported, and how it was reviewed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, ByName, Json, Row, dated, not_zero, values
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import NOT_PUBLIC
from application.questions.asking.fact import Fact
from application.questions.asking.question_context import QuestionContext
from application.questions.progress.obligations import STATES, Obligation, obligations
from application.read_model import ReadModel
from domain.events.progress import ProgressAssessed, ProgressReported
from domain.names import alphabetical
from domain.words import joined, worded

MEANINGS = {
    "no_report": worded("No report: a reminder was sent after the last day, and nothing came."),
    "not_recorded": worded(
        "Not recorded: the record was not yet kept on that due day; none is judged."
    ),
    "not_shown": worded("Not shown: there is more on this than may be shown here."),
}
NOT_FOR_THE_PUBLIC = (
    "due_on", "due_by", "extended_to", "exempted_because", "reminded_on", "reviewer",
)  # fmt: skip
"""What is blank in rows for the public, beside returns."""
REPORT_FIELDS = fields.AnswerFields(
    facts=(fields.TASKFORCE, fields.REFERENCE, fields.BY_STATE),
    columns=(
        *(fields.COMMITMENT, fields.NAME, fields.PERIOD),
        fields.AnswerField(
            "due_by", "Due by", "the last day for it, with more time if that was given"
        ),
        fields.AnswerField(
            "state",
            "State",
            worded("{states}; for the public approved or reported", states=", ".join(STATES)),
        ),
        *(fields.ASSESSMENT, fields.STATED_ON, fields.REMARK),
    ),
    more=(
        *(fields.MEMBER, fields.PERIOD_FROM, fields.PERIOD_UNTIL),
        fields.in_json("due_on", "the day of the schedule, null if nobody asked for the report"),
        fields.EXTENDED_TO,
        fields.in_json("exempted_because", "why the member owes none, or null"),
        fields.in_json("owed", "true if the member was bound on the due day and is not exempt"),
        *(fields.OCCASION, fields.STAGE, fields.SCALE, fields.SCALE_VERSION),
        *(fields.NARRATIVE, fields.EVIDENCE, fields.ENTRY, fields.MENDED),
        fields.in_json("returns", "entry, on, reviewer and reason of each return, oldest first"),
        fields.in_json("reviewer", "who approved it: a p-… reference or a code"),
        fields.in_json("approved_on", "day of the approval"),
        fields.in_json(
            "own_review", "true if the member itself, or whoever recorded the report, reviewed it"
        ),
        fields.in_json("reminded_on", "day of the last reminder"),
    ),
)


REPORTED: Literal["reported"] = "reported"
"""The state of what was reported, and not approved, for the public."""


def reports(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what each member was to report, by period, and what became of it.

    The public sees what was reported where it may see the report, and no missing reports.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    context = QuestionContext.of(read_model, ask, today)
    asked = context.row_filter(reference)
    found = [
        row
        for row in obligations(context.facts.of(asked.commitments))
        if asked.is_for(row.commitment, row.member) and (row.report or not context.public)
    ]

    def place(each: Obligation) -> tuple[object, ...]:
        commitment, due, member, *more = each.key
        return commitment, due, alphabetical(asked.names.get(member, member)), member, *more

    found.sort(key=place)
    all_of_them = (report_row(each, asked.names) for each in found)
    rows = ByName(
        map(public_row, all_of_them) if context.public else all_of_them,
        (each.key[:2] for each in found),
    )
    counts: dict[str, int] = dict.fromkeys((REPORTED, *STATES), 0)
    for row in rows:
        counts[str(row["state"])] += 1
    return context.answer(
        worded("Reports of {reference}", reference=reference)
        if reference
        else worded("Reports to {taskforce}", taskforce=ask.taskforce),
        REPORT_FIELDS.columns,
        rows,
        facts={"reference": reference},
        counts=not_zero(counts),
        notes=[NOT_PUBLIC] if context.public else _notes(counts, found, asked.names),
    )


def _notes(
    counts: Mapping[str, int], found: Sequence[Obligation], names: Mapping[str, str]
) -> list[str]:
    """Say what the rarer states mean, and which reviews were by the member, or who recorded it."""
    notes: list[str] = [text for state, text in MEANINGS.items() if counts[state]]
    reviewed = [(each, each.review) for each in found if each.review and each.review.own]
    if by_member := [each for each, review in reviewed if review.by_member]:
        sentence = "Reviewed by the member itself: {reports}."
        notes.append(worded(sentence, reports=_cited(by_member, names)))
    if others := [each for each, review in reviewed if not review.by_member]:
        sentence = "Reviewed by whoever recorded the report for the member: {reports}."
        notes.append(worded(sentence, reports=_cited(others, names)))
    return notes


def _cited(found: Sequence[Obligation], names: Mapping[str, str]) -> str:
    return joined(
        "; ",
        [
            worded(
                "{name} on {commitment} (@{entry})",
                name=names.get(each.member, each.member),
                commitment=each.commitment,
                entry=each.report.entry,
            )
            for each in found
            if each.report
        ],
    )


def _period(each: Obligation) -> str | None:
    if each.period_from is None:
        return None
    return worded("{begin} to {end}", begin=each.period_from, end=each.period_until)


def report_row(each: Obligation, names: Mapping[str, str]) -> Row:
    """Return one row of `reports`."""
    event = each.report.event if each.report else None
    approved = each.review.approved if each.review else None
    return {
        **values(each, "commitment", "member"),
        "name": names.get(each.member, each.member),
        **values(each, "period_from", "period_until"),
        "period": _period(each),
        **values(each, "due_on", "due_by"),
        **values(each.extended and each.extended.event, "extended_to"),
        "exempted_because": each.exempted.event.reason if each.exempted else None,
        **values(each, "owed", "state"),
        **values(event, "occasion", "stage"),
        **stated(each.report),
        "returns": [
            {**values(fact, "entry", "on"), **values(fact.event, "reviewer", "reason")}
            for fact in each.returns
        ],
        **values(approved and approved.event, "reviewer"),
        "approved_on": str(approved.on) if approved else None,
        "own_review": bool(each.review and each.review.own),
        "reminded_on": str(each.reminded.on) if each.reminded else None,
        "remark": _remark(each),
    }


def public_row(row: Row) -> Row:
    """Return the same row without what is never public: returns, reminders, whether it was late."""
    blank: dict[str, Json] = dict.fromkeys(NOT_FOR_THE_PUBLIC)
    state = "approved" if row["state"] == "approved" else REPORTED
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
        "" if each.due_on else worded("extraordinary"),
        worded("final") if each.report and each.report.event.stage == "final" else "",
        worded("corrected") if each.report and each.report.corrected else "",
    ]
    return joined("; ", filter(None, parts)) or None


def stated(fact: Fact[ProgressReported] | Fact[ProgressAssessed] | None) -> dict[str, Json]:
    """Return what a report or an assessment says, under the names that answers give it."""
    event = fact.event if fact else None
    return {
        **values(event, "assessment", "scale", "scale_version", "narrative"),
        "evidence": [
            each.model_dump(mode="json", exclude_none=True)
            for each in (event.evidence if event else ())
        ],
        **values(fact, "entry"),
        "mended": fact.corrected if fact else False,
        **dated("stated_on", fact.on if fact else None),
    }
