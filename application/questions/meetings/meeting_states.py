"""What is known of each meeting on a day: when it is called for, its state and its results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar, cast, get_args

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.meetings.sessions import in_order
from domain.event import Event
from domain.events.meetings import (
    AgendaItem,
    DecisionAdopted,
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
    QuorumEstablished,
)
from domain.events.voting import DecisionNotAdopted
from domain.values import ImpreciseDate
from domain.words import worded

MeetingState = Literal[
    "to_come", "under_way", "held", "cancelled", "not_recorded_as_held", "not_shown"
]
STATES: tuple[MeetingState, ...] = get_args(MeetingState)
E = TypeVar("E", bound=Event)
_BEGUN = (
    *(MeetingRescheduled, MeetingCancelled, MeetingOpened, QuorumEstablished),
    *(DecisionAdopted, DecisionNotAdopted, MeetingClosed, MinutesCirculated, MinutesApproved),
)
"""What is told of a meeting once it has begun, beside its call."""

HEADINGS = {
    "inaugural": "Inaugural meeting {meeting}",
    "ordinary_session": "Ordinary session {meeting}",
    "extraordinary_session": "Extraordinary session {meeting}",
    "written_procedure": "Written procedure {meeting}",
    "not_shown": "Meeting {meeting}",
}
"""By kind: the heading of a meeting; `not_shown` is that of one whose call is hidden."""


def meeting_heading(kind: str, meeting: str) -> str:
    """Return what a meeting of a kind is called where a line begins."""
    return worded(HEADINGS[kind], meeting=meeting)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """One meeting as it stood on the day. `begins_on` and `ends_on` are where it was moved last.

    `held_on` is the day on which it opened, for a written procedure that on which it was called.
    `called` is None where this audience sees the opening, but not the call. `hidden` names what is
    recorded of it and this audience may not see: its opening, quorum, drafts or approval.
    """

    meeting: str
    state: MeetingState
    begins_on: ImpreciseDate
    ends_on: ImpreciseDate | None
    place: str | None
    called: Fact[MeetingConvened] | None
    moved: tuple[Fact[MeetingRescheduled], ...] = ()
    cancelled: Fact[MeetingCancelled] | None = None
    opened: Fact[MeetingOpened] | None = None
    quorum: Fact[QuorumEstablished] | None = None
    decisions: tuple[Fact[DecisionAdopted], ...] = ()
    closed: Fact[MeetingClosed] | None = None
    circulated: tuple[Fact[MinutesCirculated], ...] = ()
    approved: Fact[MinutesApproved] | None = None
    hidden: tuple[str, ...] = ()

    @property
    def unapproved(self) -> bool:
        """Whether its minutes are not approved, as far as this audience may know it."""
        return self.approved is None and "approved" not in self.hidden

    @property
    def kind(self) -> str:
        """What kind of meeting it is; `not_shown` where its call is hidden."""
        return self.called.event.kind if self.called else "not_shown"

    @property
    def last_day(self) -> ImpreciseDate | None:
        """The day on which it was closed, or else the last for which it was called."""
        return self.closed.on if self.closed else self.ends_on

    @property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """The items of its agenda, as far as its call is shown."""
        return self.called.event.agenda if self.called else ()

    @property
    def heading(self) -> str:
        """What it is called where a line begins: its kind and reference."""
        return meeting_heading(self.kind, self.meeting)

    @property
    def written(self) -> bool:
        """Whether it is a written procedure, in which nobody meets."""
        return self.kind == "written_procedure"

    @property
    def held_on(self) -> ImpreciseDate:
        """The day on which it began, as precisely as it is known."""
        return self.opened.on if self.opened else self.begins_on

    @property
    def held_by(self) -> date | None:
        """The day on which it had begun for certain, None if that is unknown."""
        return self.held_on.latest

    @property
    def over_by(self) -> date | None:
        """The last day of it, as far as that is known."""
        days = [self.closed.on if self.closed else None, self.ends_on, self.held_on]
        return next((day.latest for day in days if day and day.latest), None)

    @property
    def order(self) -> tuple[date, int]:
        """Sorts meetings by their days; unknown ones come first."""
        first = min(fact.entry for fact in (self.called, self.opened) if fact)
        return self.held_on.latest or date.min, first


def meeting_records(facts: Facts) -> list[MeetingRecord]:
    """Return all meetings that are known, in the order of their days.

    Where somebody of this audience may not see what became of one, or where it was moved to, its
    state is `not_shown`.
    """
    seen = [*facts.once(_meeting_records)]
    full = facts.everything
    if full is facts:
        return seen
    whole = {each.meeting: each for each in full.once(_meeting_records)}
    return [_as_seen(each, whole[each.meeting]) for each in seen]


def _as_seen(seen: MeetingRecord, whole: MeetingRecord) -> MeetingRecord:
    hidden = tuple(each for each in _PARTS if getattr(whole, each) and not getattr(seen, each))
    told = ("state", *(_CALL if seen.state == "to_come" else ()))
    alike = all(getattr(seen, each) == getattr(whole, each) for each in told)
    return replace(seen, state=seen.state if alike else "not_shown", hidden=hidden)


_CHANGES: tuple[type[MeetingCancelled | MeetingRescheduled], ...] = (
    MeetingCancelled,
    MeetingRescheduled,
)
_CALL = ("begins_on", "ends_on", "place")
_PARTS = ("opened", "quorum", "circulated", "approved")


def changed_unseen(facts: Facts) -> frozenset[str]:
    """Return the meetings of which an audience may not see the last move, or the cancelling."""
    unseen = _last_changes(facts.everything).items() - _last_changes(facts).items()
    return frozenset(meeting for (_, meeting), _ in unseen)


def _last_changes(facts: Facts) -> Mapping[tuple[str, str], str]:
    """Return the last entry of each kind of change of each meeting."""
    found = (fact for kind in _CHANGES for fact in in_order(facts.known(kind)))
    return {(fact.event.TOPIC, fact.event.meeting): fact.entry_id for fact in found}


def _meeting_records(facts: Facts) -> list[MeetingRecord]:
    facts.read(MeetingConvened, *_BEGUN)
    if facts.everything is not facts and facts.sees_all(MeetingConvened, *_BEGUN):
        return facts.everything.once(_meeting_records)
    by_meeting = _ByMeeting(facts)
    calls = {fact.event.meeting: fact for fact in facts.known(MeetingConvened)}
    opened = {fact.event.meeting: fact.on for fact in facts.begun(MeetingOpened)}
    found = [by_meeting.record(name, each, each.on) for name, each in calls.items()]
    found += [by_meeting.record(name, None, on) for name, on in opened.items() if name not in calls]
    return sorted(found, key=lambda each: each.order)


class _ByMeeting:
    """What had begun by the day, sorted by meeting and kind."""

    def __init__(self, facts: Facts) -> None:
        self._on = facts.at.on
        self._sorted: dict[str, dict[type[Event], list[Fact[Event]]]] = {}
        for kind in _BEGUN:
            for fact in facts.begun(kind):
                of_it = self._sorted.setdefault(str(getattr(fact.event, "meeting", "")), {})
                of_it.setdefault(kind, []).append(fact)

    def record(
        self, name: str, called: Fact[MeetingConvened] | None, begins_on: ImpreciseDate
    ) -> MeetingRecord:
        """Return one meeting as it stood on the day; `begins_on` is where it was called first."""
        of_it = self._sorted.get(name, {})
        moved = _all(of_it, MeetingRescheduled)
        place = [fact.event.place for fact in moved if fact.event.place]
        ends_on = called.event.ends_on if called else None
        if moved:
            begins_on, ends_on = moved[-1].event.begins_on, moved[-1].event.ends_on
        gathering = MeetingRecord(
            meeting=name,
            state="held",
            begins_on=begins_on,
            ends_on=ends_on,
            place=place[-1] if place else called and called.event.place,
            called=called,
            moved=moved,
            cancelled=_last(of_it, MeetingCancelled),
            opened=_last(of_it, MeetingOpened),
            quorum=_last(of_it, QuorumEstablished),
            decisions=_all(of_it, DecisionAdopted),
            closed=_last(of_it, MeetingClosed),
            circulated=_all(of_it, MinutesCirculated),
            approved=_last(of_it, MinutesApproved),
        )
        has_decided = bool(gathering.decisions or of_it.get(DecisionNotAdopted))
        state = _state(gathering, self._on, has_decided=has_decided)
        return gathering if state == "held" else replace(gathering, state=state)


_Sorted = Mapping[type[Event], Sequence[Fact[Event]]]


def _all(of_it: _Sorted, kind: type[E]) -> tuple[Fact[E], ...]:
    return cast("tuple[Fact[E], ...]", tuple(of_it.get(kind, ())))


def _last(of_it: _Sorted, kind: type[E]) -> Fact[E] | None:
    found = _all(of_it, kind)
    return found[-1] if found else None


def _state(gathering: MeetingRecord, on: date, *, has_decided: bool) -> MeetingState:
    """Return the state of a meeting on a day; a meeting on an unknown day is not to come."""
    if gathering.cancelled:
        return "cancelled"
    if gathering.opened or gathering.closed:
        return "held"
    begins, ends = gathering.begins_on, gathering.ends_on
    last = (ends.latest if ends and gathering.written else None) or begins.latest
    if last and last >= on:
        begun = begins.latest and begins.latest <= on
        return "under_way" if gathering.written and begun else "to_come"
    return "held" if has_decided else "not_recorded_as_held"
