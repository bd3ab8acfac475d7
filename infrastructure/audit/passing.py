"""One pass over the log: every leaf with its event, in order, each against those before it."""

from collections.abc import Iterable
from itertools import islice

from application.stored import decode
from domain.errors import Malformed, Unreadable
from domain.events import TOPICS
from infrastructure.audit.accounts import Accounts
from infrastructure.audit.findings import Finding, Verification
from infrastructure.audit.log_file import LogFile, Stored
from infrastructure.audit.policy import Opened
from infrastructure.audit.tree import GrowingTree
from infrastructure.store.leaf import written

SECOND = 1_000_000  # microseconds
CLOCKS_DIFFER = 300 * SECOND
"""How far a witness's clock and the log's may be apart before an entry counts as back-dated."""


class Pass:
    """Reads the log once, notes what is wrong, and gives the roots at the sizes of checkpoints."""

    def __init__(self, found: Verification, log: LogFile, seen: Iterable[Opened]) -> None:
        self.roots: dict[int, bytes] = {}
        self._found, self._log = found, log
        self._accounts = Accounts(log)
        self._tree = GrowingTree()
        self._versions: dict[str | None, int | None] = {}
        self._previous: Stored | None = None
        self._not_after: dict[int, int] = {}
        self._not_before: dict[int, int] = {}
        self._since = 0
        self._wanted = {0}
        for each in seen:
            self._expect(each)

    def _expect(self, seen: Opened) -> None:
        """Take in when a checkpoint was seen and made: what it holds is older, what follows newer.

        A witness may sign days after a checkpoint was made, so what follows is only as new as the
        log says that it made it; where it does not say, it must have asked the witness at once.
        """
        size, times = seen.checkpoint.size, [time * SECOND for time in seen.witnessed.values()]
        self._wanted.add(size)
        if times:
            latest = min(times) + SECOND
            self._not_after[size - 1] = min(latest, self._not_after.get(size - 1, latest))
        made = times if seen.made is None else [seen.made * SECOND]
        if seen.made is not None and times and max(made) > min(times) + CLOCKS_DIFFER:
            sentence = f"The checkpoint of {size} entries was made after a witness had signed it."
            self._found.add("time", sentence)
        self._not_before[size] = max([self._not_before.get(size, 0), *made])

    def read(self, first: int) -> None:
        """Read all; of the events before index `first`, only their leaves."""
        for leaf in islice(self._log.leaves(), first):
            self._add(leaf)
        entries = self._log.entries(max(first - 1, 0))
        if first:
            self._versions = self._log.versions(first)
            self._previous = next(entries, None)
        for stored in entries:
            self._look(stored)
            self._add(stored.leaf)
            self._previous = stored
        self._keep_root()
        self._found.size, self._found.root = self._tree.size, self._tree.root()

    def _add(self, leaf: bytes) -> None:
        self._keep_root()
        self._tree.add(leaf)

    def _keep_root(self) -> None:
        if self._tree.size in self._wanted:
            self.roots[self._tree.size] = self._tree.root()

    def _look(self, stored: Stored) -> None:
        self._look_at_order(stored)
        self._look_at_time(stored)
        if stored.state is None:
            self._found.add("missing", "The event of a leaf is not there.", stored.position)
            return
        judged = self._accounts.judge(stored)
        if judged == "leaf":
            sentence = "The stored event is not the one that was recorded here."
            self._found.add("leaf", sentence, stored.position)
            self._versions[stored.stream] = self._due(stored)  # or the next would be found too
            return
        if judged == "expunged":
            sentence = self._accounts.told(stored.position)
            self._found.notices.append(Finding("expunged", sentence, stored.position))
        self._look_at_version(stored)
        self._look_at_content(stored)

    def _look_at_order(self, stored: Stored) -> None:
        before = self._previous
        expected = before.idx + 1 if before else 0
        if stored.idx != expected:
            sentence = f"After leaf {expected - 1} comes leaf {stored.idx}."
            self._found.add("sequence", sentence, stored.position)
        if before and stored.position <= before.position:
            sentence = f"Position {stored.position} comes after position {before.position}."
            self._found.add("sequence", sentence, stored.position)

    def _look_at_time(self, stored: Stored) -> None:
        now, before, place = stored.recorded_us, self._previous, stored.position
        if before and now < before.recorded_us:
            self._found.add("time", "It is dated before the entry that it follows.", place)
        latest = self._not_after.get(stored.idx)
        if latest is not None and now > latest + CLOCKS_DIFFER:
            sentence = f"It is dated {_told(now)}, after a witness had seen it."
            self._found.add("time", sentence, place)
        self._since = max(self._since, self._not_before.get(stored.idx, 0))
        if now < self._since - CLOCKS_DIFFER:
            sentence = (
                f"It is dated {_told(now)}, but was not there yet when a checkpoint was made or "
                f"witnessed at {_told(self._since)}."
            )
            self._found.add("backdated", sentence, place)

    def _due(self, stored: Stored) -> int:
        return (self._versions.get(stored.stream) or 0) + 1

    def _look_at_version(self, stored: Stored) -> None:
        expected = self._due(stored)
        if stored.version != expected:
            sentence = f"It is number {stored.version} of its stream, where {expected} is due."
            self._found.add("sequence", sentence, stored.position)
        self._versions[stored.stream] = stored.version

    def _look_at_content(self, stored: Stored) -> None:
        topic, state = stored.topic or "", stored.state or b""
        try:
            decode(topic, state)
        except Unreadable as error:
            self._found.add("decode" if topic in TOPICS else "topic", str(error), stored.position)


def _told(recorded_us: int) -> str:
    try:
        return written(recorded_us)
    except Malformed:
        return "at no time that there is"
