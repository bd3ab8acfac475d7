"""The base of acts on entries of the log: what is corrected, retracted or shown to others."""

from collections.abc import Sequence
from typing import Annotated

from application.declarations.act import Act
from application.entries.groups import EntryGroup, groups_of
from application.recording.recording import Recording
from domain.meaning import Meaning
from domain.words import worded

ONCE = worded("It is said once of an entry; say something else of it by hand.")
"""Why what a row says of an entry is not compared when it is imported again."""


class OnEntries(Act):
    """The base: an interface can show the entries before and after."""

    only: Annotated[
        bool, Meaning("Just the entries that are named, not all that one act recorded.", "")
    ] = False

    def named(self) -> Sequence[str]:
        """Return the names of the entries."""
        raise NotImplementedError

    def meant(self, recording: Recording, body: str) -> list[EntryGroup]:
        """Return what was recorded together with each entry that is named.

        Raises:
            UnknownReference: an entry is not there.
            Refused: it is of another body than the one that is meant, or is about the log itself.
            Malformed: it is named twice.
        """
        return groups_of(recording, body, self.named(), only=self.only)
