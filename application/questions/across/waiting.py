"""What is due, late or to be reviewed in commitments: kept until an event or a day changes it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from json import dumps, loads
from typing import Any

from application.model_rows import Kept
from application.questions.across.still_due import reports_due
from application.questions.asking.facts import Facts
from application.questions.asking.kept import BODY, kept_for
from application.questions.progress.milestones import milestone_records
from application.questions.progress.obligations import AHEAD, due_days, obligations
from domain.deadlines import SOON
from domain.events.progress import (
    MilestoneSet,
    ProgressReported,
    ReportingExtended,
    ReportingScheduled,
)
from domain.values import Visibility

WHAT: Mapping[Visibility, str] = {
    Visibility.MEMBERS: "due_to_members",
    Visibility.SECRETARIAT: "due",
}
"""What is kept by audience; the public asks seldom what is late, and is told little of it."""
DUE_BY = (ReportingScheduled, ProgressReported, MilestoneSet)
DAY = timedelta(days=1)
DUE, LATE, FOR_REVIEW, MILESTONES = "due", "late", "for_review", "milestones"
Part = dict[str, list[Any]]
"""What is due or late in one commitment, or waits, by these names, as JSON has it."""
Step = tuple[str, int, str, str]
"""A milestone that is late: its due date, its entry, its owner ("" for all) and its reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Who owes reports that are late, whose reports wait for a review, and which steps are late.

    Members stand once for each report, in the order of obligations, and steps in that of due dates.
    """

    late: list[str]
    for_review: list[str]
    milestones: list[Step]


def waiting(facts: Facts) -> Waiting:
    """Return what is late or waits on the day.

    The public is told of none of it but reports that wait, nor anybody of steps of who left.
    """
    parts = parts_of(facts).values()
    steps = [(str(d), int(e), str(o), str(m)) for p in parts for d, e, o, m in p[MILESTONES]]
    members = facts.everything.members if steps else ()
    belonging = {"", *(row.member for row in members if row.belongs)}
    return Waiting(
        late=[member for part in parts for member in part[LATE]],
        for_review=[member for part in parts for member in part[FOR_REVIEW]],
        milestones=sorted(step for step in steps if step[2] in belonging),
    )


def outstanding(facts: Facts, today: date) -> list[str]:
    """Return the commitments of which something is due or late on the day."""
    parts = parts_of(facts, today).items()
    return [each for each, part in parts if part[DUE] or part[LATE] or part[MILESTONES]]


def parts_of(facts: Facts, today: date | None = None) -> Mapping[str, Part]:
    """Return what there is to tell of each commitment; of what is known now, what is kept."""
    at, read_model = facts.at, facts.read_model
    if at.audience not in WHAT or at.position != read_model.head():
        return dict(sorted(by_commitment(facts).items()))
    kept = kept_for(
        read_model,
        facts.taskforce,
        WHAT[at.audience],
        at.on,
        at.position,
        lambda each: _kept(facts, each),
        at.on if at.is_today else today,
    )
    return {each: loads(value) for each, value in kept.items()}


def by_commitment(facts: Facts) -> dict[str, Part]:
    """Return what is due or late, or waits, by commitment, whoever belongs to the body."""
    found: dict[str, Part] = defaultdict(
        lambda: {DUE: [], LATE: [], FOR_REVIEW: [], MILESTONES: []}
    )
    rows = obligations(facts)
    for item in reports_due(facts, rows):
        if item.state != "upcoming":
            found[item.about][LATE if item.state == "overdue" else DUE].append(item.owner)
    for row in rows:
        if row.state == "pending":
            found[row.commitment][FOR_REVIEW].append(row.member)
    for step in () if facts.at.audience is Visibility.PUBLIC else milestone_records(facts):
        event = step.set.event
        if step.state == "due":
            found[event.commitment][DUE].append(event.owner or "")
        if step.state == "overdue":
            told = (str(event.due_on), step.set.entry, event.owner or "", event.milestone)
            found[event.commitment][MILESTONES].append(told)
    return found


def _kept(facts: Facts, scopes: Sequence[str]) -> Mapping[str, Kept | None]:
    """Return what to keep of these commitments, and nothing of the body as a whole.

    Of one without a schedule, report or milestone nothing can be due, so it is not read.
    """
    references = partial(facts.read_model.references, facts.taskforce)
    having = {each for kind in DUE_BY for each in references(kind.TOPIC)}
    own, on = facts.of([each for each in scopes if each in having]), facts.at.on
    found = by_commitment(own)
    days, whole = own.days_by_commitment, own.everything
    due = due_days(whole)
    for milestone in whole.known(MilestoneSet):
        due.setdefault(milestone.event.commitment, set()).add(milestone.event.due_on)
    for extended in whole.known(ReportingExtended):
        due.setdefault(extended.event.commitment, set()).add(extended.event.extended_to)
    kept: dict[str, Kept | None] = dict.fromkeys(scopes)
    for each in (days.keys() | due.keys()) - {BODY}:
        change = days.get(each, set()) | due.get(each, set()) | days.get(BODY, set())
        both = {day + shift for day in change for shift in (timedelta(), DAY)}
        both |= {day - SOON for day in due.get(each, ())}
        kept[each] = Kept(
            from_day=max((day for day in both if day <= on), default=date.min),
            until=min((day for day in both if day > on), default=on + AHEAD),
            value=dumps(found[each]) if each in found else "",
        )
    return kept
