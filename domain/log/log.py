"""The aggregate of events about the log itself; it has no rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.aggregate import Aggregate
from domain.contradictions import Contradiction


@dataclass(frozen=True)
class LogHistory(Aggregate):
    """What happened to the log: keys, the clock, texts that were removed, reports made from it."""

    def contradictions(self, subject: str) -> Iterable[Contradiction]:
        """Yield nothing: each of these events stands for itself."""
        del subject
        return ()
