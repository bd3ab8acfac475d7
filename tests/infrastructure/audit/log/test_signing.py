"""A key never signs two histories, whoever has changed the register in between."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import Malformed, Refused, Unavailable
from infrastructure.audit.log.checkpoint_store import newest, write_checkpoint
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import LARGEST, read_small
from infrastructure.audit.proofs.keys import Signer, must_be_place_for_key
from infrastructure.audit.proofs.note import LOG, WITNESS, Note
from infrastructure.files.writing import replace, write_new
from tests.infrastructure.audit.given import (
    ORIGIN,
    WORDS,
    Office,
    grow,
    office,
    signer,
    state,
    tampering,
)

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class TestMakeCheckpoint:
    """What was signed once binds."""

    def test_signs_the_same_again(self, ours: Office) -> None:
        """A day without entries has the same checkpoint."""
        assert ours.checkpoint() == ours.checkpoint()

    def test_moves_all_into_the_file(self, ours: Office) -> None:
        """What is signed must not lie in a journal that somebody may delete."""
        grow(ours.store, 12, first=9)
        ours.checkpoint()

        journal = ours.store.with_name("register.db-wal")
        assert not journal.exists() or journal.stat().st_size == 0

    def test_refuses_a_changed_event(self, ours: Office) -> None:
        """The stored events are hashed anew, not their stored hashes."""
        with tampering(ours.store) as db:
            db.execute("UPDATE stored_events SET state = ? WHERE rowid = 4", (state(7),))

        with pytest.raises(NotProven, match="@4 is not what was recorded"):
            ours.checkpoint()
        assert ours.key.last_checkpoint() is None

    def test_refuses_an_event_that_was_never_logged(self, ours: Office) -> None:
        """It is under no root, and the office should find out before an auditor does."""
        with tampering(ours.store) as db:
            db.execute("DELETE FROM log_leaf WHERE idx = 8")

        with pytest.raises(NotProven, match="@9 was never logged"):
            ours.checkpoint()

    def test_refuses_a_shorter_log(self, ours: Office) -> None:
        """An older copy that was put back has lost what was signed."""
        ours.checkpoint()
        with tampering(ours.store) as db:
            db.execute("DELETE FROM stored_events WHERE rowid = 9")
            db.execute("DELETE FROM log_leaf WHERE idx = 8")

        with pytest.raises(NotProven, match="9 entries were signed before, and there are 8"):
            ours.checkpoint()

    def test_refuses_another_log(self, ours: Office, tmp_path: Path) -> None:
        """Somebody made all of it anew, with hashes that fit."""
        ours.checkpoint()
        (tmp_path / "other").mkdir()
        other = office(tmp_path / "other", size=0)
        grow(other.store, 13, first=1)

        with pytest.raises(NotProven, match="the first 9 entries are not those"):
            make_checkpoint(other.store, ours.key)

    def test_refuses_when_its_memory_was_changed(self, ours: Office) -> None:
        """Who can change the memory could have two histories signed."""
        told = Note.parse(ours.checkpoint())
        ours.key.save_last_checkpoint(bytes(Note(told.text.replace("9", "8"), told.signatures)))

        with pytest.raises(NotProven, match="does not fit the text"):
            ours.checkpoint()

    def test_says_that_there_is_no_register(self, ours: Office) -> None:
        """Also where a wrong place was named."""
        with pytest.raises(Unavailable, match="There is no register"):
            make_checkpoint(ours.folder / "none.db", ours.key)


class TestFiles:
    """Each checkpoint is a file of its own."""

    def test_named_by_size_and_time(self, ours: Office) -> None:
        """So that a list of files is a list of days."""
        path = write_checkpoint(Note.parse(ours.checkpoint()), ours.folder / "kept", NOON)

        assert path.name == "0000000009-20261125T120000Z.checkpoint"
        assert path.read_bytes() == ours.checkpoint()
        with pytest.raises(Refused, match="exists already"):
            write_checkpoint(Note.parse(ours.checkpoint()), ours.folder / "kept", NOON)

    def test_the_newest_is_the_largest_that_most_have_signed(self, ours: Office) -> None:
        """A receipt rests on it."""
        note = Note.parse(ours.checkpoint())
        both = note.with_signature(ours.member.sign(note.text, 1))
        kept = ours.folder / "kept"
        assert newest(kept) is None

        write_checkpoint(both, kept / "a.checkpoint", NOON)
        write_checkpoint(note, kept / "b.checkpoint", NOON)

        assert newest(kept) == kept / "a.checkpoint"

    def test_are_read_with_a_limit(self, tmp_path: Path) -> None:
        """Somebody may send anything."""
        (tmp_path / "large").write_bytes(bytes(LARGEST + 1))

        with pytest.raises(Malformed, match="larger than 1,000,000 bytes"):
            read_small(tmp_path / "large")

    def test_that_cannot_be_written_are_told(self, tmp_path: Path) -> None:
        """With what stands in the way."""
        (tmp_path / "file").write_text("")
        (tmp_path / "folder").mkdir()

        with pytest.raises(Unavailable, match="cannot be written"):
            write_new(tmp_path / "file" / "below", b"")
        with pytest.raises(Unavailable, match="cannot be written"):
            replace(tmp_path / "folder", b"")


class TestKeys:
    """A key is behind a passphrase, and outside the register's folder."""

    def test_opens_with_its_passphrase_only(self, tmp_path: Path) -> None:
        """The file alone must be of no use."""
        made = Signer.make(tmp_path / "log.key", ORIGIN, LOG, WORDS)

        assert (tmp_path / "log.key").stat().st_mode & 0o777 == 0o600
        assert Signer.load(tmp_path / "log.key", LOG, WORDS).sign("x\n") == made.sign("x\n")
        for other in ("another passphrase", ""):
            with pytest.raises(Refused, match="is the passphrase right"):
                Signer.load(tmp_path / "log.key", LOG, other)

    def test_is_never_written_over(self, tmp_path: Path) -> None:
        """It cannot be made again."""
        Signer.make(tmp_path / "log.key", ORIGIN, LOG, WORDS)

        with pytest.raises(Refused, match="exists already"):
            Signer.make(tmp_path / "log.key", ORIGIN, LOG, WORDS)
        (tmp_path / "log.key.vkey").unlink()
        with pytest.raises(Refused, match="exists already"):
            Signer.make(tmp_path / "log.key", ORIGIN, LOG, WORDS)

    def test_needs_a_name_and_a_long_passphrase(self, tmp_path: Path) -> None:
        """Eleven characters are guessed."""
        with pytest.raises(Malformed, match="a name of a key"):
            Signer.make(tmp_path / "k", "a b", LOG, WORDS)
        with pytest.raises(Malformed, match="at least 12 characters"):
            Signer.make(tmp_path / "k", ORIGIN, LOG, "x" * 11)
        for other in ("x" * 1024, "caf\udce9-correct-horse", "\ud800" * 12):  # of another encoding
            with pytest.raises(Malformed, match="a text in UTF-8 of at most 1023 bytes"):
                Signer.make(tmp_path / "k", ORIGIN, LOG, other)
        assert list(tmp_path.iterdir()) == []

    def test_that_others_may_read_is_refused(self, tmp_path: Path) -> None:
        """As other programs do with keys."""
        Signer.make(tmp_path / "log.key", ORIGIN, LOG, WORDS)
        os.chmod(tmp_path / "log.key", 0o640)  # noqa: PTH101  # its permissions are the point

        with pytest.raises(Refused, match=r"chmod 600"):
            Signer.load(tmp_path / "log.key", LOG, WORDS)

    def test_is_of_the_kind_that_is_needed(self, tmp_path: Path) -> None:
        """A witness that signed as the log would count twice."""
        Signer.make(tmp_path / "k.key", ORIGIN, WITNESS, WORDS)

        with pytest.raises(Malformed, match="not a key of the kind"):
            Signer.load(tmp_path / "k.key", LOG, WORDS)

    def test_has_its_own_other_half(self, tmp_path: Path) -> None:
        """Or what it signs would fit nobody's policy."""
        Signer.make(tmp_path / "a.key", ORIGIN, LOG, WORDS)
        Signer.make(tmp_path / "b.key", ORIGIN, LOG, WORDS)
        (tmp_path / "a.key.vkey").write_bytes((tmp_path / "b.key.vkey").read_bytes())

        with pytest.raises(Malformed, match="is not the other half"):
            Signer.load(tmp_path / "a.key", LOG, WORDS)

    def test_stays_out_of_the_registers_folder(self, tmp_path: Path) -> None:
        """Who can change the register must not be able to sign."""
        store = tmp_path / "data" / "register.db"
        store.parent.mkdir()

        must_be_place_for_key(tmp_path / "log.key", store)
        must_be_place_for_key(store.parent / "log.key", None)
        with pytest.raises(Refused, match="Keep the key outside"):
            must_be_place_for_key(store.parent / "log.key", store)
        with pytest.raises(Unavailable, match="There is no folder"):
            must_be_place_for_key(tmp_path / "none" / "log.key", store)


def test_an_empty_log_can_be_signed(tmp_path: Path) -> None:
    """A register may begin with a checkpoint."""
    ours = office(tmp_path, size=0)

    assert ours.trusting.open(ours.checkpoint()).checkpoint.size == 0
    assert signer(tmp_path).last_checkpoint() == ours.checkpoint()
