"""Where a disk is full, a sentence says so, and where; SQLite says that the disk failed."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.infrastructure.backup.given import smallest_files
from tests.infrastructure.cli.given import must, typed

FULL = SimpleNamespace(f_bavail=0, f_frsize=4096, f_flag=0)


@pytest.mark.parametrize(
    ("line", "most", "told"),
    [
        ("members", 0, "The register could not be read: the disk of {} is full."),
        ("members", 33_000, "The tables cannot be made: the disk of {}/register.read is full."),
        ("contacts add 'Ada Example'", 0, "Nothing was changed, because the disk of {} is full."),
    ],
)
def test_says_that_it_is_full(
    register: Path, monkeypatch: pytest.MonkeyPatch, line: str, most: int, told: str
) -> None:
    """Whoever reads that the disk failed would replace it."""
    must("contacts add 'Bo Example' --ref p-bb4xx")
    with monkeypatch.context() as patch, smallest_files(most):
        patch.setattr(os, "statvfs", lambda _: FULL)
        said = typed(line)

    assert said.code == 3
    assert f"{told.format(register.parent)}\n" in said.err
    must(line)
