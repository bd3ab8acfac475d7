"""On which days the sessions of a meeting are, once the meeting was moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from sys import maxsize

from domain.entry import Entry
from domain.events.meetings import MeetingConvened, MeetingRescheduled
from domain.events.voting import SessionSet
from domain.history import History
from domain.values import UNKNOWN, ImpreciseDate, surely_before
from domain.words import Words, worded


def date_range(begins: ImpreciseDate, ends: ImpreciseDate | None) -> Words:
    """Return a range of dates in words, as precise as they are known; both are part of it."""
    if ends and ends != begins:
        return worded("{begins} to {ends}", begins=begins, ends=ends)
    return worded("{on}", on=begins)


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """The days for which a meeting was called, or to which it was moved, both inclusive.

    `order` grows with the order of entry.
    """

    first: ImpreciseDate
    last: ImpreciseDate
    order: int = 0

    @classmethod
    def of(cls, move: MeetingRescheduled, order: int) -> "MeetingDays":
        """Return the days to which a meeting was moved."""
        return cls(move.begins_on, move.ends_on or move.begins_on, order)

    def may_have(self, day: ImpreciseDate) -> bool:
        """Say whether a day may be one of them."""
        return not surely_before(day, self.first) and not surely_before(self.last, day)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session, the day on which it is, and whether it is left outside of a meeting that moved.

    `order` grows with the order of entry.
    """

    session: SessionSet
    on: ImpreciseDate
    order: int = 0
    outside: bool = False

    def later(self, by: timedelta) -> "Sitting":
        """Return the same session on another day."""
        on, ends_on = _later(self.on, by), self.session.ends_on
        ends = ends_on and _later(ends_on, by)
        return replace(self, session=self.session.model_copy(update={"ends_on": ends}), on=on)

    def meets(self, other: "Sitting") -> bool:
        """Say whether another session is in the same hours; one without an end is its first minute.

        Of sessions in different time zones nothing is said.
        """
        mine, its = self._hours, other._hours  # noqa: SLF001  # of the same class
        same = mine[0] == its[0] or (mine[0] < its[1] and its[0] < mine[1])
        return self.session.zone == other.session.zone and same

    @property
    def _hours(self) -> tuple[str, str]:
        """When it begins and ends, in an order of time."""
        begins = f"{self.on} {self.session.begins_at}"
        ends_at = self.session.ends_at
        return begins, f"{self.session.ends_on or self.on} {ends_at}" if ends_at else f"{begins}:59"


def sittings(recorded: Sequence[Sitting], schedules: Sequence[MeetingDays]) -> Sequence[Sitting]:
    """Return the sessions of one meeting, in the same order; the last of its schedules holds.

    Sessions that were planned for the earlier days of the meeting move with it by as many days,
    where they are within its new days then. Those of new days are where they were recorded. One
    that cannot move is outside of days without it, and where it would meet one that does.
    """
    if len(schedules) <= 1:
        return recorded
    planned = [_planned_by(each, schedules) for each in recorded]
    found = [replace(each, outside=by is None) for each, by in zip(recorded, planned, strict=True)]
    for step, (then, now) in enumerate(pairwise(schedules)):
        there = [n for n, by in enumerate(planned) if by is not None and by <= step]
        moved = _moved({n: found[n] for n in there if not found[n].outside}, then, now)
        for n in there:
            each = found[n]
            lost = not now.may_have(each.on) or any(map(each.meets, moved.values()))
            found[n] = moved.get(n) or replace(each, outside=lost)
    return found


def _planned_by(each: Sitting, schedules: Sequence[MeetingDays]) -> int | None:
    """Return the schedule for which a session was planned: the last that was known then.

    Where none of those that have its day was, it is the first that has it.
    """
    having = [number for number, days in enumerate(schedules) if days.may_have(each.on)]
    known = [number for number in having if schedules[number].order < each.order]
    return known[-1] if known else next(iter(having), None)


def _moved(there: dict[int, Sitting], then: MeetingDays, now: MeetingDays) -> dict[int, Sitting]:
    """Return the sessions that move with their meeting; none where all are in its new days."""
    by = _between(then.first, now.first)
    if by is None or all(now.may_have(each.on) for each in there.values()):
        return {}
    later = {n: each.later(by) for n, each in there.items() if _day(each.on)}
    return {n: each for n, each in later.items() if now.may_have(each.on)}


