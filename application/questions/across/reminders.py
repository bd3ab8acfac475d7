"""Weekly reminders: what a focal point's member has to do, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.questions.across.due import due_items
from application.questions.asking.ask import Ask, as_of, is_exercise
from application.questions.asking.due import DueItem
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from domain.events.members import FocalPointDesignated
from domain.values import Visibility

REMINDED_ROLES = ("main", "alternate")
"""The roles of those who are reminded; who validates reports does not write them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What one person, known by reference, is reminded of in one ISO week, such as 2026-W09.

    `items` are due or overdue, in the order of due dates; there is at least one. `exercise` says
    that the body is made up.
    """

    person: str
    taskforce: str
    week: str
    exercise: bool
    items: Sequence[DueItem]


def week_of(day: date) -> str:
    """Return the ISO week of a day, such as 2026-W09."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def reminded(read_model: ReadModel, taskforce: str, today: date) -> dict[str, set[str]]:
    """Return everyone who is reminded of what is due, by reference, with the codes of its members.

    Raises:
        UnknownReference: there is no such body.
    """
    at = as_of(read_model, Ask(taskforce=taskforce, audience=Visibility.SECRETARIAT), today)
    members: dict[str, set[str]] = {}
    for fact in Facts(read_model, taskforce, at).standing(FocalPointDesignated):
        if fact.event.role in REMINDED_ROLES:
            members.setdefault(fact.event.person, set()).add(fact.event.member)
    return members


def reminders(read_model: ReadModel, taskforce: str, today: date) -> list[Reminder]:
    """Return a digest for everyone whose member has something due or overdue, by reference.

    Items are those that members may see. Who is a focal point is known to the secretariat at least.

    Raises:
        UnknownReference: there is no such body.
    """
    at = as_of(read_model, Ask(taskforce=taskforce, audience=Visibility.MEMBERS), today)
    exercise = is_exercise(read_model, taskforce, at)
    members = reminded(read_model, taskforce, today)
    items = [
        item for item in due_items(Facts(read_model, taskforce, at)) if item.state != "upcoming"
    ]
    found: list[Reminder] = []
    for person, codes in sorted(members.items()):
        mine = tuple(item for item in items if item.owner in codes)
        if mine:
            found.append(
                Reminder(
                    person=person,
                    taskforce=taskforce,
                    week=week_of(today),
                    exercise=exercise,
                    items=mine,
                )
            )
    return found
