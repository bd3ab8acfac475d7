"""Makes checkpoints: never one that an earlier one, kept beside the key, does not lead to."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import Malformed
from domain.words import worded
from infrastructure.audit.log.accounts import Accounts
from infrastructure.audit.log.key_history import must_sign_still
from infrastructure.audit.log.log_file import LogFile, opened
from infrastructure.audit.log.times import CLOCKS_DIFFER, SECOND, as_time, confirmations, excused
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.tree import GrowingTree
from infrastructure.files.sqlite_errors import undecodable_as_corrupt
from infrastructure.files.writing import write_new

SUFFIX = ".checkpoint"


def make_checkpoint(store: Path, signer: Signer, *more: Signer, moment: int | None = None) -> Note:
    """Read every stored event, hash it anew, and sign what they make together.

    Where `more` keys sign too (a new one and an old one, during a rotation), all of them remember.
    With `moment`, the present in seconds since 1970 UTC, they sign that too: what is not in the
    checkpoint cannot have been recorded earlier.

    Raises:
        Refused: another key has replaced the first.
        NotProven: an event is not what its leaf says, or has none, or an earlier checkpoint does
            not lead here, or something is of a time to come and nobody confirmed the clock.
        Unavailable: the log cannot be read, or the checkpoint cannot be kept beside the key.
    """
    _settle(store)
    signers = (signer, *more)
    earlier = [found for each in signers if (found := _earlier(each))]
    with opened(store) as log:
        must_sign_still(log, signer.verifier)
        if moment is not None:
            _must_be_over(log, moment * SECOND, [made * SECOND for _, made in earlier])
        root, size = _root(log, [checkpoint for checkpoint, _ in earlier])
    text = str(Checkpoint(signer.verifier.name, size, root))
    note = Note(text, tuple(each.sign(text) for each in signers))
    if moment is not None:
        note = Note(text, (*note.signatures, *(each.date(text, moment) for each in signers)))
    for each in signers:
        each.remember(bytes(note))
    return note


def publish(note: Note, place: Path, moment: datetime) -> Path:
    """Write a checkpoint as a file of its own, and return where.

    `place` is the file, where it ends in `.checkpoint`, or else a folder, in which the file is
    named by size and time.

    Raises:
        Refused: it is there already.
        Unavailable: it cannot be written.
    """
    path = place
    if place.suffix != SUFFIX:
        path = place / file_name(note, moment)
    write_new(path, bytes(note))
    return path


def file_name(note: Note, moment: datetime) -> str:
    """Return what the file of a checkpoint is called: its size, and when it was made (UTC)."""
    when = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"{Checkpoint.parse(note.text).size:010}-{when}{SUFFIX}"


def newest(folder: Path) -> Path | None:
    """Return the largest checkpoint in a folder; of several, the one that most have signed.

    Raises:
        Malformed: a file of that name is no checkpoint.
    """
    return max(folder.glob(f"*{SUFFIX}"), key=_rank, default=None)


def _rank(path: Path) -> tuple[int, int, str]:
    note = Note.parse(read_small(path))
    return Checkpoint.parse(note.text).size, len(note.signatures), path.name


def _must_be_over(log: LogFile, moment: int, made: Iterable[int]) -> None:
    """Refuse to say a time that the last entry or an earlier checkpoint is ahead of."""
    last = log.entries(max(log.size() - 1, 0))
    times = [*made, *(each.recorded_us for each in last)]
    confirmed = tuple(confirmations(log))
    ahead = [t for t in times if t > moment + CLOCKS_DIFFER and not excused(t, confirmed)]
    if ahead:
        raise NotProven(
            "Nothing was signed: the clock says {moment}, and something is of {ahead} "
            "already. Set the clock right; if it is right and was wrong before: depositary "
            "audit confirm-clock --reason …",
            moment=as_time(moment),
            ahead=as_time(max(ahead)),
        )


def _earlier(signer: Signer) -> tuple[Checkpoint, int] | None:
    """Return what a key signed last, and when (seconds since 1970 UTC, 0 if it did not say).

    Raises:
        NotProven: it was not signed by this key: somebody changed it.
        Malformed: it is no checkpoint.
    """
    told = signer.last_signed()
    if told is None:
        return None
    try:
        note = Note.parse(told)
        when = note.signed_by([signer.verifier, signer.verifier.dated])
        return Checkpoint.parse(note.text), when.get(signer.verifier.dated, 0)
    except (Malformed, NotProven) as error:
        raise type(error)(
            worded(
                "Nothing was signed: {memory} is not what {name} signed last. {error} Put the "
                "newest checkpoint that it signed in its place.",
                memory=signer.memory,
                name=signer.path.name,
                error=error,
            )
        ) from error


def _root(log: LogFile, earlier: Sequence[Checkpoint]) -> tuple[bytes, int]:
    accounts = Accounts(log)
    expected = {each.size: each.root for each in earlier}
    tree = GrowingTree()
    for number, stored in enumerate(log.entries()):
        _must_lead_on(tree, expected)
        if stored.idx != number or accounts.judge(stored) == "leaf":
            raise NotProven(
                "Nothing was signed: @{position} is not what was recorded. See: depositary "
                "audit verify",
                position=stored.position,
            )
        tree.add(stored.leaf)
    _must_lead_on(tree, expected)
    if any(size > tree.size for size in expected):
        raise NotProven(
            "Nothing was signed: {expected} entries were signed before, and there are "
            "{size} now. See: depositary audit verify",
            expected=max(expected),
            size=tree.size,
        )
    for position, _ in log.unlogged():
        raise NotProven(
            "Nothing was signed: @{position} was never logged. See: depositary audit verify",
            position=position,
        )
    return tree.root(), tree.size


def _must_lead_on(tree: GrowingTree, expected: dict[int, bytes]) -> None:
    if tree.root() != expected.get(tree.size, tree.root()):
        raise NotProven(
            "Nothing was signed: the first {size} entries are not those that were signed "
            "before. See: depositary audit verify",
            size=tree.size,
        )


def _settle(store: Path) -> None:
    """Move what is in the write-ahead log into the file itself, if no reader hinders it."""
    uri = f"{store.absolute().as_uri()}?mode=rw"
    with (
        suppress(sqlite3.Error),  # whoever reads it next says what is wrong
        undecodable_as_corrupt(),
        closing(sqlite3.connect(uri, uri=True)) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
