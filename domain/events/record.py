"""What can happen to entries themselves: declared never true, or shown to others than before."""

from typing import ClassVar
from uuid import UUID

from domain.event import Event
from domain.values import Text, Visibility


class Retracted(Event):
    """The entry was never true; a withdrawal, by contrast, says that the world changed."""

    TOPIC: ClassVar[str] = "record.retracted"
    entry_id: UUID
    reason: Text

    @property
    def target(self) -> UUID:
        """The entry that was never true."""
        return self.entry_id


class VisibilityChanged(Event):
    """From now on, and for every past day too, the entry is shown at this level."""

    TOPIC: ClassVar[str] = "record.visibility-changed"
    entry_id: UUID
    visibility: Visibility
    reason: Text | None = None

    @property
    def target(self) -> UUID:
        """The entry that is shown to others than before."""
        return self.entry_id
