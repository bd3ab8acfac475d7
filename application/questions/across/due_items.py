"""Everything that is still to be done on a day, from all that knows of due dates."""

from collections.abc import Callable, Iterable

from application.questions.asking.due import DueItem
from application.questions.asking.facts import Facts
from application.questions.meetings.due import (
    actions_due,
    meetings_to_come,
    next_meeting_due,
)
from application.questions.progress.due import milestones_due, reports_due

PROVIDERS: tuple[Callable[[Facts], Iterable[DueItem]], ...] = (
    reports_due,
    milestones_due,
    actions_due,
    meetings_to_come,
    next_meeting_due,
)


def due_items(facts: Facts) -> list[DueItem]:
    """Return what is still to be done on the day, in the order of due dates, then of keys."""
    items = [item for provide in PROVIDERS for item in provide(facts)]
    return sorted(items, key=lambda item: (item.due_on, item.key))
