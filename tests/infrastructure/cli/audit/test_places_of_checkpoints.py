"""A checkpoint is signed only where it can be written, and what happened to it is told truly."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.audit.proofs.keys import Signer
from infrastructure.cli.audit import checkpoints
from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import events, must, typed

FOLDER, COPIES = Path("register.checkpoints"), Path("../copies")
SIGNED = Path("../log.key.signed")
DEPOSITARY = str(Path(sys.executable).with_name("depositary"))


@pytest.fixture(autouse=True)
def keyed(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a register with a key, a policy and a folder for copies."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must("audit keygen ../log.key --name example.org/register")
    COPIES.mkdir()
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write('\n[checkpoints]\nkey = "../log.key"\ncopies = "../copies"\n')
    return register


PLACES: dict[str, tuple[str, Callable[[], object]]] = {
    "dangling": ("is a link that leads nowhere", lambda: FOLDER.symlink_to("gone")),
    "looping": ("Too many levels of symbolic links", lambda: FOLDER.symlink_to(FOLDER)),
    "a file": ("is no folder", FOLDER.touch),
    "a pipe": ("is no folder", lambda: os.mkfifo(FOLDER)),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("line", ["audit checkpoint", "audit rotate-key --new ../2.key", "run-due"])
def test_nothing_is_signed_where_nothing_can_be_written(name: str, line: str) -> None:
    """It said that nothing was changed, and the key had signed."""
    must("audit keygen ../2.key --name example.org/register")
    words, make = PLACES[name]
    make()
    before = events()

    said = typed(line)

    assert (said.code, said.out) == (3, "")
    assert f"register.checkpoints {words}" in said.err or f": {words}" in said.err
    assert not SIGNED.exists()
    assert events() == before


def test_nothing_is_signed_where_nobody_may_write() -> None:
    """The next one would have to continue one that nobody ever saw."""
    FOLDER.mkdir(mode=0o500)

    with obeyed():
        said = typed("audit checkpoint")

    assert (said.code, SIGNED.exists()) == (3, False)
    assert "you may not write in" in said.err


def test_a_name_of_a_file_makes_no_folder() -> None:
    """Whoever sends `1.txt` to somebody finds a folder in its place; one that is there is used."""
    said = typed("audit checkpoint --output ../1.txt")

    assert (said.code, SIGNED.exists(), Path("../1.txt").exists()) == (1, False, False)
    assert "There is no folder ../1.txt. The file of a checkpoint ends in .checkpoint" in said.err
    Path("../1.txt").mkdir()
    must("audit checkpoint --output ../1.txt")
    assert list(Path("../1.txt").glob("*.checkpoint"))


def test_says_what_was_written_though_it_was_not_copied() -> None:
    """Whoever reads only that a folder is missing takes it for not made."""
    COPIES.rmdir()

    said = typed("audit checkpoint")

    (made,) = FOLDER.iterdir()
    assert said.code == 3
    assert said.out == made.read_text(encoding="utf-8")
    assert f"Wrote {made.absolute()}, but could not copy it. There is no folder" in said.err


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("audit checkpoint", "Wrote {made}, but could not copy it. {copies} cannot be read: "),
        ("audit rotate-key --new ../2.key", "Wrote {made}, but could not copy it. {copies} "),
        ("run-due", "depositary: {copies} cannot be read: "),
    ],
)
def test_says_that_the_place_of_copies_cannot_be_looked_at(line: str, sentence: str) -> None:
    """It was a bare "Permission denied" after the key had signed."""
    must("audit keygen ../2.key --name example.org/register")
    Path("../closed").mkdir()
    COPIES.rename("../closed/copies")
    COPIES.symlink_to("closed/copies")
    Path("../closed").chmod(0)

    with obeyed():
        said = typed(line)

    (made,) = FOLDER.iterdir()
    assert said.code == 3
    copies = FOLDER.absolute().parent / COPIES
    assert sentence.format(made=made.absolute(), copies=copies) in said.err, said
    assert said.err.count("Permission denied") == 1


def test_says_that_it_was_signed_though_it_was_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key remembers it, so the next one continues it."""

    def fail(*_: object) -> None:
        raise Unavailable("The disk is full.")

    monkeypatch.setattr(checkpoints, "write_checkpoint", fail)

    said = typed("audit checkpoint")

    assert (said.code, SIGNED.exists()) == (3, True)
    assert "A checkpoint was signed, but could not be written. The disk is full.\n" in said.err


