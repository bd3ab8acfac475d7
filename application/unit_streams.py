"""The streams that one unit of recording has loaded: as they read now, and what it adds to them.

Every member is in them under its code of today; where the unit itself changes a code, all is read
anew.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from uuid import UUID

from application.answers import ActOfMember
from application.context import Draft, Stream
from application.judging import Whole
from application.notices import of_endings, of_waiting
from application.placing import Placing, UnitCodes
from application.read_model import ReadModel
from application.reading import fold, meant, stored, streams_of
from application.streams import EventLog
from application.unit import Mark, Unit
from domain.aggregate import Aggregate
from domain.contradictions import Contradiction
from domain.event import Recorded

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Generic[A]):
    """What was decided in one stream: the aggregate before and after, and the events.

    `read` are the events with the codes of today, `records` as they will be stored.
    """

    stream: Stream
    before: A
    after: A
    records: Sequence[Recorded]
    read: Sequence[Recorded]


@dataclass(frozen=True, slots=True)
class _Point:
    """How far a unit was, and what codes meant then."""

    mark: Mark
    codes: object


class UnitStreams:
    """Loads what a unit rests on, and follows what it decides. `expect` has the versions."""

    def __init__(self, log: EventLog, read_model: ReadModel) -> None:
        self.expect: dict[UUID, int] = {}
        self.unit, self.codes = Unit(), UnitCodes(read_model)
        self._log = log
        self._kinds: dict[Stream, type[Aggregate]] = {}
        self._anew = False  # whether the unit has changed codes

    def load(self, stream: Stream, kind: type[A]) -> A:
        """Return an aggregate with what was decided in this unit; one without events is new.

        A member is found by any of its codes.
        """
        codes, unit = self.codes.of(stream.taskforce), self.unit
        stream = meant(codes, stream)
        known = unit.aggregates.get(stream.id)
        if known is None:
            self._kinds[stream] = kind
            records = stored(self._log, codes, stream)
            ids = streams_of(codes, stream)
            for each in ids:
                self.expect.setdefault(each, sum(r.stream_id == each for r in records))
            known = fold(codes, stream, kind, records)
            unit.first[stream.id] = known
            if self._anew:
                records += [record for record in unit.pending if record.stream_id in ids]
                known = fold(codes, stream, kind, records)
            unit.aggregates[stream.id] = known
        assert isinstance(known, kind)
        return known

    def decide(self, stream: Stream, kind: type[A], drafts: Sequence[Draft]) -> Decided[A]:
        """Return what a stream is after these events; nothing is added yet."""
        before, codes = self.load(stream, kind), self.codes.of(stream.taskforce)
        stream = meant(codes, stream)
        placing = Placing(
            log=self._log,
            codes=codes,
            loaded=self.expect,
            pending=self.unit.pending,
            clock=self._log.rows.clock,
        )
        records = placing.placed(stream, before, drafts)
        read = [codes.read(record) for record in records]
        own = sum(record.stream_id == stream.id for record in records)
        after = replace(before.evolve(*read), version=before.version + own)
        return Decided(stream=stream, before=before, after=after, records=records, read=read)

    def add(self, decided: Decided[A], act: int) -> None:
        """Add what was decided; `act` is the number of the act of the unit that did."""
        stream, unit = decided.stream, self.unit
        unit.add(stream, decided.after, decided.records, act)
        known = self.codes.recodes(stream.taskforce)
        now = self.codes.after(stream.taskforce, decided.records)
        if now is not known:
            self._anew = True
            unit.forget(lambda: self.codes.put(stream.taskforce, known))
            self.codes.put(stream.taskforce, now)

    def snapshot(self) -> object:
        """Return a point to which `restore` can go back when the steps since are not kept."""
        return _Point(self.unit.snapshot(), self.codes.snapshot())

    def restore(self, point: object) -> None:
        """Forget what was decided since a mark or a snapshot."""
        if isinstance(point, _Point):
            self.codes.restore(point.codes)
            point = point.mark
        assert isinstance(point, Mark)
        self.unit.restore(point)
        if self._anew and point.whole:
            self.unit.first.clear()
            self.unit.aggregates.clear()

    def whole(self, acts_of: Callable[[Stream], Iterable[ActOfMember]]) -> Whole:
        """Return all of the unit, to be judged; `acts_of` is what a member did before."""
        unit = self.unit
        if self._anew:
            for stream, kind in list(self._kinds.items()):
                codes, now = self.codes.of(stream.taskforce), self._now(stream)
                unit.first[now.id] = fold(codes, now, kind, stored(self._log, codes, now))
                self.load(now, kind)
        return Whole(
            records=unit.pending,
            acts=unit.acts,
            streams=[self._now(each).id for each in unit.streams],
            first=unit.first,
            now=unit.aggregates,
            activities=[replace(e, member=self._now(e.member)) for e in unit.activities],
            leavings=[replace(e, member=self._now(e.member)) for e in unit.leavings],
            acts_of=acts_of,
        )

    def notices(self, waiting: Iterable[Contradiction]) -> list[str]:
        """Return what the author should know: what waits for more, what ends nothing."""
        streams = [self._now(each).id for each in self.unit.streams]
        told = map(of_waiting, waiting)
        return [*told, *of_endings(self.unit.pending, streams, self.unit.aggregates)]

    def _now(self, stream: Stream) -> Stream:
        return meant(self.codes.of(stream.taskforce), stream)
