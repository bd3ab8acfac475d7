"""The read model in SQLite: what `application.answers.ReadModel` asks, and questions in SQL."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from application.answers import (
    ActOfMember,
    AsOf,
    EntryRow,
    ImportedRow,
    Located,
    LogEntry,
    MemberRow,
    Phrase,
    Recode,
    StandingRow,
    Stretch,
)
from infrastructure.read_model import answers, lookup, recoding, walking
from infrastructure.read_model.database import Log
from infrastructure.read_model.digests import damage, digests
from infrastructure.read_model.following import Following
from infrastructure.read_model.inquiry import inquire
from infrastructure.read_model.rows import Cell, Row
from infrastructure.read_model.schema import described
from infrastructure.read_model.snapshot import Wanted, take
from infrastructure.read_model.views.columns import Description


class SQLiteReadModel:
    """Answers from tables that follow the log, in `folder` or, without one, for this use only.

    Threads may share it. `seconds` is how long a question in SQL may take. A `recording` does not
    wait for tables that others have locked, or that cannot be made. See
    `application.answers.ReadModel` for what is not told here; every question may raise
    `Unavailable`, and `Unreadable` where this version does not know an event of the log.
    """

    def __init__(
        self,
        log: Log,
        folder: Path | None = None,
        *,
        batch_size: int = 1000,
        seconds: float = 10.0,
        recording: bool = False,
    ) -> None:
        self._private = TemporaryDirectory(prefix="depositary-") if folder is None else None
        place = Path(self._private.name) if self._private else folder
        assert place is not None
        self._following = Following(log, place, batch_size, recording=recording)
        self._seconds = seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; what was for this use only is removed."""
        self._following.close()
        if self._private is not None:
            self._private.cleanup()

    def catch_up(self) -> int:
        """Apply every event that is new, and return how many there were.

        Every question does this first. The number leaves out what a new generation holds, where
        one has to be made.
        """
        return self._following.catch_up()

    def rebuild(self, *, forget: bool = False) -> int:
        """Make all tables anew, and return how many events they hold.

        Those who read the present ones are not disturbed; an interruption leaves them in use. If
        the present ones are to be forgotten, their files are removed, and only who has them open
        still reads them.
        """
        return self._following.rebuild(forget=forget)

    def query(
        self, sql: str, parameters: Sequence[Cell] | Mapping[str, Cell] = ()
    ) -> tuple[list[str], list[Row]]:
        """Return the names of the columns and all rows of a question in SQL.

        Nothing is left out for any audience: this is for those who may see all.

        Raises:
            Malformed: it is not SQL, would write, or takes too long; in SQLite's words.
        """
        return self._following.ask_file(lambda path: inquire(path, sql, parameters, self._seconds))

    def digests(self) -> Mapping[str, str]:
        """Return a hash of each table, by which two sets of tables can be compared."""
        return self._following.ask(digests)

    def damage(self) -> Sequence[str]:
        """Return what SQLite finds wrong with the tables in use, in its words."""
        return self._following.ask(damage)

    def snapshot(self, target: Path, wanted: Wanted) -> int:
        """Write a copy for one audience to a file that is not there yet; return its position."""
        return self._following.ask_file(lambda path: take(path, target, wanted))

    def tables(self) -> Sequence[Description]:
        """Return every table and view, with a sentence on each and on each column."""
        return list(described())

    def head(self) -> int:
        """Return the last position, 0 in an empty log."""
        return self._following.ask(lookup.head)

    def position_at(self, moment: datetime) -> int:
        """Return the last position recorded before `moment`, 0 if there is none."""
        return self._following.ask(partial(lookup.position_at, instant=moment))

    def recorded_at(self, position: int) -> datetime | None:
        """Return when the entry at `position`, or the last one before it, was recorded."""
        return self._following.ask(partial(lookup.recorded_at, position=position))

    def taskforces(self) -> Sequence[str]:
        """Return the codes of all bodies, in the order of their first entry."""
        return self._following.ask(lookup.taskforces)

    def members(self, taskforce: str, as_of: AsOf) -> Sequence[MemberRow]:
        """Return all members with a standing other than none, by code."""
        return self._following.ask(partial(answers.members, taskforce=taskforce, as_of=as_of))

    def recodes(self, taskforce: str, position: int | None) -> Sequence[Recode]:
        """Return the changes of codes that stand at a position (None: the head), in their order."""
        return self._following.ask(
            partial(recoding.recodes, taskforce=taskforce, position=position)
        )

    def standings(
        self, taskforce: str, commitments: Sequence[str], as_of: AsOf
    ) -> Sequence[StandingRow]:
        """Return every standing other than none on these commitments, by commitment and member.

        Names are as of the same days; a member that is not in the body then has its first name.
        """
        return self._following.ask(
            partial(answers.standings, taskforce=taskforce, commitments=commitments, as_of=as_of)
        )

    def stretches(self, taskforce: str, as_of: AsOf) -> Sequence[Stretch]:
        """Return how every member stood on all days, known at the position; never none."""
        return self._following.ask(lambda tables: walking.stretches(tables, taskforce, as_of))

    def entries(self, taskforce: str, topics: Sequence[str], as_of: AsOf) -> Sequence[EntryRow]:
        """Return the entries of these topics that were known at the position, in order of entry."""
        return self._following.ask(
            partial(answers.entries, taskforce=taskforce, topics=topics, as_of=as_of)
        )

    def log(self, taskforce: str | None, as_of: AsOf, reference: str | None) -> Sequence[LogEntry]:
        """Return events up to the position, oldest first; of one reference where it is given."""
        return self._following.ask(
            partial(lookup.log, taskforce=taskforce, as_of=as_of, reference=reference)
        )

    def search(self, taskforce: str, as_of: AsOf, phrases: Sequence[Phrase]) -> Sequence[LogEntry]:
        """Return the events up to the position in whose texts all phrases stand, oldest first."""
        return self._following.ask(
            partial(lookup.search, taskforce=taskforce, as_of=as_of, phrases=phrases)
        )

    def standing_at(self, taskforce: str, as_of: AsOf) -> frozenset[int]:
        """Return the positions of the events that were the register's word at the position."""
        return self._following.ask(partial(lookup.standing_at, taskforce=taskforce, as_of=as_of))

    def events(
        self, taskforce: str, as_of: AsOf, reference: str | None, after: int, limit: int
    ) -> Sequence[LogEntry]:
        """Return up to `limit` events after a position and up to that of `as_of`, as `log` does."""
        return self._following.ask(
            lambda tables: walking.events(tables, taskforce, as_of, reference, after, limit)
        )

    def versions(self, taskforce: str, as_of: AsOf, entry: int | None) -> Sequence[EntryRow]:
        """Return every version of entries, or of one, that was ever the word up to the position."""
        return self._following.ask(lambda tables: walking.versions(tables, taskforce, as_of, entry))

    def days(self, taskforce: str, as_of: AsOf) -> Sequence[date]:
        """Return the days on which something was recorded, or began or ended, in order."""
        return self._following.ask(lambda tables: walking.days(tables, taskforce, as_of))

    def acts_of(self, taskforce: str, member: str) -> Sequence[ActOfMember]:
        """Return what a member did as an active member and is not retracted at the head."""
        return self._following.ask(partial(answers.acts_of, taskforce=taskforce, member=member))

    def imported(self, row_keys: Sequence[str]) -> dict[str, ImportedRow]:
        """Return what was last imported under each of these keys."""
        return self._following.ask(partial(lookup.imported, row_keys=row_keys))

    def where_is(self, reference: str) -> Sequence[tuple[str, str]]:
        """Return (taskforce, kind) for every instrument, commitment or member of that reference."""
        return self._following.ask(partial(lookup.where_is, reference=reference))

    def has_person(self, person: str) -> bool:
        """Say whether an event has this reference in any field."""
        return self._following.ask(partial(lookup.has_person, person=person))

    def commitments_of(self, taskforce: str, instrument: str) -> Sequence[str]:
        """Return the references of an instrument's commitments, in the order of adoption."""
        return self._following.ask(
            partial(lookup.commitments_of, taskforce=taskforce, instrument=instrument)
        )

    def references(self, taskforce: str, topic: str) -> Sequence[str]:
        """Return the references of all streams that have an entry of this topic, in order."""
        return self._following.ask(partial(lookup.references, taskforce=taskforce, topic=topic))

    def act_of(self, entry_id: str) -> Sequence[str]:
        """Return the ids of all entries that one act recorded, this among them, in order."""
        return self._following.ask(partial(lookup.act_of, entry_id=entry_id))

    def locate(self, entry: str) -> Located:
        """Find an entry by `@position` or by the first 8 or more digits of an event's id."""
        return self._following.ask(partial(lookup.locate, entry=entry))
