"""A witness signs only what grew from what it saw before."""

from pathlib import Path

import pytest

from domain.errors import Malformed, Refused, Unavailable
from infrastructure.audit.log import proving
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.witness import WitnessRequest, cosign
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.keys import last_checkpoint_of, signing_alone
from infrastructure.audit.proofs.note import Note
from infrastructure.files import locks
from tests.infrastructure.audit.given import Office, grow, office, signer

NOW = 1_795_559_770


@pytest.mark.parametrize("size", [9, 10, 13, 16])
def test_signs_what_grew(ours: Office, size: int) -> None:
    """Also when nothing is new: then it says that nothing was added until today."""
    first = cosign(WitnessRequest.parse(ours.checkpoint()), ours.member, ours.trusting, NOW)
    grow(ours.store, size, first=9)
    proof = proving.prove_growth(ours.store, bytes(first), ours.checkpoint())

    signed = cosign(WitnessRequest.parse(bytes(proof)), ours.member, ours.trusting, NOW + 60)

    seen = ours.careful.open(bytes(signed))
    assert (seen.checkpoint.size, seen.witnessed, seen.quorate) == (size, {"KEN": NOW + 60}, True)
    assert ours.member.last_checkpoint() == bytes(signed)


def test_refuses_a_history_that_was_rewritten(ours: Office, tmp_path: Path) -> None:
    """This is what witnesses are for."""
    cosign(WitnessRequest.parse(ours.checkpoint()), ours.member, ours.trusting, NOW)
    (tmp_path / "other").mkdir()
    other = office(tmp_path / "other", size=12)
    note = Note.parse(other.checkpoint())
    proof = proving.prove_growth(other.store, ours.checkpoint(), bytes(note)).proof
    broken = WitnessRequest(9, proof[::-1], note)

    with pytest.raises(NotProven, match="Keep both checkpoints"):
        cosign(broken, ours.member, ours.trusting, NOW)


def test_tells_that_there_are_two_histories_of_one_size(ours: Office, tmp_path: Path) -> None:
    """Two signed roots are the proof itself, so nobody is sent back to who made them."""
    cosign(WitnessRequest.parse(ours.checkpoint()), ours.member, ours.trusting, NOW)
    (tmp_path / "other").mkdir()
    other = office(tmp_path / "other", size=8)
    grow(other.store, 10, first=9)

    with pytest.raises(NotProven, match=r"signed two histories of 9 entries.* keep both"):
        cosign(WitnessRequest.parse(other.checkpoint()), ours.member, ours.trusting, NOW)


def test_signs_nothing_where_its_memory_is_not_its_own(ours: Office, tmp_path: Path) -> None:
    """An empty file, a checkpoint that it did not sign, and a link that leads nowhere."""
    request = WitnessRequest.parse(ours.checkpoint())
    signed = last_checkpoint_of(ours.member.path)

    for content in (b"", ours.checkpoint()):
        signed.write_bytes(content)
        with pytest.raises((Malformed, NotProven), match=r"is not what .* signed last"):
            cosign(request, ours.member, ours.trusting, NOW)
    signed.unlink()
    signed.symlink_to(tmp_path / "not-mounted")
    with pytest.raises(Unavailable):
        cosign(request, ours.member, ours.trusting, NOW)


def test_gives_what_it_signed_last_again(ours: Office) -> None:
    """The file may have been lost, or could not be written."""
    first = cosign(WitnessRequest.parse(ours.checkpoint()), ours.member, ours.trusting, NOW)

    again = WitnessRequest(0, (), Note.parse(ours.checkpoint()))

    assert cosign(again, ours.member, ours.trusting, NOW + 60) == first


def test_waits_for_another_process_that_signs(
    ours: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at once would each sign another history, and remember the last one only."""
    monkeypatch.setattr(locks, "LONGEST", 0.2)
    request = WitnessRequest.parse(ours.checkpoint())

    with signing_alone(ours.member), pytest.raises(Unavailable, match="cannot be used"):
        cosign(request, ours.member, ours.trusting, NOW)
    with signing_alone(ours.key), pytest.raises(Unavailable, match="cannot be used"):
        make_checkpoint(ours.store, ours.key)
    assert ours.member.last_checkpoint() is None


def test_refuses_a_proof_from_elsewhere(ours: Office) -> None:
    """It has to begin where this witness looked last."""
    first = ours.checkpoint()
    grow(ours.store, 12, first=9)
    cosign(WitnessRequest.parse(ours.checkpoint()), ours.member, ours.trusting, NOW)
    grow(ours.store, 14, first=12)
    proof = proving.prove_growth(ours.store, first, ours.checkpoint())

    with pytest.raises(NotProven, match="last saw 12 entries; ask for the proof from there"):
        cosign(proof, ours.member, ours.trusting, NOW)


def test_refuses_a_log_that_it_does_not_trust(ours: Office) -> None:
    """Anybody could have sent the file."""
    strange = signer(ours.folder, seed=9)
    text = Note.parse(ours.checkpoint()).text

    with pytest.raises(NotProven, match="Nobody whom you trust"):
        cosign(
            WitnessRequest(0, (), Note(text, (strange.sign(text),))),
            ours.member,
            ours.trusting,
            NOW,
        )


def test_one_key_watches_one_log(ours: Office) -> None:
    """Its memory is of one history."""
    cosign(WitnessRequest.parse(ours.checkpoint()), ours.member, ours.trusting, NOW)
    other = signer(ours.folder, "other.example/register", seed=5)
    text = Note.parse(ours.checkpoint()).text.replace("example.org", "other.example")
    policy = ours.trusting
    policy.logs.append(other.verifier)

    with pytest.raises(NotProven, match=r"watches example\.org/register"):
        cosign(WitnessRequest(9, (), Note(text, (other.sign(text),))), ours.member, policy, NOW)


@pytest.mark.parametrize(
    "content", [b"", b"old 1\n", b"old x\n\n", b"old 1\nAA\n\n", b"old \xff\n\n", b"x\n"]
)
def test_refuses_what_is_no_proof(content: bytes) -> None:
    """Always with a sentence."""
    with pytest.raises(Malformed):
        WitnessRequest.parse(content)


def test_proves_no_growth_that_there_is_not(ours: Office, tmp_path: Path) -> None:
    """Neither backwards, nor of another log, nor beyond the end of this one."""
    small = ours.checkpoint()
    grow(ours.store, 12, first=9)
    large = ours.checkpoint()
    (tmp_path / "other").mkdir()
    other = office(tmp_path / "other", size=9)
    note = Note.parse(other.checkpoint())
    lie = note.text.replace(note.text.split("\n")[2], Note.parse(large).text.split("\n")[2])

    with pytest.raises(Refused, match="older checkpoint has 12 entries, the newer 9"):
        proving.prove_growth(ours.store, large, small)
    with pytest.raises(NotProven, match="fewer than 12"):
        proving.prove_growth(other.store, small, large)
    with pytest.raises(NotProven, match="does not lead"):
        proving.prove_growth(ours.store, bytes(Note(lie, (other.key.sign(lie),))), large)
