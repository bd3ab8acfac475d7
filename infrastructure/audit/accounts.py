"""Which stored events are not what their leaf says, and which of them the log accounts for."""

from hashlib import sha256
from typing import Literal

from application.stored import decode
from domain.errors import Unreadable
from domain.events.log import Expunged
from domain.expunging import removable
from infrastructure.audit.log_file import LogFile, Stored

Judgement = Literal["same", "expunged", "leaf"]


class Accounts:
    """What was removed on record, by position."""

    def __init__(self, log: LogFile) -> None:
        self._expunged: dict[int, tuple[int, Expunged]] = {}
        for position, state in log.states(Expunged.TOPIC):
            try:
                _, event = decode(Expunged.TOPIC, state)
            except Unreadable:
                continue  # it is a finding of its own, and accounts for nothing
            if isinstance(event, Expunged) and event.expunged < position:
                self._expunged.setdefault(event.expunged, (position, event))

    def judge(self, stored: Stored) -> Judgement:
        """Say whether a stored event is what its leaf was made of.

        `expunged` means that the leaf was made of a state whose hash is on record, with all else as
        it is stored, and that what is stored now is what was put in its place: with a mark for each
        text that was removed. What else stands in it is no longer proved by the leaf.
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

    def told(self, position: int) -> str:
        """Say in a sentence which texts of an event were removed, and where that is on record."""
        record, removed = self._expunged[position]
        return f"Texts were removed ({', '.join(removed.fields)}), as @{record} says."


def _is_marked(topic: str, state: bytes, removed: Expunged) -> bool:
    """Say whether no text stands where texts are said to have been removed."""
    try:
        envelope, event = decode(topic, state)
    except Unreadable:
        return False
    return removable(envelope, event).keys().isdisjoint(removed.fields)
