"""What members are asked to report about one commitment, and by when: schedules and exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from domain.entry import Entry
from domain.errors import Refused, UnknownReference
from domain.events.progress import (
    DueDate,
    MilestoneSet,
    ProgressReported,
    ReportingExempted,
    ReportingScheduled,
)
from domain.events.texts import Split, Superseded
from domain.history import History
from domain.progress.reviews import SCHEDULED, Reviews
from domain.progress.schedules import Since, Term, horizon, terms
from domain.suggestions import near
from domain.words import worded

AROUND = timedelta(days=800)
"""How far around a day the due dates are that a refusal names."""
NAMED = 3


@dataclass(frozen=True)
class Reporting:
    """The schedule, the exceptions and the milestones of one commitment; `history` is all of it."""

    commitment: str
    history: History

    def terms(self, until: date) -> list[Term]:
        """Return every due date up to a day, inclusive, those that were replaced among them."""
        return terms(self._schedules, until, self._ended)

    def due_on(self, due_on: date, member: str) -> list[DueDate]:
        """Return the periods of which a report of the member is due on a day, mostly one."""
        return [
            term.due
            for term in self.terms(due_on)
            if term.due.due_on == due_on and self._counts(term, member)
        ]

    def due(self, due_on: date, member: str, *given: date | None) -> DueDate:
        """Return the period of which a report of the member is due on a day.

        Of several it is the one that is still to be reported on, or that is `given` in part.

        Raises:
            Refused: none is due then; the sentence names the days around it.
        """
        found = self.due_on(due_on, member)
        meant = [due for due in found if due.is_of(*given)] or found
        if meant:
            return next((due for due in meant if self._is_open(due, member)), meant[0])
        days = {t.due.due_on for t in self.terms(due_on + AROUND) if not t.replaced}
        close = sorted(sorted(days, key=lambda day: abs(day - due_on))[:NAMED])
        if not close:
            raise Refused(
                "No reports are due on {commitment}. Say when with: depositary progress "
                "schedule {commitment}",
                commitment=self.commitment,
            )
        raise Refused(
            "No report on {commitment} is due on {due_on}; the days nearest to it are "
            "{nearest_days}.",
            commitment=self.commitment,
            due_on=due_on,
            nearest_days=", ".join(map(str, close)),
        )

    def due_of(self, report: ProgressReported) -> DueDate | None:
        """Return the due date of the schedule that a report is for, None for an extraordinary one.

        Raises:
            Refused: it is a scheduled report, and its period is not in the schedule.
        """
        return self._asked_for(report) if report.occasion == SCHEDULED else None

    def must_be_new(self, report: ProgressReported) -> None:
        """Refuse a scheduled report that is on no period of the schedule, or not the only one.

        Raises:
            Refused: its period is not in the schedule, or was reported on and not returned.
        """
        if self.due_of(report):
            for entry, other in self.reports(report.member):
                alike = other.occasion == report.occasion and other.stage == report.stage
                if alike and _period(other) == _period(report):
                    self._must_be_returned(report.member, entry)

    def must_be_owed(self, member: str, due_on: date) -> None:
        """Refuse a reminder of what a member does not owe on a day.

        Raises:
            Refused: no report is due then, it was handed in, or the member is exempt.
        """
        reviews, due = self._reviews(member), self.due(due_on, member)
        last = reviews.last_on(*due.period)
        if last and reviews.state(last) != "returned":
            raise Refused(
                "{member} has reported on that already: {description}.",
                member=member,
                description=last.description,
            )
        for entry in self._exemptions(member, due_on):
            raise Refused(
                "{member} owes no report on that: {description}.",
                member=member,
                description=entry.description,
            )

    def open_around(self, member: str, day: date) -> list[DueDate]:
        """Return what a member has not reported on, of the periods that had begun by a day.

        A period is not among them where its due date is far off.
        """
        until = horizon(self._schedules, day)
        return [
            term.due
            for term in self.terms(until)
            if not term.replaced
            and term.due.period_from <= day
            and self._is_open(term.due, member)
            and not self._exemptions(member, term.due.due_on)
        ]

    def must_be_set(self, milestone: str) -> None:
        """Refuse to reach a milestone that there is not.

        Raises:
            UnknownReference: it was not set.
        """
        known = [event.milestone for _, event in self._own.each(MilestoneSet)]
        if milestone not in known:
            raise UnknownReference(
                worded("milestone of {commitment}", commitment=self.commitment),
                milestone,
                near(milestone, known),
            )

    def reports(self, member: str) -> list[tuple[Entry, ProgressReported]]:
        """Return the member's reports that stand, in the order of entry."""
        return self._reviews(member).reports

    def _counts(self, term: Term, member: str) -> bool:
        """Say whether a report is asked for: on what was replaced, of who has reported on it."""
        return not term.replaced or any(
            report.occasion == SCHEDULED and _period(report) == term.due.period
            for _, report in self.reports(member)
        )

    def _is_open(self, due: DueDate, member: str) -> bool:
        reviews = self._reviews(member)
        last = reviews.last_on(*due.period)
        return last is None or reviews.state(last) == "returned"

    def _exemptions(self, member: str, due_on: date) -> list[Entry]:
        exemptions = self.history.about(member).each(ReportingExempted)
        return [entry for entry, exempted in exemptions if exempts(exempted, due_on)]

    def _asked_for(self, report: ProgressReported) -> DueDate:
        ends = report.period_until
        until = horizon(self._schedules, ends) if ends else date.min
        for term in self.terms(until):
            if term.due.period == _period(report):
                if not self._counts(term, report.member):
                    break
                return term.due
        raise Refused(
            "A scheduled report is on a period of the schedule of {commitment}. Name the "
            "day on which it is due, or record it as extraordinary.",
            commitment=self.commitment,
        )

    def _must_be_returned(self, member: str, entry: Entry) -> None:
        state = self._reviews(member).state(entry)
        if state != "returned":
            raise Refused(
                "{member} has reported on that period already: {description}, {state}. Correct "
                "that, or have it returned first.",
                member=member,
                description=entry.description,
                state=state,
            )

    def _reviews(self, member: str) -> Reviews:
        return Reviews(self.commitment, member, self.history.about(member))

    @cached_property
    def _own(self) -> History:
        return self.history.about("")

    @cached_property
    def _schedules(self) -> Sequence[Since]:
        return schedules_of(self._own)

    @property
    def _ended(self) -> date | None:
        """The day from which another commitment has taken this one's place."""
        ends = [entry for kind in (Superseded, Split) for entry, _ in self._own.each(kind)]
        return min((entry.begins_by for entry in ends), default=None)


def schedules_of(own: History) -> Sequence[Since]:
    """Return the schedules of a commitment, in the order in which they came into force."""
    found = sorted(own.each(ReportingScheduled), key=lambda pair: pair[0].recency)
    return [(entry.begins_by, event) for entry, event in found]


def exempts(event: ReportingExempted, due_on: date) -> bool:
    """Say whether an exemption covers what is due on a day."""
    return event.due_from <= due_on and (event.due_until is None or due_on <= event.due_until)


def _period(report: ProgressReported) -> tuple[date | None, date | None]:
    return report.period_from, report.period_until
