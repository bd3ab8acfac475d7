"""One entry as an answer is made from it: its event with its type, its day and its place."""

from datetime import date
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from domain.event import Event
from domain.values import ImpreciseDate, Visibility

E_co = TypeVar("E_co", bound=Event, covariant=True)


class Fact(NamedTuple, Generic[E_co]):
    """What one entry says: the event as it was known, and where it stands in the log.

    `on` is the day from which it holds, as precisely as it is known, `by` the day from which it
    holds for certain. `entry` is the position of the entry's first event, `position` that of the
    version which says this; they differ for an entry that was amended. `corrected` says that the
    version replaced one that was wrong, and not one with a blank; `recorded_for` is for whom it was
    recorded, or else by whom.
    """

    event: E_co
    on: ImpreciseDate
    by: date
    entry: int
    position: int
    entry_id: str
    visibility: Visibility
    corrected: bool
    recorded_for: str

    @property
    def id(self) -> UUID:
        """The id of the entry."""
        return UUID(self.entry_id)

    @property
    def begins(self) -> ImpreciseDate:
        """The day from which it holds."""
        return self.on

    @property
    def order(self) -> int:
        """Grows with the order of entry."""
        return self.entry
