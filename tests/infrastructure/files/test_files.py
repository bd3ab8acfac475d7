"""A file is read up to a limit, and is written whole or not at all."""

import fcntl
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from domain.errors import Malformed, Refused, Unavailable
from infrastructure.files.reading import read_bounded
from infrastructure.files.writing import opened_to_write, replace, whole, write_new
from tests.infrastructure.backup.given import smallest_files


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


def test_hands_permissions_on(tmp_path: Path) -> None:
    """What its owner closed to others must not be opened to them by the next export."""
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "a.csv").chmod(0o600)

    with whole(tmp_path / "a.csv") as aside:
        aside.write_bytes(b"new")

    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


def test_writes_to_what_stands_for_the_output() -> None:
    """It is a link to a pipe that has no name of its own, so nothing can be put in its place."""
    writing = """if True:
        from infrastructure.files.writing import Path, whole
        with whole(Path("/dev/stdout")) as place:
            place.write_text("all of it")
    """
    command = [sys.executable, "-c", writing]

    done = subprocess.run(command, capture_output=True, check=False)

    assert (done.stdout, done.returncode) == (b"all of it", 0), done.stderr


def test_goes_on_where_an_output_stands(tmp_path: Path) -> None:
    """What was written there before is not lost, and what comes after stands after it."""
    with (tmp_path / "all").open("wb", buffering=0) as file:
        file.write(b"before ")
        fcntl.fcntl(file, fcntl.F_SETFD, 0)  # as a shell passes it on
        with whole(Path(f"/dev/fd/{file.fileno()}")) as place, opened_to_write(place) as output:
            output.write(b"meanwhile ")
        file.write(b"after")

    assert (tmp_path / "all").read_bytes() == b"before meanwhile after"


def test_a_reader_may_have_enough(tmp_path: Path) -> None:
    """As `head` has; that is no fault of anybody."""
    os.mkfifo(tmp_path / "pipe")
    reader = Thread(target=lambda: (tmp_path / "pipe").open("rb").close())
    reader.start()

    with whole(tmp_path / "pipe") as pipe:
        pipe.write_bytes(bytes(1_000_000))  # more than a pipe takes before it is read

    reader.join(timeout=10)


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


def test_reads_what_fits(tmp_path: Path) -> None:
    """One byte more is refused, before it is all in memory."""
    (tmp_path / "a").write_bytes(b"12345")

    assert read_bounded(tmp_path / "a", 5) == b"12345"
    with pytest.raises(Malformed, match="larger than 4 bytes"):
        read_bounded(tmp_path / "a", 4)


def test_reads_what_does_not_tell_its_size() -> None:
    """Some systems show what they know of themselves as files of no size."""
    path = Path("/proc/self/limits")

    assert read_bounded(path, 100_000).startswith(b"Limit")
    with pytest.raises(Malformed, match="larger than 10 bytes"):
        read_bounded(path, 10)


def test_waits_for_no_pipe_and_no_device(tmp_path: Path) -> None:
    """They look like files by their names, and reading them never ends.

    One among the checkpoints would keep everybody from the rest, without a word.
    """
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(Malformed, match="is no file"):
            read_bounded(path, 10)


def test_says_that_a_folder_is_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """It was said that the file exists already, and that nothing was changed."""
    (tmp_path / "kept").symlink_to("gone")

    with pytest.raises(Unavailable, match="kept is a link that leads nowhere"):
        write_new(tmp_path / "kept" / "a", b"first")
