"""A log that another program keeps is a log to us: we judge its evidence as it does."""

from pathlib import Path

import pytest
from aics_tlog import MerkleTree, verify_inclusion
from aics_tlog.note import b64_encode

from infrastructure.audit.log.witness import WitnessRequest, cosign
from infrastructure.audit.proofs.receipt import HEAD, Receipt
from infrastructure.audit.proofs.tree import is_consistent, is_included, root_of
from infrastructure.store.leaf import entry_bytes, leaf_hash
from tests.infrastructure.audit.given import Office, office
from tests.infrastructure.audit.second_opinion import (
    NOON,
    SIZE,
    log_note,
    theirs,
    they_accept,
    we_accept,
    with_a_bit_changed,
)

STREAM = "0123456789abcdef" * 2


@pytest.fixture
def ours(tmp_path: Path) -> Office:
    return office(tmp_path, SIZE)


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
        cosign(WitnessRequest(0, (), log_note(ours, small)), ours.member, ours.trusting, NOON)
        proof = tuple(tree.consistency_proof(9))

        signed = cosign(
            WitnessRequest(9, proof, log_note(ours, tree)), ours.member, ours.trusting, NOON
        )

        assert they_accept(bytes(signed), ours)
