"""One run over the rows of a file: each is tried, and again after the others if it was refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from pydantic import ValidationError

from application.unit_of_work import list_of
from domain.errors import Malformed, Refused
from domain.event import Recorded
from domain.events.members import MemberEvent
from domain.events.texts import Adopted
from infrastructure.importers.rows.given_rows import GivenRow
from infrastructure.importers.rows.ordering import Order
from infrastructure.importers.rows.row_acts import Done, RowActs
from infrastructure.importers.tables.problems import RowFaults

Place = tuple[tuple[Order, int], bool]
Error = RowFaults | Refused | Malformed | ValidationError
_NAMES = "names"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row was refused, and when: after so many that were not.

    `seen` are the streams and lists that it had looked at.
    """

    given: GivenRow
    error: Error
    done: Done
    seen: frozenset[UUID | str]
    after: int


@dataclass(slots=True)
class Run:
    """What came of the rows in one run, by their numbers."""

    acts: RowActs
    done: dict[int, Done] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)
    _changed: dict[UUID | str, int] = field(default_factory=dict)

    def all(
        self,
        rows: Iterable[GivenRow],
        moved: Mapping[int, tuple[Order, int]],
        tried: Callable[[], None],
    ) -> None:
        """Try all rows in their order; those in `moved` come just before another place.

        `tried` is called for each row once.
        """

        def place(given: GivenRow) -> Place:
            return moved.get(given.number, given.order), given.number not in moved

        for _, stage in groupby(sorted(rows, key=place), lambda given: place(given)[0][0][0]):
            for given in stage:
                self._try(given)
                tried()
            while self._again(place):
                pass

    def _again(self, place: Callable[[GivenRow], Place]) -> bool:
        """Try those again that had looked at what has changed, and say whether one is in now."""
        before = len(self.refused)
        for refusal in sorted(self.refused.values(), key=lambda each: place(each.given)):
            if any(self._changed.get(each, 0) > refusal.after for each in refusal.seen):
                self._try(refusal.given)
        return len(self.refused) < before

    def _try(self, given: GivenRow) -> None:
        recording, done = self.acts.recording, Done()
        mark = recording.savepoint()
        try:
            self.acts.record(given, done)
        except (RowFaults, Refused, Malformed, ValidationError) as error:
            seen = frozenset([*recording.seen, _NAMES])
            recording.restore(mark)
            bare = error.with_traceback(None)  # which would keep all that was looked at
            self.refused[given.number] = Refusal(given, bare, done, seen, len(self.done))
            return
        self.done[given.number] = done
        self.refused.pop(given.number, None)
        self._note(recording.since(mark))
        recording.discard_savepoints()

    def _note(self, records: Sequence[Recorded]) -> None:
        """Note what those look at that may be tried again."""
        for record in records:
            self._changed[record.stream_id] = len(self.done)
            if isinstance(record.event, Adopted):
                listed = list_of(self.acts.taskforce, record.event.instrument)
                self._changed[listed] = len(self.done)
            if isinstance(record.event, MemberEvent):
                self._changed[_NAMES] = len(self.done)
