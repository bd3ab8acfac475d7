"""Which member holds an office of a body on a day: the chair, or the vice-chair."""

from dataclasses import replace
from datetime import date

from application.questions.asking.facts import Facts
from domain.bodies.offices import Appointed, appointee, is_over
from domain.values import ImpreciseDate


def holder(facts: Facts, office: type[Appointed], on: date) -> str | None:
    """Return the member that was appointed last by a day.

    None stands for nobody: none was, its term was over, or it did not belong to the body then.
    """
    appointed = [fact for fact in facts.known(office) if fact.by <= on]
    if not appointed:
        return None
    last = max(appointed, key=lambda fact: (fact.by, fact.entry)).event
    code = appointee(last)
    members = facts.read_model.members(facts.taskforce, replace(facts.at, on=on))
    belongs = any(row.belongs and row.member == code for row in members)
    return code if belongs and not is_over(last, ImpreciseDate.of(on)) else None
