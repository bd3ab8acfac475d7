"""kill -9 at the steps of every command that writes: it is done or not done, and the next works."""

import shlex
from pathlib import Path

import pytest

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
