"""What one unit has decided so far, and how it goes back to an earlier point."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from application.answers import ActOfMember
from application.context import Stream
from application.judging import Activity, Leaving, Whole
from domain.aggregate import Aggregate
from domain.event import Recorded


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a unit was: how many events and checks it held, and how many steps led there.

    `whole` are all its streams and lists of commitments, where the steps are not kept.
    """

    pending: int
    journal: int
    activities: int
    leavings: int
    whole: tuple[dict[UUID, Aggregate], dict[tuple[str, str], list[str]]] | None = None


@dataclass(slots=True)
class Unit:
    """The events that were decided, by which act, and the streams with them.

    `first` holds the streams as they were before the unit. `activities` and `leavings` are to be
    judged at its end.
    """

    pending: list[Recorded] = field(default_factory=list)
    acts: list[int] = field(default_factory=list)
    first: dict[UUID, Aggregate] = field(default_factory=dict)
    aggregates: dict[UUID, Aggregate] = field(default_factory=dict)
    adopted: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)
    leavings: list[Leaving] = field(default_factory=list)
    _journal: list[tuple[UUID, Aggregate] | list[str]] = field(default_factory=list)

    def mark(self) -> Mark:
        """Return a mark to which `restore` can go back."""
        return Mark(len(self.pending), len(self._journal), len(self.activities), len(self.leavings))

    def snapshot(self) -> Mark:
        """Return a mark that holds when the steps since are not kept; it costs as much as all."""
        adopted = {key: list(references) for key, references in self.adopted.items()}
        return replace(self.mark(), whole=(dict(self.aggregates), adopted))

    def keep(self) -> None:
        """Forget the steps so far; there is no way back but to a snapshot."""
        self._journal.clear()

    def restore(self, mark: Mark) -> None:
        """Forget what was decided since the mark; this costs as much as that, not as the unit."""
        if mark.whole:
            aggregates, adopted = mark.whole
            self.aggregates = self.first | aggregates
            self.adopted = {key: list(references) for key, references in adopted.items()}
            self._journal.clear()
        while len(self._journal) > mark.journal:
            step = self._journal.pop()
            if isinstance(step, list):
                step.pop()
            else:
                self.aggregates[step[0]] = step[1]
        del self.pending[mark.pending :], self.acts[mark.pending :]
        del self.activities[mark.activities :], self.leavings[mark.leavings :]

    def add(self, stream: UUID, after: Aggregate, records: Sequence[Recorded], act: int) -> None:
        """Add what an act has decided in one stream."""
        self._journal.append((stream, self.aggregates[stream]))
        self.aggregates[stream] = after
        self.pending.extend(records)
        self.acts.extend([act] * len(records))

    def adopt(self, commitments: list[str], reference: str) -> None:
        """Add a commitment to those of its instrument."""
        commitments.append(reference)
        self._journal.append(commitments)

    def whole(self, acts_of: Callable[[Stream], Iterable[ActOfMember]]) -> Whole:
        """Return all of it, to be judged; `acts_of` is what a member did before."""
        return Whole(
            records=self.pending,
            acts=self.acts,
            first=self.first,
            now=self.aggregates,
            activities=self.activities,
            leavings=self.leavings,
            acts_of=acts_of,
        )
