"""A published report follows from the log, whatever came later; and if it does not, it says why."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from application.context import Context, Stream
from application.recording.recording import Recording
from domain.bodies.taskforce import Taskforce
from domain.events.bodies import TaskAdopted
from infrastructure.bootstrap import open_register
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.reports.given_published import (
    FILE,
    FOLDER,
    LINE,
    NAME,
    found,
    reproduced,
)

EVERY_FORM = "--form text --form markdown --form html --form json --form csv --form xlsx"
PREFIX = 12


def record_tasks(store: Path, number: int) -> None:
    """Record many events as one command, so that it takes no time."""

    def use_case(recording: Recording) -> None:
        tasks = (TaskAdopted(reference=f"T-{n}", text=f"Task {n}.") for n in range(number))
        drafts = [recording.draft(task) for task in tasks]
        recording.append(Stream("taskforce", "GTF"), Taskforce, *drafts)

    with open_register(store) as register:
        register.record(use_case, Context(actor="p-tester"))


def states(store: Path, position: int) -> tuple[bytes]:
    with closing(sqlite3.connect(store)) as db:
        row: tuple[bytes] = db.execute(
            "SELECT state FROM stored_events WHERE rowid = ?", (position,)
        ).fetchone()
    return row


def change(store: Path, position: int, state: bytes) -> None:
    with tampering(store) as db:
        db.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (state, position))


class TestLater:
    @pytest.fixture
    def much_later(self, register: Path) -> Path:
        """A report published, then 1,000 more events and a correction of what it said."""
        must(f"{LINE} {EVERY_FORM}")
        record_tasks(register, 1000)
        must(
            "correct @8 on=2026-01-20 @9 on=2026-01-20 @10 on=2026-01-20",
            "withdraw ATL MISSION-1 --on 2026-02-01",
            "show-to @2 secretariat",
            "member rename KEN 'Republic of Kenya' --on 2026-02-01",
        )
        return register

    @pytest.mark.slow
    def test_it_is_the_same_byte_for_byte(self, much_later: Path) -> None:
        """The register says other things by now, of the same day; the report is as it was."""
        stored = events()

        said = reproduced("--output again")

        assert (said.code, said.err) == (0, "Files written to again: 6.\n")
        assert said.out.endswith("Same: the report follows from the log, byte for byte.\n")
        assert f"{PREFIX} entries that it rests on: the same\ncontent: the same\n" in said.out
        for file in Path("again").iterdir():
            assert file.read_bytes() == (FOLDER / file.name).read_bytes()
        now = typed("report status MISSION --on 2026-06-30 --format csv").out
        assert now != (FOLDER / f"{NAME}.csv").read_text(encoding="utf-8")
        assert events(much_later) == stored

    @pytest.mark.slow
    def test_one_changed_byte_of_one_event_is_named(self, much_later: Path) -> None:
        """Whoever changed it may have hoped that nobody would find which."""
        for position in range(1, PREFIX + 1):
            (state,) = states(much_later, position)
            at = len(state) // 2
            change(much_later, position, state[:at] + bytes([state[at] ^ 1]) + state[at + 1 :])

            said = reproduced()

            assert said.code == 1
            assert f"these are not what was recorded: @{position}.\n" in said.out
            assert said.out.endswith(
                "Different: this is not what was published, or does not follow from the log.\n"
            )
            change(much_later, position, state)

    @pytest.mark.slow
    def test_a_change_of_what_came_later_is_no_matter(self, much_later: Path) -> None:
        """Of that, `audit verify` tells; the report does not rest on it."""
        with tampering(much_later) as db:
            db.execute("UPDATE stored_events SET state = x'7b7d' WHERE rowid = 500")

        assert reproduced().code == 0


class TestTheLog:
    def test_shows_a_log_that_was_cut(self, published: Path) -> None:
        """Then neither the record nor all entries are there."""
        with tampering(published) as db:
            db.execute("DELETE FROM stored_events WHERE rowid > 10")
            db.execute("DELETE FROM log_leaf WHERE position > 10")

        told = found()

        assert told["exit_code"] == 1
        assert told["findings"] == [
            "No entry of this log records that manifest.",
            "It rests on 12 entries, and the log has 10.",
            "It cannot be made again: There is no entry @12: the log has the positions @1 to @10.",
        ]

    def test_shows_a_log_whose_leaves_were_made_anew(self, published: Path) -> None:
        """Who changes the leaves, too, cannot change the manifest that others have."""
        with tampering(published) as db:
            db.execute("UPDATE log_leaf SET leaf_hash = zeroblob(32) WHERE position = 5")

        told = found()

        assert told["findings"] == [
            "The first 12 entries are not those that it rests on. See: depositary audit verify",
            "Of the entries that it rests on, these are not what was recorded: @5.",
        ]
        assert told["content"]["result"] == "same"
        assert (told["prefix"]["result"], told["prefix"]["changed"]) == ("different", [5])

    def test_shows_another_register(self, published: Path) -> None:
        """Its entries may even say the same."""
        shutil.copytree(FOLDER, "kept")
        must("init other --code GTF --name 'Global Taskforce' --nature exercise")

        said = typed(f"--store other/{published.name} report reproduce kept")

        assert said.code == 1
        assert "No entry of this log records that manifest." in said.out
        assert "It rests on 12 entries, and the log has 1." in said.out
        assert f"{FILE}: not compared (The report could not be made again)" in said.out

    def test_shows_an_empty_register(self, published: Path) -> None:
        """There is no first entry, and no traceback either."""
        shutil.copytree(FOLDER, "kept")
        must("init other")

        said = typed(f"--store other/{published.name} report reproduce kept")

        assert said.code == 1
        assert "It rests on 12 entries, and the log has 0." in said.out

    @pytest.mark.parametrize(
        ("change", "finding"),
        [
            (
                "replace(state, 'GTF-status', 'GTF-statue')",
                "The entry @13 that records it is not what was recorded.",
            ),
            ("x'7b7d'", "No entry of this log records that manifest."),
        ],
    )
    def test_shows_that_the_record_of_it_was_changed(
        self, change: str, finding: str, published: Path
    ) -> None:
        """Otherwise one could forge both, the manifest and the hash of it."""
        with tampering(published) as db:
            db.execute(f"UPDATE stored_events SET state = CAST({change} AS BLOB) WHERE rowid = 13")

        assert found()["findings"] == [finding]

    def test_does_not_finish_where_the_log_cannot_be_read(self, published: Path) -> None:
        """A report that could not be compared is not the same."""
        published.write_bytes(published.read_bytes()[:1000])

        said = reproduced()

        assert (said.code, said.out) == (3, "")
        assert "could not be read to its end" in said.err

    def test_does_not_finish_with_a_kind_that_it_does_not_know(
        self, published: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another version has reports that this one has not."""
        monkeypatch.setattr("infrastructure.cli.reports.making.REPORT_KINDS", {})

        said = reproduced()

        assert (said.code, published.exists()) == (3, True)
        assert said.out.endswith(
            "Not finished, so nothing is proved. This version of Depositary makes no report of the "
            "kind 'status'.\n"
        )


