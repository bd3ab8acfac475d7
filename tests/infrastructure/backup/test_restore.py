"""What comes back is what was backed up, in a place where nothing was; or nothing comes back."""

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from infrastructure.audit.log.findings import FOUND, PASSED
from tests.infrastructure.backup.given import BACKUP, NEW, inside
from tests.infrastructure.cli.given import events, must, typed, words

pytestmark = pytest.mark.usefixtures("backed_up")
RESTORE = ("restore", str(BACKUP), "--store", str(NEW))
VERIFY = "--store ../anew/register.db audit verify --policy ../our.policy --checkpoint"


def test_puts_everything_where_it_belongs(backed_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office goes on as if nothing had happened."""
    said = words(*RESTORE)

    assert said.code == 0
    assert said.err.startswith(f"Restored {NEW}: 12 entries, the last (@12) of 20")
    assert "What was recorded since is lost." in said.err
    assert "people that were erased since are here again" in said.err
    (checkpoint,) = (name for name in inside(NEW.parent) if name.endswith(".checkpoint"))
    assert inside(NEW.parent) == {
        "depositary.toml",
        "register.contacts",
        "register.db",
        "register.published/MISSION/manifest.json",
        "register.sent",
        "templates/report.css",
        checkpoint,
    }
    assert events(NEW) == events(backed_up)
    for name in ("register.db", "register.contacts", "register.sent"):
        assert NEW.with_name(name).stat().st_mode & 0o777 == 0o600
    monkeypatch.chdir(NEW.parent)
    must("member join LAP --name Laputa --on 2026-02-01", "members")
    assert "Ada Example" in typed("contacts list").out
    assert typed("reminders list").out == "p-bb4xx\n"
    assert typed("audit verify --projections").code == 4
    must("audit checkpoint --key ../log.key")


def test_takes_another_name(backed_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings come along and must not lead to a register that is not there."""
    must(f"restore {BACKUP} --store ../anew/other.db")

    monkeypatch.chdir(NEW.parent)

    settings = Path("depositary.toml").read_text(encoding="utf-8")
    assert settings.startswith('store = "other.db"\nactor = "p-tester"\n')
    assert 'templates = "templates"\n' in settings
    assert typed("members").out.startswith("Members")
    assert backed_up.exists()


def test_adds_what_the_settings_did_not_say() -> None:
    """A variable may have named the register, and no file."""
    Path("depositary.toml").write_text('actor = "p-tester"\n', encoding="utf-8")
    must(
        "--store register.db backup ../backups/plain",
        "restore ../backups/plain --store ../anew/r.db",
    )

    settings = Path("../anew/depositary.toml").read_text(encoding="utf-8")

    assert settings == 'store = "r.db"\nactor = "p-tester"\n'


def test_a_report_comes_back_for_those_who_could_read_it() -> None:
    """What is not public is not opened to everybody by the restoring."""
    (file,) = Path("register.published").rglob("manifest.json")
    for place, mode in (("closed", 0o640), ("open", 0o644)):
        file.chmod(mode)
        must(f"backup ../backups/{place}", f"restore ../backups/{place} --store ../{place}/r.db")

        (back,) = Path(f"../{place}/r.published").rglob("manifest.json")
        assert back.stat().st_mode & 0o777 == mode


def test_tells_what_was_lost(backed_up: Path) -> None:
    """Only what was kept elsewhere knows of entries that no backup has."""
    must(
        "member join LAP --name Laputa --on 2026-02-01",
        "audit checkpoint --key ../log.key --output ../kept/newer.checkpoint",
    )
    older = next(Path("register.checkpoints").iterdir())
    must(" ".join(RESTORE))

    with_older, with_newer = typed(f"{VERIFY} {older}"), typed(f"{VERIFY} ../kept")

    assert (with_older.code, with_newer.code) == (PASSED, FOUND)
    assert "truncated: ../kept/newer.checkpoint was signed for 13 entries, and there are 12." in (
        with_newer.out
    )
    refused = typed("--store ../anew/register.db audit checkpoint --key ../log.key")
    assert "13 entries were signed before, and there are 12 now." in refused.err
    assert backed_up.exists()


def test_says_that_contacts_were_left_out() -> None:
    """Otherwise somebody looks for them."""
    must("backup ../backups/nameless --without-contacts")

    said = typed(f"restore ../backups/nameless --store {NEW}")

    assert "Names and addresses were left out of the backup." in said.err
    assert not NEW.with_suffix(".contacts").exists()


def test_leaves_settings_and_templates_that_are_there() -> None:
    """They are the newer ones, after a disk with the register failed and that with them did not."""
    NEW.parent.mkdir()
    NEW.with_name("depositary.toml").write_text('store = "register.db"\n', encoding="utf-8")

    said = words(*RESTORE)

    assert said.code == 0
    assert "Note: ../anew/depositary.toml was there already and stays as it is." in said.err
    assert NEW.with_name("depositary.toml").read_text(encoding="utf-8") == 'store = "register.db"\n'


@pytest.mark.parametrize(
    "there",
    [
        "register.db",
        "register.db-wal",
        "register.db-shm",
        "register.db-journal",
        "register.contacts",
        "register.contacts-journal",
        "register.sent",
        "register.checkpoints",
        "register.published",
        "register.read",
    ],
)
def test_goes_over_nothing(there: str) -> None:
    """What lies there may be all that is left; and a journal would be played into the copy."""
    NEW.parent.mkdir()
    (NEW.parent / there).write_text("here", encoding="utf-8")

    said = words(*RESTORE)

    assert said.code == 1
    assert f"{NEW.parent / there} is there already; nothing was restored." in said.err
    assert inside(NEW.parent) == {there}


LAST_FIRST = ("register.db", "depositary.toml", "templates", "register.published")


@pytest.mark.parametrize("number", range(1, len(LAST_FIRST) + 1))
def test_goes_on_after_it_was_stopped(number: int, backed_up: Path) -> None:
    """Who pulls the plug while things take their places types the same again."""
    must(" ".join(RESTORE))
    whole = inside(NEW.parent)
    for name in LAST_FIRST[:number]:
        path = NEW.with_name(name)
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    NEW.with_name(".depositary-left").mkdir()

    said = words(*RESTORE)

    assert said.code == 0, said
    assert inside(NEW.parent) == whole
    assert events(NEW) == events(backed_up)
    assert typed(f"{VERIFY} {next(NEW.parent.glob('*.checkpoints/*'))}").code == PASSED


@pytest.mark.parametrize("more", [True, False])
def test_does_not_go_on_with_anything_else(*, more: bool) -> None:
    """One report more or less, and it is not what a restore had put there."""
    must(" ".join(RESTORE))
    NEW.unlink()
    report = NEW.with_name("register.published") / "MISSION" / "manifest.json"
    if more:
        report.with_name("other").write_text("here", encoding="utf-8")
    else:
        report.write_text("changed", encoding="utf-8")

    said = words(*RESTORE)

    assert said.code == 1
    assert "register.published is there already; nothing was restored." in said.err


def change(name: str, content: bytes) -> Callable[[], object]:
    return lambda: (BACKUP / name).write_bytes(content)


def told(**values: object) -> Callable[[], object]:
    """Change what the backup says of itself."""

    def tell() -> None:
        path = BACKUP / "backup.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), **values}), encoding="utf-8")

    return tell


def one(**values: object) -> Callable[[], object]:
    """Change what the backup says of its first file."""

    def tell() -> None:
        files = json.loads((BACKUP / "backup.json").read_text())["files"]
        told(files=[{**files[0], **values}, *files[1:]])()

    return tell


def twice() -> None:
    files = json.loads((BACKUP / "backup.json").read_text())["files"]
    told(files=[*files, files[0]])()


CUT: dict[str, tuple[Callable[[], object], int, str]] = {
    "cut off": ((BACKUP / "backup.json").unlink, 3, "is no backup, or one that was cut"),
    "no text": (change("backup.json", b"\xff"), 2, "is not as a backup has it"),
    "empty": (change("backup.json", b""), 2, "is not as a backup has it"),
    "deep": (change("backup.json", b"[" * 100_000), 2, "is not as a backup has it"),
    "other form": (told(schema="depositary-backup/v2"), 2, "schema: Input should be"),
    "more keys": (told(more=1), 2, "more: Extra inputs"),
    "huge": (told(size=10**400), 1, "is not the one that was backed up there"),
    "no log": (told(files=[]), 2, "names no log.db"),
    "twice": (twice, 2, "or a file twice"),
    "other root": (told(root="AAAA"), 1, "is not the one that was backed up there"),
    "other size": (told(size=11), 1, "is not the one that was backed up there"),
    "changed": (change("templates/report.css", b"other"), 1, "is not the file that was backed up"),
    "blown up": (lambda: os.truncate(BACKUP / "log.db", 1 << 40), 1, "is not the file that was"),
    "long list": (lambda: os.truncate(BACKUP / "backup.json", 1 << 40), 2, "is larger than 100"),
    "other day": (told(last_recorded_at="2001-01-01T00:00:00Z"), 1, "is not the one that was"),
    "missing": ((BACKUP / "log.db").unlink, 3, "log.db is missing"),
    "up": (one(file="checkpoints/../../x"), 2, "the name of a file in the backup was expected"),
    "root": (one(file="/etc/passwd"), 2, "the name of a file in the backup was expected"),
    "strange": (one(file="checkpoints/a\x00b"), 2, "the name of a file in the backup"),
    "back": (one(file="checkpoints\\x"), 2, "the name of a file in the backup was expected"),
    "unknown": (one(file="log.key"), 2, "no part of a backup is called so"),
    "negative": (one(bytes=-1), 2, "is not as a backup has it"),
    "digest": (one(sha256="0" * 63), 2, "is not as a backup has it"),
}


@pytest.mark.parametrize("name", CUT)
def test_does_not_come_back_from(name: str) -> None:
    """A disk that fails, or somebody who shall not be in the register, may have changed it."""
    harm, code, sentence = CUT[name]
    harm()

    said = words(*RESTORE)

    assert said.code == code
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert not NEW.parent.exists() or not list(NEW.parent.iterdir())


def replaced(name: str, content: bytes) -> None:
    """Put another file into the backup, as who forges all of it would."""
    (BACKUP / name).write_bytes(content)
    mine = {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    files = json.loads((BACKUP / "backup.json").read_text())["files"]
    told(files=[{**each, **mine} if each["file"] == name else each for each in files])()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"broken = \n", "cannot be read as TOML"), (b"# \xff\n", "are not UTF-8")],
)
def test_does_not_take_settings_that_nobody_can_read(content: bytes, sentence: str) -> None:
    """They were backed up as they were, by a command that named the register itself."""
    replaced("depositary.toml", content)

    said = words(*RESTORE)

    assert said.code == 2
    assert f"The settings in the backup {sentence}" in said.err
    assert not list(NEW.parent.iterdir())


def test_does_not_take_a_log_that_is_cut() -> None:
    """A digest shows that a file is as it was written, not that it was ever whole."""
    content = (BACKUP / "log.db").read_bytes()
    replaced("log.db", content[: len(content) // 2])

    said = words(*RESTORE)

    assert said.code == 3
    assert said.err.count("\n") == 1
    assert not list(NEW.parent.iterdir())
