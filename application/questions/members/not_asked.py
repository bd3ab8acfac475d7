"""Members of whom nothing counts as due, since it is not certain from when they were members."""

from collections.abc import Collection
from datetime import date

from application.questions.asking.facts import Facts
from application.questions.members.counted import (
    perhaps_begun,
    perhaps_joined,
    with_joining,
)
from application.questions.progress.obligations import due_days
from domain.values import ImpreciseDate
from domain.words import joined, worded

NOTHING_DUE = (
    "Not certain from which day on they were members, so that nothing counts as due before that "
    "is certain: {members}."
)


def members_not_asked(facts: Facts) -> list[str]:
    """Return a note on those that may have been members on the day, or on one of a due report."""
    rows = [
        row
        for row in facts.members
        if row.joined_on and (row.joined_on.earliest or date.min) != row.joined_on.latest
    ]
    if rows:  # else no schedule is read
        due = {day for days in due_days(facts).values() for day in days if day <= facts.at.on}
        rows = [row for row in rows if row.joined_on and _is_open(row.joined_on, due)]
    rows += facts.once(perhaps_joined) if facts.once(perhaps_begun) else []
    named = list(map(with_joining, rows))
    return [worded(NOTHING_DUE, members=joined(", ", named))] if named else []


def _is_open(since: ImpreciseDate, days: Collection[date]) -> bool:
    """Say whether somebody may have joined by one of the days, or later."""
    earliest, latest = since.earliest or date.min, since.latest or date.max
    return any(earliest <= day < latest for day in days)
