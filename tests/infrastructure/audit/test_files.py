"""A file of evidence is whole, or it is not there."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from domain.errors import Refused, Unavailable
from infrastructure.audit.files import read_small, replace, write_new
from tests.infrastructure.keeping.given import smallest_files


def test_leaves_nothing_on_a_full_disk(tmp_path: Path) -> None:
    """Half a checkpoint under the name of a whole one would be taken for a forged one."""
    path = tmp_path / "1.checkpoint"

    with smallest_files(4), pytest.raises(Unavailable, match="cannot be written"):
        write_new(path, b"too long")

    assert list(tmp_path.iterdir()) == []
    write_new(path, b"too long")
    assert path.read_bytes() == b"too long"


def test_keeps_what_was_there_on_a_full_disk(tmp_path: Path) -> None:
    """The last one that a key signed must not be lost."""
    path = tmp_path / "log.key.signed"
    write_new(path, b"old")

    with smallest_files(4), pytest.raises(Unavailable):
        replace(path, b"too long")

    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


def test_waits_for_nothing(tmp_path: Path) -> None:
    """A pipe among the checkpoints would keep everybody from the rest, without a word."""
    os.mkfifo(tmp_path / "1.checkpoint")

    with pytest.raises(Unavailable, match="is no file"):
        read_small(tmp_path / "1.checkpoint")


def test_many_may_write_one_file_at_once(tmp_path: Path) -> None:
    """Two runs of one day copy the same checkpoints to the same folder."""
    path = tmp_path / "1.checkpoint"

    with ThreadPoolExecutor(max_workers=4) as runs:
        list(runs.map(lambda _: replace(path, b"signed"), range(100)))

    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"signed"]


def test_writes_over_nothing(tmp_path: Path) -> None:
    """What is there was evidence first."""
    write_new(tmp_path / "a", b"first")

    with pytest.raises(Refused, match="exists already"):
        write_new(tmp_path / "a", b"second")

    assert (tmp_path / "a").read_bytes() == b"first"


def test_writes_over_nothing_where_files_have_one_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory stick may know no second names of a file, and is where checkpoints are taken."""

    def unknown(path: Path, target: Path) -> None:
        raise PermissionError(f"{path} cannot be another name of {target}.")

    monkeypatch.setattr(Path, "hardlink_to", unknown)
    write_new(tmp_path / "a", b"first")

    with pytest.raises(Refused, match="exists already"):
        write_new(tmp_path / "a", b"second")

    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"first"]
