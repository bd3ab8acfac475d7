"""What letters are made from: the body, whom the secretariat writes to, and since when.

An office that a member holds, such as the chair, is in `domain/bodies/offices.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from application.letters.letter import Letter, LetterGroup, LetterKind
from application.letters.text_names import TextNames
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from application.reports.body_context import Body
from domain.events.members import FocalPointDesignated
from domain.values import Visibility
from domain.words import worded

ADDRESSED_ROLES = ("main", "alternate")
"""The roles of those who are written to; who validates reports does not write them."""

DESIGNATE = "depositary member focal-point CODE P-REF --on DAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person, by reference, and the members it speaks for: by code, the day since when."""

    person: str
    since: Mapping[str, date]


def recipients(read_model: ReadModel, taskforce: str, today: date) -> list[Recipient]:
    """Return everyone who is written to, by reference.

    Who is a focal point is known to the secretariat at least.

    Raises:
        UnknownReference: there is no such body.
    """
    at = as_of(read_model, Ask(taskforce=taskforce, audience=Visibility.SECRETARIAT), today)
    found: dict[str, dict[str, date]] = {}
    for fact in Facts(read_model, taskforce, at).standing(FocalPointDesignated):
        if fact.event.role in ADDRESSED_ROLES:
            found.setdefault(fact.event.person, {}).setdefault(fact.event.member, fact.by)
    return [Recipient(person=person, since=since) for person, since in sorted(found.items())]


def unreached(read_model: ReadModel, taskforce: str, today: date) -> Iterator[str]:
    """Yield a sentence on the members that belong to a body and of which nobody is written to.

    Raises:
        UnknownReference: there is no such body.
    """
    office = Office.of(read_model, taskforce, today, None)
    reached = {code for each in office.addressed for code in each.since}
    members = [row.member for row in office.own.belonging if row.member not in reached]
    if members:
        yield worded(
            "Nobody gets letters for {members} in {body}: no main or alternate focal point is "
            "recorded.",
            members=", ".join(members),
            body=taskforce,
        )


@dataclass(frozen=True)
class Office:
    """What letters are made from: what members may see of a body, and who is written to.

    `since` is the day from which on what happened is announced; None if only reminders go out.
    """

    body: Body
    own: Body
    recipients: Sequence[Recipient]
    since: date | None

    @classmethod
    def of(cls, read_model: ReadModel, taskforce: str, today: date, since: date | None) -> Self:
        """Return the office of a body.

        Raises:
            UnknownReference: there is no such body.
        """
        shown = Body.of(read_model, Ask(taskforce=taskforce), today)
        own = Body.of(read_model, Ask(taskforce=taskforce, audience=Visibility.SECRETARIAT), today)
        return cls(shown, own, recipients(read_model, taskforce, today), since)

    @cached_property
    def texts(self) -> TextNames:
        """What texts and commitments are called."""
        return TextNames(self.body.facts)

    @cached_property
    def addressed(self) -> Sequence[Recipient]:
        """Those who speak for a member that belongs to the body, and only of such members."""
        belonging = {row.member for row in self.own.belonging}
        found = [
            Recipient(
                person=each.person,
                since={code: day for code, day in each.since.items() if code in belonging},
            )
            for each in self.recipients
        ]
        return [each for each in found if each.since]

    def may_announce(self, to: Recipient, day: date | None) -> bool:
        """Say whether somebody is told of what happened on a day, which may be unknown."""
        begun = max(self.since, min(to.since.values())) if self.since else None
        return begun is not None and day is not None and day >= begun

    def letter(
        self,
        kind: LetterKind,
        to: Recipient,
        about: Sequence[str],
        subject: str,
        opening: str,
        groups: Sequence[LetterGroup] = (),
    ) -> Letter:
        """Return a letter to somebody."""
        return Letter(
            kind=kind,
            taskforce=self.body.code,
            body=self.body.name,
            person=to.person,
            members=[self.body.called(code) for code in to.since],
            codes=list(to.since),
            about=about,
            banners=self.body.banners,
            subject=subject,
            opening=opening,
            groups=[group for group in groups if group.points],
        )
