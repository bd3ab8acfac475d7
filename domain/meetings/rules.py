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
)
STEPS: Mapping[type[Event], str] = {
    MeetingRescheduled: worded("be moved"),
    MeetingCancelled: worded("be cancelled"),
    MeetingOpened: worded("be opened"),
    QuorumEstablished: worded("have its quorum counted"),
    DecisionAdopted: worded("decide"),
    MeetingClosed: worded("be closed"),
    MinutesCirculated: worded("have its minutes sent"),
    MinutesApproved: worded("have its minutes approved"),
}
"""What each event says of a meeting; the first two may come before its day."""
PROOFS_OF_HOLDING = (
    MeetingOpened,
    QuorumEstablished,
    DecisionAdopted,
    MeetingClosed,
    MinutesCirculated,
    MinutesApproved,
)
"""The events that show that a meeting took place."""
ONLY_BEFORE_CLOSING = (QuorumEstablished, DecisionAdopted)


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
            return self.entry(MeetingConvened), worded("convened")
        return self.entry(MeetingOpened), worded("opened")

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
        yield from _out_of_order(course)
        yield from _called_off(course)
        yield from _after_closing(course)
        yield from _decisions(course)
        yield from _approved_later(course, known)
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


def courses(history: History) -> dict[str, Course]:
    """Return what is recorded about each meeting, by its reference."""
    steps: dict[str, list[tuple[Entry, Step]]] = {}
    for entry in history.entries.values():
        event = entry.event
        if isinstance(event, Step) and not entry.retracted:
            steps.setdefault(event.meeting, []).append((entry, event))
    return {meeting: Course(meeting, found) for meeting, found in steps.items()}


def _out_of_order(course: Course) -> Iterator[Contradiction]:
    """Yield steps of a meeting that was not convened or opened, or before it was."""
    called = course.entry(MeetingConvened)
    start, begun = course.start
    for entry, event in course.steps:
        if isinstance(event, MeetingConvened):
            continue
        said = STEPS[type(event)]
        opening = isinstance(event, PROOFS_OF_HOLDING) and not isinstance(event, MeetingOpened)
        rests_on, missing = (start, begun) if opening else (called, worded("convened"))
        if rests_on is None:
            sentence = worded(
                "Meeting {meeting} would {step} without having been {missing}.",
                meeting=course.meeting,
                step=said,
                missing=missing,
            )
            yield contradiction(f"{said}-not-{missing}", sentence, entry)
        elif isinstance(event, MeetingOpened) or (opening and missing == "convened"):
            yield from _before_its_day(course, entry, said)
        elif opening and surely_before(entry.begins, rests_on.begins):
            sentence = worded(
                "Meeting {meeting} would {step} before it was opened.",
                meeting=course.meeting,
                step=said,
            )
            yield contradiction(f"{said}-before-opened", sentence, rests_on, entry)


def _before_its_day(course: Course, entry: Entry, said: str) -> Iterator[Contradiction]:
    days = course.scheduled()
    if days and all(surely_before(entry.begins, day) for _, day in days):
        verb = "moved" if course.all(MeetingRescheduled) else "convened"
        sentence = (
            "Meeting {meeting} would {step} before the day to which it was moved."
            if verb == "moved"
            else "Meeting {meeting} would {step} before the day for which it was convened."
        )
        sentence = worded(sentence, meeting=course.meeting, step=said)
        yield contradiction(f"{said}-before-{verb}", sentence, *(each for each, _ in days), entry)


def _called_off(course: Course) -> Iterator[Contradiction]:
    """Yield what a cancelled meeting did, and moves after it was cancelled or opened."""
    cancelled, opened = course.entry(MeetingCancelled), course.entry(MeetingOpened)
    for entry, event in course.steps:
        if cancelled and isinstance(event, PROOFS_OF_HOLDING):
            sentence = worded(
                "Meeting {meeting} cannot be cancelled and {step}.",
                meeting=course.meeting,
                step=STEPS[type(event)],
            )
            yield contradiction("cancelled", sentence, cancelled, entry)
        if isinstance(event, MeetingRescheduled):
            for over, state in ((cancelled, worded("cancelled")), (opened, worded("opened"))):
                if over and surely_before(over.begins, entry.begins):
                    sentence = worded(
                        "Meeting {meeting} would be moved after it was {state}.",
                        meeting=course.meeting,
                        state=state,
                    )
                    yield contradiction(f"moved-after-{state}", sentence, over, entry)
    if course.written and opened:
        sentence = worded(
            "{meeting} is a written procedure: nobody meets, so it is not opened.",
            meeting=course.meeting,
        )
        called = course.entry(MeetingConvened)
        assert called  # it says that the procedure is a written one
        yield contradiction("written-opened", sentence, called, opened)


def _after_closing(course: Course) -> Iterator[Contradiction]:
    """Yield counts and decisions after a meeting was closed."""
    closed = course.entry(MeetingClosed)
    for kind in ONLY_BEFORE_CLOSING:
        for entry, _ in course.all(kind):
            if closed and surely_before(closed.begins, entry.begins):
                sentence = worded(
                    "Meeting {meeting} was closed on {begins}.",
                    meeting=course.meeting,
                    begins=closed.begins,
                )
                yield contradiction(f"{STEPS[kind]}-after-closed", sentence, closed, entry)


def _decisions(course: Course) -> Iterator[Contradiction]:
    """Yield decisions without a quorum, off the agenda, or by votes that cannot be."""
    items = {each.item for _, call in course.all(MeetingConvened) for each in call.agenda}
    short = [entry for entry, quorum in course.all(QuorumEstablished) if not quorum.reached]
    for entry, decision in course.all(DecisionAdopted):
        for quorum in short:
            sentence = worded(
                "Without a quorum meeting {meeting} cannot adopt {decision}; is the attendance "
                "right, or was there a written procedure?",
                meeting=course.meeting,
                decision=decision.decision,
            )
            yield contradiction("no-quorum", sentence, quorum, entry)
        if decision.item and decision.item not in items:
            sentence = worded(
                "There is no item {item} on the agenda of {meeting}; its items: {items}.",
                item=decision.item,
                meeting=course.meeting,
                items=", ".join(sorted(items)) or "-",
            )
            yield contradiction("no-such-item", sentence, entry)
        yield from _votes(course, entry, decision)


def _votes(course: Course, entry: Entry, decision: DecisionAdopted) -> Iterator[Contradiction]:
    """Yield a decision against which more voted than for it, and more votes than there were."""
    votes = decision.votes
    if votes is None:
        return
    if votes.in_favour < votes.against:
        sentence = worded(
            "More voted against {decision} than for it: it was not adopted.",
            decision=decision.decision,
        )
        yield contradiction("no-majority", sentence, entry)
    cast = votes.in_favour + votes.against + votes.abstained
    for opened, came in course.all(MeetingOpened):
        there = [a for a in came.attendance or () if a.presence in ("present", "represented")]
        if came.attendance is not None and cast > len(there):
            sentence = worded(
                "{votes} voted on {decision}, but {attended} took part.",
                votes=cast,
                decision=decision.decision,
                attended=len(there),
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
                meeting=course.meeting,
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
