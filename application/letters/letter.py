"""A letter to one person: what it says and what it carries, before it has a form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from domain.values import ImpreciseDate
from domain.words import worded

LetterKind = Literal["reminder", "digest", "invitation", "minutes", "notification"]
KINDS: Sequence[LetterKind] = get_args(LetterKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGroup:
    """Points of a letter under a heading, which may be empty."""

    heading: str = ""
    points: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, to a `person` known by reference, who speaks for `members`, given by name.

    `codes` are those of these members. `about` are the keys of what it tells, such as an ISO
    week or the id of an entry: nobody is told of one twice. `banners` say that the body is made
    up, `answer` are sentences on how to answer. `workbooks` are the codes of the members whose
    workbooks go with it, `meeting` is that whose calendar entry does, `cancelled` says that it is
    not held, `minutes` is that whose minutes do, and `minutes_sha256` the file in which they were
    sent, where it is on record.
    """

    kind: LetterKind
    taskforce: str
    body: str
    person: str
    members: Sequence[str]
    codes: Sequence[str]
    about: Sequence[str]
    banners: Sequence[str]
    subject: str
    opening: str
    groups: Sequence[LetterGroup] = field(default=())
    answer: Sequence[str] = ()
    workbooks: Sequence[str] = ()
    meeting: str = ""
    cancelled: bool = False
    minutes: str = ""
    minutes_sha256: str | None = None

    @property
    def is_reminder(self) -> bool:
        """Whether it is one of those that a person can stop."""
        return self.kind in ("reminder", "digest")


def day_within(day: ImpreciseDate) -> str:
    """Return a day within a sentence: on 14 April 2026, in April 2026, by 11 October 2022."""
    if day.earliest is None:
        return worded("{day}", day=day)
    if day.earliest == day.latest:
        return worded("on {day}", day=day)
    return worded("in {day}", day=day)
