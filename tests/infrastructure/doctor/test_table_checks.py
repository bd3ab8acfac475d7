"""What `doctor` says where the log is whole, and its tables cannot be used."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from infrastructure.doctor import table_checks
from infrastructure.files import locks
from tests.faults.permissions import obeyed
from tests.infrastructure.backup.given import smallest_files, used_tables
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_full_disk import FULL
from tests.infrastructure.doctor.test_doctor import tree
from tests.infrastructure.doctor.test_lock_checks import held

pytestmark = pytest.mark.usefixtures("healthy")
FOLDER = Path("register.read")


def in_its_place() -> None:
    shutil.rmtree(FOLDER)
    FOLDER.touch()


def unlinked() -> None:
    (FOLDER / "current").unlink()


FORBIDDEN: dict[str, tuple[Callable[[], object], str]] = {
    "permit folder": (lambda: FOLDER.chmod(0o550), "you may not write in "),
    "permit file": (lambda: used_tables().chmod(0o440), ".sqlite (chmod u+rw)."),
    "no folder": (in_its_place, "is no folder"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORBIDDEN)
def test_sees_that_the_tables_cannot_be_used(name: str, healthy: Path) -> None:
    """A rebuild by another user leaves tables that only that user can bring up to date."""
    must("member join LAP --name Laputa --on 2026-02-01")
    harm, why = FORBIDDEN[name]
    harm()
    with obeyed():
        asked, before = typed("members"), tree(healthy.parent)
        said = typed("doctor")

    assert asked.code == 3
    assert said.code == 1
    (line,) = [each for each in said.out.splitlines() if each.startswith("tables: ")]
    assert line.startswith("tables: Questions cannot be answered: ")
    assert why in line
    assert ("→ chmod -R u+rwX " in line) == ("permit" in name)  # they are ours already
    assert tree(healthy.parent) == before


def test_the_tables_on_a_disk_that_is_read_only_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """To permit something there helps nobody."""
    monkeypatch.setattr(table_checks, "why_unchangeable", lambda *_: "read-only")
    monkeypatch.setattr(table_checks, "why_mounted", lambda _: "read-only")

    (line,) = [each for each in typed("doctor").out.splitlines() if each.startswith("tables: ")]

    assert line.endswith("→ Its disk is mounted read-only: mount it so that it can be written on.")


def test_the_tables_of_another_user_are_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not own them cannot change their permissions."""
    used_tables().chmod(0o440)
    monkeypatch.setattr(table_checks, "owners_of", lambda _: {54_321})
    with obeyed():
        said = typed("doctor")

    assert "(chmod u+rw). → chown -R USER " in said.out


LOCKED: dict[str, tuple[Callable[[], object], Callable[[], Path], str]] = {
    "tables": (lambda: None, used_tables, "tables are"),
    "folder": (lambda: None, lambda: FOLDER / "lock", "folder of the tables is"),
    "folder without tables": (unlinked, lambda: FOLDER / "lock", "folder of the tables is"),
}


@pytest.mark.parametrize("name", LOCKED)
def test_sees_who_keeps_the_tables_locked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that meets it waits for half a minute, and fails."""
    monkeypatch.setattr(locks, "TELL_AFTER", 0.1)
    harm, where, what = LOCKED[name]
    harm()

    with held(where()) as process:
        said = typed("doctor")

    assert said.code == 1
    assert f"tables: The {what} kept locked by process {process} (" in said.out
    assert f" → Wait for it, or end it with: kill {process}" in said.out


def test_a_full_disk_has_damaged_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be on a disk of their own; a rebuild would fail there, too."""
    used = used_tables()
    used.with_name(f"{used.name}-wal").touch()

    with monkeypatch.context() as patch, smallest_files(0):
        patch.setattr(os, "statvfs", lambda _: FULL)
        said = typed("doctor")

    assert "tables: Questions cannot be answered: the disk of " in said.out, said
    assert "register.read is full. → Make room there." in said.out
    assert "depositary rebuild" not in said.out


def test_makes_no_tables_to_find_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """They would hold all texts in a place where nobody looks for them, if it was stopped."""
    must(
        "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
        "member focal-point ATL p-7kq2mzx4ab --on 2026-02-01",
    )
    monkeypatch.setattr(tempfile, "TemporaryDirectory", None)

    assert typed("doctor").code == 0
