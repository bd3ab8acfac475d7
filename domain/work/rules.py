"""What cannot be true together about inputs, advice, contributions, joint work and the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.event import Event
from domain.events import bodies as b
from domain.events import meetings as t
from domain.events import voting as v
from domain.events import work as m
from domain.events.laws import EngagementRecorded, PracticeShowcased
from domain.history import History
from domain.values import surely_before
from domain.words import worded

ONCE: Mapping[type[Event], tuple[str, ...]] = {
    m.InitiativeInputReceived: ("input",),
    m.InitiativeInputConsidered: ("input", "meeting"),
    m.AdviceForwarded: ("advice",),
    m.AdviceAnswered: ("advice",),
    m.ProductContributionMade: ("contribution",),
    m.ContributionTakenUp: ("contribution", "product_version"),
    b.Dissolved: (),
}
"""What can be recorded only once, and the fields that identify it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """That what `field` of a kind of event names must be there: a `word`, recorded by `named`.

    `after` says that it cannot have happened before what it names.
    """

    kind: type[Event]
    field: str
    named: type[Event]
    by: str
    word: str
    after: bool = False


def _task(kind: type[Event]) -> Rest:
    return Rest(kind=kind, field="task", named=b.TaskAdopted, by="reference", word="task")


def _same(kind: type[Event], named: type[Event], word: str, *, after: bool = True) -> Rest:
    return Rest(kind=kind, field=word, named=named, by=word, word=word, after=after)


RESTS = (
    Rest(
        kind=m.InitiativeInputReceived,
        field="initiative",
        named=b.InitiativeRecognised,
        by="name",
        word="initiative",
    ),
    _task(m.InitiativeInputReceived),
    _same(m.InitiativeInputConsidered, m.InitiativeInputReceived, "input"),
    _same(m.InitiativeInputConsidered, t.MeetingConvened, "meeting", after=False),
    _same(m.InitiativeInputConsidered, t.DecisionAdopted, "decision", after=False),
    _task(m.AdviceForwarded),
    _same(m.AdviceForwarded, t.DecisionAdopted, "decision"),
    _same(m.AdviceAnswered, m.AdviceForwarded, "advice"),
    _task(m.ProductContributionMade),
    _same(m.ContributionTakenUp, m.ProductContributionMade, "contribution"),
    Rest(
        kind=m.JointWorkRecorded,
        field="group",
        named=b.ReferenceGroupLinked,
        by="name",
        word="reference group",
    ),
    _task(m.JointWorkRecorded),
    _same(m.JointWorkRecorded, t.MeetingConvened, "meeting", after=False),
)
"""All that events of this part name."""

NAMES = (
    *(
        _same(kind, t.MeetingConvened, "meeting")
        for kind in (
            *(t.MeetingRescheduled, t.MeetingCancelled, t.MeetingOpened, t.QuorumEstablished),
            *(t.DecisionAdopted, t.MeetingClosed, t.MinutesCirculated, t.MinutesApproved),
            PracticeShowcased,
        )
    ),
    Rest(kind=t.MinutesApproved, field="at", named=t.MeetingConvened, by="meeting", word="meeting"),
    *(_task(kind) for kind in (t.DecisionAdopted, v.VoteTaken)),
    _task(EngagementRecorded),
    _task(PracticeShowcased),
)
"""What other events name; rules of their own say what is wrong where it is not there."""

OVER = (
    *(b.TaskAdopted, b.ChairAppointed, b.ViceChairAppointed, b.InstrumentAdopted),
    *(b.InitiativeRecognised, b.ReferenceGroupLinked, t.MeetingConvened, t.MeetingOpened),
    *(t.DecisionAdopted, m.InitiativeInputReceived, m.InitiativeInputConsidered),
    *(m.AdviceForwarded, m.ProductContributionMade, m.JointWorkRecorded),
    *(t.QuorumRuleSet, v.VotingRightsRuleSet, v.MajorityRuleSet),
    *(v.VoteTaken, v.DecisionNotAdopted),
)
"""What a body that was dissolved no longer does; what others do about it may come later."""


def mission_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield what names something that is not there, or comes too early, or after the end."""
    for rest in RESTS:
        yield from _without_basis(history, rest)
    yield from _not_of_that_meeting(history)
    for end, _ in history.each(b.Dissolved):
        for kind in OVER:
            for entry, _ in history.each(kind):
                if surely_before(end.begins, entry.begins):
                    sentence = worded(
                        "The body ends on {begins}, and does nothing new after that.",
                        begins=end.begins,
                    )
                    yield contradiction("after-the-end", sentence, end, entry)


def _without_basis(history: History, rest: Rest) -> Iterator[Contradiction]:
    there: dict[object, Entry] = {}
    for entry, event in history.each(rest.named):
        there.setdefault(getattr(event, rest.by), entry)
    for entry, event in history.each(rest.kind):
        name: object = getattr(event, rest.field)
        if name is None:
            continue
        basis = there.get(name)
        if basis is None:
            sentence = worded(
                "There is no {word} {name!r} on record, on which this rests.",
                word=rest.word,
                name=name,
            )
            yield contradiction(f"no-{rest.field}", sentence, entry)
        elif rest.after and surely_before(entry.begins, basis.begins):
            sentence = worded(
                "{kind} {name} is of {begins} only.",
                kind=rest.word.capitalize(),
                name=name,
                begins=basis.begins,
            )
            yield contradiction(f"before-its-{rest.field}", sentence, basis, entry)


def _not_of_that_meeting(history: History) -> Iterator[Contradiction]:
    """Yield inputs considered under an item or decision of another meeting, or of a called-off."""
    called_off = {event.meeting: entry for entry, event in history.each(t.MeetingCancelled)}
    meetings = {event.meeting: (entry, event) for entry, event in history.each(t.MeetingConvened)}
    decisions = {event.decision: (entry, event) for entry, event in history.each(t.DecisionAdopted)}
    for entry, event in history.each(m.InitiativeInputConsidered):
        if event.meeting in called_off:
            sentence = worded(
                "Meeting {meeting} was cancelled, so nothing was considered there.",
                meeting=event.meeting,
            )
            yield contradiction("considered-nowhere", sentence, called_off[event.meeting], entry)
        meeting = meetings.get(event.meeting)
        items = [item.item for item in meeting[1].agenda] if meeting else []
        if event.item is not None and meeting and event.item not in items:
            known = ", ".join(items) or "none"
            sentence = worded(
                "Meeting {meeting} has no agenda item {item}, only: {known}.",
                meeting=event.meeting,
                item=event.item,
                known=known,
            )
            yield contradiction("no-such-item", sentence, meeting[0], entry)
        decision = decisions.get(event.decision) if event.decision else None
        if decision and decision[1].meeting != event.meeting:
            sentence = worded(
                "Decision {decision} was adopted at meeting {meeting}, not at {other}.",
                decision=event.decision,
                meeting=decision[1].meeting,
                other=event.meeting,
            )
            yield contradiction("decided-elsewhere", sentence, decision[0], entry)
