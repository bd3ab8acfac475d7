"""What cannot be true together about the meetings of one body: the rules behind refusals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.event import Event
from domain.events import minutes as m
from domain.events import voting as v
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
from domain.history import History
from domain.values import ImpreciseDate, Visibility, surely_before
from domain.words import worded

E = TypeVar("E", bound=Event)
STEPS: Mapping[type[Event], str] = {
    MeetingRescheduled: worded("be moved"),
    MeetingCancelled: worded("be cancelled"),
    MeetingOpened: worded("be opened"),
    QuorumEstablished: worded("have its quorum counted"),
    DecisionAdopted: worded("decide"),
    MeetingClosed: worded("be closed"),
    MinutesCirculated: worded("have its minutes sent"),
    MinutesApproved: worded("have its minutes approved"),
    v.SessionSet: worded("hold a session"),
    v.MemberArrived: worded("be attended"),
    v.MemberDeparted: worded("be left"),
    v.RepresentativeChanged: worded("hear another representative"),
    v.ProxyGiven: worded("accept a proxy"),
    v.ObserverAttended: worded("be observed"),
    v.VoteTaken: worded("vote"),
    v.ReplyReceived: worded("receive replies"),
    m.PaperTabled: worded("get a paper"),
    m.DiscussionRecorded: worded("discuss an item"),
    m.MinutesDrafted: worded("have its minutes written"),
    m.MinutesCommented: worded("have its minutes commented on"),
    m.MinutesPublished: worded("have its minutes published"),
}
"""What each event but its convening says of a meeting; the first two may come before its day."""
_OF_MEETINGS: tuple[type[Event], ...] = (MeetingConvened, *STEPS)
PROOFS_OF_HOLDING = (
    MeetingOpened,
    QuorumEstablished,
    DecisionAdopted,
    MeetingClosed,
    MinutesCirculated,
    MinutesApproved,
    *(v.MemberArrived, v.MemberDeparted, v.RepresentativeChanged, v.ObserverAttended),
    *(v.VoteTaken, v.ReplyReceived, m.DiscussionRecorded, m.MinutesDrafted),
    *(m.MinutesCommented, m.MinutesPublished),
)
"""The events that show that a meeting took place."""
ONLY_BEFORE_CLOSING = (QuorumEstablished, DecisionAdopted, v.VoteTaken)


@dataclass(frozen=True, slots=True)
class MeetingHistory:
    """What is recorded about one meeting, in the order of entry."""

    reference: str
    events: Sequence[tuple[Entry, Event]]

    def all(self, kind: type[E]) -> list[tuple[Entry, E]]:
        """Return the events of one kind."""
        return [(entry, event) for entry, event in self.events if isinstance(event, kind)]

    def entry(self, kind: type[E]) -> Entry | None:
        """Return the last entry of one kind."""
        return next((entry for entry, _ in reversed(self.all(kind))), None)

    @property
    def written(self) -> bool:
        """Whether it is a written procedure, which nobody opens."""
        return any(call.kind == "written_procedure" for _, call in self.all(MeetingConvened))

    @property
    def start(self) -> tuple[Entry | None, str]:
        """The entry without which a meeting can do nothing, and what that says of it."""
        if self.written:
            return self.entry(MeetingConvened), worded("convened")
        return self.entry(MeetingOpened), worded("opened")

    def scheduled(self) -> list[tuple[Entry, ImpreciseDate]]:
        """Return the days that its latest schedule can mean."""
        moves = self.all(MeetingRescheduled)
        if not moves:
            return [(entry, entry.begins) for entry, _ in self.all(MeetingConvened)]
        return [
            (entry, event.begins_on)
            for entry, event in moves
            if not any(surely_before(entry.begins, other.begins) for other, _ in moves)
        ]


def meeting_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield events without the one that they rest on, out of order, or after a meeting was over."""
    known = meetings_in(history)
    for meeting in known.values():
        yield from _out_of_order(meeting)
        yield from _called_off(meeting)
        yield from _after_closing(meeting)
        yield from _approved_later(meeting, known)
    yield from _lists(history)


def _lists(history: History) -> Iterator[Contradiction]:
    """Yield agendas and attendance with something twice, and public agendas with gaps."""
    for entry, called in history.each(MeetingConvened):
        if len({item.item for item in called.agenda}) < len(called.agenda):
            sentence = "Two items of an agenda cannot have the same number."
            yield contradiction("item-twice", sentence, entry)
        if entry.visibility is Visibility.PUBLIC and any(item.gaps for item in called.agenda):
            sentence = worded(
                "The agenda of {meeting} names gaps, which the public does not see: show it to "
                "members only, or leave them out.",
                meeting=called.meeting,
            )
            yield contradiction("agenda-to-all", sentence, entry)
    for entry, opened in history.each(MeetingOpened):
        came = [each.member for each in opened.attendance or ()]
        twice = sorted({code for code in came if came.count(code) > 1})
        if twice:
            sentence = worded("{twice} stands twice in the attendance.", twice=", ".join(twice))
            yield contradiction("attended-twice", sentence, entry)


def meetings_in(history: History) -> dict[str, MeetingHistory]:
    """Return what is recorded about each meeting, by its reference."""
    found: dict[str, list[tuple[Entry, Event]]] = {}
    for entry in history.entries.values():
        event = entry.event
        if isinstance(event, _OF_MEETINGS) and not entry.retracted:
            found.setdefault(str(getattr(event, "meeting", "")), []).append((entry, event))
    return {reference: MeetingHistory(reference, events) for reference, events in found.items()}


