"""From which day to which moment members can reply in a written procedure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from domain.entry import Entry
from domain.event import Event
from domain.events.meetings import (
    DecisionAdopted,
    MeetingClosed,
    MeetingConvened,
    MeetingRescheduled,
)
from domain.events.voting import Choice, DecisionNotAdopted, ReplyReceived, SessionSet, VoteTaken
from domain.history import History
from domain.meetings.presence import Moment
from domain.values import UNKNOWN, ImpreciseDate

E = TypeVar("E", bound=Event)
NEVER: Moment = (date.max, "24:00")


@dataclass(frozen=True, slots=True)
class Procedure:
    """One written procedure, from the history of its body."""

    history: History
    meeting: str

    @property
    def opened(self) -> ImpreciseDate:
        """The day for which it was called or moved to, or that of an earlier session."""
        days = [entry.begins for entry, _ in self._all(SessionSet)]
        if moved := self._moved():
            days.append(moved[-1].begins_on)
        else:
            days += [entry.begins for entry, _ in self._all(MeetingConvened)]
        return min(days, key=lambda day: (day.latest or date.max, str(day)), default=UNKNOWN)

    @property
    def closed_on(self) -> ImpreciseDate | None:
        """The day on which it was closed; None before that."""
        return next((entry.begins for entry, _ in self._all(MeetingClosed)), None)

    @property
    def ends(self) -> Moment | None:
        """The last moment for replies; None where no end is recorded.

        The latest end of its sessions, or of the dates to which it was moved. The last day of
        the call counts where it was not moved and no session says on which day it ends. A close
        ends it earlier.
        """
        planned, closed = self._planned(), self.closed_on
        if closed is None:
            return planned
        by_close = (closed.latest or date.max, "24:00")
        return min(planned, by_close) if planned else by_close

    def is_open(self, decision: str, on: date) -> bool:
        """Say whether replies can come after a day: it is not over, and there is no result yet.

        A close on an unknown day ends it where no other end is recorded.
        """
        ends, closed = self.ends, self.closed_on
        closed_by = date.max
        if closed is not None:
            closed_by = closed.latest or (date.max if self._planned() else date.min)
        if closed_by <= on or self._result(decision)[0] <= on:
            return False
        return ends is None or ends[0] >= on

    def _planned(self) -> Moment | None:
        sessions = self._all(SessionSet)
        ends = [
            ((session.ends_on or entry.begins).latest or date.max, session.ends_at or "24:00")
            for entry, session in sessions
            if session.ends_on or session.ends_at
        ]
        moved = self._moved()
        days = [each.ends_on for each in moved[-1:]]
        if not moved and not any(session.ends_on for _, session in sessions):
            days = [call.ends_on for _, call in self._all(MeetingConvened)]
        last = max((day.latest or date.max for day in days if day), default=None)
        if ends and (last is None or max(ends)[0] >= last):
            return max(ends)
        return (last, "24:00") if last else None

    def _moved(self) -> list[MeetingRescheduled]:
        moved = sorted(self._all(MeetingRescheduled), key=lambda pair: pair[0].recency)
        return [event for _, event in moved]

    def _all(self, kind: type[E]) -> Sequence[tuple[Entry, E]]:
        return self.history.having(kind, "meeting", self.meeting)

    def replies(self, vote: VoteTaken) -> dict[str, Choice]:
        """Return the last reply of each member that came in time.

        One without an hour came at the end of its day, but in time on the last one. Where no end is
        recorded, the replies until the day of the result are in time.
        """
        until, said = self.ends or self._result(vote.decision), dict[str, Choice]()
        replies = [
            ((entry.begins_by, reply.hour or "24:00"), entry.order, reply)
            for entry, reply in self._all(ReplyReceived)
            if reply.decision == vote.decision
        ]
        for (day, _), _, reply in sorted(replies, key=lambda each: each[:2]):
            if (day, reply.hour or "") <= until:
                said[reply.member] = reply.vote
        return said

    def _result(self, decision: str) -> Moment:
        adopted = self.history.having(DecisionAdopted, "decision", decision)
        missed = self.history.having(DecisionNotAdopted, "decision", decision)
        days = [entry.begins_by for entry, _ in (*adopted, *missed)]
        return (max(days), "24:00") if days else NEVER
