"""Typed events of one body, as known at a position and visible to an audience."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Self, TypeAlias, TypeVar, cast

from application.model_rows import AsOf, EntryRow, MemberRow
from application.questions.asking.fact import Fact
from application.read_model import ReadModel
from application.reading import codes_of
from domain.codes import Codes
from domain.entry import is_covered
from domain.event import Ending, Event, whose
from domain.events import topics
from domain.events.members import (
    FocalPointReleased,
    Joined,
    Reinstated,
    Suspended,
    VotingRightsRestored,
    Withdrew,
)
from domain.events.texts import Adopted, Consented, Signed, Withdrawn
from domain.values import UNKNOWN, Visibility

E = TypeVar("E", bound=Event)
R = TypeVar("R")
ENDINGS: tuple[type[Event], ...] = (
    *(Reinstated, VotingRightsRestored, Withdrew, FocalPointReleased, Withdrawn),
)
"""The kinds that end others. A test compares them with all events."""
ACTS: tuple[type[Event], ...] = (Joined, Suspended, Signed, Consented)
"""The kinds that are ended by what begins later, too, and not by name alone."""
_VISIBILITIES = {each.value: each for each in Visibility}


_Ends: TypeAlias = Callable[[Fact[Event]], Iterable[str]]


class Facts:
    """All entries of one body that are not retracted, read once for each kind of event.

    Unlike `domain.history.History` it reads rows of the read model, of all streams of the body and
    only as an audience may see them. Of commitments other than `commitments`, where they are given,
    it reads nothing, nor of what members other than `member` do about them.
    """

    def __init__(
        self,
        read_model: ReadModel,
        taskforce: str,
        at: AsOf,
        commitments: Sequence[str] | None = None,
        member: str | None = None,
    ) -> None:
        self.read_model, self.taskforce, self.at = read_model, taskforce, at
        self.commitments, self.member = commitments, member
        self._read: dict[str, list[Fact[Event]]] = {}
        self._begun: dict[object, list[Fact[Event]]] = {}
        self._of_body: dict[str, list[Fact[Event]]] = {}
        self._asked_for: set[str] = set()
        self._ended: dict[date, frozenset[str]] = {}
        self._acts: dict[object, dict[tuple[str, str], list[Fact[Event]]]] = {}
        self._once: dict[object, object] = {}

    def once(self, work: Callable[[Self], R]) -> R:
        """Return what a function makes of these facts, which never change; it is called once."""
        if work not in self._once:
            self._once[work] = work(self)
        return cast("R", self._once[work])

    def known(self, kind: type[E]) -> list[Fact[E]]:
        """Return all of this kind, in the order of entry, including future and ended ones."""
        self._asked_for.add(kind.TOPIC)
        return self._all(kind)

    def _all(self, kind: type[E]) -> list[Fact[E]]:
        if kind.TOPIC not in self._read:
            self.read(kind)
        return cast("list[Fact[E]]", [*self._read[kind.TOPIC]])

    def read(self, *kinds: type[Event]) -> None:
        """Read all of these kinds that were not read yet at once, which is quicker than by kind."""
        missing = [kind for kind in kinds if kind.TOPIC not in self._read]
        if self.everything is self:
            of_body = [kind for kind in missing if not _is_of_commitment(kind)]
            rest = [kind for kind in of_body if kind.TOPIC not in self._of_body]
            self._of_body |= self._queried(rest, None)
            self._read |= {kind.TOPIC: self._of_body[kind.TOPIC] for kind in of_body}
            self._read |= self._queried([*filter(_is_of_commitment, missing)], self.commitments)
        elif missing:
            self.everything.read(*missing)
            shown = [each for each in Visibility if self.at.audience.shows(each)]
            for kind in missing:
                found = self.everything._read[kind.TOPIC]  # noqa: SLF001  # of the same class
                self._read[kind.TOPIC] = [fact for fact in found if fact.visibility in shown]

    def _queried(
        self,
        kinds: Sequence[type[Event]],
        streams: Sequence[str] | None,
        within: tuple[date, date] | None = None,
    ) -> dict[str, list[Fact[Event]]]:
        found: dict[str, list[Fact[Event]]] = {kind.TOPIC: [] for kind in kinds}
        by_topic = {kind.TOPIC: kind for kind in kinds}
        member = None if streams is None else self.member
        asked = (self.taskforce, [*by_topic], self.at, streams, member, None, within)
        for row in self.read_model.entries(*asked) if kinds else ():
            found[row.topic].append(self.fact(by_topic[row.topic], row))
        return found

    @cached_property
    def everything(self) -> Self:
        """The same facts for the secretariat, which sees all; each is read once for both."""
        if self.at.audience is Visibility.SECRETARIAT:
            return self
        at = replace(self.at, audience=Visibility.SECRETARIAT)
        return self.of(self.commitments, self.member, at)

    def of(
        self, commitments: Sequence[str] | None, member: str | None = None, at: AsOf | None = None
    ) -> Self:
        """Return the facts without those of other commitments, or members; None: of all.

        What was read of the body is not read again: where they are for another point in time,
        nothing may have been recorded about the body or its members between the two. Where they
        are the same facts, nothing is read again; each knows alone what it was asked for.
        """
        beside = type(self)(self.read_model, self.taskforce, at or self.at, commitments, member)
        beside._of_body = self._of_body  # noqa: SLF001  # of the same class
        if (commitments, member, beside.at) == (self.commitments, self.member, self.at):
            beside._read = self._read  # noqa: SLF001  # of the same class
        return beside

    def reading_again(self, topic: str) -> Self:
        """Return facts that take over what was read of the body, but of one kind."""
        later = type(self)(self.read_model, self.taskforce, self.at)
        later._of_body = {**self._of_body}  # noqa: SLF001  # of the same class
        later._of_body.pop(topic, None)  # noqa: SLF001  # of the same class
        return later

    def sees_all(self, *kinds: type[Event]) -> bool:
        """Say whether nothing of these kinds is hidden from the audience."""
        return all(len(self.known(kind)) == len(self.everything.known(kind)) for kind in kinds)

    def begun(self, kind: type[E], within: tuple[date, date] | None = None) -> list[Fact[E]]:
        """Return what of this kind had begun by the day, in the order of days, then of entry.

        Only what began `within` these days, inclusive, is read where they are given.
        """
        self._asked_for.add(kind.TOPIC)
        if (key := (kind.TOPIC, within)) not in self._begun:
            some = within and self._queried([kind], self.commitments, within)[kind.TOPIC]
            known = self._all(kind) if some is None else some
            begun = [fact for fact in known if fact.by <= self.at.on]
            self._begun[key] = sorted(begun, key=attrgetter("by"))  # stable
        return cast("list[Fact[E]]", [*self._begun[key]])

    def is_uncertain(self, fact: Fact[Event]) -> bool:
        """Say whether it may have begun by the day, and may have begun later."""
        return (fact.on.earliest or date.min) <= self.at.on < fact.by

    def standing(self, kind: type[E]) -> list[Fact[E]]:
        """Return what had begun by the day and had not been ended, in the same order."""
        if kind in ACTS:
            ended = self.ended
        else:
            ended = self._named_as_ended if _is_of_commitment(kind) else self._named_in_the_body
        return [fact for fact in self.begun(kind) if fact.entry_id not in ended]

    def last(self, kind: type[E]) -> Fact[E] | None:
        """Return what began last by the day and had not been ended, None if there is nothing."""
        return next(reversed(self.standing(kind)), None)

    @cached_property
    def members(self) -> Sequence[MemberRow]:
        """All with a standing other than none in the body on the day, by code."""
        return self.read_model.members(self.taskforce, self.at)

    @cached_property
    def codes(self) -> Codes:
        """What the codes of the body mean, as known at the position."""
        return codes_of(self.read_model, self.taskforce, self.at.position)

    @property
    def ended(self) -> frozenset[str]:
        """The ids of entries that had been ended by the day, by endings that still held."""
        return self.ended_by(self.at.on)

    def ended_by(self, day: date) -> frozenset[str]:
        """Return the same for another day."""
        if day not in self._ended:
            self._ended[day] = self._ended_on(day, self._endings, self._ends)
        return self._ended[day]

    def _ended_on(self, day: date, endings: Iterable[Fact[Event]], ends: _Ends) -> frozenset[str]:
        ended: set[str] = set()
        for fact in endings:  # a later one may have revoked it, and comes first
            if fact.by <= day and fact.entry_id not in ended:
                ended.update(ends(fact))
        return frozenset(ended)

    @cached_property
    def _named_as_ended(self) -> frozenset[str]:
        """What had been ended by the day by name: all of it, but of `ACTS`."""
        return self._ended_on(self.at.on, self._endings, _named_by)

    @cached_property
    def _named_in_the_body(self) -> frozenset[str]:
        """The same without acts on commitments, which alone are ended by what is on commitments."""
        endings = self._endings_of([kind for kind in ENDINGS if not _is_of_commitment(kind)])
        return self._ended_on(self.at.on, endings, _named_by)

    def ended_with(self) -> dict[int, frozenset[str]]:
        """Return by the entry of each ending the ids of all that it ends, by name or as earlier."""
        return {fact.entry: frozenset(self._ends(fact)) for fact in self._endings}

    @cached_property
    def _endings(self) -> Sequence[Fact[Event]]:
        return self._endings_of(ENDINGS)

    def _endings_of(self, kinds: Sequence[type[Event]]) -> Sequence[Fact[Event]]:
        """Return all of these kinds, which end others, the last one first."""
        self.read(*kinds)
        topics = [kind.TOPIC for kind in kinds]
        self._asked_for.update(topics)
        found = [fact for topic in topics for fact in self._read[topic]]
        return sorted(found, key=lambda fact: fact.entry, reverse=True)

    def _ends(self, ending: Fact[Event]) -> Iterator[str]:
        yield from _named_by(ending)
        if isinstance(ending.event, Ending):
            for act in self.acts_of(whose(ending.event)):
                if is_covered(act, ending):
                    yield act.entry_id

    def acts_of(self, about: tuple[str, str]) -> Sequence[Fact[Event]]:
        """Return what can be ended as an earlier act of its kind, of a member and commitment."""
        kinds = (Signed, Consented) if about[1] else (Joined, Suspended)
        if kinds not in self._acts:
            acts = self._acts[kinds] = {}
            for fact in (each for kind in kinds for each in self._all(kind)):
                acts.setdefault(whose(fact.event), []).append(fact)  # to find what ended alone
        return self._acts[kinds].get(about, ())

    @property
    def days_by_commitment(self) -> dict[str, set[date]]:
        """The days from which what was asked for so far holds, hidden or not; "": of the body."""
        found: dict[str, set[date]] = {}
        whole = self.everything
        # without adoptions; what is hidden changes what is said to be missing
        for topic in (self._asked_for | whole._asked_for) - {Adopted.TOPIC}:  # noqa: SLF001  # same class
            for fact in whole._all(topics()[topic]):  # noqa: SLF001  # of the same class
                found.setdefault(whose(fact.event)[1], set()).add(fact.by)
        return found

    @property
    def topics(self) -> frozenset[str]:
        """The topics of the kinds asked for so far."""
        return frozenset(self._asked_for)

    @property
    def corrected(self) -> list[int]:
        """The entries of the body, of kinds asked for so far, that had been wrong, by position."""
        return [*self.read_model.corrected(self.taskforce, [*self._asked_for], self.at)]

    def fact(self, kind: type[E], row: EntryRow) -> Fact[E]:
        """Return what a row of the read model says."""
        return Fact(
            cast("E", kind.__pydantic_validator__.validate_json(row.event)),
            row.effective_on or UNKNOWN,
            row.begins_by,
            row.entry_position,
            row.position,
            row.entry_id,
            _VISIBILITIES[row.visibility],
            row.because == "error",
            row.recorded_for,
        )


def _named_by(ending: Fact[Event]) -> Iterable[str]:
    return map(str, ending.event.ended)


def _is_of_commitment(kind: type[Event]) -> bool:
    return kind.TOPIC.startswith("commitment.")
