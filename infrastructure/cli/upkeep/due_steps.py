"""The steps of `run-due` about evidence: sign the log, copy checkpoints.

A step may be run at any time and by two at once, and does only what was not done before. It yields
what it did, or in a dry run would do, a line each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from os import environ
from pathlib import Path

from application.register import Register
from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import copy, is_made_on, not_copied, write_checkpoint
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, Note
from infrastructure.bootstrap import checkpoints_folder
from infrastructure.cli.audit.signing_keys import VARIABLE, warn_of_lost_checkpoint
from infrastructure.cli.open_register import Session
from infrastructure.files.locks import folder_lock
from infrastructure.files.sqlite_errors import must_be_writable
from infrastructure.output_safety.overwrite_rules import must_take_copies


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRun:
    """One run over all that may be due; `taskforces` are the bodies that are meant."""

    session: Session
    register: Register
    taskforces: Sequence[str]
    dry_run: bool
    now: datetime


def sign(run: DueRun) -> Iterator[str]:
    """Make a checkpoint if none was made on this day (UTC), also without new entries.

    Where no key is named, none is made here: nobody wants any, or another machine makes them.

    Raises:
        Refused: one is due, and there is no passphrase to make it with.
        NotProven: the log is not what was signed before.
        Unavailable: the checkpoint cannot be written.
    """
    folder, key = checkpoints_folder(run.session.store), run.session.settings.checkpoints.key
    if key is None or is_made_on(folder, run.now.date(), key):
        return
    if run.dry_run:
        yield worded("Would make a checkpoint.")
        return
    words = environ.get(VARIABLE)
    if not words:
        sentence = "A checkpoint is due. Put the passphrase of {key} into {variable}."
        raise Refused(sentence, key=key, variable=VARIABLE)
    must_be_writable(folder)  # what is signed and lost would have to be continued
    signer = Signer.load(key, LOG, words)
    with folder_lock(folder):
        if not is_made_on(folder, run.now.date(), key):  # or another run was faster
            warn_of_lost_checkpoint(signer, run.session)
            note = make_checkpoint(run.session.store, signer, moment=int(run.now.timestamp()))
            path, size = write_checkpoint(note, folder, run.now), Checkpoint.parse(note.text).size
            yield worded("Made a checkpoint of {size} entries: {name}.", size=size, name=path.name)


def copy_checkpoints(run: DueRun) -> Iterator[str]:
    """Copy every checkpoint to the folder that the settings name, if it is not there yet.

    Raises:
        Unavailable: there is no such folder, or it cannot be written, or something there is called
            as a checkpoint is and cannot be copied; the others are.
    """
    folder, copies = checkpoints_folder(run.session.store), run.session.settings.checkpoints.copies
    if copies is None:
        return
    must_take_copies(run.session.settings, copies)
    failed: list[Unavailable] = []
    for path in not_copied(folder, copies):
        try:
            _must_be_checkpoint(path)
            if not run.dry_run:
                copy(path, copies)
        except Unavailable as error:
            failed.append(error)
            continue
        said = "Would copy {name} to {copies}." if run.dry_run else "Copied {name} to {copies}."
        yield worded(said, name=path.name, copies=copies)
    if failed:
        raise failed[0]


def _must_be_checkpoint(path: Path) -> None:
    try:
        Checkpoint.parse(Note.parse(read_small(path)).text)
    except Malformed as error:
        sentence = "{path} is no checkpoint, and is not copied: {why} Move it away."
        raise Unavailable(sentence, path=path, why=error) from error
