"""`audit …`: sign checkpoints of the log, hand over to another key, and confirm the clock."""

from datetime import datetime
from pathlib import Path

import click

from application.entries import log_acts
from application.register import Register
from domain.errors import Malformed, Refused, Unavailable
from domain.event import Event
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import copy, file_name, write_checkpoint
from infrastructure.audit.log.key_history import last_made, replaced
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.time_checks import SECOND
from infrastructure.audit.proofs.checkpoint import SUFFIX, Checkpoint
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, Note
from infrastructure.bootstrap import checkpoints_folder, utc_now
from infrastructure.cli.audit.keys import FILE
from infrastructure.cli.audit.signing_keys import (
    NEW_VARIABLE,
    opened_key,
    signing_key,
    warn_of_lost_checkpoint,
)
from infrastructure.cli.common_options import NEW_PLACE
from infrastructure.cli.groups import example
from infrastructure.cli.open_register import Session, sentences
from infrastructure.cli.provenance_options import Shared
from infrastructure.cli.recording import context_of, record
from infrastructure.cli.screen import put, show_done, tell
from infrastructure.files.locks import folder_lock
from infrastructure.files.read_only import must_be_no_backup, read_only_reason
from infrastructure.files.sqlite_errors import must_be_writable
from infrastructure.output_safety.overwrite_rules import (
    must_be_folder,
    must_be_new,
    must_take_copies,
)

KEY = click.option(
    "--key", type=FILE, help="The log's key.  [env: DEPOSITARY_KEY; or key under [checkpoints]]"
)
PLACE = click.option(
    "--output",
    type=NEW_PLACE,
    help="A folder, or a new file that ends in .checkpoint.  [beside the register]",
)


@click.command(epilog=example("audit checkpoint --key ../log.key"))
@KEY
@PLACE
@click.pass_context
def checkpoint(ctx: click.Context, /, key: Path | None, output: Path | None) -> None:
    """Hash every stored event anew, and sign the log's name, its size and the root.

    It is refused if the log does not extend the last checkpoint that the key signed. Make one a day
    (`run-due` does), and send copies where the administrator of this machine cannot change them:
    also into the folder that is named as copies under [checkpoints].
    """
    session = Session(ctx)
    if output is None and read_only_reason(session.store):
        raise Malformed("This is a backup, which stays as it is: say where to write, --output.")
    _must_be_free(session, output)
    signer = opened_key(signing_key(session, key), LOG)
    warn_of_lost_checkpoint(signer, session)
    _publish(make_checkpoint(session.store, signer, moment=_now()), session, output)


def _must_be_free(session: Session, output: Path | None) -> None:
    """Refuse a place for a checkpoint before anything is signed.

    Raises:
        Refused: the sentence says what stands there.
        Unavailable: nothing can be written there.
    """
    folder = output or checkpoints_folder(session.store)
    if output is not None:
        if output.suffix not in ("", SUFFIX) and not output.exists():
            raise Refused(
                "There is no folder {output}. The file of a checkpoint ends in {suffix}; if a "
                "folder is meant, make it first.",
                output=output,
                suffix=SUFFIX,
            )
        must = must_be_new if output.suffix == SUFFIX else must_be_folder
        must(session.settings, output, within=checkpoints_folder(session.store))
        folder = output.parent if output.suffix == SUFFIX else output
    must_be_writable(folder)


def _now() -> int:
    return int(utc_now().timestamp())


def _publish(note: Note, session: Session, output: Path | None) -> None:
    """Write a checkpoint that was signed, print it, and copy it.

    Raises:
        Refused, Unavailable: it could not be written, or not be copied; the sentence says which.
    """
    moment, copies = utc_now(), session.settings.checkpoints.copies
    path = _written(note, output or checkpoints_folder(session.store), moment)
    show_done(worded("Wrote {file}", file=path), lambda: put(bytes(note)))
    if copies:
        try:
            must_take_copies(session.settings, copies)
            copy(path, copies, file_name(note, moment))
        except (Malformed, Unavailable) as error:
            sentence = "Wrote {path}, but could not copy it. {error}"
            raise Unavailable(sentence, path=path, error=error) from error
        tell("Wrote {path}, and copied it to {copies}.", path=path, copies=copies)
    else:
        tell("Wrote {path}. Copy it to where nobody here can change it.", path=path)


