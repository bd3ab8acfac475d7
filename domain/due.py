"""When something that is to be done by a day is upcoming, due or overdue, on another day."""

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
