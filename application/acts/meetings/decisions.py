"""Acts on what meetings decide, and what comes of it."""

from typing import Annotated

from pydantic import Field

from application.declarations.act import Act, On, act
from application.recording import body_events
from application.recording.body_events import owned_by_members
from application.recording.recording import Recording
from domain.events import meetings as events
from domain.meaning import Meaning
from domain.meetings.meeting import Meetings
from domain.values import ImpreciseDate
from domain.words import worded

LOOKED_UP = worded("What it names is looked up when it is recorded; correct it by hand.")
_VOTES = worded("The votes are one value of the decision; correct them by hand.")
Number = Annotated[int, Field(ge=0, le=10_000)]


class Decide(
    Act,
    name="meeting decide",
    makes=(events.DecisionAdopted,),
    arguments=("decision", "meeting"),
    begins="decision",
    uncompared={"in_favour": _VOTES, "against": _VOTES, "abstained": _VOTES, "actions": LOOKED_UP},
    examples=(
        (
            "meeting decide D-1 2026-2 --title 'A guide' --text 'We publish a guide.' "
            "--task RESPONSE --on 2026-11-03"
        ),
        (
            "meeting decide D-2 2026-2 --title 'Hosting' --text 'We review our laws on hosting.' "
            "--task RESPONSE --item 2 --in-favour 2 --commitments MISSION-2 "
            "--actions 'A-1 | KEN | Draft the questions. | 2027-01-31' --on 2026-11-03"
        ),
    ),
):
    """The meeting decided, by consensus or by a vote.

    A meeting that was counted and had no quorum cannot decide.
    """

    decision: events.Decision
    meeting: events.Meeting
    title: events.Title
    text: events.Decided
    task: events.Task
    item: events.Item | None = None
    in_favour: Annotated[
        Number | None, Meaning("How many voted for it; without any votes it was by consensus.", "4")
    ] = None
    against: Annotated[Number | None, Meaning("How many voted against it.", "1")] = None
    abstained: Annotated[Number | None, Meaning("How many abstained.", "2")] = None
    commitments: events.Commitments = ()
    actions: events.Actions = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Decide, and say who is to do what.

        Raises:
            UnknownReference: there is no such meeting, task, commitment or owner.
            Contradicted: there is a decision or an action of that reference, or no such item; the
                meeting was counted and had no quorum, or was not held on that day.
        """
        votes = votes_of(self.in_favour, self.against, self.abstained)
        owned = owned_by_members(recording, body, self.actions)
        decided = self.event(events.DecisionAdopted, votes=votes, actions=owned)
        body_events.record(recording, body, decided, self.on)


def votes_of(
    in_favour: int | None, against: int | None, abstained: int | None
) -> events.Votes | None:
    """Return the votes that were counted, None where none were."""
    if (in_favour, against, abstained) == (None, None, None):
        return None
    return events.Votes(in_favour=in_favour or 0, against=against or 0, abstained=abstained or 0)


def complete_action(
    recording: Recording, body: str, completed: events.ActionItemCompleted, on: ImpreciseDate
) -> None:
    """Record that what was to be done had been done by a day.

    Raises:
        UnknownReference: no decision asks for it.
        Contradicted: it was completed already.
    """
    Meetings(recording.taskforce(body).history).must_be_asked_for(completed.action)
    recording.record(body, completed, on)


CompleteAction = act(
    "meeting complete",
    events.ActionItemCompleted,
    "What a decision asked for was done.",
    rule=complete_action,
    row="complete_action",
    examples="meeting complete A-1 --on 2027-01-20 --outcome 'Sent to all.'",
)
