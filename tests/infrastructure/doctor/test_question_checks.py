"""What `doctor` says where questions fail, or where others are let in."""

import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from infrastructure.store.leaf import entry_bytes, leaf_hash
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import must, typed

UNREADABLE = {
    "no envelope": ("member.joined", b'{"schema":1}'),
    "no JSON": ("member.joined", b"\xff"),
    "newer schema": ("member.joined", b'{"schema":99,"envelope":{},"event":{}}'),
    "unknown topic": ("member.promoted", b'{"schema":1}'),
}
LAST = "SELECT max(idx) + 1, max(position) + 1, max(recorded_us) FROM log_leaf"
BEGUN = ("init . --code OTF --name 'Our Taskforce' --nature exercise --on 2025", "members")
EVERYBODY = stat.S_IRWXO


def append(topic: str, state: bytes) -> int:
    """Append an event to the register here as the program would, and return its position."""
    stream = "0" * 32
    with tampering(Path("register.db")) as db:
        idx, position, time = db.execute(LAST).fetchone()
        digest = sha256(state).hexdigest()
        leaf = leaf_hash(entry_bytes(position, time, stream, 99, topic, digest))
        names = "originator_id, originator_version, topic, state"
        db.execute(
            f"INSERT INTO stored_events ({names}) VALUES (?, 99, ?, ?)", (stream, topic, state)
        )
        db.execute("INSERT INTO log_leaf VALUES (?, ?, ?, ?)", (idx, position, time, leaf))
    return int(position)


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.usefixtures("healthy")
def test_is_not_healthy_where_questions_fail(name: str) -> None:
    """An event that cannot be read stops every question, however well it was hashed."""
    position = append(*UNREADABLE[name])
    assert typed("members").code == 3

    said = typed("doctor")

    assert said.code == 1
    assert f"questions: Questions cannot be answered: Position {position}: " in said.out
    assert "→ depositary audit verify; if a newer version" in said.out
    assert said.out.endswith("1 thing to do.\n")


@pytest.fixture
def open_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder into which every user of the machine can go, and work there."""
    before = os.umask(0o022)
    with TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        monkeypatch.chdir(made)
        yield Path(made)
    os.umask(before)


def test_a_new_register_is_not_for_everybody(open_folder: Path) -> None:
    """Not even before its administrator has read about permissions, and wherever it is begun."""
    must(*BEGUN)
    must("contacts add 'Ada Example'")

    said = typed("doctor")

    assert "permissions" not in said.out
    for path in (open_folder / "register.db", open_folder / "register.read"):
        assert not path.stat().st_mode & EVERYBODY


@pytest.mark.parametrize("path", ["register.db", "register.read"])
def test_is_not_healthy_where_everybody_can_read(open_folder: Path, path: str) -> None:
    """Names of members' officials, and what only the secretariat may see, are in there."""
    must(*BEGUN)
    (open_folder / path).chmod(0o755)

    said = typed("doctor")
    open_folder.chmod(0o700)
    closed = typed("doctor")

    assert said.code == 1
    sentence = f"permissions: Everybody on this machine may read {open_folder / path}."
    assert f"{sentence} → chmod o-rwx {open_folder / path}" in said.out
    assert "permissions" not in closed.out


@pytest.mark.slow
@pytest.mark.parametrize(("audience", "mode"), [("public", 0o755), ("members", 0o750)])
def test_a_published_report_is_for_its_audience(
    open_folder: Path, audience: str, mode: int
) -> None:
    """It says to members what is not for everybody, wherever it stands."""
    must(*BEGUN)
    must(f"report publish overdue --audience {audience}")
    (folder,) = open_folder.glob("register.published/*")
    assert stat.S_IMODE(folder.stat().st_mode) == mode
    closed = typed("doctor")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    folder.chmod(0o755)
    (folder / "manifest.json").chmod(0o644)
    said = typed("doctor")

    assert "register.published" not in closed.out
    assert modes == {0o644 if audience == "public" else 0o640}
    sentence = f"permissions: Everybody on this machine may read {folder}, which is for members."
    told = f"{sentence} → chmod o-rwx {folder}" in said.out
    assert told is (audience == "members")


@pytest.mark.usefixtures("healthy")
def test_notes_are_counted() -> None:
    """Who reads the last line alone sees that there is more above it."""
    assert typed("doctor").out.splitlines()[-1] == "Healthy; 2 notes."
