"""What cannot be true together about decisions of meetings, and the actions that they ask for."""

from collections.abc import Iterable, Iterator, Mapping

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.events.bodies import TaskAdopted
from domain.events.meetings import (
    ActionItemCompleted,
    AgendaItem,
    DecisionAdopted,
    MeetingConvened,
    MeetingOpened,
    QuorumEstablished,
)
from domain.events.voting import MemberArrived, VoteTaken
from domain.history import History
from domain.meetings.rules import MeetingHistory, meetings_in
from domain.values import ImpreciseDate, surely_before
from domain.words import worded


def no_such_item(
    entry: Entry, item: str, meeting: str, agenda: Iterable[AgendaItem]
) -> Contradiction:
    """Return that an entry names an item which is not on the agenda, and which are."""
    items = [f"{each.item} ({each.title})" for each in agenda]
    sentence = worded(
        "There is no item {item} on the agenda of {meeting}; its items: {items}.",
        item=item,
        meeting=meeting,
        items=", ".join(items) or "-",
    )
    return contradiction("no-such-item", sentence, entry)


def decision_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield decisions and actions that cannot be as they are recorded.

    Actions: there twice, due before they were decided, done before that. Decisions: for no task,
    without a quorum, off the agenda, or by votes that cannot be.
    """
    for meeting in meetings_in(history).values():
        yield from _decisions(meeting)
    tasks = {task.reference for _, task in history.each(TaskAdopted)}
    decided: dict[str, Entry] = {}
    for entry, decision in history.each(DecisionAdopted):
        if decision.task not in tasks:
            sentence = worded(
                "{decision} serves task {task}, which is not recorded.",
                decision=decision.decision,
                task=decision.task,
            )
            yield contradiction("no-such-task", sentence, entry)
        named = [each.action for each in decision.actions]
        for each in decision.actions:
            first = decided.setdefault(each.action, entry)
            if first is not entry or named.count(each.action) > 1:
                sentence = worded(
                    "There is an action {action!r} already; give it another name.",
                    action=each.action,
                )
                yield contradiction("action-twice", sentence, first, entry)
            if each.due_on and surely_before(ImpreciseDate.of(each.due_on), entry.begins):
                sentence = worded(
                    "Action {action} would be due before it was decided.", action=each.action
                )
                yield contradiction(f"due-before-decided-{each.action}", sentence, entry)
    yield from _done_too_early(history, decided)


def _done_too_early(history: History, known: Mapping[str, Entry]) -> Iterator[Contradiction]:
    for entry, done in history.each(ActionItemCompleted):
        decided = known.get(done.action)
        if decided is None:
            sentence = worded("No decision asks for action {action}.", action=done.action)
            yield contradiction("no-such-action", sentence, entry)
        elif surely_before(entry.begins, decided.begins):
            sentence = worded(
                "Action {action} would be done before it was decided.", action=done.action
            )
            yield contradiction("done-before-decided", sentence, decided, entry)


def _decisions(meeting: MeetingHistory) -> Iterator[Contradiction]:
    """Yield decisions without a quorum, off the agenda, or by votes that cannot be."""
    agenda = [each for _, call in meeting.all(MeetingConvened) for each in call.agenda]
    items = {each.item for each in agenda}
    short = [entry for entry, quorum in meeting.all(QuorumEstablished) if not quorum.reached]
    voted = {vote.decision for _, vote in meeting.all(VoteTaken)}  # counted minute by minute
    for entry, decision in meeting.all(DecisionAdopted):
        counted = decision.decision in voted
        for quorum in () if counted else short:
            sentence = worded(
                _MORE_CAME if meeting.all(MemberArrived) else _NO_QUORUM,
                meeting=meeting.reference,
                decision=decision.decision,
            )
            yield contradiction("no-quorum", sentence, quorum, entry)
        if decision.item and decision.item not in items:
            yield no_such_item(entry, decision.item, meeting.reference, agenda)
        if not counted:
            yield from _votes(meeting, entry, decision)


_NO_QUORUM = worded(
    "Without a quorum meeting {meeting} cannot adopt {decision}; is the attendance right, or was "
    "there a written procedure?"
)
_MORE_CAME = worded(
    "Without a quorum meeting {meeting} cannot adopt {decision}. Members came after the opening: "
    "'depositary meeting quorum {meeting}' counts again with them."
)


def _votes(
    meeting: MeetingHistory, entry: Entry, decision: DecisionAdopted
) -> Iterator[Contradiction]:
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
    for opened, came in meeting.all(MeetingOpened):
        there = [a for a in came.attendance or () if a.presence in ("present", "represented")]
        if came.attendance is not None and cast > len(there):
            sentence = worded(
                "{votes} voted on {decision}, but {attended} took part.",
                votes=cast,
                decision=decision.decision,
                attended=len(there),
            )
            yield contradiction("too-many-votes", sentence, opened, entry)
