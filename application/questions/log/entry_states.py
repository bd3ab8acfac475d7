"""The state of recorded events at one position: current, amended, retracted, or ended."""

from collections.abc import Sequence
from typing import Literal

from application.model_rows import LogEntry
from application.questions.asking.facts import Facts
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.log import Expunged

EntryState = Literal["stands", "ended", "replaced", "retracted", "remark"]
REMARKS = (Retracted.TOPIC, VisibilityChanged.TOPIC, Expunged.TOPIC)
"""The topics of events about other entries."""


class EntryStates:
    """The states of events, as known at one position and on one day."""

    def __init__(self, facts: Facts, entries: Sequence[LogEntry]) -> None:
        read_model, at = facts.read_model, facts.at
        self._standing = read_model.current_positions(facts.taskforce, at)
        self._standing |= read_model.current_positions("", at)
        self._held = {entry.entry for entry in entries if entry.position in self._standing}
        ids = {entry.position: entry.event_id for entry in entries}
        self._ended = {entry for entry in self._held if ids.get(entry) in facts.ended}

    def is_current(self, entry: LogEntry) -> bool:
        """Say whether an event is a current version, whether or not what it says has ended."""
        return entry.position in self._standing

    def of(self, entry: LogEntry) -> EntryState:
        """Return `stands`, `ended`, `replaced` (amended since), `retracted` or `remark`."""
        if entry.topic in REMARKS:
            return "remark"
        if not self.is_current(entry):
            return "replaced" if entry.entry in self._held else "retracted"
        return "ended" if entry.entry in self._ended else "stands"
