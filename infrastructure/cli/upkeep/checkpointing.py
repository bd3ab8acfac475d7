"""The steps of `run-due` that sign the log once a day, and hand what was signed to others."""

from collections.abc import Iterator
from os import environ

from domain.errors import Refused
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import (
    copy,
    is_made_on,
    not_copied,
    write_checkpoint,
)
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG
from infrastructure.bootstrap import checkpoints_folder
from infrastructure.cli.audit.keys import VARIABLE, warn_of_lost_checkpoint
from infrastructure.cli.upkeep.steps import Run
from infrastructure.waiting import folder_lock


def sign(run: Run) -> Iterator[str]:
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
        yield "Would make a checkpoint."
        return
    words = environ.get(VARIABLE)
    if not words:
        raise Refused(
            "A checkpoint is due. Put the passphrase of {key} into {VARIABLE}.",
            key=key,
            VARIABLE=VARIABLE,
        )
    signer = Signer.load(key, LOG, words)
    with folder_lock(folder):
        if not is_made_on(folder, run.now.date(), key):  # or another run was faster
            warn_of_lost_checkpoint(signer, run.session)
            note = make_checkpoint(run.session.store, signer, moment=int(run.now.timestamp()))
            path = write_checkpoint(note, folder, run.now)
            yield worded(
                "Made a checkpoint of {size} entries: {name}.",
                size=Checkpoint.parse(note.text).size,
                name=path.name,
            )


def hand_over(run: Run) -> Iterator[str]:
    """Copy every checkpoint to the folder that the settings name, if it is not there yet.

    Raises:
        Unavailable: there is no such folder, or it cannot be written.
    """
    folder, copies = checkpoints_folder(run.session.store), run.session.settings.checkpoints.copies
    if copies is None:
        return
    for path in not_copied(folder, copies):
        if run.dry_run:
            yield worded("Would copy {name} to {copies}.", name=path.name, copies=copies)
        else:
            copy(path, copies)
            yield worded("Copied {name} to {copies}.", name=path.name, copies=copies)
