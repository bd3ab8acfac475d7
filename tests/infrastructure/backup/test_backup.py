"""A backup holds everything that cannot be made anew, no key, and verifies; or it is not there."""

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from infrastructure.backup.backup import Backup
from infrastructure.files.backup_manifest import BackedUpFile
from infrastructure.files.writing import ASIDE
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.backup.given import BACKUP, inside, smallest_files
from tests.infrastructure.cli.given import events, must, typed, words

EVERYTHING = {
    "backup.json",
    "contacts.db",
    "depositary.toml",
    "log.db",
    "published/MISSION/manifest.json",
    "sent.db",
    "templates/report.css",
}
WRITER = """
from infrastructure.cli.main import run
for number in range(10_000):
    code = run(["taskforce", "task", f"T-{number}", "To be done."])
    assert code == 0, code
"""


pytestmark = pytest.mark.usefixtures("furnished")


def test_holds_everything_but_keys_and_tables(furnished: Path) -> None:
    """What is missing is found out on the worst day of the year."""
    said = words("backup", str(BACKUP))

    assert said.code == 0
    assert said.err.startswith(f"Wrote {BACKUP}: 12 entries, the last (@12) of 20")
    (checkpoint,) = (name for name in inside(BACKUP) if name.startswith("checkpoints/"))
    assert inside(BACKUP) == {*EVERYTHING, checkpoint}
    assert events(BACKUP / "log.db") == events(furnished)
    assert not list(BACKUP.parent.glob(f"{ASIDE}*"))


