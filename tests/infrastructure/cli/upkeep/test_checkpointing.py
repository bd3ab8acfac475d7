"""`run-due` signs the log once a day and hands the checkpoint on, whatever else is due."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infrastructure.audit.log import checkpoint_store
from infrastructure.cli.upkeep import due_steps, run_due
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import must, typed

NOW = datetime(2126, 3, 2, 23, 30, tzinfo=UTC)
DEPOSITARY = str(Path(sys.executable).with_name("depositary"))
MADE = "0000000012-21260302T233000Z.checkpoint"
DUE = (
    "taskforce record-kept-from --on 2026-01-01",
    "contacts add 'Ada Example' --member KEN --ref p-7kq2mzx4ab",
    "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
    "progress milestone MISSION-1 BILL 'A bill.' --due-on 2026-03-01 --owner KEN --on 2026-02-01",
)
FOLDER = Path("register.checkpoints")
COPY = "--store ../to-sign/monday/log.db"


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> None:
    at_day(monkeypatch, NOW)


def at_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(run_due, "utc_now", lambda: now)


@pytest.fixture
def keyed(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a register whose settings name a key; its passphrase is known."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must("audit keygen ../log.key --name example.org/register")
    must("audit policy ../log.key.vkey -o our.policy")
    configure('key = "../log.key"')
    return register


def configure(text: str) -> None:
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[checkpoints]\n{text}\n")


def test_makes_one_a_day(keyed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day without one is a day that can be rewritten; also a day on which nothing happened."""
    tried, first, again = typed("run-due --dry-run"), typed("run-due"), typed("run-due")
    at_day(monkeypatch, NOW + timedelta(hours=1))
    tomorrow = typed("run-due")

    assert tried.out == "Would make a checkpoint.\n"
    assert first.out == f"Made a checkpoint of 12 entries: {MADE}.\n"
    assert again.err == "Nothing is due.\n"
    assert tomorrow.out.endswith(" entries: 0000000012-21260303T003000Z.checkpoint.\n")
    assert len(checkpoint_store.names(FOLDER)) == 2
    assert typed("audit verify --checkpoint register.checkpoints --policy our.policy").code == 0
    assert keyed.exists()


