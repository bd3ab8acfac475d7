"""What may happen to the meetings of a body, from the call for one to the approval of its minutes.

Decisions here say what is not there, or is there already; what cannot be true together is in
`domain.meetings.rules`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from domain.entry import Entry
from domain.errors import Refused, UnknownReference
from domain.event import Event
from domain.events.bodies import TaskAdopted
from domain.events.meetings import (
    ActionItemCompleted,
    Attendance,
    DecisionAdopted,
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
    QuorumEstablished,
    QuorumRuleSet,
)
from domain.history import History
from domain.meetings.quorum import count, fault_of
from domain.suggestions import near
from domain.values import ImpreciseDate, surely_before
from domain.words import worded

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Meetings:
    """All meetings of one body."""

    history: History

    def called(self, meeting: str) -> MeetingConvened:
        """Return the call for a meeting.

        Raises:
            UnknownReference: it was not convened.
        """
        known = {event.meeting: event for _, event in self.history.each(MeetingConvened)}
        if meeting not in known:
            raise UnknownReference("meeting", meeting, near(meeting, known))
        return known[meeting]

    def convene(self, meeting: MeetingConvened, on: ImpreciseDate) -> MeetingConvened:
        """Decide to call a meeting for a day.

        Raises:
            Refused: there is one of that reference, it would end before it begins, or two items of
                its agenda have the same number.
        """
        self._must_be_new(MeetingConvened, "meeting", meeting.meeting)
        if meeting.ends_on and surely_before(meeting.ends_on, on):
            raise Refused(
                "Meeting {meeting} cannot end before it begins on {on}.",
                meeting=meeting.meeting,
                on=on,
            )
        items = [each.item for each in meeting.agenda]
        if len(set(items)) != len(items):
            raise Refused("Two items of an agenda cannot have the same number.")
        return meeting

    def reschedule(self, moved: MeetingRescheduled) -> MeetingRescheduled:
        """Decide to move a meeting to another day.

        Raises:
            UnknownReference: it was not convened.
            Refused: it was opened, or would end before it begins.
        """
        self.called(moved.meeting)
        for entry, opened in self.history.each(MeetingOpened):
            if opened.meeting == moved.meeting:
                raise Refused(
                    "Meeting {meeting} was opened on {begins}, so it cannot be moved.",
                    meeting=moved.meeting,
                    begins=entry.begins,
                )
        if moved.ends_on and surely_before(moved.ends_on, moved.begins_on):
            raise Refused(
                "Meeting {meeting} cannot end before it begins on {begins_on}.",
                meeting=moved.meeting,
                begins_on=moved.begins_on,
            )
        return moved

    def cancel(self, meeting: str, reason: str | None) -> MeetingCancelled:
        """Decide to call a meeting off.

        Raises:
            UnknownReference: it was not convened.
            Refused: it was cancelled already.
        """
        self.called(meeting)
        self._must_be_new(MeetingCancelled, "meeting", meeting)
        return MeetingCancelled(meeting=meeting, reason=reason)

    def open(self, meeting: str, attendance: tuple[Attendance, ...] | None) -> MeetingOpened:
        """Decide to open a meeting; attendance None says that it was not recorded.

        Raises:
            UnknownReference: it was not convened.
            Refused: it was opened already, or a member stands twice in the attendance.
        """
        self.called(meeting)
        self._must_be_new(MeetingOpened, "meeting", meeting)
        came = [each.member for each in attendance or ()]
        twice = sorted({code for code in came if came.count(code) > 1})
        if twice:
            raise Refused("{twice} stands twice in the attendance.", twice=", ".join(twice))
        return MeetingOpened(meeting=meeting, attendance=attendance)

    def opening(self, meeting: str) -> tuple[Entry, MeetingOpened]:
        """Return how a meeting was opened, by which its quorum is counted.

        Raises:
            UnknownReference: it was not convened.
            Refused: it was not opened, nobody wrote down who came, or the day is unknown.
        """
        if self.called(meeting).kind == "written_procedure":
            raise Refused(
                "{meeting} is a written procedure: nobody meets, so nobody is counted.",
                meeting=meeting,
            )
        found = next((p for p in self.history.each(MeetingOpened) if p[1].meeting == meeting), None)
        if found is None:
            raise Refused(
                "Meeting {meeting} was not opened, so nobody can be counted; record it with: "
                "depositary meeting open {meeting}.",
                meeting=meeting,
            )
        if found[1].attendance is None:
            raise Refused(
                "Nobody wrote down who came to meeting {meeting}, so its quorum cannot be counted.",
                meeting=meeting,
            )
        if found[0].begins.latest is None:
            raise Refused(
                "The day of meeting {meeting} is unknown, so nobody can say who was a member "
                "then; correct {description} first.",
                meeting=meeting,
                description=found[0].description,
            )
        return found

    def rule_on(self, on: ImpreciseDate) -> tuple[Entry, QuorumRuleSet]:
        """Return the rule for a quorum that was set last by that day, on some reading.

        Raises:
            Refused: none was.
        """
        rules = list(self.history.each(QuorumRuleSet))
        begun = [pair for pair in rules if not surely_before(on, pair[0].begins)]
        if not begun:
            since = worded(", only from {begins} on", begins=rules[0][0].begins) if rules else ""
            raise Refused(
                "There was no rule for a quorum on {on}{since}; set it with: depositary "
                "taskforce quorum.",
                on=on,
                since=since,
            )
        return max(begun, key=lambda pair: (pair[0].begins_by, pair[0].order))

    def establish_quorum(self, meeting: str, active: Collection[str]) -> QuorumEstablished:
        """Decide whether enough of the members that were active on the day took part.

        Raises:
            UnknownReference, Refused: there is nothing to count, no rule, or it was counted.
        """
        counted = self.counted(meeting, active)
        self._must_be_new(QuorumEstablished, "meeting", meeting)
        return counted

    def counted(self, meeting: str, active: Collection[str]) -> QuorumEstablished:
        """Return what a count gives by what is known now, whether it was counted or not.

        Raises:
            UnknownReference, Refused: there is nothing to count, or no rule.
        """
        entry, opened = self.opening(meeting)
        rule_entry, rule = self.rule_on(entry.begins)
        found = count(rule, opened.attendance or (), active)
        return QuorumEstablished(
            meeting=meeting,
            counted=found.counted,
            needed=found.needed,
            members=found.members,
            reached=found.reached,
            rule=rule_entry.id,
        )

    def decide(self, decision: DecisionAdopted) -> DecisionAdopted:
        """Decide to record what a meeting decided.

        Raises:
            UnknownReference: there is no such meeting or task.
            Refused: there is no such item, or there is a decision or an action of that reference.
        """
        called = self.called(decision.meeting)
        tasks = [task.reference for _, task in self.history.each(TaskAdopted)]
        if decision.task not in tasks:
            raise UnknownReference("task", decision.task, near(decision.task, tasks))
        items = [each.item for each in called.agenda]
        if decision.item and decision.item not in items:
            known = worded("it has {items}", items=", ".join(items)) if items else "it has none"
            raise Refused(
                "There is no item {item} on the agenda of {meeting}; {known}.",
                item=decision.item,
                meeting=decision.meeting,
                known=known,
            )
        self._must_be_new(DecisionAdopted, "decision", decision.decision)
        asked = [
            each.action for _, other in self.history.each(DecisionAdopted) for each in other.actions
        ]
        for number, each in enumerate(decision.actions):
            if each.action in [*asked, *(other.action for other in decision.actions[:number])]:
                raise Refused(
                    "There is an action {action!r} already; give it another name.",
                    action=each.action,
                )
        return decision

    def complete(self, action: str, outcome: str | None) -> ActionItemCompleted:
        """Decide that what was to be done had been done.

        Raises:
            UnknownReference: no decision asks for it.
            Refused: it was completed already.
        """
        decisions = [event for _, event in self.history.each(DecisionAdopted)]
        known = [each.action for event in decisions for each in event.actions]
        if action not in known:
            raise UnknownReference("action", action, near(action, known))
        self._must_be_new(ActionItemCompleted, "action", action)
        return ActionItemCompleted(action=action, outcome=outcome)

    def close(self, meeting: str) -> MeetingClosed:
        """Decide to close a meeting; a written procedure is closed without having been opened.

        Raises:
            UnknownReference: it was not convened.
            Refused: it was not opened, or was closed already.
        """
        called = self.called(meeting)
        self._must_be_new(MeetingClosed, "meeting", meeting)
        opened = [event.meeting for _, event in self.history.each(MeetingOpened)]
        if meeting not in opened and called.kind != "written_procedure":
            raise Refused(
                "Meeting {meeting} was not opened, so it cannot be closed.", meeting=meeting
            )
        return MeetingClosed(meeting=meeting)

    def circulate(self, meeting: str, file_sha256: str | None) -> MinutesCirculated:
        """Decide that draft minutes went to the members; a later draft may follow.

        Raises:
            UnknownReference: the meeting was not convened.
        """
        self.called(meeting)
        return MinutesCirculated(meeting=meeting, file_sha256=file_sha256)

    def approve(self, approved: MinutesApproved) -> MinutesApproved:
        """Decide that minutes were approved at a later meeting.

        Raises:
            UnknownReference: one of the two meetings was not convened.
            Refused: they were approved already.
        """
        self.called(approved.meeting)
        self.called(approved.at)
        self._must_be_new(MinutesApproved, "meeting", approved.meeting)
        return approved

    def set_quorum_rule(self, rule: QuorumRuleSet) -> QuorumRuleSet:
        """Decide on a rule for the quorum, which replaces the one before.

        Raises:
            Refused: it can be no rule.
        """
        fault = fault_of(rule)
        if fault:
            raise Refused(fault)
        return rule

    def _must_be_new(self, kind: type[E], field: str, value: str) -> None:
        for entry, event in self.history.each(kind):
            if getattr(event, field) == value:
                raise Refused(
                    "{value!r} is recorded already: {description}.",
                    value=value,
                    description=entry.description,
                )
