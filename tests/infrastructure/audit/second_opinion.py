"""What both tests of the second opinion start from, and how the other program is asked."""

from collections.abc import Iterator

from aics_tlog import (
    Bundle,
    Checkpoint,
    MerkleTree,
    Note,
    SignatureLine,
    parse_note,
    parse_vkey,
    sign_checkpoint,
    sign_cosignature,
    verify_bundle,
    verify_checkpoint,
)
from aics_tlog.note import b64_decode

from domain.errors import Malformed
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.note import Note as OurNote
from infrastructure.audit.proofs.receipt import HEAD
from tests.infrastructure.audit.given import ORIGIN, Office

SIZE = 21  # so that paths of several lengths lead to the root
NOON = 1_795_608_000


def witnessed(ours: Office) -> bytes:
    note = OurNote.parse(ours.checkpoint())
    return bytes(note.with_signature(ours.member.sign(note.text, NOON)))


def they_accept(content: bytes, ours: Office) -> bool:
    """Let them open a checkpoint that the log and the witness have to have signed."""
    keys = parse_vkey(str(ours.key.verifier)), parse_vkey(str(ours.member.verifier))
    try:
        told = verify_checkpoint(parse_note(content), keys[0], [keys[1]], 1, expected_origin=ORIGIN)
    except ValueError:
        return False
    return bool(told.ok)


def we_accept(content: bytes, ours: Office) -> bool:
    try:
        return ours.careful.open(content).quorate
    except (Malformed, NotProven):
        return False


def they_accept_receipt(content: bytes, state: bytes, ours: Office) -> bool:
    """Let them judge a receipt, of which only the lines are taken apart here."""
    try:
        told, note = content.decode().split("\n\n", 1)
        head, extra, index, *proof = told.split("\n")
        bundle = Bundle(
            entry_bytes=b64_decode(extra.removeprefix("extra ")),
            index=int(index.removeprefix("index ")),
            inclusion_proof=tuple(b64_decode(each) for each in proof),
            checkpoint_note=note,
            body_or_ct=state,
        )
    except ValueError:
        return False
    keys = parse_vkey(str(ours.key.verifier)), parse_vkey(str(ours.member.verifier))
    found = verify_bundle(bundle, keys[0], [keys[1]], 1, expected_origin=ORIGIN)
    return head == HEAD and bool(found.ok)


def with_a_bit_changed(content: bytes) -> Iterator[bytes]:
    for place in range(len(content)):
        for bit in range(8):
            yield b"%b%c%b" % (content[:place], content[place] ^ 1 << bit, content[place + 1 :])


def log_note(ours: Office, tree: MerkleTree) -> OurNote:
    checkpoint = Checkpoint(ORIGIN, tree.size, tree.root())
    return OurNote.parse(sign_checkpoint(checkpoint, ours.key.private, ORIGIN).to_bytes())


def theirs(ours: Office, tree: MerkleTree, *more: str) -> Note:
    """Let their code sign a checkpoint with both keys."""
    checkpoint = Checkpoint(ORIGIN, tree.size, tree.root(), more)
    note = sign_checkpoint(checkpoint, ours.key.private, ORIGIN)
    name, private = ours.member.verifier.name, ours.member.private
    line: SignatureLine
    _, line = sign_cosignature(private, name, NOON, ORIGIN, tree.size, tree.root(), more)
    return Note(note.text, (*note.signatures, line))
