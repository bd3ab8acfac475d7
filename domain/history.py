"""Two clocks: what held on a day, as far as it was known at a position; entries, spans, endings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self, TypeVar
from uuid import UUID

from domain.event import Event, Recorded
from domain.events.record import Retracted, VisibilityChanged
from domain.values import UNKNOWN, ImpreciseDate, Visibility

E = TypeVar("E", bound=Event)
T = TypeVar("T")
UNPLACED = 2**63  # after every position


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A first event and its amendments; the latest amendment says what the entry says.

    An amendment after a retraction makes the entry hold again.
    """

    first: Recorded
    latest: Recorded
    retracted: bool
    visibility: Visibility

    @property
    def id(self) -> UUID:
        """The id of the first event."""
        return self.first.envelope.event_id

    @property
    def event(self) -> Event:
        """What the entry says."""
        return self.latest.event

    @property
    def order(self) -> int:
        """Grows with the order of entry, also where a history is of several streams."""
        return _place(self.first)

    @property
    def latest_order(self) -> int:
        """The same of what says last what the entry says."""
        return _place(self.latest)

    @property
    def begins(self) -> ImpreciseDate:
        """The day from which it holds in the world, as precisely as it is known."""
        return self.latest.envelope.effective_on or UNKNOWN

    @property
    def begins_by(self) -> date:
        """The day from which it holds for certain."""
        return self.certain(self.begins)

    def certain(self, day: ImpreciseDate) -> date:
        """Return the last day that `day` can mean.

        What was recorded as having happened on an unknown day had happened by the day on which it
        was first recorded.
        """
        return day.latest or self.first.recorded_on

    @property
    def description(self) -> str:
        """One phrase that tells a person which entry this is."""
        subject = f" of {self.event.subject}" if self.event.subject else ""
        said = f"{self.event.TOPIC}{subject} on {self.begins}"
        position = self.first.position
        return f"@{position} {said}" if position else f"{said} [{str(self.id)[:8]}]"


