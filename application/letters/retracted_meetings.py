"""Meetings that were entered by mistake, of which those who were invited have to hear."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from application.letters.office import Office
from application.model_rows import EntryRow
from application.questions.across.state_changes import version_at
from application.questions.asking.facts import Fact
from application.questions.meetings.meeting_states import MeetingRecord
from domain.event import Event
from domain.events.meetings import MeetingConvened, MeetingRescheduled
from domain.values import ImpreciseDate, surely_before

E = TypeVar("E", bound=Event)


def retracted(office: Office) -> Iterator[MeetingRecord]:
    """Yield each meeting of which the last call was retracted, on the last days known of it.

    These are where it was moved last, also where that was retracted with the call: people were told
    of it. A meeting that is surely over is left out.
    """
    body = office.body
    rows = body.read_model.versions(body.code, body.at, None)
    moves = [fact for fact, _ in _ever(office, MeetingRescheduled, rows) if fact.by <= body.at.on]
    calls = _ever(office, MeetingConvened, rows)
    last_calls = {called.event.meeting: (called, stands) for called, stands in calls}
    for called, stands in last_calls.values():
        days = [(called.on, called.event.ends_on), *_moved(called, moves)]
        begins, ends = days[-1]
        known = [each for each in days if each[0].latest]
        if stands or not known or surely_before(ends or begins, ImpreciseDate.of(body.at.on)):
            continue
        yield MeetingRecord(
            meeting=called.event.meeting,
            state="cancelled",
            begins_on=known[-1][0],
            ends_on=known[-1][1],
            place=called.event.place,
            called=called,
        )


def _moved(
    called: Fact[MeetingConvened], moves: Sequence[Fact[MeetingRescheduled]]
) -> Iterator[tuple[ImpreciseDate, ImpreciseDate | None]]:
    """Yield where a meeting was moved after that call, in the order of days, then of entry."""
    for fact in sorted(moves, key=lambda each: (each.by, each.entry)):
        if fact.event.meeting == called.event.meeting and fact.entry > called.entry:
            yield fact.event.begins_on, fact.event.ends_on


def _ever(
    office: Office, kind: type[E], rows: Sequence[EntryRow]
) -> Iterator[tuple[Fact[E], bool]]:
    """Yield the last version of each entry of a kind, and whether the entry still stands."""
    of_kind = (row for row in rows if row.topic == kind.TOPIC)
    for _, versions in groupby(of_kind, key=lambda row: row.entry_position):
        known = list(versions)
        stands = version_at(known, office.body.at.position) is not None
        yield office.body.facts.fact(kind, known[-1]), stands
