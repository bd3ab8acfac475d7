"""A published report that stands in several places: what people read in each is looked at."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.audit.published.manifest import Output
from infrastructure.audit.published.published import look_at_file
from tests.infrastructure.cli.reports.given_published import FILE, FOLDER, NAME, manifest
from tests.infrastructure.cli.reports.test_verifying_reports import (
    ALONE,
    FOUND,
    UNFINISHED,
    verified,
)
from tests.infrastructure.cli.reports.test_verifying_reports import findings as found_in

COPY = FOLDER.parent / ".a" / NAME
EDITED = "<p>Another"

pytestmark = pytest.mark.usefixtures("published")


def findings(more: str = "") -> list[str]:
    return found_in(verified(more))


def copy(folder: Path = COPY) -> Path:
    shutil.copytree(FOLDER, folder)
    return folder


def test_an_intact_copy_hides_no_page_that_was_edited() -> None:
    """It is found first, and nobody reads it."""
    copy()
    (FOLDER / FILE).write_text(EDITED, encoding="utf-8")

    assert findings() == [
        f"report @13: {NAME}: {FOLDER.absolute() / FILE} is not what was published."
    ]


def test_a_copy_hides_no_edited_page_behind_a_link() -> None:
    """People follow links to folders without knowing it."""
    copy()
    shutil.move(FOLDER, "elsewhere")
    FOLDER.symlink_to(Path("elsewhere").absolute())
    (FOLDER / FILE).write_text(EDITED, encoding="utf-8")

    assert findings() == [
        f"report @13: {NAME}: {FOLDER.absolute() / FILE} is not what was published."
    ]


def test_a_copy_is_no_finding() -> None:
    """Nor if a file is missing in it, which can be made again."""
    (copy() / FILE).unlink()

    said = verified()

    assert (said.code, found_in(said)) == (ALONE, [])


def test_what_stands_beside_a_second_copy_is_told() -> None:
    """People may take it for a part of what was published."""
    copy()
    (FOLDER / "more.html").write_text(EDITED, encoding="utf-8")

    said = verified()

    sentence = f"{NAME}: In {FOLDER.absolute()}, and no part of the report: more.html."
    assert f"note @13: {sentence}" in said.out


def test_an_unfinished_copy_is_of_no_interest() -> None:
    """It is left where the program was killed, and does not look published."""
    copy(FOLDER.with_name(f".{NAME}.unfinished"))
    (FOLDER.with_name(f".{NAME}.unfinished") / FILE).write_text(EDITED, encoding="utf-8")

    assert findings() == []


def test_a_folder_that_is_named_twice_is_looked_at_once() -> None:
    """By `--published`, or by a link."""
    (FOLDER / FILE).write_text(EDITED, encoding="utf-8")

    assert len(findings("--published register.published --published .")) == 1


def test_a_folder_without_its_manifest_is_told_though_a_copy_has_it() -> None:
    """Its files are what people read, and nothing says what they were."""
    digest = manifest(copy(Path("elsewhere"))).sha256
    (FOLDER / "manifest.json").unlink()

    (finding,) = findings("--published elsewhere")

    assert finding == (
        f"report @13: No manifest can be read in {FOLDER.absolute()}, so nothing says that {NAME} "
        f"is what was published: put it back (SHA-256 {digest})."
    )


def test_a_copy_that_cannot_be_read_leaves_it_unfinished(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody could look at has not passed."""
    copy()

    def fail(output: Output, folder: Path) -> str:
        if folder == FOLDER.absolute():
            raise Unavailable(f"{output.file} cannot be read: Input/output error.")
        return look_at_file(output, folder)

    monkeypatch.setattr("infrastructure.audit.published.verify_reports.look_at_file", fail)

    said = verified()

    assert said.code == UNFINISHED
    assert "Input/output error" in said.out


def test_a_changed_copy_elsewhere_is_told() -> None:
    """Also where that beside the register is as it was."""
    (copy(Path("elsewhere")) / FILE).write_text(EDITED, encoding="utf-8")

    said = verified("--published elsewhere")

    assert (said.code, len(found_in(said))) == (FOUND, 1)


@pytest.mark.parametrize("harm", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_is_not_what_was_published(harm: Callable[[Path], None]) -> None:
    """It was said to be missing, and could be made again; who opens it may wait for ever."""
    (FOLDER / FILE).unlink()
    harm(FOLDER / FILE)

    assert f"{FILE} beside the manifest is not what was published." in findings()[0]


def test_a_page_that_cannot_be_read_is_not_missing() -> None:
    """What it says is not known."""
    (FOLDER / FILE).unlink()
    (FOLDER / FILE).symlink_to(FILE)

    said = verified()

    assert said.code == UNFINISHED
    assert f"{FILE} cannot be read: Too many levels of symbolic links." in said.out
