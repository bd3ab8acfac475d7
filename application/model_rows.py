"""Rows that the read model returns, and `AsOf`, the point in time that a question is for.

Every answer carries the position and the two days that it is for. What is printed as
JSON keeps these names, which are published.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, Self

from domain.event import instant
from domain.texts.standing_kinds import MemberStanding
from domain.values import ImpreciseDate, Visibility

UTC_ZONE = "UTC"


class Today(date):
    """Today's date, UTC, with the moment of asking, so that a body has its own today."""

    moment: datetime

    @classmethod
    def at(cls, moment: datetime) -> Self:
        """Return the day, UTC, of a moment with a time zone."""
        day = moment.astimezone(UTC)
        made = cls(day.year, day.month, day.day)
        made.moment = moment
        return made

    @property
    def anywhere(self) -> date:
        """The latest day that it is anywhere on Earth: no zone is further ahead than UTC+14."""
        return (self.moment.astimezone(UTC) + timedelta(hours=14)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """What an answer is for: the state on the day `on`, as known after `position`.

    `recorded_at` is when the entry at `position` was recorded (None in an empty log), `known` the
    day or moment that was asked for, `unfinished` whether that day was not yet over. `zone` is the
    time zone of the body. `is_today`: no day was asked for, so `on` is today in `zone`. `ahead`:
    `on` had not come when the question was asked.
    """

    on: date
    position: int
    recorded_at: datetime | None
    known: str
    audience: Visibility
    unfinished: bool = False
    zone: str = UTC_ZONE
    is_today: bool = False
    ahead: bool = False

    @classmethod
    def everything(cls, position: int) -> Self:
        """Return what is asked for all that was recorded up to a position, of whatever day."""
        return cls(
            on=date.max,
            position=position,
            recorded_at=None,
            known="",
            audience=Visibility.SECRETARIAT,
        )


class StandingRow(NamedTuple):
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


class MemberRow(NamedTuple):
    """One member's standing in its body, with the dates as they are known."""

    member: str
    name: str
    kind: str
    standing: str
    applied_on: ImpreciseDate | None
    joined_on: ImpreciseDate | None
    suspended_on: ImpreciseDate | None
    withdrew_on: ImpreciseDate | None

    @property
    def belongs(self) -> bool:
        """Whether it belongs to the body, suspended or not."""
        return self.standing in (MemberStanding.ACTIVE, MemberStanding.SUSPENDED)


class StandingPeriod(NamedTuple):
    """How a member stood from a day on and before another (None: for good).

    It stood so on a commitment or, where that is None, in its body.
    """

    member: str
    commitment: str | None
    standing: str
    from_day: date
    until_day: date | None


class EntryRow(NamedTuple):
    """One version of an entry: what its event at `position` said, and from when to when.

    It was current for positions from `known_from` on, and before `known_to` (None: it still
    is). `entry_id` is the id of the entry's first event, which endings name; `event` is
    the content as JSON. `begins_by` is the day from which it holds for certain, `recorded_for` for
    whom it was recorded, or else by whom. `because` says why it amends an earlier version: error or
    completed.
    """

    position: int
    entry_position: int
    entry_id: str
    topic: str
    stream: str
    effective_on: ImpreciseDate | None
    begins_by: date
    known_from: int
    known_to: int | None
    visibility: str
    recorded_for: str
    event: str
    because: str | None = None


class Kept(NamedTuple):
    """What was worked out at the head for the secretariat; it holds from a day until another.

    `until` is exclusive, `value` is JSON, or "" where there is nothing to tell.
    """

    from_day: date
    until: date
    value: str


class LogEntry(NamedTuple):
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


class Phrase(NamedTuple):
    """Words that stand together in a text; `begins` says that the last of them may go on."""

    text: str
    begins: bool = False


class ActOfMember(NamedTuple):
    """An act that takes an active member, and was not retracted, whatever became of it.

    `done_on` is the day on which it was signed or deposited.
    """

    entry_id: str
    position: int
    commitment: str
    topic: str
    done_on: ImpreciseDate


class ImportedRow(NamedTuple):
    """What was last imported under a row's key: the row's hash, and the entries it made.

    `expunged` says that texts were removed of an event that was ever imported under it.
    """

    row_sha256: str
    entry_ids: tuple[str, ...]
    expunged: bool = False


class Located(NamedTuple):
    """Where an entry is: its stream in words, and the id and position of its first event."""

    kind: str
    taskforce: str
    reference: str
    entry_id: str
    position: int


class Recode(NamedTuple):
    """A change of code that stands: `member` took the code `code`, both as they were recorded."""

    entry_id: str
    position: int
    member: str
    code: str
