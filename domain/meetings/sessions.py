"""On which days the sessions of a meeting are, once the meeting was moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.entry import Entry
from domain.events.meetings import MeetingConvened, MeetingRescheduled
from domain.events.voting import SessionSet
from domain.history import History
from domain.values import ImpreciseDate, surely_before


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """The days for which a meeting was called, or to which it was moved, both inclusive."""

    first: ImpreciseDate
    last: ImpreciseDate

    @classmethod
    def of(cls, move: MeetingRescheduled) -> "MeetingDays":
        """Return the days to which a meeting was moved."""
        return cls(move.begins_on, move.ends_on or move.begins_on)

    def may_have(self, day: ImpreciseDate) -> bool:
        """Say whether a day may be one of them."""
        return not surely_before(day, self.first) and not surely_before(self.last, day)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session, the day on which it is, and whether it is left outside of a meeting that moved."""

    session: SessionSet
    on: ImpreciseDate
    outside: bool = False

    def later(self, by: timedelta) -> "Sitting":
        """Return the same session on another day."""
        on, ends_on = _later(self.on, by), self.session.ends_on
        ends = ends_on and _later(ends_on, by)
        return Sitting(self.session.model_copy(update={"ends_on": ends}), on)


def sittings(recorded: Sequence[Sitting], schedules: Sequence[MeetingDays]) -> Sequence[Sitting]:
    """Return the sessions of one meeting, in the same order; the last of its schedules holds.

    Sessions that were planned for the earlier days of the meeting move with it by as many days,
    where they are within its new days then. Those of new days are where they were recorded.
    """
    earlier = schedules[:-1]
    if not earlier or all(schedules[-1].may_have(each.on) for each in recorded):
        return recorded
    now = schedules[-1]
    return [_planned(each, earlier, now) for each in recorded]


def days_of(history: History, meeting: str) -> MeetingDays | None:
    """Return the days of a meeting by its last move, or else its call; None of a procedure."""
    schedules = _schedules(history, meeting)
    return schedules[-1] if schedules else None


def sittings_in(
    history: History, meeting: str, move: MeetingRescheduled | None = None
) -> Iterator[tuple[Entry, Sitting]]:
    """Yield the sessions of a meeting with their entries; `move` is one that is to be recorded."""
    found = history.having(SessionSet, "meeting", meeting)
    recorded = [Sitting(event, entry.begins) for entry, event in found]
    schedules = _schedules(history, meeting)
    if schedules and move:
        schedules.append(MeetingDays.of(move))
    yield from zip((entry for entry, _ in found), sittings(recorded, schedules), strict=True)


def _schedules(history: History, meeting: str) -> list[MeetingDays]:
    """Return all days for which a meeting was ever planned; none of a written procedure."""
    found = [
        MeetingDays(entry.begins, call.ends_on or entry.begins)
        for entry, call in history.having(MeetingConvened, "meeting", meeting)
        if call.kind != "written_procedure"
    ]
    moved = history.having(MeetingRescheduled, "meeting", meeting)
    if found:
        by_day = sorted(moved, key=lambda pair: pair[0].recency)
        found += [MeetingDays.of(event) for _, event in by_day]
    return found


def _planned(each: Sitting, earlier: Sequence[MeetingDays], now: MeetingDays) -> Sitting:
    """Return a session after a move from the last days for which it can have been planned."""
    for then in reversed(earlier):
        if then.may_have(each.on):
            return _moved(each, _between(then.first, now.first), now)
    return _left(each, now)


def _moved(each: Sitting, by: timedelta | None, now: MeetingDays) -> Sitting:
    if by is None or _day(each.on) is None:
        return _left(each, now)
    later = each.later(by)
    return later if now.may_have(later.on) else _left(each, now)


def _left(each: Sitting, now: MeetingDays) -> Sitting:
    return Sitting(each.session, each.on, outside=not now.may_have(each.on))


def _between(one: ImpreciseDate, other: ImpreciseDate) -> timedelta | None:
    before, after = _day(one), _day(other)
    return after - before if before and after else None


def _later(day: ImpreciseDate, by: timedelta) -> ImpreciseDate:
    known = _day(day)
    return ImpreciseDate.of(known + by) if known else day


def _day(day: ImpreciseDate) -> date | None:
    """Return the one day that is meant, None where it can be several."""
    return day.latest if day.earliest == day.latest else None
