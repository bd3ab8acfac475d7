"""One unit of work: the streams that it has loaded, what it adds to them, and the way back.

Every member is in its streams under its code of today; where the unit itself changes a code, all
streams are read anew.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Generic, TypeVar
from uuid import UUID

from application.context import Draft, Stream
from application.event_store.streams import EventLog
from application.model_rows import ActOfMember, Recode
from application.read_model import ReadModel
from application.reading import fold, meant, stored, streams_of
from application.recording.log_cache import LogCache
from application.recording.notices import (
    of_endings,
    of_hidden_endings,
    of_unseen_signatures,
    of_waiting,
)
from application.recording.unit_check import EndedMembership, RequiredMembership, UnitCheck
from application.recording.unit_placement import EventPlacement, UnitCodes
from domain.aggregate import Aggregate
from domain.codes import Codes
from domain.contradictions import Contradiction
from domain.event import EPOCH, Recorded

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class _Everything:
    """All streams, lists of commitments and codes of a unit, for a snapshot."""

    aggregates: dict[UUID, Aggregate]
    adopted: dict[tuple[str, str], list[str]]
    codes: object


@dataclass(frozen=True, slots=True)
class Mark:
    """A point to which a unit can go back: how much it had decided, and by how many steps.

    `everything` is for a snapshot, which holds also where the steps since are not kept.
    """

    pending: int
    undo_steps: int
    required_memberships: int
    ended_memberships: int
    remarks: int
    everything: _Everything | None = None


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


Remark = str | Callable[[], str | None]
"""What the author is told, or what says it at the end of the unit, if it is still so."""


def _said(remark: Remark) -> str | None:
    return remark() if callable(remark) else remark


class UnitOfWork:
    """Loads what a unit rests on, and remembers what it decides.

    `expect_versions` has the versions of the streams that were loaded. `acts` and `streams` are
    the numbers of the acts that decided `pending`, and their streams. `required_memberships` and
    `ended_memberships` are to be judged at the end of the unit; `remarks` are sentences for its
    author.
    """

    def __init__(self, log: EventLog, read_model: ReadModel, cache: LogCache) -> None:
        self.expect_versions: dict[UUID, int] = {}
        self.codes = UnitCodes(read_model, cache)
        self.pending: list[Recorded] = []
        self.acts: list[int] = []
        self.streams: list[Stream] = []
        self.required_memberships: list[RequiredMembership] = []
        self.ended_memberships: list[EndedMembership] = []
        self.remarks: list[Remark] = []
        self._log, self._read_model, self._cache = log, read_model, cache
        self._kinds: dict[Stream, type[Aggregate]] = {}
        self._before_unit: dict[UUID, Aggregate] = {}
        self._aggregates: dict[UUID, Aggregate] = {}
        self._adopted: dict[tuple[str, str], list[str]] = {}
        self._undo_steps: list[Callable[[], object]] = []
        self._codes_changed = False

    def today(self) -> date:
        """Return the day, UTC, on which this unit is recorded."""
        return (EPOCH + timedelta(microseconds=self._log.rows.clock())).date()

    def load(self, stream: Stream, kind: type[A]) -> A:
        """Return an aggregate with what was decided in this unit; one without events is new.

        A member is found by any of its codes.
        """
        known = self._aggregates.get(stream.id)
        if known is None:
            known = self._loaded(stream, kind)
        assert isinstance(known, kind)
        return known

    def _loaded(self, stream: Stream, kind: type[Aggregate]) -> Aggregate:
        codes = self.codes.of(stream.taskforce)
        stream = meant(codes, stream)
        stream_id = stream.id
        if stream_id in self._aggregates:
            return self._aggregates[stream_id]
        self._kinds[stream] = kind
        known = self._cached_or_read(codes, stream, kind)
        self._before_unit[stream_id] = known
        if self._codes_changed:
            ids, records = streams_of(codes, stream), stored(self._log, codes, stream)
            records += [record for record in self.pending if record.stream_id in ids]
            known = fold(codes, stream, kind, records)
        self._aggregates[stream_id] = known
        return known

    def _cached_or_read(self, codes: Codes, stream: Stream, kind: type[A]) -> Aggregate:
        """Return an aggregate as it is without this unit, and expect its version."""
        if not codes.meant and (cached := self._cache.find(stream.id)):
            self.expect_versions.setdefault(stream.id, cached.version)
            return cached
        records = stored(self._log, codes, stream)
        for each in streams_of(codes, stream):
            self.expect_versions.setdefault(each, sum(r.stream_id == each for r in records))
        read = fold(codes, stream, kind, records)
        if not codes.meant:
            self._cache.keep(stream.id, read)
        return read

    def commitments_of(self, taskforce: str, instrument: str) -> list[str]:
        """Return the references of an instrument's commitments, in the order of adoption."""
        key = (taskforce, instrument)
        if key not in self._adopted:
            read = partial(self._read_model.commitments_of, *key)
            self._adopted[key] = list(self._cache.known(key, read))
        return self._adopted[key]

    def decide(self, stream: Stream, kind: type[A], drafts: Sequence[Draft]) -> Decided[A]:
        """Return what a stream is after these events; nothing is added yet."""
        before, codes = self.load(stream, kind), self.codes.of(stream.taskforce)
        stream = meant(codes, stream)
        placement = EventPlacement(
            log=self._log,
            codes=codes,
            loaded=self.expect_versions,
            pending=self.pending,
            clock=self._log.rows.clock,
        )
        records = placement.assign(stream, before, drafts)
        read = [codes.read(record) for record in records]
        own, after = sum(each.stream_id == stream.id for each in records), before.evolve(*read)
        if own != len(records):  # some are in streams of the member's earlier codes
            after = replace(after, version=before.version + own)
        return Decided(stream=stream, before=before, after=after, records=records, read=read)

    def add(self, decided: Decided[A], act: int) -> None:
        """Add what was decided; `act` is the number of the act of the unit that did."""
        stream, records = decided.stream, decided.records
        before = self._aggregates[stream.id]
        self._undo_steps.append(partial(self._aggregates.__setitem__, stream.id, before))
        self._aggregates[stream.id] = decided.after
        self.pending.extend(records)
        self.acts.extend([act] * len(records))
        self.streams.extend([stream] * len(records))
        known = self.codes.recodes(stream.taskforce)
        now = self.codes.after(stream.taskforce, records)
        if now is not known:
            self._undo_steps.append(
                partial(self._restore_codes, stream.taskforce, known, self._aggregates)
            )
            self._codes_changed, self._aggregates = True, {}
            self.codes.put(stream.taskforce, now)

    def adopt(self, taskforce: str, instrument: str, commitment: str) -> None:
        """Add a commitment to those of its instrument."""
        commitments = self.commitments_of(taskforce, instrument)
        commitments.append(commitment)
        self._undo_steps.append(commitments.pop)

    def mark(self, *, snapshot: bool = False) -> Mark:
        """Return a point for `restore`; a snapshot costs as much as all that was decided."""
        everything = None
        if snapshot:
            adopted = {key: list(references) for key, references in self._adopted.items()}
            everything = _Everything(dict(self._aggregates), adopted, self.codes.snapshot())
        return Mark(
            pending=len(self.pending),
            undo_steps=len(self._undo_steps),
            required_memberships=len(self.required_memberships),
            ended_memberships=len(self.ended_memberships),
            remarks=len(self.remarks),
            everything=everything,
        )

    def forget_steps(self) -> None:
        """Free the memory of the steps back so far; there is no way back but to a snapshot."""
        self._undo_steps.clear()

    def restore(self, mark: Mark) -> None:
        """Forget what was decided since the mark; this costs as much as that, not as the unit."""
        if mark.everything:
            self._restore_all(mark.everything)
        while len(self._undo_steps) > mark.undo_steps:
            self._undo_steps.pop()()
        del self.pending[mark.pending :], self.acts[mark.pending :], self.streams[mark.pending :]
        del self.required_memberships[mark.required_memberships :]
        del self.ended_memberships[mark.ended_memberships :]
        del self.remarks[mark.remarks :]

    def unit_check(self, acts_of: Callable[[Stream], Iterable[ActOfMember]]) -> UnitCheck:
        """Return what is judged at the end: all events of the unit, and the streams they change.

        Each stream is there as it was before the unit and as it is now, with the memberships on
        which acts of the unit rest and those that it ends. `acts_of` is what a member did before.
        """
        if self._codes_changed:
            for stream, kind in list(self._kinds.items()):
                codes, now = self.codes.of(stream.taskforce), self._now(stream)
                self._before_unit[now.id] = fold(codes, now, kind, stored(self._log, codes, now))
                self.load(now, kind)
        return UnitCheck(
            records=self.pending,
            acts=self.acts,
            streams=[self._now(each).id for each in self.streams],
            first=self._before_unit,
            now=self._aggregates,
            required_memberships=[
                replace(each, member=self._now(each.member)) for each in self.required_memberships
            ],
            ended_memberships=[
                replace(each, member=self._now(each.member)) for each in self.ended_memberships
            ],
            acts_of=acts_of,
        )

    def notices(self, waiting: Iterable[Contradiction]) -> list[str]:
        """Return what the author should know: what waits, what ends nothing or unseen."""
        streams = [self._now(each).id for each in self.streams]
        return [
            *map(of_waiting, waiting),
            *of_endings(self.pending, streams, self._aggregates),
            *of_hidden_endings(self.pending, streams, self._aggregates),
            *of_unseen_signatures(self.pending, streams, self._aggregates),
            *dict.fromkeys(said for each in self.remarks if (said := _said(each))),
        ]  # one sentence once, whatever many rows say it

    def _now(self, stream: Stream) -> Stream:
        return meant(self.codes.of(stream.taskforce), stream)

    def _restore_codes(
        self, taskforce: str, recodes: Sequence[Recode], aggregates: dict[UUID, Aggregate]
    ) -> None:
        self.codes.put(taskforce, recodes)
        self._aggregates = aggregates

    def _restore_all(self, everything: _Everything) -> None:
        self.codes.restore(everything.codes)
        self._aggregates = self._before_unit | everything.aggregates
        self._adopted = {key: list(found) for key, found in everything.adopted.items()}
        self._undo_steps.clear()
        if self._codes_changed:
            self._before_unit.clear()
            self._aggregates.clear()


def key_of_commitments(taskforce: str, instrument: str) -> str:
    """Return the name under which a unit notes that it has looked at a text's commitments."""
    return f"commitments of {taskforce} {instrument}"
