"""The first entries of a log: hashed anew, and read as if nothing was recorded after them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from application.event_store.streams import LogRow, recorded
from domain.event import Recorded
from domain.log.expunging import REMOVED, REMOVED_LINK
from infrastructure.audit.log.log_file import LogFile, StoredEntry
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.proofs.tree import GrowingTree
from infrastructure.audit.published.manifest import Rested

OTHER_MARKS = {REMOVED: "[emptied]", REMOVED_LINK: "https://emptied.invalid/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefixCheck:
    """The result of a check of the first entries; `rests` is None if there are none.

    `changed` are the positions whose event is not what its leaf was made of, `expunged` those of
    which texts were removed, each with the position at which that is on record.
    """

    rests: Rested | None
    changed: Sequence[int] = ()
    expunged: Mapping[int, int] = field(default_factory=dict)


class LogPrefix:
    """The first `size` entries of a log.

    A read model that follows it knows nothing of what was recorded later. In the events at the
    positions `remarked`, removed texts are read with other marks in their place: a report that then
    says something else depends on these texts.
    """

    def __init__(self, log: LogFile, size: int, remarked: Collection[int] = ()) -> None:
        self._log, self._size, self._remarked = log, size, frozenset(remarked)

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` events after a position, in order.

        Raises:
            Unreadable: with the position of the event that cannot be read.
        """
        first = self._log.next_after(after)
        last = min(first + limit, self._size)
        entries = islice(self._log.entries(first), max(last - first, 0))
        return [event_of(self._with_other_marks(each)) for each in entries]

    def _with_other_marks(self, stored: StoredEntry) -> StoredEntry:
        if stored.position not in self._remarked or stored.state is None:
            return stored
        state = stored.state
        for mark, other in OTHER_MARKS.items():
            state = state.replace(mark.encode(), other.encode())
        return stored._replace(state=state)

    def last(self) -> int:
        """Return the last position, 0 where there is none; of a log that was cut, its last one."""
        size = min(self._size, self._log.size())
        entries = islice(self._log.entries(max(size - 1, 0)), min(size, 1))
        return next((each.position for each in entries), 0)

    def ends_with(self, position: int, event_id: str) -> bool:
        """Say whether an event that was read of it is the last one."""
        del event_id  # nothing changes while a file is read
        return position == self.last()

    def check(self) -> PrefixCheck:
        """Hash every stored event anew, and the leaves to the root of all."""
        return check_prefixes(self._log, RecordedRemovals(self._log), [self._size])[self._size]


def check_prefixes(
    log: LogFile, removals: RecordedRemovals, sizes: Iterable[int]
) -> Mapping[int, PrefixCheck]:
    """Hash every stored event anew, in one pass, and say for each size what the first are.

    Of a size that the log has not, it is said what all of it is.
    """
    wanted, found = set(sizes), {0: PrefixCheck(rests=None)}
    tree, position = GrowingTree(), 0
    changed: list[int] = []
    expunged: dict[int, int] = {}

    def so_far() -> PrefixCheck:
        root = to_base64(tree.root())
        rests = Rested(position=position, size=tree.size, root=root) if tree.size else None
        return PrefixCheck(rests=rests, changed=[*changed], expunged={**expunged})

    for stored in islice(log.entries(), max(wanted, default=0)):
        position = stored.position
        result = removals.compare_with_leaf(stored) if stored.idx == tree.size else "leaf"
        if result == "leaf":
            changed.append(position)
        elif result == "expunged":
            expunged[position] = removals.removal_position(position)
        tree.add(stored.leaf)
        if tree.size in wanted:
            found[tree.size] = so_far()
    return {size: found.get(size) or so_far() for size in wanted}


def event_of(stored: StoredEntry) -> Recorded:
    """Read what is stored as an event of the log.

    Raises:
        Unreadable: with its position.
    """
    return recorded(
        LogRow(
            stored.position,
            stored.recorded_us,
            stored.stream or "",
            stored.version or 0,
            stored.topic or "",
            stored.state or b"",
        )
    )
