"""What is known of a key besides its files: whether another replaced it, and what it signed."""

from pathlib import Path
from typing import NamedTuple

from application.stored import decode
from domain.errors import Malformed, Refused, Unavailable, Unreadable
from domain.events.log import KeyRotated
from infrastructure.audit.checkpoint import Checkpoint
from infrastructure.audit.files import read_small
from infrastructure.audit.log_file import LogFile
from infrastructure.audit.note import Note, Verifier

CHECKPOINTS = "*.checkpoint"


class Replaced(NamedTuple):
    """Where it is on record that a key was replaced, and the public half of the one since."""

    position: int
    new_key: str


def replaced(log: LogFile, key: Verifier) -> Replaced | None:
    """Return what a key was replaced by; None if it signs, for the first time or again."""
    found = None
    for position, state in log.states(KeyRotated.TOPIC):
        try:
            _, event = decode(KeyRotated.TOPIC, state)
        except Unreadable:
            continue  # verification tells
        assert isinstance(event, KeyRotated)  # the topic says so
        if event.old_key == str(key):
            found = Replaced(position, event.new_key)
        elif event.new_key == str(key):
            found = None
    return found


def must_sign_still(log: LogFile, key: Verifier) -> None:
    """Refuse a key that was replaced.

    Raises:
        Refused: it was; the sentence says where, and by which.
    """
    since = replaced(log, key)
    if since:
        raise Refused(
            f"That key was replaced at @{since.position} by {since.new_key}: sign with the new "
            f"one, --key FILE, and name it where the key is named."
        )


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
