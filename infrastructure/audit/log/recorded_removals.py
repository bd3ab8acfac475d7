"""Recorded removals of text: they let a verifier rebuild the leaf of an event without its text."""

from hashlib import sha256
from typing import Literal

from application.event_store.stored_events import decode, is_as_written
from domain.errors import Unreadable
from domain.events.log import Expunged
from domain.log.expunging import is_without
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile, StoredEntry

Comparison = Literal["same", "expunged", "leaf"]
"""How a stored event compares with its leaf; `leaf`, as the finding, means that it differs."""


class RecordedRemovals:
    """The removals of text that the log records, by position of the event they were made from.

    A record that was never logged, or is not what was recorded itself, proves nothing.
    """

    def __init__(self, log: LogFile) -> None:
        self._removals: dict[int, tuple[int, Expunged]] = {}
        for stored, _, event in log.events(Expunged):
            if stored.matches_leaf and event.expunged < stored.position:
                self._removals.setdefault(event.expunged, (stored.position, event))

    @property
    def last(self) -> int:
        """The position of the latest record, 0 if there is none."""
        return max((record for record, _ in self._removals.values()), default=0)

    def compare_with_leaf(self, stored: StoredEntry) -> Comparison:
        """Say whether a stored event is what its leaf was made of.

        `expunged`: the state differs from the leaf, but a removal record in the log gives the
        original hash, with which the leaf can be rebuilt, and the stored state is exactly the
        recorded replacement, with a mark in each field from which a text was removed. The leaf no
        longer proves the rest of that state: other texts, days and codes.
        """
        if stored.matches_leaf:
            return "same"
        original = self.original_state_hash(stored)
        return "expunged" if original and stored.computed_leaf(original) == stored.leaf else "leaf"

    def original_state_hash(self, stored: StoredEntry) -> str | None:
        """Return the hash of the state before texts were removed, None if none were."""
        _, removed = self._removals.get(stored.position, (0, None))
        if removed is None or stored.topic is None or stored.state is None:
            return None
        replaced = sha256(stored.state).hexdigest() == removed.after
        marked = replaced and _is_marked(stored.topic, stored.state, removed)
        return removed.before if marked else None

    def removal_position(self, position: int) -> int:
        """Return the position of the record that texts of an event were removed."""
        return self._removals[position][0]

    def removal_sentence(self, position: int) -> str:
        """Say which texts of an event were removed, and where that is on record."""
        record, removed = self._removals[position]
        return worded(
            "Texts were removed ({fields}), as @{record} says.",
            fields=", ".join(removed.fields),
            record=record,
        )


def _is_marked(topic: str, state: bytes, removed: Expunged) -> bool:
    """Say whether a state is as we write it, with marks in place of the removed texts."""
    try:
        return is_as_written(topic, state) and is_without(*decode(topic, state), removed.fields)
    except Unreadable:
        return False
