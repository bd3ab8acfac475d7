"""Every byte of a file of evidence is changed: it is rejected, or means what it meant before."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import pytest

from domain.errors import Malformed, Refused
from infrastructure.audit.log import proving
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.witness import WitnessRequest, cosign
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, WITNESS, Note
from infrastructure.audit.proofs.policy import Policy, VerifiedCheckpoint, policy_of
from infrastructure.audit.proofs.receipt import Receipt
from tests.infrastructure.audit.given import ORIGIN, WORDS, Office, grow, office, signer

NOW = 1_800_000_000
T = TypeVar("T")


@pytest.fixture
def ours(tmp_path: Path) -> Office:
    return office(tmp_path)


def flipped(content: bytes) -> Iterator[bytes]:
    """Yield the content with one bit changed, for every bit."""
    for place in range(len(content)):
        for bit in range(8):
            other = bytes([content[place] ^ 1 << bit])
            yield content[:place] + other + content[place + 1 :]


def overwritten(content: bytes) -> Iterator[bytes]:
    """Yield the content with one byte changed, for every byte and every value."""
    for place in range(len(content)):
        for value in {*range(256)} - {content[place]}:
            yield content[:place] + bytes([value]) + content[place + 1 :]


def mangled(content: bytes) -> Iterator[bytes]:
    """Yield the content cut at every length, doubled, with something around it, re-encoded."""
    yield from (content[:length] for length in range(len(content)))
    yield from (content * 2, content + b"\n", b"\n" + content, b"\xef\xbb\xbf" + content)
    yield content.replace(b"\n", b"\r\n")
    yield content.decode(errors="replace").encode("utf-16")


def accepted(contents: Iterable[bytes], read: Callable[[bytes], T]) -> Iterator[T]:
    """Yield what was read where anything was; all else is refused by name."""
    for content in contents:
        with suppress(Malformed, NotProven, Refused):
            yield read(content)


class TestCheckpoint:
    """What a log has signed cannot be changed; who else signed it can only be left out."""

    @pytest.fixture
    def content(self, ours: Office) -> bytes:
        """Return a checkpoint that a witness has signed, too."""
        note = Note.parse(ours.checkpoint())
        return bytes(note.with_signature(ours.member.sign(note.text, NOW)))

    @pytest.mark.slow
    def test_changed_anywhere_says_nothing_else(self, ours: Office, content: bytes) -> None:
        """A witness that signed something else is a lie, one that nobody knows is no matter."""
        whole = ours.careful.open(content)

        found: list[VerifiedCheckpoint] = list(accepted(flipped(content), ours.careful.open))

        assert found
        assert {(each.checkpoint, each.quorate) for each in found} == {(whole.checkpoint, False)}

    def test_cut_doubled_or_recoded_says_no_more(self, ours: Office, content: bytes) -> None:
        """All that can be cut off is the line of the witness."""
        found = list(accepted(mangled(content), ours.careful.open))

        assert [(each.witnessed, each.quorate) for each in found] == [({}, False)]

    @pytest.mark.slow
    def test_a_key_signs_no_more_when_its_memory_was_changed(
        self, ours: Office, content: bytes
    ) -> None:
        """Or whoever can change the memory could have two histories signed."""
        ours.key.save_last_checkpoint(content)
        memory = ours.key.path.with_name(f"{ours.key.path.name}.signed")
        lines = content.splitlines(keepends=True)
        signed = len(b"".join(lines[:5]))  # of what follows the key is not the witness

        def sign(other: bytes) -> bytes:
            memory.write_bytes(other)
            return bytes(make_checkpoint(ours.store, ours.key))

        assert list(accepted(flipped(content[:signed]), sign)) == []
        assert sign(content) == ours.checkpoint()


class TestProofOfGrowth:
    @pytest.mark.slow
    def test_changed_anywhere_no_witness_signs_it(self, ours: Office) -> None:
        """Nor does it move what the witness saw last."""
        older = ours.checkpoint()
        cosign(WitnessRequest.parse(older), ours.member, ours.trusting, NOW)
        seen = ours.member.last_checkpoint()
        grow(ours.store, 13, first=9)
        content = bytes(proving.prove_growth(ours.store, older, ours.checkpoint()))

        def sign(other: bytes) -> Note:
            return cosign(WitnessRequest.parse(other), ours.member, ours.trusting, NOW)

        assert list(accepted(flipped(content), sign)) == []
        assert list(accepted(mangled(content), sign)) == []
        assert ours.member.last_checkpoint() == seen
        assert sign(content).text == Note.parse(ours.checkpoint()).text


def test_a_receipt_that_was_mangled_proves_nothing(ours: Office) -> None:
    """Cut, doubled, in another encoding; the tests of receipts flip every bit of one."""
    content = bytes(proving.receipt(ours.store, 4, ours.checkpoint())[0])

    def check(other: bytes) -> VerifiedCheckpoint:
        return Receipt.parse(other).check(ours.trusting)

    assert list(accepted(mangled(content), check)) == []
    assert check(content).checkpoint.size == 9


NAMES = ("ATL", "ERE", "LIL", "UTO")


class TestPolicy:
    """A policy is its owner's word, signed by nobody: what may be read otherwise is known."""

    @pytest.fixture
    def content(self, tmp_path: Path) -> bytes:
        """Return a policy with everything in it that there can be."""
        keys = [
            signer(tmp_path, f"{name}.example/w", WITNESS, seed).verifier
            for seed, name in enumerate(NAMES, start=2)
        ]
        lines = (
            "# Whom we trust",
            f"log {signer(tmp_path).verifier} https://example.org",
            *(f"witness {name} {key}" for name, key in zip(NAMES, keys, strict=True)),
            "group some 2 ATL ERE LIL",
            "group both all some UTO",
            "quorum both",
        )
        return "".join(f"{line}\n" for line in lines).encode()

    @pytest.mark.slow
    def test_changed_anywhere_trusts_the_same(self, content: bytes) -> None:
        """Every value of every byte; but the number of witnesses can be another that there is."""
        whole = meaning(read(content))
        needed = content.index(b" 2 ") + 1

        found = [meaning(each) for each in accepted(overwritten(content), read)]

        stricter = meaning(read(content[:needed] + b"3" + content[needed + 1 :]))
        laxer = meaning(read(content[:needed] + b"1" + content[needed + 1 :]))
        assert [each for each in found if each != whole] == [laxer, stricter]

    def test_cut_doubled_or_recoded_trusts_the_same(self, content: bytes) -> None:
        """One that was cut has no quorum any more, whatever else is left of it."""
        whole = meaning(read(content))

        found = [meaning(each) for each in accepted(mangled(content), read)]

        assert all(each == whole for each in found)
        assert len(found) == 6  # empty lines at its ends, or other line ends, marks or UTF-16


