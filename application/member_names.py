"""Finds members by any name or code they ever had, those of the running unit included."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from application.answers import AsOf
from application.context import Stream
from application.kept_streams import Called, KeptStreams, add_name, texts_of
from application.read_model import ReadModel
from domain.codes import Codes
from domain.event import Recorded
from domain.events import TOPICS
from domain.members.duplicates import NAMING
from domain.names import normal


class MemberNames:
    """The names of members: what was there before the unit is read once, then what it records."""

    def __init__(
        self, read_model: ReadModel, pending: Sequence[Recorded], kept: KeptStreams
    ) -> None:
        self._read_model, self._pending, self._kept = read_model, pending, kept
        self._since: dict[str, set[tuple[UUID, str]]] = {}
        self._done = 0
        self._last: UUID | None = None

    def of(self, taskforce: str, name: str, codes: Codes) -> set[str]:
        """Return the codes of today of all that are or were called so, by a name or by a code."""
        key = normal(name)
        found = set(self._known(taskforce).get(key, ())) | self._new(taskforce, key)
        found |= {code for code in codes.meant if normal(code) == key}
        return set(map(codes.of, found))

    def _known(self, taskforce: str) -> Called:
        return self._kept.names(taskforce, partial(self._read, taskforce))

    def _read(self, taskforce: str) -> Called:
        called: Called = {}
        at = AsOf.everything(self._read_model.head())
        topics = [kind.TOPIC for kind in NAMING]
        for row in self._read_model.entries(taskforce, topics, at):
            event = TOPICS[row.topic].model_validate_json(row.event)
            assert isinstance(event, NAMING)
            add_name(called, event)
        return called

    def _new(self, taskforce: str, key: str) -> set[str]:
        """Return who was called so in this unit, and go on where it was left."""
        pending = self._pending
        at_end = self._done and len(pending) >= self._done
        if not at_end or pending[self._done - 1].envelope.event_id != self._last:
            self._since, self._done = {}, 0
        for record in pending[self._done :]:
            if isinstance(record.event, NAMING):
                for text in texts_of(record.event):
                    found = self._since.setdefault(normal(text), set())
                    found.add((record.stream_id, record.event.member))
        if pending:
            self._done, self._last = len(pending), pending[-1].envelope.event_id
        return {
            code
            for stream, code in self._since.get(key, ())
            if stream == Stream("member", taskforce, code).id
        }
