"""The history of a key: whether another one replaced it, and what it signed."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from domain.errors import Malformed, Refused, Unavailable
from domain.events.log import KeyRotated
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import Signer, last_checkpoint_of, read_public, remembers
from infrastructure.audit.proofs.note import Note, Verifier
from infrastructure.audit.proofs.policy import Policy, VerifiedCheckpoint


class Replacement(NamedTuple):
    """The position of the entry that a key was replaced, and the public half of the new one."""

    position: int
    new_key: str

    def has_signed(self, note: Note) -> bool:
        """Say whether the new key signed a note, as it does beside the old one when it replaces it.

        Who has the old key alone in a policy knows it by that.
        """
        with suppress(Malformed, NotProven):
            return bool(note.signed_by([Verifier.parse(self.new_key)]))
        return False


def replaced(log: LogFile, key: Verifier, size: int | None = None) -> Replacement | None:
    """Return the replacement of a key; None if it signs, for the first time or again.

    What the first `size` entries say of it counts, or what all say.
    """
    found = None
    for stored, _, event in log.events(KeyRotated):
        if size is not None and stored.idx >= size:
            break
        if event.old_key == str(key):
            found = Replacement(stored.position, event.new_key)
        elif event.new_key == str(key):
            found = None
    return found


def line_of(log: LogFile, key: Verifier) -> Sequence[Verifier]:
    """Return a key and its predecessors, as the log says."""
    line = [str(key)]
    for _, _, event in reversed(list(log.events(KeyRotated))):
        if event.new_key in line and event.old_key not in line:
            line.append(event.old_key)
    found = [key]
    for text in line[1:]:
        with suppress(Malformed):  # nothing can have been signed with what is no key
            found.append(Verifier.parse(text))
    return found


def at_hand(key: Path) -> Verifier | None:
    """Return the public half beside a key, None if there is none that can be read."""
    try:
        return read_public(key)
    except (Malformed, Unavailable):
        return None  # `doctor` and signing report it


def is_signed(path: Path, keys: Sequence[Verifier]) -> bool:
    """Say whether one of these keys signed the checkpoint in a file."""
    return _verified(path, keys) is not None


def day_signed(path: Path, keys: Sequence[Verifier]) -> date | None:
    """Return the day (UTC) on which one of these keys says that it signed the checkpoint in a file.

    None if it is not a checkpoint, or not signed by them, or they do not say when.
    """
    verified = _verified(path, keys)
    if verified is None or verified.made is None:
        return None
    days = verified.made // (24 * 60 * 60)
    return date.fromordinal(min(date(1970, 1, 1).toordinal() + days, date.max.toordinal()))


def _verified(path: Path, keys: Sequence[Verifier]) -> VerifiedCheckpoint | None:
    try:
        return Policy(logs=list(keys), quorum="none").open(read_small(path))
    except (Malformed, NotProven, Unavailable):
        return None


def must_sign_still(log: LogFile, key: Verifier) -> None:
    """Refuse a key that was replaced.

    Raises:
        Refused: it was; the sentence says at which entry, and by which key.
    """
    since = replaced(log, key)
    if since:
        raise Refused(
            "That key was replaced at @{position} by {new_key}: sign with the new one, "
            "--key FILE, and name it where the key is named.",
            position=since.position,
            new_key=since.new_key,
        )


def last_signed(key: Path, verifier: Verifier) -> tuple[Checkpoint, int] | None:
    """Return what a key signed last, and when (seconds since 1970 UTC, 0 if it does not say).

    Raises:
        NotProven: it was not signed by this key: somebody changed it.
        Malformed: it is no checkpoint.
        Unavailable: it cannot be read.
    """
    if not remembers(key):
        return None
    note = Note.parse(read_small(last_checkpoint_of(key)))
    times = note.signed_by([verifier, verifier.dated])
    return Checkpoint.parse(note.text), times.get(verifier.dated, 0)


def last_signed_by(signer: Signer) -> tuple[Checkpoint, int] | None:
    """Return what a key that is to sign signed last, and when; see `last_signed`.

    Raises:
        NotProven, Malformed: it is not what the key signed; the sentence says what to do.
        Unavailable: it cannot be read.
    """
    try:
        return last_signed(signer.path, signer.verifier)
    except (Malformed, NotProven) as error:
        raise type(error)(
            "Nothing was signed: {path} is not what {name} signed last. {error} Put the "
            "newest checkpoint that it signed in its place.",
            path=last_checkpoint_of(signer.path),
            name=signer.path.name,
            error=error,
        ) from error


def last_made(key: Path) -> int:
    """Return the time of the last checkpoint of a key: seconds since 1970 UTC, 0 if it has none.

    Raises:
        Unavailable, Malformed, NotProven: its public half or its last checkpoint cannot be read.
    """
    if not remembers(key):
        return 0
    _, made = last_signed(key, read_public(key)) or (None, 0)
    return made
