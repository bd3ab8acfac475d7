"""What is typed wrongly about evidence gets one sentence, and what was tampered with is told."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from infrastructure.audit.log import findings
from tests.faults.permissions import obeyed
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import must, typed

POLICIES = (
    "audit keygen ../log.key --name example.org/register",
    "audit keygen ../kenya.key --name kenya.example/witness --kind witness",
    "audit policy ../log.key.vkey -o our.policy",
    "audit policy ../log.key.vkey --witness KEN ../kenya.key.vkey -o careful.policy",
    "audit checkpoint --key ../log.key --output 1.checkpoint",
)


@pytest.fixture
def signed(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a register's file with a checkpoint beside it that no witness has signed."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must(*POLICIES)
    return register


@pytest.fixture
def changed(signed: Path) -> Path:
    """Return a register's file in which two events are not what was recorded."""
    with tampering(signed) as db:
        db.execute("UPDATE stored_events SET state = x'7b7d' WHERE rowid IN (4, 5)")
    return signed


@pytest.mark.usefixtures("signed")
def test_asks_whose_checkpoints_are_trusted() -> None:
    """A checkpoint that anybody could have signed proves nothing."""
    said = typed("audit verify --checkpoint 1.checkpoint")

    assert (said.code, said.out) == (2, "")
    assert said.err == "depositary: A policy is needed to check these checkpoints: --policy FILE.\n"


@pytest.mark.usefixtures("changed")
def test_tells_each_finding_with_its_place() -> None:
    """An auditor has to know which entry to look at."""
    said = typed("audit verify")

    assert said.code == findings.FOUND
    lines = said.out.splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("leaf")] == [
        "leaf @4",
        "leaf @5",
    ]
    assert lines[-1] == "2 findings."


