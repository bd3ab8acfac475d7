"""What `doctor` sees of the machine: disks, locks, clocks; and what it says if it cannot look."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infrastructure.bootstrap import Settings
from infrastructure.cli.upkeep import doctor
from infrastructure.doctor import environment_checks
from infrastructure.doctor.environment_checks import check_disk, check_parts
from infrastructure.doctor.finding import Installation
from tests.infrastructure.cli.given import must, typed


@pytest.fixture
def office(register: Path) -> Installation:
    """Return an office in which nothing is wrong."""
    return Installation(store=register, settings=Settings(), now=datetime.now(UTC), environ={})


class TestDisk:
    def test_is_large_enough(self, office: Installation) -> None:
        """Otherwise the sentences below would say nothing."""
        assert list(check_disk(office)) == []

    def test_of_another_folder_is_full(self, office: Installation) -> None:
        """What fills up first may be the disk of the tables, of copies or of letters."""
        copies = office.settings.checkpoints._replace(copies=Path("/proc"))
        settings = office.settings._replace(checkpoints=copies)

        signs = check_disk(replace(office, settings=settings))

        assert "0 MB are free where /proc is." in [sign.sentence for sign in signs]

    def test_of_another_folder_has_room(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another disk is looked at, and nothing is said of it, as long as enough is free."""
        monkeypatch.setattr(environment_checks, "SPARE", 0)
        copies = office.settings.checkpoints._replace(copies=Path("/proc"))
        settings = office.settings._replace(checkpoints=copies)

        assert list(check_disk(replace(office, settings=settings))) == []

    def test_takes_no_file(self, office: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment_checks, "files_left", lambda _: 3)
        (sign,) = check_disk(office)
        assert sign.sentence.startswith("Only 3 further files fit on the disk where ")

    def test_is_full(self, office: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is better to hear it before the next entry."""
        monkeypatch.setattr(environment_checks, "SPARE", 1 << 62)

        (sign,) = check_disk(office)

        assert " MB are free where the register is." in sign.sentence
        assert sign.remedy.startswith("Make room: ")

    def test_cannot_be_written(self, office: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
        """It may be mounted read-only since it failed, or belong to somebody else."""
        monkeypatch.setattr(environment_checks, "may", lambda *_: False)

        signs = list(check_disk(office))

        assert [sign.sentence for sign in signs] == [
            f"You cannot write {office.store}.",
            f"You cannot write {office.store.parent}.",
        ]
        assert {sign.remedy.split()[0] for sign in signs} == {"Work"}

    def test_is_mounted_read_only(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No other user could write there, and nobody's rights are wrong."""
        monkeypatch.setattr(environment_checks, "may", lambda *_: False)
        monkeypatch.setattr(environment_checks, "why_mounted", lambda _: "read-only")

        remedies = {sign.remedy for sign in check_disk(office)}

        assert remedies == {"Its disk is mounted read-only: mount it so that it can be written on."}

    def test_holds_a_log_that_nobody_tidies(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A report that hangs for a week fills the disk."""
        monkeypatch.setattr(environment_checks, "LARGEST_WAL", 0)
        with closing(sqlite3.connect(office.store)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM log_leaf").fetchone()
            must("member join LAP --name Laputa --on 2026-02-01")

            (sign,) = check_disk(office)

        assert "register.db-wal has 0 MB: a program that reads without end keeps" in sign.sentence

    @pytest.mark.parametrize(
        ("kind", "number"), [("nfs4", 1), ("fuse.sshfs", 1), ("ext4", 0), ("fuse", 0)]
    )
    def test_is_a_share(
        self, kind: str, number: int, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """SQLite's write-ahead log needs memory that two machines do not share."""
        mounts = office.store.with_name("mounts")
        place = str(office.store.parent).replace(" ", r"\040")
        mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {place} {kind} rw 0 0\n")
        monkeypatch.setattr(environment_checks, "MOUNTS", mounts)

        signs = list(check_disk(office))

        assert [f"on a network share ({kind})" in sign.sentence for sign in signs] == [
            True
        ] * number

    def test_may_be_of_a_kind_that_nobody_tells(
        self, office: Installation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not every system has the list."""
        monkeypatch.setattr(environment_checks, "MOUNTS", office.store.with_name("nothing"))

        assert list(check_disk(office)) == []


def test_tells_which_forms_cannot_be_made(
    office: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day before the meeting is the wrong day to find out."""
    monkeypatch.setattr(environment_checks, "find_spec", lambda _: None)

    signs = list(check_parts(office))

    assert [sign.sentence for sign in signs] == [
        "Reports as DOCX cannot be made.",
        "Reports as PDF cannot be made.",
        "The words of PDF files cannot be read.",
    ]
    assert signs[1].remedy == (
        "In the folder of Depositary: uv tool install '.[pdf,texts,word]' -c "
        "docs/constraints.txt, or, in the virtual environment that it is in: "
        "pip install '.[pdf]' -c docs/constraints.txt"
    )


def test_tells_of_a_clock_that_is_behind(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be recorded until it is right, or is confirmed."""
    monkeypatch.setattr(doctor, "utc_now", lambda: datetime(2020, 1, 1, tzinfo=UTC))

    said = typed("doctor")

    assert said.code == 1
    assert "clock: The last entry is of 20" in said.out
    assert "depositary audit confirm-clock --reason REASON" in said.out
    assert register.exists()


def test_tells_of_an_entry_of_no_time(register: Path) -> None:
    """Somebody changed it; the calendar has no such year."""
    with closing(sqlite3.connect(register)) as db, db:
        db.execute("DROP TRIGGER log_leaf_update")
        db.execute("UPDATE log_leaf SET recorded_us = 9223372036854775807 WHERE position = 12")

    assert "clock: The last entry is of an invalid time, and" in typed("doctor").out


def test_looks_from_elsewhere(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settings there is less to see, and it is said."""
    monkeypatch.chdir(register.parent.parent)
    Path("here/depositary.toml").unlink()

    said = typed("--store here/register.db --actor KEN doctor")

    assert said.code == 0
    assert "note, settings: There is no depositary.toml where the register is, or" in said.out
    assert "actor" not in said.out


def test_reads_names_of_checkpoints_as_they_come(register: Path) -> None:
    """A name that says no day says nothing of whether anything ran."""
    folder = register.with_suffix(".checkpoints")
    folder.mkdir()
    for name in ("by-hand", "0000000001-20261399T999999Z"):
        (folder / f"{name}.checkpoint").write_bytes(b"")
    with Path("depositary.toml").open("a") as file:
        file.write('[checkpoints]\nkey = "../log.key"\n')

    said = typed("doctor")

    assert said.out.count("is no checkpoint: ") == 2
    assert "schedule" not in said.out


def test_tells_of_bodies_what_can_be_read(register: Path) -> None:
    """What cannot is a finding of verification."""
    with closing(sqlite3.connect(register)) as db, db:
        db.execute("DROP TRIGGER stored_events_update")
        db.execute("UPDATE stored_events SET state = x'7b7d' WHERE rowid = 1")

    assert "note, taskforce: The register has no body yet. → " in typed("doctor").out


class TestCannotLook:
    def test_where_nothing_is(self) -> None:
        """The sentence is the one that every command gives."""
        said = typed("doctor")

        assert said.code == 3
        assert said.out.startswith("There is no register here. Begin one with: depositary init")
        assert "→ Go to the register's folder, or name a register: --store FILE" in said.out
        assert said.out.endswith("The log could not be looked at.\n")

    @pytest.mark.usefixtures("register")
    def test_where_the_file_is_not(self) -> None:
        """A path may be mistyped, or a disk not mounted."""
        said = typed("--store nowhere/register.db doctor --format json")

        assert said.code == 3
        assert (
            '"unseen": {\n    "look": "log",\n    "sentence": "There is no register at ' in said.out
        )

    @pytest.mark.usefixtures("register")
    def test_through_settings_that_are_broken(self) -> None:
        """This is what somebody types who has just corrected them."""
        Path("depositary.toml").write_text("store = ")

        said = typed("doctor")

        assert said.code == 3
        assert "cannot be read as TOML" in said.out
        assert "Correct depositary.toml" in said.out

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "is empty"),
            (b"No database. " * 99, "file is not a database"),
            (b"SQLite format 3\x00" + bytes(2000), "not a database"),
        ],
    )
    def test_into_what_is_no_register(self, content: bytes, sentence: str, register: Path) -> None:
        """Everything around it is looked at all the same."""
        register.write_bytes(content)
        register.with_suffix(".contacts").write_bytes(b"")
        register.with_suffix(".contacts").chmod(0o644)

        said = typed("doctor")

        assert said.code == 3, said
        assert sentence in said.out
        assert "permissions: Others may read " in said.out
        assert "depositary restore BACKUP --store NEW" in said.out

    def test_into_a_file_of_others(self, register: Path) -> None:
        """A contacts file in the place of the register is no register."""
        must("contacts add 'Ada Example' --ref p-7kq2mzx4ab")
        shutil.copy(register.with_suffix(".contacts"), register)

        said = typed("doctor")

        assert said.code == 3
        assert "belongs to another application; it is not a log." in said.out

    def test_into_a_folder(self, register: Path) -> None:
        """Somebody restored a folder in its place."""
        register.unlink()
        register.mkdir()

        said = typed("doctor")

        assert said.code == 3
        assert "There is no register at " in said.out


@pytest.mark.parametrize("position", [2**53 - 1, 2**63 - 1])
def test_tells_of_an_entry_that_none_can_follow(position: int, register: Path) -> None:
    """Who recorded was told of numbers, or of a full disk; both checks found nothing wrong."""
    with closing(sqlite3.connect(register)) as db, db:
        db.execute(
            "INSERT INTO stored_events SELECT ?, originator_id, 99, topic, state "
            "FROM stored_events WHERE rowid = 12",
            (position,),
        )
        db.execute(
            "INSERT INTO log_leaf SELECT 12, ?, recorded_us, leaf_hash FROM log_leaf "
            "WHERE position = 12",
            (position,),
        )

    said = typed("member join ERE --name Erewhon --on 2022")

    assert said.code == 3
    assert "at a position so large that none can follow it. See what is" in said.err
    assert f"log: Position {position} was given out, and none can follow" in typed("doctor").out
    assert f"storage: Position {position} was given out, and" in typed("audit verify").out
