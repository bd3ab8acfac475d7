"""The first entries of a log: hashed anew, and read as if nothing had been recorded after them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from application.streams import LogRow, recorded
from domain.event import Recorded
from domain.log.expunging import REMOVED, REMOVED_LINK
from infrastructure.audit.log.accounts import Accounts
from infrastructure.audit.log.log_file import LogFile, Stored
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.proofs.tree import GrowingTree
from infrastructure.audit.published.manifest import Rested

OTHER_MARKS = {REMOVED: "[emptied]", REMOVED_LINK: "https://emptied.invalid/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the first entries of a log are found to be; `rests` is None where there are none.

    `changed` are the positions whose event is not what its leaf was made of, `expunged` those of
    which texts were removed, each with the position at which that is on record.
    """

    rests: Rested | None
    changed: Sequence[int] = ()
    expunged: Mapping[int, int] = field(default_factory=dict)


class Prefix:
    """The first `size` entries of a log.

    A read model can follow it, which then knows nothing of what was recorded later. In the events
    at the positions `remarked`, other marks are read where texts were removed: what then says
    something else rests on these texts.
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
        return [event_of(self._remark(each)) for each in entries]

    def _remark(self, stored: Stored) -> Stored:
        if stored.position not in self._remarked or stored.state is None:
            return stored
        state = stored.state
        for mark, other in OTHER_MARKS.items():
            state = state.replace(mark.encode(), other.encode())
        return stored._replace(state=state)

    def last(self) -> int:
        """Return the last position, 0 where there is none."""
        entries = islice(self._log.entries(max(self._size - 1, 0)), min(self._size, 1))
        return next((each.position for each in entries), 0)

    def look(self) -> Looked:
        """Hash every stored event anew, and the leaves to the root of all."""
        return look(self._log, Accounts(self._log), [self._size])[self._size]


def look(log: LogFile, accounts: Accounts, sizes: Iterable[int]) -> Mapping[int, Looked]:
    """Hash every stored event anew, in one pass, and say for each size what the first are.

    Of a size that the log has not, it is said what all of it is.
    """
    wanted, found, so_far = set(sizes), {0: Looked(rests=None)}, _SoFar(accounts)
    for stored in islice(log.entries(), max(wanted, default=0)):
        so_far.add(stored)
        if so_far.tree.size in wanted:
            found[so_far.tree.size] = so_far.looked()
    return {size: found[size] if size in found else so_far.looked() for size in wanted}


class _SoFar:
    """What the entries that were read so far are found to be."""

    def __init__(self, accounts: Accounts) -> None:
        self.tree = GrowingTree()
        self._accounts = accounts
        self._changed: list[int] = []
        self._expunged: dict[int, int] = {}
        self._position = 0

    def add(self, stored: Stored) -> None:
        number, self._position = self.tree.size, stored.position
        judged = self._accounts.judge(stored) if stored.idx == number else "leaf"
        if judged == "leaf":
            self._changed.append(stored.position)
        elif judged == "expunged":
            self._expunged[stored.position] = self._accounts.record(stored.position)
        self.tree.add(stored.leaf)

    def looked(self) -> Looked:
        size, root = self.tree.size, to_base64(self.tree.root())
        if not size:
            return Looked(rests=None)
        return Looked(
            rests=Rested(position=self._position, size=size, root=root),
            changed=list(self._changed),
            expunged=dict(self._expunged),
        )


def event_of(stored: Stored) -> Recorded:
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
