"""One pass over the log: every leaf with its event, in order, each against those before it."""

from collections.abc import Collection
from itertools import islice

from application.stored import decode
from domain.errors import Unreadable
from domain.events import TOPICS
from domain.words import worded
from infrastructure.audit.log.accounts import Accounts
from infrastructure.audit.log.findings import Finding, Verification
from infrastructure.audit.log.log_file import LogFile, Stored
from infrastructure.audit.log.times import Times
from infrastructure.audit.proofs.policy import Opened
from infrastructure.audit.proofs.tree import GrowingTree


class Pass:
    """Reads the log once, notes what is wrong, and gives the roots at the sizes of checkpoints."""

    def __init__(self, found: Verification, log: LogFile, seen: Collection[Opened]) -> None:
        self.roots: dict[int, bytes] = {}
        self._found, self._log = found, log
        self._accounts = Accounts(log)
        self._tree = GrowingTree()
        self._versions: dict[str | None, int | None] = {}
        self._previous: Stored | None = None
        self._times = Times(found, log, seen)
        self._wanted = {0, *(each.checkpoint.size for each in seen)}

    def read(self, first: int) -> None:
        """Read all; of the events before index `first`, only their leaves."""
        for leaf in islice(self._log.leaves(), first):
            self._add(leaf)
        entries = self._log.entries(max(first - 1, 0))
        if first:
            self._times.skip(first)
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
        self._times.look(stored, self._previous)
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
            sentence = worded(
                "After leaf {expected} comes leaf {idx}.", expected=expected - 1, idx=stored.idx
            )
            self._found.add("sequence", sentence, stored.position)
        if before and stored.position <= before.position:
            sentence = worded(
                "Position {position} comes after position {position_}.",
                position=stored.position,
                position_=before.position,
            )
            self._found.add("sequence", sentence, stored.position)

    def _due(self, stored: Stored) -> int:
        return (self._versions.get(stored.stream) or 0) + 1

    def _look_at_version(self, stored: Stored) -> None:
        expected = self._due(stored)
        if stored.version != expected:
            sentence = worded(
                "It is number {version} of its stream, where {expected} is due.",
                version=stored.version,
                expected=expected,
            )
            self._found.add("sequence", sentence, stored.position)
        self._versions[stored.stream] = stored.version

    def _look_at_content(self, stored: Stored) -> None:
        topic, state = stored.topic or "", stored.state or b""
        try:
            decode(topic, state)
        except Unreadable as error:
            self._found.add("decode" if topic in TOPICS else "topic", str(error), stored.position)
