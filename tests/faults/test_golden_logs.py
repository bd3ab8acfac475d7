"""A log of every version that was released is read, verified and answered from, for ever.

Each folder of `tests/golden/logs` is named after a version, and is written when it is released, by
`uv run python -m tests.faults.make_golden_log VERSION` in a copy of that very version. To release a
version, set it in `pyproject.toml` and do so; the first test below fails until it is done. Until
the day of the release, delete the folder and make it anew whenever a kind of event is added, or an
answer told in other words. What was released is never made anew: where a test of an older log
fails, mend the program. Only an answer may be told in better words than before, and then by hand in
`answers.json` of each version.
"""

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from application.recording import body_events
from domain.events.bodies import TaskAdopted
from domain.events.table import TOPICS
from domain.values import ImpreciseDate
from infrastructure.audit.log.witness import WitnessRequest
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.policy import read_policy
from infrastructure.audit.proofs.tree import is_consistent
from infrastructure.bootstrap import open_register
from infrastructure.demonstration.bodies import EXERCISE as BODY
from tests.faults.given import CLERK
from tests.faults.golden_log import ANSWERS, GOLDEN, ROWS, dumped, restored, rows_in
from tests.infrastructure.cli.given import typed

VERSIONS = sorted(path.name for path in GOLDEN.iterdir())
ROOT = GOLDEN.parents[2]
APART = 7
"""Bytes from one that is changed to the next."""
ALL = "--checkpoint ../1.checkpoint --checkpoint ../2.checkpoint --checkpoint ../3.checkpoint"


@pytest.fixture(params=VERSIONS)
def golden(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what has left the machine, and stand in one below it with the store."""
    shutil.copytree(GOLDEN / request.param, tmp_path / "golden")
    here = tmp_path / "golden" / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    restored(rows_in(here.parent / ROWS), here / "register.db")
    config = f'store = "register.db"\nactor = "p-keeper"\ntaskforce = "{BODY}"\n'
    Path("depositary.toml").write_text(config, encoding="utf-8")
    return here.parent


def test_this_version_has_one() -> None:
    """With every kind of event that it can record."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    rows = rows_in(GOLDEN / version / ROWS)

    assert {row["topic"] for row in rows} == set(TOPICS)


def test_is_still_the_log_that_was_signed(golden: Path) -> None:
    """Event by event, by both keys, before the witness; its tables are those of the log."""
    said = typed(f"audit verify {ALL} --policy ../our.policy --projections --format json")
    careful = typed("audit verify --checkpoint ../1.checkpoint --policy ../careful.policy")

    told = json.loads(said.out)
    newest = Checkpoint.parse(Note.parse((golden / "3.checkpoint").read_bytes()).text)
    assert (said.code, told["findings"]) == (0, [])
    assert (told["size"], len(told["compared"])) == (newest.size, 3)
    assert {each["code"] for each in told["notices"]} == {"expunged", "note"}  # a clock ran ahead
    assert careful.code == 0, careful


def test_becomes_the_same_text_again(golden: Path) -> None:
    """What is stored is not written anew by reading it."""
    assert typed("rebuild").code == 0

    assert dumped(Path("register.db")) == rows_in(golden / ROWS)


@pytest.mark.usefixtures("golden")
def test_its_receipt_still_proves_the_same() -> None:
    """Members keep them for decades."""
    said = typed(
        "audit check-receipt ../entry.tlog-proof --content ../entry.json --policy ../our.policy"
    )

    assert said.code == 0, said
    assert "was recorded as @9 at 2026-" in said.out


def test_its_proof_of_growth_still_holds(golden: Path) -> None:
    """A witness that looks again after years begins where it stopped."""
    growth = WitnessRequest.parse((golden / "growth.proof").read_bytes())
    policy = read_policy(golden / "our.policy")
    older = policy.open((golden / "1.checkpoint").read_bytes()).checkpoint
    newer = policy.open(bytes(growth.note)).checkpoint

    assert growth.older == older.size
    assert is_consistent(older.size, newer.size, older.root, newer.root, growth.proof)


def test_answers_in_the_same_words(golden: Path) -> None:
    """Whoever asked then, and asks again, must not wonder what has changed."""
    for line, answer in json.loads((golden / ANSWERS).read_text(encoding="utf-8")).items():
        assert typed(line).out == answer, line


def test_its_report_still_follows_from_it(golden: Path) -> None:
    """What was published is made again from the log and the manifest alone."""
    (manifest,) = (golden / "published").glob("*/manifest.json")

    said = typed(f"report reproduce {manifest}")

    assert said.code == 0, said


@pytest.mark.slow
def test_no_byte_of_its_manifest_can_be_changed(
    golden: Path, request: pytest.FixtureRequest
) -> None:
    """Whatever else it then says: the log does not record that. Of each version, others."""
    (manifest,) = (golden / "published").glob("*/manifest.json")
    content = manifest.read_bytes()

    first = VERSIONS.index(request.node.callspec.params["golden"])
    for place in range(first, len(content), APART):
        other = bytes([content[place] ^ 1])
        manifest.write_bytes(content[:place] + other + content[place + 1 :])
        said = typed(f"report reproduce {manifest}")

        assert said.code in {1, 2}, (place, said)
        assert "recorded as @" not in said.out, (place, said)
    manifest.write_bytes(content)
    assert "recorded as @" in typed(f"report reproduce {manifest}").out


@pytest.mark.usefixtures("golden")
def test_can_be_gone_on_with() -> None:
    """An upgrade is the day on which a secretariat would rather not begin anew."""
    with open_register(Path("register.db")) as register:
        head = register.log.rows.head()
    assert head is not None
    with open_register(Path("register.db"), clock=lambda: head[1] + 1) as register:
        task = TaskAdopted(reference="LATER", text="Go on.")
        on = ImpreciseDate.parse("2027-01-01")
        register.record(lambda r: body_events.record(r, BODY, task, on), CLERK)

    assert typed(f"audit verify {ALL} --policy ../our.policy").code == 0
