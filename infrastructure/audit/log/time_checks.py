"""Compare the times of entries with those of checkpoints, witnesses and confirmed clocks."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.errors import Malformed
from domain.event import EPOCH
from domain.events.log import ClockConfirmed
from domain.words import worded
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.log_file import LogFile, StoredEntry
from infrastructure.audit.proofs.policy import VerifiedCheckpoint
from infrastructure.store import leaf

SECOND = 1_000_000  # microseconds
RECENT = 3600
"""Seconds within which a witness is to sign; one that did has seen that the clock was right."""
CLOCK_TOLERANCE = 300 * SECOND
"""How far two clocks may be apart before an entry counts as dated back, or ahead."""


class ClockConfirmation(NamedTuple):
    """The entry which says that the clock was ahead, up to `last`, and was right at `clock`.

    Both in microseconds since 1970 UTC. `idx` is the index of its leaf.
    """

    idx: int
    position: int
    clock: int
    last: int


def clock_confirmations(log: LogFile) -> Iterator[ClockConfirmation]:
    """Yield each confirmation of the clock that is what was recorded."""
    for stored, _, event in log.events(ClockConfirmed):
        with suppress(ValueError):  # no calendar has such a day
            clock, last = _microseconds(event.clock), _microseconds(event.last)
            if stored.matches_leaf:
                yield ClockConfirmation(stored.idx, stored.position, clock, last)


def clock_confirmation_for(
    time: int, confirmations: Iterable[ClockConfirmation]
) -> ClockConfirmation | None:
    """Return the confirmation that the clock was ahead at a time, None if there is none."""
    return next((c for c in confirmations if c.clock < time <= c.last + SECOND), None)


class TimeCheck:
    """Compares the times of entries with the times of checkpoints, and adds what does not fit.

    What a checkpoint contains is no younger than it is, and what follows it is no older. A witness
    may sign days after a checkpoint was made, so its time says nothing about what follows.
    """

    def __init__(
        self, found: Verification, log: LogFile, checkpoints: Iterable[VerifiedCheckpoint]
    ) -> None:
        self._found = found
        self._confirmations = tuple(clock_confirmations(log))
        self._not_after: dict[int, int] = {}
        self._not_before: dict[int, int] = {}
        self._earliest = 0
        for each in checkpoints:
            self._add_checkpoint(each)

    def _add_checkpoint(self, verified: VerifiedCheckpoint) -> None:
        size = verified.checkpoint.size
        witnessed = [time * SECOND for time in verified.witnessed.values()]
        if verified.made is None:
            self._found.add_notice(
                "note",
                "A checkpoint of {size} entries does not say when it was made. What follows may be "
                "dated back.",
                size=size,
            )
            times = witnessed
        else:
            made = verified.made * SECOND
            self._add_made(size, made, min(witnessed, default=None))
            times = [made, *witnessed]
        for time in times:
            latest = self._not_after.get(size - 1, time + SECOND)
            self._not_after[size - 1] = min(latest, time + SECOND)

    def _add_made(self, size: int, made: int, witnessed: int | None) -> None:
        later = [c for c in self._confirmations if c.idx >= size]
        confirmation = clock_confirmation_for(made, later)
        if confirmation and witnessed is not None and witnessed <= made + RECENT * SECOND:
            confirmation = None  # a witness refuses what is of a time to come: the clock was right
        if confirmation:
            self._found.add_notice(
                "note",
                "A checkpoint of {size} entries was made by a clock that ran ahead. Entries after "
                "it may be dated earlier than it, back to {clock}.",
                confirmation.position,
                size=size,
                clock=format_time(confirmation.clock),
            )
        elif witnessed is not None and made > witnessed + CLOCK_TOLERANCE:
            self._found.add_finding(
                "time",
                "The checkpoint of {size} entries says that it was made after a witness had signed "
                "it.",
                size=size,
            )
        earliest = confirmation.clock if confirmation else made
        self._not_before[size] = max(self._not_before.get(size, 0), earliest)

    def check(self, stored: StoredEntry, before: StoredEntry | None) -> None:
        """Check an entry and the one before it; they come in the order of the index."""
        now, position = stored.recorded_us, stored.position
        if before and now < before.recorded_us:
            sentence = worded("It is dated before the entry that it follows.")
            self._found.add_finding("time", sentence, position)
        if stored.idx in self._not_after and now > self._not_after[stored.idx] + CLOCK_TOLERANCE:
            self._add_late(now, position)
        if stored.idx in self._not_before:
            self._earliest = max(self._earliest, self._not_before[stored.idx])
        if now < self._earliest - CLOCK_TOLERANCE:
            self._found.add_finding(
                "backdated",
                "It is of {time}, but was not there when a checkpoint was made at {made}.",
                position,
                time=format_time(now),
                made=format_time(self._earliest),
            )

    def _add_late(self, now: int, position: int) -> None:
        confirmation = clock_confirmation_for(now, self._confirmations)
        if confirmation:
            self._found.add_notice(
                "note",
                "It is of {time}, by a clock that ran ahead, as @{confirmation} says.",
                position,
                time=format_time(now),
                confirmation=confirmation.position,
            )
        else:
            self._found.add_finding(
                "time",
                "It is of {time}, after it was signed or witnessed.",
                position,
                time=format_time(now),
            )


def _microseconds(time: str) -> int:
    return (datetime.fromisoformat(time) - EPOCH) // timedelta(microseconds=1)


def format_time(recorded_us: int) -> str:
    """Write a time in microseconds since 1970 UTC, also one outside the calendar."""
    try:
        return leaf.format_time(recorded_us)
    except Malformed:
        return worded("an invalid time")
