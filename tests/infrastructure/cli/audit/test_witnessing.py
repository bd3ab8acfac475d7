"""A witness signs once, says what it does not remember, and loses nothing by a bad place."""

from codecs import BOM_UTF8
from dataclasses import replace
from pathlib import Path

import pytest

from infrastructure.audit.proofs.note import Note
from tests.infrastructure.cli.audit.test_auditing import POLICIES
from tests.infrastructure.cli.given import must, typed

LINE = "audit witness {} --key ../kenya.key --policy careful.policy --output {}"


@pytest.fixture(autouse=True)
def signed(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a register's file with a checkpoint beside it that no witness has signed."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must(*POLICIES)
    return register


def test_a_witness_is_told_of_an_old_checkpoint() -> None:
    """What it signs late leaves time for entries with earlier times."""
    old = Note.parse(Path("1.checkpoint").read_bytes())
    undated = bytes(replace(old, signatures=old.signatures[:1]))
    Path("undated.checkpoint").write_bytes(undated)

    fresh = typed(LINE.format("1.checkpoint", "seen.checkpoint"))
    Path("../kenya.key.signed").unlink()
    stale = typed(LINE.format("undated.checkpoint", "late.checkpoint"))

    assert (fresh.code, "within the last hour" in fresh.err) == (0, False)
    assert (stale.code, "within the last hour" in stale.err) == (0, True)


def test_a_witness_says_where_it_remembers_nothing() -> None:
    """Whoever lost the memory of the key signs another history, or has only just begun."""
    first = typed(LINE.format("1.checkpoint", "first.checkpoint"))
    again = typed(LINE.format("1.checkpoint", "again.checkpoint"))

    note = "Note: ../kenya.key.signed was not there, so this key remembers nothing"
    assert (first.code, note in first.err) == (0, True)
    assert (again.code, note in again.err) == (0, False)
    assert Path("again.checkpoint").read_bytes() == Path("first.checkpoint").read_bytes()


def test_a_witness_signs_nothing_in_the_place_of_its_memory() -> None:
    """It had signed, and said that nothing was changed."""
    said = typed(LINE.format("1.checkpoint", "../kenya.key.signed"))

    assert said.code == 1
    assert "../kenya.key.signed is named for two files" in said.err
    assert not Path("../kenya.key.signed").exists()


def test_a_witness_takes_what_windows_saved() -> None:
    """Notepad and mail programs end lines in another way, and begin a file with a mark."""
    for name in ("1.checkpoint", "careful.policy"):
        file = Path(name)
        file.write_bytes(BOM_UTF8 + file.read_bytes().replace(b"\n", b"\r\n"))

    assert typed(LINE.format("1.checkpoint", "seen.checkpoint")).code == 0


def test_a_witness_signs_nothing_that_it_cannot_write() -> None:
    """Otherwise the same command would be refused the next time."""
    Path("file").touch()

    said = typed(LINE.format("1.checkpoint", "file/seen.checkpoint"))

    assert said.code == 3
    assert not Path("../kenya.key.signed").exists()


def test_a_receipt_is_written_with_its_content_or_not_at_all() -> None:
    """Half of the pair would stand in the way of the next try."""
    Path("file").touch()
    line = "audit receipt @9 --output 9.tlog-proof --checkpoint 1.checkpoint --content file/9.json"

    assert typed(line).code == 3
    assert not Path("9.tlog-proof").exists()


@pytest.mark.parametrize(
    "line",
    [
        "audit witness 1.checkpoint --key ../kenya.key --policy careful.policy --output away",
        "audit receipt @9 --output 9.tlog-proof --checkpoint 1.checkpoint --content away",
        "audit checkpoint --key ../log.key --output away.checkpoint",
    ],
)
def test_nothing_is_signed_for_a_link_that_leads_nowhere(line: str) -> None:
    """Nothing can take its place, and "nothing was changed" would not be true."""
    for name in ("away", "away.checkpoint"):
        Path(name).symlink_to("nowhere/x")
    before = Path("../log.key.signed").read_bytes()

    said = typed(line)

    assert (said.code, "is a link that leads nowhere; it is not replaced" in said.err) == (1, True)
    assert Path("../log.key.signed").read_bytes() == before
    assert not Path("../kenya.key.signed").exists()
    assert not Path("9.tlog-proof").exists()
