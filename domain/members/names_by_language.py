"""Which of the names that were recorded in one language holds on a day."""

from collections.abc import Sequence
from datetime import date

Given = tuple[date, int, str]
"""The day from which a name holds for certain, what grows with the order of entry, and the name."""


def name_said_on(given: Sequence[Given], on: date | None) -> str:
    """Return the name that was given last by a day; the first one where the day is before all.

    Without a day it is the one that was given last; "" if none ever was.
    """
    begun = [each for each in given if on is None or each[0] <= on]
    if begun:
        return max(begun)[-1]
    return min(given)[-1] if given else ""
