"""Judging a unit as a whole: what it adds that cannot be true together, and which acts say so.

Acts are numbered by who records the unit; a file numbers them by its rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from application.context import Stream
from application.model_rows import ActOfMember
from domain.aggregate import Aggregate
from domain.citing import described
from domain.contradictions import Contradiction
from domain.errors import Contradicted
from domain.event import Recorded
from domain.events.texts import MemberAct
from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.words import worded

Records = Mapping[UUID, list[tuple[int, Recorded]]]
"""By stream: what the unit records there, with the numbers of the acts that do."""


@dataclass(frozen=True, slots=True)
class RequiredMembership:
    """That a member must have been active on a day, or an act of its own was not possible."""

    act: int
    member: Stream
    on: ImpreciseDate
    to: str


@dataclass(frozen=True, slots=True)
class EndedMembership:
    """That an act ends or suspends a membership, on which earlier acts may rest."""

    act: int
    member: Stream


@dataclass(frozen=True, slots=True)
class InvolvedEntry:
    """An entry of a contradiction, in a phrase; `acts` of this unit recorded or amended it."""

    phrase: str
    acts: frozenset[int]


@dataclass(frozen=True, slots=True)
class UnitContradiction:
    """What cannot be true together: a sentence, the acts of this unit in it, and the entries.

    `member` is the code of who was not active, where it is that.
    """

    sentence: str
    acts: frozenset[int]
    entries: tuple[InvolvedEntry, ...]
    member: str = ""

    def refusal(self) -> Contradicted:
        """Return the refusal of the whole unit, which names the entries that stood before it."""
        return Contradicted(self.sentence, [e.phrase for e in self.entries if not e.acts])


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCheck:
    """All that a unit decided, beside what was there: `first` and `now` are by stream.

    `acts` has the number of the act of each record, `streams` the history that it is part of.
    """

    records: Sequence[Recorded]
    acts: Sequence[int]
    streams: Sequence[UUID]
    first: Mapping[UUID, Aggregate]
    now: Mapping[UUID, Aggregate]
    required_memberships: Sequence[RequiredMembership]
    ended_memberships: Sequence[EndedMembership]
    acts_of: Callable[[Stream], Iterable[ActOfMember]]
    waiting: list[Contradiction] = field(default_factory=list)
    """What waits for something that is not recorded yet, found while `findings` were."""

    def findings(self) -> list[UnitContradiction]:
        """Return what the unit adds that cannot be true, at least one for each act in it."""
        by_stream: dict[UUID, list[tuple[int, Recorded]]] = {}
        for act, stream, record in zip(self.acts, self.streams, self.records, strict=True):
            by_stream.setdefault(stream, []).append((act, record))
        found = [*self._inactive(by_stream), *self._left(by_stream)]
        for stream, mine in by_stream.items():
            found.extend(_of_stream(self.first[stream], self.now[stream], mine, self.waiting))
        return found

    def _inactive(
        self, by_stream: Mapping[UUID, list[tuple[int, Recorded]]]
    ) -> Iterator[UnitContradiction]:
        """Yield acts of members that were not active on their day; it is the act that is wrong."""
        asked: dict[tuple[UUID, ImpreciseDate, str], Contradicted | None] = {}
        for each in self.required_memberships:
            stream = each.member.id
            key = (stream, each.on, each.to)
            if key not in asked:
                asked[key] = _refusal(self._member(stream), each.on, each.to)
            if refused := asked[key]:
                entries = self._named(refused, stream, by_stream)
                code = each.member.reference
                yield UnitContradiction(refused.sentence, frozenset({each.act}), entries, code)

    def _named(
        self, refused: Contradicted, stream: UUID, by_stream: Records
    ) -> tuple[InvolvedEntry, ...]:
        """Return the entries that a refusal names, with the acts that recorded them."""
        ours = _acts_by_entry(by_stream.get(stream, ()))
        history = self.now[stream].history
        known = {entry.description: ours.get(entry.id, ()) for entry in history.entries.values()}
        return tuple(
            InvolvedEntry(each, frozenset(known.get(each, ()))) for each in refused.entries
        )

    def _member(self, stream: UUID) -> Member:
        member = self.now[stream]
        assert isinstance(member, Member)
        return member

    def _left(
        self, by_stream: Mapping[UUID, list[tuple[int, Recorded]]]
    ) -> Iterator[UnitContradiction]:
        """Yield endings of memberships on which acts rest that were recorded before this unit."""
        by_member: dict[Stream, set[int]] = {}
        for each in self.ended_memberships:
            by_member.setdefault(each.member, set()).add(each.act)
        for stream, leaving in by_member.items():
            before = self.first[stream.id]
            assert isinstance(before, Member)
            mine = by_stream.get(stream.id, [])
            acts = [
                (act, on)
                for act, on in self._standing(stream)
                if before.may_act(on) and not self._member(stream.id).may_act(on)
            ]
            if acts:
                days = [on for _, on in acts]
                blamed = {act for act in leaving if _ends(before, mine, leaving - {act}, days)}
                yield UnitContradiction(
                    acted_later(before.code),
                    frozenset(blamed or leaving),
                    tuple(
                        InvolvedEntry(
                            described(act.topic, on, before.code, act.position), frozenset()
                        )
                        for act, on in acts
                    ),
                )

    def _standing(self, member: Stream) -> Iterator[tuple[ActOfMember, ImpreciseDate]]:
        """Yield what the member had done before, with the day as this unit leaves it."""
        for act in self.acts_of(member):
            commitment = self.now.get(Stream("commitment", member.taskforce, act.commitment).id)
            entries = commitment.history.entries if commitment else {}
            entry = entries.get(UUID(act.entry_id))
            if entry is None or not isinstance(entry.event, MemberAct):
                yield act, act.done_on
            elif not entry.retracted:
                yield act, entry.event.done_on or entry.begins


def acted_later(code: str) -> str:
    """Return the refusal of a leaving or a suspension on which a later act would not rest."""
    return worded(
        "{code} acted as a member after that day. Withdraw or correct that first, or "
        "record with it when the member came back (rejoined) or was free again (until).",
        code=code,
    )


def _of_stream(
    before: Aggregate,
    after: Aggregate,
    mine: Sequence[tuple[int, Recorded]],
    waiting: list[Contradiction],
) -> Iterator[UnitContradiction]:
    """Yield the contradictions that are new in one stream.

    Of those about one member no more are made than it takes to have every act of it in one.
    """
    ours = _acts_by_entry(mine)
    entries = after.history.entries
    by_subject: dict[str, set[int]] = {}
    for entry_id in ours.keys() & entries.keys():
        by_subject.setdefault(entries[entry_id].event.subject, set()).update(ours[entry_id])
    seen: set[Contradiction] = set()
    for subject in sorted(by_subject):
        if before.history.entries:  # nothing is contradicted where nothing is
            seen.update(before.contradictions(subject))
        left = set(by_subject[subject])
        for each in after.contradictions(subject):
            if each in seen:
                continue
            seen.add(each)
            if each.may_wait(ours):
                waiting.append(each)
                continue
            found = _finding(each, ours, by_subject[subject])
            yield found
            left -= found.acts
            if not left:
                break


def _finding(
    contradiction: Contradiction, ours: Mapping[UUID, set[int]], about: Iterable[int]
) -> UnitContradiction:
    """Return the finding; where none of its entries is ours, all acts about the member are in it.

    (An ending that was moved makes two others overlap, and is not one of them.)
    """
    acts = {act for entry in contradiction.entries for act in ours.get(entry, ())}
    entries = tuple(
        InvolvedEntry(phrase, frozenset(ours.get(entry, ())))
        for entry, phrase in contradiction.described.items()
    )
    return UnitContradiction(contradiction.sentence, frozenset(acts or about), entries)


def _acts_by_entry(mine: Iterable[tuple[int, Recorded]]) -> dict[UUID, set[int]]:
    ours: dict[UUID, set[int]] = {}
    for act, record in mine:
        ours.setdefault(record.entry_id, set()).add(act)
    return ours


def _refusal(member: Member, on: ImpreciseDate, to: str) -> Contradicted | None:
    try:
        member.must_be_active(on, to)
    except Contradicted as refused:
        return refused
    return None


def _ends(
    before: Member,
    mine: Iterable[tuple[int, Recorded]],
    others: Iterable[int],
    days: Iterable[ImpreciseDate],
) -> bool:
    """Say whether the acts of this unit without these others leave no room for one of the days."""
    left = set(others)
    after = before.evolve(*(record for act, record in mine if act not in left))
    return not all(after.may_act(on) for on in days)
