"""Whatever somebody changed in a log is found, by the name that the auditor's guide gives it."""

from pathlib import Path

import pytest

from infrastructure.audit.log.findings import FOUND, NOT_COMPARED, PASSED, UNFINISHED
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.verify import verify
from infrastructure.audit.proofs.note import Note
from tests.infrastructure.audit.given import Office, grow, office, signer, tampering

LATER = 1_900_000_000


CHANGES = {
    "state": ("UPDATE stored_events SET state = x'7b7d' WHERE rowid = 4", {"leaf"}),
    "topic": ("UPDATE stored_events SET topic = 'member.joined' WHERE rowid = 4", {"leaf"}),
    "time": ("UPDATE log_leaf SET recorded_us = recorded_us + 1 WHERE idx = 3", {"leaf"}),
    "hash": ("UPDATE log_leaf SET leaf_hash = zeroblob(32) WHERE idx = 3", {"leaf"}),
    "event gone": ("DELETE FROM stored_events WHERE rowid = 9", {"missing", "truncated"}),
    "leaf gone": ("DELETE FROM log_leaf WHERE idx = 8", {"unlogged"}),
    "leaf before all": ("UPDATE log_leaf SET idx = -1 WHERE idx = 8", {"sequence", "time"}),
    "leaf gone within": ("DELETE FROM log_leaf WHERE idx = 3", {"unlogged", "sequence"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_finds_what_was_changed(ours: Office, change: str) -> None:
    """Without anything from outside, too, where nobody made the hashes anew."""
    sql, codes = CHANGES[change]
    with tampering(ours.store) as db:
        db.execute(sql)

    found = verify(ours.store)

    assert {each.code for each in found.findings} == codes
    assert found.exit_code == FOUND


def test_alone_it_proves_little(ours: Office) -> None:
    """An exit code of its own, so that no script takes it for proof."""
    found = verify(ours.store)

    assert (found.findings, found.exit_code) == ([], NOT_COMPARED)


def test_passes_against_a_checkpoint_that_was_kept(ours: Office) -> None:
    """And against another one of an earlier day."""
    first = ours.checkpoint()
    grow(ours.store, 12, first=9)
    kept = {"first": first, "second": ours.checkpoint()}

    whole = verify(ours.store, ours.trusting, kept)

    assert whole.exit_code == PASSED
    assert [each.size for each in whole.compared] == [9, 12]


def test_finds_a_tail_that_was_cut(ours: Office) -> None:
    """Only what is outside shows it, where the counter was cut as well."""
    kept = {"kept": ours.checkpoint()}
    with tampering(ours.store) as db:
        db.execute("DELETE FROM stored_events WHERE rowid = 9")
        db.execute("DELETE FROM log_leaf WHERE idx = 8")
        db.execute("UPDATE sqlite_sequence SET seq = 8")

    assert verify(ours.store).exit_code == NOT_COMPARED
    found = verify(ours.store, ours.trusting, kept)
    assert [each.code for each in found.findings] == ["truncated"]


def test_finds_a_log_that_was_made_anew(ours: Office, tmp_path: Path) -> None:
    """With hashes that fit, only its root differs."""
    (tmp_path / "other").mkdir()
    other = office(tmp_path / "other", size=0)
    grow(other.store, 10, first=1)

    found = verify(other.store, ours.trusting, {"kept": ours.checkpoint()})

    assert "root" in {each.code for each in found.findings}


def test_finds_two_histories_under_one_key(ours: Office) -> None:
    """Two members that compare their checkpoints find it without the register."""
    text = Note.parse(ours.checkpoint()).text.split("\n")
    lie = "\n".join([text[0], text[1], "A" * 43 + "=", ""])
    other = bytes(Note(lie, (ours.key.sign(lie),)))

    found = verify(ours.store, ours.trusting, {"a": ours.checkpoint(), "b": other})

    assert [each.code for each in found.findings] == ["split-view"]


def test_finds_two_histories_of_different_lengths(ours: Office, tmp_path: Path) -> None:
    """Two members that look on different days find it too, where the log is one of the two."""
    (tmp_path / "other").mkdir()
    other = office(tmp_path / "other", size=0)
    grow(other.store, 10, first=1)
    kept = {"ours": ours.checkpoint()}
    grow(other.store, 12, first=10)
    theirs = {"theirs": other.checkpoint()}

    codes = [each.code for each in verify(other.store, ours.trusting, kept | theirs).findings]

    assert [code for code in codes if code in {"root", "split-view"}] == ["split-view"]


def test_two_logs_of_different_names_are_no_split_view(ours: Office) -> None:
    """One may trust several logs; what one of them shows says nothing of the other."""
    theirs = signer(ours.folder, "other.example/register", seed=7)
    policy = ours.trusting
    policy.logs.append(theirs.verifier)
    text = Note.parse(ours.checkpoint()).text.split("\n")
    told = "\n".join([theirs.verifier.name, text[1], "A" * 43 + "=", ""])
    strange = bytes(Note(told, (theirs.sign(told),)))

    found = verify(ours.store, policy, {"ours": ours.checkpoint(), "theirs": strange})

    assert [each.code for each in found.findings] == ["root"]


def test_finds_a_signature_of_nobody_known(ours: Office) -> None:
    """Somebody else's checkpoint is compared with nothing."""
    text = Note.parse(ours.checkpoint()).text
    strange = bytes(Note(text, (signer(ours.folder, seed=9).sign(text),)))

    found = verify(ours.store, ours.trusting, {"strange": strange, "junk": b"junk"})

    assert [each.code for each in found.findings] == ["signature", "signature"]


def test_finds_too_few_witnesses(ours: Office) -> None:
    """Copies that different witnesses signed count together."""
    kept = ours.checkpoint()
    note = Note.parse(kept)
    signed = bytes(note.with_signature(ours.member.sign(note.text, LATER)))

    alone = verify(ours.store, ours.careful, {"kept": kept})
    both = verify(ours.store, ours.careful, {"kept": kept, "signed": signed})

    assert [each.code for each in alone.findings] == ["witness"]
    assert both.exit_code == PASSED


def test_finds_an_event_that_was_dated_back(ours: Office) -> None:
    """A new event of an earlier day, in a log that fits: only a checkpoint's time tells."""
    note = make_checkpoint(ours.store, ours.key, moment=LATER)
    signed = bytes(note.with_signature(ours.member.sign(note.text, LATER)))
    grow(ours.store, 10, first=9)

    found = verify(ours.store, ours.careful, {"signed": signed})

    assert [(each.code, each.position) for each in found.findings] == [("backdated", 10)]


def test_finds_an_event_that_was_dated_ahead(ours: Office) -> None:
    """A witness cannot have seen what was recorded later."""
    note = Note.parse(ours.checkpoint())
    signed = bytes(note.with_signature(ours.member.sign(note.text, 1_700_000_000)))

    found = verify(ours.store, ours.careful, {"signed": signed})

    assert [each.code for each in found.findings] == ["time"]


@pytest.mark.parametrize("content", [b"", b"no database", bytes(5000)])
def test_what_cannot_be_read_is_never_clean(tmp_path: Path, content: bytes) -> None:
    """Exit code 3, and nothing is proved."""
    (tmp_path / "log.db").write_bytes(content)

    assert verify(tmp_path / "log.db").exit_code == UNFINISHED
    assert verify(tmp_path / "none.db").exit_code == UNFINISHED
