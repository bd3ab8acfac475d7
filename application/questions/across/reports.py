"""What members were to report, what they reported, and what was said of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from application.questions.across.due_items import due_items
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, AnswerField, AnswerFields, Row, in_json
from application.questions.asking.ask import Ask
from application.questions.members.opening import Opening
from application.questions.progress.meaning import meant
from application.questions.progress.milestones import STATES as MILESTONE_STATES
from application.questions.progress.milestones import steps
from application.questions.progress.obligations import STATES, obligations
from application.questions.progress.rows import judgements, public_row, report_row, step_row
from application.read_model import ReadModel
from domain.values import Visibility
from domain.words import worded

NOT_PUBLIC = "What is due, overdue or was returned is not shown to the public."
MEANINGS = {
    "no_report": "No report: a reminder was sent after the last day, and nothing came.",
    "not_recorded": "Not recorded: the record was not yet kept on that due day; none is judged.",
    "not_shown": "Not shown: there is more on this than may be shown here.",
}

_FACTS = (fields.TASKFORCE, fields.REFERENCE, fields.BY_STATE)
_PERIOD = (fields.PERIOD_FROM, fields.PERIOD_UNTIL)
REPORTS = AnswerFields(
    facts=_FACTS,
    columns=(
        *(fields.COMMITMENT, fields.NAME, fields.PERIOD),
        AnswerField("due_by", "Due by", "the last day for it, with more time if that was given"),
        AnswerField(
            "state",
            "State",
            worded("{STATES}; for the public approved or reported", STATES=", ".join(STATES)),
        ),
        *(fields.ASSESSMENT, fields.STATED_ON, fields.REMARK),
    ),
    more=(
        *(fields.MEMBER, *_PERIOD),
        in_json("due_on", "the day of the schedule, null if nobody asked for the report"),
        fields.EXTENDED_TO,
        in_json("exempted_because", "why the member owes none, or null"),
        in_json("owed", "true if the member was bound on the due day and is not exempt"),
        *(fields.OCCASION, fields.STAGE, fields.SCALE, fields.SCALE_VERSION),
        *(fields.NARRATIVE, fields.EVIDENCE, fields.ENTRY, fields.MENDED),
        in_json("returns", "entry, on, reviewer and reason of each return, oldest first"),
        in_json("reviewer", "who approved it: a p-… reference or a code"),
        in_json("approved_on", "day of the approval"),
        in_json("own_review", "true if who reported also reviewed"),
        in_json("reminded_on", "day of the last reminder"),
    ),
)
OVERDUE = AnswerFields(
    facts=_FACTS,
    columns=(
        AnswerField("due_on", "Due on", "the last day on which it may be done"),
        AnswerField("state", "State", "due or overdue"),
        AnswerField("kind", "What", "report, milestone, action or meeting"),
        AnswerField("name", "Who", "name of the owner"),
        AnswerField("title", "Title", "what is to be done"),
        AnswerField("days", "Days late", "days since that last day, negative before it"),
    ),
    more=(
        in_json("key", "the same whenever it is asked for"),
        in_json("about", "the commitment, meeting or decision that it comes from"),
        in_json("owner", "a member's code, an office, or empty for the whole body"),
        in_json("tentative", "true if the day follows from a rule and nobody has fixed it"),
    ),
)
ASSESSMENTS = AnswerFields(
    facts=(
        *(fields.TASKFORCE, fields.REFERENCE),
        in_json("counts", "rows by kind, scale, version and value"),
    ),
    columns=(
        *(fields.COMMITMENT, fields.NAME, fields.STATED_ON),
        AnswerField("by", "By", "the institution that judged, or itself"),
        *(fields.ASSESSMENT, fields.SCALE, fields.SCALE_VERSION),
        *(fields.CONFIDENCE, fields.ANSWER),
    ),
    more=(
        in_json("kind", "report (by the member itself) or assessment (by somebody independent)"),
        *(fields.MEMBER, *_PERIOD, fields.NARRATIVE, fields.EVIDENCE, fields.ENTRY),
        *(fields.MENDED, fields.METHOD, fields.METHOD_VERSION),
        in_json("answered_on", "day of that answer"),
    ),
)
MILESTONES = AnswerFields(
    facts=_FACTS,
    columns=(
        *(fields.COMMITMENT, fields.MILESTONE, fields.STEP),
        AnswerField("name", "Owner", "name of the owner, or all"),
        fields.STEP_DUE_ON,
        AnswerField("state", "State", ", ".join(MILESTONE_STATES)),
        fields.REACHED_ON,
    ),
    more=(fields.STEP_OWNER, fields.OUTCOME, fields.ENTRY, fields.MENDED),
)


def reports(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what each member was to report, by period, and what became of it.

    The public is told what was reported where it may see the report, and nothing of silence.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    opening = Opening.of(read_model, ask, today)
    asked = meant(read_model, ask.taskforce, reference, opening.at)
    public = opening.at.audience is Visibility.PUBLIC
    found = [
        row
        for row in obligations(opening.facts)
        if asked.is_for(row.commitment, row.member) and (row.report or not public)
    ]
    rows = [report_row(each, asked.names) for each in found]
    if public:
        rows = [public_row(row) for row in rows]
    counts = dict.fromkeys(("reported", *STATES), 0)
    for row in rows:
        counts[str(row["state"])] += 1
    return opening.answer(
        f"Reports {'of ' + reference if reference else 'to ' + ask.taskforce}",
        REPORTS.columns,
        rows,
        facts={"reference": reference},
        counts=_given(counts),
        notes=[NOT_PUBLIC] if public else _notes(counts, rows),
    )


def overdue(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what is overdue or due within 30 days: reports, milestones, actions, meetings.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    opening = Opening.of(read_model, ask, today)
    asked = meant(read_model, ask.taskforce, reference, opening.at)
    public = opening.at.audience is Visibility.PUBLIC
    items = [] if public else due_items(opening.facts)
    rows: list[Row] = [
        {
            "kind": item.kind,
            "key": item.key,
            "about": item.about,
            "title": item.title,
            "owner": item.owner,
            "name": asked.names.get(item.owner, item.owner) or "all",
            "due_on": item.due_on.isoformat(),
            "state": item.state,
            "days": (opening.at.on - item.due_on).days,
            "tentative": item.tentative,
        }
        for item in items
        if item.state != "upcoming" and asked.is_for(item.about, item.owner)
    ]
    return opening.answer(
        worded(
            "Overdue and due {value}",
            value="from " + reference if reference else "in " + ask.taskforce,
        ),
        OVERDUE.columns,
        rows,
        facts={"reference": reference},
        counts={s: sum(row["state"] == s for row in rows) for s in ("overdue", "due")},
        notes=[NOT_PUBLIC] if public else ["Due means: within 30 days."],
    )


def assessments(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what members said of themselves and what others judged, with the members' answers.

    Counts are of all that is listed, by scale, version and value; nothing is averaged.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    opening = Opening.of(read_model, ask, today)
    asked = meant(read_model, ask.taskforce, reference, opening.at)
    rows = list(judgements(opening.facts, asked))
    rows.sort(key=lambda row: (str(row["commitment"]), str(row["name"]), str(row["stated_on"])))
    counts: dict[str, int] = {}
    for row in rows:
        value = f"{row['kind']} {row['scale']} {row['scale_version']} {row['assessment']}"
        counts[value] = counts.get(value, 0) + 1
    scales = {(row["scale"], row["scale_version"]) for row in rows}
    return opening.answer(
        worded("Assessments of {value}", value=reference or ask.taskforce),
        ASSESSMENTS.columns,
        rows,
        facts={"reference": reference},
        counts=_given(dict(sorted(counts.items()))),
        notes=["Several scales are in use; values of one say nothing on another."]
        if len(scales) > 1
        else [],
    )


def milestones(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer which steps were set, who owns them, by when, and which were reached.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    opening = Opening.of(read_model, ask, today)
    asked = meant(read_model, ask.taskforce, reference, opening.at)
    public = opening.at.audience is Visibility.PUBLIC
    rows = [
        step_row(step, asked.names)
        for step in steps(opening.facts)
        if asked.is_for(step.set.event.commitment, step.set.event.owner or "")
        and (not public or step.state in ("reached", "upcoming"))
    ]
    counts: dict[str, int] = {
        state: sum(row["state"] == state for row in rows) for state in MILESTONE_STATES
    }
    return opening.answer(
        f"Milestones {'of ' + reference if reference else 'in ' + ask.taskforce}",
        MILESTONES.columns,
        rows,
        facts={"reference": reference},
        counts=_given(counts),
        notes=[NOT_PUBLIC] if public else [],
    )


def _notes(counts: Mapping[str, int], rows: Sequence[Row]) -> list[str]:
    """Say what the rarer states mean, and which reviews were by those who reported."""
    notes = [text for state, text in MEANINGS.items() if counts[state]]
    own = [
        f"{row['member']} on {row['commitment']} (@{row['entry']})"
        for row in rows
        if row["own_review"]
    ]
    return [
        *notes,
        *([worded("Reported and reviewed by the same: {own}.", own=", ".join(own))] if own else []),
    ]


def _given(counts: Mapping[str, int]) -> Mapping[str, int] | None:
    """Return the counts that are not 0, None where all are."""
    return {name: number for name, number in counts.items() if number} or None