def _written(note: Note, place: Path, moment: datetime) -> Path:
    try:
        return write_checkpoint(note, place, moment)
    except (Refused, Unavailable) as error:
        same = place / file_name(note, moment)
        if same.is_file() and read_small(same) == bytes(note):
            return same  # another process made the same one in this second
        sentence = "A checkpoint was signed, but could not be written. {error}"
        raise type(error)(sentence, error=error) from error


@click.command(epilog=example("audit rotate-key --key ../log.key --new ../log-2.key"))
@KEY
@click.option("--new", type=FILE, required=True, help="The key that signs from now on.")
@click.option("--reason", help="Why.")
@PLACE
@click.pass_context
def rotate_key(
    ctx: click.Context, /, key: Path | None, new: Path, reason: str | None, output: Path | None
) -> None:
    """Record that another key signs from now on, and sign one checkpoint with both.

    Both keys have the same name. Send everybody the new public half through a channel other than
    the register; they add it to their policy beside the old one.
    """
    session = Session(ctx)
    must_be_no_backup(session.store)
    _must_be_free(session, output)
    old_signer = opened_key(signing_key(session, key), LOG)
    new_signer = opened_key(new, LOG, NEW_VARIABLE)
    if old_signer.verifier.name != new_signer.verifier.name:
        raise Malformed("Both keys must have the same name: it is the name of the log.")
    warn_of_lost_checkpoint(old_signer, session)
    with folder_lock(session.store.absolute().parent):  # or two may record the same rotation
        if not _is_begun(session.store, old_signer, new_signer):
            event = log_acts.key_rotated(str(old_signer.verifier), str(new_signer.verifier), reason)
            make_checkpoint(session.store, old_signer)  # so that the old key has signed all before
            with session.register(recording=True) as register, sentences():
                _record(register, session, event)
        if note := _signed_by_both(session.store, old_signer, new_signer):
            old_signer.save_last_checkpoint(bytes(note))  # it may have been stopped before that
        else:
            note = make_checkpoint(session.store, new_signer, old_signer, moment=_now())
    _publish(note, session, output)
    tell("From now on, name {new} where the key is named.", new=new)


def _is_begun(store: Path, old: Signer, new: Signer) -> bool:
    """Say whether the rotation is on record, and the new key has signed nothing since alone."""
    with opened(store) as log:
        since = replaced(log, old.verifier)
    if since is None or since.new_key != str(new.verifier):
        return False
    return not _last_since(store, old, new) or _signed_by_both(store, old, new) is not None


def _signed_by_both(store: Path, old: Signer, new: Signer) -> Note | None:
    """Return the checkpoint of a rotation that was signed, and perhaps could not be written."""
    note = _last_since(store, old, new)
    signed = note.signed_by([old.verifier, new.verifier]) if note else {}
    return note if old.verifier in signed else None


def _last_since(store: Path, old: Signer, new: Signer) -> Note | None:
    """Return what the new key signed last, if that holds the entry by which it replaced the old."""
    last = new.last_checkpoint()
    note = Note.parse(last) if last else None
    with opened(store) as log:
        since = note and replaced(log, old.verifier, Checkpoint.parse(note.text).size)
    return note if since else None


def _record(register: Register, session: Session, event: Event) -> None:
    options = Shared({})
    record(register, lambda r: log_acts.record(r, event), context_of(session, options), options)


@click.command(epilog=example("audit confirm-clock --reason 'It ran a day ahead.'"))
@click.option("--reason", required=True, help="What was wrong with it before.")
@click.pass_context
def confirm_clock(ctx: click.Context, /, reason: str) -> None:
    """Confirm that the clock is right although the last entry, or checkpoint, is dated later.

    Until the clock has passed that entry, what is recorded carries its time.
    """
    session = Session(ctx)
    key = session.settings.checkpoints.key
    signed_us = last_made(key) * SECOND if key else 0
    with session.register(recording=True) as register, sentences():
        event = log_acts.clock_confirmed(register, reason, signed_us)
        if event is None:
            tell("The clock is not behind anything that is dated; nothing was recorded.")
        else:
            _record(register, session, event)


SIGNING = (checkpoint, rotate_key, confirm_clock)
