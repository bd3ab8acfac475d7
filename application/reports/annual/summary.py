"""The year on one page: a line for each thing that a minister asks first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from application.questions.members.standings import status
from application.reports.body import Body
from application.reports.document import Points
from application.reports.status import standings_counted
from application.reports.work import Days, Work
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
from domain.texts.standing import MemberStanding
from domain.words import worded

GROUPS = {
    "input": ("input received from an initiative", "inputs received from initiatives"),
    "advice": ("piece of advice forwarded", "pieces of advice forwarded"),
    "contribution": ("contribution to a product", "contributions to products"),
    "joint work": ("joint work with a reference group", "joint works with reference groups"),
    "engagement": ("engagement of a member", "engagements of members"),
    "practice": ("practice showcased", "practices showcased"),
}

NOT_KEPT = "For these days the record is not kept: what is not told here is not recorded."


def summary(body: Body, days: Days, done: Sequence[Work]) -> Points:
    """Return the lines; nothing is said of what the audience may not see."""
    return Points([*_members(body, days), *_texts(body), *_work(body, days, done)])


def _members(body: Body, days: Days) -> Iterator[str]:
    joined, left = _within(body, Joined, days), _within(body, Withdrew, days)
    at_the_end = _many(len(body.belonging), "member")
    resting = sum(row.standing == MemberStanding.SUSPENDED for row in body.belonging)
    suspended = worded(", {resting} of them suspended", resting=resting) if resting else ""
    changed = worded("within the year {joined} joined and {left} left", joined=joined, left=left)
    yield f"{at_the_end} on {days.last}{suspended}; {changed}."


def _texts(body: Body) -> Iterator[str]:
    for reference, title in texts(body).items():
        counts = status(body.read_model, body.pinned, reference, body.at.on).counts
        if counts is None:
            yield worded(
                "{title} ({reference}): signatories are not recorded.",
                title=title,
                reference=reference,
            )
            continue
        yield f"{title} ({reference}): {standings_counted(counts) or 'no signature is recorded'}."


def texts(body: Body) -> Mapping[str, str]:
    """Return the titles of all texts that were open for signature by the day, by reference."""
    return {fact.event.reference: fact.event.title for fact in body.facts.begun(InstrumentAdopted)}


def _work(body: Body, days: Days, done: Sequence[Work]) -> Iterator[str]:
    """Yield what was done. Where the record is not kept, a nought says nothing, and is not told."""
    kept = body.kept_from is not None and body.kept_from <= days.last
    counted = [_meetings(body, days, kept=kept), _decisions(body, days), _reports(body, days)]
    if not body.public:
        counted.append(_laws(body, days))
    yield from (line for number, line in counted if number or kept)
    if not kept:
        yield NOT_KEPT
    of_kind = Counter(work.group for work in done)
    for group, (one, many) in GROUPS.items():
        if of_kind[group]:
            yield f"{_many(of_kind[group], one, many)}."


def _meetings(body: Body, days: Days, *, kept: bool) -> tuple[int, str]:
    held = _within(body, MeetingOpened, days)
    established = body.facts.last(Established)
    intended = established.event.meetings_per_year if established and kept else None
    told = worded("{held} recorded as held", held=_many(held, "meeting"))
    return held, worded(
        "{told}; {intended} a year are intended.", told=told, intended=intended
    ) if intended else f"{told}."


def _decisions(body: Body, days: Days) -> tuple[int, str]:
    decided = [fact for fact in body.facts.begun(DecisionAdopted) if days.hold(fact.on)]
    actions = _many(sum(len(fact.event.actions) for fact in decided), "action item")
    completed = _within(body, ActionItemCompleted, days)
    adopted = _many(len(decided), "decision")
    told = worded(
        "{adopted} with {actions}; {completed} completed in the year.",
        adopted=adopted,
        actions=actions,
        completed=completed,
    )
    return len(decided) + completed, told


def _reports(body: Body, days: Days) -> tuple[int, str]:
    """Return what was received; how many were returned or wait is not for the public."""
    approved = _within(body, ReportApproved, days)
    if body.public:
        return approved, f"{_many(approved, 'progress report')} approved."
    received = _within(body, ProgressReported, days)
    returned = _within(body, ReportReturned, days)
    told = worded(
        "{received} received, {approved} approved",
        received=_many(received, "progress report"),
        approved=approved,
    )
    return received, worded(
        "{told}, {returned} returned with a reason.", told=told, returned=returned
    )


def _laws(body: Body, days: Days) -> tuple[int, str]:
    found = _within(body, LegislativeGapIdentified, days)
    ahead = _within(body, LegislativeOpportunityIdentified, days)
    closed = _within(body, LegislativeGapClosed, days)
    chances = _many(ahead, "opportunity", "opportunities")
    told = worded(
        "{found} and {chances} found, {closed} closed by a law.",
        found=_many(found, "legislative gap"),
        chances=chances,
        closed=closed,
    )
    return found + ahead + closed, told


def _within(body: Body, kind: type[Event], days: Days) -> int:
    return sum(days.hold(fact.on) for fact in body.facts.begun(kind))


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
