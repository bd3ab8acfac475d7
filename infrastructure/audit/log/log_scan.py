"""One scan of the log: every leaf with its event, in order, each checked against those before."""

from collections.abc import Collection, Iterator

from application.event_store.stored_events import decode
from domain.errors import Unreadable
from domain.events.table import TOPICS
from domain.words import worded
from infrastructure.audit.log.findings import Code, Verification
from infrastructure.audit.log.log_file import LogFile, StoredEntry
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.log.time_checks import TimeCheck
from infrastructure.audit.proofs.policy import VerifiedCheckpoint


class LogScan:
    """Reads the log once, and adds a finding for each entry that is not as it should be."""

    def __init__(
        self, found: Verification, log: LogFile, checkpoints: Collection[VerifiedCheckpoint]
    ) -> None:
        self._found, self._log = found, log
        self._removals = RecordedRemovals(log)
        self._versions: dict[str | None, int | None] = {}
        self._previous: StoredEntry | None = None
        self._times = TimeCheck(found, log, checkpoints)

    def leaves(self) -> Iterator[bytes]:
        """Read all entries, and yield the leaf of each as it is stored."""
        for stored in self._log.entries():
            self._check(stored)
            self._previous = stored
            yield stored.leaf

    def _check(self, stored: StoredEntry) -> None:
        self._check_order(stored)
        self._times.check(stored, self._previous)
        if stored.state is None:
            self._found.add_finding("missing", "The event of a leaf is not there.", stored.position)
            return
        result = self._removals.compare_with_leaf(stored)
        if result == "leaf":
            sentence = worded("The stored event is not the one that was recorded here.")
            self._found.add_finding("leaf", sentence, stored.position)
            # or the next of its stream would be found, too
            self._versions[stored.stream] = self._expected_version(stored)
            return
        if result == "expunged":
            removal = self._removals.removal_sentence(stored.position)
            self._found.add_notice("expunged", removal, stored.position)
        self._check_version(stored)
        self._check_content(stored)

    def _check_order(self, stored: StoredEntry) -> None:
        before = self._previous
        expected = before.idx + 1 if before else 0
        if stored.idx != expected:
            self._found.add_finding(
                "sequence",
                "After leaf {previous} comes leaf {index}.",
                stored.position,
                previous=expected - 1,
                index=stored.idx,
            )
        if before and stored.position <= before.position:
            self._found.add_finding(
                "sequence",
                "Position {position} comes after position {previous}.",
                stored.position,
                position=stored.position,
                previous=before.position,
            )

    def _expected_version(self, stored: StoredEntry) -> int:
        return (self._versions.get(stored.stream) or 0) + 1

    def _check_version(self, stored: StoredEntry) -> None:
        expected = self._expected_version(stored)
        if stored.version != expected:
            self._found.add_finding(
                "sequence",
                "It is number {version} of its stream, where {expected} is due.",
                stored.position,
                version=stored.version,
                expected=expected,
            )
        self._versions[stored.stream] = stored.version

    def _check_content(self, stored: StoredEntry) -> None:
        topic, state = stored.topic or "", stored.state or b""
        try:
            decode(topic, state)
        except Unreadable as error:
            code: Code = "decode" if topic in TOPICS else "topic"
            self._found.add_finding(code, str(error), stored.position)
