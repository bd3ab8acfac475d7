"""Recording what happens to the log itself, in a stream that is no body's."""

from datetime import timedelta

from application.context import Stream
from application.recording.recording import Recording
from application.register import Register
from domain.errors import Refused
from domain.event import EPOCH, Event, instant
from domain.events.log import TOLERATED_US, ClockConfirmed, KeyRotated, ReportPublished
from domain.log.log import LogHistory
from domain.values import Visibility

LOG = Stream("log", "")


def record(recording: Recording, event: Event, visibility: Visibility = Visibility.PUBLIC) -> None:
    """Record something that happened to the log."""
    recording.append(LOG, LogHistory, recording.draft(event, visibility=visibility))


def key_rotated(old_key: str, new_key: str, reason: str | None) -> KeyRotated:
    """Decide that another key signs from now on.

    Raises:
        Refused: it is the same key.
    """
    if old_key == new_key:
        raise Refused("That is the key that signs already.")
    return KeyRotated(old_key=old_key, new_key=new_key, reason=reason)


def clock_confirmed(register: Register, reason: str, signed_us: int = 0) -> ClockConfirmed | None:
    """Decide that the clock is right, although something is dated later; None if nothing is.

    That is the last entry, or what was signed last, at `signed_us`.
    """
    now, head = register.log.rows.clock(), register.log.rows.head()
    last = max(signed_us, head[1] if head else 0)
    if now >= last - TOLERATED_US:
        return None
    return ClockConfirmed(clock=_instant(now), last=_instant(last), reason=reason)


def report_published(recording: Recording, event: ReportPublished, audience: Visibility) -> None:
    """Record that a report was published; whoever may read the report may know that it was.

    Raises:
        Refused: another has that reference.
    """
    published = recording.load(LOG, LogHistory).history.each(ReportPublished)
    if any(other.report == event.report for _, other in published):
        raise Refused(
            "A report was published as {report} before; choose another reference.",
            report=event.report,
        )
    record(recording, event, audience)


def _instant(microseconds: int) -> str:
    return instant(EPOCH + timedelta(microseconds=microseconds), "microseconds")
