"""An entry: a first event and its amendments, of which the latest counts."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.citing import described
from domain.errors import Malformed
from domain.event import Ending, Event, Recorded
from domain.events.entries import Retracted, VisibilityChanged
from domain.values import UNKNOWN, ImpreciseDate, Visibility, surely_before
from domain.words import worded

UNPLACED = 2**63  # after every position
_ABOUT_ENTRIES = (Retracted, VisibilityChanged)


class Placed(Protocol):
    """What an entry says, from which day on, and its place in the order of entry."""

    @property
    def id(self) -> UUID:
        """The id of the entry."""
        ...

    @property
    def event(self) -> Event:
        """What it says."""
        ...

    @property
    def begins(self) -> ImpreciseDate:
        """The day from which it holds."""
        ...

    @property
    def order(self) -> int:
        """Grows with the order of entry."""
        ...


class Entry(NamedTuple):
    """A first event and its amendments; the latest amendment says what the entry says.

    An amendment after a retraction makes the entry hold again.
    """

    first: Recorded
    latest: Recorded
    visibility: Visibility
    retracted: bool = False

    @property
    def id(self) -> UUID:
        """The id of the first event."""
        return self.first.envelope.event_id

    @property
    def event(self) -> Event:
        """What the entry says."""
        return self.latest.event

    @property
    def order(self) -> int:
        """Grows with the order of entry, also where a history is of several streams."""
        return _place(self.first)

    @property
    def latest_order(self) -> int:
        """The same of what says last what the entry says."""
        return _place(self.latest)

    @property
    def is_ending(self) -> bool:
        """Whether it ends others."""
        return isinstance(self.event, Ending) or bool(self.event.ended)

    @property
    def begins(self) -> ImpreciseDate:
        """The day from which it holds in the world, as precisely as it is known."""
        return self.latest.envelope.effective_on or UNKNOWN

    @property
    def begins_by(self) -> date:
        """The day from which it holds for certain."""
        return self.certain(self.begins)

    def certain(self, day: ImpreciseDate) -> date:
        """Return the last day that `day` can mean.

        What was recorded as having happened on an unknown day had happened by the day on which it
        was first recorded.
        """
        return day.latest or self.first.recorded_on

    @property
    def recency(self) -> tuple[date, int]:
        """Its certain day and its place in the order of entry, by which acts are sorted."""
        return self.begins_by, self.order

    def is_named(self, name: str) -> bool:
        """Say whether this is what a person names, by `@position` or by the day it began.

        Raises:
            Malformed: it is neither.
        """
        day = day_named(name)
        if day is None:
            return name[1:] in (str(self.first.position), str(self.latest.position))
        return day in (self.begins, *self.event.days)

    @property
    def number(self) -> str:
        """Its position, as a command names it; NUMBER stands for one that it has not yet."""
        return str(self.first.position or "NUMBER")

    @property
    def description(self) -> str:
        """One phrase that tells a person which entry this is."""
        position = self.first.position
        said = described(self.event.TOPIC, self.begins, self.event.subject, position)
        return said if position else f"{said} [{str(self.id)[:8]}]"


def descriptions(entries: Iterable[Entry]) -> str:
    """Return the phrases that tell a person which entries these are."""
    return "; ".join(entry.description for entry in entries)


def day_named(name: str) -> ImpreciseDate | None:
    """Return the day by which an entry is named, None where it is named by `@position`.

    Raises:
        Malformed: the name is neither.
    """
    if name.startswith("@"):
        return None
    try:
        return ImpreciseDate.parse(name)
    except Malformed:
        raise Malformed.expected(worded("an entry such as @5, or the day it began"), name) from None


def is_covered(act: Placed, ending: Placed) -> bool:
    """Say whether an ending ends an act of the same stream and member that it does not name.

    It does if the act is of its scope and surely began on an earlier day, and is not excepted.
    """
    event = ending.event
    return (
        isinstance(event, Ending)
        and event.covers(act.event)
        and act.id not in event.excepting
        and surely_before(act.begins, ending.begins)
        and (event.closes == "earlier" or ending.order < act.order)
    )


def apply(entries: dict[UUID, Entry], record: Recorded) -> None:
    """Let an event begin an entry, or change the one that it is about, of those in `entries`."""
    event, envelope = record.event, record.envelope
    if type(event) in _ABOUT_ENTRIES:  # `isinstance` takes eight times as long for models
        show(entries, record)
        entry = entries.get(record.entry_id)
        if entry and isinstance(event, Retracted):
            entries[entry.id] = entry._replace(retracted=True)
        return
    # `Entry(…)` makes the same, and takes longer.
    new = tuple.__new__(Entry, (record, record, envelope.visibility, False))
    entry_id = envelope.corrects or envelope.event_id
    known = entries.setdefault(entry_id, new)
    if known is not new:
        entries[entry_id] = new._replace(first=known.first)


def show(entries: dict[UUID, Entry], record: Recorded) -> None:
    """Let an event change who may see the entry that it is about, and nothing else."""
    entry = entries.get(record.entry_id)
    if entry is None or isinstance(record.event, Retracted):
        return
    if isinstance(record.event, VisibilityChanged):
        entries[entry.id] = entry._replace(visibility=record.event.visibility)
    else:
        entries[entry.id] = entry._replace(visibility=record.envelope.visibility)


def _place(record: Recorded) -> int:
    """Return the place in the log; what has none yet is last, in the order of its stream."""
    return record.position or UNPLACED + record.version