def test_says_what_it_holds() -> None:
    """The names in it are read in years, by a program that is not ours."""
    must(f"backup {BACKUP} --without-contacts")

    told = json.loads((BACKUP / "backup.json").read_text(encoding="utf-8"))

    assert set(told) == {
        "schema",
        "made_at",
        "version",
        "position",
        "size",
        "root",
        "last_recorded_at",
        "left_out",
        "files",
    }
    assert told["schema"] == "depositary-backup/v1"
    assert (told["position"], told["size"], told["left_out"]) == (12, 12, ["contacts"])
    assert {each["file"] for each in told["files"]} == inside(BACKUP) - {"backup.json"}
    for each in told["files"]:
        content = (BACKUP / each["file"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(content), sha256(content).hexdigest())
    assert not (BACKUP / "contacts.db").exists()


def test_can_be_read_by_its_owner_only() -> None:
    """Names and addresses are in it."""
    must(f"backup {BACKUP}")

    assert BACKUP.stat().st_mode & 0o777 == 0o700
    assert (BACKUP / "contacts.db").stat().st_mode & 0o777 == 0o600


def test_takes_what_there_is(furnished: Path) -> None:
    """A register that was begun today has nothing beside it."""
    must("init ../bare")
    must("--store ../bare/register.db backup ../bare-backup")

    said = typed("restore ../bare-backup --store ../restored/register.db")

    assert "Restored ../restored/register.db: no entries, as it was at " in said.err
    assert furnished.exists()


def test_has_the_settings_of_the_register_from_wherever_it_is_made(
    furnished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The register may be named by the command alone, and needs no settings."""
    (furnished.parent.parent / "plain").mkdir()
    monkeypatch.chdir(furnished.parent.parent / "plain")

    for place in ("with", "without"):
        must(f"--store {furnished} backup {place}", f"restore {place} --store {place}-anew/r.db")
        furnished.with_name("depositary.toml").unlink(missing_ok=True)

    for place in ("with", "without"):
        for folder in (place, f"{place}-anew"):
            assert ("depositary.toml" in inside(Path(folder))) == (place == "with")


@pytest.mark.slow
def test_copies_while_others_write(furnished: Path) -> None:
    """Nobody stops work for a backup; it holds the beginning of what is recorded meanwhile."""
    with subprocess.Popen([sys.executable, "-c", WRITER], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        said = [words("backup", f"../backups/{number}") for number in range(3)]
        writer.kill()

    every = events(furnished)
    assert [each.code for each in said] == [0, 0, 0]
    for number in range(3):
        copied = events(Path(f"../backups/{number}/log.db"))
        assert 12 < len(copied) <= len(every)
        assert copied == every[: len(copied)]


def test_leaves_keys_where_they_are() -> None:
    """Who steals a backup must not be able to sign."""
    Path("our-looks/log.key").write_bytes(Path("../log.key").read_bytes())

    said = words("backup", str(BACKUP))

    assert "our-looks/log.key holds a private key, and is not in the backup." in said.err
    assert "templates/log.key" not in inside(BACKUP)
    assert not any(b"PRIVATE" in (BACKUP / name).read_bytes() for name in inside(BACKUP))


def test_no_report_is_published_between_the_log_and_the_folders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the copy has a folder of which its log knows nothing: evidence of a forger."""
    tried: list[str] = []
    copied = Backup._database

    def trying(backup: Backup, name: str, path: Path) -> Iterator[BackedUpFile]:
        yield from copied(backup, name, path)
        if name == "log.db":
            descriptor = os.open(path.parent, os.O_RDONLY)
            with pytest.raises(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.close(descriptor)
            tried.append(name)

    monkeypatch.setattr(Backup, "_database", trying)

    said = words("backup", str(BACKUP))

    assert (said.code, tried) == (0, ["log.db"])


@pytest.mark.slow
def test_tells_of_reports_that_were_published_elsewhere() -> None:
    """Their folders may be the only copies of what everybody cites."""
    must("report publish gaps", "report publish annual 2026 --as YEAR --output ../web/year")

    said = words("backup", str(BACKUP))

    assert said.code == 0
    assert said.err.count("Note: ") == 1
    assert "Note: The folder of YEAR (@14) is not beside the register, and so not in" in said.err


def test_tells_of_a_broken_checkpoint_and_keeps_it() -> None:
    """It is evidence, too, and none that keeps the log from being saved."""
    Path("register.checkpoints/broken.checkpoint").write_bytes(b"?")

    said = words("backup", str(BACKUP))

    assert said.code == 0
    assert "Note: broken.checkpoint is no checkpoint: " in said.err
    assert "checkpoints/broken.checkpoint" in inside(BACKUP)


@pytest.mark.parametrize(
    "place", ["register.checkpoints/b", "register.published/b", "register.read/b", "our-looks/b"]
)
def test_goes_nowhere_where_it_would_be_copied_or_lost(place: str) -> None:
    """The folder with the tables may be deleted at any time, and a backup in itself never ends."""
    said = words("backup", place)

    assert said.code == 1
    assert f"{place} lies in " in said.err or f"{place} belongs to the register" in said.err
    assert not Path(place).exists()


def test_goes_over_nothing() -> None:
    """Yesterday's is worth more than the one that is being made."""
    said = words("backup", "our-looks")

    assert said.err == "depositary: our-looks is not empty; name a new folder. Nothing was made.\n"
    assert inside(Path("our-looks")) == {"report.css"}


def test_goes_into_an_empty_folder() -> None:
    """Somebody may have made it, with the rights that it is to have."""
    BACKUP.mkdir(parents=True)

    assert words("backup", str(BACKUP)).code == 0


class TestThatCannotBe:
    def test_made_of_a_log_that_was_changed(self, furnished: Path) -> None:
        """It would push the good ones out of the shelf."""
        with tampering(furnished) as db:
            db.execute("UPDATE stored_events SET state = x'7b7d' WHERE rowid = 8")

        said = words("backup", str(BACKUP))

        assert said.code == 1
        assert (
            "The log does not verify (1 finding: leaf), so a copy of it is no backup." in said.err
        )
        assert not list(BACKUP.parent.iterdir())

    def test_made_of_a_log_that_was_not_signed(self, furnished: Path) -> None:
        """A log that was made anew fits itself, and not what was signed."""
        with tampering(furnished) as db:
            db.execute("DELETE FROM stored_events WHERE rowid = 12")
            db.execute("DELETE FROM log_leaf WHERE position = 12")
            db.execute("UPDATE sqlite_sequence SET seq = 11 WHERE name = 'stored_events'")

        said = words("backup", str(BACKUP))

        assert said.code == 1
        assert "is not the one that 0000000012-" in said.err
        assert not list(BACKUP.parent.iterdir())

    def test_made_of_a_damaged_file(self, furnished: Path) -> None:
        """A copy of rubble is rubble."""
        content = furnished.read_bytes()
        furnished.write_bytes(content[: len(content) // 2])

        said = words("backup", str(BACKUP))

        assert said.code == 3
        assert said.err.count("\n") == 1
        assert not BACKUP.exists()

    def test_made_of_nothing(self) -> None:
        """The name of the file may be mistyped in the settings."""
        said = typed(f"--store nowhere.db backup {BACKUP}")

        assert (said.code, said.out) == (3, "")
        assert "There is no register at " in said.err

    @pytest.mark.slow
    def test_made_while_the_contacts_are_locked(self, furnished: Path) -> None:
        """A half is no backup, and a program that waits for ever makes none."""
        with closing(locked("register.contacts")):
            said = words("backup", str(BACKUP))

        assert said.code == 3
        assert (
            "register.contacts could not be copied: register.contacts stayed locked by another"
            in said.err
        )
        assert not BACKUP.exists()
        assert furnished.exists()

    @pytest.mark.parametrize("most", [0, 1000, 20_000])
    def test_written_on_a_full_disk(self, most: int) -> None:
        """One sentence, and nothing that looks like a backup."""
        with smallest_files(most):
            said = words("backup", str(BACKUP))

        assert said.code == 3
        assert said.err.count("\n") == 1
        assert not list(BACKUP.parent.iterdir())
        assert words("backup", str(BACKUP)).code == 0

    def test_written_where_no_folder_can_be(self) -> None:
        """A disk that is not mounted, or is read-only."""
        said = words("backup", "mission.md/backups")

        assert said.code == 3
        assert said.err.startswith("depositary: mission.md is no folder. Move it away")


def locked(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return connection
