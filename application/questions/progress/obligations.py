"""Which report each member owed by which day, and its state, on a day and as known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Literal, TypeVar, get_args

from application.answers import AsOf
from application.questions.asking.completeness import complete_from
from application.questions.asking.facts import Fact, Facts
from application.questions.progress.reviews import BodyReviews, Review, shown_reports
from domain.due import due_state
from domain.events.progress import (
    ProgressReported,
    ReminderSent,
    ReportingExempted,
    ReportingExtended,
    ReportingScheduled,
    ReportReturned,
)
from domain.events.texts import Adopted, MemberAct, Split, Superseded
from domain.progress.due_dates import exempts
from domain.progress.schedules import Term, terms
from domain.texts.standing import MemberStanding, Standing
from domain.values import LegalNature, Visibility

ReportState = Literal[
    "approved", "pending", "returned", "exempt", "upcoming", "due", "overdue", "no_report",
    "not_recorded", "not_shown",
]  # fmt: skip
STATES: tuple[ReportState, ...] = get_args(ReportState)
OUTSTANDING: Sequence[ReportState] = ("upcoming", "due", "overdue", "no_report", "not_recorded")
"""States of obligations of which the audience sees no report."""
AHEAD = timedelta(days=800)
"""How far ahead the next due date is searched."""
Key = tuple[str, str]
M = TypeVar("M", bound=MemberAct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A report of one member on one period: owed or not, and what became of it.

    `due_by` is the last day on which it may come, `due_on` that of the schedule; both are None for
    an extraordinary report, which nobody asked for. `owed` is false for a member that was not
    bound on the due day, or is exempt. `returns` are all that were made of reports on the period,
    oldest first; `report` is the last of them.
    """

    commitment: str
    member: str
    state: ReportState
    owed: bool
    due_on: date | None = None
    due_by: date | None = None
    period_from: date | None = None
    period_until: date | None = None
    extended: Fact[ReportingExtended] | None = None
    exempted: Fact[ReportingExempted] | None = None
    reminded: Fact[ReminderSent] | None = None
    report: Fact[ProgressReported] | None = None
    review: Review | None = None
    returns: tuple[Fact[ReportReturned], ...] = ()

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Unique among obligations, and sorts them."""
        entry = self.report.entry if self.report and not self.due_on else 0
        return self.commitment, str(self.due_on or self.period_until or ""), self.member, entry


def obligations(facts: Facts) -> list[Obligation]:
    """Return all that was due by the day, what is due next, and unscheduled reports.

    Where somebody of this audience may not see why nothing is owed (a report, an extension, that
    a member left), the state is `not_shown`: nobody is shown as missing who was not.
    """
    seen = sorted(_ObligationBuilder(facts).rows(), key=lambda each: each.key)
    if facts.at.audience is Visibility.SECRETARIAT:
        return seen
    full = _ObligationBuilder(facts.everything).rows()
    states = {each.key: each.state for each in full}
    return [
        replace(each, state="not_shown")
        if each.state in OUTSTANDING and states.get(each.key) != each.state
        else each
        for each in seen
    ]


class _ObligationBuilder:
    """The facts of one body, sorted by commitment and member."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._at = facts, facts.at
        self._reviewing = BodyReviews(facts)
        self._bound_on: dict[date, set[Key]] = {}
        self._reports = _by_key(shown_reports(facts))
        self._extended = _by_key(facts.begun(ReportingExtended))
        self._exempted = _by_key(facts.begun(ReportingExempted))
        self._reminded = _by_key(facts.begun(ReminderSent))

    def rows(self) -> Iterator[Obligation]:
        """Yield what was due by a schedule, then unscheduled reports."""
        used: set[int] = set()
        for commitment in self._schedules:
            for due_on, terms_of_day in groupby(
                self._terms(commitment), key=lambda t: t.due.due_on
            ):
                for row in self._due(commitment, due_on, list(terms_of_day)):
                    used |= {row.report.entry} if row.report else set()
                    yield row
        for (commitment, member), reports in self._reports.items():
            for report in reports:
                if report.entry not in used and not self._is_earlier(report, reports):
                    yield self._unscheduled(commitment, member, report)

    def _is_earlier(
        self, report: Fact[ProgressReported], all_of_member: Sequence[Fact[ProgressReported]]
    ) -> bool:
        """Say whether a scheduled report was followed by another on the same period."""
        return report.event.occasion == "scheduled" and any(
            _period(other) == _period(report) and other.entry > report.entry
            for other in all_of_member
            if other.event.occasion == "scheduled"
        )

    def _unscheduled(
        self, commitment: str, member: str, report: Fact[ProgressReported]
    ) -> Obligation:
        review = self._reviewing.of(report)
        return Obligation(
            commitment=commitment,
            member=member,
            state=review.state,
            owed=False,
            period_from=report.event.period_from,
            period_until=report.event.period_until,
            report=report,
            review=review,
            returns=review.returns,
        )

    def _due(
        self, commitment: str, due_on: date, terms_of_day: Sequence[Term]
    ) -> Iterator[Obligation]:
        """Yield a row for each member that is bound on a due day, or has reported on it."""
        open_terms = [term for term in terms_of_day if not term.replaced]
        periods = [(term.due.period_from, term.due.period_until) for term in terms_of_day]
        bound = self._bound(due_on) if open_terms else set()
        members = {member for text, member in bound if text == commitment}
        reporting = {
            member: found
            for (text, member), reports in self._reports.items()
            if text == commitment and (found := [r for r in reports if _covers(r, periods)])
        }
        for member in sorted(members | reporting.keys()):
            shown = (open_terms or terms_of_day)[0].due
            yield self._with_outcome(
                reporting.get(member, []),
                Obligation(
                    commitment=commitment,
                    member=member,
                    state="not_recorded",
                    owed=member in members,
                    due_on=due_on,
                    due_by=due_on,
                    period_from=shown.period_from,
                    period_until=shown.period_until,
                ),
            )

    def _with_outcome(
        self, reports: Sequence[Fact[ProgressReported]], row: Obligation
    ) -> Obligation:
        key, due_on = (row.commitment, row.member), row.due_on
        assert due_on is not None  # it is of a schedule
        extensions = [fact for fact in self._extended[key] if fact.event.due_on == due_on]
        exemptions = [fact for fact in self._exempted[key] if exempts(fact.event, due_on)]
        reminders = [fact for fact in self._reminded[key] if fact.event.due_on == due_on]
        due_by = extensions[-1].event.extended_to if extensions else due_on
        row = replace(
            row,
            owed=row.owed and not exemptions,
            due_by=due_by,
            extended=extensions[-1] if extensions else None,
            exempted=exemptions[-1] if exemptions else None,
            reminded=reminders[-1] if reminders else None,
        )
        if reports:
            last = max(reports, key=lambda report: report.entry)
            begins, ends = _period(last)
            reviews = [self._reviewing.of(report) for report in reports]
            review = self._reviewing.of(last)
            return replace(
                row,
                period_from=begins,
                period_until=ends,
                report=last,
                review=review,
                returns=tuple(each for one in reviews for each in one.returns),
                state=review.state,
            )
        return replace(
            row,
            state="exempt" if exemptions else self._state_without_report(due_on, due_by, reminders),
        )

    def _state_without_report(
        self, due_on: date, due_by: date, reminders: Sequence[Fact[ReminderSent]]
    ) -> ReportState:
        """Return the state of an obligation without a report."""
        state = due_state(due_by, self._at.on)
        if state != "overdue":
            return state
        if self._kept_from is None or due_on < self._kept_from:
            return "not_recorded"
        after = any(due_by < fact.by < self._at.on for fact in reminders)
        return "no_report" if after else "overdue"

    def _terms(self, commitment: str) -> list[Term]:
        """Return what was due by the day, and the next due date after it."""
        ends = [f.by for f in self._facts.known(Superseded) if f.event.commitment == commitment]
        ends += [f.by for f in self._facts.known(Split) if f.event.commitment == commitment]
        schedules = [(fact.by, fact.event) for fact in self._schedules[commitment]]
        ended = min(ends, default=None)
        found = terms(schedules, self._at.on + AHEAD, ended)
        ahead = [t.due.due_on for t in found if t.due.due_on > self._at.on and not t.replaced]
        last = min(ahead, default=self._at.on)
        return [term for term in found if term.due.due_on <= last]

    @cached_property
    def _schedules(self) -> Mapping[str, Sequence[Fact[ReportingScheduled]]]:
        found: dict[str, list[Fact[ReportingScheduled]]] = defaultdict(list)
        for fact in self._facts.known(ReportingScheduled):
            found[fact.event.commitment].append(fact)
        return {
            commitment: sorted(facts, key=lambda fact: (fact.by, fact.entry))
            for commitment, facts in sorted(found.items())
        }

    @cached_property
    def _kept_from(self) -> date | None:
        return complete_from(self._facts)

    def _bound(self, day: date) -> set[Key]:
        if day not in self._bound_on:
            then = replace(self._at, on=day)
            self._bound_on[day] = bound(self._facts, list(self._schedules), then)
        return self._bound_on[day]


