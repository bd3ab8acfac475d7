"""What cannot be true together about the meetings of one body: the rules behind refusals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.event import Event
from domain.events.meetings import (
    DecisionAdopted,
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
    QuorumEstablished,
)
from domain.events.minutes import (
    DiscussionRecorded,
    MinutesCommented,
    MinutesDrafted,
    MinutesPublished,
    PaperTabled,
)
from domain.events.voting import (
    MemberArrived,
    MemberDeparted,
    ObserverAttended,
    ProxyGiven,
    ReplyReceived,
    RepresentativeChanged,
    SessionSet,
    VoteTaken,
)
from domain.history import History
from domain.values import ImpreciseDate, Visibility, surely_before
from domain.words import worded

E = TypeVar("E", bound=Event)
Step: TypeAlias = (
    MeetingConvened
    | MeetingRescheduled
    | MeetingCancelled
    | MeetingOpened
    | QuorumEstablished
    | DecisionAdopted
    | MeetingClosed
    | MinutesCirculated
    | MinutesApproved
    | SessionSet
    | MemberArrived
    | MemberDeparted
    | RepresentativeChanged
    | ProxyGiven
    | ObserverAttended
    | VoteTaken
    | ReplyReceived
    | PaperTabled
    | DiscussionRecorded
    | MinutesDrafted
    | MinutesCommented
    | MinutesPublished
)
SAID: Mapping[type[Event], str] = {
    MeetingRescheduled: "be moved",
    MeetingCancelled: "be cancelled",
    MeetingOpened: "be opened",
    QuorumEstablished: "have its quorum counted",
    DecisionAdopted: "decide",
    MeetingClosed: "be closed",
    MinutesCirculated: "have its minutes sent",
    MinutesApproved: "have its minutes approved",
    SessionSet: "hold a session",
    MemberArrived: "be attended",
    MemberDeparted: "be left",
    RepresentativeChanged: "hear another representative",
    ProxyGiven: "accept a proxy",
    ObserverAttended: "be observed",
    VoteTaken: "vote",
    ReplyReceived: "receive replies",
    PaperTabled: "get a paper",
    DiscussionRecorded: "discuss an item",
    MinutesDrafted: "have its minutes written",
    MinutesCommented: "have its minutes commented on",
    MinutesPublished: "have its minutes published",
}
"""What each step lets a meeting do; the first two may come before its day."""
HELD = (
    MeetingOpened,
    QuorumEstablished,
    DecisionAdopted,
    MeetingClosed,
    MinutesCirculated,
    MinutesApproved,
    MemberArrived,
    MemberDeparted,
    RepresentativeChanged,
    ObserverAttended,
    VoteTaken,
    ReplyReceived,
    DiscussionRecorded,
    MinutesDrafted,
    MinutesCommented,
    MinutesPublished,
)
"""The steps that show that a meeting took place."""
DURING = (QuorumEstablished, DecisionAdopted, VoteTaken)


@dataclass(frozen=True, slots=True)
class Course:
    """What is recorded about one meeting, in the order of entry."""

    meeting: str
    steps: Sequence[tuple[Entry, Step]]

    def all(self, kind: type[E]) -> list[tuple[Entry, E]]:
        """Return the steps of one kind."""
        return [(entry, event) for entry, event in self.steps if isinstance(event, kind)]

    def entry(self, kind: type[E]) -> Entry | None:
        """Return the last entry of one kind."""
        return next((entry for entry, _ in reversed(self.all(kind))), None)

    @property
    def written(self) -> bool:
        """Whether it is a written procedure, which nobody opens."""
        return any(call.kind == "written_procedure" for _, call in self.all(MeetingConvened))

    @property
    def start(self) -> tuple[Entry | None, str]:
        """The entry on which all that a meeting does rests, and what that did to it."""
        if self.written:
            return self.entry(MeetingConvened), "convened"
        return self.entry(MeetingOpened), "opened"

    def scheduled(self) -> list[tuple[Entry, ImpreciseDate]]:
        """Return the days for which it may have been called last, on some reading."""
        moves = self.all(MeetingRescheduled)
        if not moves:
            return [(entry, entry.begins) for entry, _ in self.all(MeetingConvened)]
        return [
            (entry, event.begins_on)
            for entry, event in moves
            if not any(surely_before(entry.begins, other.begins) for other, _ in moves)
        ]


def meeting_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield steps without the one that they rest on, out of order, or after a meeting was over."""
    known = courses(history)
    for course in known.values():
        yield from _out_of_step(course)
        yield from _called_off(course)
        yield from _over(course)
        yield from _agreed_with_itself(course)
        yield from _approved_later(course, known)
    for entry, called in history.each(MeetingConvened):
        if entry.visibility is Visibility.PUBLIC and any(item.gaps for item in called.agenda):
            sentence = worded(
                "The agenda of {meeting} names gaps, which the public does not see: show it to "
                "members only, or leave them out.",
                meeting=called.meeting,
            )
            yield contradiction("agenda-to-all", sentence, entry)


