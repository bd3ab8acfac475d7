"""Which stored events are not what their leaf says, and which of them the log accounts for."""

from hashlib import sha256
from typing import Literal

from application.stored import decode
from domain.errors import Unreadable
from domain.events.log import Expunged
from infrastructure.audit.log_file import LogFile, Stored

Judgement = Literal["same", "expunged", "leaf"]


class Accounts:
    """What was removed on record, by position."""

    def __init__(self, log: LogFile) -> None:
        self._expunged: dict[int, Expunged] = {}
        for position, state in log.states(Expunged.TOPIC):
            try:
                _, event = decode(Expunged.TOPIC, state)
            except Unreadable:
                continue  # it is a finding of its own, and accounts for nothing
            if isinstance(event, Expunged) and event.expunged < position:
                self._expunged.setdefault(event.expunged, event)

    def judge(self, stored: Stored) -> Judgement:
        """Say whether a stored event is what its leaf was made of.

        `expunged` means that the leaf was made of a state whose hash is on record, with all else as
        it is stored, and that what is stored now is what was put in its place.
        """
        if stored.rebuilt() == stored.leaf:
            return "same"
        before = self.before(stored)
        return "leaf" if before is None or stored.rebuilt(before) != stored.leaf else "expunged"

    def before(self, stored: Stored) -> str | None:
        """Return the hash of what was stored before texts were removed, None if none were."""
        removed = self._expunged.get(stored.position)
        if removed is None or stored.state is None:
            return None
        return removed.before if sha256(stored.state).hexdigest() == removed.after else None
