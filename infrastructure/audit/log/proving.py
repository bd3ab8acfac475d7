"""Make proofs from a log: of an entry, and that one checkpoint is the beginning of another."""

from hashlib import sha256
from pathlib import Path

from application.register import ATTEMPTS
from domain.errors import Refused, Unavailable
from domain.words import worded
from infrastructure.audit.log.findings import Verification
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.log.witness import WitnessRequest
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.receipt import Receipt
from infrastructure.audit.proofs.tree import (
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
)
from infrastructure.bootstrap import open_log
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.store.leaf import leaf_hash


def receipt(store: Path, position: int, content: bytes) -> tuple[Receipt, bytes]:
    """Make the receipt of an event against a checkpoint, and return what was stored with it.

    Raises:
        Refused: there is no such event, or the checkpoint is older than it.
        NotProven: the log is not the one of the checkpoint, or the event was changed.
        Malformed: it is no checkpoint.
    """
    note = Note.parse(content)
    checkpoint = Checkpoint.parse(note.text)
    with opened(store) as log:
        index = log.next_after(position - 1)
        stored = next(log.entries(index), None)
        if stored is None or stored.position != position:
            raise Refused("There is no entry @{position} in the log.", position=position)
        if index >= checkpoint.size:
            raise Refused(
                "@{position} is newer than the checkpoint. Make one: depositary audit checkpoint",
                position=position,
            )
        # where texts were removed, the leaf was made of the state before
        original = RecordedRemovals(log).original_state_hash(stored)
        proof = inclusion_proof(index, checkpoint.size, log.leaves())
    entry = stored.entry_bytes(original)
    if not is_included(index, checkpoint.size, leaf_hash(entry), proof, checkpoint.root):
        raise NotProven("The log is not the one of the checkpoint. See: depositary audit verify")
    return Receipt(entry, index, tuple(proof), note), stored.state or b""


def is_content(receipt: Receipt, state: bytes) -> bool:
    """Say whether a state is the one that the entry of a receipt was made of, byte for byte."""
    return sha256(state).hexdigest() == receipt.fields()["state_sha256"]


def prove_growth(store: Path, older: bytes, newer: bytes) -> WitnessRequest:
    """Prove that one checkpoint is the beginning of another.

    Raises:
        Refused: the first is the larger one.
        NotProven: the log is not the one of both checkpoints.
        Malformed: one is no checkpoint.
    """
    note = Note.parse(newer)
    first, second = Checkpoint.parse(Note.parse(older).text), Checkpoint.parse(note.text)
    if first.size > second.size:
        raise Refused(
            "The older checkpoint has {older} entries, the newer {newer}.",
            older=first.size,
            newer=second.size,
        )
    with opened(store) as log:
        if log.size() < second.size:
            raise NotProven("The log has fewer than {size} entries.", size=second.size)
        proof = consistency_proof(first.size, second.size, log.leaves())
    if not is_consistent(first.size, second.size, first.root, second.root, proof):
        raise NotProven(
            "The log does not lead from one checkpoint to the other. See: depositary audit verify"
        )
    return WitnessRequest(first.size, tuple(proof), note)


def compare_projections(store: Path, folder: Path | None, found: Verification) -> None:
    """Rebuild the tables in a place of their own, and compare each with the one in use.

    Views, indexes and the words of the search are compared, too. Where no `folder` has tables,
    as in a backup, there is nothing to compare, and a notice says so.
    """
    if folder is None:
        found.add_notice(
            "note",
            "The tables were not compared: what lies beside a file backup.json is a backup, which "
            "has none of its own.",
        )
        return
    try:
        with (
            open_log(store) as log,
            SQLiteReadModel(log, folder) as used,
            SQLiteReadModel(log) as rebuilt,
        ):
            for sentence in used.damage():
                template = worded("SQLite says of the tables: {sentence}. See: depositary rebuild")
                found.add_finding("projection", template, sentence=sentence)
            for name in _differing(used, rebuilt):
                template = worded("The {name} is not what the log says. See: depositary rebuild")
                found.add_finding("projection", template, name=name)
    except Unavailable as error:
        found.unfinished = str(error)


def _differing(used: SQLiteReadModel, rebuilt: SQLiteReadModel) -> list[str]:
    """Return kinds and names of what differs, or is in only one of them, while nobody records.

    Raises:
        Unavailable: others recorded each time.
    """
    for _ in range(ATTEMPTS):
        head = rebuilt.head()
        expected, actual = rebuilt.digests(), used.digests()
        if rebuilt.head() == head:
            both = {**expected, **actual}
            return [name for name in both if expected.get(name) != actual.get(name)]
    raise Unavailable("Others kept recording while the tables were compared. Compare them again.")