def days_of(history: History, meeting: str) -> MeetingDays | None:
    """Return the days of a meeting by its last move, or else its call; None of a procedure."""
    schedules = _of_sessions(history, meeting)
    return schedules[-1] if schedules else None


def keeping_its_length(
    history: History, move: MeetingRescheduled, on: ImpreciseDate, order: int = maxsize
) -> MeetingRescheduled:
    """Return a move with a last day: where none is given, it lasts as many days as before.

    `on` is the day on which the move was made known, `order` its place in the order of entry. Where
    a day is not known precisely, or the meeting was of one day, the move is returned as it is.
    """
    mine = on.latest or date.max, order
    dated = _schedules(history, move.meeting)
    before = [days for known, days in dated if (known, days.order) < mine]
    length = _between(before[-1].first, before[-1].last) if before else None
    if move.ends_on or not length or _day(move.begins_on) is None:
        return move
    return move.model_copy(update={"ends_on": _later(move.begins_on, length)})


def corrected_move(
    history: History, entry: Entry, move: MeetingRescheduled, on: ImpreciseDate
) -> MeetingRescheduled:
    """Return a corrected move; a last day that was not given for it is that of its length then."""
    was = entry.event
    assert isinstance(was, MeetingRescheduled)  # which the move corrects
    given, now = (each.model_copy(update={"ends_on": None}) for each in (was, move))
    if was == given or was != keeping_its_length(history, given, entry.begins, entry.order):
        return move
    return keeping_its_length(history, now, on, entry.order)


def sittings_in(
    history: History,
    meeting: str,
    move: MeetingRescheduled | None = None,
    on: ImpreciseDate = UNKNOWN,
) -> Iterator[tuple[Entry, Sitting]]:
    """Yield the sessions of a meeting with their entries.

    `move` is one that is to be recorded, made known on the day `on`.
    """
    found = history.having(SessionSet, "meeting", meeting)
    recorded = [Sitting(event, entry.begins, entry.order) for entry, event in found]
    schedules = _of_sessions(history, meeting, move, on)
    yield from zip((entry for entry, _ in found), sittings(recorded, schedules), strict=True)


def sitting_of(history: History, session: SessionSet, on: ImpreciseDate) -> Sitting:
    """Return a session that is to be recorded of a day, on the day on which it is."""
    known = [
        Sitting(event, entry.begins, entry.order)
        for entry, event in history.having(SessionSet, "meeting", session.meeting)
    ]
    recorded = [*known, Sitting(session, on, maxsize)]
    return sittings(recorded, _of_sessions(history, session.meeting))[-1]


def _of_sessions(
    history: History,
    meeting: str,
    move: MeetingRescheduled | None = None,
    on: ImpreciseDate = UNKNOWN,
) -> list[MeetingDays]:
    """Return all days for which a meeting was ever planned; none of a written procedure."""
    calls = history.having(MeetingConvened, "meeting", meeting)
    if any(call.kind == "written_procedure" for _, call in calls):
        return []
    dated = _schedules(history, meeting)
    if dated and move:
        dated.append((on.latest or date.max, MeetingDays.of(move, maxsize)))
    return [days for _, days in sorted(dated, key=lambda pair: pair[0])]


def _schedules(history: History, meeting: str) -> list[tuple[date, MeetingDays]]:
    """Return all days of a meeting, each with the day on which they were made known, in order.

    Those of its call come first.
    """
    called = [
        (date.min, MeetingDays(entry.begins, call.ends_on or entry.begins, entry.order))
        for entry, call in history.having(MeetingConvened, "meeting", meeting)
    ]
    moved = history.having(MeetingRescheduled, "meeting", meeting)
    found = sorted(moved, key=lambda pair: pair[0].recency)
    moves = [(entry.begins_by, MeetingDays.of(move, entry.order)) for entry, move in found]
    return [*called, *moves]


def _between(one: ImpreciseDate, other: ImpreciseDate) -> timedelta | None:
    before, after = _day(one), _day(other)
    return after - before if before and after else None


def _later(day: ImpreciseDate, by: timedelta) -> ImpreciseDate:
    known = _day(day)
    return ImpreciseDate.of(known + by) if known else day


def _day(day: ImpreciseDate) -> date | None:
    """Return the one day that is meant, None where it can be several."""
    return day.latest if day.earliest == day.latest else None
