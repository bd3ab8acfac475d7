"""kill -9 at the steps of every command that writes: it is done or not done, and the next works."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from infrastructure.audit.checkpoint import Checkpoint
from infrastructure.audit.findings import PASSED
from infrastructure.audit.note import Note
from tests.faults.given import Place, contents
from tests.faults.mortal import KILLED, Mortals, mortals

pytestmark = pytest.mark.slow

EVENLY, LAST = 12, 10  # steps of one command that are tried
ROWS = "act,member,name,on\n" + "".join(f"join,M{n},Member {n},2025-10\n" for n in range(10, 40))
AT_ONCE = frozenset({0})
DONE_OR_REFUSED = frozenset({0, 1})
JOIN = "member join BLE --name Blefuscu --on 2025-10"
EXPUNGE = "expunge @2 --reason court_order --authority 'High Court of Atlantis' --yes"
RECEIPT = "audit receipt @9 --output ../a.tlog-proof --content ../a.json"
ROTATE = "audit rotate-key --new ../new.key --output ../kept/1.checkpoint"
ADD = "contacts add 'Ada Example' --ref p-ada-atl"
BACKUP, CHECKPOINT = "backup ../backup", "audit checkpoint --output ../kept/1.checkpoint"


@dataclass(frozen=True)
class Deed:
    """A command that writes, what it needs, and how it ends if it is typed once more later.

    1 is a refusal: what was done is done, and is not done twice. Where it may be done twice,
    `twice` is the number of events that this adds.
    """

    line: str
    again: frozenset[int] = AT_ONCE
    before: tuple[str, ...] = ()
    twice: int = 0


DEEDS = {
    "record": Deed(JOIN, DONE_OR_REFUSED),
    "record once": Deed(f"{JOIN} --command-key 7"),
    "import": Deed("import ../rows.csv"),
    "rebuild": Deed("rebuild"),
    "report": Deed("report status PLEDGE --format xlsx --output ../status.xlsx"),
    "export": Deed("export analysis ../tables.db"),
    "keygen": Deed("audit keygen ../more.key --name example.org/more", DONE_OR_REFUSED),
    "checkpoint": Deed(CHECKPOINT, DONE_OR_REFUSED),
    "rotate": Deed(ROTATE, DONE_OR_REFUSED, twice=1),
    "receipt": Deed(RECEIPT, DONE_OR_REFUSED, ("audit checkpoint",)),
    "publish": Deed("report publish status PLEDGE"),
    "expunge": Deed(EXPUNGE, DONE_OR_REFUSED),
    "backup": Deed(BACKUP, DONE_OR_REFUSED),
    "restore": Deed("restore ../backup --store ../other/register.db", DONE_OR_REFUSED, (BACKUP,)),
    "add": Deed(ADD, DONE_OR_REFUSED),
    "erase": Deed("contacts erase p-ada-atl --yes", DONE_OR_REFUSED, (ADD,)),
}


@pytest.fixture(scope="module")
def fated() -> Iterator[Mortals]:
    with mortals() as ours:
        yield ours


@pytest.mark.parametrize("name", DEEDS)
def test_is_done_or_not_done(place: Place, tmp_path: Path, fated: Mortals, name: str) -> None:
    """Whoever pulls the plug may type the command again; nothing is half there or there twice.

    The log is before it or after it, never between; it agrees with what was signed before; no file
    has its name before it is whole; and a second try ends what was begun, or refuses to do twice.
    """
    deed = DEEDS[name]
    _prepare(place, fated, deed)
    done = place.copied(tmp_path / "done")
    fated.run(done, *shlex.split(deed.line)).must()
    before, after = (len(contents(each.store)[0]) for each in (place, done))

    for step in _steps(fated.steps):
        copy = place.copied(tmp_path / f"{step}")
        fated.run(copy, *shlex.split(deed.line), dies_at=step).must(KILLED)
        _must_be_sound(copy, {before, after})
        again = fated.run(copy, *shlex.split(deed.line))
        assert again.code in deed.again, (step, again)
        _must_be_sound(copy, {after, after + deed.twice})
        fated.run(copy, "members").must()


def _prepare(place: Place, fated: Mortals, deed: Deed) -> None:
    (place.root / "rows.csv").write_text(ROWS, encoding="utf-8")
    fated.run(place, *shlex.split("audit keygen ../new.key --name example.org/register")).must()
    for line in deed.before:
        fated.run(place, *shlex.split(line)).must()


def _steps(number: int) -> list[int]:
    """Return some steps at even distances, and the last ones, in which files take their places."""
    evenly = range(1, number + 1, max(1, number // EVENLY))
    return sorted({*evenly, *range(max(1, number - LAST), number + 1)})


def _must_be_sound(place: Place, sizes: set[int]) -> None:
    assert len(contents(place.store)[0]) in sizes
    kept = (place.kept / "whole.checkpoint").read_bytes()
    assert place.verified(whole=kept).exit_code == PASSED
    for path in (each for each in place.root.rglob("*") if _is_named(each, place)):
        assert path.stat().st_size, path
        if path.suffix in {".checkpoint", ".signed"}:
            assert Checkpoint.parse(Note.parse(path.read_bytes()).text).size >= 41


def _is_named(path: Path, place: Place) -> bool:
    """Say whether somebody may take it for a file of ours; `.depositary-…` is left by the dead."""
    ours = any(part.startswith((".", "register.")) for part in path.relative_to(place.root).parts)
    return path.is_file() and not ours
