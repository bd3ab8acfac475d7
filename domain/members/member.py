"""A member of a taskforce: when it was in, suspended or out, and whether it may sign."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.aggregate import Aggregate
from domain.contradictions import (
    Contradiction,
    bad_endings,
    contradiction,
    end_of,
    may_hold,
    overlaps,
)
from domain.endings import Closing, closing
from domain.entry import Entry
from domain.errors import Contradicted, Refused
from domain.events.members import (
    Applied,
    Joined,
    Reinstated,
    Renamed,
    Suspended,
    VotingRightsRestored,
    VotingRightsSuspended,
    WithdrawalNotified,
    Withdrew,
)
from domain.history import History
from domain.laws.gaps import legislation_contradictions
from domain.members.focal_points import focal_point_contradictions
from domain.values import ImpreciseDate, MemberKind, surely_before
from domain.words import worded


@dataclass(frozen=True)
class Member(Aggregate):
    """One member; its code never changes, its name may."""

    @property
    def exists(self) -> bool:
        """Whether it ever applied or joined."""
        return any(self.history.each(Joined)) or any(self.history.each(Applied))

    @property
    def is_in(self) -> bool:
        """Whether a membership is open."""
        return any(end_of(self.history, entry) is None for entry, _ in self.history.each(Joined))

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
        admitted = self._admitted()
        return admitted[1].kind if admitted else None

    def was_in(self, on: ImpreciseDate) -> bool:
        """Say whether a membership held on that day on every reading of the dates."""
        return any(_must_hold(self.history, e, on) for e, _ in self.history.each(Joined))

    def _admitted(self) -> tuple[Entry, Joined | Applied] | None:
        return self.history.last(Joined) or self.history.last(Applied)

    def suspend(self, reason: str | None) -> Suspended:
        """Decide on a suspension; that it lies within a membership is judged by its day."""
        return Suspended(member=self.code, reason=reason)

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

    def notify_withdrawal(
        self, on: ImpreciseDate, takes_effect_on: ImpreciseDate | None
    ) -> WithdrawalNotified:
        """Decide on a notice, given on a day, that the member will leave.

        Raises:
            Contradicted: it was no member on the day on which it would leave, or on that of notice.
        """
        day = takes_effect_on or on
        memberships = [entry for entry, _ in self.history.each(Joined)]
        if not any(may_hold(self.history, entry, day) for entry in memberships):
            raise Contradicted(
                worded(
                    "{code} was not a member on {day}, so it cannot withdraw then.",
                    code=self.code,
                    day=day,
                ),
                [e.description for e in memberships],
            )
        return WithdrawalNotified(member=self.code, takes_effect_on=takes_effect_on)

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

    def must_be_active(self, on: ImpreciseDate, to: str = "sign") -> None:
        """Refuse unless the member was active on that day, on at least one reading of the dates.

        `to` says what it wants to do, for the sentence.

        Raises:
            Contradicted: it surely was not; the refusal names the entries that say so.
        """
        refusal = self._why_not(on, to)
        readings = [self._why_not(ImpreciseDate.of(day), to) for day in self._days_within(on)]
        if refusal is None and readings and None not in readings:
            refusal = readings[0]  # each span alone has room for the act, but no day is in all
        if refusal is not None:
            raise refusal

    def _why_not(self, on: ImpreciseDate, to: str) -> Contradicted | None:
        memberships = [entry for entry, _ in self.history.each(Joined)]
        if not any(may_hold(self.history, e, on) for e in memberships):
            ends = _ends(self.history, memberships)
            return Contradicted(
                worded(
                    "{code} was not a member on {on}; only an active member can {to}.",
                    code=self.code,
                    on=on,
                    to=to,
                ),
                [e.description for e in (*memberships, *ends)],
            )
        for suspension, _ in self.history.each(Suspended):
            if _must_hold(self.history, suspension, on):
                return Contradicted(
                    worded(
                        "{code} was suspended on {on}; only an active member can {to}.",
                        code=self.code,
                        on=on,
                        to=to,
                    ),
                    [suspension.description],
                )
        return None

    def _days_within(self, on: ImpreciseDate) -> list[date]:
        """Return the days of an imprecise date on which anything about the member may change."""
        if on.earliest is None or on.latest is None or on.earliest == on.latest:
            return []
        changes = {
            day
            for entry in self.history.entries.values()
            for day in (entry.begins.earliest, entry.begins.latest)
            if day and on.earliest < day <= on.latest
        }
        return [on.earliest, *sorted(changes)]

    def must_hold(self, entry: Entry, on: ImpreciseDate) -> bool:
        """Say whether what an entry of it began held on that day on every reading."""
        return _must_hold(self.history, entry, on)

    def may_act(self, on: ImpreciseDate) -> bool:
        """Say whether it was active on that day, on at least one reading of the dates."""
        try:
            self.must_be_active(on)
        except Contradicted:
            return False
        return True

    def contradictions(self, subject: str) -> Iterable[Contradiction]:
        """Yield overlapping memberships, bad endings, stray suspensions, and acts without basis."""
        history = self.history.about(subject)
        memberships = [entry for entry, _ in history.each(Joined)]
        sentence = worded(
            "{subject} is a member already; an earlier membership needs its end (until).",
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


def _ends(history: History, memberships: list[Entry]) -> list[Entry]:
    return [end for entry in memberships if (end := end_of(history, entry))]


def _stray_suspensions(
    history: History, memberships: list[Entry], suspensions: list[Entry]
) -> Iterator[Contradiction]:
    for suspension in suspensions:
        within = [e for e in memberships if may_hold(history, e, suspension.begins)]
        if not within:
            told = (suspension, *memberships, *_ends(history, memberships))
            yield Contradiction(
                "suspended-outside",
                frozenset({suspension.id}),
                "Only a member can be suspended, and it was none on that day; record that it was "
                "one, or retract the suspension.",
                {entry.id: entry.description for entry in told},
                waiting=True,
            )
        elif end_of(history, suspension) is None and all(end_of(history, e) for e in within):
            yield contradiction(
                "suspended-beyond",
                "A suspension ends with the membership at the latest; give its end (until).",
                suspension,
                *within,
            )


def _must_hold(history: History, entry: Entry, on: ImpreciseDate) -> bool:
    """Say whether `on` lies in the span on every reading."""
    end = end_of(history, entry)
    begun = (
        entry.begins.latest is not None
        and on.earliest is not None
        and entry.begins.latest <= on.earliest
    )
    return begun and (end is None or surely_before(on, end.begins))
