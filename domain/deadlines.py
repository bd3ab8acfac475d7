"""Days by which something is to be done: months later, and upcoming, due or overdue on a day."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

DueState = Literal["upcoming", "due", "overdue"]
SOON = timedelta(days=30)
"""From this long before its last day, what is to be done is due."""


def due_state(due_on: date, on: date) -> DueState:
    """Say how what may be done until `due_on`, inclusive, stands on a day."""
    if on > due_on:
        return "overdue"
    return "due" if due_on - on <= SOON else "upcoming"


def add_months(day: date, months: int, *, keep_month_end: bool = False) -> date:
    """Return the same day so many months later, or the last of that month if it has none.

    With `keep_month_end` the last day of a month stays the last: 28 February becomes 31 March.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if keep_month_end and is_last else min(day.day, last))
