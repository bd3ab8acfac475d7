"""A published report is there as it was published, or the health check says what is not."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = [pytest.mark.usefixtures("healthy"), pytest.mark.slow]
MANIFEST = "manifest.json"
PUT_BACK = "→ Put back what was published"


def published() -> Path:
    must("report publish status MISSION --form text")
    (folder,) = Path("register.published").glob("GTF-status-*")
    return folder


@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_a_manifest_that_is_not_the_one_on_record_is_told(content: bytes | None) -> None:
    """It cannot be made again, and a backup says that it is not what was published."""
    manifest = published() / MANIFEST
    assert typed("doctor").code == 0
    manifest.unlink()
    if content is not None:
        manifest.write_bytes(content)

    said, copied = typed("doctor"), typed("backup ../b")

    assert (said.code, copied.code) == (1, 0)
    (line,) = [line for line in said.out.splitlines() if PUT_BACK in line]
    assert "manifest" in line.lower()
    assert manifest.parent.name in line
    assert "anifest" in copied.err
    assert "is not beside the register" not in copied.err


def test_a_changed_or_missing_file_is_told() -> None:
    """A full disk leaves files of no bytes."""
    (file,) = published().glob("*.txt")

    file.write_bytes(b"")
    emptied = typed("doctor")
    file.unlink()
    gone = typed("doctor")

    for said in (emptied, gone):
        assert said.code == 1
        assert f"{file.name} is not there as it was published. {PUT_BACK}" in said.out


def test_what_was_published_elsewhere_is_a_note() -> None:
    """Nobody knows whether the website still has it."""
    must("report publish gaps --as GAPS --output ../web/gaps")

    said = typed("doctor")

    assert said.code == 0
    assert "Published, and not beside the register: GAPS." in said.out


def test_files_that_may_have_held_a_removed_text_may_be_gone() -> None:
    """The guide says to remove them, and to let the manifest stand."""
    (file,) = published().glob("*.txt")
    must("expunge @3 --reason court_order --authority 'High Court' --yes")

    file.unlink()

    assert "as it was published" not in typed("doctor").out
