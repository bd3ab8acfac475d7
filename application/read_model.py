"""The queries that questions and decisions put to the read model."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from application.model_rows import (
    ActOfMember,
    AsOf,
    EntryRow,
    ImportedRow,
    Kept,
    Located,
    LogEntry,
    MemberRow,
    Phrase,
    Recode,
    StandingPeriod,
    StandingRow,
)


class ReadModel(Protocol):
    """Queries of tables that follow the log; each first catches up with it."""

    def followed_once(self) -> AbstractContextManager[None]:
        """Put all queries of a block to one state of the tables, until something is kept in them.

        Other threads wait until it is over: it is for many small queries in a row.
        """
        ...

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

    def strongest(
        self, taskforce: str, columns: Mapping[str, str], as_of: AsOf
    ) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """Return the strongest standing but none by (code, name) and by column of commitments."""
        ...

    def standing_counts(
        self, taskforce: str, as_of: AsOf
    ) -> Mapping[str, Mapping[str, tuple[int, int]]]:
        """Return by text and standing how many members have it at best, and how many belong.

        Standings are by strength; a text that has no commitments is left out.
        """
        ...

    def shown_in_part(
        self, taskforce: str, as_of: AsOf, commitments: Sequence[str] | None = None
    ) -> Sequence[str]:
        """Return the commitments, or some of these, on which an audience is told other standings.

        It sees the commitments; the standings are others than the secretariat, which sees all, has.
        """
        ...

    def bound(
        self,
        taskforce: str,
        dues: Sequence[tuple[str, date, str]],
        as_of: AsOf,
        member: str | None = None,
    ) -> Sequence[tuple[str, date, str]]:
        """Return (commitment, day, member) of those that belong and have a standing on a day.

        For the public a member belongs if it may see neither that it joined nor that it left.
        `dues` are commitment, day and standing; suspended members belong. Of a `member`, where one
        is given, only it is looked for.
        """
        ...

    def standing_periods(self, taskforce: str, as_of: AsOf) -> Sequence[StandingPeriod]:
        """Return how every member stood on all days, known at the position; never none.

        They are in the order of members, commitments (the body first) and days.
        """
        ...

    def entries(
        self,
        taskforce: str,
        topics: Sequence[str],
        as_of: AsOf,
        streams: Sequence[str] | None = None,
        member: str | None = None,
        text: str | None = None,
        within: tuple[date, date] | None = None,
    ) -> Sequence[EntryRow]:
        """Return the entries of these topics that were known at the position, in order of entry.

        Only those in these streams (codes of members, references of commitments), where given, and
        of what members do only what this one does, by its code of today; only the adoptions of the
        `text` of this reference; only those that begin for certain `within` these days, inclusive.
        Entries that begin only after `as_of.on` are among them: the caller decides.
        """
        ...

    def uncertain(self, taskforce: str, topics: Sequence[str], as_of: AsOf) -> Sequence[EntryRow]:
        """Return the entries of these topics that may have begun by the day, or later."""
        ...

    def corrected(self, taskforce: str, topics: Sequence[str], as_of: AsOf) -> Sequence[int]:
        """Return the entries of these topics in which an error was corrected, by position."""
        ...

    def log(
        self,
        taskforce: str | None,
        as_of: AsOf,
        reference: str | None,
        after: int = 0,
        limit: int = -1,
    ) -> Sequence[LogEntry]:
        """Return up to `limit` events (-1: all) after a position and up to that of `as_of`.

        They are in their order. A reference, where one is given, is a member's code, a commitment,
        or an instrument with all its commitments.
        """
        ...

    def search(self, taskforce: str, as_of: AsOf, phrases: Sequence[Phrase]) -> Sequence[LogEntry]:
        """Return the events up to the position in whose texts all phrases stand, oldest first."""
        ...

    def current_positions(self, taskforce: str, as_of: AsOf) -> frozenset[int]:
        """Return the positions of the events that were current versions at the position."""
        ...

    def versions(
        self, taskforce: str, as_of: AsOf, entry: int | None, *, changed: bool = False
    ) -> Sequence[EntryRow]:
        """Return every version of entries, or of one, that was current at or before the position.

        They are in the order of entries, then of versions. Where `changed`, only those of entries
        that were ever amended or retracted.
        """
        ...

    def days(self, taskforce: str, as_of: AsOf) -> Sequence[date]:
        """Return the days on which something was recorded, or began or ended, in order."""
        ...

    def acts_of(
        self, taskforce: str, member: str, commitments: Collection[str] | None = None
    ) -> Sequence[ActOfMember]:
        """Return what a member did as an active member and is not retracted at the head.

        Only on these commitments, where they are given.
        """
        ...

    def kept(self, taskforce: str, what: str, on: date) -> Mapping[str, str | None]:
        """Return what there is to tell on a day, as known now, by commitment ("": the body).

        None says that it has to be worked out.
        """
        ...

    def keep(
        self, taskforce: str, what: str, position: int, found: Mapping[str, Kept | None]
    ) -> None:
        """Keep what was worked out at a head, unless something was recorded since."""
        ...

    def streams_of_acts(self, taskforce: str, correlation_ids: Sequence[str]) -> Sequence[str]:
        """Return the references of the commitments in which acts recorded anything."""
        ...

    def imported(self, row_keys: Sequence[str]) -> dict[str, ImportedRow]:
        """Return what was last imported under each of these keys."""
        ...

    def where_is(self, reference: str) -> Sequence[tuple[str, str]]:
        """Return (taskforce, kind) for every instrument, commitment or member of that reference."""
        ...

    def has_person(self, person: str) -> bool:
        """Say whether an event has this reference in any field, such as who recorded it."""
        ...

    def commitments_of(
        self, taskforce: str, instrument: str, position: int | None = None
    ) -> Sequence[str]:
        """Return the references of an instrument's commitments, in the order of adoption.

        They are those that were known at a position (None: at the head).
        """
        ...

    def references(self, taskforce: str, topic: str) -> Sequence[str]:
        """Return the references of all streams that have an event of this topic, in order."""
        ...

    def entries_of_act(self, entry_id: str) -> Sequence[str]:
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
