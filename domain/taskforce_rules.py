"""What cannot be true together about one body: the rules behind its refusals."""

from collections.abc import Iterator, Mapping

from domain.contradictions import Contradiction, contradiction, surely_before
from domain.event import Event
from domain.events.meetings import MeetingClosed, MeetingConvened, MeetingOpened
from domain.events.taskforce import (
    ChairAppointed,
    Established,
    InitiativeRecognised,
    InstrumentAdopted,
    ReferenceGroupLinked,
    ScaleRegistered,
    TaskAdopted,
    ViceChairAppointed,
)
from domain.history import Entry, History
from domain.mission_rules import ONCE as ONCE_OF_MISSION
from domain.mission_rules import mission_contradictions
from domain.values import LegalNature

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
}
"""What can be recorded only once, and by which fields it is told to be the same."""


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
    called = {event.meeting: entry for entry, event in history.each(MeetingConvened)}
    opened = {event.meeting: entry for entry, event in history.each(MeetingOpened)}
    closed = {event.meeting: entry for entry, event in history.each(MeetingClosed)}
    yield from _out_of_step(called, opened, "opened", "convened")
    yield from _out_of_step(opened, closed, "closed", "opened")


def _twice(history: History) -> Iterator[Contradiction]:
    """Yield what is there twice, scales with a value twice, and texts of two natures."""
    for kind, fields in ONCE.items():
        found: dict[tuple[object, ...], Entry] = {}
        for entry, event in history.each(kind):
            same = found.setdefault(tuple(getattr(event, name) for name in fields), entry)
            if same is not entry:
                yield contradiction("recorded-twice", "It is recorded already.", same, entry)
    for entry, scale in history.each(ScaleRegistered):
        if len({step.value for step in scale.values}) != len(scale.values) or not scale.values:
            sentence = "A scale has at least one value, and each only once."
            yield contradiction("scale-twice", sentence, entry)
    natures: dict[str, tuple[Entry, LegalNature]] = {}
    for entry, text in history.each(InstrumentAdopted):
        first, nature = natures.setdefault(text.reference, (entry, text.legal_nature))
        if nature is not text.legal_nature:
            sentence = f"{text.reference} is {nature} in another version; it cannot be both."
            yield contradiction("two-natures", sentence, first, entry)


def _backwards(history: History) -> Iterator[Contradiction]:
    """Yield meetings and terms that end before they begin."""
    ends = [(entry, event.ends_on) for entry, event in history.each(MeetingConvened)]
    ends += [(entry, event.term_ends_on) for entry, event in history.each(ChairAppointed)]
    ends += [(entry, event.term_ends_on) for entry, event in history.each(ViceChairAppointed)]
    for entry, end in ends:
        if end and surely_before(end, entry.begins):
            sentence = f"It cannot end on {end}, before it begins on {entry.begins}."
            yield contradiction("ends-before-it-begins", sentence, entry)


def _out_of_step(
    first: dict[str, Entry], then: dict[str, Entry], verb: str, missing: str
) -> Iterator[Contradiction]:
    for meeting, entry in then.items():
        earlier = first.get(meeting)
        if earlier is None:
            sentence = f"Meeting {meeting} would be {verb} without having been {missing}."
            yield contradiction(f"{verb}-not-{missing}", sentence, entry)
        elif surely_before(entry.begins, earlier.begins):
            day = "it was" if missing == "opened" else "the day for which it was"
            sentence = f"Meeting {meeting} would be {verb} before {day} {missing}."
            yield contradiction(f"{verb}-before-{missing}", sentence, earlier, entry)
