"""Which of several entries held on a day, where each replaces those that began before it."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from domain.entry import Entry
from domain.event import Event
from domain.values import ImpreciseDate, surely_before, surely_by

E = TypeVar("E", bound=Event)


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
