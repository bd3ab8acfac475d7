"""Whether the body meets as often as it promised, by year, and when the next meeting is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import complete_from
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.questions.meetings.meeting_states import MeetingRecord, meeting_records
from application.read_model import ReadModel
from domain.deadlines import DueState, due_state
from domain.events.bodies import Established
from domain.meetings.cadence import Cadence
from domain.values import Visibility
from domain.words import worded

YearState = Literal[
    "kept", "on_course", "will_be_fewer", "fewer", "not_recorded", "not_promised", "not_shown"
]
UNSURE = ("not_recorded", "not_shown")
"""States of years in which no meeting may mean that none is on record for this audience."""
CADENCE = fields.AnswerFields(
    facts=(
        fields.TASKFORCE,
        fields.in_json("meetings_per_year", "how many it promised, or null"),
        fields.in_json("record_kept_from", "the day from which the record is complete, or null"),
        fields.in_json("last_held", "the last meeting, or null"),
        fields.in_json("last_held_on", "its day, as precisely as it is known"),
        fields.in_json(
            "next_due_on", "the last day for the next one, null where that is not judged"
        ),
        fields.in_json("next_due_state", "upcoming, due, overdue, or null"),
        fields.in_json("next_called", "the next meeting that is called, or null"),
        fields.in_json("next_called_on", "its day, as precisely as it is known"),
    ),
    columns=(
        fields.AnswerField("year", "Year", "calendar year"),
        fields.AnswerField(
            "held",
            "Held",
            "meetings by the day, without written procedures; null: not recorded or shown",
        ),
        fields.AnswerField(
            "to_come", "To come", "meetings called for a later day of it; null: not shown"
        ),
        fields.AnswerField("promised", "Promised", "how many were promised, or null"),
        fields.AnswerField("state", "State", ", ".join(get_args(YearState))),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """How many meetings a calendar year had by the day, and how many more are called for it."""

    year: int
    held: int
    to_come: int
    state: YearState


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFrequency:
    """How often the body meets; `next_due_on` is None where that is not judged.

    Written procedures are no meetings here. `last` is the last meeting held, `called` the next one
    that is to come; `undated` is how many were held on a day that nobody knows.
    """

    per_year: int | None
    complete: date | None
    last: MeetingRecord | None
    called: MeetingRecord | None
    next_due_on: date | None
    due: DueState | None
    years: tuple[Year, ...]
    undated: int

    @property
    def falls_short(self) -> Year | None:
        """The year of the day, if it will end with fewer meetings than promised."""
        return next((year for year in self.years if year.state == "will_be_fewer"), None)


def meeting_frequency(facts: Facts) -> MeetingFrequency:
    """Return how often the body had met by the day, judged only where the record is complete.

    The public sees what was held, not whether that is enough; nor does anybody who may not see
    every meeting.
    """
    seen = _Meetings(facts)
    full = facts.everything
    public = facts.at.audience is Visibility.PUBLIC
    hidden = full is not facts and _Meetings(full).count != seen.count
    return seen.frequency(judged=not public and not hidden)


class _Meetings:
    """The meetings of one body, by their days."""

    def __init__(self, facts: Facts) -> None:
        self.on = facts.at.on
        established = facts.last(Established)
        self.per_year = (established.event.meetings_per_year if established else None) or None
        self.complete = complete_from(facts)
        self.founded = established.by if established else None
        found = [each for each in meeting_records(facts) if not each.written]
        self.held = [each for each in found if each.state == "held"]
        self.to_come = [each for each in found if each.state == "to_come"]

    @property
    def count(self) -> tuple[int, int]:
        """How many were held, and how many are to come."""
        return len(self.held), len(self.to_come)

    def frequency(self, *, judged: bool) -> MeetingFrequency:
        since, cadence = self._since(), Cadence(self.per_year) if self.per_year else None
        dated = [each for each in self.held if each.held_by]
        due_on = None
        if judged and cadence and since:
            due_on = cadence.next_due(self._last(since))
        return MeetingFrequency(
            per_year=self.per_year,
            complete=self.complete,
            last=dated[-1] if dated else None,
            called=self.to_come[0] if self.to_come else None,
            next_due_on=due_on,
            due=due_state(due_on, self.on) if due_on else None,
            years=tuple(self._years(cadence, judged=judged)),
            undated=len(self.held) - len(dated),
        )

    def _since(self) -> date | None:
        """Return from when on it is judged: the record is complete and the body there."""
        if self.complete is None or self.founded is None:
            return self.complete
        return max(self.complete, self.founded)

    def _last(self, since: date) -> date:
        """Return the last day of a meeting; the day before it is judged counts as one.

        There may have been a meeting on that day, of which nothing is recorded.
        """
        days = [each.held_by for each in self.held if each.held_by]
        return max([since - timedelta(days=1), *days])

    def _years(self, cadence: Cadence | None, *, judged: bool) -> Iterator[Year]:
        days = [each.held_by for each in self.held if each.held_by]
        ahead = [each.begins_on.latest for each in self.to_come if each.begins_on.latest]
        since = self._since()
        first = min([self.on, *days, *([since] if since else [])]).year
        for year in range(first, self.on.year + 1):
            held = sum(day.year == year for day in days)
            to_come = sum(day.year == year for day in ahead)
            state = self._state(cadence, year, held) if judged else "not_shown"
            yield Year(year=year, held=held, to_come=to_come, state=state)

    def _state(self, cadence: Cadence | None, year: int, held: int) -> YearState:
        if cadence is None:
            return "not_promised"
        if held >= cadence.per_year:
            return "kept"
        since = self._since()
        if since is None or since > date(year, 1, 1):
            return "not_recorded"
        if year < self.on.year:
            return "fewer"
        ahead = [each.begins_on.latest for each in self.to_come if each.begins_on.latest]
        more = cadence.expected(self._last(since), ahead, self.on)
        return "on_course" if held + more >= cadence.per_year else "will_be_fewer"


def cadence(read_model: ReadModel, ask: Ask, today: date) -> Answer:
    """Answer how many meetings there were in each calendar year, and when the next is due."""
    context = QuestionContext.of(read_model, ask, today)
    found = meeting_frequency(context.facts)
    rows: list[Row] = [
        {
            "year": year.year,
            "held": None if year.state in UNSURE and not year.held else year.held,
            "to_come": None if year.state == "not_shown" and not year.to_come else year.to_come,
            "promised": found.per_year,
            "state": year.state,
        }
        for year in found.years
    ]
    return context.answer(
        worded("Cadence of {taskforce}", taskforce=ask.taskforce),
        CADENCE.columns,
        rows,
        facts={
            "meetings_per_year": found.per_year,
            "record_kept_from": found.complete.isoformat() if found.complete else None,
            "last_held": found.last.meeting if found.last else None,
            "last_held_on": str(found.last.held_on) if found.last else None,
            "next_due_on": found.next_due_on.isoformat() if found.next_due_on else None,
            "next_due_state": found.due,
            "next_called": found.called.meeting if found.called else None,
            "next_called_on": str(found.called.begins_on) if found.called else None,
        },
        notes=list(frequency_notes(found)),
    )


def frequency_notes(found: MeetingFrequency) -> Iterator[str]:
    """Yield sentences: how often the body meets, and what is not judged and why."""
    if found.last:
        yield worded(
            "The last meeting was {meeting}, on {held_on}.",
            meeting=found.last.meeting,
            held_on=found.last.held_on,
        )
    if found.called:
        yield worded(
            "Meeting {meeting} is called for {begins_on}.",
            meeting=found.called.meeting,
            begins_on=found.called.begins_on,
        )
    if found.next_due_on:
        yield worded(
            "The next meeting is due by {next_due_on} ({due}).",
            next_due_on=found.next_due_on,
            due=found.due,
        )
    if found.falls_short:
        yield (
            worded(
                "If meetings keep to this rhythm, {year} will end with fewer than the "
                "{per_year} that were promised.",
                year=found.falls_short.year,
                per_year=found.per_year,
            )
        )
    yield from _not_judged(found)
    if found.undated:
        yield worded("{undated} held on an unknown day: in no year.", undated=found.undated)


def _not_judged(found: MeetingFrequency) -> Iterator[str]:
    states = {year.state for year in found.years}
    if "not_shown" in states:
        yield worded(
            "Whether the body meets as often as it promised is not shown to this audience."
        )
    elif found.per_year is None:
        yield worded("It is not recorded how often the body promised to meet.")
    elif found.complete is None:
        yield worded(
            "It is not said that the record is complete by that day, so nothing is judged."
        )
    elif "not_recorded" in states:
        yield worded(
            "The record is complete from {kept} on; what was before is not judged.",
            kept=found.complete,
        )
