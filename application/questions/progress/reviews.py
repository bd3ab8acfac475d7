"""The review of each report: pending, returned and why, or approved, on a day and as known."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from application.questions.asking.fact import Fact
from application.questions.asking.facts import ENDINGS, Facts
from domain.events.progress import ProgressReported, ReportApproved, ReportReturned
from domain.progress.review_states import ReviewState, review_state
from domain.values import ImpreciseDate, Visibility


class Review(NamedTuple):
    """How far one report has come: every return, oldest first, and its approval.

    The report was made by the day `made_by`: its own, or an earlier one of a review. `own` says
    that the member itself, or whoever recorded the report, reviewed it; `by_member` that it was
    the member. `is_shown` says that it has come no further by what the audience does not see.
    """

    state: ReviewState
    returns: tuple[Fact[ReportReturned], ...]
    approved: Fact[ReportApproved] | None
    made_by: date
    own: bool = False
    by_member: bool = False
    is_shown: bool = True

    @property
    def told(self) -> ReviewState | Literal["not_shown"]:
        """How far the audience may be told that it has come."""
        return self.state if self.is_shown else "not_shown"


def shown_reports(facts: Facts) -> list[Fact[ProgressReported]]:
    """Return the reports that had been made by the day and stand, by day, then by entry.

    The public is not shown one that was returned, though it may not see that it was.
    """
    found = facts.standing(ProgressReported)
    if facts.at.audience is not Visibility.PUBLIC:
        return found
    full = facts.everything.once(BodyReviews)
    return [report for report in found if full.of(report).state != "returned"]


class LatestReport(NamedTuple):
    """What a member said last of its progress: the value, its scale and version, as of when."""

    assessment: str
    scale: str
    scale_version: str
    on: ImpreciseDate


def latest_reports(facts: Facts) -> Mapping[str, LatestReport]:
    """Return what each member reported last and has not withdrawn by the day, by its code.

    The facts are of one commitment.
    """
    facts.read(ProgressReported, *ENDINGS)
    return {
        fact.event.member: LatestReport(
            fact.event.assessment, fact.event.scale, fact.event.scale_version, fact.on
        )
        for fact in shown_reports(facts)  # the last stays
    }


class BodyReviews:
    """The reviews of one body that had taken place by the day."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[int, Review] = {}
        self._returned: dict[str, list[Fact[ReportReturned]]] = defaultdict(list)
        self._approved: dict[str, list[Fact[ReportApproved]]] = defaultdict(list)
        for returned in facts.begun(ReportReturned):
            self._returned[str(returned.event.report)].append(returned)
        for approved in facts.begun(ReportApproved):
            self._approved[str(approved.event.report)].append(approved)

    def of(self, report: Fact[ProgressReported]) -> Review:
        """Say how far a report has come; it is worked out once for each version of a report."""
        if report.position not in self._known:
            self._known[report.position] = self._review(report)
        return self._known[report.position]

    def _review(self, report: Fact[ProgressReported]) -> Review:
        returns = self._returned.get(report.entry_id, [])
        approvals = self._approved.get(report.entry_id, [])
        places: list[tuple[int, ReviewState]] = [(fact.entry, "returned") for fact in returns]
        places += [(fact.entry, "approved") for fact in approvals]
        state = review_state(report.position, places)
        reviewers = {fact.event.reviewer for fact in returns}
        reviewers |= {fact.event.reviewer for fact in approvals}
        return Review(
            state=state,
            returns=tuple(returns),
            approved=approvals[-1] if state == "approved" else None,
            made_by=min([report.by, *(said.by for said in (*returns, *approvals))]),
            own=not reviewers.isdisjoint(
                (report.event.member, self._facts.codes.of(report.recorded_for))
            ),
            by_member=report.event.member in reviewers,
            is_shown=state != "pending" or self._is_pending(report),
        )

    def _is_pending(self, report: Fact[ProgressReported]) -> bool:
        """Say whether nobody has reviewed a report, whoever may see that."""
        facts = self._facts
        if facts.everything is facts or facts.at.audience is Visibility.PUBLIC:
            return True
        return facts.everything.once(BodyReviews).of(report).state == "pending"
