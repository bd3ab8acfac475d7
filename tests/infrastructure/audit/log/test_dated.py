"""A checkpoint says when it was made, so that a witness may sign it days later."""

from dataclasses import replace
from pathlib import Path

import pytest

from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.verify import verify
from infrastructure.audit.log.witness import WitnessRequest, cosign
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.note import LOG, Note, Signature
from tests.infrastructure.audit.given import NOON, WEEK, Office, dated, grow, office, record, signer


@pytest.fixture
def ours(tmp_path: Path) -> Office:
    return office(tmp_path, 5)


def witnessed(ours: Office, note: Note, moment: int) -> bytes:
    return bytes(cosign(WitnessRequest(0, (), note), ours.member, ours.careful, moment))


def judged(ours: Office, *kept: bytes) -> Verification:
    named = {f"{number}.checkpoint": note for number, note in enumerate(kept)}
    return verify(ours.store, ours.careful, named)


def test_a_witness_that_signs_a_week_later_accuses_nobody(ours: Office) -> None:
    """Checkpoints go by mail, and the office works on meanwhile."""
    note = dated(ours)
    record(ours, NOON + 3600)

    found = judged(ours, witnessed(ours, note, NOON + WEEK))

    assert (found.exit_code, found.findings) == (0, [])
    assert found.compared[0].made == NOON + 10


def test_what_was_added_with_an_earlier_time_shows(ours: Office) -> None:
    """It is not in the checkpoint, so it came after it."""
    note = dated(ours, NOON + 3600)
    record(ours, NOON + 60)

    found = judged(ours, witnessed(ours, note, NOON + 3600))

    assert [(each.code, each.position) for each in found.findings] == [("backdated", 6)]
    assert "was not there when a checkpoint was made at" in found.findings[0].sentence


def test_it_shows_without_a_witness(ours: Office) -> None:
    """A copy that was kept is enough."""
    note = dated(ours, NOON + 3600)
    record(ours, NOON + 60)

    found = verify(ours.store, ours.trusting, {"kept.checkpoint": bytes(note)})

    assert [each.code for each in found.findings] == ["backdated"]


def test_a_copy_without_the_time_takes_it_from_another(ours: Office) -> None:
    """Whoever copies lines from a page may lose one; that must accuse nobody."""
    note = dated(ours)
    record(ours, NOON + 3600)
    whole = witnessed(ours, note, NOON + WEEK)
    lines = Note.parse(whole)
    bare = replace(lines, signatures=(lines.signatures[0], lines.signatures[2]))

    found = judged(ours, bytes(bare), whole)

    assert (found.exit_code, found.findings) == (0, [])


def test_what_does_not_say_when_it_was_made_accuses_nobody_and_is_told(ours: Office) -> None:
    """Somebody may have taken the line away, so that what follows can be dated back."""
    note = make_checkpoint(ours.store, ours.key)
    record(ours, NOON + 60)

    found = judged(ours, witnessed(ours, note, NOON + 3600))

    assert (found.exit_code, found.findings) == (0, [])
    (told,) = found.notices
    assert told.sentence == (
        "A checkpoint of 5 entries does not say when it was made. What follows may be dated back."
    )


def test_an_entry_of_a_time_after_its_checkpoint_shows(ours: Office) -> None:
    """Nobody had recorded it by then."""
    record(ours, NOON + WEEK)
    note = make_checkpoint(ours.store, ours.key)
    signed = bytes(note.with_signature(ours.key.sign_with_time(note.text, NOON + 3600)))

    found = verify(ours.store, ours.trusting, {"kept": signed})

    assert [(each.code, each.position) for each in found.findings] == [("time", 6)]
    assert "after it was signed or witnessed" in found.findings[0].sentence


def test_the_earliest_time_of_a_witness_counts(ours: Office) -> None:
    """It may sign the same entries again later; the names of files must not matter."""
    record(ours, NOON + WEEK)
    note = make_checkpoint(ours.store, ours.key)
    first = bytes(note.with_signature(ours.member.sign(note.text, NOON)))
    again = bytes(note.with_signature(ours.member.sign(note.text, NOON + WEEK)))

    one, other = judged(ours, first, again), judged(ours, again, first)

    assert [each.code for each in one.findings] == ["time"]
    assert [each.code for each in other.findings] == ["time"]


def test_a_time_after_the_witness_shows(ours: Office) -> None:
    """One of the two clocks is wrong, or one of the two lies."""
    note = dated(ours, NOON + WEEK)

    found = judged(ours, bytes(note.with_signature(ours.member.sign(note.text, NOON + 60))))

    assert [each.code for each in found.findings] == ["time"]
    assert "was made after a witness had signed it" in found.findings[0].sentence


def test_a_time_alone_is_no_signature_of_a_log(ours: Office) -> None:
    """Other programs know the first line only."""
    note = dated(ours)

    with pytest.raises(NotProven, match="No log that you trust"):
        ours.trusting.open(bytes(replace(note, signatures=note.signatures[1:])))


def test_a_changed_time_is_refused(ours: Office) -> None:
    """The key has signed the time, too."""
    note = dated(ours)
    line = note.signatures[1]
    later = Signature(line.name, line.key_id, (NOON + WEEK).to_bytes(8, "big") + line.value[8:])

    with pytest.raises(NotProven, match="does not fit"):
        ours.trusting.open(bytes(replace(note, signatures=(note.signatures[0], later))))


def test_both_keys_of_a_rotation_say_when(ours: Office) -> None:
    """Whoever knows only one of them reads the time by it."""
    new = signer(ours.folder, kind=LOG, seed=9)
    grow(ours.store, 7, first=5)

    note = make_checkpoint(ours.store, new, ours.key, moment=NOON + 10)

    assert ours.trusting.open(bytes(note)).made == NOON + 10
    assert len(note.signatures) == 4


def test_a_witness_signs_nothing_of_a_time_to_come(ours: Office) -> None:
    """Its signature would say that it saw what was not made yet."""
    with pytest.raises(NotProven, match="still to come"):
        witnessed(ours, dated(ours, NOON + WEEK), NOON)
