"""What the rows of earlier imports recorded, by stream and key: each stream is read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from application.streams import EventLog
from domain.event import Recorded


@dataclass(frozen=True, slots=True)
class RecordedRows:
    """The records of one log by the keys of the rows that made them."""

    log: EventLog
    _read: dict[UUID, dict[str, list[Recorded]]] = field(default_factory=dict)

    def of(self, stream: UUID, key: str) -> Sequence[Recorded]:
        """Return what rows with this key recorded in a stream, in order."""
        if stream not in self._read:
            by_key = self._read[stream] = {}
            for record in self.log.records(stream):
                if record.envelope.row_key is not None:
                    by_key.setdefault(record.envelope.row_key, []).append(record)
        return self._read[stream].get(key, ())