def test_believes_no_name(keyed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who copies an older one under the name of today would else keep the log from being signed."""
    must("run-due")
    at_day(monkeypatch, NOW + timedelta(days=1))
    shutil.copy(FOLDER / MADE, FOLDER / "0000000012-21260303T000000Z.checkpoint")

    said, again = typed("run-due"), typed("run-due")

    assert said.out == "Made a checkpoint of 12 entries: 0000000012-21260303T233000Z.checkpoint.\n"
    assert again.err == "Nothing is due.\n"
    assert keyed.exists()


def test_believes_names_where_the_key_is_away(keyed: Path) -> None:
    """A key that is locked away after it signed must not let the timer complain all day."""
    must("run-due")
    Path("../log.key.vkey").unlink()

    said = typed("run-due")

    assert (said.code, said.err) == (0, "Nothing is due.\n")
    assert keyed.exists()


def test_takes_the_key_from_the_variable(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the one that `audit checkpoint` takes."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must("audit keygen ../log.key --name example.org/register")
    monkeypatch.setenv("DEPOSITARY_KEY", "../log.key")

    assert typed("run-due").code == 0
    assert checkpoint_store.names(FOLDER) == [MADE]
    assert register.exists()


@pytest.mark.usefixtures("register")
def test_asks_for_none_where_nobody_wants_any() -> None:
    """A register without a key is complete without one; but whoever forgot it should hear so."""
    said = typed("run-due")

    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "Nothing is set up to be done. To sign the log, name a key under [checkpoints] in "
        "depositary.toml; to write letters, say who writes under [mail].\n"
    )
    assert not FOLDER.exists()


def test_lets_another_machine_sign(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds the key should not be who runs this machine, and no timer may complain of that."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must(
        "audit keygen ../log.key --name example.org/register",
        "backup ../to-sign/monday --without-contacts",
        f"{COPY} audit checkpoint --key ../log.key --output ../m.checkpoint",
    )
    FOLDER.mkdir()
    shutil.copy("../m.checkpoint", FOLDER)

    said = typed("run-due")

    assert (said.code, said.out) == (0, "")
    assert len(checkpoint_store.names(FOLDER)) == 1
    assert register.exists()


def test_says_that_the_key_forgot(keyed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From then on the log may be another, and only an older checkpoint tells."""
    must("run-due")
    Path("../log.key.signed").unlink()
    at_day(monkeypatch, NOW + timedelta(hours=1))

    said = typed("run-due")

    assert said.code == 0
    assert said.err.startswith("Note: This key has no memory of what it signed (")
    assert f"{MADE} --policy POLICY" in said.err
    assert keyed.exists()


@pytest.mark.usefixtures("keyed")
def test_never_asks_for_a_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """A timer that waits for somebody to type waits for ever."""
    monkeypatch.delenv("DEPOSITARY_PASSPHRASE")

    said = typed("run-due")

    assert said.code == 1
    assert "/log.key into DEPOSITARY_PASSPHRASE." in said.err
    assert not FOLDER.exists()


def test_signs_no_log_that_was_changed_and_still_reminds(keyed: Path) -> None:
    """The sentence is told by every run until somebody looks, and other work goes on."""
    must(*DUE)
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write('[mail]\nfrom = "office@example.org"\nfolder = "letters"\n')
    with tampering(keyed) as db:
        db.execute("UPDATE stored_events SET state = x'7b7d' WHERE rowid = 8")

    said = typed("run-due")

    assert said.code == 1
    assert said.out.startswith(
        "Not sent to p-7kq2mzx4ab: Milestone “A bill.” was due by 2026-03-01. The contacts have no "
        "address of that person."
    )
    assert "Nothing was signed: @8 is not what was recorded." in said.err
    assert checkpoint_store.names(FOLDER) == []


@pytest.mark.parametrize("copies", ["../nowhere", "x" * 300])
@pytest.mark.usefixtures("keyed")
def test_tells_of_every_step_that_fails(copies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever mends the first thing must not wait a day to hear of the second."""
    monkeypatch.delenv("DEPOSITARY_PASSPHRASE")
    monkeypatch.setenv("DEPOSITARY_CHECKPOINTS_COPIES", copies)

    said = typed("run-due")

    first, second = sorted(said.err.splitlines(), key=lambda line: "is due" not in line)
    assert said.code == 1
    assert first.startswith("depositary: A checkpoint is due.")
    assert copies.strip("./") in second


def test_another_run_may_be_faster(keyed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two timers that meet make one checkpoint."""
    answers = iter([False, True])
    monkeypatch.setattr(due_steps, "is_made_on", lambda *_: next(answers))

    assert typed("run-due").err == "Nothing is due.\n"
    assert checkpoint_store.names(FOLDER) == []
    assert keyed.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("keyed")
def test_two_at_once_make_one() -> None:
    """They are told apart by nothing but time."""
    runs = [
        subprocess.Popen([DEPOSITARY, "run-due"], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    told = [run.communicate(timeout=60)[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(each[:17] for each in told) == ["", "Made a checkpoint"]
    assert len(checkpoint_store.names(FOLDER)) == 1


def test_a_broken_file_of_today_is_no_checkpoint(keyed: Path) -> None:
    """A disk that was full for a moment must not cost the day."""
    FOLDER.mkdir()
    (FOLDER / MADE.replace("2330", "1200")).write_bytes(b"")

    assert typed("run-due").code == 0
    assert len(checkpoint_store.names(FOLDER)) == 2
    assert keyed.exists()


def test_a_folder_that_cannot_be_used_gets_a_sentence(keyed: Path) -> None:
    """A traceback in the mail of a timer is read by nobody."""
    FOLDER.write_text("a file")

    said = typed("run-due")

    assert said.code == 3
    sentence = "is no folder. Move it away, or put back what belongs there."
    assert said.err == f"depositary: {keyed.with_suffix('.checkpoints')} {sentence}\n"


class TestCopies:
    @pytest.fixture
    def elsewhere(self, keyed: Path) -> Path:
        """Return a folder that is named for copies and is not there yet."""
        with Path("depositary.toml").open("a", encoding="utf-8") as file:
            file.write('copies = "../elsewhere"\n')
        return keyed.parent.parent / "elsewhere"

    def test_go_elsewhere_at_once(self, elsewhere: Path) -> None:
        """What nobody here can change is what the auditor compares with."""
        elsewhere.mkdir()

        said = typed("run-due")

        assert said.out.splitlines()[1].startswith(f"Copied {MADE} to ")
        assert (elsewhere / MADE).read_bytes() == (FOLDER / MADE).read_bytes()
        assert typed("run-due").err == "Nothing is due.\n"

    def test_are_made_up_for(self, elsewhere: Path) -> None:
        """A share that was away for a day gets that day's, too; no folder is made in its place."""
        away = typed("run-due")
        assert away.code == 3
        assert "elsewhere for copies of checkpoints. Is it mounted?" in away.err
        assert not elsewhere.exists()
        elsewhere.mkdir()

        tried, said = typed("run-due --dry-run"), typed("run-due")

        assert tried.out.startswith(f"Would copy {MADE} to ")
        assert said.out.startswith(f"Copied {MADE} to ")
        assert checkpoint_store.names(elsewhere) == [MADE]

    def test_are_made_by_hand_too(self, elsewhere: Path) -> None:
        """One habit for both ways, and the key need not be named twice."""
        elsewhere.mkdir()

        said = typed("audit checkpoint")

        assert said.code == 0
        assert "and copied it to " in said.err
        assert checkpoint_store.names(elsewhere) == checkpoint_store.names(FOLDER)

    @pytest.mark.usefixtures("keyed")
    def test_never_go_over_one_another(self, elsewhere: Path) -> None:
        """Two that were written under one name in two folders are two, and both are evidence."""
        elsewhere.mkdir()
        must(
            "audit checkpoint --output ../one/2.checkpoint",
            "member join LAP --name Laputa --on 2026-02-01",
            "audit checkpoint --output ../two/2.checkpoint",
        )

        copies = checkpoint_store.names(elsewhere)

        assert [name[:11] for name in copies] == ["0000000012-", "0000000013-"]
        assert {(elsewhere / name).read_bytes() for name in copies} == {
            Path(f"../{each}/2.checkpoint").read_bytes() for each in ("one", "two")
        }
