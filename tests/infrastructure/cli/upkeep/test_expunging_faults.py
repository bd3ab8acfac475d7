"""What was proved before an expunging is proved after, and a crash leaves all or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from application.entries import expunging
from infrastructure.cli.upkeep import expunge
from infrastructure.files import locks
from infrastructure.files.locks import folder_lock
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.upkeep.given_expunging import (
    CANARY,
    WHY,
    bytes_of,
    publish,
    tell_and_enter,
)
from tests.often import every

KEY = "a passphrase for the exercise"
ROOT = Path(__file__).parents[4]


@pytest.fixture
def told(once: Once) -> Path:
    """A register in which the claim @13 must never have been entered."""
    return once(tell_and_enter)


@pytest.mark.usefixtures("told")
class TestEvidence:
    """What was proved before is proved after."""

    @pytest.fixture(autouse=True)
    def signed(self, told: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A checkpoint and a receipt were kept, and then the claim was expunged."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", KEY)
        must(
            "audit keygen ../log.key --name example.org/register",
            "audit policy ../log.key.vkey -o our.policy",
            "audit checkpoint --key ../log.key --output kept/1.checkpoint",
            "audit receipt @13 --output old.tlog-proof --content old.json "
            "--checkpoint kept/1.checkpoint",
        )
        Path("old.json").rename("../old.json")
        must(f"expunge @13 {WHY} --yes")
        return told

    def test_an_old_checkpoint_and_an_old_receipt_still_verify(self) -> None:
        """Whoever kept them has what they had."""
        said = typed("audit verify --checkpoint kept --policy our.policy --projections")

        assert said.code == 0, said
        assert "expunged @13: Texts were removed (source.title, note, about, claim), as @14" in (
            said.out
        )
        must(
            "audit check-receipt old.tlog-proof --policy our.policy",
            "audit check-receipt old.tlog-proof --content ../old.json --policy our.policy",
        )

    def test_new_checkpoints_and_receipts_are_made(self) -> None:
        """The new receipt is of the old leaf, and its content is what is stored now."""
        must("audit checkpoint --key ../log.key --output kept/2.checkpoint")

        said = typed(
            "audit receipt @13 --output new.tlog-proof --content new.json "
            "--checkpoint kept/2.checkpoint"
        )

        assert said.code == 0
        assert "Texts of @13 were removed since it was recorded: new.json is what is" in said.err
        must(
            "audit check-receipt new.tlog-proof --policy our.policy",
            "audit prove kept/1.checkpoint kept/2.checkpoint --output growth.proof",
            "audit verify --checkpoint kept --policy our.policy",
        )
        assert CANARY not in Path("new.json").read_text(encoding="utf-8")
        content = typed("audit check-receipt new.tlog-proof --content new.json --policy our.policy")
        assert (content.code, "is not what was recorded there" in content.err) == (1, True)

    def test_a_byte_that_is_changed_afterwards_is_found(self, told: Path) -> None:
        """The record accounts for what was put in its place, and for nothing else."""
        with closing(sqlite3.connect(told)) as db, db:
            db.execute("DROP TRIGGER stored_events_update")
            db.execute(
                "UPDATE stored_events SET state = CAST(replace(state, 'founders', 'founderz') "
                "AS BLOB) WHERE rowid = 13"
            )
            db.execute(
                "UPDATE stored_events SET state = CAST(replace(state, '[removed]', '[Removed]') "
                "AS BLOB) WHERE rowid = 13"
            )

        said = typed("audit verify --checkpoint kept --policy our.policy")

        assert said.code == 1
        assert "leaf @13" in said.out


@pytest.mark.slow
def test_is_told_where_traces_may_be_left(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is removed and on record all the same, and where else it stands is told this once."""
    must(f"taskforce claim again '{CANARY} said so.' --source X")
    monkeypatch.setattr(locks, "LONGEST", 0.05)
    with closing(sqlite3.connect(told, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM stored_events").fetchone()
        said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 3
    assert "Texts of @13 are removed, and that is on record, but something of them" in said.err
    assert "Send the same command again." in said.err
    assert "The text in claim stands again in @14: expunge these, too." in said.out
    assert "something of them is left on this machine." in typed("doctor").out
    assert len(events(told)) == 15
    assert typed(f"expunge @13 {WHY} --yes").code == 1
    assert "something of them is left on this machine." not in typed("doctor").out
    must(f"expunge @14 {WHY} --yes")
    assert CANARY.encode() not in bytes_of(told)


@pytest.mark.parametrize("before", [None, b"@12\n"])
def test_leaves_no_mark_where_nothing_was_removed(
    told: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    """`doctor` would send somebody to look for texts that were never removed."""
    mark = told.with_suffix(".expunging")
    if before:
        mark.write_bytes(before)
    monkeypatch.setattr(locks, "LONGEST", 0.05)
    with closing(sqlite3.connect(told, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        said = typed(f"expunge @13 {WHY} --yes")

    assert (said.code, len(events(told))) == (3, 13)
    assert (mark.read_bytes() if mark.exists() else None) == before


def test_writes_nothing_where_a_link_in_the_place_of_its_mark_leads(told: Path) -> None:
    """It was a key that was gone then."""
    key, mark = told.with_name("a.key"), told.with_suffix(".expunging")
    key.write_bytes(b"a key")
    mark.symlink_to(key)

    must(f"expunge @13 {WHY} --yes")

    assert (key.read_bytes(), mark.is_symlink()) == (b"a key", False)


def test_two_at_once_leave_no_mark(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one was done when this one was confirmed, and its mark stayed."""

    def another(_: object) -> None:
        must(f"expunge @13 {WHY} --yes")

    monkeypatch.setattr(expunge, "must_confirm", another)

    said = typed(f"expunge @13 {WHY}")

    assert (said.code, len(events(told))) == (1, 14)
    assert not told.with_suffix(".expunging").exists()


def test_leaves_its_mark_where_it_was_stopped_after_the_removal(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something of the texts is left then, and the same command brings it to its end."""
    removing = expunging.expunge

    def stopped(*given: object) -> None:
        removing(*given)  # type: ignore[arg-type]  # handed on as they came
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(expunging, "expunge", stopped)
        said = typed(f"expunge @13 {WHY} --yes")

    assert (said.code, told.with_suffix(".expunging").read_bytes()) == (3, b"@13\n")
    assert "depositary log; if it was, send the same command again" in said.err
    assert typed(f"expunge @13 {WHY} --yes").code == 1
    assert not told.with_suffix(".expunging").exists()


@pytest.mark.slow
def test_tells_of_a_trigger_that_may_have_kept_the_text(told: Path) -> None:
    """Who wants a text to live on copies it within the file, where no command looks for it."""
    with closing(sqlite3.connect(told, isolation_level=None)) as db:
        db.execute("CREATE TABLE kept AS SELECT state FROM stored_events")

    said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 0, said
    assert "somebody made or changed kept: the texts may be there, too." in said.out


@pytest.mark.slow
def test_others_may_record_meanwhile(told: Path) -> None:
    """Neither waits for the other for long, and nothing is lost."""
    others = range(0, 8, every(8))
    lines = [f"member join X{n:02} --name Name{n} --on 2022" for n in others]

    with ThreadPoolExecutor(max_workers=2) as people:
        done = people.map(run, lines)
        said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 0, said
    assert [each.returncode for each in done] == [0] * len(others)
    assert len(events(told)) == 14 + len(others)
    assert CANARY.encode() not in bytes_of(told)
    assert typed("audit verify --projections").code == 4


@pytest.mark.slow
def test_waits_for_a_report_that_is_being_published(told: Path) -> None:
    """It was made with the texts, and is recorded only now: else it would never be listed."""
    line = command(f"expunge @13 {WHY} --yes")

    with subprocess.Popen(line, env=os.environ, stdout=subprocess.PIPE, text=True) as child:
        with folder_lock(told.parent):
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(timeout=1.5)
            publish(told)
        said, _ = child.communicate()

    assert "Removed, and recorded as @15." in said
    assert "Reports that were published since, each in its folder: @14 CHANGES-1." in said


def run(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(line), capture_output=True, text=True, check=False)


def command(line: str) -> list[str]:
    told = f"import sys, shlex; sys.path.insert(0, {str(ROOT)!r}); from infrastructure.cli.main "
    return [sys.executable, "-c", f"{told}import run; sys.exit(run(shlex.split({line!r})))"]


@pytest.fixture
def moments() -> Iterator[float]:
    return iter([0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1.1, 1.3])


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_all_or_nothing(told: Path, moments: Iterator[float]) -> None:
    """Power can fail between any two steps; the same command then brings it to its end."""
    told_of = 13
    for moment in moments:
        with subprocess.Popen(command(f"expunge @{told_of} {WHY} --yes"), env=os.environ) as child:
            sleep(moment)
            child.send_signal(signal.SIGKILL)

        verified = typed("audit verify --projections")
        removed = any(topic == "record.expunged" for topic in topics(told)[told_of:])
        assert verified.code == 4, verified
        assert (f"expunged @{told_of}" in verified.out) is removed
        with closing(sqlite3.connect(told)) as db:
            guards = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
            assert db.execute(guards).fetchone() == (9,)
        said = typed(f"expunge @{told_of} {WHY} --yes")
        assert said.code == (1 if removed else 0), said
        assert CANARY.encode() not in bytes_of(told)
        told_of = len(events(told)) + 1
        must(f"taskforce claim again '{CANARY} again.' --source 'Letter of {CANARY}'")


def topics(store: Path) -> list[object]:
    return [row[4] for row in events(store)]
