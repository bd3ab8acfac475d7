"""What is known of the meetings of a body: their calls, openings, quorum rules and decisions.

What cannot be true together about them is in `domain.meetings.rules`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.entry import Entry
from domain.errors import BEGUN_BY, Refused, UnknownReference
from domain.events.meetings import (
    DecisionAdopted,
    MeetingCancelled,
    MeetingConvened,
    MeetingOpened,
    Presence,
    QuorumEstablished,
    QuorumRuleSet,
)
from domain.history import History
from domain.meetings.in_force import held_on
from domain.meetings.quorum import count
from domain.suggestions import near
from domain.values import ImpreciseDate, surely_by


@dataclass(frozen=True, slots=True)
class Meetings:
    """All meetings of one body."""

    history: History

    def called(self, meeting: str) -> MeetingConvened:
        """Return the call for a meeting.

        Raises:
            UnknownReference: it was not convened.
        """
        calls = self.history.having(MeetingConvened, "meeting", meeting)
        if not calls:
            known = [event.meeting for _, event in self.history.each(MeetingConvened)]
            alike = near(meeting, known)
            raise UnknownReference("meeting", meeting, alike, BEGUN_BY["meeting"])
        return calls[-1][1]

    def must_be_to_come(self, meeting: str, on: ImpreciseDate) -> None:
        """Refuse to move a meeting that took place, or that was cancelled by that day.

        Raises:
            Refused: it was opened or cancelled.
        """
        for entry, _ in self.history.having(MeetingCancelled, "meeting", meeting):
            if surely_by(entry.begins, on):
                raise Refused(
                    "Meeting {meeting} was cancelled on {begins}, so it cannot be moved. If it "
                    "takes place after all, retract that first: depositary retract @{position} "
                    "--reason '…'",
                    meeting=meeting,
                    begins=entry.begins,
                    position=entry.number,
                )
        for entry, _ in self.history.having(MeetingOpened, "meeting", meeting):
            raise Refused(
                "Meeting {meeting} was opened on {begins}, so it cannot be moved.",
                meeting=meeting,
                begins=entry.begins,
            )

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
        found = self.must_be_opened(meeting)
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

    def must_be_opened(self, meeting: str) -> tuple[Entry, MeetingOpened]:
        """Return how a meeting was opened.

        Raises:
            Refused: it was not.
        """
        for pair in self.history.having(MeetingOpened, "meeting", meeting):
            return pair
        raise Refused(
            "Meeting {meeting} was not opened, so nobody can be counted. Record first that it "
            "was, and who came: depositary meeting open {meeting} --attendance CODE --on DAY",
            meeting=meeting,
        )

    def rule_on(self, on: ImpreciseDate) -> tuple[Entry, QuorumRuleSet]:
        """Return the rule for a quorum that held on that day.

        Raises:
            Refused: none was.
        """
        rules = list(self.history.each(QuorumRuleSet))
        if held := held_on(rules, on):
            return held
        if rules:
            raise Refused(
                "There was no rule for a quorum on {on}, only from {begins} on; set it with: "
                "depositary taskforce quorum.",
                on=on,
                begins=rules[0][0].begins,
            )
        raise Refused(
            "There was no rule for a quorum on {on}; set it with: depositary taskforce quorum.",
            on=on,
        )

    def counted(
        self, meeting: str, active: Collection[str], moments: Sequence[Mapping[str, Presence]]
    ) -> QuorumEstablished:
        """Return what a count gives by what is known now, whether it was counted or not.

        It is counted at each of the moments, which say how members took part then. The first count
        that reaches the quorum is returned, or else the greatest.

        Raises:
            UnknownReference, Refused: there is nothing to count, or no rule.
        """
        rule_entry, rule = self.rule_on(self.opening(meeting)[0].begins)
        counts = [count(rule, there, active) for there in moments]
        greatest = max(counts, key=lambda each: each.counted)
        found = next((each for each in counts if each.reached), greatest)
        return QuorumEstablished(
            meeting=meeting,
            counted=found.counted,
            needed=found.needed,
            members=found.members,
            reached=found.reached,
            rule=rule_entry.id,
        )

    def quorum(self, meeting: str) -> Entry | None:
        """Return the entry that says whether a meeting had a quorum, None before it was counted."""
        found = self.history.having(QuorumEstablished, "meeting", meeting)
        return found[0][0] if found else None

    def must_be_asked_for(self, action: str) -> None:
        """Refuse an action for which no decision asks.

        Raises:
            UnknownReference: none does.
        """
        decisions = [event for _, event in self.history.each(DecisionAdopted)]
        known = [each.action for event in decisions for each in event.actions]
        if action not in known:
            raise UnknownReference("action", action, near(action, known))
