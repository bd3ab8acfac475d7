"""A point in the history that a person can name: a day, a position, or a meeting."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from application.questions.asking.ask import Ask, as_of, midnight_after, nothing_recorded
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from domain.errors import Malformed, Refused, UnknownReference
from domain.events.meetings import MeetingClosed, MeetingConvened, MeetingRescheduled
from domain.suggestions import near
from domain.values import ImpreciseDate
from domain.words import worded

_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The end of `on`, as it was known at `position`; 0 before anything was recorded."""

    label: str
    on: date
    position: int

    @property
    def called(self) -> ImpreciseDate | str:
        """What a document calls it: its day or month, its entry or its meeting."""
        if self.label.startswith("@"):
            return worded("entry {position}", position=self.position)
        return ImpreciseDate.parse(self.label) if _DAY.fullmatch(self.label) else self.label


def find_point(read_model: ReadModel, ask: Ask, named: str, today: date) -> Point:
    """Find a point. A day is meant until its end, a meeting until the end of its last day.

    A position is meant on the day on which it was recorded. What was recorded after the `known`
    of the question does not count: a day or a meeting may be later, and a position may not.

    Raises:
        UnknownReference: it is no day, and there is no such meeting.
        Refused: the log has no such position, or not yet by `known`; or no day of the meeting is
            known.
    """
    last = as_of(read_model, ask, today).position
    if named.startswith("@"):
        at = as_of(read_model, ask._replace(known=named), today)
        assert at.recorded_at is not None  # it has a position
        if at.position > last:
            raise Refused(
                "@{position} was recorded after @{last}, the last that was known by {known}. "
                "Name an earlier one, or a later --known.",
                position=at.position,
                last=last,
                known=ask.known,
            )
        return Point(label=named, on=at.recorded_at.date(), position=at.position)
    on = _day(named) or _last_day(read_model, ask, named, today)
    position = read_model.position_at(midnight_after(on))
    return Point(label=named, on=on, position=min(position, last))


def position_before(read_model: ReadModel, begin: Point) -> int:
    """Return the last position before a period that begins at a point; 0: none.

    A day or a meeting is meant from the beginning of its day, and a position with its event.
    """
    if begin.label.startswith("@"):
        return begin.position - 1
    return read_model.position_at(midnight_after(begin.on - timedelta(days=1)))


def known_for_end(read_model: ReadModel, end: Point) -> str:
    """Return the `known` of a report on a period with this end: the end's position.

    Raises:
        Refused: nothing was recorded by then.
    """
    if not end.position:
        raise Refused(
            "{nothing_recorded} Name a later end.",
            nothing_recorded=nothing_recorded(read_model, end.label),
        )
    return f"@{end.position}"


def _day(named: str) -> date | None:
    try:
        return ImpreciseDate.parse(named).latest
    except Malformed:
        return None


def _last_day(read_model: ReadModel, ask: Ask, named: str, today: date) -> date:
    """Return the day on which a meeting was closed, or else the last for which it was called."""
    facts = Facts(read_model, ask.taskforce, as_of(read_model, ask, today))
    convened = {fact.event.meeting: fact for fact in facts.known(MeetingConvened)}
    if named not in convened:
        raise UnknownReference(
            worded("day, position or meeting"), named, near(named, list(convened))
        )
    called = convened[named]
    days = [called.event.ends_on or called.on]
    moves = [fact for fact in facts.known(MeetingRescheduled) if fact.event.meeting == named]
    moves.sort(key=lambda fact: (fact.by, fact.entry))
    days += [fact.event.ends_on or fact.event.begins_on for fact in moves]
    days += [fact.on for fact in facts.known(MeetingClosed) if fact.event.meeting == named]
    if days[-1].latest is None:
        raise Refused(
            "The day of meeting {meeting} is not known; name a day instead.", meeting=named
        )
    return days[-1].latest