def _out_of_order(meeting: MeetingHistory) -> Iterator[Contradiction]:
    """Yield events of a meeting that was not convened or opened, or before it was."""
    called = meeting.entry(MeetingConvened)
    start, begun = meeting.start
    for entry, event in meeting.events:
        if isinstance(event, MeetingConvened):
            continue
        said = STEPS[type(event)]
        opening = isinstance(event, PROOFS_OF_HOLDING) and not isinstance(event, MeetingOpened)
        rests_on, missing = (start, begun) if opening else (called, worded("convened"))
        if rests_on is None:
            sentence = worded(
                "Meeting {meeting} would {step} without having been {missing}.",
                meeting=meeting.reference,
                step=said,
                missing=missing,
            )
            yield contradiction(f"{said}-not-{missing}", sentence, entry)
        elif isinstance(event, MeetingOpened) or (opening and missing == "convened"):
            yield from _before_its_day(meeting, entry, said)
        elif opening and surely_before(entry.begins, rests_on.begins):
            sentence = worded(
                "Meeting {meeting} would {step} before it was opened.",
                meeting=meeting.reference,
                step=said,
            )
            yield contradiction(f"{said}-before-opened", sentence, rests_on, entry)


def _before_its_day(meeting: MeetingHistory, entry: Entry, said: str) -> Iterator[Contradiction]:
    days = meeting.scheduled()
    if days and all(surely_before(entry.begins, day) for _, day in days):
        verb = "moved" if meeting.all(MeetingRescheduled) else "convened"
        sentence = (
            "Meeting {meeting} would {step} before the day to which it was moved."
            if verb == "moved"
            else "Meeting {meeting} would {step} before the day for which it was convened."
        )
        sentence = worded(sentence, meeting=meeting.reference, step=said)
        yield contradiction(f"{said}-before-{verb}", sentence, *(each for each, _ in days), entry)


def _called_off(meeting: MeetingHistory) -> Iterator[Contradiction]:
    """Yield what a cancelled meeting did, and moves after it was cancelled or opened."""
    cancelled, opened = meeting.entry(MeetingCancelled), meeting.entry(MeetingOpened)
    for entry, event in meeting.events:
        if cancelled and isinstance(event, PROOFS_OF_HOLDING):
            sentence = worded(
                "Meeting {meeting} cannot be cancelled and {step}.",
                meeting=meeting.reference,
                step=STEPS[type(event)],
            )
            yield contradiction("cancelled", sentence, cancelled, entry)
        if isinstance(event, MeetingRescheduled):
            for over, state in ((cancelled, worded("cancelled")), (opened, worded("opened"))):
                if over and surely_before(over.begins, entry.begins):
                    sentence = worded(
                        "Meeting {meeting} would be moved after it was {state}.",
                        meeting=meeting.reference,
                        state=state,
                    )
                    yield contradiction(f"moved-after-{state}", sentence, over, entry)
    if meeting.written and opened:
        sentence = worded(
            "{meeting} is a written procedure: nobody meets, so it is not opened.",
            meeting=meeting.reference,
        )
        called = meeting.entry(MeetingConvened)
        assert called  # it says that the procedure is a written one
        yield contradiction("written-opened", sentence, called, opened)


def _after_closing(meeting: MeetingHistory) -> Iterator[Contradiction]:
    """Yield counts and decisions after a meeting was closed."""
    closed = meeting.entry(MeetingClosed)
    for kind in ONLY_BEFORE_CLOSING:
        for entry, _ in meeting.all(kind):
            if closed and surely_before(closed.begins, entry.begins):
                sentence = worded(
                    "Meeting {meeting} was closed on {begins}.",
                    meeting=meeting.reference,
                    begins=closed.begins,
                )
                yield contradiction(f"{STEPS[kind]}-after-closed", sentence, closed, entry)


def _approved_later(
    meeting: MeetingHistory, known: Mapping[str, MeetingHistory]
) -> Iterator[Contradiction]:
    """Yield approvals of minutes at the same or an earlier meeting, or before they were sent."""
    drafts = [entry for entry, _ in meeting.all(MinutesCirculated)]
    start, _ = meeting.start
    for entry, approved in meeting.all(MinutesApproved):
        if drafts and all(surely_before(entry.begins, draft.begins) for draft in drafts):
            sentence = worded(
                "The minutes of {meeting} would be approved before they were sent.",
                meeting=meeting.reference,
            )
            yield contradiction("approved-before-sent", sentence, *drafts, entry)
        at = known.get(approved.at)
        later, verb = at.start if at else (None, worded("convened"))
        if later is None:
            sentence = worded(
                "Meeting {meeting} was not {missing}, so it cannot have approved any minutes.",
                meeting=approved.at,
                missing=verb,
            )
            yield contradiction("approved-nowhere", sentence, entry)
        elif start and (later is start or surely_before(later.begins, start.begins)):
            sentence = worded(
                "The minutes of {meeting} are approved at a later meeting only.",
                meeting=meeting.reference,
            )
            yield contradiction("approved-too-early", sentence, later, entry)
        elif surely_before(entry.begins, later.begins):
            sentence = worded(
                "Meeting {meeting} was {state} on {begins} only.",
                meeting=approved.at,
                state=verb,
                begins=later.begins,
            )
            yield contradiction("approved-before-opened", sentence, later, entry)
