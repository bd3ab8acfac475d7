"""What can happen to entries themselves: declared never true, or shown to others than before."""

from typing import Annotated, ClassVar
from uuid import UUID

from domain.event import Event
from domain.meaning import Fixed, Meaning
from domain.values import Text, Visibility

AboutEntry = Annotated[UUID, Fixed("The entry, by the id of its first event.")]


class Retracted(Event):
    """The entry was never true; a withdrawal, by contrast, says that the world changed."""

    TOPIC: ClassVar[str] = "record.retracted"
    entry_id: AboutEntry
    reason: Annotated[Text, Meaning("Why it was never true.", "Recorded for the wrong member.")]

    @property
    def target(self) -> UUID:
        """The entry that was never true."""
        return self.entry_id


class VisibilityChanged(Event):
    """From now on, and for every past day too, the entry is shown at this level."""

    TOPIC: ClassVar[str] = "record.visibility-changed"
    entry_id: AboutEntry
    visibility: Annotated[Visibility, Meaning("Who may see the entry from now on.", "public")]
    reason: Annotated[Text | None, Meaning("Why.", "The member published it.")] = None

    @property
    def target(self) -> UUID:
        """The entry that is shown to others than before."""
        return self.entry_id
