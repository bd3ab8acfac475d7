"""A full disk under every command that writes: a sentence, nothing half-written, and it goes on."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.deeds import DEEDS, Deed, must_be_sound, prepare
from tests.faults.given import COMMAND, Place, Said, contents
from tests.faults.mortal import Mortals

pytestmark = pytest.mark.slow

PAGE = 4096
ROOM = (0, 1, 4, 8, 16, 28, 32, 40, 48, 100)  # pages that are left on the disk
LARGEST = (500, 8_000, 40_000, 70_000, 140_000, 230_000)  # bytes that a file may have


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Mount a disk of 3 MB, which only an administrator may; the test of large files needs none."""
    place = tmp_path_factory.mktemp("disk")
    words = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("No disk can be mounted here; test_no_file_may_grow stands in for it.")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture(params=DEEDS)
def deed(request: pytest.FixtureRequest, place: Place, fated: Mortals) -> Deed:
    found = DEEDS[str(request.param)]
    prepare(place, fated, found)
    return found


def sizes(place: Place, fated: Mortals, deed: Deed) -> tuple[int, int]:
    """Return how many events there are before a deed and after it."""
    done = place.copied(place.root.with_name("done"))
    before = len(contents(done.store)[0])
    fated.run(done, *shlex.split(deed.line)).must()
    return before, len(contents(done.store)[0])


def must_be_clean(said: Said, deed: Deed, place: Place, ends: tuple[int, int]) -> None:
    """Require that it was done, or that one sentence says that it was not, and is true."""
    before, after = ends
    half = deed.half in said.err
    if said.code:
        said.must_fail_in_a_sentence()
    must_be_sound(place, {after if half or not said.code else before})


def test_a_full_disk(place: Place, disk: Path, fated: Mortals, deed: Deed) -> None:
    """However much space is left when it begins; and once there is space, it is done."""
    ends = sizes(place, fated, deed)

    for pages in ROOM:
        copy = place.copied(disk / f"{pages}")
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(PAGE * max(0, os.statvfs(disk).f_bavail - pages)))
        said = fated.run(copy, *shlex.split(deed.line))
        ballast.unlink()
        must_be_clean(said, deed, copy, ends)
        must_go_on(copy, fated, deed, ends, done=deed.half in said.err or not said.code)
        shutil.rmtree(copy.root)


def test_no_file_may_grow(place: Place, tmp_path: Path, fated: Mortals, deed: Deed) -> None:
    """The same without a disk of its own: the system lets no file become larger than that."""
    ends = sizes(place, fated, deed)

    for largest in LARGEST:
        copy = place.copied(tmp_path / f"{largest}")
        said = fated.run(copy, *shlex.split(deed.line), largest=largest)
        must_be_clean(said, deed, copy, ends)
        must_go_on(copy, fated, deed, ends, done=deed.half in said.err or not said.code)


@pytest.mark.parametrize("line", ["correct @5 on=2025-05", "show-to @5 secretariat"])
def test_what_was_amended_is_told_though_what_it_changes_cannot_be(
    place: Place, tmp_path: Path, fated: Mortals, line: str
) -> None:
    """Nothing was told of what was recorded where its tables could not be made after it."""
    before, told = len(contents(place.store)[0]), 0

    for largest in (20_000, 100_000, 200_000, 400_000):
        copy = place.copied(tmp_path / f"{largest}")
        copy.run("rebuild").must()
        said = fated.run(copy, *shlex.split(line), largest=largest)
        recorded = len(contents(copy.store)[0]) - before
        shutil.rmtree(copy.root)
        if said.code == 0:
            continue
        assert (recorded > 0) is ("Recorded from @" in said.err), said
        assert (recorded > 0) is bool(said.out), said
        told += recorded > 0

    assert told


def must_go_on(
    place: Place, fated: Mortals, deed: Deed, ends: tuple[int, int], *, done: bool
) -> None:
    """Type it again, now that there is space: it is done, or was done and is not done twice."""
    again = fated.run(place, *shlex.split(deed.line))
    assert again.code in (deed.again if done else {0}), again
    must_be_sound(place, {ends[1], ends[1] + deed.twice} if done else {ends[1]})


def test_a_disk_that_takes_no_further_file(place: Place, tmp_path: Path) -> None:
    """It has room, and none for what SQLite makes beside a database; `doctor` said "Healthy"."""
    (small := tmp_path / "small").mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=20m,nr_inodes=200", "tmpfs", str(small)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("No disk can be mounted here.")
    try:
        shutil.copy(place.store, small / "register.db")
        for number in range(os.statvfs(small).f_favail):
            (small / f"{number}").touch()
        run = [COMMAND, "--store", "register.db"]
        asked, examined = (
            subprocess.run([*run, word], cwd=small, capture_output=True, text=True, check=False)
            for word in ("members", "doctor")
        )
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)

    assert asked.returncode == 3
    assert "is full: no further file fits on it" in asked.stderr
    assert "disk: Only 0 further files fit on the disk where" in examined.stdout
    assert examined.returncode == 1