def read(content: bytes) -> Policy:
    return policy_of(content, "our.policy")


def meaning(policy: Policy) -> object:
    """Return all that a policy decides: whose checkpoints are opened, and who is enough."""
    some = [set(each) for number in range(5) for each in combinations(NAMES, number)]
    enough = [each for each in some if policy.is_quorum(dict.fromkeys(each, 1))]
    return policy.logs, policy.witnesses, enough


class TestKey:
    """A key opens, and is the one that it was, or it does not open."""

    @pytest.fixture
    def key(self, tmp_path: Path) -> Signer:
        return Signer.make(tmp_path / "log.key", ORIGIN, LOG, WORDS)

    @pytest.mark.slow
    @pytest.mark.parametrize("half", ["log.key", "log.key.vkey"])
    @pytest.mark.parametrize("change", [flipped, mangled])
    def test_changed_anywhere_is_the_same_or_none(
        self, key: Signer, half: str, change: Callable[[bytes], Iterator[bytes]]
    ) -> None:
        """One flip of a bit in the cipher's parameters once ended in a traceback of the library."""
        path = key.path.with_name(half)
        content = path.read_bytes()

        def load(other: bytes) -> bytes:
            path.write_bytes(other)
            return Signer.load(key.path, LOG, WORDS).private.private_bytes_raw()

        assert set(accepted(change(content), load)) <= {key.private.private_bytes_raw()}
        assert load(content) == key.private.private_bytes_raw()
