"""When missing entries can be judged: the completeness date, and the audience."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from application.model_rows import AsOf, EntryRow
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from domain.events import topics
from domain.events.bodies import RecordKeptFrom
from domain.values import Visibility
from domain.words import Words, worded

NOT_PUBLIC = worded("What is due, overdue or was returned is not shown to the public.")


def complete_from(facts: Facts) -> date | None:
    """Return the day from which the record is declared complete, None if that is not said."""
    last = facts.last(RecordKeptFrom)
    return last.by if last else None


def judged_from(complete: date | None) -> Words:
    """Say from which day on lateness is judged."""
    if complete:
        return worded(
            "Lateness is judged only from the day on which the record begins: {day}.", day=complete
        )
    return worded(
        "The record does not say from when it is complete, so nothing is judged to be overdue."
    )


class Shown(NamedTuple):
    """How many of the entries of a body that stand an audience may see, and which it may not."""

    seen: int
    hidden: Sequence[EntryRow]

    @property
    def entries(self) -> int:
        """How many there are."""
        return self.seen + len(self.hidden)


def shown(read_model: ReadModel, taskforce: str, at: AsOf) -> Shown:
    """Return what an audience may see of what was known, and what not; for the secretariat only."""
    everything = replace(at, audience=Visibility.SECRETARIAT)
    found = read_model.entries(taskforce, [*topics()], everything)
    hidden = [row for row in found if not at.audience.shows(Visibility(row.visibility))]
    return Shown(len(found) - len(hidden), hidden)
