"""`audit …`: keys of the log, policies, and the checkpoints that keys sign."""

from pathlib import Path

import click

from application.register import Register
from application.use_cases import log_acts
from domain.errors import Malformed, Refused
from domain.event import Event
from infrastructure.audit.log.checkpoint_store import (
    copy,
    file_name,
    newest,
    write_checkpoint,
)
from infrastructure.audit.log.key_history import last_made, replaced
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.log.time_checks import SECOND
from infrastructure.audit.proofs.checkpoint import SUFFIX
from infrastructure.audit.proofs.keys import (
    Signer,
    must_be_place_for_key,
    public_half,
    public_of,
    refuse_key_without_public_half,
)
from infrastructure.audit.proofs.note import KINDS, LOG, Note
from infrastructure.audit.proofs.policy import policy_of
from infrastructure.bootstrap import Settings, checkpoints_folder, utc_now
from infrastructure.cli.audit.signing_keys import (
    NEW_VARIABLE,
    opened_key,
    passphrase,
    signing_key,
    warn_of_lost_checkpoint,
)
from infrastructure.cli.groups import example
from infrastructure.cli.recording import context_of, record
from infrastructure.cli.screen import put, tell
from infrastructure.cli.session import Session, sentences
from infrastructure.cli.shared import Shared
from infrastructure.files.backup_marker import must_be_no_backup, read_only_reason
from infrastructure.files.writing import write_new
from infrastructure.output_safety.overwrite_rules import must_be_folder, must_be_new

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PLACE = click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="A folder, or a new file that ends in .checkpoint.  [beside the register]",
)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
KEY = click.option(
    "--key",
    type=FILE,
    help="The log's key.  [env: DEPOSITARY_KEY; or key under [checkpoints]]",
)


def newest_checkpoint(store: Path) -> Path:
    """Return the newest checkpoint that was made beside a store.

    Raises:
        Refused: there is none.
    """
    found = newest(checkpoints_folder(store))
    if found is None:
        raise Refused(
            "There is no checkpoint in {store}. Make one with: depositary audit "
            "checkpoint, or name one with --checkpoint.",
            store=checkpoints_folder(store),
        )
    return found


@click.command(epilog=example("audit keygen ../log.key --name example.org/register"))
@click.argument("file", type=NEW_FILE)
@click.option("--name", required=True, help="Whose key it is: an address without https://.")
@click.option("--kind", type=click.Choice(list(KINDS)), default="log", show_default=True)
@click.pass_context
def keygen(ctx: click.Context, /, file: Path, name: str, kind: str) -> None:
    """Generate a key into FILE, outside the register's folder; its public half into FILE.vkey.

    The passphrase is asked for, or taken from DEPOSITARY_PASSPHRASE. A lost key or passphrase
    cannot be recovered by anybody; generate a new key then.
    """
    settings: Settings = Session(ctx).settings
    refuse_key_without_public_half(file)
    must_be_new(Settings(), file, public_of(file))  # the settings may name it already
    must_be_place_for_key(file, settings.store)
    signer = Signer.make(file, name, KINDS[kind], passphrase(file, new=True))
    click.echo(str(signer.verifier))
    tell(
        "Wrote {file} (keep it secret) and {file}.vkey (give it to everybody). In a policy file: "
        "{line}",
        file=file,
        line=f"log {signer.verifier}" if kind == "log" else f"witness NAME {signer.verifier}",
    )


@click.command(
    epilog=example("audit policy ../log.key.vkey --witness KEN ../kenya.key.vkey -o our.policy")
)
@click.argument("logs", nargs=-1, required=True, type=FILE, metavar="VKEY …")
@click.option("--witness", "witnesses", multiple=True, type=(str, FILE), metavar="NAME VKEY")
@click.option(
    "--quorum", type=click.IntRange(1), help="How many witnesses it takes.  [all of them]"
)
@click.option("--output", "-o", type=NEW_FILE, required=True, help="Where to write it.")
@click.pass_context
def policy(
    ctx: click.Context,
    /,
    logs: tuple[Path, ...],
    witnesses: tuple[tuple[str, Path], ...],
    quorum: int | None,
    output: Path,
) -> None:
    """Write a policy file of your own: which keys of the log you trust, and which witnesses.

    Take the public halves from their owners, never from the register.
    """
    must_be_new(Session(ctx).settings, output)
    if quorum and not witnesses:
        raise Malformed(
            "--quorum {quorum} counts witnesses, and none is named; name each with "
            "--witness NAME VKEY.",
            quorum=quorum,
        )
    lines = [f"log {public_half(file)}" for file in logs]
    lines += [f"witness {name} {public_half(file)}" for name, file in witnesses]
    names = " ".join(name for name, _ in witnesses)
    if witnesses:
        lines.append(f"group witnesses {quorum or len(witnesses)} {names}")
    lines.append("quorum witnesses" if witnesses else "quorum none")
    content = "".join(f"{line}\n" for line in lines)
    policy_of(content.encode(), output.name)
    write_new(output, content.encode())


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
    _publish(
        make_checkpoint(session.store, signer, moment=int(utc_now().timestamp())), session, output
    )


def _must_be_free(session: Session, output: Path | None) -> None:
    """Refuse a place for a checkpoint before anything is signed.

    Raises:
        Refused: the sentence says what stands there.
    """
    if output is not None:
        must = must_be_new if output.suffix == SUFFIX else must_be_folder
        must(session.settings, output, within=checkpoints_folder(session.store))


def _publish(note: Note, session: Session, output: Path | None) -> None:
    moment = utc_now()
    path = write_checkpoint(note, output or checkpoints_folder(session.store), moment)
    put(bytes(note))
    copies = session.settings.checkpoints.copies
    if copies:
        copy(path, copies, file_name(note, moment))
        tell("Wrote {path}, and copied it to {copies}.", path=path, copies=copies)
    else:
        tell("Wrote {path}. Copy it to where nobody here can change it.", path=path)


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
    if not _is_begun(session.store, old_signer, new_signer):
        event = log_acts.key_rotated(str(old_signer.verifier), str(new_signer.verifier), reason)
        make_checkpoint(session.store, old_signer)  # so that the old key has signed all before
        with session.register(recording=True) as register, sentences():
            _record(register, session, event)
    note = make_checkpoint(session.store, new_signer, old_signer, moment=int(utc_now().timestamp()))
    _publish(note, session, output)
    tell("From now on, name {new} where the key is named.", new=new)


def _is_begun(store: Path, old: Signer, new: Signer) -> bool:
    """Say whether the rotation is on record, and was stopped before the new key ever signed."""
    with opened(store) as log:
        since = replaced(log, old.verifier)
    return since is not None and (since.new_key, new.last_checkpoint()) == (str(new.verifier), None)


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


KEYS = (keygen, policy, checkpoint, rotate_key, confirm_clock)
