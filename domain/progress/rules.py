"""What cannot be true together about milestones, schedules, reports and assessments."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.events.progress import (
    DueDate,
    MilestoneReached,
    MilestoneSet,
    ProgressAssessed,
    ProgressReported,
    ReminderSent,
    ReportingExempted,
    ReportingExtended,
    ReportingScheduled,
    ReportReturned,
)
from domain.history import History
from domain.progress.due_dates import schedules_of
from domain.progress.evidence import NO_PICTURES, is_picture
from domain.progress.reviews import review_contradictions
from domain.progress.schedules import horizon, terms
from domain.values import Visibility
from domain.words import worded


def progress_contradictions(
    history: History, text: History, subject: str
) -> Iterator[Contradiction]:
    """Yield the contradictions in the part about one member, or in the text's own for ""."""
    if not subject:
        yield from _milestones(text)
        yield from _schedules(text)
    yield from _backwards(history)
    yield from _unscheduled(history, text)
    yield from review_contradictions(history)
    yield from _shown_to_all(history)
    for entry, event in stated(history):
        if any(map(is_picture, event.evidence)):
            yield contradiction("picture", NO_PICTURES, entry)


def _shown_to_all(history: History) -> Iterator[Contradiction]:
    """Yield returns and reminders that the public would see; both are never public."""
    kinds = (ReportReturned, worded("a returned report")), (ReminderSent, worded("a reminder"))
    for kind, what in kinds:
        for entry, _ in history.each(kind):
            if entry.visibility is Visibility.PUBLIC:
                sentence = worded(
                    "The public never sees {kind}: show it to members or the secretariat.",
                    kind=what,
                )
                yield contradiction("late-to-all", sentence, entry)


def stated(history: History) -> Iterator[tuple[Entry, ProgressReported | ProgressAssessed]]:
    """Yield what members said of their progress, then what others judged of it."""
    yield from history.each(ProgressReported)
    yield from history.each(ProgressAssessed)


def _milestones(text: History) -> Iterator[Contradiction]:
    """Yield milestones that are set or reached twice, or reached without having been set."""
    known = list(text.each(MilestoneSet))
    reached = list(text.each(MilestoneReached))
    named = [(entry, "set", event.milestone) for entry, event in known]
    named += [(entry, "reached", event.milestone) for entry, event in reached]
    first: dict[tuple[str, str], Entry] = {}
    for entry, verb, milestone in named:
        same = first.setdefault((verb, milestone), entry)
        if same is not entry:
            sentence = worded(
                "Milestone {milestone} was set already; correct that instead."
                if verb == "set"
                else "Milestone {milestone} was reached already; correct that instead.",
                milestone=milestone,
            )
            yield contradiction("milestone-twice", sentence, same, entry)
        if ("set", milestone) not in first:
            sentence = worded(
                "Milestone {milestone} would be reached without being set.", milestone=milestone
            )
            yield contradiction("milestone-not-set", sentence, entry)


def _schedules(text: History) -> Iterator[Contradiction]:
    """Yield schedules whose due dates are out of order, or of the wrong number."""
    for entry, event in text.each(ReportingScheduled):
        dues = (event.first, *event.more)
        since = entry.begins.earliest
        if event.more and event.frequency != "dates":
            sentence = "Only a schedule of single dates lists further ones."
            yield contradiction("schedule-too-much", sentence, entry)
        elif event.until and event.until < event.first.due_on:
            sentence = worded(
                "The schedule would end on {until}, before its first due date.", until=event.until
            )
            yield contradiction("schedule-empty", sentence, entry)
        elif since and event.first.due_on < since:
            sentence = worded(
                "It holds from {since}, and would make a report due before, on {due_on}.",
                since=since,
                due_on=event.first.due_on,
            )
            yield contradiction("schedule-past", sentence, entry)
        elif problem := _out_of_order(dues):
            yield contradiction("schedule-order", problem, entry)


def _out_of_order(dues: tuple[DueDate, ...]) -> str | None:
    for due in dues:
        if due.period_until < due.period_from:
            return worded(
                "The period that is due on {due_on} ends before it begins.", due_on=due.due_on
            )
        if due.due_on < due.period_until:
            return worded(
                "A report would be due on {due_on}, before its period is over.", due_on=due.due_on
            )
    days = [due.due_on for due in dues]
    if days != sorted(days) or max(Counter(days).values()) > 1:
        return worded("Due dates are given in their order, each once.")
    return None


def _backwards(history: History) -> Iterator[Contradiction]:
    """Yield periods, extensions and exemptions that end before they begin."""
    for entry, event in stated(history):
        if event.period_from and event.period_until and event.period_until < event.period_from:
            sentence = "The period of the report ends before it begins."
            yield contradiction("period-backwards", sentence, entry)
    for entry, extended in history.each(ReportingExtended):
        if extended.extended_to <= extended.due_on:
            sentence = worded(
                "More time would end on {extended_to}, not after the due date.",
                extended_to=extended.extended_to,
            )
            yield contradiction("extended-backwards", sentence, entry)
    for entry, exempted in history.each(ReportingExempted):
        if exempted.due_until and exempted.due_until < exempted.due_from:
            sentence = "The exemption ends before it begins."
            yield contradiction("exempted-backwards", sentence, entry)


def _unscheduled(history: History, text: History) -> Iterator[Contradiction]:
    """Yield scheduled reports whose period was never in a schedule that stands."""
    schedules = schedules_of(text)
    for entry, event in history.each(ProgressReported):
        if event.occasion == "scheduled":
            period = (event.period_from, event.period_until)
            until = horizon(schedules, event.period_until or date.min)
            dues = [term.due for term in terms(schedules, until)]
            if period not in {due.period for due in dues}:
                sentence = "A scheduled report is on a period of a schedule that stands."
                yield contradiction("not-scheduled", sentence, entry)
