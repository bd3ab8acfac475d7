"""What cannot be true together about one body: the rules behind its refusals."""

from collections.abc import Iterator, Mapping, Sequence

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.event import Event
from domain.events.bodies import (
    ChairAppointed,
    Established,
    InitiativeRecognised,
    InstrumentAdopted,
    ReferenceGroupLinked,
    ScaleRegistered,
    TaskAdopted,
    ViceChairAppointed,
)
from domain.events.meetings import (
    ActionItemCompleted,
    DecisionAdopted,
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    QuorumEstablished,
)
from domain.events.minutes import DiscussionRecorded, MinutesCommentAnswered, MinutesCommented
from domain.events.voting import CastingVoteGiven, DecisionNotAdopted, SessionSet, VoteTaken
from domain.history import History
from domain.meetings.decisions import decision_contradictions
from domain.meetings.minutes import minutes_contradictions
from domain.meetings.quorum import quorum_contradictions
from domain.meetings.rules import meeting_contradictions
from domain.values import LegalNature, surely_before
from domain.voting.rules import voting_contradictions
from domain.words import worded
from domain.work.rules import ONCE as ONCE_OF_MISSION
from domain.work.rules import mission_contradictions

ONCE: Mapping[type[Event], tuple[str, ...]] = {
    TaskAdopted: ("reference",),
    InstrumentAdopted: ("reference", "version"),
    ScaleRegistered: ("scale", "version"),
    InitiativeRecognised: ("name",),
    ReferenceGroupLinked: ("name",),
    MeetingConvened: ("meeting",),
    MeetingOpened: ("meeting",),
    MeetingClosed: ("meeting",),
    **ONCE_OF_MISSION,
    MeetingCancelled: ("meeting",),
    QuorumEstablished: ("meeting",),
    DecisionAdopted: ("decision",),
    ActionItemCompleted: ("action",),
    MinutesApproved: ("meeting",),
    SessionSet: ("meeting", "number"),
    VoteTaken: ("decision",),
    DiscussionRecorded: ("meeting", "item"),
    MinutesCommented: ("comment",),
    MinutesCommentAnswered: ("comment",),
    CastingVoteGiven: ("decision",),
    DecisionNotAdopted: ("decision",),
}
"""What can be recorded only once, and the fields that identify it."""


def taskforce_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield second foundings, doubles, and meetings out of step."""
    foundings = [entry for entry, _ in history.each(Established)]
    if len(foundings) > 1:
        yield contradiction("founded-twice", "The body was established already.", *foundings)
    others = [e for e in history.entries.values() if not e.retracted]
    if others and not foundings:
        sentence = "Everything about a body rests on its founding; correct that instead."
        yield contradiction("not-established", sentence, *others)
    yield from _twice(history)
    yield from _backwards(history)
    yield from mission_contradictions(history)
    yield from meeting_contradictions(history)
    yield from decision_contradictions(history)
    yield from quorum_contradictions(history)
    yield from voting_contradictions(history)
    yield from minutes_contradictions(history)


def _twice(history: History) -> Iterator[Contradiction]:
    """Yield what is there twice, scales with a value twice, and texts of two natures."""
    for kind, fields in ONCE.items():
        found: dict[tuple[object, ...], Entry] = {}
        for entry, event in history.each(kind):
            key: tuple[object, ...] = tuple(getattr(event, name) for name in fields)
            same = found.setdefault(key, entry)
            if same is not entry:
                sentence = _recorded_already(same, key)
                yield contradiction("recorded-twice", sentence, same, entry)
    for entry, scale in history.each(ScaleRegistered):
        if len({step.value for step in scale.values}) != len(scale.values) or not scale.values:
            sentence = "A scale has at least one value, and each only once."
            yield contradiction("scale-twice", sentence, entry)
    natures: dict[str, tuple[Entry, LegalNature]] = {}
    for entry, text in history.each(InstrumentAdopted):
        first, nature = natures.setdefault(text.reference, (entry, text.legal_nature))
        if nature is not text.legal_nature:
            sentence = worded(
                "{reference} is {nature} in another version; it cannot be both.",
                reference=text.reference,
                nature=nature,
            )
            yield contradiction("two-natures", sentence, first, entry)


def _recorded_already(entry: Entry, key: Sequence[object]) -> str:
    if not key:
        return worded("It is recorded already.")
    values = {"name": " ".join(map(str, key)), "position": entry.number}
    if isinstance(entry.event, SessionSet):
        return worded(
            "{name!r} is recorded already. If it changed, depositary correct @{position}; another "
            "session has a number of its own.",
            **values,
        )
    if isinstance(entry.event, MeetingConvened):
        return worded(
            "{name!r} is recorded already. If it is moved: depositary meeting reschedule {name}; "
            "another meeting has a reference of its own.",
            **values,
        )
    if isinstance(entry.event, InstrumentAdopted):
        return worded(
            "{name!r} is recorded already. Other words are those of another --version. If its file "
            "was wrong, type depositary retract @{position} --reason WHY, and adopt it again.",
            **values,
        )
    return worded("{name!r} is recorded already.", **values)


def _backwards(history: History) -> Iterator[Contradiction]:
    """Yield meetings and terms that end before they begin."""
    ends = [(entry, event.ends_on) for entry, event in history.each(MeetingConvened)]
    ends += [(entry, event.term_ends_on) for entry, event in history.each(ChairAppointed)]
    ends += [(entry, event.term_ends_on) for entry, event in history.each(ViceChairAppointed)]
    starts = [(entry, entry.begins, end) for entry, end in ends]
    for entry, moved in history.each(MeetingRescheduled):
        starts.append((entry, moved.begins_on, moved.ends_on))
    for entry, begins, end in starts:
        if end and surely_before(end, begins):
            sentence = worded(
                "It cannot end on {end}, before it begins on {begins}.", end=end, begins=begins
            )
            yield contradiction("ends-before-it-begins", sentence, entry)
