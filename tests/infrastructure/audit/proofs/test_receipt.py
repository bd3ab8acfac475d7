"""A member keeps a receipt for decades, and checks it without the register."""

from hashlib import sha256

import pytest

from domain.errors import Malformed, Refused
from infrastructure.audit.log import proving
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.policy import policy_of
from infrastructure.audit.proofs.receipt import Receipt
from tests.infrastructure.audit.given import Office, grow, signer, state, tampering


def witnessed(ours: Office) -> bytes:
    note = Note.parse(ours.checkpoint())
    return bytes(note.with_signature(ours.member.sign(note.text, 1_800_000_000)))


@pytest.mark.parametrize("position", range(1, 10))
def test_proves_every_entry(ours: Office, position: int) -> None:
    """Whatever is recorded later, the same file proves the same."""
    made, content = proving.receipt(ours.store, position, ours.checkpoint())
    grow(ours.store, 12, first=9)

    receipt = Receipt.parse(bytes(made))

    assert receipt == made
    assert receipt.check(ours.trusting).checkpoint.size == 9
    assert content == state(position - 1)
    assert receipt.fields()["state_sha256"] == sha256(content).hexdigest()
    assert (receipt.index, receipt.fields()["position"]) == (position - 1, str(position))


def test_says_nothing_of_the_content(ours: Office) -> None:
    """It may be shown to anybody."""
    made, _ = proving.receipt(ours.store, 2, ours.checkpoint())

    assert set(made.fields()) == {
        "stream", "version", "position", "recorded_at", "state_sha256", "topic"
    }  # fmt: skip


@pytest.mark.slow
def test_every_bit_counts(ours: Office) -> None:
    """A receipt that may be changed anywhere proves nothing; and none ends in a traceback."""
    made, _ = proving.receipt(ours.store, 4, witnessed(ours))
    content = bytes(made)
    accepted = []

    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit
            try:
                opened = Receipt.parse(bytes(changed)).check(ours.careful)
            except (Malformed, NotProven):
                continue
            if opened.quorate:
                accepted.append((place, bit))

    assert accepted == []


def test_cut_anywhere_it_is_refused(ours: Office) -> None:
    """Mail programs cut files."""
    content = bytes(proving.receipt(ours.store, 4, ours.checkpoint())[0])

    for length in range(len(content)):
        with pytest.raises((Malformed, NotProven)):
            Receipt.parse(content[:length]).check(ours.trusting)


def test_nobody_else_can_issue_one(ours: Office) -> None:
    """The receipt does not say whom to trust."""
    made, _ = proving.receipt(ours.store, 4, ours.checkpoint())
    others = policy_of(f"log {signer(ours.folder, seed=9).verifier}\nquorum none\n".encode(), "p")

    with pytest.raises(NotProven, match="Nobody whom you trust"):
        made.check(others)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"c2sp.org/tlog-proof@v1\n\n",
        b"c2sp.org/tlog-proof@v1\nindex 1\n\n",
        b"c2sp.org/tlog-proof@v1\nextra AAAA\nAAAA\n\nx",
        b"c2sp.org/tlog-proof@v1\nextra AAAA\nindex 01\n\nx",
        b"c2sp.org/tlog-proof@v1\nextra AAA\nindex 1\n\nx",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 1\nAAAA\n\nx\n\n— a AAAAAAA=\n".encode(),
    ],
)
def test_refuses_what_is_no_receipt(content: bytes) -> None:
    """Always with a sentence."""
    with pytest.raises(Malformed):
        Receipt.parse(content)


def test_refuses_an_entry_of_another_kind(ours: Office) -> None:
    """Another log may hold anything."""
    told = bytes(proving.receipt(ours.store, 4, ours.checkpoint())[0]).decode()
    entry = told.split("\n")[1]

    with pytest.raises(Malformed, match="no entry of a register"):
        Receipt.parse(told.replace(entry, f"extra {to_base64(b'{}')}").encode()).fields()


def test_gives_none_for_what_is_not_there(ours: Office) -> None:
    """Nor for what is newer than the checkpoint."""
    note = ours.checkpoint()
    grow(ours.store, 10, first=9)

    with pytest.raises(Refused, match="There is no entry @99"):
        proving.receipt(ours.store, 99, note)
    with pytest.raises(Refused, match="@10 is newer than the checkpoint"):
        proving.receipt(ours.store, 10, note)


def test_gives_none_from_a_log_that_was_changed(ours: Office) -> None:
    """The secretariat should find out before the member does."""
    note = ours.checkpoint()
    with tampering(ours.store) as db:
        db.execute("UPDATE stored_events SET state = ? WHERE rowid = 4", (state(7),))

    with pytest.raises(NotProven, match="not the one of the checkpoint"):
        proving.receipt(ours.store, 4, note)


def test_compares_the_content_with_the_entry(ours: Office) -> None:
    """The member proves what it signed, not only that it signed something."""
    made, content = proving.receipt(ours.store, 4, ours.checkpoint())

    assert proving.is_content(made, content)
    assert not proving.is_content(made, content + b" ")
