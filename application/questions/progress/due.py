"""What members still have to do about commitments: reports that they owe, and milestones."""

from collections.abc import Iterator

from application.questions.asking.completeness import kept_from
from application.questions.asking.due import DueItem
from application.questions.asking.facts import Facts
from application.questions.members.standings import is_in
from application.questions.progress.milestones import steps
from application.questions.progress.obligations import Obligation, obligations
from domain.due import due_state
from domain.values import Visibility
from domain.words import worded

OPEN = ("upcoming", "due", "overdue", "no_report")


def reports_due(facts: Facts) -> Iterator[DueItem]:
    """Yield reports that are owed, and those that were returned; nothing for the public."""
    if facts.at.audience is Visibility.PUBLIC:
        return
    kept = kept_from(facts)
    for row in obligations(facts):
        if not row.owed or row.due_by is None or row.state not in (*OPEN, "returned"):
            continue
        state = due_state(row.due_by, facts.at.on)
        judged = kept is not None and row.due_on is not None and row.due_on >= kept
        if state != "overdue" or judged:
            yield DueItem(
                kind="report",
                key=f"report:{row.commitment}:{row.member}:{row.due_on}",
                title=_title(row),
                owner=row.member,
                about=row.commitment,
                due_on=row.due_by,
                state=state,
            )


def _title(row: Obligation) -> str:
    said = worded(
        "Report on {commitment} for {period_from} to {period_until}",
        commitment=row.commitment,
        period_from=row.period_from,
        period_until=row.period_until,
    )
    if row.state == "returned":
        return worded("{said}, returned on {on}", said=said, on=row.returns[-1].on)
    if row.state == "no_report" and row.reminded:
        return worded("{said}, reminded on {on}", said=said, on=row.reminded.on)
    return said


def milestones_due(facts: Facts) -> Iterator[DueItem]:
    """Yield milestones that were not reached; nothing for the public, nor of who left the body."""
    if facts.at.audience is Visibility.PUBLIC:
        return
    members = facts.read_model.members(facts.taskforce, facts.at)
    belonging = {"", *(row.member for row in members if is_in(row))}
    for step in steps(facts):
        event = step.set.event
        if step.state in ("upcoming", "due", "overdue") and (event.owner or "") in belonging:
            yield DueItem(
                kind="milestone",
                key=f"milestone:{event.commitment}:{event.milestone}",
                title=f"{event.milestone}: {event.title}",
                owner=event.owner or "",
                about=event.commitment,
                due_on=event.due_on,
                state=due_state(event.due_on, facts.at.on),
            )
