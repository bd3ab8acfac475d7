"""The history step by step, event by event or day by day, and what each step changed."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from json import loads

from application.model_rows import AsOf, LogEntry
from application.questions.across.state_changes import (
    FieldChange,
    State,
    StateChange,
    field_changes,
    state,
    state_changes,
    version_at,
)
from application.questions.across.state_steps import StateSteps
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Json, values
from application.questions.asking.ask import Ask, as_of, banners_of, midnight_after
from application.questions.asking.facts import Facts
from application.questions.asking.points import find_point, position_before
from application.questions.asking.sentences import sentence
from application.questions.log.history import in_pieces, mark
from application.read_model import ReadModel
from application.reading import codes_of
from domain.errors import Malformed, UnknownReference
from domain.event import instant
from domain.values import Visibility
from domain.words import worded

REPLAY = fields.AnswerFields(
    facts=(
        *(fields.TASKFORCE, fields.REFERENCE),
        fields.in_json(
            "by", "event or day; this and all keys without a dot are on the first line of its JSON"
        ),
    ),
    columns=(),
    more=(
        fields.in_json("on", "the day that the step is for; each step is a line of its own"),
        fields.in_json(
            "position", "what was known: the position of the event, or the last of the day"
        ),
        fields.in_json(
            "events", "what was recorded: position, recorded_at, effective_on, what, mark, fields"
        ),
        fields.in_json(
            "changes",
            "what it changed: kind (membership, standing, count, due), about, before, after; null "
            "for none",
        ),
    ),
)
TOGETHER = 50
"""How many steps are read before the first of them is used, so that the log is followed once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedEvent:
    """One event of a step: what it says, and how it changed what its entry had said."""

    position: int
    recorded_at: datetime
    effective_on: str | None
    what: str
    mark: str
    fields: Sequence[FieldChange] = ()

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return {
            "position": self.position,
            "recorded_at": instant(self.recorded_at),
            **values(self, "effective_on", "what", "mark", "fields"),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayStep:
    """What was recorded, and what changed by it or by the date, as at the end of `on`."""

    on: date
    position: int
    events: Sequence[ReplayedEvent]
    changes: Sequence[StateChange]

    def as_json(self) -> dict[str, Json]:
        """Return the step with its published names."""
        return values(self, "on", "position", "events", "changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A replay: what it is for, and its steps, each of which is read when it is used.

    Event by event, the steps are at some of `positions`, in their order.
    """

    taskforce: str
    reference: str | None
    as_of: AsOf
    banners: Sequence[str]
    by_day: bool
    positions: range
    steps: Iterator[ReplayStep]

    def as_json(self) -> dict[str, Json]:
        """Return what stands before the steps, with its published names."""
        return {
            **values(self, "taskforce", "reference"),
            "by": "day" if self.by_day else "event",
            **values(self.as_of, "position", "on", "zone", "known", "audience"),
            **values(self, "banners"),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayRange:
    """What to replay: from and to a day, `@position` or meeting, both inclusive; None: all."""

    reference: str | None = None
    begin: str | None = None
    end: str | None = None
    by_day: bool = False


def replay(read_model: ReadModel, ask: Ask, within: ReplayRange, today: date) -> Replay:
    """Replay the history of a body, or of one member, text or commitment of it.

    Event by event, each is shown with what it changed on the day on which it was recorded, or on
    the day of the question. Day by day, each day is shown as it was known at its end, or as known
    at the `known` of the question where there is one.

    Raises:
        Malformed, UnknownReference, Refused: the begin or end is no point of the history.
    """
    at = as_of(read_model, ask, today)
    banners = banners_of(read_model, ask.taskforce, at)
    if within.by_day and ask.on:
        raise Malformed("Day by day, each day is shown in turn; --on is for event by event.")
    if within.reference and not read_model.log(ask.taskforce, at, within.reference, 0, 1):
        raise UnknownReference(worded("history of"), within.reference)
    begin = find_point(read_model, ask, within.begin, today) if within.begin else None
    end = find_point(read_model, ask, within.end, today) if within.end else None
    until = end.position if end else at.position
    replayer = _Replayer(read_model, ask, at, within.reference, until)
    after, first = 0, None
    if begin:
        first = begin.on
        after = position_before(read_model, begin)
    last = end.on if end else today
    empty = (first and first > last) if within.by_day else (end and after >= end.position)
    if begin and end and empty:
        raise Malformed(
            "The walk ends at {end}, before it begins at {begin}.", end=end.label, begin=begin.label
        )
    return Replay(
        taskforce=ask.taskforce,
        reference=within.reference,
        as_of=at,
        banners=banners,
        by_day=within.by_day,
        positions=range(after + 1, until + 1),
        steps=replayer.by_day(first, last) if within.by_day else replayer.by_event(after),
    )


class _Replayer:
    """Reads a few steps after the others; it holds two states and few events at a time."""

    def __init__(
        self, read_model: ReadModel, ask: Ask, at: AsOf, reference: str | None, until: int
    ) -> None:
        self._read_model, self._ask, self._at, self._reference = read_model, ask, at, reference
        self._until = until
        self._about = {reference or ""}
        if reference:
            codes = codes_of(read_model, ask.taskforce, at.position)
            self._about.update(codes.all_of(codes.of(reference)))
            self._about.update(read_model.commitments_of(ask.taskforce, reference))

    def by_event(self, after: int) -> Iterator[ReplayStep]:
        """Yield one step for each event after a position."""
        events = self._events(after, self._until)
        sees_all = self._reference is None and self._at.audience is Visibility.SECRETARIAT
        compared = StateSteps(self._read_model, self._ask.taskforce, self._at, sees_all=sees_all)
        while piece := list(islice(events, TOGETHER)):
            with self._read_model.followed_once():
                compared.look()
                steps = [self._step(entry, compared) for entry in piece]
            yield from steps

    def _step(self, entry: LogEntry, compared: StateSteps) -> ReplayStep:
        on = self._ask.on or entry.recorded_at.date()
        events, changes = [self._replayed(entry)], compared.changes(entry, on)
        return ReplayStep(on=on, position=entry.position, events=events, changes=changes)

    def by_day(self, first: date | None, last: date) -> Iterator[ReplayStep]:
        """Yield one step for each day, inclusive, on which anything was recorded or changed."""
        days = [*self._read_model.days(self._ask.taskforce, self._at)]
        days = [day for day in days if (first is None or day >= first) and day <= last]
        heapq.heapify(days)
        done = days[0] - timedelta(days=1) if days else last
        position = self._position(done)
        held = self._state(done, position)
        while days:
            day = heapq.heappop(days)
            done, now_at = day, self._position(day)
            now = self._state(day, now_at)
            turns = {each for held_now in now.values() for each in held_now.turns}
            for each in turns - set(days):
                if day < each <= last:
                    heapq.heappush(days, each)
            events = [self._replayed(entry) for entry in self._events(position, now_at)]
            changes = [each for each in state_changes(held, now) if self._concerns(each)]
            if events or changes:
                yield ReplayStep(on=day, position=now_at, events=events, changes=changes)
            held, position = now, now_at

    def _position(self, day: date) -> int:
        """Return what was known at the end of a day; always the same where that was asked for."""
        if self._ask.known is not None:
            return self._at.position
        return min(self._read_model.position_at(midnight_after(day)), self._until)

    def _concerns(self, difference: StateChange) -> bool:
        return self._reference is None or bool(difference.touches & self._about)

    def _events(self, after: int, until: int) -> Iterator[LogEntry]:
        """Yield events in the order of the log."""
        at = replace(self._at, position=until)
        about = (self._ask.taskforce, at, self._reference)
        return in_pieces(self._read_model, *about, after)

    def _state(self, on: date, position: int) -> State:
        at = replace(self._at, on=on, position=position)
        return state(Facts(self._read_model, self._ask.taskforce, at))

    def _replayed(self, entry: LogEntry) -> ReplayedEvent:
        return ReplayedEvent(
            position=entry.position,
            recorded_at=entry.recorded_at,
            effective_on=str(entry.effective_on) if entry.effective_on else None,
            what=sentence(entry.topic, loads(entry.content)),
            mark=mark(entry),
            fields=self._fields(entry),
        )

    def _fields(self, entry: LogEntry) -> Sequence[FieldChange]:
        """Return what an amendment changed in its entry."""
        if not entry.because:
            return ()
        at = replace(self._at, position=entry.position)
        versions = self._read_model.versions(self._ask.taskforce, at, entry.entry)
        now = version_at(versions, entry.position)
        older = [row for row in versions if row.position < entry.position]
        return field_changes(older[-1], now) if now and older else ()
