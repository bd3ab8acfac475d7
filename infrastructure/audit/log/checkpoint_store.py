"""Files of checkpoints in folders: write, copy and find them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path

from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.audit.log.key_history import at_hand, day_signed
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.proofs.checkpoint import SUFFIX, Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import DIGITS, read_small
from infrastructure.audit.proofs.keys import read_public
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.tree import root_of
from infrastructure.files import write_new
from infrastructure.waiting import lock_folder


def write_checkpoint(note: Note, place: Path, moment: datetime) -> Path:
    """Write a checkpoint as a file of its own, and return where.

    `place` is the file, where it ends in `.checkpoint`, or else a folder, in which the file is
    named by size and time.

    Raises:
        Refused: it is there already.
        Unavailable: it cannot be written.
    """
    path = place if place.suffix == SUFFIX else place / file_name(note, moment)
    write_new(path, bytes(note))
    return path


def file_name(note: Note, moment: datetime) -> str:
    """Return the name of the file of a checkpoint: its size, and when it was made (UTC)."""
    when = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"{Checkpoint.parse(note.text).size:010}-{when}{SUFFIX}"


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder that should be checkpoints, in order."""
    return sorted(path.name for path in folder.glob(f"*{SUFFIX}"))


def newest(folder: Path) -> Path | None:
    """Return the largest checkpoint in a folder; of several, the one with the most signatures.

    Raises:
        Malformed: a file of that name is no checkpoint.
    """
    return max(folder.glob(f"*{SUFFIX}"), key=_rank, default=None)


def _rank(path: Path) -> tuple[int, int, str]:
    note = Note.parse(read_small(path))
    return Checkpoint.parse(note.text).size, len(note.signatures), path.name


def is_made_on(folder: Path, day: date, key: Path) -> bool:
    """Say whether the log's `key` made a checkpoint on a day (UTC).

    The name of a file is no proof: the signature must say so, too. Only where there is no public
    half of the key, the name is believed.
    """
    paths, public = folder.glob(f"*-{day:%Y%m%d}T*{SUFFIX}"), at_hand(key)
    if public is None:
        return any(map(_read, paths))
    return any(day_signed(path, [public]) == day for path in paths)


def not_copied(folder: Path, copies: Path) -> list[Path]:
    """Return the files in a folder that are not in another, in order.

    Raises:
        Unavailable: there is no such other folder.
    """
    _must_be_there(copies)
    return [folder / name for name in names(folder) if not (copies / name).exists()]


def copy(path: Path, copies: Path, name: str | None = None) -> None:
    """Copy one file to a folder, whole or not at all, under its own name or another.

    Where something else has that name, as when two were made in one second, it gets a number.

    Raises:
        Unavailable: there is no such folder, or it cannot be written.
    """
    _must_be_there(copies)
    place, content = copies / (name or path.name), read_small(path)
    for number in count(1):
        numbered = place.with_stem(f"{place.stem}_{number}") if number > 1 else place
        with suppress(Refused):  # another run may have been faster
            write_new(numbered, content)
        if read_small(numbered) == content:
            return


def _must_be_there(copies: Path) -> None:
    """Refuse to make a folder for copies: it would be on this disk, not on that to be mounted."""
    if not copies.is_dir():
        raise Unavailable(
            "There is no folder {copies} for copies of checkpoints. Is it mounted?", copies=copies
        )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait for the lock on a folder, which may be new, and hold it.

    Raises:
        Unavailable: the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise Unavailable(
            "{folder} cannot be used: {strerror}.", folder=folder, strerror=error.strerror
        ) from error
    try:
        with suppress(OSError):  # some shares know no locks; then two may make one each
            lock_folder(worded("the folder {name}", name=folder.name), folder, descriptor)
        yield
    finally:
        os.close(descriptor)


def latest(folder: Path, position: int, key: Path | None) -> str | None:
    """Return the newest checkpoint in a folder, to be printed, or None if there is none.

    It is the newest of those that sign nothing after a position, so that a report of a past
    position has the same one again after more was recorded and signed; and none that a restored log
    has lost. Of several of one size it is the first by name, which is the first that was made. A
    file that is no checkpoint, cannot be printed, or was not signed by the log's `key` (where there
    is one on this machine), is passed over.
    """
    claimed = ((_claimed_size(path), path) for path in folder.glob(f"*{SUFFIX}"))
    fitting = sorted((-size, path.name) for size, path in claimed if 0 <= size <= position)
    for _, name in fitting:
        text = _read(folder / name)
        if text and all(map(str.isprintable, text.split("\n"))) and _is_signed(text, key):
            return text
    return None


def is_of(log: LogFile, text: str) -> bool:
    """Say whether the entries of a log have the root that a checkpoint has."""
    checkpoint = Checkpoint.parse(Note.parse(text.encode()).text)
    leaves = list(islice(log.leaves(), checkpoint.size))
    return len(leaves) == checkpoint.size and root_of(leaves) == checkpoint.root


def _claimed_size(path: Path) -> int:
    """Return the size that a checkpoint claims, -1 if none; ten years of them are read at once."""
    try:
        lines = read_small(path).split(b"\n", 2)
    except (Malformed, Unavailable):
        return -1
    size = lines[1] if len(lines) > 1 else b""
    return int(size) if size.isdigit() and len(size) <= DIGITS else -1


def _read(path: Path) -> str | None:
    """Return the content of a checkpoint, None if it is none, which `doctor` reports."""
    try:
        note = Note.parse(read_small(path))
        Checkpoint.parse(note.text)
    except (Malformed, Unavailable):
        return None
    return bytes(note).decode()


def _is_signed(text: str, key: Path | None) -> bool:
    try:
        return key is None or bool(Note.parse(text.encode()).signed_by([read_public(key)]))
    except (NotProven, Malformed, Unavailable):
        return False  # `doctor` reports it, also where the public half of the key is not there
