"""Which of several entries held on a day, where each replaces those that began before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from domain.entry import Entry
from domain.event import Event
from domain.events.meetings import MeetingOpened
from domain.events.voting import VoteTaken
from domain.history import History
from domain.values import ImpreciseDate, surely_before, surely_by

E = TypeVar("E", bound=Event)


def not_after(on: ImpreciseDate, entered: date | None) -> ImpreciseDate:
    """Return a day; an unknown one is not after that on which it was entered, where that is known.

    See docs/decisions/0003. Where both are unknown, it can mean any day.
    """
    return on if on.latest else replace(on, latest=entered)


def day_of_meeting(history: History, meeting: str, on: ImpreciseDate) -> ImpreciseDate:
    """Return a day of a meeting; an unknown one is not after its opening or a vote was entered."""
    opened = history.having(MeetingOpened, "meeting", meeting)
    voted = history.having(VoteTaken, "meeting", meeting)
    entered = [entry.begins_by for entry, _ in (*opened, *voted)]
    return not_after(on, min(entered, default=None))


def held_on(found: Iterable[tuple[Entry, E]], on: ImpreciseDate) -> tuple[Entry, E] | None:
    """Return what began last by a day, counted from the last day that each date can mean.

    Where none had begun by then for certain, it is the last that may have; None where none may.
    """
    begun = [pair for pair in found if not surely_before(on, pair[0].begins)]
    certain = [pair for pair in begun if pair[0].begins_by <= (on.latest or date.max)]
    return max(certain or begun, key=lambda pair: pair[0].recency, default=None)


def may_have_held(found: Iterable[tuple[Entry, E]], on: ImpreciseDate) -> list[tuple[Entry, E]]:
    """Return those that may have held on a day: begun by then, and not surely replaced by then."""
    begun = [pair for pair in found if not surely_before(on, pair[0].begins)]
    return [
        pair
        for pair in begun
        if not any(
            surely_before(pair[0].begins, other.begins) and surely_by(other.begins, on)
            for other, _ in begun
        )
    ]
