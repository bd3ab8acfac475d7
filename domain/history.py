"""Two clocks: what held on a day, as far as it was known at a position; entries, spans, endings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self, TypeVar, cast
from uuid import UUID

from domain.entry import Entry, apply, is_covered, show
from domain.event import Ending, Event, Recorded
from domain.growing.entries_by_kind import EntriesByKind, Touched
from domain.growing.layers import with_pairs

E = TypeVar("E", bound=Event)
T = TypeVar("T")


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
                apply(entries, record)
            else:
                show(entries, record)
        return cls(entries)

    def add(self, *records: Recorded) -> Self:
        """Return the history with these records after all others."""
        if not self.entries:
            return self.of(records)
        changed: dict[UUID, Entry] = {}
        for record in records:
            if record.entry_id not in changed and (was := self.entries.get(record.entry_id)):
                changed[record.entry_id] = was
            apply(changed, record)
        return self.with_entries(changed)

    def with_entries(self, changed: Mapping[UUID, Entry]) -> Self:
        """Return the history with entries that began or changed, by their ids.

        What was worked out of this one, and does not change, is not worked out again.
        """
        after = type(self)(with_pairs(self.entries, changed))
        touched = [(self.entries.get(each), now) for each, now in changed.items()]
        if self.entries and all(map(_is_alike, changed, touched)):
            after.__dict__.update(self._kept(touched, after.entries))
        return after

    def _kept(self, touched: Sequence[Touched], entries: Mapping[UUID, Entry]) -> dict[str, object]:
        """Return what was worked out, by its name, as it is after entries were touched."""
        known, kept = self.__dict__, dict[str, object]()
        if "has_endings" in known:
            ends = any(now.is_ending for _, now in touched)
            if ends or not self.has_endings or all(was is None for was, _ in touched):
                kept["has_endings"] = ends or self.has_endings
        if "_by_kind" in known:
            kept["_by_kind"] = self._by_kind.after(touched, entries)
        mine: dict[str, dict[UUID, Entry]] = {}
        for _, now in touched:
            mine.setdefault(now.event.subject, {})[now.id] = now
        if "_only" in known:
            kept["_only"] = self._only if mine.keys() <= {self._only} else None
        if "_parts" in known:
            parts = {
                subject: self.about(subject).with_entries(each) for subject, each in mine.items()
            }
            kept["_parts"] = with_pairs(self._parts, parts)
        return kept

    def with_event(self, entry: Entry, event: Event) -> Self:
        """Return the history in which an entry says something else."""
        latest = entry.latest._replace(event=event)
        return self.with_entries({entry.id: entry._replace(latest=latest)})

    def about(self, subject: str) -> "History":
        """Return the part that is about one member."""
        if self._only is None:
            return self._parts.get(subject, NOTHING)
        return self if subject == self._only else NOTHING

    @property
    def subjects(self) -> list[str]:
        """The members that anything here is about, in alphabetical order; "" is about none."""
        return sorted(self._parts) if self._only is None else [self._only]

    def each(self, kind: type[E]) -> Iterator[tuple[Entry, E]]:
        """Return the entries of this kind that are not retracted, in the order of entry."""
        return iter(cast("Iterable[tuple[Entry, E]]", self._by_kind.each(kind)))

    def having(self, kind: type[E], name: str, value: object) -> Sequence[tuple[Entry, E]]:
        """Return the same, of those of which the field of a name has this value."""
        return cast("Sequence[tuple[Entry, E]]", self._by_kind.having(kind, name, value))

    def endings(self, entry_id: UUID) -> tuple[Entry, ...]:
        """Return the entries that end this one, by name or as an earlier act of their scope.

        The one that counts on a day is the earliest of those that hold then.
        """
        return self._endings.get(entry_id, ()) if self.has_endings else ()

    def end_of(self, entry: Entry) -> Entry | None:
        """Return the entry that ends this one: the earliest that was not itself ended."""
        return self._open_ends.get(entry.id) if self.has_endings else None

    def ended_by(self, ending: Entry) -> list[Entry]:
        """Return what an ending ends, or would if no earlier one did, in the order of entry."""
        return [self.entries[each] for each in self._ends.get(ending.id, ())]

    def ends_nothing(self, ending: Entry) -> bool:
        """Say whether all that an ending would end was ended before it, or is not recorded."""
        return all(self._ended_before(each, ending) for each in self.ended_by(ending))

    def _ended_before(self, entry: Entry, ending: Entry) -> bool:
        first = self.end_of(entry)
        return first is not None and first.id != ending.id and first.recency < ending.recency

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
        if entry.begins.latest:
            return entry.begins.latest
        ends = [end.begins.latest for end in self.endings(entry.id) if end.begins.latest]
        return min([entry.begins_by, *ends])

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
                days.update(map(entry.certain, entry.event.days))
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
                for each in self._ends[ending.id]:
                    ends[each] = min(ends.get(each, ending), ending, key=lambda e: e.recency)
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
                    ended.update(self._ends[ending.id])
            self._ended_by_day[on] = ended
        return ended

    @cached_property
    def _ends(self) -> dict[UUID, list[UUID]]:
        """By ending, what it ends."""
        ends: dict[UUID, list[UUID]] = {}
        for entry_id, endings in self._endings.items():
            for ending in endings:
                ends.setdefault(ending.id, []).append(entry_id)
        return ends

    @cached_property
    def has_endings(self) -> bool:
        """Whether there is any entry that ends others."""
        return any(entry.is_ending for entry in self.entries.values())

    @cached_property
    def _endings(self) -> dict[UUID, tuple[Entry, ...]]:
        """By entry, what ends it, in the order of entry."""
        endings: dict[UUID, tuple[Entry, ...]] = {}
        for ending in self.entries.values():
            if not ending.retracted:
                for entry_id in {each.id: None for each in self._covered(ending)}:
                    endings[entry_id] = (*endings.get(entry_id, ()), ending)
        return endings

    def _covered(self, ending: Entry) -> Iterator[Entry]:
        for named in ending.event.ended:
            entry = self.entries.get(named)
            if entry is not None and (entry.order < ending.order or not entry.is_ending):
                yield entry  # an ending ends earlier ones only, so that none ends itself
        if isinstance(ending.event, Ending):
            for entry in self.about(ending.event.subject).entries.values():
                if not entry.retracted and is_covered(entry, ending):
                    yield entry

    @cached_property
    def _only(self) -> str | None:
        """The member that all of it is about, None where there are several, or nothing is here."""
        subjects = {entry.event.subject for entry in self.entries.values()}
        return subjects.pop() if len(subjects) == 1 else None

    @cached_property
    def _parts(self) -> Mapping[str, "History"]:
        """By member, what is about it; "" is about none."""
        by_subject: dict[str, dict[UUID, Entry]] = {}
        for entry in self.entries.values():
            by_subject.setdefault(entry.event.subject, {})[entry.id] = entry
        return {subject: History(entries) for subject, entries in by_subject.items()}

    @cached_property
    def _by_kind(self) -> EntriesByKind:
        return EntriesByKind.of(self.entries)


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


def _is_alike(entry_id: UUID, touched: Touched) -> bool:
    """Say whether an entry has its id, and still says the same kind of thing of the same member."""
    was, now = touched
    same_kind = was is None or type(was.event) is type(now.event)
    return now.id == entry_id and (
        was is None or (same_kind and was.event.subject == now.event.subject)
    )
