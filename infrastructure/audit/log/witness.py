"""What a witness does: check that a log only grew since it last looked, and sign that.

What passes between the two is one file, in the form of C2SP `tlog-witness`: the size that the
witness saw last, the proof from there, and the new checkpoint.
"""

from dataclasses import dataclass
from typing import Self

from domain.errors import Malformed
from infrastructure.audit.log.times import CLOCKS_DIFFER, SECOND
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import from_base64, to_base64, to_number
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.policy import Policy
from infrastructure.audit.proofs.tree import EMPTY_ROOT, is_consistent


@dataclass(frozen=True, slots=True)
class Growth:
    """A proof that the first `older` entries are still those of an earlier checkpoint."""

    older: int
    proof: tuple[bytes, ...]
    note: Note

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read a proof; a bare checkpoint is one from nothing.

        Raises:
            Malformed: it is neither.
        """
        if not content.startswith(b"old "):
            return cls(0, (), Note.parse(content))
        try:
            told, _, note = content.decode().partition("\n\n")
        except UnicodeDecodeError as error:
            raise Malformed("A proof is text in UTF-8, and this is not.") from error
        first, *lines = told.split("\n")
        older = to_number(first.removeprefix("old "), "the size of a log")
        proof = tuple(from_base64(line, "a hash of the proof") for line in lines)
        return cls(older, proof, Note.parse(note.encode()))

    def __bytes__(self) -> bytes:
        lines = [f"old {self.older}", *map(to_base64, self.proof), "", ""]
        return "\n".join(lines).encode() + bytes(self.note)


def cosign(growth: Growth, signer: Signer, policy: Policy, moment: int) -> Note:
    """Check a proof against what this witness saw last, and sign the checkpoint.

    Raises:
        Malformed: a part is not of its form.
        NotProven: the log has not signed it, or did not only grow; or it is of a time to come.
        Unavailable: what was seen cannot be kept, and so nothing was signed.
    """
    shown = policy.open(bytes(growth.note))
    checkpoint = shown.checkpoint
    if shown.made is not None and shown.made * SECOND > moment * SECOND + CLOCKS_DIFFER:
        raise NotProven(
            "It says that it was made at a time that is still to come. If your clock is right, ask "
            "for one that is made now."
        )
    told = signer.last_signed()
    seen = Checkpoint.parse(Note.parse(told).text) if told else None
    older, root = (seen.size, seen.root) if seen else (0, EMPTY_ROOT)
    if seen and seen.origin != checkpoint.origin:
        raise NotProven(
            "This key watches {origin}; use another one for another log.", origin=seen.origin
        )
    if growth.older != older:
        raise NotProven(
            "This key last saw {older} entries; ask for the proof from there, not from {older_}.",
            older=older,
            older_=growth.older,
        )
    if not is_consistent(older, checkpoint.size, root, checkpoint.root, growth.proof):
        raise NotProven(
            "The log with {size} entries is not the one with {older} entries that this key "
            "saw last, only longer. Keep both checkpoints and tell the other members.",
            size=checkpoint.size,
            older=older,
        )
    note = growth.note.with_signature(signer.sign(growth.note.text, moment))
    signer.remember(bytes(note))
    return note
