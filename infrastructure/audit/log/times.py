"""When entries can have been recorded: what checkpoints, witnesses and confirmed clocks say."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from application.stored import decode
from domain.errors import Malformed, Unreadable
from domain.event import EPOCH
from domain.events.log import ClockConfirmed
from domain.words import worded
from infrastructure.audit.log.findings import Finding, Verification
from infrastructure.audit.log.log_file import LogFile, Stored
from infrastructure.audit.proofs.policy import Opened
from infrastructure.store.leaf import written

SECOND = 1_000_000  # microseconds
CLOCKS_DIFFER = 300 * SECOND
"""How far two clocks may be apart before an entry counts as dated back, or ahead."""


class Confirmed(NamedTuple):
    """Where it is on record that the clock had been ahead, up to `last`, and is right at `clock`.

    Both in microseconds since 1970 UTC. `idx` is the index of its leaf.
    """

    idx: int
    position: int
    clock: int
    last: int


def confirmations(log: LogFile) -> Iterator[Confirmed]:
    """Yield each confirmation of the clock that is what was recorded."""
    for stored in log.logged(ClockConfirmed.TOPIC):
        if stored.rebuilt() != stored.leaf:
            continue
        try:
            _, event = decode(ClockConfirmed.TOPIC, stored.state or b"")
            assert isinstance(event, ClockConfirmed)  # the topic says so
            yield Confirmed(stored.idx, stored.position, _us(event.clock), _us(event.last))
        except (Unreadable, ValueError):
            continue  # it is a finding of its own


def excused(moment: int, confirmed: Iterable[Confirmed]) -> Confirmed | None:
    """Return the confirmation that says of a time that the clock was ahead then, if one does."""
    return next((c for c in confirmed if c.clock < moment <= c.last + SECOND), None)


class Times:
    """Holds the time of each entry against those of checkpoints, and notes what does not fit.

    What a checkpoint holds is no younger than it is, and what follows it is no older. A witness may
    sign days after a checkpoint was made, so it says of what follows nothing.
    """

    def __init__(self, found: Verification, log: LogFile, seen: Iterable[Opened]) -> None:
        self._found = found
        self._confirmed = tuple(confirmations(log))
        self._not_after: dict[int, int] = {}
        self._not_before: dict[int, int] = {}
        self._since = 0
        for each in seen:
            self._expect(each)

    def _expect(self, seen: Opened) -> None:
        size, seen_at = seen.checkpoint.size, [time * SECOND for time in seen.witnessed.values()]
        if seen.made is None:
            sentence = worded(
                "A checkpoint of {size} entries does not say when it was made.", size=size
            )
            self._note(worded("{sentence} What follows may be dated back.", sentence=sentence))
        else:
            made = seen.made * SECOND
            ahead = excused(made, [c for c in self._confirmed if c.idx >= size])
            if ahead:
                sentence = worded(
                    "A checkpoint of {size} entries was made by a clock that ran ahead.", size=size
                )
                self._note(sentence, ahead.position)
            elif made > min(seen_at, default=made) + CLOCKS_DIFFER:
                sentence = worded(
                    "The checkpoint of {size} entries says that it was made after a witness",
                    size=size,
                )
                self._found.add("time", worded("{sentence} had signed it.", sentence=sentence))
            earliest = ahead.clock if ahead else made
            self._not_before[size] = max(self._not_before.get(size, 0), earliest)
            seen_at.append(made)
        for time in seen_at:
            latest = self._not_after.get(size - 1, time + SECOND)
            self._not_after[size - 1] = min(latest, time + SECOND)

    def skip(self, first: int) -> None:
        """Go on at an index; what checkpoints say of those before holds for what follows."""
        self._since = max((t for n, t in self._not_before.items() if n < first), default=0)

    def look(self, stored: Stored, before: Stored | None) -> None:
        """Look at an entry and the one before it; they come in the order of the index."""
        now, place = stored.recorded_us, stored.position
        if before and now < before.recorded_us:
            self._found.add("time", "It is dated before the entry that it follows.", place)
        latest = self._not_after.get(stored.idx)
        if latest is not None and now > latest + CLOCKS_DIFFER:
            self._find_late(now, place)
        self._since = max(self._since, self._not_before.get(stored.idx, 0))
        if now < self._since - CLOCKS_DIFFER:
            sentence = worded(
                "It is of {now}, but was not there when a checkpoint was made", now=as_time(now)
            )
            self._found.add("backdated", f"{sentence} at {as_time(self._since)}.", place)

    def _find_late(self, now: int, place: int) -> None:
        ahead = excused(now, self._confirmed)
        if ahead:
            sentence = worded("It is of {now}, by a clock that ran ahead", now=as_time(now))
            self._note(
                worded(
                    "{sentence}, as @{position} says.", sentence=sentence, position=ahead.position
                ),
                place,
            )
        else:
            sentence = worded("It is of {now}, after it was signed or witnessed.", now=as_time(now))
            self._found.add("time", sentence, place)

    def _note(self, sentence: str, position: int | None = None) -> None:
        self._found.notices.append(Finding("note", sentence, position))


def _us(moment: str) -> int:
    since = datetime.fromisoformat(moment) - EPOCH
    return since.days * 86_400 * SECOND + since.seconds * SECOND + since.microseconds


def as_time(recorded_us: int) -> str:
    """Write a time in microseconds since 1970 UTC, also one that no calendar has."""
    try:
        return written(recorded_us)
    except Malformed:
        return "no time that there is"