class TestExpunged:
    @pytest.fixture
    def expunged(self, register: Path) -> Path:
        """A report that told a preface and a claim, which must never have been entered."""
        must(
            "taskforce task RESPONSE 'Help Ann, who was seen in Atlantis.'",
            "report publish annual 2026 --on 2026-12-31 --form text --form json --as annual",
            "expunge @13 --reason child_protection --authority 'Our board' --yes",
        )
        return register

    @pytest.mark.slow
    def test_accounts_for_what_differs(self, expunged: Path) -> None:
        """It is not the same, and nobody is to blame for it: that is on record."""
        del expunged

        said = typed("report reproduce register.published/annual")

        assert said.code == 1
        assert "What it says is not what was published. Texts of @13 are gone.\n" in said.out
        assert "texts were removed since, which is on record: @13.\n" in said.out
        assert said.out.endswith(
            "Different. Texts were removed on record since, which may be why; what else differs "
            "can no longer be told.\n"
        )

    def test_accounts_for_nothing_where_an_event_was_changed_too(self, expunged: Path) -> None:
        """An expunging must not cover up what somebody did beside it."""
        with tampering(expunged) as db:
            db.execute(
                "UPDATE stored_events SET state = CAST(replace(state, 'Kenya', 'Kenia') AS BLOB)"
            )

        told = found(FOLDER.with_name("annual"))

        assert told["accounted"] == []
        assert told["findings"][0].endswith("these are not what was recorded: @2.")
        assert "What it says is not what was published." in told["findings"]
