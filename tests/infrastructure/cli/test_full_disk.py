"""Where a disk is full, a sentence says so, and where; SQLite says that the disk failed."""

import os
from pathlib import Path
from tempfile import gettempdir
from types import SimpleNamespace

import pytest

from infrastructure.exports import datapackage
from tests.infrastructure.backup.given import smallest_files
from tests.infrastructure.cli.given import must, typed

FULL = SimpleNamespace(f_blocks=9, f_bavail=0, f_frsize=4096, f_flag=0, f_files=0)

CHECKPOINT = "audit checkpoint --key ../log.key"
ROTATE = "audit rotate-key --key ../log.key --new ../new.key"


@pytest.mark.parametrize(
    ("line", "most", "told"),
    [
        ("members", 0, "The register could not be read: the disk of {} is full."),
        ("members", 33_000, "The tables cannot be made: the disk of {}/register.read is full."),
        (CHECKPOINT, 0, "The register could not be read: the disk of {} is full."),
        (ROTATE, 0, "The register could not be read: the disk of {} is full."),
        ("backup ../kept", 0, "The register could not be read: the disk of {} is full."),
        ("contacts add 'Ada Example'", 0, "Nothing was changed, because the disk of {} is full."),
    ],
)
def test_says_that_it_is_full(
    register: Path, monkeypatch: pytest.MonkeyPatch, line: str, most: int, told: str
) -> None:
    """Whoever reads that the disk failed would replace it."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must(
        "contacts add 'Bo Example' --ref p-bb4xx",
        "audit keygen ../log.key --name example.org/register",
        "audit keygen ../new.key --name example.org/register",
        *((CHECKPOINT,) if line == ROTATE else ()),
    )
    with monkeypatch.context() as patch, smallest_files(most):
        patch.setattr(os, "statvfs", lambda _: FULL)
        said = typed(line)

    assert said.code == 3
    assert f"{told.format(register.parent)}\n" in said.err
    must(line)


@pytest.mark.usefixtures("register")
def test_names_the_disk_of_a_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is among temporary files, which may be on another disk than the register."""
    must(*(f"text adopt mission.md --reference T-{n} --title T --on 2026-02-01" for n in range(4)))
    must("members")
    with monkeypatch.context() as patch, smallest_files(33_000):
        patch.setattr(os, "statvfs", lambda _: FULL)
        said = typed("correct @4 on=2026-01-20 --dry-run")

    assert said.code == 3
    assert f"could not be copied: the disk of {gettempdir()}/depositary-" in said.err


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("what", ["analysis", "datapackage"])
def test_names_what_was_to_be_written(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """It was said of the tables, which may be on another disk."""
    must("members")
    with monkeypatch.context() as patch, smallest_files(33_000):
        fault = typed(f"export {what} written")
        patch.setattr(os, "statvfs", lambda _: FULL)
        full = typed(f"export {what} written")

    assert (fault.code, full.code) == (3, 3)
    assert fault.err == "depositary: The tables cannot be used: disk I/O error.\n"
    assert full.err == "depositary: written cannot be written: No space left on device.\n"
    assert not Path("written").exists()


@pytest.mark.usefixtures("register")
def test_names_the_folder_of_files_that_cannot_be_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was said of the output, which is none of these files."""
    monkeypatch.setattr(datapackage, "write_csv", lambda *_: os.write(-1, b""))

    said = typed("export datapackage written")

    assert said.err == "depositary: written cannot be written: Bad file descriptor.\n"


@pytest.mark.usefixtures("register")
def test_what_the_system_shows_as_files_is_on_no_disk() -> None:
    """Nobody can make room there."""
    said = typed("--store /proc/self/mem members")

    assert said.code == 3
    assert "full" not in said.err


@pytest.mark.usefixtures("register")
def test_says_that_rows_were_written_and_not_tried() -> None:
    """A register on trial needs room in the folder for temporary files."""
    must("members")
    with smallest_files(50_000):
        said = typed("export rows --output o.csv")

    assert said.code == 3
    assert "o.csv was written, but its rows could not be tried" in said.err
    assert Path("o.csv").read_text(encoding="utf-8").count("\n") > 1
