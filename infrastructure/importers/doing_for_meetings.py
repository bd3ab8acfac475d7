"""What the acts of rows about meetings, decisions and minutes do: one use case each."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from application.recording import Recording
from application.use_cases import meetings
from application.use_cases.notation import (
    action_of,
    agenda_of,
    attendance_of,
    lines_of,
)
from domain.errors import Malformed, Refused
from domain.events.meetings import (
    DecisionAdopted,
    MeetingConvened,
    MeetingKind,
    MeetingRescheduled,
    MinutesApproved,
    Votes,
)
from infrastructure.importers.given import Given

T = TypeVar("T")
KINDS: TypeAdapter[MeetingKind] = TypeAdapter(MeetingKind)
MOST = 10_000  # votes


def convene(recording: Recording, taskforce: str, given: Given) -> None:
    """Call a meeting."""
    lines = list(lines_of(given.get("agenda") or ""))
    event = MeetingConvened(
        meeting=given.text("meeting"),
        kind=given.word("kind", KINDS),
        ends_on=given.get_day("ends_on"),
        place=given.get("place"),
        agenda=_told(given, "agenda", lambda: agenda_of(recording, taskforce, lines)),
    )
    meetings.convene(recording, taskforce, event, given.day("on"))


def reschedule(recording: Recording, taskforce: str, given: Given) -> None:
    """Move a meeting."""
    event = MeetingRescheduled(
        meeting=given.text("meeting"),
        begins_on=given.day("begins_on"),
        ends_on=given.get_day("ends_on"),
        place=given.get("place"),
        reason=given.get("reason"),
    )
    meetings.reschedule(recording, taskforce, event, given.day("on"))


def cancel(recording: Recording, taskforce: str, given: Given) -> None:
    """Call a meeting off."""
    meeting, reason = given.text("meeting"), given.get("reason")
    meetings.cancel(recording, taskforce, meeting, given.day("on"), reason)


def open_meeting(recording: Recording, taskforce: str, given: Given) -> None:
    """Open a meeting; without a list nobody wrote down who came."""
    cell, meeting = given.get("attendance"), given.text("meeting")
    attendance = _told(given, "attendance", lambda: attendance_of(cell)) if cell else None
    meetings.open_meeting(recording, taskforce, meeting, given.day("on"), attendance)


def count_quorum(recording: Recording, taskforce: str, given: Given) -> None:
    """Count who came."""
    meetings.establish_quorum(recording, taskforce, given.text("meeting"))


def decide(recording: Recording, taskforce: str, given: Given) -> None:
    """Decide, and say who is to do what."""
    lines = list(lines_of(given.get("actions") or ""))
    event = DecisionAdopted(
        decision=given.text("decision"),
        meeting=given.text("meeting"),
        title=given.text("title"),
        text=given.text("text"),
        task=given.text("task"),
        item=given.get("item"),
        votes=_votes(given),
        commitments=tuple((given.get("commitments") or "").replace(";", " ").split()),
        actions=_told(given, "actions", lambda: tuple(map(action_of, lines))),
    )
    meetings.decide(recording, taskforce, event, given.day("on"))


def complete_action(recording: Recording, taskforce: str, given: Given) -> None:
    """Do what was to be done."""
    action, outcome = given.text("action"), given.get("outcome")
    meetings.complete_action(recording, taskforce, action, given.day("on"), outcome)


def close_meeting(recording: Recording, taskforce: str, given: Given) -> None:
    """Close a meeting."""
    meetings.close_meeting(recording, taskforce, given.text("meeting"), given.day("on"))


def circulate_minutes(recording: Recording, taskforce: str, given: Given) -> None:
    """Send draft minutes."""
    meeting, digest = given.text("meeting"), given.get("file_sha256")
    meetings.circulate_minutes(recording, taskforce, meeting, given.day("on"), digest)


def approve_minutes(recording: Recording, taskforce: str, given: Given) -> None:
    """Approve minutes."""
    event = MinutesApproved(
        meeting=given.text("meeting"), at=given.text("at"), changes=given.get("changes")
    )
    meetings.approve_minutes(recording, taskforce, event, given.day("on"))


def _votes(given: Given) -> Votes | None:
    told = [given.get(name) for name in ("in_favour", "against", "abstained")]
    if not any(told):
        return None
    counted = [_number(given, name) for name in ("in_favour", "against", "abstained")]
    return Votes(in_favour=counted[0], against=counted[1], abstained=counted[2])


def _number(given: Given, name: str) -> int:
    text = given.get(name) or "0"
    if not (text.isascii() and text.isdigit() and len(text) < len(str(MOST))):
        raise given.fault(name, "Expected a number of votes such as 12.")
    return int(text)


def _told(given: Given, name: str, read: Callable[[], T]) -> T:
    """Read a cell that holds several things; what is wrong with one is a fault of the cell."""
    try:
        return read()
    except ValidationError as error:
        raise given.fault(name, given.explain(error, name)) from error
    except (Malformed, Refused) as error:
        raise given.fault(name, str(error)) from error
