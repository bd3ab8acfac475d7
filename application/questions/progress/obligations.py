"""Which report each member owed by which day, and its state, on a day and as known."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple, TypeVar, get_args

from application.questions.asking.completeness import complete_from
from application.questions.asking.fact import Fact
from application.questions.asking.facts import ENDINGS, Facts
from application.questions.progress.bound_members import Key, bound_on
from application.questions.progress.reviews import BodyReviews, Review, shown_reports
from domain.deadlines import due_state
from domain.events.progress import (
    DueDate,
    ProgressReported,
    ReminderSent,
    ReportApproved,
    ReportingExempted,
    ReportingExtended,
    ReportingScheduled,
    ReportReturned,
)
from domain.events.texts import Adopted, MemberAct, Split, Superseded
from domain.progress.due_dates import exempts
from domain.progress.schedules import Term, terms
from domain.values import Visibility

ReportState = Literal[
    "approved", "pending", "returned", "exempt", "upcoming", "due", "overdue", "no_report",
    "not_recorded", "not_shown",
]  # fmt: skip
STATES: tuple[ReportState, ...] = get_args(ReportState)
OUTSTANDING: Sequence[ReportState] = ("upcoming", "due", "overdue", "no_report", "not_recorded")
"""States of obligations of which the audience sees no report."""
_ASKED_FOR = (*OUTSTANDING, "returned")
AHEAD = timedelta(days=800)
"""How far ahead the next due date is searched."""
READ = (
    *(Adopted, ProgressReported, ReportApproved, ReportReturned, ReminderSent),
    *(ReportingExempted, ReportingExtended, ReportingScheduled, Split, Superseded),
)
"""What obligations follow from, beside what ends that."""
M = TypeVar("M", bound=MemberAct)


class Obligation(NamedTuple):
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

    def asked(self, on: date) -> tuple[ReportState, bool, str]:
        """Return what is asked of the member on a day: nothing of who owes nothing, or how soon."""
        return self.state, self.owed, due_state(self.due_by, on) if self.due_by else ""

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """Unique among obligations, and sorts them."""
        entry = self.report.entry if self.report and not self.due_on else 0
        ends, begins = str(self.period_until or ""), str(self.period_from or "")
        return self.commitment, str(self.due_on or ends), self.member, f"{ends} {begins}", entry


def obligations(facts: Facts, only: Collection[Key] | None = None) -> list[Obligation]:
    """Return all that was due by the day, what is due next, and unscheduled reports.

    Where `only` are given, by commitment and member, it is only what these owed.
    Where somebody of this audience may not see why nothing is owed (a report, an extension, that
    a member left), the state is `not_shown`: nobody is shown as missing who was not. That holds
    for a returned report, too, which was perhaps answered.
    """
    facts.read(*READ, *ENDINGS)
    reviewing = facts.once(BodyReviews)  # with what is hidden, it matters only that there is one
    seen = sorted(_ObligationBuilder(facts, reviewing, only).rows(), key=lambda each: each.key)
    missing = {(each.commitment, each.member) for each in seen if each.state in _ASKED_FOR}
    if facts.at.audience is Visibility.SECRETARIAT or not missing:
        return seen
    full = _ObligationBuilder(facts.everything, reviewing, missing).rows()
    on = facts.at.on
    asked = {each.key: each.asked(on) for each in full}
    return [
        each._replace(state="not_shown")
        if each.state in _ASKED_FOR and asked.get(each.key) != each.asked(on)
        else each
        for each in seen
    ]


class _ObligationBuilder:
    """The facts of one body, or `only` of some members on commitments, sorted by these keys."""

    def __init__(
        self, facts: Facts, reviewing: BodyReviews, only: Collection[Key] | None = None
    ) -> None:
        self._facts, self._at, self._only = facts, facts.at, only
        self._reviewing = reviewing
        self._commitments = None if only is None else {commitment for commitment, _ in only}
        self._reports: dict[str, dict[str, list[Fact[ProgressReported]]]] = {}
        for report in shown_reports(facts):
            key = commitment, member = report.event.commitment, report.event.member
            if only is None or key in only:
                self._reports.setdefault(commitment, {}).setdefault(member, []).append(report)
        self._extended = _by_key(facts.begun(ReportingExtended))
        self._exempted = _by_key(facts.begun(ReportingExempted))
        self._reminded = _by_key(facts.begun(ReminderSent))

    def rows(self) -> Iterator[Obligation]:
        """Yield what was due by a schedule, then unscheduled reports."""
        used: set[int] = set()
        only = self._schedules if self._commitments is None else self._commitments
        terms_of = {each: self._terms(each) for each in sorted(self._schedules.keys() & only)}
        days = {(c, term.due.due_on) for c, found in terms_of.items() for term in found}
        binding = bound_on(self._facts, sorted(days))
        for commitment, found in terms_of.items():
            found.sort(key=lambda term: (term.due.due_on, term.due.period))
            for (due_on, _), alike in groupby(found, key=lambda t: (t.due.due_on, t.due.period)):
                members = binding.get((commitment, due_on), set())
                for row in self._due(commitment, list(alike), members):
                    used |= {row.report.entry} if row.report else set()
                    yield row
        for by_member in self._reports.values():
            for reports in by_member.values():
                for report in reports:
                    if report.entry not in used and not self._is_earlier(report, reports):
                        yield self._unscheduled(report)

    def _is_earlier(
        self, report: Fact[ProgressReported], all_of_member: Sequence[Fact[ProgressReported]]
    ) -> bool:
        """Say whether a scheduled report was followed by another on the same period."""
        return report.event.occasion == "scheduled" and any(
            _period(other) == _period(report) and self._recency(other) > self._recency(report)
            for other in all_of_member
            if other.event.occasion == "scheduled"
        )

    def _recency(self, report: Fact[ProgressReported]) -> tuple[date, int]:
        return self._reviewing.of(report).made_by, report.entry

    def _unscheduled(self, report: Fact[ProgressReported]) -> Obligation:
        review = self._reviewing.of(report)
        return Obligation(
            commitment=report.event.commitment,
            member=report.event.member,
            state=review.told,
            owed=False,
            period_from=report.event.period_from,
            period_until=report.event.period_until,
            report=report,
            review=review,
            returns=review.returns,
        )

    def _due(
        self, commitment: str, alike: Sequence[Term], members: set[str]
    ) -> Iterator[Obligation]:
        """Yield a row for each of the members bound on a due day, and who else reported on it.

        The terms are `alike`: of one period, and due on one day, by one schedule or several.
        """
        due = alike[0].due
        reporting = {
            member: found
            for member, reports in self._reports.get(commitment, {}).items()
            if (found := [r for r in reports if _covers(r, due.period)])
        }
        asked = set[str]() if all(term.replaced for term in alike) else members
        for member in sorted(asked | reporting.keys()):
            key = commitment, member
            if self._only is None or key in self._only:
                said, owed = reporting.get(member), member in members
                yield self._with_outcome(key, due, said, owed=owed)

    def _with_outcome(
        self,
        key: Key,
        due: DueDate,
        reports: Sequence[Fact[ProgressReported]] | None,
        *,
        owed: bool,
    ) -> Obligation:
        due_on = due.due_on
        extensions = [f for f in self._extended.get(key, ()) if f.event.due_on == due_on]
        exemptions = [f for f in self._exempted.get(key, ()) if exempts(f.event, due_on)]
        reminders = [f for f in self._reminded.get(key, ()) if f.event.due_on == due_on]
        due_by = extensions[-1].event.extended_to if extensions else due_on
        last = max(reports, key=self._recency) if reports else None
        review = self._reviewing.of(last) if last else None
        without = "exempt" if exemptions else self._state_without_report(due_on, due_by, reminders)
        begins, ends = _period(last) if last else due.period
        return Obligation(
            commitment=key[0],
            member=key[1],
            state=review.told if review else without,
            owed=owed and not exemptions,
            due_on=due_on,
            due_by=due_by,
            period_from=begins,
            period_until=ends,
            extended=extensions[-1] if extensions else None,
            exempted=exemptions[-1] if exemptions else None,
            reminded=reminders[-1] if reminders else None,
            report=last,
            review=review,
            returns=sum((self._reviewing.of(one).returns for one in reports or ()), ()),
        )

    def _state_without_report(
        self, due_on: date, due_by: date, reminders: Sequence[Fact[ReminderSent]]
    ) -> ReportState:
        state = due_state(due_by, self._at.on)
        if state != "overdue":
            return state
        if self._complete_from is None or due_on < self._complete_from:
            return "not_recorded"
        after = any(due_by < fact.by < self._at.on for fact in reminders)
        return "no_report" if after else "overdue"

    def _terms(self, commitment: str) -> list[Term]:
        """Return what was due by the day, what is due next, and later terms with a report."""
        found = self._schedules[commitment]
        ahead = [t.due.due_on for t in found if t.due.due_on > self._at.on and not t.replaced]
        last = min(ahead, default=self._at.on)
        reports = [r for each in self._reports.get(commitment, {}).values() for r in each]
        return [
            replace(term, replaced=term.replaced or term.due.due_on > last)
            for term in found
            if term.due.due_on <= last or any(_covers(r, term.due.period) for r in reports)
        ]

    @cached_property
    def _schedules(self) -> Mapping[str, Sequence[Term]]:
        """What is due where a schedule holds by the day; before, nobody was asked for anything."""
        begun = {fact.event.commitment for fact in self._facts.begun(ReportingScheduled)}
        ahead = _terms_ahead(self._facts)
        return {commitment: found for commitment, found in ahead.items() if commitment in begun}

    @cached_property
    def _complete_from(self) -> date | None:
        return complete_from(self._facts)


def _terms_ahead(facts: Facts) -> Mapping[str, Sequence[Term]]:
    """Return by commitment all that is due until long after the day, in the order of due dates."""
    superseded, split = facts.known(Superseded), facts.known(Split)
    found = [(fact.event.commitment, fact.by) for fact in superseded]
    ends: dict[str, date] = {}
    for commitment, day in (*found, *((fact.event.commitment, fact.by) for fact in split)):
        ends[commitment] = min(day, ends.get(commitment, day))
    schedules: dict[str, list[Fact[ReportingScheduled]]] = defaultdict(list)
    for fact in facts.known(ReportingScheduled):
        schedules[fact.event.commitment].append(fact)
    ahead: dict[str, Sequence[Term]] = {}
    for commitment, of_it in sorted(schedules.items()):
        of_it.sort(key=lambda fact: (fact.by, fact.entry))
        since = [(fact.by, fact.event) for fact in of_it]
        ahead[commitment] = terms(since, facts.at.on + AHEAD, ends.get(commitment))
    return ahead


def due_days(facts: Facts) -> dict[str, set[date]]:
    """Return by commitment all days on which reports are due until long after the day."""
    return {c: {term.due.due_on for term in of_it} for c, of_it in _terms_ahead(facts).items()}


def _by_key(facts: Iterable[Fact[M]]) -> Mapping[Key, list[Fact[M]]]:
    found: dict[Key, list[Fact[M]]] = defaultdict(list)
    for fact in facts:
        found[fact.event.commitment, fact.event.member].append(fact)
    return found


def _period(report: Fact[ProgressReported]) -> tuple[date | None, date | None]:
    return report.event.period_from, report.event.period_until


def _covers(report: Fact[ProgressReported], period: tuple[date, date]) -> bool:
    return report.event.occasion == "scheduled" and _period(report) == period
