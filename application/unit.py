"""What one unit has decided so far, and how it goes back to an earlier point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from application.context import Stream
from application.judging import Activity, Leaving
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
    remarks: int
    whole: tuple[dict[UUID, Aggregate], dict[tuple[str, str], list[str]]] | None = None


@dataclass(slots=True)
class Unit:
    """The events that were decided, by which act, and the streams with them.

    `first` holds the streams as they were before the unit. `activities` and `leavings` are to be
    judged at its end; `remarks` are what its author is told beside.
    """

    pending: list[Recorded] = field(default_factory=list)
    acts: list[int] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    first: dict[UUID, Aggregate] = field(default_factory=dict)
    aggregates: dict[UUID, Aggregate] = field(default_factory=dict)
    adopted: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)
    leavings: list[Leaving] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _journal: list[tuple[UUID, Aggregate] | list[str] | Callable[[], None]] = field(
        default_factory=list
    )

    def mark(self) -> Mark:
        """Return a mark to which `restore` can go back."""
        return Mark(
            pending=len(self.pending),
            journal=len(self._journal),
            activities=len(self.activities),
            leavings=len(self.leavings),
            remarks=len(self.remarks),
        )

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
            elif callable(step):
                step()
            else:
                self.aggregates[step[0]] = step[1]
        del self.pending[mark.pending :], self.acts[mark.pending :], self.streams[mark.pending :]
        del self.activities[mark.activities :], self.leavings[mark.leavings :]
        del self.remarks[mark.remarks :]

    def add(self, stream: Stream, after: Aggregate, records: Sequence[Recorded], act: int) -> None:
        """Add what an act has decided in one stream."""
        self._journal.append((stream.id, self.aggregates[stream.id]))
        self.aggregates[stream.id] = after
        self.pending.extend(records)
        self.acts.extend([act] * len(records))
        self.streams.extend([stream] * len(records))

    def forget(self, undo: Callable[[], None]) -> None:
        """Let all streams be read anew, since what they are read with has changed.

        `undo` puts that back when the unit goes back.
        """
        before = self.aggregates

        def back() -> None:
            undo()
            self.aggregates = before

        self._journal.append(back)
        self.aggregates = {}

    def adopt(self, commitments: list[str], reference: str) -> None:
        """Add a commitment to those of its instrument."""
        commitments.append(reference)
        self._journal.append(commitments)


def list_of(taskforce: str, instrument: str) -> str:
    """Return the name under which a unit notes that it has looked at a text's commitments."""
    return f"commitments of {taskforce} {instrument}"
