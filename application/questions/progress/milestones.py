"""Steps on the way to commitments: set, due, reached, on a day and as known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from application.questions.asking.completeness import everything, kept_from
from application.questions.asking.facts import Fact, Facts
from domain.due import due_state
from domain.events.progress import MilestoneReached, MilestoneSet
from domain.values import Visibility

MilestoneState = Literal["reached", "upcoming", "due", "overdue", "not_recorded", "not_shown"]
STATES: Sequence[MilestoneState] = (
    "reached",
    "upcoming",
    "due",
    "overdue",
    "not_recorded",
    "not_shown",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One milestone, and how it stands on the day."""

    set: Fact[MilestoneSet]
    reached: Fact[MilestoneReached] | None
    state: MilestoneState


def steps(facts: Facts) -> list[Step]:
    """Return every milestone that was set by the day, in the order of due dates.

    One that was not reached is `not_recorded` where the record was not kept on its due day, and
    `not_shown` where this audience may not see that it was reached.
    """
    seen = _steps(facts)
    if facts.at.audience is Visibility.SECRETARIAT:
        return seen
    full = _steps(everything(facts))
    states = {step.set.entry: step.state for step in full}
    return [
        replace(step, state="not_shown") if states.get(step.set.entry) != step.state else step
        for step in seen
    ]


def _steps(facts: Facts) -> list[Step]:
    kept = kept_from(facts)
    reached = {(f.event.commitment, f.event.milestone): f for f in facts.begun(MilestoneReached)}
    found = []
    for fact in facts.begun(MilestoneSet):
        done = reached.get((fact.event.commitment, fact.event.milestone))
        state = "reached" if done else _state(fact.event.due_on, facts.at.on, kept)
        found.append(Step(set=fact, reached=done, state=state))
    return sorted(found, key=lambda step: (step.set.event.due_on, step.set.entry))


def _state(due_on: date, on: date, kept_from: date | None) -> MilestoneState:
    state = due_state(due_on, on)
    if state == "overdue" and (kept_from is None or due_on < kept_from):
        return "not_recorded"
    return state