def test_two_in_one_second_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who types it twice is not to be told that something went wrong."""
    now = datetime(2126, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(checkpoints, "utc_now", lambda: now)

    first, second = typed("audit checkpoint"), typed("audit checkpoint")

    assert (first.code, second.code) == (0, 0), second
    assert first.out == second.out
    assert len(list(FOLDER.iterdir())) == len(list(COPIES.iterdir())) == 1


def test_a_rotation_that_stopped_between_its_two_keys_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk of the keys was full after the new one had kept what both had signed."""
    must("audit checkpoint", "audit keygen ../2.key --name example.org/register")
    saved = Signer.save_last_checkpoint

    def fail(self: Signer, note: bytes) -> None:
        if self.path.name != "2.key" and Path("../2.key.signed").exists():
            raise Unavailable("The disk is full.")
        saved(self, note)

    with monkeypatch.context() as full:
        full.setattr(Signer, "save_last_checkpoint", fail)
        assert typed("audit rotate-key --new ../2.key").code == 3

    said = typed("audit rotate-key --new ../2.key")

    assert (said.code, len(events())) == (0, 13), said
    assert SIGNED.read_bytes() == Path("../2.key.signed").read_bytes()
    assert said.out.encode() == SIGNED.read_bytes()


def test_a_key_takes_over_again() -> None:
    """The checkpoint of the first rotation was taken for that of the second, and signed nothing."""
    must(
        "audit keygen ../2.key --name example.org/register",
        "audit rotate-key --new ../2.key",
        "member rename KEN Kenia --on 2026",
        "audit checkpoint --key ../2.key",
    )
    size = _size("../2.key.signed")

    said = typed(f"audit rotate-key --key ../2.key --new {SIGNED.with_suffix('')}")

    assert (said.code, len(events())) == (0, 15)
    assert SIGNED.read_bytes() == Path("../2.key.signed").read_bytes()
    assert said.out.encode().endswith(SIGNED.read_bytes())
    assert _size("../2.key.signed") == size + 1


def _size(signed: str) -> int:
    """Return how many entries a key signed last."""
    return int(Path(signed).read_text(encoding="utf-8").splitlines()[1])


@pytest.mark.slow
def test_a_rotation_is_recorded_once_whoever_begins_it() -> None:
    """Three impatient people recorded the same rotation three times."""
    must("audit keygen ../2.key --name example.org/register")
    command = [DEPOSITARY, "audit", "rotate-key", "--new", "../2.key"]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [(*run.communicate(), run.returncode) for run in runs]

    assert [code for *_, code in said] == [0, 0, 0], said  # each gets the one checkpoint
    assert len({out[out.index("example.org/register\n") :] for out, *_ in said}) == 1
    assert len(events()) == 13


JUNK: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a text": lambda path: path.write_bytes(b"no checkpoint"),
    "a film": lambda path: path.write_bytes(bytes(3_000_000)),
}


@pytest.mark.parametrize("what", JUNK)
def test_what_is_no_checkpoint_is_not_copied_and_keeps_none_from_it(what: str) -> None:
    """The command was typed as it should be, and the rest of its work has to be done."""
    must("audit checkpoint")
    FOLDER.rename("all")
    (made,) = Path("all").iterdir()
    (COPIES / made.name).unlink()
    FOLDER.mkdir()
    JUNK[what](FOLDER / "0.checkpoint")
    made.rename(FOLDER / made.name)

    tried, said = typed("run-due --dry-run"), typed("run-due")

    assert (tried.code, said.code) == (3, 3)
    assert f"Would copy {made.name} to " in tried.out
    assert "0.checkpoint" not in tried.out
    assert f"Copied {made.name} to " in said.out
    for each in (tried, said):
        assert "0.checkpoint is no checkpoint, and is not copied: " in each.err
        assert each.err.endswith(" Move it away.\n")
    assert [path.name for path in COPIES.iterdir()] == [made.name]


def test_what_cannot_be_read_keeps_no_other_from_being_copied() -> None:
    """The first was moved to another disk, which is away."""
    must("audit checkpoint")
    (made,) = FOLDER.iterdir()
    (COPIES / made.name).unlink()
    (FOLDER / "0.checkpoint").symlink_to("gone")

    said = typed("run-due")

    assert (said.code, f"Copied {made.name} to " in said.out) == (3, True)
    assert "0.checkpoint cannot be read: No such file or directory." in said.err


def test_a_pipe_in_the_place_of_a_copy_is_no_copy() -> None:
    """Nothing was said to be due, and doctor said to run what had run."""
    must("audit checkpoint")
    (made,) = FOLDER.iterdir()
    (COPIES / made.name).unlink()
    os.mkfifo(COPIES / made.name)

    said = typed("run-due")

    assert (said.code, said.out) == (3, "")
    assert f"{made.name} is no file. Move it away" in said.err


@pytest.mark.parametrize(
    "line", ["audit prove {} --output ../x", "audit receipt @3 --checkpoint {} --output ../x"]
)
def test_a_damaged_checkpoint_is_named(line: str) -> None:
    """Somebody who has a folder of them must see which one it is."""
    must("audit checkpoint")
    (made,) = FOLDER.iterdir()
    Path("half.checkpoint").write_bytes(made.read_bytes()[:40])

    said = typed(line.format("half.checkpoint"))

    assert (said.code, Path("../x").exists()) == (2, False)
    assert "half.checkpoint is no checkpoint: A signed note ends with" in said.err