def bound(facts: Facts, commitments: Sequence[str], then: AsOf) -> set[Key]:
    """Return (commitment, member) of all that are bound on a day and belong to the body on it.

    A political text binds its signatories, a treaty its parties; see docs/decisions/0005.
    """
    read_model, taskforce = facts.read_model, facts.taskforce
    treaties = {
        fact.event.commitment
        for fact in facts.known(Adopted)
        if fact.event.legal_nature is LegalNature.TREATY
    }
    belonging = {
        row.member
        for row in read_model.members(taskforce, then)
        if row.standing in (MemberStanding.ACTIVE, MemberStanding.SUSPENDED)
    }
    return {
        (row.commitment, row.member)
        for row in read_model.standings(taskforce, commitments, then)
        if row.member in belonging
        and row.standing == (Standing.PARTY if row.commitment in treaties else Standing.SIGNATORY)
    }


def _by_key(facts: Iterable[Fact[M]]) -> Mapping[Key, list[Fact[M]]]:
    found: dict[Key, list[Fact[M]]] = defaultdict(list)
    for fact in facts:
        found[fact.event.commitment, fact.event.member].append(fact)
    return found


def _period(report: Fact[ProgressReported]) -> tuple[date | None, date | None]:
    return report.event.period_from, report.event.period_until


def _covers(report: Fact[ProgressReported], periods: Sequence[tuple[date, date]]) -> bool:
    return report.event.occasion == "scheduled" and _period(report) in periods
