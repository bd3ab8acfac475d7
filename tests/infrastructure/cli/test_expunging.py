"""The separate door at the command line: it shows no text, asks first, and says what is left."""

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
from click.testing import CliRunner

from application.context import Context
from application.use_cases import log_acts
from domain.events.log import ReportPublished
from infrastructure.bootstrap import open_register, read_model_folder
from infrastructure.store import expunging as door
from tests.infrastructure.cli.given import Said, events, must, typed

CANARY = "Mudskipper"
WHY = "--reason child_protection --authority 'Ombudsman of Utopia'"
KEY = "a passphrase for the exercise"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def told(register: Path) -> Path:
    """A register in which the claim @13 must never have been entered."""
    must(
        f"taskforce claim founders '{CANARY} said so.' --source 'Letter of {CANARY}' --note 'Yes.'",
        f"search {CANARY}",
    )
    return register


def bytes_of(store: Path) -> bytes:
    """Return all bytes of all files in the register's folder."""
    files = sorted(file for file in store.parent.rglob("*") if file.is_file())
    return b"".join(file.read_bytes() for file in files)


def answered(line: str, answer: str) -> Said:
    with CliRunner().isolation(input=answer):
        return typed(line)


def test_shows_fields_and_never_a_text(told: Path) -> None:
    """A terminal is photographed, and what it shows is kept in scrollback and logs."""
    said = typed(f"expunge @13 {WHY} --dry-run")

    assert (said.code, told.exists()) == (0, True)
    assert said.out.splitlines()[1] == "Texts in: source.title, note, about, claim"
    assert said.out.splitlines()[2].endswith("on the authority of Ombudsman of Utopia")
    assert CANARY not in said.out + said.err


def test_a_dry_run_leaves_everything_as_it_is(told: Path) -> None:
    """Whoever looks first has decided nothing."""
    before, tables = events(told), sorted(read_model_folder(told).iterdir())

    must(f"expunge @13 {WHY} --dry-run")

    assert events(told) == before
    assert sorted(read_model_folder(told).iterdir()) == tables


def test_removes_what_it_showed(told: Path) -> None:
    """Of store, tables, index and files nothing is left, and the log says why."""
    assert CANARY.encode() in bytes_of(told)

    said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 0
    assert "Removed, and recorded as @14." in said.out
    assert CANARY not in said.out + said.err
    assert CANARY.encode() not in bytes_of(told)
    assert CANARY.lower().encode() not in bytes_of(told)
    assert "child protection, on the authority of Ombudsman of Utopia" in typed("log").out


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 3), ("", 3)])
def test_asks_before_it_removes(told: Path, answer: str, code: int) -> None:
    """There is no way back, so a slip or a script without an answer must not do it."""
    before = events(told)

    said = answered(f"expunge @13 {WHY}", answer)

    assert said.code == code
    assert (events(told) == before) is (code != 0)


def test_removes_a_part_and_tells_that_the_rest_stays(told: Path) -> None:
    """There is no second time."""
    said = typed(f"expunge 13 {WHY} --field note --field claim --yes")

    assert "Not removed, and this is the only time: source.title, about\n" in said.out
    assert f"Letter of {CANARY}".encode() in bytes_of(told)
    assert f"{CANARY} said so.".encode() not in bytes_of(told)


def test_a_second_time_only_cleans_again(told: Path) -> None:
    """What a crash left behind is brought to its end by the same command."""
    must(f"expunge @13 {WHY} --yes")
    before = events(told)
    (read_model_folder(told) / "gen-000001.sqlite").write_text(CANARY)

    said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 1
    assert said.err == (
        "What may have been left of them on this machine was removed.\n"
        "depositary: Texts of @13 were removed already, as @14 says.\n"
    )
    assert events(told) == before
    assert CANARY.encode() not in bytes_of(told)


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (f"expunge @99 {WHY}", 1, "There is no event '@99' in this register."),
        (f"expunge @9 {WHY}", 1, "There is no text in it that people wrote"),
        (f"expunge founders {WHY}", 2, "Expected the position of an event, such as @14"),
        (f"expunge @1234567890123456789 {WHY}", 2, "Expected the position of an event"),
        (f"expunge @13 {WHY} --field text", 2, "only in: source.title, note, about, claim."),
        ("expunge @13 --reason shame --authority X", 2, "'shame' is not one of"),
        ("expunge @13 --reason court_order", 2, "Missing option '--authority'"),
        ("expunge @13 --reason court_order --authority ''", 2, "authority: String should have"),
        (
            "expunge @13 --reason court_order --authority 'Ask ada@example.org.'",
            1,
            "The field 'authority' holds what looks like an e-mail address",
        ),
    ],
)
def test_refuses_in_one_sentence(told: Path, line: str, code: int, sentence: str) -> None:
    """Before anything is asked, and with nothing changed."""
    before = events(told)

    said = typed(f"{line} --yes")

    assert said.code == code, said
    assert sentence in said.err
    assert CANARY not in said.out + said.err
    assert events(told) == before


