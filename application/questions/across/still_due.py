"""Everything that is still to be done on a day, of all subjects."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

from application.questions.asking.completeness import complete_from
from application.questions.asking.due_item import DueItem
from application.questions.asking.facts import Facts
from application.questions.meetings.actions import action_items
from application.questions.meetings.cadence import meeting_frequency
from application.questions.meetings.meeting_states import meeting_records
from application.questions.progress.milestones import milestone_records
from application.questions.progress.obligations import Obligation, obligations
from domain.deadlines import DueState, due_state
from domain.names import alphabetical
from domain.values import Visibility
from domain.words import worded

OPEN = ("upcoming", "due", "overdue", "no_report")
"""States of a report that is owed and not there."""
DUE = get_args(DueState)


def reports_due(facts: Facts, rows: Iterable[Obligation] | None = None) -> Iterator[DueItem]:
    """Yield reports that are owed, and those that were returned; nothing for the public.

    `rows` are the obligations, where they are known already.
    """
    if facts.at.audience is Visibility.PUBLIC:
        return
    keys: set[str] = set()
    for row in obligations(facts) if rows is None else rows:
        if not row.owed or row.due_by is None or row.state not in (*OPEN, "returned"):
            continue
        state = due_state(row.due_by, facts.at.on)
        if state != "overdue" or _is_judged(facts, row):
            key = f"report:{row.commitment}:{row.member}:{row.due_on}"
            key += f":{row.period_from}" if key in keys else ""  # of two periods of one day
            keys.add(key)
            yield DueItem(
                kind="report",
                key=key,
                title=_title(row),
                owner=row.member,
                about=row.commitment,
                due_on=row.due_by,
                state=state,
            )


def _is_judged(facts: Facts, row: Obligation) -> bool:
    """Say whether the record was complete on the day on which a report was due."""
    complete = complete_from(facts)
    return complete is not None and row.due_on is not None and row.due_on >= complete


def _title(row: Obligation) -> str:
    values: dict[str, object] = {
        "commitment": row.commitment,
        "period_from": row.period_from,
        "period_until": row.period_until,
    }
    if row.state == "returned":
        return worded(
            "Report on {commitment} for {period_from} to {period_until}, returned on {on}",
            **values,
            on=row.returns[-1].on,
        )
    if row.state == "no_report" and row.reminded:
        return worded(
            "Report on {commitment} for {period_from} to {period_until}, reminded on {on}",
            **values,
            on=row.reminded.on,
        )
    return worded("Report on {commitment} for {period_from} to {period_until}", **values)


def milestones_due(facts: Facts) -> Iterator[DueItem]:
    """Yield milestones that were not reached; nothing for the public, nor of who left the body."""
    if facts.at.audience is Visibility.PUBLIC:
        return
    steps = milestone_records(facts)
    members = facts.everything.members if steps else ()
    belonging = {"", *(row.member for row in members if row.belongs)}
    for step in steps:
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
                text=event.title,
            )


def actions_due(facts: Facts) -> Iterator[DueItem]:
    """Yield action items with a day that are not done; nothing for the public."""
    if facts.at.audience is Visibility.PUBLIC:
        return
    for each in action_items(facts):
        if each.state in DUE and each.item.due_on:
            yield DueItem(
                kind="action",
                key=f"action:{each.item.action}",
                title=f"{each.item.action}: {each.item.text}",
                owner=each.item.owner,
                about=each.decided.event.decision,
                due_on=each.item.due_on,
                state=due_state(each.item.due_on, facts.at.on),
                text=each.item.text,
            )


def meetings_to_come(facts: Facts) -> Iterator[DueItem]:
    """Yield meetings that are called for a day that is not over, and the last day for replies."""
    for each in meeting_records(facts):
        day = (each.ends_on if each.written else None) or each.begins_on
        if each.state in ("to_come", "under_way") and day.latest:
            yield DueItem(
                kind="meeting",
                key=f"meeting:{each.meeting}",
                title=worded("Last day for replies to {meeting}", meeting=each.meeting)
                if each.written
                else each.heading,
                owner="",
                about=each.meeting,
                due_on=day.latest,
                state=due_state(day.latest, facts.at.on),
            )


def next_meeting_due(facts: Facts) -> Iterator[DueItem]:
    """Yield the next meeting that was promised, as long as none is called for a day by then."""
    found = meeting_frequency(facts)
    if found.next_due_on is None or found.due is None:
        return
    called = found.called.begins_on.latest if found.called else None
    if called is None or called > found.next_due_on:
        yield DueItem(
            kind="meeting",
            key="meeting:next",
            title=worded("The next meeting is due"),
            owner="",
            about="",
            due_on=found.next_due_on,
            state=found.due,
            tentative=True,
        )


Providers = tuple[Callable[[Facts], Iterable[DueItem]], ...]
ON_COMMITMENTS: Providers = (reports_due, milestones_due)
"""What follows from a commitment, from who belongs to the body, and from what it keeps records."""
OF_THE_BODY: Providers = (actions_due, meetings_to_come, next_meeting_due)
"""What follows from events of the body alone."""
PROVIDERS = (*ON_COMMITMENTS, *OF_THE_BODY)


def by_owner(items: Iterable[DueItem], names: Mapping[str, str]) -> list[DueItem]:
    """Return items by owner: who waits longest first, then by name, and each by due dates."""
    found = list(items)
    first: dict[str, date] = {}
    for item in found:
        first[item.owner] = min(item.due_on, first.get(item.owner, item.due_on))

    def place(item: DueItem) -> tuple[date, tuple[str, str], str, date, str]:
        name = alphabetical(names.get(item.owner, item.owner))
        return first[item.owner], name, item.owner, item.due_on, item.key

    return sorted(found, key=place)


def due_items(facts: Facts, providers: Providers | None = None) -> list[DueItem]:
    """Return what is still to be done on the day, in the order of due dates, then of keys."""
    chosen = PROVIDERS if providers is None else providers
    items = [item for provide in chosen for item in provide(facts)]
    return sorted(items, key=lambda item: (item.due_on, item.key))
