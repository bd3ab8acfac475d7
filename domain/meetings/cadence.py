"""When a body that promised so many meetings a year has to meet next, and how a year will end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.deadlines import add_months

MONTHS = 12
LAST_MONTH, LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True)
class Cadence:
    """So many meetings in each calendar year; `per_year` is at least 1."""

    per_year: int

    def next_due(self, last: date) -> date:
        """Return the last day for the meeting after one: two a year are six months apart."""
        months, rest = divmod(MONTHS, self.per_year)
        if rest or not months:
            return last + timedelta(days=max(1, 365 // self.per_year))
        return add_months(last, months)

    def expected(self, last: date, to_come: Iterable[date], on: date) -> int:
        """Return how many more meetings the year of `on` will see, if all keep to their days.

        These are the ones that were called for a later day of it, and those that are due after
        the `last` one. A meeting that is overdue is expected at once.
        """
        end = date(on.year, LAST_MONTH, LAST_DAY)
        called = sorted(day for day in to_come if day <= end)
        expected = len(called)
        latest = max([last, *called])
        while (due := max(self.next_due(latest), on)) <= end and expected < self.per_year:
            expected, latest = expected + 1, due
        return expected