@dataclass(frozen=True)
class History:
    """The entries of one stream, or of one member in it, as known at one position."""

    entries: Mapping[UUID, Entry]

    @classmethod
    def of(cls, records: Iterable[Recorded], known: int | None = None) -> Self:
        """Fold records, given in the order of entry, up to position `known`, inclusive.

        Visibility is today's whatever `known` is: what became confidential stays so when somebody
        asks for an earlier day, and what became public may be seen.
        """
        entries: dict[UUID, Entry] = {}
        for record in records:
            if known is None or record.position <= known:
                _apply(entries, record)
            else:
                _show(entries, record)
        return cls(entries)

    def add(self, *records: Recorded) -> Self:
        """Return the history with these records after all others."""
        entries = dict(self.entries)
        for record in records:
            _apply(entries, record)
        return type(self)(entries)

    def about(self, subject: str) -> Self:
        """Return the part that is about one member."""
        return type(self)({e.id: e for e in self._by_subject.get(subject, ())})

    @property
    def subjects(self) -> list[str]:
        """The members that anything here is about, in alphabetical order; "" is about none."""
        return sorted(self._by_subject)

    def seen_by(self, audience: Visibility) -> Self:
        """Return the part that an audience may see."""
        seen = {e.id: e for e in self.entries.values() if audience.shows(e.visibility)}
        return type(self)(seen)

    def each(self, kind: type[E]) -> Iterator[tuple[Entry, E]]:
        """Yield the entries of this kind that are not retracted, in the order of entry."""
        for entry in self.entries.values():
            if isinstance(entry.event, kind) and not entry.retracted:
                yield entry, entry.event

    def endings(self, entry_id: UUID) -> tuple[Entry, ...]:
        """Return the entries that end this one and are not retracted."""
        return self._endings.get(entry_id, ())

    def end_of(self, entry: Entry) -> Entry | None:
        """Return the entry that ends this one, if one does that was not itself ended."""
        return self._open_ends.get(entry.id)

    def ended(self, entry: Entry, on: date) -> bool:
        """Say whether an ending of this entry holds on that day."""
        return entry.id in self._ended_on(on)

    def holds(self, entry: Entry, on: date) -> bool:
        """Say whether the entry has begun and not ended by that day: its span is [begin, end).

        An ending may itself have been ended (a withdrawal that was revoked) and then ends nothing.
        """
        return not entry.retracted and self.begun_by(entry) <= on and not self.ended(entry, on)

    def begun_by(self, entry: Entry) -> date:
        """Return the day from which an entry holds for certain.

        What began on an unknown day had begun by the day on which it ended.
        """
        ends = [end.begins.latest for end in self.endings(entry.id) if end.begins.latest]
        return entry.begins_by if entry.begins.latest else min([entry.begins_by, *ends])

    def last(self, kind: type[E], on: date | None = None) -> tuple[Entry, E] | None:
        """Return the entry of this kind that began last, by (last day, order of entry).

        Only entries that have begun by `on` count, where it is given.
        """
        begun = (p for p in self.each(kind) if on is None or self.begun_by(p[0]) <= on)
        return max(begun, key=lambda pair: (self.begun_by(pair[0]), pair[0].order), default=None)

    @cached_property
    def days(self) -> list[date]:
        """Every day, ascending, on which anything in this history can change."""
        days: set[date] = set()
        for entry in self.entries.values():
            if not entry.retracted:
                days.add(self.begun_by(entry))
                days.update(map(entry.certain, entry.event.moments))
        return sorted(days)

    @cached_property
    def _latest_first(self) -> list[Entry]:
        """The endings, latest first: whether one holds depends on later ones only."""
        endings = {e.id: e for ends in self._endings.values() for e in ends}
        return sorted(endings.values(), key=lambda entry: entry.order, reverse=True)

    @cached_property
    def _open_ends(self) -> dict[UUID, Entry]:
        ends: dict[UUID, Entry] = {}
        for ending in self._latest_first:
            if ending.id not in ends:
                ends.update((each, ending) for each in self._ends(ending))
        return ends

    @cached_property
    def _ended_by_day(self) -> dict[date, set[UUID]]:
        return {}

    def _ended_on(self, on: date) -> set[UUID]:
        ended = self._ended_by_day.get(on)
        if ended is None:
            ended = set()
            for ending in self._latest_first:
                if ending.id not in ended and self.begun_by(ending) <= on:
                    ended.update(self._ends(ending))
            self._ended_by_day[on] = ended
        return ended

    def _ends(self, ending: Entry) -> list[UUID]:
        return [each for each in ending.event.ended if ending in self.endings(each)]

    @cached_property
    def _endings(self) -> dict[UUID, tuple[Entry, ...]]:
        endings: dict[UUID, tuple[Entry, ...]] = {}
        for entry in self.entries.values():
            if entry.retracted:
                continue
            for ended_id in entry.event.ended:
                ended = self.entries.get(ended_id)
                if ended is not None and ended.order < entry.order:  # so that none ends itself
                    endings[ended_id] = (*endings.get(ended_id, ()), entry)
        return endings

    @cached_property
    def _by_subject(self) -> dict[str, list[Entry]]:
        by_subject: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            by_subject.setdefault(entry.event.subject, []).append(entry)
        return by_subject


NOTHING = History({})


def timeline(
    history: History, standing: Callable[[History, date], T]
) -> Iterator[tuple[date, date | None, T]]:
    """Yield (from, until, standing) for every stretch of days with one standing.

    `from` is inclusive, `until` exclusive and None for the last stretch; before the first stretch
    nothing had begun. Stretches follow each other without a gap.
    """
    since: date | None = None
    held: T | None = None
    for day in history.days:
        now = standing(history, day)
        if since is not None and held is not None and now != held:
            yield since, day, held
        if now != held:
            since, held = day, now
    if since is not None and held is not None:
        yield since, None, held


def _place(record: Recorded) -> int:
    """Return the place in the log; what has none yet is last, in the order of its stream."""
    return record.position or UNPLACED + record.version


def _apply(entries: dict[UUID, Entry], record: Recorded) -> None:
    entry = entries.get(record.entry_id)
    if isinstance(record.event, Retracted | VisibilityChanged):
        _show(entries, record)
        if entry and isinstance(record.event, Retracted):
            entries[entry.id] = replace(entry, retracted=True)
        return
    entries[record.entry_id] = Entry(
        first=entry.first if entry else record,
        latest=record,
        retracted=False,
        visibility=record.envelope.visibility,
    )


def _show(entries: dict[UUID, Entry], record: Recorded) -> None:
    entry = entries.get(record.entry_id)
    if entry is None or isinstance(record.event, Retracted):
        return
    if isinstance(record.event, VisibilityChanged):
        entries[entry.id] = replace(entry, visibility=record.event.visibility)
    else:
        entries[entry.id] = replace(entry, visibility=record.envelope.visibility)
