"""The days on which reports are due: calendar arithmetic, and schedules that replace each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from domain.deadlines import add_months
from domain.events.progress import DueDate, ReportingScheduled

MONTHS: Mapping[str, int] = MappingProxyType(
    {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
)
"""How many months lie between two due dates of a frequency."""
DAY = timedelta(days=1)
Since = tuple[date, ReportingScheduled]
"""A schedule with the day from which it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A due date of a schedule; a `replaced` one counts only where it has a report."""

    due: DueDate
    replaced: bool


def due_dates(schedule: ReportingScheduled, until: date) -> Iterator[DueDate]:
    """Yield what one schedule alone makes due up to a day, inclusive, oldest first.

    Each period begins on the day after the one before it, so no day is left out.
    """
    last = min(until, schedule.until or until)
    if schedule.frequency == "dates":
        yield from (due for due in (schedule.first, *schedule.more) if due.due_on <= last)
        return
    yield from _regular(schedule.first, MONTHS[schedule.frequency], last)


@lru_cache(maxsize=1024)
def _regular(first: DueDate, step: int, last: date) -> tuple[DueDate, ...]:
    """Return what is due every so many months, up to a day; asked for at each report."""
    found, due = list[DueDate](), first
    while due.due_on <= last:
        found.append(due)
        due = DueDate(
            due_on=add_months(first.due_on, len(found) * step, keep_month_end=True),
            period_from=due.period_until + DAY,
            period_until=add_months(first.period_until, len(found) * step, keep_month_end=True),
        )
    return tuple(found)


def terms(schedules: Sequence[Since], until: date, ended: date | None = None) -> list[Term]:
    """Return all due dates up to a day, inclusive, in their order.

    `schedules` are in the order in which they came into force. What is due after the day from
    which the next one holds is replaced, and so is all that is due after `ended`.
    """
    found = []
    for number, (_, schedule) in enumerate(schedules):
        later = [since for since, _ in schedules[number + 1 : number + 2]]
        ends = min([*later, *([ended] if ended else [])], default=None)
        found += [
            Term(due=due, replaced=ends is not None and due.due_on > ends)
            for due in due_dates(schedule, until)
        ]
    return sorted(found, key=lambda term: (term.due.due_on, term.replaced))


def horizon(schedules: Sequence[Since], period_until: date) -> date:
    """Return a day by which every report on a period that ends then has been due."""
    lists = [(schedule.first, *schedule.more) for _, schedule in schedules]
    longest = [due.due_on - due.period_until for dues in lists for due in dues]
    return period_until + max(longest) + 31 * DAY if longest else period_until
