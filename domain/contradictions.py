"""What cannot be true together, whatever days the imprecise dates can mean.

Names that say `surely` are true of all days that imprecise dates can mean, `may` and
`possibly` of at least one.

A command is refused if and only if it adds a contradiction, but for one that is only told, or waits
for what is not recorded yet. So a rule that was tightened later never locks an old stream, and
back-dating, corrections and retractions need no rules of their own.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from uuid import UUID

from domain.entry import Entry
from domain.errors import Contradicted
from domain.event import Ending, Event
from domain.history import History
from domain.values import ImpreciseDate, surely_before
from domain.words import joined, worded


@dataclass(frozen=True)
class Contradiction:
    """Entries that cannot all be true; two are the same if kind and entries are.

    One that only means that something is not recorded yet (`waiting`) refuses its own entries and
    no others: what is missing may be what comes next. One that is `told` refuses nothing: the facts
    may be true, and an entry that was recorded before does not fit them.
    """

    kind: str
    entries: frozenset[UUID]
    sentence: str = field(compare=False)
    described: Mapping[UUID, str] = field(compare=False, default_factory=dict)
    waiting: bool = field(compare=False, default=False)
    told: bool = field(compare=False, default=False)

    def may_wait(self, new: Collection[UUID], *, waits: bool = True) -> bool:
        """Say whether it need not refuse these entries.

        `waits` says that what is missing afterwards may be recorded next.
        """
        return self.told or (waits and self.waiting and self.entries.isdisjoint(new))


def must_not_contradict(
    before: Iterable[Contradiction],
    after: Iterable[Contradiction],
    new: Iterable[UUID] = (),
    *,
    waits: bool = True,
) -> list[Contradiction]:
    """Refuse if there is a contradiction afterwards that was not there before.

    `waits` says that what is missing afterwards may be recorded next; what waits is returned.

    Raises:
        Contradicted: with the sentence of the first new one, and the entries that stood already.
    """
    known, mine = set(before), set(new)
    waiting: list[Contradiction] = []
    for contradiction in after:
        if contradiction in known:
            continue
        if contradiction.may_wait(mine, waits=waits):
            waiting.append(contradiction)
            continue
        described = contradiction.described.items()
        standing = [phrase for entry_id, phrase in described if entry_id not in mine]
        raise Contradicted(contradiction.sentence, standing)
    return waiting


def contradiction(
    kind: str, sentence: str, *entries: Entry, waiting: bool = False
) -> Contradiction:
    """Make a contradiction between these entries."""
    return Contradiction(
        kind,
        frozenset(entry.id for entry in entries),
        sentence,
        {entry.id: entry.description for entry in entries},
        waiting,
    )


def possibly_holds(history: History, entry: Entry, on: ImpreciseDate) -> bool:
    """Say whether `on` may lie in the span of an entry."""
    end = history.end_of(entry)
    over = (
        end is not None
        and end.begins.latest is not None
        and on.earliest is not None
        and on.earliest >= end.begins.latest
    )
    return not surely_before(on, entry.begins) and not over


def surely_overlap(history: History, one: Entry, other: Entry) -> bool:
    """Say whether two spans surely share a day, or one surely begins while the other one holds.

    Two that never ended always do.
    """
    first_end, second_end = history.end_of(one), history.end_of(other)
    if first_end is None and second_end is None:
        return True
    if _begins_within(one, other, second_end) or _begins_within(other, one, first_end):
        return True
    begins = [entry.begins.latest for entry in (one, other)]
    ends = [end.begins.earliest or date.min for end in (first_end, second_end) if end]
    return all(begin is not None and begin < min(ends) for begin in begins)


def _begins_within(one: Entry, other: Entry, end: Entry | None) -> bool:
    """Say whether an entry surely begins while another one holds, whenever it ends itself."""
    day, begun = one.begins, other.begins.latest
    if begun is None or day.earliest is None or day.latest is None or begun >= day.earliest:
        return False
    return end is None or (end.begins.earliest is not None and end.begins.earliest > day.latest)


_REFINED = (
    "If only its day is known better now, correct that entry instead: depositary correct @{entry} "
    "on={day}."
)
_ON_ANOTHER_DAY = (
    "If the day on record is wrong, correct that entry: depositary correct @{entry} on={day}."
)
_ON_THE_SAME_DAY = (
    "To record it otherwise, retract that entry first: depositary retract @{entry} --reason WHY."
)

_WITHOUT_HINT = ("main-twice", "consented-twice")
"""Kinds of overlaps of entries of two persons, or of acts that have several days."""


def overlaps(
    history: History, entries: Sequence[Entry], kind: str, sentence: str
) -> Iterator[Contradiction]:
    """Yield each pair of spans that surely overlap.

    The later entry may be the same as the first, known better or told otherwise; what to do about
    that is said behind the sentence, where the first is on record. Where the first to begin was
    ended on an unknown day, which does not say that this was before the other began, it is said
    instead how to tell.
    """
    for pair in combinations(entries, 2):
        if surely_overlap(history, *pair):
            first, later = sorted(pair, key=lambda entry: entry.order)
            said = _end_not_known(history, *pair) or joined(
                " ", [sentence, *_hints(first, later, may_be_one=kind not in _WITHOUT_HINT)]
            )
            yield contradiction(kind, said, *pair)


def _hints(first: Entry, later: Entry, *, may_be_one: bool) -> Iterator[str]:
    """Yield what to do where two entries are the same act, told in two ways.

    No day is to be corrected to one of which less is known.
    """
    if not first.first.position or not may_be_one or _is_within(first.begins, later.begins):
        return
    if first.begins == later.begins:
        yield worded(_ON_THE_SAME_DAY, entry=first.number)
    else:
        refined = _is_within(later.begins, first.begins)
        sentence = _REFINED if refined else _ON_ANOTHER_DAY
        yield worded(sentence, entry=first.number, day=later.begins)


def _end_not_known(history: History, *pair: Entry) -> str:
    """Say how to tell by when the first of two ended, where that is on record as unknown, or ""."""
    before, after = sorted(pair, key=lambda entry: entry.begins_by)
    ends = [each for each in history.endings(before.id) if each.begins.latest is None]
    if not ends or after.begins.latest is None:
        return ""
    return worded(
        "The one before ended on an unknown day, so it may have held still when the next began on "
        "{day}. Say by when it had ended at the latest, in its row or with: depositary correct "
        "@{entry} 'on=<={day}'.",
        day=after.begins.latest,
        entry=ends[0].number,
    )


def _is_within(day: ImpreciseDate, known: ImpreciseDate) -> bool:
    """Say whether a day says more than another, and all that it can mean the other can mean."""
    first, last = known.earliest or date.min, known.latest or date.max
    earliest, latest = day.earliest or date.min, day.latest or date.max
    return first <= earliest and latest <= last and (first, last) != (earliest, latest)


def bad_endings(
    history: History, ending_kind: type[Event], endable: tuple[type[Event], ...]
) -> Iterator[Contradiction]:
    """Yield endings by name of what does not stand, of the wrong kind, twice, or before it began.

    An ending that was announced for a later day may be revoked before that day.
    """
    for ending, event in history.each(ending_kind):
        if not event.ended and _by_name_only(event):
            yield contradiction("ends-nothing", "An ending must name what it ends.", ending)
        for ended_id in event.ended:
            ended = history.entries.get(ended_id)
            if ended is None or ended.retracted or ending not in history.endings(ended_id):
                yield Contradiction(
                    "ends-nothing",
                    frozenset({ending.id, ended_id}),
                    worded("What this would end does not stand, or was retracted."),
                    {ending.id: ending.description},
                )
            elif not isinstance(ended.event, endable):
                yield contradiction(
                    "ends-wrong-kind", "This cannot be ended in this way.", ending, ended
                )
            elif not ended.is_ending and surely_before(ending.begins, ended.begins):
                yield contradiction(
                    "ends-before-begin",
                    worded(
                        "It would end on {ends}, before it began on {begins}.",
                        ends=ending.begins,
                        begins=ended.begins,
                    ),
                    ended,
                    ending,
                )
    yield from _ended_twice(history)


def _ended_twice(history: History) -> Iterator[Contradiction]:
    """Yield what several endings name that end nothing else; of others the earliest counts."""
    for entry in history.entries.values() if history.has_endings else ():
        open_ends = [
            e
            for e in history.endings(entry.id)
            if _by_name_only(e.event) and history.end_of(e) is None
        ]
        if len(open_ends) > 1:
            yield contradiction("ended-twice", "This was ended already.", entry, *open_ends)


def _by_name_only(ending: Event) -> bool:
    return ending.by_name_only if isinstance(ending, Ending) else True