@pytest.mark.usefixtures("changed")
def test_counts_the_findings_that_it_does_not_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a log that was rewritten nobody reads a million lines, but all of them count."""
    monkeypatch.setattr(findings, "MOST", 1)

    said = typed("audit verify")

    assert "… and 1 more findings\n" in said.out
    assert said.out.endswith("2 findings.\n")


@pytest.mark.usefixtures("changed")
def test_tells_findings_to_programs() -> None:
    """A monitor reads codes and positions, not sentences."""
    said = typed("audit verify --format json")

    told = json.loads(said.out)
    assert said.code == told["exit_code"] == findings.FOUND
    assert (told["total_findings"], told["result"]) == (2, "2 findings.")
    assert [(each["code"], each["position"]) for each in told["findings"]] == [
        ("leaf", 4),
        ("leaf", 5),
    ]
    assert (told["notices"], told["compared"]) == ([], [])


@pytest.mark.usefixtures("signed")
def test_tells_programs_what_was_compared() -> None:
    """The exit code alone does not say with which checkpoint a log agrees."""
    said = typed("audit verify --checkpoint 1.checkpoint --policy our.policy --format json")

    told = json.loads(said.out)
    assert (said.code, told["size"]) == (findings.PASSED, 12)
    (compared,) = told["compared"]
    made = compared.pop("made")
    assert compared == {"checkpoint": "1.checkpoint", "size": 12, "witnessed": {}}
    assert made > 1_700_000_000
    assert told["since"] == 0


def page_of_two() -> None:
    """Save a page that shows an older checkpoint above its own."""
    must("member join LAP --name Laputa --on 2026-02-01")
    must("audit checkpoint --key ../log.key --output 2.checkpoint")
    shown = [Path(f"{number}.checkpoint").read_text("utf-8") for number in (1, 2)]
    Path("page.txt").write_text("\nAnd now:\n".join(["As of May:", *shown]), "utf-8")


def test_compares_every_checkpoint_on_a_page(signed: Path) -> None:
    """A page may show an older one above its own; a change after that one must be found."""
    page_of_two()
    whole = typed("audit verify --checkpoint page.txt --policy our.policy")
    with tampering(signed) as db:
        db.execute("DELETE FROM log_leaf WHERE position = 13")
        db.execute("DELETE FROM stored_events WHERE rowid = 13")
        db.execute("UPDATE sqlite_sequence SET seq = 12 WHERE name = 'stored_events'")

    cut = typed("audit verify --checkpoint page.txt --policy our.policy")

    assert whole.code == findings.PASSED
    assert "agrees with page.txt#2, 13 entries" in whole.out
    assert cut.code == findings.FOUND
    assert "truncated: page.txt#2 was signed for 13 entries, and there are 12." in cut.out


@pytest.mark.parametrize(
    "line",
    [
        "audit receipt @9 --output a.tlog-proof --checkpoint page.txt",
        "audit prove page.txt 2.checkpoint --output a.proof",
    ],
)
@pytest.mark.usefixtures("signed")
def test_asks_which_checkpoint_of_a_page_is_meant(line: str) -> None:
    """The first on the page is seldom the one that was meant."""
    page_of_two()

    said = typed(line)

    assert said.code == 2
    assert "page.txt holds 2 checkpoints. Save the one that you mean" in said.err


@pytest.mark.usefixtures("signed")
def test_a_folder_without_checkpoints_is_a_mistake() -> None:
    """Else a folder that was named wrongly would look like one that was compared."""
    Path("kept/2026").mkdir(parents=True)
    Path("kept/photo.jpg").write_bytes(bytes(2_000_000))

    said = typed("audit verify --checkpoint kept --policy our.policy")
    Path("kept/2026/checkpoint.txt").write_bytes(Path("1.checkpoint").read_bytes())
    found = typed("audit verify --checkpoint kept --policy our.policy")

    assert (said.code, said.out) == (2, "")
    assert "No file in kept holds a checkpoint." in said.err
    assert found.code == 0
    assert "agrees with kept/2026/checkpoint.txt, 12 entries" in found.out


@pytest.mark.usefixtures("signed")
def test_a_damaged_letter_keeps_no_checkpoint_from_being_compared() -> None:
    """Kept checkpoints are letters, too, and one with a broken header stopped all."""
    Path("m.eml").write_bytes(b"From: a@[1.2\n\n" + Path("1.checkpoint").read_bytes())
    Path("n.eml").write_bytes(b"From: <\r>\n\nhello\n")

    said = typed("audit verify --checkpoint m.eml --checkpoint n.eml --policy our.policy")

    assert said.code == findings.FOUND
    assert "agrees with m.eml" in said.out
    assert "signature: n.eml: " in said.out


UNREADABLE = {
    "link": "is a link that leads nowhere",
    "loop": "cannot be used: Too many levels of symbolic links",
    "pipe": "is no ",
    "long": "File name too long",
    "closed": "cannot be read: Permission denied. Let its owner permit it: chmod u+rwx closed",
    "within": "within/deep cannot be read: Permission denied.",
}


@pytest.fixture
def places(signed: Path) -> Path:
    """Return the folder of a register, with places that cannot be read, each for its own reason."""
    Path("link").symlink_to("gone")
    Path("loop").symlink_to("loop")
    os.mkfifo("pipe")
    Path("long").symlink_to("a" * 300)
    Path("closed").mkdir(mode=0)
    Path("within/deep").mkdir(mode=0, parents=True)
    Path("file").write_text("x", encoding="utf-8")
    Path("odd").mkdir()
    os.mkfifo("odd/1.checkpoint")
    return signed.parent


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("option", ["--checkpoint", "--published"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_evidence_that_cannot_be_read_is_not_taken_for_absent(name: str, option: str) -> None:
    """It may hold what contradicts the log, so nothing was proved without it."""
    with obeyed():
        said = typed(f"audit verify {option} {name} --policy our.policy")

    assert (said.code, said.out) == (3, "")
    assert UNREADABLE[name] in said.err
    assert name in said.err
    assert said.err.count("\n") == 1


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("--published file", 3, "file is no folder, so nothing can be compared with it."),
        ("--checkpoint odd", 3, "odd/1.checkpoint is no file, so nothing can be compared with it."),
        ("--checkpoint absent", 2, "There is no absent."),
        ("--published absent", 2, "There is no absent."),
    ],
)
def test_says_which_evidence_is_of_no_use(line: str, code: int, sentence: str) -> None:
    """A name that was mistyped is another mistake than a disk that is away."""
    said = typed(f"audit verify {line} --policy our.policy")

    assert (said.code, said.out, said.err) == (code, "", f"depositary: {sentence}\n")


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("name", [*UNREADABLE, "file"])
def test_reports_that_cannot_be_read_are_not_said_to_be_gone(name: str) -> None:
    """Who is told that a report is nowhere puts an older copy in its place."""
    must("report publish gaps --form csv")
    shutil.move("register.published", "kept")
    Path(name).rename("register.published")
    if name == "loop":
        Path("register.published").unlink()
        Path("register.published").symlink_to("register.published")

    with obeyed():
        said = typed("audit verify --reports")

    assert said.code == 3
    assert "nowhere to be found" not in said.out
    assert re.search(r"register.published(/deep)? (is|cannot be) ", said.out), said.out


@pytest.mark.usefixtures("signed")
def test_a_receipt_may_come_by_mail() -> None:
    """Mail ends its lines in two letters."""
    must("audit receipt @9 --output kenya.tlog-proof --checkpoint 1.checkpoint")
    sent = Path("kenya.tlog-proof").read_bytes().replace(b"\n", b"\r\n")
    Path("sent.tlog-proof").write_bytes(sent)

    assert typed("audit check-receipt sent.tlog-proof --policy our.policy").code == 0


@pytest.mark.usefixtures("signed")
def test_a_receipt_is_asked_for_by_a_bare_number() -> None:
    """Every command that takes a position takes it with or without its sign."""
    for number, entry in enumerate(("@9", "9")):
        must(f"audit receipt {entry} --output {number}.tlog-proof --checkpoint 1.checkpoint")

    assert Path("0.tlog-proof").read_bytes() == Path("1.tlog-proof").read_bytes()


@pytest.mark.usefixtures("signed")
def test_a_receipt_without_its_witnesses_proves_nothing() -> None:
    """Whoever trusts a log only together with witnesses must not be told that it is proved."""
    must("audit receipt @9 --output kenya.tlog-proof --checkpoint 1.checkpoint")

    said = typed("audit check-receipt kenya.tlog-proof --policy careful.policy")

    assert (said.code, said.out) == (1, "")
    assert "Not enough of the witnesses in your policy have signed its checkpoint." in said.err


def test_a_receipt_needs_a_checkpoint(signed: Path) -> None:
    """It is refused before a file is written, with what to do first."""
    said = typed("audit receipt @9 --output kenya.tlog-proof")

    assert (said.code, said.out) == (1, "")
    assert "Make one with: depositary audit checkpoint" in said.err
    assert not signed.with_name("kenya.tlog-proof").exists()
