"""The year on one page: a line for each thing that a minister asks first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from application.questions.reviewing import shown_reports
from application.questions.standings import status
from application.questions.texts import texts_of
from application.questions.wording import plain
from application.reports.body import Body
from application.reports.document import Points
from application.reports.work import Days, Work
from domain.event import Event
from domain.events.legislation import (
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeOpportunityIdentified,
)
from domain.events.meetings import ActionItemCompleted, DecisionAdopted, MeetingOpened
from domain.events.member import Joined, Withdrew
from domain.events.progress import ReportApproved, ReportReturned
from domain.events.taskforce import Established
from domain.values import Visibility

GROUPS = {
    "input": ("input received from an initiative", "inputs received from initiatives"),
    "advice": ("piece of advice forwarded", "pieces of advice forwarded"),
    "contribution": ("contribution to a product", "contributions to products"),
    "joint work": ("joint work with a reference group", "joint works with reference groups"),
    "engagement": ("engagement of a member", "engagements of members"),
    "practice": ("practice showcased", "practices showcased"),
}


def summary(body: Body, days: Days, done: Sequence[Work]) -> Points:
    """Return the lines; nothing is said of what the audience may not see."""
    return Points([*_members(body, days), *_texts(body), *_work(body, days, done)])


def _members(body: Body, days: Days) -> Iterator[str]:
    joined, left = _within(body, Joined, days), _within(body, Withdrew, days)
    at_the_end = _many(len(body.belonging), "member")
    yield f"{at_the_end} on {days.last}; within the year {joined} joined and {left} left."


def _texts(body: Body) -> Iterator[str]:
    for reference, text in texts_of(body.read_model, body.code, body.at).items():
        counts = status(body.read_model, body.pinned, reference, body.at.on).counts
        if counts is None:
            yield f"{text['title']} ({reference}): signatories are not recorded."
            continue
        yield f"{text['title']} ({reference}): {standings(counts) or 'nobody signed'}."


def standings(counts: Mapping[str, int]) -> str:
    """Return how many members stand where, in words: 1 signatory, 20 parties."""
    words = {name: plain(name) for name in counts if name != "none"}
    told = ((counts[name], word, f"{word[:-1]}ies") for name, word in words.items())
    return ", ".join(_many(number, one, many) for number, one, many in told if number)


def _work(body: Body, days: Days, done: Sequence[Work]) -> Iterator[str]:
    yield _meetings(body, days)
    decided = [fact for fact in body.facts.begun(DecisionAdopted) if days.hold(fact.on)]
    actions = sum(len(fact.event.actions) for fact in decided)
    completed = _within(body, ActionItemCompleted, days)
    adopted = _many(len(decided), "decision")
    yield f"{adopted} with {_many(actions, 'action item')}; {completed} completed in the year."
    reports = sum(days.hold(fact.on) for fact in shown_reports(body.facts))
    approved = _within(body, ReportApproved, days)
    returned = _within(body, ReportReturned, days)
    told = f"{_many(reports, 'progress report')} received, {approved} approved"
    public = body.at.audience is Visibility.PUBLIC
    yield f"{told}." if public else f"{told}, {returned} returned with a reason."
    if not public:
        found = _within(body, LegislativeGapIdentified, days)
        ahead = _within(body, LegislativeOpportunityIdentified, days)
        closed = _within(body, LegislativeGapClosed, days)
        many = (
            f"{_many(found, 'legislative gap')} and {_many(ahead, 'opportunity', 'opportunities')}"
        )
        yield f"{many} found, {closed} closed by a law."
    counted = Counter(work.group for work in done)
    for group, (one, many) in GROUPS.items():
        if counted[group]:
            yield f"{_many(counted[group], one, many)}."


def _meetings(body: Body, days: Days) -> str:
    held = _within(body, MeetingOpened, days)
    established = body.facts.last(Established)
    intended = established.event.meetings_per_year if established else None
    told = f"{_many(held, 'meeting')} recorded as held"
    return f"{told}; {intended} a year are intended." if intended else f"{told}."


def _within(body: Body, kind: type[Event], days: Days) -> int:
    return sum(days.hold(fact.on) for fact in body.facts.begun(kind))


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
