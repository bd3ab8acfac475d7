"""The sessions of a body's meetings, each on its day, also after its meeting was moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.event import Event
from domain.events.meetings import MeetingConvened, MeetingOpened, MeetingRescheduled
from domain.events.voting import SessionSet
from domain.grouping import grouped
from domain.meetings.sessions import MeetingDays, Sitting, sittings
from domain.values import ImpreciseDate

E = TypeVar("E", MeetingRescheduled, SessionSet)
C = TypeVar("C", bound=Event)


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session on its day; `outside` where its meeting moved and it could not move with it."""

    fact: Fact[SessionSet]
    outside: bool


def planned_sessions(
    facts: Facts, moves: Sequence[Fact[MeetingRescheduled]]
) -> Mapping[str, Sequence[PlannedSession]]:
    """Return the sessions by meeting, in the order of entry, after those moves of meetings."""
    calls = {fact.event.meeting: fact for fact in facts.known(MeetingConvened)}
    moved = _by_meeting(in_order(moves))
    return {
        meeting: _of_meeting(found, calls.get(meeting), moved.get(meeting, ()))
        for meeting, found in _by_meeting(facts.known(SessionSet)).items()
    }


def held_sessions(facts: Facts) -> Sequence[Fact[SessionSet]]:
    """Return the sessions that had begun by the day, on their days, of meetings that were opened.

    Nobody opens a written procedure.
    """
    calls = facts.known(MeetingConvened)
    opened = {fact.event.meeting for fact in facts.begun(MeetingOpened)}
    opened |= {call.event.meeting for call in calls if call.event.kind == "written_procedure"}
    planned = planned_sessions(facts, facts.begun(MeetingRescheduled))
    return [
        each.fact
        for meeting in planned.keys() & opened
        for each in planned[meeting]
        if each.fact.by <= facts.at.on
    ]


def moved_since(facts: Facts) -> Mapping[int, ImpreciseDate]:
    """Return by entry of each call and session that was moved by the day the first day of now.

    A session that did not move with its meeting is left on the day of its entry.
    """
    moves = in_order(facts.begun(MeetingRescheduled))
    last = {fact.event.meeting: fact.event.begins_on for fact in moves}
    calls = [fact for fact in facts.known(MeetingConvened) if fact.event.meeting in last]
    then = {fact.entry: fact.on for fact in (*calls, *facts.known(SessionSet))}
    now = {fact.entry: last[fact.event.meeting] for fact in calls}
    now |= {
        each.fact.entry: each.fact.on
        for found in planned_sessions(facts, moves).values()
        for each in found
    }
    return {entry: day for entry, day in now.items() if day != then[entry]}


def in_order(moves: Sequence[Fact[C]]) -> Sequence[Fact[C]]:
    """Return changes in the order of the days on which they were made known, then of entry."""
    return sorted(moves, key=lambda fact: (fact.by, fact.entry))


def _of_meeting(
    found: Sequence[Fact[SessionSet]],
    call: Fact[MeetingConvened] | None,
    moves: Sequence[Fact[MeetingRescheduled]],
) -> Sequence[PlannedSession]:
    if call is None or call.event.kind == "written_procedure":
        return [PlannedSession(fact, outside=False) for fact in found]
    called = MeetingDays(call.on, call.event.ends_on or call.on, call.order)
    schedules = [called, *(MeetingDays.of(fact.event, fact.order) for fact in moves)]
    now = sittings([Sitting(fact.event, fact.on, fact.order) for fact in found], schedules)
    return [
        PlannedSession(fact if each.on == fact.on else _on_its_day(fact, each), each.outside)
        for fact, each in zip(found, now, strict=True)
    ]


def _on_its_day(fact: Fact[SessionSet], each: Sitting) -> Fact[SessionSet]:
    return fact._replace(event=each.session, on=each.on, by=each.on.latest or fact.by)


def _by_meeting(facts: Sequence[Fact[E]]) -> Mapping[str, list[Fact[E]]]:
    return grouped((fact.event.meeting, fact) for fact in facts)
