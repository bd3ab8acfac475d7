"""A program that others wrote from the same published formats judges our evidence as we do.

It needs Python 3.12. There it must be installed: nothing here is skipped if it is missing.
"""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from aics_tlog import format_vkey, parse_note, parse_vkey, verify_checkpoint, verify_consistency
from aics_tlog.bundle import canonical_json
from aics_tlog.note import b64_decode

from infrastructure.audit.log import proving
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.note import Note as OurNote
from tests.infrastructure.audit.given import ORIGIN, Office, grow, office, signer
from tests.infrastructure.audit.second_opinion import (
    NOON,
    SIZE,
    they_accept,
    they_accept_receipt,
    we_accept,
    with_a_bit_changed,
    witnessed,
)


@pytest.fixture
def ours(tmp_path: Path) -> Office:
    return office(tmp_path, SIZE)


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

    def test_read_when_we_made_a_checkpoint(self, ours: Office) -> None:
        """The log's key signs a second time, as a witness does, and says when."""
        log = ours.key.verifier
        note = parse_note(bytes(make_checkpoint(ours.store, ours.key, moment=NOON)))

        told = verify_checkpoint(note, parse_vkey(str(log)), [parse_vkey(str(log.dated))], 1)

        assert (told.ok, told.timestamps) == (True, {ORIGIN: NOON})

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

    @pytest.mark.slow
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
        growth = proving.prove_growth(ours.store, older, ours.checkpoint())
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
        """The one known difference: we check each line, and the earliest time counts."""
        note = OurNote.parse(witnessed(ours))
        twice = bytes(note.with_signature(ours.member.sign(note.text, NOON + 60)))

        assert we_accept(twice, ours)
        assert not they_accept(twice, ours)