def courses(history: History) -> dict[str, Course]:
    """Return what is recorded about each meeting, by its reference."""
    steps: dict[str, list[tuple[Entry, Step]]] = {}
    for entry in history.entries.values():
        event = entry.event
        if isinstance(event, Step) and not entry.retracted:
            steps.setdefault(event.meeting, []).append((entry, event))
    return {meeting: Course(meeting, found) for meeting, found in steps.items()}


def _out_of_step(course: Course) -> Iterator[Contradiction]:
    """Yield steps of a meeting that was not convened or opened, or before it was."""
    called = course.entry(MeetingConvened)
    start, begun = course.start
    for entry, event in course.steps:
        if isinstance(event, MeetingConvened):
            continue
        said = SAID[type(event)]
        opening = isinstance(event, HELD) and not isinstance(event, MeetingOpened)
        rests_on, missing = (start, begun) if opening else (called, "convened")
        if rests_on is None:
            sentence = worded(
                "Meeting {meeting} would {said} without having been {missing}.",
                meeting=course.meeting,
                said=said,
                missing=missing,
            )
            yield contradiction(f"{said}-not-{missing}", sentence, entry)
        elif isinstance(event, MeetingOpened) or (opening and missing == "convened"):
            yield from _before_its_day(course, entry, said)
        elif opening and surely_before(entry.begins, rests_on.begins):
            sentence = worded(
                "Meeting {meeting} would {said} before it was opened.",
                meeting=course.meeting,
                said=said,
            )
            yield contradiction(f"{said}-before-opened", sentence, rests_on, entry)


def _before_its_day(course: Course, entry: Entry, said: str) -> Iterator[Contradiction]:
    days = course.scheduled()
    if days and all(surely_before(entry.begins, day) for _, day in days):
        verb = "moved" if course.all(MeetingRescheduled) else "convened"
        where = "to" if verb == "moved" else "for"
        sentence = worded(
            "Meeting {meeting} would {said} before the day {where} which it was {verb}.",
            meeting=course.meeting,
            said=said,
            where=where,
            verb=verb,
        )
        yield contradiction(f"{said}-before-{verb}", sentence, *(each for each, _ in days), entry)


def _called_off(course: Course) -> Iterator[Contradiction]:
    """Yield what a cancelled meeting did, and moves after it was cancelled or opened."""
    cancelled, opened = course.entry(MeetingCancelled), course.entry(MeetingOpened)
    for entry, event in course.steps:
        if cancelled and isinstance(event, HELD):
            sentence = worded(
                "Meeting {meeting} cannot be cancelled and {SAID}.",
                meeting=course.meeting,
                SAID=SAID[type(event)],
            )
            yield contradiction("cancelled", sentence, cancelled, entry)
        if isinstance(event, MeetingRescheduled):
            for over, said in ((cancelled, "cancelled"), (opened, "opened")):
                if over and surely_before(over.begins, entry.begins):
                    sentence = worded(
                        "Meeting {meeting} would be moved after it was {said}.",
                        meeting=course.meeting,
                        said=said,
                    )
                    yield contradiction(f"moved-after-{said}", sentence, over, entry)
    if course.written and opened:
        sentence = worded(
            "{meeting} is a written procedure: nobody meets, so it is not opened.",
            meeting=course.meeting,
        )
        called = course.entry(MeetingConvened)
        assert called  # it says that the procedure is a written one
        yield contradiction("written-opened", sentence, called, opened)


