"""What was known of one body at a position and may be seen by an audience, as typed events."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from application.answers import AsOf, EntryRow, ReadModel
from application.questions.asking import begun_by
from application.reading import codes_of
from domain.codes import Codes
from domain.event import Event
from domain.events import EVENTS
from domain.values import UNKNOWN, ImpreciseDate, Visibility

E = TypeVar("E", bound=Event)
E_co = TypeVar("E_co", bound=Event, covariant=True)
ENDINGS = tuple(event for event in EVENTS if event.ended is not Event.ended)
"""The kinds of event that end others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[E_co]):
    """What one entry says: the event as it was known, and where it stands in the log.

    `on` is the day from which it holds, as precisely as it is known, `by` the day from which it
    holds for certain. `entry` is the position of the entry's first event, `position` that of the
    version which says this; they differ for an entry that was amended. `mended` says that the
    version replaced one that was wrong, and not one with a blank.
    """

    event: E_co
    on: ImpreciseDate
    by: date
    entry: int
    position: int
    entry_id: str
    visibility: Visibility
    mended: bool


class Facts:
    """All entries of one body that are not retracted, read once for each kind of event."""

    def __init__(self, read_model: ReadModel, taskforce: str, at: AsOf) -> None:
        self.read_model, self.taskforce, self.at = read_model, taskforce, at
        self._read: dict[str, list[EntryRow]] = {}

    def known(self, kind: type[E]) -> list[Fact[E]]:
        """Return all of this kind, in the order of entry: what is to come or has ended, too."""
        if kind.TOPIC not in self._read:
            rows = self.read_model.entries(self.taskforce, [kind.TOPIC], self.at)
            self._read[kind.TOPIC] = list(rows)
        return [self._fact(kind, row) for row in self._read[kind.TOPIC]]

    def begun(self, kind: type[E]) -> list[Fact[E]]:
        """Return what of this kind had begun by the day, in the order of days, then of entry."""
        begun = [fact for fact in self.known(kind) if fact.by <= self.at.on]
        return sorted(begun, key=lambda fact: (fact.by, fact.entry))

    def standing(self, kind: type[E]) -> list[Fact[E]]:
        """Return what had begun by the day and had not been ended, in the same order."""
        return [fact for fact in self.begun(kind) if fact.entry_id not in self.ended]

    def last(self, kind: type[E]) -> Fact[E] | None:
        """Return what began last by the day and had not been ended, None if there is nothing."""
        standing = self.standing(kind)
        return standing[-1] if standing else None

    @cached_property
    def codes(self) -> Codes:
        """What the codes of the body mean, as known at the position."""
        return codes_of(self.read_model, self.taskforce, self.at.position)

    @cached_property
    def ended(self) -> frozenset[str]:
        """The ids of entries that had been ended by the day, by endings that still held."""
        endings = [fact for kind in ENDINGS for fact in self.begun(kind)]
        ended: set[str] = set()
        for fact in sorted(endings, key=lambda fact: fact.entry, reverse=True):
            if fact.entry_id not in ended:  # a later one may have revoked it, and came first here
                ended.update(map(str, fact.event.ended))
        return frozenset(ended)

    @property
    def mended(self) -> list[int]:
        """The entries that were read so far and had been wrong, by position, ascending."""
        read = (row for rows in self._read.values() for row in rows)
        return sorted(row.entry_position for row in read if row.because == "error")

    def _fact(self, kind: type[E], row: EntryRow) -> Fact[E]:
        return Fact(
            event=kind.model_validate_json(row.event),
            on=row.effective_on or UNKNOWN,
            by=begun_by(self.read_model, row),
            entry=row.entry_position,
            position=row.position,
            entry_id=row.event_id,
            visibility=Visibility(row.visibility),
            mended=row.because == "error",
        )
