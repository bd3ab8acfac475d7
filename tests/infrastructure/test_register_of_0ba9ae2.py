"""A register that version 0ba9ae2 made opens, verifies, answers and takes its files, for ever.

It stands in `tests/data/register_0ba9ae2`, whose README says what is in it and how it was made.
"""

import json
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from application.context import Context
from application.recording import body_events
from application.reports.document import Report
from application.reports.earlier_words import in_earlier_words
from application.reports.versions import RULES, WORDS
from domain.events.bodies import TaskAdopted
from domain.values import ImpreciseDate
from infrastructure.audit.log.witness import WitnessRequest
from infrastructure.audit.proofs.policy import read_policy
from infrastructure.audit.proofs.tree import is_consistent
from infrastructure.bootstrap import open_register
from infrastructure.cli.reports import reports
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.kept_answers import (
    Kept,
    Told,
    agrees,
    differences,
    kept_in,
    needless,
    reworded,
)
from tests.infrastructure.meant_of_0ba9ae2 import MADE_OTHERWISE, MEANT, REWORDED
from tests.often import every

REGISTER = Path(__file__).parents[1] / "data" / "register_0ba9ae2"
LAST = 240
SAMPLE = 7  # one answer of so many is asked for again, from tables that are made anew
OTHER_WORDS = f"Its words are of version 1, and this program writes those of version {WORDS}."
OTHER_RULES = (
    "Its figures were counted by version 1 of the rules, and this program counts by version "
    f"{RULES}."
)
DAY_US = 86_400_000_000
BODIES = ("EXT", "LATE")
FILES = (
    "members.csv",
    "signed.xlsx --mapping signed.toml",
    "acts.csv",
    "late_members.csv --taskforce LATE",
)
VERIFY = (
    "audit verify --checkpoint ../outside/kept --checkpoint ../outside/witnessed.checkpoint "
    "--policy ../outside/our.policy --reports --format json"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the register, beside what had left the machine."""
    for part in ("register", "outside"):
        shutil.copytree(REGISTER / part, tmp_path / part)
    monkeypatch.chdir(tmp_path / "register")
    return tmp_path / "register"


@pytest.fixture
def in_words_of_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write reports in the first version of their words; all else that they say must be as then."""

    def written(report: Report, form: str, style: ReportStyle) -> bytes:
        return render(in_earlier_words(report, 1) or report, form, style)

    monkeypatch.setattr(reports, "render", written)


def asked(body: str) -> Kept:
    """Return what was answered about a body, and is answered alike since."""
    kept = kept_in(REGISTER / "answers" / f"{body}.json")
    answers = {
        line: answer
        for line, answer in kept["answers"].items()
        if not line.startswith(MADE_OTHERWISE)
    }
    return {"rows": [reworded(row, REWORDED) for row in kept["rows"]], "answers": answers}


def some(body: str, step: int) -> Kept:
    """Return one of so many answers about a body."""
    kept = asked(body)
    return {"rows": kept["rows"], "answers": dict(list(kept["answers"].items())[::step])}


def ask(body: str, line: str) -> Told:
    """Ask a question about a body at the command line."""
    said = typed(f"--taskforce {body} {line} --format json")
    assert said.out, (line, said)
    told: Told = json.loads(said.out)
    return told


@pytest.mark.slow
@pytest.mark.usefixtures("in_words_of_then")
@pytest.mark.parametrize("body", BODIES)
def test_is_answered_from_as_then(body: str) -> None:
    """A member that asked in 2026 must be told the same, or why it is told something else."""
    assert not differences(body, some(body, every(24)), lambda line: ask(body, line), MEANT)


@pytest.mark.slow
@pytest.mark.usefixtures("in_words_of_then")
@pytest.mark.parametrize("body", BODIES)
def test_is_answered_from_as_then_when_its_tables_are_made_anew(body: str) -> None:
    """The answers are in the log, not in the tables of then."""
    must("rebuild")

    assert not differences(body, some(body, SAMPLE), lambda line: ask(body, line), MEANT)


@pytest.mark.parametrize("body", BODIES)
def test_all_that_is_meant_to_differ_was_answered_otherwise(body: str) -> None:
    """An exception that nothing needs hides the next mistake."""
    assert not needless(body, asked(body), MEANT)


def without_python(text: str) -> str:
    """Leave out which Python made a report, since any of them may run the tests."""
    return re.sub(r" python [\d.]+, here [\d.]+;", "", text)


@pytest.mark.slow
def test_verifies_as_then() -> None:
    """By the checkpoints of all its months, with its published reports.

    Its annual report has other parts since: it is found, with the version that makes it again.
    """
    now, alone = json.loads(typed(VERIFY).out), typed(VERIFY.replace("--reports ", ""))

    assert alone.code == 0, alone
    kept = json.loads((REGISTER / "answers" / "verify.json").read_text(encoding="utf-8"))
    same = ("notices", "findings", "total_findings", "result", "exit_code")
    assert agrees({**kept, **{key: now[key] for key in same}}, now), now
    assert [without_python(each["sentence"]) for each in now["findings"]] == [
        (
            "EXT-annual-2026: What it says is not what was published. It was made by another "
            f"version, which may be why: depositary 0.1.0, here {version('depositary')}; "
            f"words 1, here {WORDS}; rules 1, here {RULES}."
        )
    ]
    assert [without_python(each["sentence"]) for each in now["notices"]] == [
        *(f"EXT-status-PLEDGE: {sentence}" for sentence in (OTHER_WORDS, OTHER_RULES)),
        *(f"EXT-annual-2026: {sentence}" for sentence in (OTHER_WORDS, OTHER_RULES)),
        (
            "EXT-annual-2026: Not compared byte for byte: EXT-annual-2026.txt (It was made "
            f"otherwise: depositary 0.1.0, here {version('depositary')}; markdown-it-py unknown, "
            f"here {version('markdown-it-py')}; words 1, here {WORDS}; rules 1, here {RULES})."
        ),
    ]


@pytest.mark.slow
def test_verifies_with_its_tables() -> None:
    """They follow the log as soon as somebody asks, whichever version made them."""
    must("members --on 2026-10-31")

    must("audit verify --checkpoint ../outside/kept --policy ../outside/our.policy --projections")


def test_verifies_before_its_witness() -> None:
    """What it signed then counts still; what it did not sign does not."""
    witnessed = "audit verify --policy ../outside/careful.policy --checkpoint ../outside"

    assert typed(f"{witnessed}/witnessed.checkpoint").code == 0
    assert typed(f"{witnessed}/kept/4.checkpoint").code == 1


@pytest.mark.parametrize(
    ("member", "position"), [("erewhon", "@70"), ("brobdingnag", "@77")], ids=["ERE", "BRO"]
)
def test_its_receipts_prove_the_same(member: str, position: str) -> None:
    """Members keep them for decades."""
    files = f"../outside/{member}.tlog-proof --content ../outside/{member}.json"

    said = typed(f"audit check-receipt {files} --policy ../outside/our.policy")

    assert said.code == 0, said
    assert f"commitment.signed was recorded as {position} at 2026-01-15T" in said.out


def test_its_proof_of_growth_holds() -> None:
    """A witness that looks again after years begins where it stopped."""
    growth = WitnessRequest.parse(Path("../outside/growth.proof").read_bytes())
    policy = read_policy(Path("../outside/our.policy"))
    older = policy.open(Path("../outside/witnessed.checkpoint").read_bytes()).checkpoint
    newer = policy.open(bytes(growth.note)).checkpoint

    assert (growth.older, newer.size) == (older.size, LAST)
    assert is_consistent(older.size, newer.size, older.root, newer.root, growth.proof)


def test_its_published_status_follows_from_it() -> None:
    """What was cited must be found to be right."""
    said = typed("report reproduce register.published/EXT-status-PLEDGE")

    assert said.code == 0, said
    assert "content: the same\n" in said.out
    assert f"note: {OTHER_WORDS}\n" in said.out


def test_its_published_year_is_made_again_by_its_own_version() -> None:
    """The annual report has other parts since, and says which version and rules made that one."""
    said = typed("report reproduce register.published/EXT-annual-2026")

    assert said.code == 1, said
    assert f"depositary 0.1.0, here {version('depositary')}; words 1, here {WORDS}; " in (
        without_python(said.out)
    )
    assert f"note: {OTHER_RULES}\n" in said.out


@pytest.mark.parametrize("file", FILES)
def test_takes_its_old_file_without_recording_anything(file: str) -> None:
    """It is imported each month, as it comes; what was corrected by hand since stays so."""
    before = events()

    said = typed(f"import {file}")

    assert said.code == 0, said
    assert "recorded nothing" in said.out
    assert "0 amended" in said.out
    assert events() == before


def test_asks_about_the_file_that_was_imported_before_its_newest() -> None:
    """A blank that was filled since is no blank again."""
    before = events()

    said = typed("import signed_before.xlsx --mapping signed.toml")

    assert said.code == 1
    assert "Row 9, column 'In force'" in said.err
    assert events() == before


def test_knows_a_command_that_was_sent_then() -> None:
    """A letter that is entered twice is one letter."""
    before = events()

    said = typed("taskforce vice-chair UTO --on 2020-01-01 --command-key letter-7")

    assert "Recorded before" in said.err
    assert events() == before


@pytest.mark.slow
def test_keeps_its_events_as_they_are() -> None:
    """Asking, verifying and making tables anew write nothing into the log."""
    before = events()

    must("members --on 2026-10-31", "rebuild", "status TREATY --on 2026-10-31")

    assert len(before) == LAST
    assert events() == before


def test_can_be_gone_on_with() -> None:
    """What is recorded later stands behind what was signed then."""
    with open_register(Path("register.db")) as register:
        head = register.log.rows.head()
    assert head is not None

    with open_register(Path("register.db"), clock=lambda: head[1] + 2 * DAY_US) as register:
        task = TaskAdopted(reference="LATER", text="Go on.")
        on = ImpreciseDate.parse("2027-01-01")
        keeper = Context(actor="p-keeper")
        register.record(lambda r: body_events.record(r, "EXT", task, on), keeper)

    assert len(events()) == LAST + 1
    must("audit verify --checkpoint ../outside/kept --policy ../outside/our.policy")


@pytest.mark.parametrize(
    ("command", "standing"),
    [("correct @210 closes=earlier", "former_party"), ("correct @210 excepting=@234", "signatory")],
)
def test_what_ends_otherwise_is_settled_by_the_command_that_is_named(
    command: str, standing: str
) -> None:
    """Only its author knows whether the signature ended with the rest."""
    must(f"--taskforce LATE {command} --because completed")

    told = ask("LATE", "status PA --on 2021-06-01")
    rows = told["rows"]
    assert isinstance(rows, list)
    assert next(row["standing"] for row in rows if row["member"] == "RUR") == standing
    assert ask("LATE", "conflicts")["rows"] == []
