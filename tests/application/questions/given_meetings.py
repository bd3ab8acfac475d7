"""What the tests of questions about meetings start from: a body that meets, and what it does."""

from datetime import date
from functools import partial

from application.acts.bodies import establish
from application.acts.meetings import decisions, meetings
from application.acts.meetings.decisions import Decide
from application.acts.meetings.meetings import CountQuorum
from application.context import Context
from application.entries.meeting_notation import action_of, agenda_of, attendance_of
from application.questions.asking.ask import as_of
from application.questions.asking.facts import Facts
from application.recording import body_events
from application.recording.recording import Recording
from domain.event import Event
from domain.events.bodies import Established, RecordKeptFrom, TaskAdopted
from domain.events.laws import LegislativeGapIdentified
from domain.events.meetings import (
    ActionItemCompleted,
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
    QuorumRuleSet,
    Votes,
)
from domain.events.progress import MilestoneSet
from domain.values import Visibility
from tests.application.questions.given import BODY, TODAY, Clerk, ask, on


def begin(clerk: Clerk, per_year: int | None = 2, kept: str | None = "2026-01-01") -> None:
    """Found a body that promised so many meetings a year, with ATL, ERE and a task K1."""
    founded = Established(code=BODY, name="Body EXT", nature="exercise", meetings_per_year=per_year)
    clerk.record(lambda r: establish(r, founded.code, founded, on("2025-01-01")))
    if kept:
        clerk.record(lambda r: body_events.record(r, BODY, RecordKeptFrom(), on(kept)))
    clerk.join("ATL", "Atlantis", "2025-01-01")
    clerk.join("ERE", "Erewhon", "2025-01-01")
    task = TaskAdopted(reference="K1", text="To meet.")
    clerk.record(lambda r: body_events.record(r, BODY, task))
    rule = QuorumRuleSet(numerator=1, denominator=2)
    clerk.record(lambda r: body_events.record(r, BODY, rule, on("2025-01-01")))


def convene(
    clerk: Clerk, meeting: str, day: str, *agenda: str, kind: str = "ordinary_session", **more: str
) -> int:
    def decide(recording: Recording) -> None:
        called = MeetingConvened.model_validate(
            {"meeting": meeting, "kind": kind, "agenda": agenda_of(recording, BODY, agenda), **more}
        )
        body_events.record(recording, BODY, called, on(day))

    return clerk.record(decide)


def open_(clerk: Clerk, meeting: str, day: str, came: str = "") -> int:
    listed = [attendance_of(each) for each in came.split(";") if each.strip()]
    attendance = tuple(listed) if came else None
    return clerk.record(
        lambda r: meetings.open_meeting(
            r, BODY, MeetingOpened(meeting=meeting, attendance=attendance), on(day)
        )
    )


def hold(clerk: Clerk, meeting: str, day: str, came: str = "", *agenda: str) -> int:
    """Convene a meeting and open it on its day."""
    convene(clerk, meeting, day, *agenda)
    return open_(clerk, meeting, day, came)


def move(clerk: Clerk, meeting: str, to: str, day: str, place: str | None = None) -> int:
    moved = MeetingRescheduled(meeting=meeting, begins_on=on(to), place=place)
    return clerk.act(meetings.reschedule, moved, on(day))


def cancel(clerk: Clerk, meeting: str, day: str) -> int:
    return clerk.record(
        lambda r: body_events.record(r, BODY, MeetingCancelled(meeting=meeting), on(day))
    )


def count(clerk: Clerk, meeting: str) -> int:
    return clerk.act(CountQuorum(meeting=meeting).record)


def decide(
    clerk: Clerk,
    decision: str,
    meeting: str,
    day: str,
    *actions: str,
    votes: Votes | None = None,
    item: str | None = None,
) -> int:
    decided = Decide(
        decision=decision,
        meeting=meeting,
        title=f"About {decision}",
        text="We do.",
        task="K1",
        item=item,
        actions=tuple(map(action_of, actions)),
        on=on(day),
        **(votes.model_dump() if votes else {}),
    )
    return clerk.act(decided.record)


def complete(clerk: Clerk, action: str, day: str, outcome: str = "Done.") -> int:
    return clerk.record(
        lambda r: decisions.complete_action(
            r, BODY, ActionItemCompleted(action=action, outcome=outcome), on(day)
        )
    )


def close(clerk: Clerk, meeting: str, day: str) -> int:
    return clerk.record(
        lambda r: body_events.record(r, BODY, MeetingClosed(meeting=meeting), on(day))
    )


def circulate(clerk: Clerk, meeting: str, day: str) -> int:
    return clerk.record(
        lambda r: body_events.record(r, BODY, MinutesCirculated(meeting=meeting), on(day))
    )


def approve(clerk: Clerk, meeting: str, at: str, day: str) -> int:
    event = MinutesApproved(meeting=meeting, at=at)
    return clerk.record(lambda r: body_events.record(r, BODY, event, on(day)))


def facts(clerk: Clerk, day: str | None = None, audience: Visibility = Visibility.MEMBERS) -> Facts:
    at = as_of(clerk.tables, ask(day, audience=audience), TODAY)
    return Facts(clerk.tables, BODY, at)


OPENLY = Context(actor="p-clerk-1", visibility=Visibility.PUBLIC)
"""Whatever is recorded in it may be seen by all."""


def find_gap(clerk: Clerk) -> int:
    """Record that the law of ATL has a gap, HOSTING."""
    gap = LegislativeGapIdentified(member="ATL", gap="HOSTING", area="hosting", text="None yet.")
    secret = Context(actor="p-clerk-1", visibility=Visibility.MEMBERS)
    return clerk.record(partial(_record, event=gap, day="2026-02-01"), secret)


def set_milestone(
    clerk: Clerk, commitment: str, milestone: str, due: str, owner: str | None
) -> int:
    """Record a step of a commitment, to be reached by a day."""
    event = MilestoneSet(
        commitment=commitment,
        milestone=milestone,
        title="A step.",
        due_on=date.fromisoformat(due),
        owner=owner,
    )
    return clerk.record(partial(_record, event=event, day="2026-02-01"))


def _record(recording: Recording, event: Event, day: str) -> None:
    recording.record(BODY, event, on(day))
