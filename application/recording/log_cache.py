"""What a process keeps of the log between two units of work: aggregates, codes, lists of texts.

Each unit first reads the events that are new since the last one, and lets those of cached streams
evolve; where an event may change more than its own stream, all is forgotten.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import RLock
from uuid import UUID

from application.event_store.streams import EventLog, stream_id
from application.model_rows import Recode
from domain.aggregate import Aggregate
from domain.errors import Unreadable
from domain.event import Recorded
from domain.events.entries import Retracted
from domain.events.log import Expunged
from domain.events.members import Recoded
from domain.events.texts import Adopted
from domain.members.duplicates import NAMING, Key, NamingEvent, keys_in

MOST_EVENTS = 20_000
"""Of how many events the aggregates that are cached consist at most, or of one stream."""
MOST_NEW = 1_000
"""How many new events are read; after more of them, all is forgotten."""
_CHANGE_MORE = (Recoded, Retracted, Expunged)
"""What changes the meaning of codes, may take such a change back, or changes a stored event."""


@dataclass
class CalledMembers:
    """How the members of a body are and were called: their codes as recorded, by a key of a name.

    `country` is the code of the country that a name or a code means, None where it means none.
    """

    country: Callable[[str], str | None]
    by_key: dict[Key, set[str]] = field(default_factory=dict)

    def add(self, event: NamingEvent) -> None:
        """Add how a member is called by an event, by name and by code."""
        for key in keys_in(event, self.country):
            self.by_key.setdefault(key, set()).add(event.member)


class LogCache:
    """What was read up to a position. Who forgets it makes another: units in work go on with it.

    Aggregates are of streams whose events alone make a history, and read by codes that never
    changed.
    """

    def __init__(self, position: int) -> None:
        self.position = position
        self._recodes: dict[str, Sequence[Recode]] = {}
        self._lists: dict[tuple[str, str], Sequence[str]] = {}
        self._names: dict[str, CalledMembers] = {}
        self._aggregates: OrderedDict[UUID, Aggregate] = OrderedDict()
        self._events, self._turn = 0, RLock()

    def recodes(self, taskforce: str, read: Callable[[], Sequence[Recode]]) -> Sequence[Recode]:
        """Return the changes of codes of a body that stand, which are read once."""
        found = self._recodes.get(taskforce)
        return self._recodes.setdefault(taskforce, read()) if found is None else found

    def commitments_of(
        self, taskforce: str, instrument: str, read: Callable[[], Sequence[str]]
    ) -> Sequence[str]:
        """Return the references of an instrument's commitments, which are read once."""
        key = (taskforce, instrument)
        found = self._lists.get(key)
        return self._lists.setdefault(key, read()) if found is None else found

    def names(self, taskforce: str, read: Callable[[], CalledMembers]) -> CalledMembers:
        """Return how the members of a body are and were called, which is read once."""
        found = self._names.get(taskforce)
        return self._names.setdefault(taskforce, read()) if found is None else found

    def find(self, stream: UUID) -> Aggregate | None:
        """Return an aggregate that is cached."""
        with self._turn:
            found = self._aggregates.get(stream)
            if found is not None:
                self._aggregates.move_to_end(stream)
            return found

    def keep(self, stream: UUID, aggregate: Aggregate) -> None:
        """Keep an aggregate, and drop those that were not needed for the longest time."""
        with self._turn:
            before = self._aggregates.pop(stream, None)
            self._events += aggregate.version - (before.version if before else 0)
            self._aggregates[stream] = aggregate
            while self._events > MOST_EVENTS and len(self._aggregates) > 1:
                _, dropped = self._aggregates.popitem(last=False)
                self._events -= dropped.version

    def add(self, record: Recorded) -> None:
        """Let what is cached evolve by an event that was recorded after it."""
        with self._turn:
            self.position = max(record.position, self.position)
            if isinstance(record.event, Adopted):
                self._lists.clear()
            if isinstance(record.event, NAMING):
                self._add_name(record, record.event)
            cached = self._aggregates.get(record.stream_id)
            if cached is not None and record.version > cached.version:
                self.keep(record.stream_id, cached.evolve(record))

    def _add_name(self, record: Recorded, event: NamingEvent) -> None:
        """Add a name; one that was wrong is looked for in none that are cached."""
        if record.envelope.corrects is not None:
            self._names.clear()
        for taskforce, called in self._names.items():
            if record.stream_id == stream_id("member", taskforce, event.member):
                called.add(event)


class LogFollower:
    """What is cached of one log, as far as nothing was recorded that changes more than a stream."""

    def __init__(self) -> None:
        self._cache: LogCache | None = None

    def follow(self, log: EventLog) -> LogCache:
        """Return what is cached, brought up to what the log holds now."""
        cache = self._cache
        if cache is not None:
            try:
                new = log.read(cache.position, MOST_NEW + 1)
            except Unreadable:  # whoever needs the event is told so
                cache = None
            else:
                if len(new) > MOST_NEW or any(isinstance(e.event, _CHANGE_MORE) for e in new):
                    cache = None
                else:
                    for record in new:
                        cache.add(record)
        self._cache = cache or LogCache(log.last())
        return self._cache

    def forget(self) -> None:
        """Keep nothing, so that the next unit reads what it needs."""
        self._cache = None
