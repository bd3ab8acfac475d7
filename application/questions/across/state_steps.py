"""What each event changed: only those parts of the state are compared that it can change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from application.model_rows import AsOf, LogEntry
from application.questions.across.state_changes import (
    NOTHING,
    OF_THE_BODY,
    WHOLE,
    ItemKey,
    State,
    StateChange,
    StateItem,
    StatePart,
    due_from_member,
    of_commitment,
    standings_on,
    state,
    state_changes,
)
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from application.reading import codes_of
from domain.events.bodies import RecordKeptFrom
from domain.events.members import Applied, Joined, Recoded, Reinstated, Suspended, Withdrew
from domain.texts.standing import DECISIVE

MEMBERSHIPS = tuple(e.TOPIC for e in (Applied, Joined, Withdrew, Suspended, Reinstated, Recoded))
"""Of what happens to members, what changes who is bound; the rest changes nothing of the state."""
STANDINGS = tuple(event.TOPIC for event in DECISIVE)
HELD = 2_000
"""How many parts of a state are held, so that they need not be read again."""


class StateSteps:
    """Compares the state of one body before and after each of its events, in their order.

    What was read before is held as long as nothing but acts of members on commitments, and events
    of the body alone, is seen, and nothing is hidden (`sees_all`, or the positions follow one
    another); of what was read of the body, one kind is then read again. `look` comes before events.
    """

    def __init__(self, read_model: ReadModel, taskforce: str, at: AsOf, *, sees_all: bool) -> None:
        self._read_model, self._taskforce, self._at = read_model, taskforce, at
        self._sees_all = sees_all
        self._facts: Facts | None = None
        self._held: dict[StatePart, State] = {}
        self._last, self._on = 0, date.min
        self._head, self._recoded = 0, False

    def look(self) -> None:
        """Forget what was read before, if anything was recorded since."""
        head = self._read_model.head()
        if head != self._head:
            self._facts, self._head = None, head
            self._held.clear()
            self._recoded = bool(codes_of(self._read_model, self._taskforce).meant)

    def changes(self, entry: LogEntry, on: date) -> list[StateChange]:
        """Return what an event changed, as at the end of a day."""
        topic, seen = self._topic(entry), self._sees_all or self._last == entry.position - 1
        parts = self._parts(entry, topic)
        alone = parts[0].member is not None or parts[0] is OF_THE_BODY
        if not (alone and seen) or on != self._on or len(self._held) > HELD:
            self._held.clear()
        if not seen:
            self._facts = None
        before: dict[ItemKey, StateItem] = {}
        now: dict[ItemKey, StateItem] = {}
        for part in parts:
            was = self._held.get(part)
            before |= self._state(part, on, entry.position - 1) if was is None else was
        if not topic.startswith("commitment."):  # it changes what was read of the body
            first = parts[0] is OF_THE_BODY and entry.entry == entry.position
            self._facts = self._facts.reading_again(topic) if first and self._facts else None
        for part in parts:
            self._held[part] = self._state(part, on, entry.position)
            now |= self._held[part]
        self._last, self._on = entry.position, on
        return state_changes(before, now)

    def _topic(self, entry: LogEntry) -> str:
        """Return the topic of what an event is about, where it says something of an entry."""
        if not entry.topic.startswith("record."):
            return entry.topic
        at = replace(self._at, position=entry.position - 1)
        versions = self._read_model.versions(self._taskforce, at, entry.entry)
        return versions[-1].topic if versions else entry.topic

    def _parts(self, entry: LogEntry, topic: str) -> Sequence[StatePart]:
        """Return the parts of the state that an event can change; `topic` is that of its entry."""
        if topic.startswith("commitment."):
            if not entry.member or self._recoded:  # rows have the codes of today
                return [of_commitment(entry.stream)]
            due = due_from_member(entry.stream, entry.member)
            return [due, standings_on(entry.stream)] if topic in STANDINGS else [due]
        if topic.startswith("taskforce.") and topic != RecordKeptFrom.TOPIC:
            return [OF_THE_BODY]
        return [NOTHING if topic.startswith("member.") and topic not in MEMBERSHIPS else WHOLE]

    def _state(self, part: StatePart, on: date, position: int) -> State:
        at = replace(self._at, on=on, position=position)
        if self._facts is None:
            self._facts = Facts(self._read_model, self._taskforce, at)
        return state(self._facts.of(part.commitments, part.member, at), part)
