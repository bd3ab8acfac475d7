"""The first entries of a log: hashed anew, and read as if nothing had been recorded after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from application.streams import recorded
from domain.event import Recorded
from infrastructure.audit.accounts import Accounts
from infrastructure.audit.files import to_base64
from infrastructure.audit.log_file import LogFile, Stored
from infrastructure.audit.manifest import Rested
from infrastructure.audit.tree import GrowingTree
from infrastructure.store.contract import LogRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the first entries of a log are found to be; `rests` is None where there are none.

    `changed` are the positions whose event is not what its leaf was made of, `expunged` those of
    which texts were removed on record.
    """

    rests: Rested | None
    changed: Sequence[int] = ()
    expunged: Sequence[int] = ()


class Prefix:
    """The first `size` entries of a log.

    A read model can follow it, which then knows nothing of what was recorded later.
    """

    def __init__(self, log: LogFile, size: int) -> None:
        self._log, self._size = log, size

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` events after a position, in order.

        Raises:
            Unreadable: with the position of the event that cannot be read.
        """
        first = self._log.next_after(after)
        last = min(first + limit, self._size)
        return [_event(each) for each in islice(self._log.entries(first), max(last - first, 0))]

    def last(self) -> int:
        """Return the last position, 0 where there is none."""
        entries = islice(self._log.entries(max(self._size - 1, 0)), min(self._size, 1))
        return next((each.position for each in entries), 0)

    def look(self) -> Looked:
        """Hash every stored event anew, and the leaves to the root of all."""
        accounts, tree = Accounts(self._log), GrowingTree()
        found: dict[str, list[int]] = {"same": [], "leaf": [], "expunged": []}
        last: Stored | None = None
        for number, stored in enumerate(islice(self._log.entries(), self._size)):
            judged = accounts.judge(stored) if stored.idx == number else "leaf"
            found[judged].append(stored.position)
            tree.add(stored.leaf)
            last = stored
        if last is None:
            return Looked(rests=None)
        return Looked(
            rests=Rested(position=last.position, size=tree.size, root=to_base64(tree.root())),
            changed=found["leaf"],
            expunged=found["expunged"],
        )


def _event(stored: Stored) -> Recorded:
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
