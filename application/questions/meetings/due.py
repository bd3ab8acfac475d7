"""What is still to be done about meetings: action items, and the meetings themselves."""

from collections.abc import Iterator
from typing import get_args

from application.questions.asking.due import DueItem
from application.questions.asking.facts import Facts
from application.questions.meetings.actions import action_items
from application.questions.meetings.cadence import rhythm
from application.questions.meetings.gatherings import gatherings
from domain.due import DueState, due_state
from domain.values import Visibility

DUE = get_args(DueState)


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
            )


def meetings_to_come(facts: Facts) -> Iterator[DueItem]:
    """Yield meetings that are called for a day that is not over, and the last day for replies."""
    for each in gatherings(facts):
        day = (each.ends_on if each.written else None) or each.begins_on
        if each.state in ("to_come", "under_way") and day.latest:
            what = "Last day for replies to" if each.written else each.kind.replace("_", " ")
            yield DueItem(
                kind="meeting",
                key=f"meeting:{each.meeting}",
                title=f"{what[:1].upper()}{what[1:]} {each.meeting}",
                owner="",
                about=each.meeting,
                due_on=day.latest,
                state=due_state(day.latest, facts.at.on),
            )


def next_meeting_due(facts: Facts) -> Iterator[DueItem]:
    """Yield the next meeting that was promised, as long as none is called for a day by then."""
    found = rhythm(facts)
    if found.next_due_on is None or found.due is None:
        return
    called = found.called.begins_on.latest if found.called else None
    if called is None or called > found.next_due_on:
        yield DueItem(
            kind="meeting",
            key="meeting:next",
            title="The next meeting is due",
            owner="",
            about="",
            due_on=found.next_due_on,
            state=found.due,
            tentative=True,
        )
