"""A receipt (C2SP `tlog-proof`): proves without the register that an entry is in the log.

It proves that this entry was recorded at this index. It does not prove that the entry is still
valid (it may have been corrected or retracted since), nor that the log is complete.
"""

import re
from dataclasses import dataclass
from typing import Self

from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import from_base64, to_base64, to_number
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.policy import Policy, VerifiedCheckpoint
from infrastructure.audit.proofs.tree import HASH_SIZE, is_included
from infrastructure.store.leaf import leaf_hash

HEAD = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"
_ENTRY = re.compile(
    r'\{"originator_id":"(?P<stream>[0-9a-f]{32})","originator_version":(?P<version>\d{1,16}),'
    r'"position":(?P<position>\d{1,16}),"recorded_at":"(?P<recorded_at>[0-9T:.-]{26}Z)",'
    r'"schema":"depositary-log-entry/v1","state_sha256":"(?P<state_sha256>[0-9a-f]{64})",'
    r'"topic":"(?P<topic>[a-z][a-z0-9.-]*)"\}',
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry, its index, the inclusion proof, and the checkpoint that the proof leads to."""

    entry: bytes
    index: int
    proof: tuple[bytes, ...]
    note: Note

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read a receipt.

        Raises:
            Malformed: it is not a receipt in exactly this form.
        """
        try:
            text, blank, note = content.decode().partition("\n\n")
        except UnicodeDecodeError as error:
            raise Malformed("A receipt is text in UTF-8, and this is not.") from error
        head, extra, index, *proof = [*text.split("\n"), "", ""]
        if head != HEAD or not blank:
            raise Malformed("This is no receipt: its first line or its checkpoint is missing.")
        receipt = cls(
            from_base64(_after("extra ", extra), "an entry"),
            to_number(_after("index ", index), worded("the index of an entry")),
            tuple(from_base64(line, worded("a hash of the proof")) for line in proof[:-2]),
            Note.parse(note.encode()),
        )
        if any(len(each) != HASH_SIZE for each in receipt.proof):
            raise Malformed("A hash in the proof has not 32 bytes.")
        return receipt

    def __bytes__(self) -> bytes:
        lines = [HEAD, f"extra {to_base64(self.entry)}", f"index {self.index}"]
        lines += [to_base64(each) for each in self.proof]
        return "\n".join([*lines, "", ""]).encode() + bytes(self.note)

    def fields(self) -> dict[str, str]:
        """Return the fields of the entry: stream, version, position, recorded_at, topic and hash.

        Raises:
            Malformed: it is no entry of a register.
        """
        found = _ENTRY.fullmatch(self.entry.decode("latin-1"))
        if found is None:
            raise Malformed("The receipt has no entry of a register in it.")
        return found.groupdict()

    def check(self, policy: Policy) -> VerifiedCheckpoint:
        """Check everything, and return the checkpoint that the proof leads to.

        Raises:
            Malformed: a part is not of its form.
            NotProven: the proof or a signature does not fit.
        """
        self.fields()
        verified = policy.open(bytes(self.note))
        size, root = verified.checkpoint.size, verified.checkpoint.root
        if not is_included(self.index, size, leaf_hash(self.entry), self.proof, root):
            raise NotProven("The proof does not lead from this entry to the checkpoint.")
        return verified


def _after(word: str, line: str) -> str:
    if not line.startswith(word):
        raise Malformed.expected(worded("a line that begins with {word!r}", word=word), line)
    return line.removeprefix(word)
