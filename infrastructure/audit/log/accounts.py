"""Which stored events are not what their leaf says, and which of them the log accounts for."""

from hashlib import sha256
from typing import Literal

from application.stored import decode, is_as_written
from domain.errors import Unreadable
from domain.events.log import Expunged
from domain.log.expunging import is_without
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile, Stored

Judgement = Literal["same", "expunged", "leaf"]


class Accounts:
    """What was removed on record, by position.

    A record that was never logged, or is not what was recorded itself, accounts for nothing.
    """

    def __init__(self, log: LogFile) -> None:
        self._expunged: dict[int, tuple[int, Expunged]] = {}
        for stored in log.logged(Expunged.TOPIC):
            if stored.rebuilt() != stored.leaf:
                continue
            try:
                _, event = decode(Expunged.TOPIC, stored.state or b"")
            except Unreadable:
                continue  # it is a finding of its own
            if isinstance(event, Expunged) and event.expunged < stored.position:
                self._expunged.setdefault(event.expunged, (stored.position, event))

    def judge(self, stored: Stored) -> Judgement:
        """Say whether a stored event is what its leaf was made of.

        `expunged` means that the leaf was made of a state whose hash is on record, with all beside
        the state as it is stored, and that what is stored now is what was put in its place: with a
        mark in each field of which the record says that a text was removed. What else stands in the
        state is no longer proved by the leaf: texts in other fields, days and codes.
        """
        if stored.rebuilt() == stored.leaf:
            return "same"
        before = self.before(stored)
        return "leaf" if before is None or stored.rebuilt(before) != stored.leaf else "expunged"

    def before(self, stored: Stored) -> str | None:
        """Return the hash of what was stored before texts were removed, None if none were."""
        _, removed = self._expunged.get(stored.position, (0, None))
        if removed is None or stored.topic is None or stored.state is None:
            return None
        replaced = sha256(stored.state).hexdigest() == removed.after
        marked = replaced and _is_marked(stored.topic, stored.state, removed)
        return removed.before if marked else None

    def record(self, position: int) -> int:
        """Return at which position it is on record that texts of an event were removed."""
        return self._expunged[position][0]

    def told(self, position: int) -> str:
        """Say in a sentence which texts of an event were removed, and where that is on record."""
        record, removed = self._expunged[position]
        return worded(
            "Texts were removed ({fields}), as @{record} says.",
            fields=", ".join(removed.fields),
            record=record,
        )


def _is_marked(topic: str, state: bytes, removed: Expunged) -> bool:
    """Say whether a state is as we write it, with marks where texts are said to have been."""
    try:
        return is_as_written(topic, state) and is_without(*decode(topic, state), removed.fields)
    except Unreadable:
        return False
