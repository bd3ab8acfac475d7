"""What a process keeps of the log between two units of work: aggregates, codes, lists of texts.

Each unit first reads the events that are new since the last one, and lets those of cached streams
evolve; where an event may change more than its own stream, all is forgotten.
"""

from collections.abc import Callable
from threading import RLock
from typing import TypeVar, cast
from uuid import UUID

from application.event_store.streams import EventLog
from domain.aggregate import Aggregate
from domain.errors import Unreadable
from domain.event import Recorded
from domain.events.entries import Retracted
from domain.events.log import Expunged
from domain.events.members import Recoded
from domain.events.texts import Adopted
from domain.members.duplicates import NAMING

MOST_EVENTS = 20_000
"""Of how many events the aggregates that are cached consist at most, or of one stream."""
MOST_NEW = 1_000
"""How many new events are read; after more of them, all is forgotten."""
_CHANGE_MORE = (Recoded, Retracted, Expunged)
"""What changes the meaning of codes, may take such a change back, or changes a stored event."""
_ARE_LISTED = (Adopted, *NAMING)
"""What changes the commitments of a text, or how members are called."""
T = TypeVar("T")


class LogCache:
    """What was read up to a position. Who forgets it makes another: units in work go on with it.

    Aggregates are of streams whose events alone make a history, and read by codes that never
    changed.
    """

    def __init__(self, position: int) -> None:
        self.position = position
        self._known: dict[object, object] = {}
        self._aggregates: dict[UUID, Aggregate] = {}
        self._events, self._turn = 0, RLock()

    def known(self, key: object, read: Callable[[], T]) -> T:
        """Return what is kept under a key: codes, names or a list of texts, which is read once."""
        found = self._known.get(key)
        return cast("T", self._known.setdefault(key, read()) if found is None else found)

    def find(self, stream: UUID) -> Aggregate | None:
        """Return an aggregate that is cached."""
        return self._aggregates.get(stream)

    def keep(self, stream: UUID, aggregate: Aggregate) -> None:
        """Keep an aggregate, and drop all others where they would be too many."""
        with self._turn:
            before = self._aggregates.get(stream)
            self._events += aggregate.version - (before.version if before else 0)
            if self._events > MOST_EVENTS:
                self._aggregates.clear()
                self._events = aggregate.version
            self._aggregates[stream] = aggregate

    def add(self, record: Recorded) -> None:
        """Let what is cached evolve by an event that was recorded after it."""
        with self._turn:
            self.position = max(record.position, self.position)
            if isinstance(record.event, _ARE_LISTED):
                self._known.clear()
            cached = self._aggregates.get(record.stream_id)
            if cached is not None and record.version > cached.version:
                self.keep(record.stream_id, cached.evolve(record))


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
