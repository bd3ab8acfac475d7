"""What all aggregates share: a history, and the check that a change adds no contradiction."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from domain.contradictions import Contradiction, must_not_contradict
from domain.event import Recorded
from domain.events.entries import Retracted
from domain.history import NOTHING, History


@dataclass(frozen=True)
class Aggregate(ABC):
    """One stream: everything that happened to one taskforce, member or commitment, or to the log.

    `version` is the number of events in it. State is immutable; a decision returns what happened,
    and `evolve` the state after it.
    """

    history: History = NOTHING
    version: int = 0

    def evolve(self, *records: Recorded) -> Self:
        """Apply events. They are never judged here: what happened, happened."""
        return replace(
            self, history=self.history.add(*records), version=self.version + len(records)
        )

    @abstractmethod
    def contradictions(self, subject: str) -> Iterable[Contradiction]:
        """Yield what cannot be true together among the entries about one member, or about none."""

    def must_become(self, after: Self, new: Iterable[Recorded]) -> list[Contradiction]:
        """Refuse a change that adds a contradiction; return those that wait for what is missing.

        Raises:
            Contradicted: it does; the refusal names the entries that stand against it.
        """
        records = tuple(new)
        entries = after.history.entries
        ids = {record.entry_id for record in records} & entries.keys()
        waits = not any(_is_correction(record) for record in records)
        waiting: list[Contradiction] = []
        for subject in sorted({entries[entry_id].event.subject for entry_id in ids}):
            before, then = self.contradictions(subject), after.contradictions(subject)
            waiting += must_not_contradict(before, then, ids, waits=waits)
        return waiting


def _is_correction(record: Recorded) -> bool:
    """Say whether it says that the record was wrong, and not what happened."""
    return record.envelope.corrects is not None or isinstance(record.event, Retracted)
