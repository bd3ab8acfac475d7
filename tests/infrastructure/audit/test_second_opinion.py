"""A program that others wrote from the same published formats judges our evidence as we do.

It needs Python 3.12. There it must be installed: nothing here is skipped if it is missing.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from aics_tlog import (
    Bundle,
    Checkpoint,
    MerkleTree,
    Note,
    SignatureLine,
    format_vkey,
    parse_note,
    parse_vkey,
    sign_checkpoint,
    sign_cosignature,
    verify_bundle,
    verify_checkpoint,
    verify_consistency,
    verify_inclusion,
)
from aics_tlog.bundle import canonical_json
from aics_tlog.note import b64_decode, b64_encode

from domain.errors import Malformed
from infrastructure.audit import proving
from infrastructure.audit.errors import NotProven
from infrastructure.audit.note import Note as OurNote
from infrastructure.audit.receipt import HEAD, Receipt
from infrastructure.audit.signing import make_checkpoint
from infrastructure.audit.tree import is_consistent, is_included, root_of
from infrastructure.audit.witness import Growth, cosign
from infrastructure.store.leaf import entry_bytes, leaf_hash
from tests.infrastructure.audit.given import ORIGIN, Office, grow, office, signer

SIZE = 21  # so that paths of several lengths lead to the root
NOON = 1_795_608_000
STREAM = "0123456789abcdef" * 2


@pytest.fixture
def ours(tmp_path: Path) -> Office:
    return office(tmp_path, SIZE)


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


class TestTheyJudgeOurs:
    """What leaves the machine can be checked without our program."""

    def test_read_our_keys(self, ours: Office) -> None:
        """The same letters are the same key, of the log and of a witness."""
        for verifier in (ours.key.verifier, ours.member.verifier):
            key = parse_vkey(str(verifier))

            assert format_vkey(key) == str(verifier)
            assert (key.name, key.key_id, key.public_key) == (
                verifier.name,
                verifier.key_id,
                verifier.public,
            )

    def test_accept_our_checkpoints(self, ours: Office) -> None:
        """They see the same size and the same root, and when the witness signed."""
        keys = parse_vkey(str(ours.key.verifier)), parse_vkey(str(ours.member.verifier))
        content = witnessed(ours)

        told = verify_checkpoint(parse_note(content), keys[0], [keys[1]], 1)

        opened = ours.careful.open(content)
        assert (told.ok, told.error) == (True, None)
        assert (told.size, told.root) == (opened.checkpoint.size, opened.checkpoint.root)
        assert told.timestamps == {ours.member.verifier.name: NOON}
        assert opened.witnessed == {"KEN": NOON}

    def test_accept_a_checkpoint_that_two_keys_signed(self, ours: Office) -> None:
        """When a key is rotated, who knows either of them can go on."""
        new = signer(ours.folder, seed=5)

        note = parse_note(bytes(make_checkpoint(ours.store, new, ours.key)))

        for key in (new, ours.key):
            assert verify_checkpoint(note, parse_vkey(str(key.verifier))).ok

    def test_refuse_a_checkpoint_with_any_bit_changed(self, ours: Office) -> None:
        """Two programs that disagree on one file would let its author choose between them."""
        changed = list(with_a_bit_changed(witnessed(ours)))

        assert they_accept(witnessed(ours), ours)
        assert not any(they_accept(each, ours) for each in changed)
        assert not any(we_accept(each, ours) for each in changed)

    def test_accept_a_receipt_of_every_entry(self, ours: Office) -> None:
        """With the content that belongs to it, and with no other."""
        note = witnessed(ours)

        for position in range(1, SIZE + 1):
            receipt, state = proving.receipt(ours.store, position, note)
            assert they_accept_receipt(bytes(receipt), state, ours)
            assert not they_accept_receipt(bytes(receipt), state + b" ", ours)

    @pytest.mark.parametrize("position", [4, SIZE])
    def test_refuse_a_receipt_with_any_bit_changed(self, ours: Office, position: int) -> None:
        """Of the entry, the index, the proof, the checkpoint and both signatures."""
        receipt, state = proving.receipt(ours.store, position, witnessed(ours))

        accepted = [
            each
            for each in with_a_bit_changed(bytes(receipt))
            if they_accept_receipt(each, state, ours)
        ]

        assert accepted == []

    def test_write_an_entry_with_the_same_bytes(self, ours: Office) -> None:
        """RFC 8785 gives one spelling."""
        receipt, _ = proving.receipt(ours.store, 4, ours.checkpoint())

        assert canonical_json(json.loads(receipt.entry)) == receipt.entry

    @pytest.mark.parametrize("size", [SIZE, 22, 24, 32, 33, 40])
    def test_accept_that_the_log_only_grew(self, ours: Office, size: int) -> None:
        """And do not, where a hash of the proof is changed or missing."""
        older = ours.checkpoint()
        grow(ours.store, size, first=SIZE)
        growth = proving.growth(ours.store, older, ours.checkpoint())
        roots = ours.trusting.open(older), ours.trusting.open(bytes(growth.note))

        first, *lines = bytes(growth).decode().split("\n\n")[0].split("\n")
        proof = [b64_decode(line) for line in lines]

        ends = (roots[0].checkpoint.root, roots[1].checkpoint.root)
        assert first == f"old {SIZE}"
        assert verify_consistency(SIZE, size, *ends, proof)
        for place in range(len(proof)):
            changed = [*proof[:place], sha256(proof[place]).digest(), *proof[place + 1 :]]
            assert not verify_consistency(SIZE, size, *ends, changed)
            assert not verify_consistency(SIZE, size, *ends, proof[:place])

    def test_refuse_where_a_witness_has_signed_twice(self, ours: Office) -> None:
        """The one known difference: we check each line, and the latest time counts."""
        note = OurNote.parse(witnessed(ours))
        twice = bytes(note.with_signature(ours.member.sign(note.text, NOON + 60)))

        assert we_accept(twice, ours)
        assert not they_accept(twice, ours)


class TestWeJudgeTheirs:
    """A log of theirs is a log to us."""

    SIZES = (*range(1, 40), 63, 64, 65, 255, 256, 257)

    def test_find_the_same_roots(self) -> None:
        """For every size, on the way to some hundred leaves."""
        entries = [f"entry {number}".encode() for number in range(max(self.SIZES))]
        tree = MerkleTree(entries)

        for size in (0, *self.SIZES):
            assert root_of(map(leaf_hash, entries[:size])) == tree.root(size)

    def test_accept_their_proofs(self) -> None:
        """Of every leaf in logs of many sizes, and nothing for its neighbour."""
        tree = MerkleTree(f"entry {number}".encode() for number in range(max(self.SIZES)))

        for size in self.SIZES:
            root = tree.root(size)
            for index in range(0, size, 1 + size // 40):
                leaf, proof = leaf_hash(tree.leaf_data(index)), tree.inclusion_proof(index, size)
                assert is_included(index, size, leaf, proof, root)
                assert verify_inclusion(leaf, index, size, proof, root)
                assert not is_included((index + 1) % (size + 1), size, leaf, proof, root)

    def test_accept_their_proofs_of_growth(self) -> None:
        """From every size to every larger one that is tried; never with one hash fewer."""
        tree = MerkleTree(f"entry {number}".encode() for number in range(max(self.SIZES)))

        for size in self.SIZES:
            for older in (each for each in self.SIZES if each <= size):
                proof = tree.consistency_proof(older, size)
                roots = tree.root(older), tree.root(size)
                assert is_consistent(older, size, *roots, proof)
                assert not proof or not is_consistent(older, size, *roots, proof[:-1])

    def test_accept_their_checkpoints(self, ours: Office) -> None:
        """Signed by their code, and witnessed by it."""
        for size in (0, 1, 2, 3, 64, 1000):
            tree = MerkleTree(f"entry {number}".encode() for number in range(size))
            content = theirs(ours, tree, "a line that means nothing here").to_bytes()

            opened = ours.careful.open(content)

            assert (opened.checkpoint.size, opened.checkpoint.root) == (size, tree.root())
            assert (opened.witnessed, opened.quorate) == ({"KEN": NOON}, True)
            assert bytes(opened.note) == content

    def test_refuse_their_checkpoint_with_any_bit_changed(self, ours: Office) -> None:
        """And so do they."""
        content = theirs(ours, MerkleTree([b"one", b"two"])).to_bytes()
        changed = list(with_a_bit_changed(content))

        assert we_accept(content, ours)
        assert not any(we_accept(each, ours) for each in changed)
        assert not any(they_accept(each, ours) for each in changed)

    def test_accept_a_receipt_that_they_made(self, ours: Office) -> None:
        """Of the entries of a register of which only the format is known."""
        entries = [
            entry_bytes(number + 1, NOON * 1_000_000, STREAM, number + 1, "a.topic", "0" * 64)
            for number in range(SIZE)
        ]
        tree = MerkleTree(entries)
        note = theirs(ours, tree).serialise()

        for index, entry in enumerate(entries):
            proof = [b64_encode(each) for each in tree.inclusion_proof(index)]
            extra = b64_encode(entry)
            lines = [HEAD, f"extra {extra}", f"index {index}", *proof, "", note]
            opened = Receipt.parse("\n".join(lines).encode()).check(ours.careful)
            assert (opened.checkpoint.size, opened.quorate) == (SIZE, True)

    def test_witness_a_log_of_theirs(self, ours: Office) -> None:
        """One member can watch registers that other programs keep."""
        tree = MerkleTree(f"entry {number}".encode() for number in range(30))
        small = MerkleTree(tree.leaf_data(number) for number in range(9))
        cosign(Growth(0, (), log_note(ours, small)), ours.member, ours.trusting, NOON)
        proof = tuple(tree.consistency_proof(9))

        signed = cosign(Growth(9, proof, log_note(ours, tree)), ours.member, ours.trusting, NOON)

        assert they_accept(bytes(signed), ours)


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
