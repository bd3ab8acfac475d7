"""What cannot be true together about action items, and about rules for a quorum."""

from collections.abc import Iterator, Mapping

from domain.contradictions import Contradiction, contradiction
from domain.entry import Entry
from domain.events.bodies import TaskAdopted
from domain.events.meetings import (
    ActionItem,
    ActionItemCompleted,
    DecisionAdopted,
    QuorumEstablished,
    QuorumRuleSet,
)
from domain.history import History
from domain.meetings.quorum import fault_of
from domain.values import ImpreciseDate, surely_before
from domain.words import worded


def action_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield actions that are there twice, due before they were decided, or done before that.

    Decisions also rest on the task that they serve.
    """
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
        for each in decision.actions:
            first = decided.setdefault(each.action, entry)
            if first is not entry or _is_twice(each, decision):
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


def _is_twice(action: ActionItem, decision: DecisionAdopted) -> bool:
    return [each.action for each in decision.actions].count(action.action) > 1


def quorum_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield rules that can be none, and counts by a rule that does not stand."""
    rules = {entry.id for entry, _ in history.each(QuorumRuleSet)}
    for entry, rule in history.each(QuorumRuleSet):
        fault = fault_of(rule)
        if fault:
            yield contradiction("no-rule", fault, entry)
    for entry, quorum in history.each(QuorumEstablished):
        if quorum.rule not in rules:
            sentence = worded(
                "The quorum of {meeting} was counted by a rule that does not stand.",
                meeting=quorum.meeting,
            )
            yield contradiction("counted-by-no-rule", sentence, entry)
