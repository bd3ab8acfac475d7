"""Make checkpoints; refuse if the log does not extend the last checkpoint that the key signed."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from infrastructure.audit.log.key_history import last_signed_by, must_sign_still
from infrastructure.audit.log.log_file import LogFile, opened
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.log.time_checks import (
    CLOCK_TOLERANCE,
    SECOND,
    clock_confirmation_for,
    clock_confirmations,
    format_time,
)
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.keys import Signer, signing_alone
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.tree import roots_at
from infrastructure.files.sqlite_errors import undecodable_as_corrupt


def make_checkpoint(store: Path, signer: Signer, *more: Signer, moment: int | None = None) -> Note:
    """Read every stored event, hash it anew, and sign the root of them all.

    Where `more` keys sign too (a new one and an old one, during a rotation), it becomes the last
    checkpoint of each. With `moment`, the present in seconds since 1970 UTC, they sign that too:
    what is not in the checkpoint cannot have been recorded earlier.

    Raises:
        Refused: another key has replaced the first.
        NotProven: an event does not match its leaf, or has none, or the log does not extend an
            earlier checkpoint, or something is of a time to come and nobody confirmed the clock.
        Unavailable: the log cannot be read, or the checkpoint cannot be saved beside the key, or
            another process signs with one of the keys for too long.
    """
    _checkpoint_wal(store)
    signers = (signer, *more)
    with signing_alone(*signers):
        earlier = [last for each in signers if (last := last_signed_by(each))]
        with opened(store) as log:
            must_sign_still(log, signer.verifier)
            if moment is not None:
                _must_not_be_before(log, moment * SECOND, [made * SECOND for _, made in earlier])
            root, size = _root(log, [checkpoint for checkpoint, _ in earlier])
        text = str(Checkpoint(signer.verifier.name, size, root))
        note = Note(text, tuple(each.sign(text) for each in signers))
        if moment is not None:
            note = note.with_signature(*(each.sign_with_time(text, moment) for each in signers))
        for each in signers:
            each.save_last_checkpoint(bytes(note))
        return note


def _must_not_be_before(log: LogFile, moment: int, made: Iterable[int]) -> None:
    """Refuse to sign a time before that of the last entry or of an earlier checkpoint."""
    last = log.entries(max(log.size() - 1, 0))
    times = [*made, *(each.recorded_us for each in last)]
    confirmed = tuple(clock_confirmations(log))
    ahead = [
        time
        for time in times
        if time > moment + CLOCK_TOLERANCE and not clock_confirmation_for(time, confirmed)
    ]
    if ahead:
        raise NotProven(
            "Nothing was signed: the clock says {moment}, and something is of {ahead} "
            "already. Set the clock right; if it is right and was wrong before: depositary "
            "audit confirm-clock --reason …",
            moment=format_time(moment),
            ahead=format_time(max(ahead)),
        )


def _root(log: LogFile, earlier: Sequence[Checkpoint]) -> tuple[bytes, int]:
    """Return the root and the size of a log in which every event is what was recorded.

    Raises:
        NotProven: one is not, or has no leaf, or the log does not extend an earlier checkpoint.
    """
    removals = RecordedRemovals(log)
    for number, stored in enumerate(log.entries()):
        if stored.idx != number or removals.compare_with_leaf(stored) == "leaf":
            raise NotProven(
                "Nothing was signed: @{position} is not what was recorded. See: depositary "
                "audit verify",
                position=stored.position,
            )
    for position, _ in log.unlogged():
        raise NotProven(
            "Nothing was signed: @{position} was never logged. See: depositary audit verify",
            position=position,
        )
    roots, tree = roots_at({each.size for each in earlier}, log.leaves())
    for each in earlier:
        if each.size > tree.size:
            raise NotProven(
                "Nothing was signed: {signed} entries were signed before, and there are {size} "
                "now. See: depositary audit verify",
                signed=each.size,
                size=tree.size,
            )
        if roots[each.size] != each.root:
            raise NotProven(
                "Nothing was signed: the first {size} entries are not those that were signed "
                "before. See: depositary audit verify",
                size=each.size,
            )
    return tree.root(), tree.size


def _checkpoint_wal(store: Path) -> None:
    """Move the content of the write-ahead log into the file itself, if nobody has it in use now."""
    uri = f"{store.absolute().as_uri()}?mode=rw"
    with (
        suppress(sqlite3.Error),  # whoever reads it next says what is wrong
        undecodable_as_corrupt(),
        closing(sqlite3.connect(uri, timeout=0, uri=True)) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
