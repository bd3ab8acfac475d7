"""What a question is asked with, and what an answer is made of.

Every answer carries the position and the two days that it is for. What is printed as
JSON keeps these names, which are published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.event import instant
from domain.values import ImpreciseDate, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """What an answer is for: the state on the day `on`, as known after `position`.

    `recorded_at` is when the entry at `position` was recorded (None in an empty log), `known` the
    day or moment that was asked for, `unfinished` whether that day was not yet over.
    """

    on: date
    position: int
    recorded_at: datetime | None
    known: str
    audience: Visibility
    unfinished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """One member's standing on one commitment, with the dates as they are known."""

    commitment: str
    member: str
    name: str
    standing: str
    signed_on: ImpreciseDate | None = None
    signature: str | None = None
    version: str | None = None
    deposited_on: ImpreciseDate | None = None
    consent: str | None = None
    in_force_on: ImpreciseDate | None = None
    withdrawn_on: ImpreciseDate | None = None
    withdrawn: str | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """One member's standing in its body, with the dates as they are known."""

    member: str
    name: str
    kind: str
    standing: str
    applied_on: ImpreciseDate | None
    joined_on: ImpreciseDate | None
    suspended_on: ImpreciseDate | None
    withdrew_on: ImpreciseDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """How a member stood from a day on and before another (None: for good).

    It stood so on a commitment or, where that is None, in its body.
    """

    member: str
    commitment: str | None
    standing: str
    from_day: date
    until_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One version of an entry: what its event at `position` said, and from when to when.

    It was the register's word for positions from `known_from` on, and before `known_to`
    (None: it still is). `event_id` is of the entry's first event, which endings name; `event` is
    the content as JSON. `because` says why it amends an earlier version: error or completed.
    """

    position: int
    entry_position: int
    event_id: str
    topic: str
    stream: str
    effective_on: ImpreciseDate | None
    known_from: int
    known_to: int | None
    visibility: str
    event: str
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One event as it was recorded, with its envelope; `content` is the event as JSON.

    `stream` is the reference that people know: a member's code, a commitment's or the body's.
    `entry` is the position of the first event of the entry that this amends or is about.
    """

    position: int
    recorded_at: datetime
    event_id: str
    topic: str
    taskforce: str
    stream: str
    member: str
    effective_on: ImpreciseDate | None
    notified_on: ImpreciseDate | None
    actor: str
    on_behalf_of: str | None
    source: str | None
    source_reference: str | None
    source_url: str | None
    source_sha256: str | None
    basis: str | None
    note: str | None
    visibility: str
    entry: int
    because: str | None
    content: str

    def recorded(self) -> dict[str, str]:
        """Return the day and the time of recording, under the names that they have in rows."""
        day, time = self.recorded_at.date().isoformat(), instant(self.recorded_at)
        return {"recorded": day, "recorded_at": time}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that stand together in a text; `begins` says that the last of them may go on."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOfMember:
    """What a member did as an active member and was not retracted, whatever became of it.

    `done_on` is the day on which it was signed or deposited.
    """

    entry_id: str
    position: int
    commitment: str
    topic: str
    done_on: ImpreciseDate


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """What was last imported under a row's key: the row's hash, and the entries it made.

    `expunged` says that texts were removed of an event that was ever imported under it.
    """

    row_sha256: str
    entry_ids: tuple[str, ...]
    expunged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Where an entry is: its stream in words, and the id and position of its first event."""

    kind: str
    taskforce: str
    reference: str
    entry_id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recode:
    """A change of code that stands: `member` took the code `code`, both as they were recorded."""

    entry_id: str
    position: int
    member: str
    code: str


class ReadModel(Protocol):
    """Answers from tables that follow the log; each question first catches up with it."""

    def head(self) -> int:
        """Return the last position, 0 in an empty log."""
        ...

    def position_at(self, moment: datetime) -> int:
        """Return the last position recorded before `moment`, 0 if there is none."""
        ...

    def recorded_at(self, position: int) -> datetime | None:
        """Return when the entry at `position`, or the last one before it, was recorded."""
        ...

    def taskforces(self) -> Sequence[str]:
        """Return the codes of all bodies, in the order of their first entry."""
        ...

    def members(self, taskforce: str, as_of: AsOf) -> Sequence[MemberRow]:
        """Return all members with a standing other than none, by code."""
        ...

    def recodes(self, taskforce: str, position: int | None) -> Sequence[Recode]:
        """Return the changes of codes that stand at a position (None: the head), in their order.

        They are for every audience: a code is how a member is called.
        """
        ...

    def standings(
        self, taskforce: str, commitments: Sequence[str], as_of: AsOf
    ) -> Sequence[StandingRow]:
        """Return every standing other than none on these commitments, by commitment and member."""
        ...

    def stretches(self, taskforce: str, as_of: AsOf) -> Sequence[Stretch]:
        """Return how every member stood on all days, known at the position; never none.

        They are in the order of members, commitments (the body first) and days.
        """
        ...

    def entries(self, taskforce: str, topics: Sequence[str], as_of: AsOf) -> Sequence[EntryRow]:
        """Return the entries of these topics that were known at the position, in order of entry.

        Entries that begin only after `as_of.on` are among them: the caller decides.
        """
        ...

    def log(self, taskforce: str | None, as_of: AsOf, reference: str | None) -> Sequence[LogEntry]:
        """Return events up to the position, oldest first; of one reference where it is given.

        A reference is a member's code, a commitment, or an instrument with all its commitments.
        """
        ...

    def search(self, taskforce: str, as_of: AsOf, phrases: Sequence[Phrase]) -> Sequence[LogEntry]:
        """Return the events up to the position in whose texts all phrases stand, oldest first."""
        ...

    def standing_at(self, taskforce: str, as_of: AsOf) -> frozenset[int]:
        """Return the positions of the events that were the register's word at the position."""
        ...

    def events(
        self, taskforce: str, as_of: AsOf, reference: str | None, after: int, limit: int
    ) -> Sequence[LogEntry]:
        """Return up to `limit` events after a position and up to that of `as_of`, as `log` does."""
        ...

    def versions(self, taskforce: str, as_of: AsOf, entry: int | None) -> Sequence[EntryRow]:
        """Return every version of entries, or of one, that was ever the word up to the position.

        They are in the order of entries, then of versions.
        """
        ...

    def days(self, taskforce: str, as_of: AsOf) -> Sequence[date]:
        """Return the days on which something was recorded, or began or ended, in order."""
        ...

    def acts_of(self, taskforce: str, member: str) -> Sequence[ActOfMember]:
        """Return what a member did as an active member and is not retracted at the head."""
        ...

    def imported(self, row_keys: Sequence[str]) -> dict[str, ImportedRow]:
        """Return what was last imported under each of these keys."""
        ...

    def where_is(self, reference: str) -> Sequence[tuple[str, str]]:
        """Return (taskforce, kind) for every instrument, commitment or member of that reference."""
        ...

    def commitments_of(self, taskforce: str, instrument: str) -> Sequence[str]:
        """Return the references of an instrument's commitments, in the order of adoption."""
        ...

    def references(self, taskforce: str, topic: str) -> Sequence[str]:
        """Return the references of all streams that have an event of this topic, in order."""
        ...

    def act_of(self, entry_id: str) -> Sequence[str]:
        """Return the ids of all entries that one act recorded, this among them, in order.

        What a correction or a retraction records together with others makes no act of them.
        """
        ...

    def locate(self, entry: str) -> Located:
        """Find an entry by `@position` or by the first 8 or more digits of an event's id.

        Raises:
            UnknownReference: no event is there.
        """
        ...
