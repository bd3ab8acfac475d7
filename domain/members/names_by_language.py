"""Which of the names that were recorded in one language holds on a day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Self

from domain.entry import Entry


class GivenName(NamedTuple):
    """A name, the day from which it holds for certain, and what grows with the order of entry.

    Where it was recorded without a day (`dated` is false), that day is the day of recording.
    """

    by: date
    order: int
    name: str
    dated: bool = True

    @classmethod
    def of(cls, entry: Entry, name: str) -> Self:
        """Return a name that an entry gives."""
        return cls(entry.begins_by, entry.order, name, entry.begins.latest is not None)


def name_said_on(given: Sequence[GivenName], on: date | None) -> str:
    """Return the name that was given last by a day; the first one where the day is before all.

    What was recorded first and without a day holds for all days, until another one does. Without
    a day it is the one that was given last; "" if none ever was.
    """
    if not given:
        return ""
    first = min(given, key=lambda each: each.order)
    known = [each for each in given if each.dated or each is not first]
    begun = [each for each in known if on is None or each.by <= on]
    if begun:
        return max(begun).name
    return min(known).name if first.dated else first.name
