"""What a witness does: check that a log only grew since it last signed, and sign it.

The log and the witness exchange one file, in the form of C2SP `tlog-witness`: the size that the
witness signed last, the proof from there, and the new checkpoint.
"""

from dataclasses import dataclass
from typing import Self

from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.log.key_history import last_signed_by
from infrastructure.audit.log.time_checks import CLOCK_TOLERANCE, SECOND
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import from_base64, read_small, to_base64, to_number
from infrastructure.audit.proofs.keys import Signer, last_checkpoint_of, signing_alone
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.policy import Policy
from infrastructure.audit.proofs.tree import EMPTY_ROOT, is_consistent


@dataclass(frozen=True, slots=True)
class WitnessRequest:
    """A proof that the first `older` entries are still those of an earlier checkpoint."""

    older: int
    proof: tuple[bytes, ...]
    note: Note

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read a request; a bare checkpoint is one from nothing.

        Raises:
            Malformed: it is neither.
        """
        if not content.startswith(b"old "):
            return cls(0, (), Note.parse(content))
        try:
            head, _, note = content.decode().partition("\n\n")
        except UnicodeDecodeError as error:
            raise Malformed("A proof is text in UTF-8, and this is not.") from error
        first, *lines = head.split("\n")
        older = to_number(first.removeprefix("old "), worded("the size of a log"))
        proof = tuple(from_base64(line, worded("a hash of the proof")) for line in lines)
        return cls(older, proof, Note.parse(note.encode()))

    def __bytes__(self) -> bytes:
        lines = [f"old {self.older}", *map(to_base64, self.proof), "", ""]
        return "\n".join(lines).encode() + bytes(self.note)


def cosign(request: WitnessRequest, signer: Signer, policy: Policy, now: int) -> Note:
    """Check a proof against what this witness signed last, and sign the checkpoint.

    What it signed last it gives again, whatever the proof: the file may have been lost.

    Raises:
        Malformed: a part is not of its form.
        NotProven: the log has not signed it, or did not only grow; or it is of a time to come.
        Unavailable: the last checkpoint cannot be read or saved, or another process signs with the
            key for too long; nothing was signed.
    """
    verified = policy.open(bytes(request.note))
    checkpoint = verified.checkpoint
    if verified.made is not None and (verified.made - now) * SECOND > CLOCK_TOLERANCE:
        raise NotProven(
            "It says that it was made at a time that is still to come. If your clock is right, ask "
            "for one that is made now."
        )
    with signing_alone(signer):
        last, _ = last_signed_by(signer) or (None, 0)
        if last == checkpoint and request.older != checkpoint.size:
            return Note.parse(read_small(last_checkpoint_of(signer.path)))
        _must_be_grown(request, checkpoint, last)
        note = request.note.with_signature(signer.sign(request.note.text, now))
        signer.save_last_checkpoint(bytes(note))
    return note


def _must_be_grown(
    request: WitnessRequest, checkpoint: Checkpoint, last: Checkpoint | None
) -> None:
    """Refuse a checkpoint of another log, or of one that did not only grow since the last one.

    Raises:
        NotProven: the sentence says which it is, and what to ask for.
    """
    older, root = (last.size, last.root) if last else (0, EMPTY_ROOT)
    if last and last.origin != checkpoint.origin:
        raise NotProven(
            "This key watches {origin}; use another one for another log.", origin=last.origin
        )
    if last and last.size == checkpoint.size and root != checkpoint.root:
        raise NotProven(
            "The log has signed two histories of {size} entries: this is not the one that this key "
            "saw last. Sign nothing, keep both checkpoints, and tell the other members.",
            size=older,
        )
    if request.older != older:
        raise NotProven(
            "This key last saw {older} entries; ask for the proof from there, not from {given}.",
            older=older,
            given=request.older,
        )
    if not is_consistent(older, checkpoint.size, root, checkpoint.root, request.proof):
        raise NotProven(
            "The log with {size} entries is not the one with {older} entries that this key "
            "saw last, only longer. Keep both checkpoints and tell the other members.",
            size=checkpoint.size,
            older=older,
        )
