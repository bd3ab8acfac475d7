"""How far a member's report has come: pending, returned with a reason, or approved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry, descriptions
from domain.errors import Refused, UnknownReference
from domain.events.progress import (
    AssessmentAnswered,
    ProgressAssessed,
    ProgressReported,
    ReportApproved,
    ReportReturned,
)
from domain.history import History
from domain.progress.review_states import ReviewState, review_state
from domain.values import ImpreciseDate, surely_before
from domain.words import worded

SCHEDULED = "scheduled"


@dataclass(frozen=True)
class Reviews:
    """The reports and assessments of one member about one commitment, and what was said of them.

    `history` is the member's part of the commitment's history.
    """

    commitment: str
    member: str
    history: History

    def state(self, report: Entry) -> ReviewState:
        """Say how far a report has come."""
        said = [(entry.order, state) for entry, state in _reviews(self.history, report)]
        return review_state(report.latest_order, said)

    @property
    def reports(self) -> list[tuple[Entry, ProgressReported]]:
        """The reports that stand, in the order of entry."""
        pairs = self.history.each(ProgressReported)
        return [(entry, event) for entry, event in pairs if self.history.end_of(entry) is None]

    def returned_on(self, report: Entry) -> list[ImpreciseDate]:
        """Return the days on which a report was returned."""
        found = self.history.each(ReportReturned)
        return [entry.begins for entry, event in found if event.report == report.id]

    def on_period(self, begins: date, ends: date) -> UUID:
        """Return the last report on a period, see `last_on`; the period's days are inclusive.

        Raises:
            Refused: there is none.
        """
        found = self.last_on(begins, ends)
        if found is None:
            raise Refused(
                "{member} has not reported on {commitment} for {begins} to {ends}.",
                member=self.member,
                commitment=self.commitment,
                begins=begins,
                ends=ends,
            )
        return found.id

    def last_on(self, begins: date, ends: date) -> Entry | None:
        """Return the last report on a period by its day, or by an earlier one of a review."""
        found = [
            entry
            for entry, event in self.reports
            if (event.occasion, event.period_from, event.period_until) == (SCHEDULED, begins, ends)
        ]
        return max(found, key=self._recency, default=None)

    def _recency(self, report: Entry) -> tuple[date, int]:
        said = [entry.begins_by for entry, _ in _reviews(self.history, report)]
        return min([report.begins_by, *said]), report.order

    def pending(self, report: UUID | None) -> UUID:
        """Return the report that is meant: the one named, or the only one that is pending.

        Raises:
            UnknownReference: the one that is named does not stand.
            Refused: it is not pending; or none is, or several are.
        """
        if report is not None:
            return self._must_be_pending(report)
        found = [entry for entry, _ in self.reports if self.state(entry) == "pending"]
        if not found:
            raise Refused(
                "{member} has no report on {commitment} that waits for a review. See: "
                "depositary reports {commitment}",
                member=self.member,
                commitment=self.commitment,
            )
        return self._only(found)

    def pending_on(self, periods: Iterable[tuple[date, date]]) -> UUID | None:
        """Return the report on one of these periods that is pending, None where there is none.

        Raises:
            Refused: there are several.
        """
        last = [self.last_on(*period) for period in periods]
        found = [entry for entry in last if entry and self.state(entry) == "pending"]
        return self._only(found) if found else None

    def _only(self, found: Sequence[Entry]) -> UUID:
        if len(found) > 1:
            raise Refused(
                "{member} has {number} reports on {commitment} that wait for a review; say "
                "which one with its entry: {entries}.",
                member=self.member,
                number=len(found),
                commitment=self.commitment,
                entries=descriptions(found),
            )
        return found[0].id

    def _must_be_pending(self, report: UUID) -> UUID:
        entries = {entry.id: entry for entry, _ in self.reports}
        if report not in entries:
            raise UnknownReference(
                worded(
                    "report of {member} on {commitment} that stands as",
                    member=self.member,
                    commitment=self.commitment,
                ),
                str(report)[:8],
            )
        state = self.state(entries[report])
        if state != "pending":
            raise Refused(
                "{description} is {state} already. Only a pending report is reviewed; one that "
                "was returned is answered by a new report or a correction.",
                description=entries[report].description,
                state=state,
            )
        return report

    def to_answer(self, assessed: UUID | None, on: ImpreciseDate) -> UUID:
        """Return the assessment that the member answers: the named one, or the unanswered one.

        Of those that were not made after that day, one must be unanswered, where none is named.

        Raises:
            UnknownReference: the one that is named is not of this member.
            Refused: there is none; or several are unanswered, or none is, and none is named.
        """
        found = [entry for entry, _ in self.history.each(ProgressAssessed)]
        if not found:
            raise Refused(
                "Nobody has assessed {member} on {commitment}.",
                member=self.member,
                commitment=self.commitment,
            )
        if assessed is not None and assessed not in {entry.id for entry in found}:
            raise UnknownReference(
                worded("assessment of {member}", member=self.member), str(assessed)[:8]
            )
        return assessed or self._unanswered(found, on).id

    def _unanswered(self, assessments: Iterable[Entry], on: ImpreciseDate) -> Entry:
        answered = {event.assessed for _, event in self.history.each(AssessmentAnswered)}
        found = [
            entry
            for entry in assessments
            if entry.id not in answered and not surely_before(on, entry.begins)
        ]
        if not found:
            raise Refused(
                "{member} has answered every assessment on {commitment} of before {on}; name "
                "the one that it answers again with its entry.",
                member=self.member,
                commitment=self.commitment,
                on=on,
            )
        if len(found) > 1:
            raise Refused(
                "{member} has not answered {number} assessments on {commitment}; say which one "
                "with its entry: {entries}.",
                member=self.member,
                number=len(found),
                commitment=self.commitment,
                entries=descriptions(found),
            )
        return found[0]


def review_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield reviews and answers of what does not stand, and two reviews of the same words."""
    said = [(e, event.report, ProgressReported) for e, event in history.each(ReportReturned)]
    said += [(e, event.report, ProgressReported) for e, event in history.each(ReportApproved)]
    answered = [
        (e, event.assessed, ProgressAssessed) for e, event in history.each(AssessmentAnswered)
    ]
    for entry, about, kind in (*said, *answered):
        rests_on = history.entries.get(about)
        if rests_on is None or rests_on.retracted or not isinstance(rests_on.event, kind):
            sentence = "It rests on a report or an assessment that does not stand."
            yield contradiction("rests-on-nothing", sentence, entry)
        elif surely_before(entry.begins, rests_on.begins):
            sentence = worded(
                "A review or an answer of {on} would be about a report or an assessment of a later "
                "day, {begins}.",
                on=entry.begins,
                begins=rests_on.begins,
            )
            yield contradiction("before-what-it-is-about", sentence, entry, rests_on)
    for report, _ in history.each(ProgressReported):
        of_these_words = [e for e, about, _ in said if about == report.id and _is_of(e, report)]
        if len(of_these_words) > 1:
            sentence = "The report was reviewed already; only a pending one is."
            yield contradiction("reviewed-twice", sentence, report, *of_these_words)


def _is_of(review: Entry, report: Entry) -> bool:
    return review.order > report.latest_order


def _reviews(history: History, report: Entry) -> Iterator[tuple[Entry, ReviewState]]:
    for entry, returned in history.each(ReportReturned):
        if returned.report == report.id:
            yield entry, "returned"
    for entry, approved in history.each(ReportApproved):
        if approved.report == report.id:
            yield entry, "approved"
