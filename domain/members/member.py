"""A member of a taskforce: when it was in, suspended or out; `active` says why it may not sign."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.aggregate import Aggregate
from domain.contradictions import (
    Contradiction,
    bad_endings,
    contradiction,
    overlaps,
    possibly_holds,
)
from domain.endings import Closing, closing
from domain.entry import Entry
from domain.errors import Contradicted, Refused
from domain.events.members import (
    Applied,
    Joined,
    NameRecorded,
    Reinstated,
    Renamed,
    Suspended,
    VotingRightsRestored,
    VotingRightsSuspended,
    Withdrew,
)
from domain.history import History
from domain.laws.gaps import legislation_contradictions
from domain.members.active import SIGNING, ends_of, surely_holds, why_not_active
from domain.members.focal_points import focal_point_contradictions
from domain.members.names_by_language import GivenName, name_said_on
from domain.values import ImpreciseDate, MemberKind, Visibility
from domain.words import worded


@dataclass(frozen=True)
class Member(Aggregate):
    """One member. Its name and its code may change; events keep the code of their time."""

    @property
    def exists(self) -> bool:
        """Whether it ever applied or joined."""
        return any(self.history.each(Joined)) or any(self.history.each(Applied))

    @cached_property
    def known_to(self) -> Visibility:
        """Who may know of it: the most people who see a joining or an application."""
        begun = [entry for kind in (Joined, Applied) for entry, _ in self.history.each(kind)]
        seen = (entry.visibility for entry in begun)
        return min(seen, key=lambda each: each.rank, default=Visibility.PUBLIC)

    @property
    def code(self) -> str:
        """The code, or "" before the first event."""
        return next((e.event.subject for e in self.history.entries.values()), "")

    @property
    def name(self) -> str:
        """The official name given last, by the order of days and entries."""
        return name_on(self.history) or self.code

    @property
    def kind(self) -> MemberKind | None:
        """What it is, as it was last admitted."""
        joined, applied = self.history.last(Joined), self.history.last(Applied)
        if joined:
            return joined[1].kind
        return applied[1].kind if applied else None

    def was_in(self, on: ImpreciseDate) -> bool:
        """Say whether a membership surely held on that day."""
        return any(surely_holds(self.history, e, on) for e, _ in self.history.each(Joined))

    def reinstate(self, on: ImpreciseDate, names: Sequence[str] = ()) -> Closing[Reinstated]:
        """Decide to end suspensions: those that began earlier, and those that are named.

        Raises:
            Refused: a name is of no suspension.
        """
        return closing(self._own, Reinstated(member=self.code), on, names)

    def restore_voting_rights(
        self, on: ImpreciseDate, names: Sequence[str] = ()
    ) -> Closing[VotingRightsRestored]:
        """Decide to end suspensions of voting rights that began earlier, or are named.

        Raises:
            Refused: a name is of none of them.
        """
        return closing(self._own, VotingRightsRestored(member=self.code), on, names)

    def must_be_member(self, on: ImpreciseDate) -> None:
        """Refuse a notice that the member leaves on a day on which it surely was not a member.

        Raises:
            Contradicted: it was not.
        """
        memberships = [entry for entry, _ in self.history.each(Joined)]
        if not any(possibly_holds(self.history, entry, on) for entry in memberships):
            raise Contradicted(
                worded(
                    "{code} was not a member on {day}, so it cannot withdraw then.",
                    code=self.code,
                    day=on,
                ),
                [e.description for e in memberships],
            )

    def withdraw(self, on: ImpreciseDate, names: Sequence[str] = ()) -> Closing[Withdrew]:
        """Decide to end memberships and suspensions that began earlier, or are named.

        Raises:
            Refused: a name is of no membership or suspension.
        """
        return closing(self._own, Withdrew(member=self.code), on, names)

    def rename(self, name: str, on: ImpreciseDate) -> Renamed:
        """Decide on a new official name from a day on.

        Raises:
            Refused: it was its name on that day already.
        """
        if name == name_on(self.history, on.latest):
            raise Refused("{code} is called {name!r} already.", code=self.code, name=name)
        return Renamed(member=self.code, name=name)

    def name_by_language(self, name: NameRecorded, on: ImpreciseDate) -> NameRecorded:
        """Decide on a name in a language from a day on.

        Raises:
            Refused: it was its name in that language on that day already.
        """
        given = [
            GivenName.of(entry, event.name)
            for entry, event in self.history.each(NameRecorded)
            if event.language == name.language
        ]
        if name.name == name_said_on(given, on.latest):
            raise Refused(
                "{code} is called {name!r} in the language {language} already.",
                code=self.code,
                name=name.name,
                language=name.language,
            )
        return name.model_copy(update={"member": self.code})

    def must_be_active(self, on: ImpreciseDate, to: str = SIGNING) -> None:
        """Refuse unless the member may have been active on that day: who left cannot sign.

        `to` says what it wants to do, for the sentence.

        Raises:
            Contradicted: it surely was not; the refusal names the entries that say so.
        """
        refusal = why_not_active(self.history, self.code, on, to)
        if refusal is not None:
            raise refusal

    def may_act(self, on: ImpreciseDate) -> bool:
        """Say whether it may have been active on that day."""
        return why_not_active(self.history, self.code, on, "sign") is None

    def contradictions(self, subject: str) -> Iterable[Contradiction]:
        """Yield overlapping memberships, bad endings, stray suspensions, and acts without basis."""
        history = self.history.about(subject)
        memberships = [entry for entry, _ in history.each(Joined)]
        sentence = worded(
            "{subject} is a member already. If it left in between, record that first: depositary "
            "member withdraw {subject} --on DAY; an earlier membership is recorded with its end "
            "(--until).",
            subject=subject,
        )
        yield from overlaps(history, memberships, "member-twice", sentence)
        suspensions = [entry for entry, _ in history.each(Suspended)]
        sentence = worded("{subject} is suspended already.", subject=subject)
        yield from overlaps(history, suspensions, "suspended-twice", sentence)
        yield from bad_endings(history, Withdrew, (Joined, Suspended))
        yield from bad_endings(history, Reinstated, (Suspended,))
        without_vote = [entry for entry, _ in history.each(VotingRightsSuspended)]
        sentence = worded("The voting rights of {subject} are suspended already.", subject=subject)
        yield from overlaps(history, without_vote, "voting-rights-twice", sentence)
        yield from bad_endings(history, VotingRightsRestored, (VotingRightsSuspended,))
        for entry in admissions(history)[:1]:
            if name_on(history) is None:
                yield contradiction(
                    "nameless", worded("{subject} needs a name.", subject=subject), entry
                )
        yield from _stray_suspensions(history, memberships, suspensions)
        yield from legislation_contradictions(history)
        yield from focal_point_contradictions(history)

    @property
    def _own(self) -> History:
        return self.history.about(self.code)


def admissions(history: History) -> list[Entry]:
    """Return the entries by which it became a member, or asked to if it never did."""
    joined = [entry for entry, _ in history.each(Joined)]
    return joined or [entry for entry, _ in history.each(Applied)]


def name_on(history: History, on: date | None = None) -> str | None:
    """Return the official name that was given last by a day, by the order of days and entries.

    The first admission came before any new name, also on an unknown day. On a day before the
    first name was given, that one is returned; None if none ever was.
    """
    joined = [(entry, event.name) for entry, event in history.each(Joined)]
    applied = [(entry, event.name) for entry, event in history.each(Applied)]
    renamed = [(entry, event.name) for entry, event in history.each(Renamed)]
    first = len(admissions(history)) == 1
    names: list[tuple[date, int, date, str]] = []
    for entry, name in (*(applied if not any(n for _, n in joined) else joined), *renamed):
        begun = history.begun_by(entry)
        since = date.min if first and not isinstance(entry.event, Renamed) else begun
        if name:
            names.append((since, entry.order, begun, name))
    given = [each for each in names if on is None or each[2] <= on]
    return max(given)[-1] if given else min(names)[-1] if names else None


def _stray_suspensions(
    history: History, memberships: list[Entry], suspensions: list[Entry]
) -> Iterator[Contradiction]:
    for suspension in suspensions:
        within = [e for e in memberships if possibly_holds(history, e, suspension.begins)]
        if not within:
            named = (suspension, *memberships, *ends_of(history, memberships))
            yield Contradiction(
                "suspended-outside",
                frozenset({suspension.id}),
                worded(
                    "Only a member can be suspended, and it was not a member on that day; "
                    "record that it was one, or retract the suspension."
                ),
                {entry.id: entry.description for entry in named},
                waiting=True,
            )
        elif history.end_of(suspension) is None and all(history.end_of(e) for e in within):
            yield contradiction(
                "suspended-beyond",
                "A suspension ends with the membership at the latest; give its end (until).",
                suspension,
                *within,
            )