def _over(course: Course) -> Iterator[Contradiction]:
    """Yield counts and decisions after a meeting was closed."""
    closed = course.entry(MeetingClosed)
    for kind in DURING:
        for entry, _ in course.all(kind):
            if closed and surely_before(closed.begins, entry.begins):
                sentence = worded(
                    "Meeting {meeting} was closed on {begins}.",
                    meeting=course.meeting,
                    begins=closed.begins,
                )
                yield contradiction(f"{SAID[kind]}-after-closed", sentence, closed, entry)


def _agreed_with_itself(course: Course) -> Iterator[Contradiction]:
    """Yield decisions without a quorum, off the agenda, or by more votes than there were."""
    items = {each.item for _, call in course.all(MeetingConvened) for each in call.agenda}
    short = [entry for entry, quorum in course.all(QuorumEstablished) if not quorum.reached]
    lists = [(e, came.attendance) for e, came in course.all(MeetingOpened)]
    voted = {vote.decision for _, vote in course.all(VoteTaken)}  # counted minute by minute
    for entry, decision in course.all(DecisionAdopted):
        for quorum in short if decision.decision not in voted else ():
            sentence = worded(
                "Without a quorum meeting {meeting} cannot adopt {decision}; is the attendance "
                "right, or was there a written procedure?",
                meeting=course.meeting,
                decision=decision.decision,
            )
            yield contradiction("no-quorum", sentence, quorum, entry)
        if decision.item and decision.item not in items:
            sentence = worded(
                "There is no item {item} on the agenda of {meeting}.",
                item=decision.item,
                meeting=course.meeting,
            )
            yield contradiction("no-such-item", sentence, entry)
        votes = decision.votes
        if votes is None or decision.decision in voted:
            continue
        if votes.in_favour < votes.against:
            sentence = worded(
                "More voted against {decision} than for it: it was not adopted.",
                decision=decision.decision,
            )
            yield contradiction("no-majority", sentence, entry)
        for opened, attendance in lists:
            there = [a for a in attendance or () if a.presence in ("present", "represented")]
            cast = votes.in_favour + votes.against + votes.abstained
            if attendance is not None and cast > len(there):
                sentence = worded(
                    "{cast} voted on {decision}, but {count} took part.",
                    cast=cast,
                    decision=decision.decision,
                    count=len(there),
                )
                yield contradiction("too-many-votes", sentence, opened, entry)


def _approved_later(course: Course, known: Mapping[str, Course]) -> Iterator[Contradiction]:
    """Yield approvals of minutes at the same or an earlier meeting, or before they were sent."""
    drafts = [entry for entry, _ in course.all(MinutesCirculated)]
    start, _ = course.start
    for entry, approved in course.all(MinutesApproved):
        if drafts and all(surely_before(entry.begins, draft.begins) for draft in drafts):
            sentence = worded(
                "The minutes of {meeting} would be approved before they were sent.",
                meeting=course.meeting,
            )
            yield contradiction("approved-before-sent", sentence, *drafts, entry)
        at = known.get(approved.at)
        later, verb = at.start if at else (None, "convened")
        if later is None:
            sentence = worded(
                "Meeting {at} was not {verb}, so it cannot have approved any minutes.",
                at=approved.at,
                verb=verb,
            )
            yield contradiction("approved-nowhere", sentence, entry)
        elif start and (later is start or surely_before(later.begins, start.begins)):
            sentence = worded(
                "The minutes of {meeting} are approved at a later meeting only.",
                meeting=course.meeting,
            )
            yield contradiction("approved-too-early", sentence, later, entry)
        elif surely_before(entry.begins, later.begins):
            sentence = worded(
                "Meeting {at} was {verb} on {begins} only.",
                at=approved.at,
                verb=verb,
                begins=later.begins,
            )
            yield contradiction("approved-before-opened", sentence, later, entry)
