"""Which member holds an office of a body on a day: the chair, or the vice-chair."""

from dataclasses import replace
from datetime import date

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.bodies.offices import Appointed, appointee, is_over
from domain.events.members import Withdrew
from domain.values import ImpreciseDate


def holder(facts: Facts, office: type[Appointed], on: date) -> str | None:
    """Return the member that was appointed last by a day.

    None stands for nobody: none was, its term was over, or it had left the body since, also where
    it is a member again.
    """
    appointed = [fact for fact in facts.known(office) if fact.by <= on]
    if not appointed:
        return None
    last = max(appointed, key=lambda fact: (fact.by, fact.entry))
    code = appointee(last.event)
    members = facts.read_model.members(facts.taskforce, replace(facts.at, on=on))
    belongs = any(row.belongs and row.member == code for row in members)
    left = any(last.by < fact.by <= on for fact in departures(facts, code))
    over = left or is_over(last.event, ImpreciseDate.of(on))
    return code if belongs and not over else None


def departures(facts: Facts, member: str) -> list[Fact[Withdrew]]:
    """Return each time that a member left the body, in the order of days."""
    return [fact for fact in facts.standing(Withdrew) if fact.event.member == member]
