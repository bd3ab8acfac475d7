"""Finds members by any name or code they ever had, those of the running unit included."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from uuid import UUID

from application.context import Stream
from application.model_rows import AsOf
from application.read_model import ReadModel
from application.recording.log_cache import LogCache
from domain.codes import Codes
from domain.event import Recorded
from domain.events.table import TOPICS
from domain.members.duplicates import NAMING, Key, keys_in, keys_of, no_country


class MemberNames:
    """The names of members: what was there before the unit is read once, then what it records.

    `country` is the code of the country that a name or a code means, None where it means none.
    """

    def __init__(
        self,
        read_model: ReadModel,
        pending: Sequence[Recorded],
        cache: LogCache,
        country: Callable[[str], str | None] = no_country,
    ) -> None:
        self._read_model, self._pending, self._cache = read_model, pending, cache
        self.country = country
        self._since: dict[Key, set[tuple[UUID, str]]] = {}
        self._done = 0
        self._last: UUID | None = None

    def of(self, taskforce: str, name: str, codes: Codes) -> set[str]:
        """Return the codes of today of all that are or were called so, by a name or by a code."""
        return self._by_key(taskforce, keys_of(name)[0], codes)

    def alike(self, taskforce: str, name: str, codes: Codes) -> set[str]:
        """Return the same, with all that have or had a name or a code of the same country."""
        return self.having(taskforce, keys_of(name, self.country), codes)

    def having(self, taskforce: str, keys: Iterable[Key], codes: Codes) -> set[str]:
        """Return the codes of today of all that have or had a name or a code with such a key."""
        return {code for key in keys for code in self._by_key(taskforce, key, codes)}

    def _by_key(self, taskforce: str, key: Key, codes: Codes) -> set[str]:
        known = self._cache.known(("names", taskforce), partial(self._read, taskforce))
        found = known.get(key, set()) | self._new(taskforce, key)
        found |= {code for code in codes.meant if key in keys_of(code, self.country)}
        return set(map(codes.of, found))

    def _read(self, taskforce: str) -> dict[Key, set[str]]:
        """Return how members are and were called: their codes as recorded, by a key of a name."""
        called: dict[Key, set[str]] = {}
        at = AsOf.everything(self._read_model.head())
        topics = [kind.TOPIC for kind in NAMING]
        for row in self._read_model.entries(taskforce, topics, at):
            event = TOPICS[row.topic].model_validate_json(row.event)
            assert isinstance(event, NAMING)
            for key in keys_in(event, self.country):
                called.setdefault(key, set()).add(event.member)
        return called

    def _new(self, taskforce: str, key: Key) -> set[str]:
        """Return who was called so in this unit, and go on where it was left."""
        pending = self._pending
        at_end = self._done and len(pending) >= self._done
        if not at_end or pending[self._done - 1].envelope.event_id != self._last:
            self._since, self._done = {}, 0
        for record in pending[self._done :]:
            if isinstance(record.event, NAMING):
                for key_of_record in keys_in(record.event, self.country):
                    found = self._since.setdefault(key_of_record, set())
                    found.add((record.stream_id, record.event.member))
        if pending:
            self._done, self._last = len(pending), pending[-1].envelope.event_id
        return {
            code
            for stream, code in self._since.get(key, ())
            if stream == Stream("member", taskforce, code).id
        }
