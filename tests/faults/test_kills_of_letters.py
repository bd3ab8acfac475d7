"""kill -9 while letters go out: nobody gets one twice, and at most one is lost."""

import shlex
from pathlib import Path

import pytest

from infrastructure.audit.log.findings import PASSED
from tests.faults.given import Place
from tests.faults.mortal import KILLED, Mortals

pytestmark = pytest.mark.slow

EVERY, LAST = 11, 36  # of the steps are tried; letters go out in the last ones
FOCAL_POINTS = {"ATL": "p-a7atq2", "ERE": "p-bb4er", "LIL": "p-cm3li"}
MAIL = '\n[mail]\nfrom = "office@example.org"\nfolder = "../letters"\n'
DUE = (
    "taskforce record-kept-from --on 2025-07-01",
    *(
        f"contacts add 'Focal Point' --email fp@example.org --member {code} --ref {person}"
        for code, person in FOCAL_POINTS.items()
    ),
    *(
        f"member focal-point {code} {person} --on 2025-08-01"
        for code, person in FOCAL_POINTS.items()
    ),
    *(
        f"progress milestone PLEDGE-1 BILL-{code} 'The bill.' --due-on 2025-10-01 --owner {code}"
        " --on 2025-08-01"
        for code in FOCAL_POINTS
    ),
)


@pytest.fixture
def due(place: Place, fated: Mortals) -> Place:
    """Return an office in which three people are to be written to, and a checkpoint is to be made.

    The post takes the letters from their folder, as `collected` does here.
    """
    for line in DUE:
        fated.run(place, *shlex.split(line)).must()
    with (place.data / "depositary.toml").open("a", encoding="utf-8") as file:
        file.write(MAIL)
    return place


def collected(place: Place) -> list[str]:
    """Take the letters out of their folder, and return to whom each goes."""
    letters = sorted((place.root / "letters").glob("*.eml"))
    people = [next(p for p in FOCAL_POINTS.values() if p in path.name) for path in letters]
    for path in letters:
        assert b"The bill." in path.read_bytes()
        path.unlink()
    return people


def test_nobody_is_written_to_twice(due: Place, tmp_path: Path, fated: Mortals) -> None:
    """Entered first and sent then: who dies in between has written to one person less.

    Whatever was not begun is done by the next run, which needs no help.
    """
    whole = due.copied(tmp_path / "whole")
    fated.run(whole, "run-due").must()
    assert collected(whole) == sorted(FOCAL_POINTS.values())
    lost = []

    for step in (*range(1, fated.steps - LAST, EVERY), *range(fated.steps - LAST, fated.steps + 1)):
        copy = due.copied(tmp_path / f"{step}")
        fated.run(copy, "run-due", dies_at=step).must(KILLED)
        first = collected(copy)
        fated.run(copy, "run-due").must()
        everybody = first + collected(copy)
        assert len(everybody) == len(set(everybody)), step
        lost.append(len(FOCAL_POINTS) - len(everybody))
        (made,) = copy.store.with_suffix(".checkpoints").glob("*.checkpoint")
        assert copy.verified(made=made.read_bytes()).exit_code == PASSED, step
        assert fated.run(copy, "run-due").must().err == "Nothing is due.\n"

    assert set(lost) == {0, 1}
