"""kill -9 at the steps of every command that writes: it is done or not done, and the next works."""

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from infrastructure.bootstrap import read_model_folder
from tests.faults.deeds import DEEDS, must_be_sound, prepare
from tests.faults.given import Place, contents
from tests.faults.mortal import KILLED, Mortals

pytestmark = pytest.mark.slow

EVENLY, LAST = 12, 10  # steps of one command that are tried


@pytest.mark.parametrize("name", DEEDS)
def test_is_done_or_not_done(place: Place, tmp_path: Path, fated: Mortals, name: str) -> None:
    """Whoever pulls the plug may type the command again; nothing is half there or there twice.

    The log is before it or after it, never between; it agrees with what was signed before; no file
    has its name before it is whole; and a second try ends what was begun, or refuses to do twice.
    """
    deed = DEEDS[name]
    prepare(place, fated, deed)
    done = place.copied(tmp_path / "done")
    fated.run(done, *shlex.split(deed.line)).must()
    before, after = (len(contents(each.store)[0]) for each in (place, done))

    for step in _steps(fated.steps):
        copy = place.copied(tmp_path / f"{step}")
        fated.run(copy, *shlex.split(deed.line), dies_at=step).must(KILLED)
        must_be_sound(copy, {before, after})
        again = fated.run(copy, *shlex.split(deed.line))
        assert again.code in deed.again, (step, again)
        must_be_sound(copy, {after, after + deed.twice})
        assert (copy.store.parent / deed.leaves).exists(), step
        fated.run(copy, "members").must()


def _steps(number: int) -> list[int]:
    """Return some steps at even distances, and the last ones, in which files take their places."""
    evenly = range(1, number + 1, max(1, number // EVENLY))
    return sorted({*evenly, *range(max(1, number - LAST), number + 1)})


ROOT = Path(__file__).parents[2]
WAYS = ((1, "0"), (2, "1"), (7, "42"), (39, "random"), (1000, "4294967295"))
"""Sizes of batches, and seeds of the order in which Python keeps what has none."""
KEPT = 2  # generations: the one in use, and the one before it for who has it open
EVERY = 45  # of the steps is tried
LATER = (
    "correct @13 on=2025-09-16",
    "withdraw ATL PLEDGE --on 2025-10-15",
    "retract @22 --reason 'It was never signed.'",
    "show-to @30 public",
    "member suspend LIL --on 2025-11-01",
)


@pytest.fixture
def eventful(place: Place, fated: Mortals) -> Place:
    """Return an office in which entries were corrected, retracted and shown to others."""
    for line in LATER:
        fated.run(place, *shlex.split(line)).must()
    return place


def rebuilt(place: Place, batch: int, seed: str) -> Mapping[str, str]:
    """Make the tables anew in a process of its own, and return a hash of each."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.faults.rebuilder", place.store, str(batch)],
        cwd=ROOT,
        env=place.environment(PYTHONHASHSEED=seed),
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, str] = json.loads(done.stdout)
    return told


def test_tables_are_the_same_however_they_are_made(eventful: Place, fated: Mortals) -> None:
    """Grown with the log, or made of it in batches of any size, in any order of sets."""
    grown = fated.run(eventful, *shlex.split("audit verify --projections"))

    made = [rebuilt(eventful, batch, seed) for batch, seed in WAYS]

    assert all(each == made[0] for each in made)
    assert "projection" not in grown.must(4).out


def test_a_killed_rebuild_leaves_the_tables_in_use(eventful: Place, fated: Mortals) -> None:
    """Questions go on with the old ones, and the next rebuild makes the same again."""
    first = rebuilt(eventful, *WAYS[0])
    fated.run(eventful, "rebuild").must()
    status = fated.run(eventful, "status", "PLEDGE").must().out

    for step in range(1, fated.steps + 200, EVERY):
        killed = fated.run(eventful, "rebuild", dies_at=step)
        assert killed.code in {KILLED, 0}, step
        assert fated.run(eventful, "status", "PLEDGE").must().out == status, step
    for way in WAYS[1:]:
        fated.run(eventful, "rebuild", dies_at=EVERY * 5).must(KILLED)
        assert rebuilt(eventful, *way) == first, way

    left = list(read_model_folder(eventful.store).glob("gen-*.sqlite"))
    assert len(left) <= KEPT


def test_tables_that_were_killed_as_they_grew_grow_on(
    eventful: Place, fated: Mortals, tmp_path: Path
) -> None:
    """What a batch began is undone, and the next question begins it again."""
    folder = read_model_folder(eventful.store)
    behind = tmp_path / "behind"
    fated.run(eventful, "members").must()
    shutil.copytree(folder, behind)
    fated.run(eventful, *shlex.split("member join BLE --name Blefuscu --on 2025-10")).must()
    members = fated.run(eventful, "members").must().out
    shutil.rmtree(folder)
    shutil.copytree(behind, folder)
    fated.run(eventful, "members").must()

    for step in range(1, fated.steps + 1, 3):
        shutil.rmtree(folder)
        shutil.copytree(behind, folder)
        fated.run(eventful, "members", dies_at=step).must(KILLED)
        assert fated.run(eventful, "members").must().out == members, step
        checked = fated.run(eventful, *shlex.split("audit verify --projections"))
        assert "projection" not in checked.must(4).out, step
