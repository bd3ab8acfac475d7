"""From which day to which moment members can reply in a written procedure."""

from dataclasses import dataclass
from datetime import date

from domain.events.meetings import (
    DecisionAdopted,
    MeetingClosed,
    MeetingConvened,
    MeetingRescheduled,
)
from domain.events.voting import Choice, DecisionNotAdopted, ReplyReceived, SessionSet, VoteTaken
from domain.history import History
from domain.values import UNKNOWN, ImpreciseDate
from domain.voting.presence import Moment

NEVER: Moment = (date.max, "24:00")


@dataclass(frozen=True, slots=True)
class Procedure:
    """One written procedure, from the history of its body."""

    history: History
    meeting: str

    @property
    def opened(self) -> ImpreciseDate:
        """The day for which it was called or moved to, or that of an earlier session."""
        days = [e.begins for e, s in self.history.each(SessionSet) if s.meeting == self.meeting]
        if moved := self._moved():
            days.append(moved[-1].begins_on)
        else:
            called = self.history.each(MeetingConvened)
            days += [entry.begins for entry, event in called if event.meeting == self.meeting]
        return min(days, key=lambda day: (day.latest or date.max, str(day)), default=UNKNOWN)

    @property
    def closed_on(self) -> ImpreciseDate | None:
        """The day on which it was closed; None before that."""
        for entry, closed in self.history.each(MeetingClosed):
            if closed.meeting == self.meeting:
                return entry.begins
        return None

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

    def _planned(self) -> Moment | None:
        sessions = [p for p in self.history.each(SessionSet) if p[1].meeting == self.meeting]
        ends = [
            ((session.ends_on or entry.begins).latest or date.max, session.ends_at or "24:00")
            for entry, session in sessions
            if session.ends_on or session.ends_at
        ]
        moved = self._moved()
        days = [each.ends_on for each in moved[-1:]]
        if not moved and not any(session.ends_on for _, session in sessions):
            called = [e for _, e in self.history.each(MeetingConvened) if e.meeting == self.meeting]
            days = [each.ends_on for each in called]
        last = max((day.latest or date.max for day in days if day), default=None)
        if ends and (last is None or max(ends)[0] >= last):
            return max(ends)
        return (last, "24:00") if last else None

    def _moved(self) -> list[MeetingRescheduled]:
        moved = [p for p in self.history.each(MeetingRescheduled) if p[1].meeting == self.meeting]
        return [event for _, event in sorted(moved, key=lambda pair: pair[0].recency)]

    def replies(self, vote: VoteTaken) -> dict[str, Choice]:
        """Return the last reply of each member that came in time.

        Where no end is recorded, the replies until the day of the result are in time.
        """
        until, said = self.ends or self._result(vote.decision), dict[str, Choice]()
        replies = [
            ((entry.begins_by, reply.hour or ""), entry.order, reply)
            for entry, reply in self.history.each(ReplyReceived)
            if (reply.meeting, reply.decision) == (self.meeting, vote.decision)
        ]
        for when, _, reply in sorted(replies, key=lambda each: each[:2]):
            if when <= until:
                said[reply.member] = reply.vote
        return said

    def _result(self, decision: str) -> Moment:
        adopted = [p for p in self.history.each(DecisionAdopted) if p[1].decision == decision]
        missed = [p for p in self.history.each(DecisionNotAdopted) if p[1].decision == decision]
        days = [entry.begins_by for entry, _ in (*adopted, *missed)]
        return (max(days), "24:00") if days else NEVER
