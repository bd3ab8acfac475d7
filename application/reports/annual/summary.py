"""The summary of the year on one page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from application.questions.asking.references import commitments_by_text
from application.questions.members.counted import left_the_body, standings_of_all, uncertain_acts
from application.questions.members.standing_counts import counts_by_text
from application.reports.body_context import NOTHING_PUBLIC, Body
from application.reports.document import Points
from application.reports.progress.states import NOT_SHOWN, States
from application.reports.work_by_task import Days, Work, WorkGroup
from domain.event import Event
from domain.events.bodies import Established, InstrumentAdopted
from domain.events.laws import (
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeOpportunityIdentified,
)
from domain.events.meetings import ActionItemCompleted, DecisionAdopted, MeetingOpened
from domain.events.members import Joined, Withdrew
from domain.events.progress import ProgressReported, ReportApproved, ReportReturned
from domain.grouping import grouped
from domain.texts.standing_kinds import STANDING, MemberStanding
from domain.words import joined, worded

GROUPS: Mapping[WorkGroup, tuple[str, str]] = {
    "input": (
        "{number} input received from an initiative.",
        "{number} inputs received from initiatives.",
    ),
    "advice": ("{number} piece of advice forwarded.", "{number} pieces of advice forwarded."),
    "contribution": ("{number} contribution to a product.", "{number} contributions to products."),
    "joint work": (
        "{number} joint work with a reference group.",
        "{number} joint works with reference groups.",
    ),
    "engagement": ("{number} engagement of a member.", "{number} engagements of members."),
    "practice": ("{number} practice showcased.", "{number} practices showcased."),
}
"""By the group of the work: the sentence for one, and for another number."""
MEETINGS = ("{number} meeting", "{number} meetings")
DECISIONS = ("{number} decision", "{number} decisions")
ACTIONS = ("{number} action item", "{number} action items")
REPORTS = ("{number} progress report", "{number} progress reports")
GAPS = ("{number} legislative gap", "{number} legislative gaps")
LAWS = (LegislativeGapIdentified, LegislativeOpportunityIdentified, LegislativeGapClosed)
OPPORTUNITIES = ("{number} opportunity", "{number} opportunities")

NOT_KEPT = worded("For these days the record is not kept: what is not told here is not recorded.")


def summary(body: Body, days: Days, states: States, done: Sequence[Work]) -> Points:
    """Return the lines of the summary; what the audience may not see is left out."""
    if body.public:
        return Points([*_shown(body, days), *_groups(done)] or [NOTHING_PUBLIC])
    lines = (*_members(body, days), *_texts(body), *_bound(states), *_work(body, days, done))
    return Points(lines)


def _bound(states: States) -> Iterator[str]:
    """Say of how many that are bound how many have reported on anything."""
    cells = [cell for cell in states.cells.values() if cell.bound]
    bound = {cell.member for cell in cells}
    reported = {cell.member for cell in cells if cell.report}
    unseen = {cell.member for cell in cells if cell.silence == NOT_SHOWN} - reported
    template = (
        "Of {bound} members of the body that are bound, {reported} reported on one commitment or "
        "more."
    )
    if unseen:
        template = (
            "Of {bound} members of the body that are bound, {reported} reported on one commitment "
            "or more; what {unseen} of the others reported is not shown."
        )
    if bound:
        values = {"bound": len(bound), "reported": len(reported), "unseen": len(unseen)}
        yield worded(template, **values)


def _shown(body: Body, days: Days) -> Iterator[str]:
    """Yield what the public may see, each figure alone: what is hidden must not be told as zero."""
    decided = [fact for fact in body.facts.begun(DecisionAdopted) if days.hold(fact.on)]
    counted = (
        (len(body.belonging), "{number} member on {day}.", "{number} members on {day}."),
        (_within(body, Joined, days), "{number} member joined.", "{number} members joined."),
        (_within(body, Withdrew, days), "{number} member left.", "{number} members left."),
    )
    for number, one, many in counted:
        if number:
            yield worded(one if number == 1 else many, number=number, day=days.last)
    yield from _texts(body)
    for number, words in (
        (_within(body, MeetingOpened, days), MEETINGS),
        (len(decided), DECISIONS),
        (sum(len(fact.event.actions) for fact in decided), ACTIONS),
    ):
        if number:
            yield worded("{counted} in the year.", counted=_many(number, *words))
    completed = _within(body, ActionItemCompleted, days)
    if completed:
        yield worded("{actions} completed.", actions=_many(completed, *ACTIONS))
    approved = _within(body, ReportApproved, days)
    if approved:
        yield worded("{reports} approved.", reports=_many(approved, *REPORTS))


def _members(body: Body, days: Days) -> Iterator[str]:
    joined, left = _within(body, Joined, days), _within(body, Withdrew, days)
    suspended = sum(row.standing == MemberStanding.SUSPENDED for row in body.belonging)
    template = "{members} on {day}; within the year {joined} joined and {left} left."
    if suspended:
        template = (
            "{members} on {day}, {suspended} of them suspended; within the year {joined} joined "
            "and {left} left."
        )
    members = _many(len(body.belonging), "{number} member", "{number} members")
    values = {"day": days.last, "suspended": suspended, "joined": joined, "left": left}
    yield worded(template, members=members, **values)


def _texts(body: Body) -> Iterator[str]:
    counted = counts_by_text(body.facts)
    commitments = commitments_by_text(body.read_model, body.code, None, body.at)
    stand = _standing_of_who_left(body, commitments)
    for reference, title in _titles(body).items():
        counts = counted[reference]
        if counts is None and not body.public:
            yield worded("{title}: signatories are not recorded.", title=title)
            continue
        standings = standings_of_all(counts or {}, public=body.public)
        said = worded("{title}: {standings}.", title=title, standings=standings)
        gone = left_the_body(body.facts, stand.get(reference, ()))
        perhaps = uncertain_acts(body.facts, commitments[reference])
        yield joined(" ", [said, *gone, *perhaps]) if gone or perhaps else said


def _standing_of_who_left(
    body: Body, commitments: Mapping[str, Sequence[str]]
) -> Mapping[str, Sequence[str]]:
    """Return by text the members that left the body and have a signature or consent that stands."""
    left = {row.member for row in body.members if row.standing == MemberStanding.WITHDRAWN}
    texts = {each: text for text, references in commitments.items() for each in references}
    found = body.read_model.strongest(body.code, texts, body.at) if left else {}
    return grouped(
        (text, member)
        for (member, _), standings in found.items()
        if member in left
        for text, standing in standings.items()
        if standing in STANDING
    )


def _titles(body: Body) -> Mapping[str, str]:
    """Return the titles of all texts that were open for signature by the day, by reference."""
    return {fact.event.reference: fact.event.title for fact in body.facts.begun(InstrumentAdopted)}


def _work(body: Body, days: Days, done: Sequence[Work]) -> Iterator[str]:
    """Yield what was done; a zero is left out where the record is not complete, or not shown."""
    complete = body.complete_from is not None and body.complete_from <= days.last
    counted: Sequence[tuple[Sequence[type[Event]], tuple[int, str]]] = (
        ((MeetingOpened,), _meetings(body, days, complete=complete)),
        ((DecisionAdopted, ActionItemCompleted), _decisions(body, days)),
        ((ProgressReported, ReportApproved, ReportReturned), _reports(body, days)),
        (LAWS, _laws(body, days)),
    )
    for kinds, (number, line) in counted:
        if number or (complete and body.facts.sees_all(*kinds)):
            yield line
    if not complete:
        yield NOT_KEPT
    yield from _groups(done)


def _groups(done: Sequence[Work]) -> Iterator[str]:
    of_kind = Counter[str](work.group for work in done)
    for group, (one, many) in GROUPS.items():
        if of_kind[group]:
            yield _many(of_kind[group], one, many)


def _meetings(body: Body, days: Days, *, complete: bool) -> tuple[int, str]:
    held = _within(body, MeetingOpened, days)
    established = body.facts.last(Established)
    intended = established.event.meetings_per_year if established and complete else None
    meetings = _many(held, *MEETINGS)
    if not intended:
        return held, worded("{meetings} recorded as held.", meetings=meetings)
    return held, worded(
        "{meetings} recorded as held; {intended} a year are intended.",
        meetings=meetings,
        intended=intended,
    )


def _decisions(body: Body, days: Days) -> tuple[int, str]:
    decided = [fact for fact in body.facts.begun(DecisionAdopted) if days.hold(fact.on)]
    completed = _within(body, ActionItemCompleted, days)
    return len(decided) + completed, worded(
        "{decisions} with {actions}; {completed} completed in the year.",
        decisions=_many(len(decided), *DECISIONS),
        actions=_many(sum(len(fact.event.actions) for fact in decided), *ACTIONS),
        completed=completed,
    )


def _reports(body: Body, days: Days) -> tuple[int, str]:
    received = _within(body, ProgressReported, days)
    if not body.facts.sees_all(ReportApproved, ReportReturned):
        return received, worded("{reports} received.", reports=_many(received, *REPORTS))
    return received, worded(
        "{reports} received, {approved} approved, {returned} returned with a reason.",
        reports=_many(received, *REPORTS),
        approved=_within(body, ReportApproved, days),
        returned=_within(body, ReportReturned, days),
    )


def _laws(body: Body, days: Days) -> tuple[int, str]:
    found = _within(body, LegislativeGapIdentified, days)
    ahead = _within(body, LegislativeOpportunityIdentified, days)
    closed = _within(body, LegislativeGapClosed, days)
    return found + ahead + closed, worded(
        "{gaps} and {opportunities} found, {closed} closed by a law.",
        gaps=_many(found, *GAPS),
        opportunities=_many(ahead, *OPPORTUNITIES),
        closed=closed,
    )


def _within(body: Body, kind: type[Event], days: Days) -> int:
    return sum(days.hold(fact.on) for fact in body.facts.begun(kind))


def _many(number: int, one: str, many: str) -> str:
    return worded(one if number == 1 else many, number=number)
