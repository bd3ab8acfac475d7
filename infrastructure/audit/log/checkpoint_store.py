"""Files of checkpoints in folders: write, copy and find them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from domain.errors import Malformed, Refused, Unavailable
from infrastructure.audit.log.key_history import at_hand, day_signed
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.proofs.checkpoint import SUFFIX, Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import read_public
from infrastructure.audit.proofs.note import Note, Verifier
from infrastructure.audit.proofs.tree import roots_at
from infrastructure.files.folders import must_be_readable
from infrastructure.files.store_path import must_fit, why_no_file
from infrastructure.files.writing import write_new


class StoredCheckpoint(NamedTuple):
    """A checkpoint in a folder: its file, the note, and the size that it claims."""

    path: Path
    note: Note
    size: int


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
    """Return the names of the files in a folder that should be checkpoints, in order.

    Raises:
        Unavailable: the folder cannot be read.
    """
    must_be_readable(folder, deep=False)
    return sorted(path.name for path in folder.glob(f"*{SUFFIX}"))


def stored_checkpoints(folder: Path, pattern: str = f"*{SUFFIX}") -> Iterator[StoredCheckpoint]:
    """Yield the checkpoints in a folder in the order of their names; `doctor` reports other files.

    Ten years of them, one a day, are read in a moment.

    Raises:
        Unavailable: the folder cannot be read.
    """
    must_be_readable(folder, deep=False)
    for path in sorted(folder.glob(pattern)):
        with suppress(Malformed, Unavailable):
            note = Note.parse(read_small(path))
            yield StoredCheckpoint(path, note, Checkpoint.parse(note.text).size)


def newest(folder: Path) -> Path | None:
    """Return the largest checkpoint in a folder; of several, the one with the most signatures."""
    ranked = (
        (each.size, len(each.note.signatures), each.path) for each in stored_checkpoints(folder)
    )
    return max(ranked, default=(0, 0, None))[2]


def forgotten(key: Verifier, last: Path, folder: Path) -> Path | None:
    """Return the largest checkpoint in a folder that a key signed, if its last one is missing."""
    if last.exists():
        return None
    signer = key.name, key.key_id
    signed = [
        (each.size, each.path)
        for each in stored_checkpoints(folder)
        if any((line.name, line.key_id) == signer for line in each.note.signatures)
    ]
    return max(signed, default=(0, None))[1]


def is_made_on(folder: Path, day: date, key: Path) -> bool:
    """Say whether the log's `key` made a checkpoint on a day (UTC).

    The name of a file is no proof: the signature must say so, too. Only where there is no public
    half of the key, the name is believed.
    """
    public = at_hand(key)
    named = stored_checkpoints(folder, f"*-{day:%Y%m%d}T*{SUFFIX}")
    return any(public is None or day_signed(each.path, [public]) == day for each in named)


def not_copied(folder: Path, copies: Path) -> list[Path]:
    """Return the files in a folder that are not in another, in order.

    Raises:
        Unavailable: there is no such other folder.
    """
    _must_be_there(copies)
    return [folder / name for name in names(folder) if not (copies / name).is_file()]


def copy(path: Path, copies: Path, name: str | None = None) -> None:
    """Copy one file to a folder, whole or not at all, under its own name or another.

    Where something else has that name, as when two were made in one second, it gets a number.

    Raises:
        Unavailable: there is no such folder, or it cannot be written, or what has that name is no
            file.
    """
    _must_be_there(copies)
    place, content = copies / (name or path.name), read_small(path)
    must_fit(why_no_file(place))
    numbered = (place.with_stem(f"{place.stem}_{number}") for number in count(2))
    next(each for each in chain([place], numbered) if _has(each, content))


def _has(place: Path, content: bytes) -> bool:
    """Write a file if there is none, and say whether it has this content."""
    with suppress(Refused):  # another run may have been faster
        write_new(place, content)
    return read_small(place) == content


def _must_be_there(copies: Path) -> None:
    """Refuse to make a folder for copies: it would be on this disk, not on that to be mounted."""
    if not copies.is_dir():
        raise Unavailable(
            "There is no folder {copies} for copies of checkpoints. Is it mounted?", copies=copies
        )


def latest(folder: Path, position: int, key: Path | None) -> str | None:
    """Return the newest checkpoint in a folder, to be printed, or None if there is none.

    It is the newest of those that sign nothing after a position, so that a report of a past
    position has the same one again after more was recorded and signed; and none that a restored log
    has lost. Of several of one size it is the first by name, which is the first that was made. A
    file that is no checkpoint, cannot be printed, or was not signed by the log's `key` (where there
    is one on this machine), is passed over.
    """
    fitting = [each for each in stored_checkpoints(folder) if each.size <= position]
    for each in sorted(fitting, key=lambda each: -each.size):
        text = bytes(each.note).decode()
        if all(map(str.isprintable, text.split("\n"))) and _is_signed(each.note, key):
            return text
    return None


def is_of(log: LogFile, text: str) -> bool:
    """Say whether the entries of a log have the root that a checkpoint has."""
    checkpoint = Checkpoint.parse(Note.parse(text.encode()).text)
    roots, _ = roots_at([checkpoint.size], log.leaves())
    return roots.get(checkpoint.size) == checkpoint.root


def _is_signed(note: Note, key: Path | None) -> bool:
    try:
        return key is None or bool(note.signed_by([read_public(key)]))
    except (NotProven, Malformed, Unavailable):
        return False  # `doctor` reports it, also where the public half of the key is not there
