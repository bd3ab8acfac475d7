"""What may not be read or written beside the register is told, each with what helps."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import Said, must, typed

pytestmark = pytest.mark.usefixtures("published")
MANIFEST = "register.published/*/manifest.json"
BELOW = "--output register.checkpoints/new/1.checkpoint"


@pytest.fixture
def published(healthy: Path) -> None:
    """Publish a report, and make a folder for letters."""
    must("report publish status MISSION --form text")
    (healthy.parent.parent / "letters").mkdir()


def at(pattern: str) -> Path:
    return next(iter(sorted(Path().glob(pattern)))).absolute()


def to_do(said: Said) -> Sequence[str]:
    return [line for line in said.out.splitlines() if " → " in line and line[:5] != "note,"]


def told(said: Said, words: str, place: Path) -> bool:
    return any(line.startswith(words) and place.name in line for line in to_do(said))


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [MANIFEST, "register.published/*/*.txt", "our-looks/*"])
def test_a_file_that_no_backup_can_take_is_not_healthy(pattern: str) -> None:
    """Each night's backup failed, and the health check was content."""
    place = at(pattern)
    place.chmod(0)

    with obeyed():
        said = typed("doctor")
        failed = typed("backup ../b")

    assert (said.code, failed.code) == (1, 3)
    assert any(place.name in line and "chmod u+r " in line for line in to_do(said)), said


@pytest.mark.parametrize(
    "place",
    [
        *("register.checkpoints", "register.published", "../elsewhere", "../letters"),
        *("register.sent", "register.contacts", ".."),
    ],
)
def test_where_nothing_can_be_written_what_is_due_fails(place: str) -> None:
    """A timer fails each night, and nobody looks at its mails."""
    path = Path(place)
    path.chmod(0o555 if path.is_dir() else 0o444)

    with obeyed():
        said = typed("doctor")

    assert said.code == 1
    assert told(said, "disk: You cannot write ", path), said


@pytest.mark.parametrize(
    "pattern",
    ["../elsewhere", "../elsewhere/*.checkpoint", "register.published/GTF*", "../letters"],
)
def test_what_cannot_be_looked_at_keeps_no_other_check_from_its_work(pattern: str) -> None:
    """The whole health check ended with one bare sentence."""
    place = at(pattern)
    place.chmod(0o444 if place.is_dir() else 0)
    Path("register.contacts").chmod(0o640)

    with obeyed():
        said = typed("doctor")

    assert (said.code, said.err) == (1, "")
    assert told(said, "", place), said
    assert not told(said, "names: ", place)
    assert told(said, "permissions: ", Path("register.contacts")), said


@pytest.mark.slow
@pytest.mark.parametrize("name", ["register.db", "register.sent"])
def test_what_may_not_be_read_is_permitted_and_not_restored(name: str) -> None:
    """Whoever puts a backup back loses what was recorded since."""
    Path(name).chmod(0)

    with obeyed():
        said = typed("doctor")

    assert said.code in (1, 3)
    assert f"chmod u+rw {Path(name).absolute()}\n" in said.out
    assert "→ depositary restore" not in said.out


@pytest.mark.slow
@pytest.mark.parametrize("end", ["", ".vkey", ".signed"])
def test_files_of_a_key_that_may_not_be_read_need_a_right_only(end: str) -> None:
    """To verify the log would not help, and say that all is well."""
    file = Path(f"../log.key{end}").resolve()
    file.chmod(0)

    with obeyed():
        said = typed("doctor")

    assert said.code == 1
    (found,) = (line for line in to_do(said) if line.startswith("key: "))
    remedy = found.rpartition(" → ")[2]
    assert remedy.startswith("Bring it back, or let its owner permit it: chmod u+r ")
    assert Path(remedy.rpartition(" ")[2]).resolve() == file


@pytest.mark.parametrize(
    "line",
    [
        *("audit checkpoint", "run-due", "report publish overdue", f"audit checkpoint {BELOW}"),
        f"audit rotate-key --new ../new.key {BELOW}",
    ],
)
def test_nothing_is_made_for_where_nothing_can_be_written(line: str) -> None:
    """A key that had signed what was never written had to continue it, and said to move it."""
    must("audit keygen ../new.key --name example.org/register")
    for folder in ("register.checkpoints", "register.published"):
        Path(folder).chmod(0o555)
    for old in Path("register.checkpoints").glob("*"):
        old.rename(f"../{old.name}")
    signed = Path("../log.key.signed").read_bytes()

    with obeyed():
        said = typed(line)

    assert said.code == 3
    assert "Nothing was made: you may not write in " in said.err
    assert "Move it away" not in said.err
    assert Path("../log.key.signed").read_bytes() == signed


def test_copies_that_cannot_be_looked_at_are_named() -> None:
    """The sentence had no more than the words of the system."""
    Path("../elsewhere").chmod(0o444)

    with obeyed():
        said = typed("run-due")

    assert said.code == 3
    assert "elsewhere cannot be read: Permission denied. Let its owner permit it: " in said.err


def test_a_manifest_that_may_not_be_read_is_not_lost() -> None:
    """Its folder is there, so putting it back helps nobody."""
    at(MANIFEST).chmod(0)

    with obeyed():
        verified = typed("audit verify --published register.published")
        again = typed("report publish status MISSION --form text")

    for said in (verified, again):
        assert said.code == 3, said
        assert "manifest.json cannot be read: Permission denied." in said.out + said.err


@pytest.mark.parametrize(
    "place",
    [
        *("our-looks/report.css", "../letters", "..", "../log.key.signed", "../log.key.vkey"),
        *("register.checkpoints", "register.read", "register.read/current", "register.published"),
    ],
)
def test_what_decides_what_goes_out_is_for_nobody_else_to_change(place: str) -> None:
    """Whoever may write there needs no key: the words of letters, the letters, the memory."""
    path = Path(place)
    if not path.exists():
        path.touch()
    path.chmod(path.stat().st_mode | 0o002)

    said = typed("doctor")

    assert said.code == 1
    assert told(said, "permissions: Everybody on this machine may change ", path)
    assert any(f"chmod o-w {path.absolute()}" in line or place in line for line in to_do(said))


@pytest.mark.parametrize(
    ("what", "at"),
    [
        *(("our-looks", "setting"), ("../letters", "setting"), ("../log.key", "link above")),
        *((f"register.{each}", "link") for each in ("contacts", "read", "checkpoints")),
        ("depositary.toml", "link"),
    ],
)
def test_nobody_else_may_put_something_in_its_place(what: str, at: str) -> None:
    """It is its folder that says so, also that in which it is by a link; all of it was healthy."""
    opened = Path("../open").absolute()
    opened.mkdir()
    moved = opened / Path(what).name
    if at == "link above":
        (opened / "in").mkdir()
        moved = opened / "in" / Path(what).name
        Path("../way").symlink_to("open/in")
    for each in Path(what).parent.glob(f"{Path(what).name}*"):
        each.rename(moved.parent / each.name)
    settings = Path("depositary.toml")
    if at == "link":
        Path(what).symlink_to(moved)
    else:
        named = f"../way/{moved.name}" if at == "link above" else f"../open/{moved.name}"
        settings.write_text(settings.read_text().replace(f'"{what}"', f'"{named}"'))
    before = typed("doctor")
    assert "may change " not in before.out, before

    opened.chmod(0o777)

    said = typed("doctor")
    assert said.code == 1
    assert f"permissions: Everybody on this machine may change {opened}." in said.out
