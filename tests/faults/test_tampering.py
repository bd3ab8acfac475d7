"""Whoever owns the machine changes the log: each of the ways, and what exactly shows it."""

import json
import shutil
from collections.abc import Sequence

import pytest

from infrastructure.audit.log.findings import FOUND, NOT_COMPARED, PASSED
from tests.faults.tamperings import TAMPERINGS, add_at_the_end
from tests.faults.told import Archive
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import events, typed

KEPT = "--checkpoint ../kept.checkpoint --policy ../our.policy"
SIGNED = "--checkpoint ../signed.checkpoint --policy ../careful.policy"
USES = (
    "members",
    "status T",
    "matrix --known @20",
    "history ATL",
    "history T-2",
    "log",
    "search wording",
    "conflicts",
    "report status T",
    "report profile ERE",
    "report changes @1 @15",
    "report audit --from @1 --to @18 --sample 9 --seed 1",
    "report publish status T --form csv",
    "doctor",
    "backup ../copy",
    "rebuild",
    "status T-1",
    "sign UTO T --on 2024-06-01",
    "retract @12 --reason 'It was never true.'",
    "expunge @12 --reason court_order --authority 'High Court of Atlantis' --yes",
    "audit receipt @10 --output ../ten.tlog-proof --checkpoint ../kept.checkpoint",
    "audit prove ../kept.checkpoint ../kept.checkpoint --output ../growth.proof",
    "audit verify --projections",
)
"""Commands of every kind, each of which reads the log in its own way."""


def found(options: str = "") -> tuple[int, Sequence[str]]:
    """Return the exit code of a verification, and every code that it found, in order."""
    said = typed(f"audit verify --format json {options}")
    told = json.loads(said.out)
    assert said.code == told["exit_code"]
    return said.code, sorted({each["code"] for each in told["findings"]})


def expected(codes: str, otherwise: int) -> tuple[int, Sequence[str]]:
    return (FOUND if codes else otherwise), codes.split()


def test_there_are_seventeen(archive: Archive) -> None:
    """And none is found where nobody tampered."""
    assert archive.store.exists()
    assert len(TAMPERINGS) == 17
    assert (found(), found(KEPT), found(SIGNED)) == ((NOT_COMPARED, []), (PASSED, []), (PASSED, []))


@pytest.mark.in_part(9)
@pytest.mark.parametrize("name", TAMPERINGS)
def test_is_found_by_its_name(archive: Archive, name: str) -> None:
    """Alone it is found, or nothing is proved (4): never is such a log called clean (0).

    With a checkpoint that was kept all are found, also a new entry that is dated back: it is no
    part of what was signed, and the checkpoint says when that was.
    """
    tampering = TAMPERINGS[name]
    tampering.do(archive)
    also = " --checkpoint ../other.checkpoint" if archive.other.exists() else ""

    alone, kept, witnessed = found(), found(KEPT + also), found(SIGNED + also)

    assert alone == expected(tampering.alone, NOT_COMPARED)
    assert kept == expected(tampering.kept, PASSED)
    assert kept[0] == FOUND
    assert witnessed == expected(tampering.witnessed, PASSED)
    assert witnessed[0] == FOUND


@pytest.mark.parametrize("name", TAMPERINGS)
def test_is_not_signed(archive: Archive, name: str) -> None:
    """The key remembers what it signed, so the day's checkpoint is when the office finds out."""
    tampering = TAMPERINGS[name]
    tampering.do(archive)
    memory = archive.memory.read_bytes()

    said = typed("audit checkpoint --key ../log.key --output ../new.checkpoint")

    if tampering.signed:
        assert said.code == 0, said
    else:
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("depositary: Nothing was signed: ")
        assert archive.memory.read_bytes() == memory
    assert (archive.folder / "new.checkpoint").exists() == tampering.signed


def test_an_entry_that_was_added_by_hand_is_one_like_any_other(archive: Archive) -> None:
    """What is false from the start is no tampering: a log does not prove that it is so.

    It is dated as it was written, follows its stream, and hashes to its leaf, as if by a command.
    """
    with tampering(archive.store) as db:
        add_at_the_end(db)

    assert (found(), found(KEPT), found(SIGNED)) == ((NOT_COMPARED, []), (PASSED, []), (PASSED, []))


@pytest.mark.slow
@pytest.mark.parametrize("tables", ["kept", "gone"])
@pytest.mark.parametrize("name", TAMPERINGS)
def test_ends_no_command_in_a_traceback(archive: Archive, name: str, tables: str) -> None:
    """Whatever the tables have seen before: an answer, or one sentence that says what is wrong."""
    TAMPERINGS[name].do(archive)
    if tables == "gone":
        shutil.rmtree(archive.store.with_suffix(".read"))

    for line in USES:
        before = events(archive.store)
        said = typed(line)

        assert said.code in {0, 1, 3, 4}, (line, said)
        assert said.out or said.code == 0 or said.err.startswith("depositary: "), (line, said)
        assert said.code == 0 or events(archive.store) == before