def test_needs_somebody_who_did_it(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A removal by nobody answers to nobody."""
    Path("depositary.toml").write_text(f'store = "{told.name}"\n', encoding="utf-8")

    said = typed(f"expunge @13 {WHY} --yes")

    assert (said.code, "Say who records" in said.err) == (1, True)
    monkeypatch.setenv("DEPOSITARY_ACTOR", "p-keeper-1")
    must(f"expunge @13 {WHY} --yes")


@pytest.mark.slow
def test_a_store_that_is_locked_is_left_alone(told: Path) -> None:
    """It ends with exit code 3: nothing was removed, and nothing recorded."""
    before = events(told)
    with closing(sqlite3.connect(told)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(told, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        said = typed(f"expunge @13 {WHY} --yes")
        db.execute("ROLLBACK")

    assert said.code == 3
    assert events(told) == before


class TestWhatElse:
    """The list of what no program can find for you."""

    def test_names_every_kind_of_place(self, told: Path) -> None:
        """Each is where a text has been found again somewhere."""
        said = typed(f"--store {told} expunge @13 {WHY} --yes").out

        for word in ("workbooks", "calendars", "receipt", "Letters", "Backups", "snapshots"):
            assert word in said, word
        assert "Out of reach" in said
        assert "imported" not in said

    @pytest.mark.usefixtures("told")
    def test_names_entries_with_the_same_text(self) -> None:
        """They are named by place; the last of many are counted only."""
        must(
            *(f"taskforce claim c{n} '{CANARY} said so.' --source X" for n in range(52)),
            "correct @13 claim='Nobody said so.'",
        )

        said = typed(f"expunge @13 {WHY} --field claim --yes").out

        assert "stands again in @14, @15, @16," in said
        assert "@63 and 2 more: expunge these, too." in said
        assert "Other versions of the entry have such a text: @66." in said

    def test_names_published_reports(self, told: Path) -> None:
        """They carry the text into the world."""
        event = ReportPublished(
            report="CHANGES-1", manifest_sha256="a" * 64, content_sha256="b" * 64, size=13
        )
        with open_register(told) as register:
            register.record(lambda r: log_acts.record(r, event), Context(actor="p-keeper"))

        assert "each in its folder: @14 CHANGES-1." in typed(f"expunge @13 {WHY} --dry-run").out

    def test_names_the_file_of_a_row_and_the_folder_of_letters(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was imported comes back with the file, and letters lie in a folder."""
        monkeypatch.setenv("DEPOSITARY_MAIL_FOLDER", "letters")
        Path("rows.csv").write_text(
            f"act,member,name,on\njoin,LIL,{CANARY},2026\n", encoding="utf-8"
        )
        must("import rows.csv")

        said = typed(f"expunge @13 {WHY} --yes").out

        assert "- The file from which it was imported.\n" in said
        assert f"- Letters on this machine: {register.parent / 'letters'}.\n" in said
        again = typed("import rows.csv")
        assert (again.code, len(events(register))) == (0, 14)


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


def test_is_told_where_traces_may_be_left(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is removed and on record all the same, and the command can be sent again."""
    monkeypatch.setattr(door, "LOCK_TIMEOUT", 0.05)
    with closing(sqlite3.connect(told, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM stored_events").fetchone()
        said = typed(f"expunge @13 {WHY} --yes")

    assert said.code == 3
    assert "Texts of @13 are removed, and that is on record, but something of them" in said.err
    assert "Send the same command again." in said.err
    assert len(events(told)) == 14
    assert typed(f"expunge @13 {WHY} --yes").code == 1
    assert CANARY.encode() not in bytes_of(told)


@pytest.mark.slow
def test_others_may_record_meanwhile(told: Path) -> None:
    """Neither waits for the other for long, and nothing is lost."""
    commands = [
        *(f"member join X{n:02} --name Name{n} --on 2022" for n in range(8)),
        f"expunge @13 {WHY} --yes",
    ]

    with ThreadPoolExecutor(max_workers=3) as people:
        done = list(people.map(run, commands))

    assert [each.returncode for each in done] == [0] * 9, done
    assert len(events(told)) == 22
    assert CANARY.encode() not in bytes_of(told)
    assert typed("audit verify --projections").code == 4


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
