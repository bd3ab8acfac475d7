"""What members were to report, what they reported, and what was said of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from application.questions.answer import Answer, Column, Row
from application.questions.asking import Ask, as_of, nature
from application.questions.due_items import due_items
from application.questions.facts import Facts
from application.questions.meaning import meant
from application.questions.milestones import STATES as MILESTONE_STATES
from application.questions.milestones import steps
from application.questions.obligations import STATES, obligations
from application.questions.rows_of_progress import judgements, public_row, report_row, step_row
from application.read_model import ReadModel
from domain.values import Visibility

NOT_PUBLIC = "What is due, overdue or was returned is not shown to the public."
MEANINGS = {
    "no_report": "No report: a reminder was sent after the last day, and nothing came.",
    "not_recorded": "Not recorded: the record was not yet kept on that due day; none is judged.",
    "not_shown": "Not shown: there is more on this than may be shown here.",
}


def reports(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what each member was to report, by period, and what became of it.

    The public is told what was reported where it may see the report, and nothing of silence.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    at = as_of(read_model, ask, today)
    banners = nature(read_model, ask.taskforce, at)
    asked = meant(read_model, ask.taskforce, reference, at)
    public = at.audience is Visibility.PUBLIC
    found = [
        row
        for row in obligations(Facts(read_model, ask.taskforce, at))
        if asked.is_for(row.commitment, row.member) and (row.report or not public)
    ]
    rows = [report_row(each, asked.names) for each in found]
    if public:
        rows = [public_row(row) for row in rows]
    counts = dict.fromkeys(("reported", *STATES), 0)
    for row in rows:
        counts[str(row["state"])] += 1
    return Answer(
        title=f"Reports {'of ' + reference if reference else 'to ' + ask.taskforce}",
        as_of=at,
        columns=[
            Column("commitment", "Commitment"),
            Column("name", "Member"),
            Column("period", "Period"),
            Column("due_by", "Due by"),
            Column("state", "State"),
            Column("assessment", "Says"),
            Column("stated_on", "As of"),
            Column("remark", "Remark"),
        ],
        rows=rows,
        facts={"taskforce": ask.taskforce, "reference": reference},
        counts=_given(counts),
        banners=banners,
        notes=[NOT_PUBLIC] if public else _notes(counts, rows),
    )


def overdue(read_model: ReadModel, ask: Ask, member: str | None, today: date) -> Answer:
    """Answer what is overdue or due within 30 days: reports, milestones, actions, meetings.

    Raises:
        UnknownReference: there is no such member.
    """
    at = as_of(read_model, ask, today)
    banners = nature(read_model, ask.taskforce, at)
    asked = meant(read_model, ask.taskforce, member, at)
    public = at.audience is Visibility.PUBLIC
    items = [] if public else due_items(Facts(read_model, ask.taskforce, at))
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
            "days": (at.on - item.due_on).days,
            "tentative": item.tentative,
        }
        for item in items
        if item.state != "upcoming" and asked.is_for(item.about, item.owner)
    ]
    return Answer(
        title=f"Overdue and due {'from ' + member if member else 'in ' + ask.taskforce}",
        as_of=at,
        columns=[
            Column("due_on", "Due on"),
            Column("state", "State"),
            Column("kind", "What"),
            Column("name", "Who"),
            Column("title", "Title"),
            Column("days", "Days late"),
        ],
        rows=rows,
        facts={"taskforce": ask.taskforce, "reference": member},
        counts={s: sum(row["state"] == s for row in rows) for s in ("overdue", "due")},
        banners=banners,
        notes=[NOT_PUBLIC] if public else ["Due means: within 30 days."],
    )


def assessments(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what members said of themselves and what others judged, with the members' answers.

    Counts are of all that is listed, by scale, version and value; nothing is averaged.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    at = as_of(read_model, ask, today)
    banners = nature(read_model, ask.taskforce, at)
    asked = meant(read_model, ask.taskforce, reference, at)
    facts = Facts(read_model, ask.taskforce, at)
    rows = list(judgements(facts, asked))
    rows.sort(key=lambda row: (str(row["commitment"]), str(row["name"]), str(row["stated_on"])))
    counts: dict[str, int] = {}
    for row in rows:
        value = f"{row['kind']} {row['scale']} {row['scale_version']} {row['assessment']}"
        counts[value] = counts.get(value, 0) + 1
    scales = {(row["scale"], row["scale_version"]) for row in rows}
    return Answer(
        title=f"Assessments of {reference or ask.taskforce}",
        as_of=at,
        columns=[
            Column("commitment", "Commitment"),
            Column("name", "Member"),
            Column("stated_on", "As of"),
            Column("by", "By"),
            Column("assessment", "Says"),
            Column("scale", "Scale"),
            Column("scale_version", "Version"),
            Column("confidence", "Confidence"),
            Column("answer", "Member's answer"),
        ],
        rows=rows,
        facts={"taskforce": ask.taskforce, "reference": reference},
        counts=_given(dict(sorted(counts.items()))),
        banners=banners,
        notes=["Several scales are in use; values of one say nothing on another."]
        if len(scales) > 1
        else [],
    )


def milestones(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer which steps were set, who owns them, by when, and which were reached.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    at = as_of(read_model, ask, today)
    banners = nature(read_model, ask.taskforce, at)
    asked = meant(read_model, ask.taskforce, reference, at)
    public = at.audience is Visibility.PUBLIC
    rows = [
        step_row(step, asked.names)
        for step in steps(Facts(read_model, ask.taskforce, at))
        if asked.is_for(step.set.event.commitment, step.set.event.owner or "")
        and (not public or step.state in ("reached", "upcoming"))
    ]
    counts: dict[str, int] = {
        state: sum(row["state"] == state for row in rows) for state in MILESTONE_STATES
    }
    return Answer(
        title=f"Milestones {'of ' + reference if reference else 'in ' + ask.taskforce}",
        as_of=at,
        columns=[
            Column("commitment", "Commitment"),
            Column("milestone", "Milestone"),
            Column("title", "Title"),
            Column("name", "Owner"),
            Column("due_on", "Due on"),
            Column("state", "State"),
            Column("reached_on", "Reached"),
        ],
        rows=rows,
        facts={"taskforce": ask.taskforce, "reference": reference},
        counts=_given(counts),
        banners=banners,
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
    return [*notes, *([f"Reported and reviewed by the same: {', '.join(own)}."] if own else [])]


def _given(counts: Mapping[str, int]) -> Mapping[str, int] | None:
    """Return the counts that are not 0, None where all are."""
    return {name: number for name, number in counts.items() if number} or None
