"""When missing entries can be judged: the completeness date, and the audience."""

from dataclasses import replace
from datetime import date

from application.answers import AsOf
from application.questions.asking.facts import Facts
from domain.events.bodies import RecordKeptFrom
from domain.values import Visibility
from domain.words import worded

NOT_PUBLIC = worded("What is due, overdue or was returned is not shown to the public.")
OF_THE_PUBLIC = worded("Only what the public may see is told and counted; more may be recorded.")


def public_note(at: AsOf) -> list[str]:
    """Return the note below answers for the public, and none for others."""
    return [OF_THE_PUBLIC] if at.audience is Visibility.PUBLIC else []


def complete_from(facts: Facts) -> date | None:
    """Return the day from which the record is declared complete, None if that is not said."""
    last = facts.last(RecordKeptFrom)
    return last.by if last else None


def without_audience_filter(facts: Facts) -> Facts:
    """Return the same facts for all audiences, to find out what may not be judged."""
    if facts.at.audience is Visibility.SECRETARIAT:
        return facts
    at = replace(facts.at, audience=Visibility.SECRETARIAT)
    return Facts(facts.read_model, facts.taskforce, at)
