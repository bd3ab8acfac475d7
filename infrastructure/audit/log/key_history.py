"""What is known of a key besides its files: whether another replaced it, and what it signed."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from application.stored import decode
from domain.errors import Malformed, Refused, Unavailable, Unreadable
from domain.events.log import KeyRotated
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import memory_of, read_public
from infrastructure.audit.proofs.note import Note, Verifier
from infrastructure.audit.proofs.policy import Opened, Policy

CHECKPOINTS = "*.checkpoint"
DAY = 24 * 60 * 60  # seconds


class Replaced(NamedTuple):
    """Where it is on record that a key was replaced, and the public half of the one since."""

    position: int
    new_key: str


def replaced(log: LogFile, key: Verifier) -> Replaced | None:
    """Return what a key was replaced by; None if it signs, for the first time or again."""
    found = None
    for position, event in _rotations(log):
        if event.old_key == str(key):
            found = Replaced(position, event.new_key)
        elif event.new_key == str(key):
            found = None
    return found


def _rotations(log: LogFile) -> Iterator[tuple[int, KeyRotated]]:
    for position, state in log.states(KeyRotated.TOPIC):
        try:
            _, event = decode(KeyRotated.TOPIC, state)
        except Unreadable:
            continue  # verification tells
        assert isinstance(event, KeyRotated)  # the topic says so
        yield position, event


def line_of(log: LogFile, key: Verifier) -> Sequence[Verifier]:
    """Return a key and those before it that it replaced, as the log says."""
    line = [str(key)]
    for _, event in reversed(list(_rotations(log))):
        if event.new_key in line and event.old_key not in line:
            line.append(event.old_key)
    found = [key]
    for text in line[1:]:
        with suppress(Malformed):  # nothing can have been signed with what is no key
            found.append(Verifier.parse(text))
    return found


def at_hand(key: Path) -> Verifier | None:
    """Return the public half that stands beside a key, None if there is none that can be read."""
    try:
        return read_public(key)
    except (Malformed, Unavailable):
        return None  # `doctor` tells, and so does signing


def is_signed(path: Path, keys: Sequence[Verifier]) -> bool:
    """Say whether one of these keys signed the checkpoint in a file."""
    return _opened(path, keys) is not None


def day_signed(path: Path, keys: Sequence[Verifier]) -> date | None:
    """Return the day (UTC) on which one of these keys says that it signed the checkpoint in a file.

    None if it is none, or not signed by them, or they do not say when.
    """
    told = _opened(path, keys)
    if told is None or told.made is None:
        return None
    number = date(1970, 1, 1).toordinal() + told.made // DAY
    return date.fromordinal(min(number, date.max.toordinal()))


def _opened(path: Path, keys: Sequence[Verifier]) -> Opened | None:
    try:
        return Policy(logs=list(keys), quorum="none").open(read_small(path))
    except (Malformed, NotProven, Unavailable):
        return None


def must_sign_still(log: LogFile, key: Verifier) -> None:
    """Refuse a key that was replaced.

    Raises:
        Refused: it was; the sentence says where, and by which.
    """
    since = replaced(log, key)
    if since:
        raise Refused(
            "That key was replaced at @{position} by {new_key}: sign with the new one, "
            "--key FILE, and name it where the key is named.",
            position=since.position,
            new_key=since.new_key,
        )


def last_made(key: Path) -> int:
    """Return when a key last said that it made a checkpoint: seconds since 1970 UTC, 0 if never.

    Raises:
        Unavailable, Malformed, NotProven: its public half or its memory cannot be read.
    """
    memory = memory_of(key)
    if not memory.exists():
        return 0
    verifier = read_public(key)
    signed = Note.parse(read_small(memory)).signed_by([verifier, verifier.dated])
    return signed.get(verifier.dated, 0)


def forgotten(key: Verifier, memory: Path, folder: Path) -> Path | None:
    """Return the largest checkpoint in a folder that a key signed, if it has no memory at all."""
    if memory.exists():
        return None
    signed = [(size, path) for path in folder.glob(CHECKPOINTS) if (size := _size(path, key)) >= 0]
    return max(signed, default=(-1, None))[1]


def _size(path: Path, key: Verifier) -> int:
    """Return how many entries a key signed there, -1 if none."""
    try:
        note = Note.parse(read_small(path))
        checkpoint = Checkpoint.parse(note.text)
    except (Malformed, Unavailable):
        return -1  # `doctor` tells
    ours = any((each.name, each.key_id) == (key.name, key.key_id) for each in note.signatures)
    return checkpoint.size if ours else -1
