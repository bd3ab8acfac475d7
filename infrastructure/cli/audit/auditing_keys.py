"""`audit …`: the keys of the log, and the checkpoints that they sign."""

from os import environ
from pathlib import Path

import click

from application.use_cases import log_acts
from domain.errors import Malformed, Refused
from domain.event import Event
from domain.words import worded
from infrastructure.audit.log.kept import copy
from infrastructure.audit.log.key_history import forgotten, last_made, replaced
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.signing import SUFFIX, file_name, make_checkpoint, newest, publish
from infrastructure.audit.log.times import SECOND
from infrastructure.audit.proofs.errors import DoesNotOpen
from infrastructure.audit.proofs.keys import (
    Signer,
    must_be_no_half,
    must_be_outside,
    must_remember_nothing,
    public_half,
    public_of,
)
from infrastructure.audit.proofs.note import KINDS, LOG, Note
from infrastructure.audit.proofs.policy import policy_of
from infrastructure.bootstrap import Settings, checkpoints_folder, utc_now
from infrastructure.cli.groups import example
from infrastructure.cli.recording import context_of, record
from infrastructure.cli.screen import put
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
VARIABLE, NEW_VARIABLE = "DEPOSITARY_PASSPHRASE", "DEPOSITARY_NEW_PASSPHRASE"
NEW = click.Path(dir_okay=False, path_type=Path)
KEY = click.option(
    "--key",
    type=FILE,
    help="The log's key.  [env: DEPOSITARY_KEY; or key under [checkpoints]]",
)


def passphrase(path: Path, *, new: bool = False) -> str:
    """Return the passphrase of a key: from the variable, or typed unseen."""
    told = environ.get(VARIABLE)
    if told:
        return told
    typed: str = click.prompt(
        worded("Passphrase of {path}", path=path),
        hide_input=True,
        confirmation_prompt=new,
        err=True,
    )
    return typed


def opened_key(path: Path, kind: int, own: str | None = None) -> Signer:
    """Open a key; `own` is the variable for its passphrase where another key has another.

    Raises:
        DoesNotOpen: the passphrase is wrong; the sentence says which variable it was taken from.
    """
    told = environ.get(own) if own else None
    try:
        return Signer.load(path, kind, told or passphrase(path))
    except DoesNotOpen as error:
        name = own if told else VARIABLE if environ.get(VARIABLE) else None
        taken = worded(" It was taken from {name}.", name=name) if name else ""
        hint = worded(" Its own goes into {own}.", own=own) if own and not told else ""
        raise DoesNotOpen("{error}{taken}{hint}", error=error, taken=taken, hint=hint) from error


def signing_key(session: Session, key: Path | None) -> Path:
    """Return the file of the key that signs: as it was typed, or as the settings say.

    Raises:
        Malformed: nobody says.
    """
    found = key or session.settings.checkpoints.key
    if found is None:
        raise Malformed(
            "Say which key signs: --key FILE, DEPOSITARY_KEY, or [checkpoints] with key in "
            "depositary.toml."
        )
    return found


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
@click.argument("file", type=NEW)
@click.option("--name", required=True, help="Whose key it is: an address without https://.")
@click.option("--kind", type=click.Choice(list(KINDS)), default="log", show_default=True)
@click.pass_context
def keygen(ctx: click.Context, /, file: Path, name: str, kind: str) -> None:
    """Draw a key into FILE, outside the register's folder, and its public half into FILE.vkey.

    The passphrase is asked for, or taken from DEPOSITARY_PASSPHRASE. Who loses it has to begin
    with a new key; nobody can recover it.
    """
    settings: Settings = Session(ctx).settings
    must_be_no_half(file)
    must_be_new(Settings(), file, public_of(file))  # the settings may name it already
    must_be_outside(file, settings.store)
    must_remember_nothing(file)
    signer = Signer.make(file, name, KINDS[kind], passphrase(file, new=True))
    click.echo(str(signer.verifier))
    click.echo(
        worded(
            "Wrote {file} (keep it secret) and {file}.vkey (give it to everybody). In a "
            "policy file: ",
            file=file,
        )
        + (f"log {signer.verifier}" if kind == "log" else f"witness NAME {signer.verifier}"),
        err=True,
    )


@click.command(
    epilog=example("audit policy ../log.key.vkey --witness KEN ../kenya.key.vkey -o our.policy")
)
@click.argument("logs", nargs=-1, required=True, type=FILE, metavar="VKEY …")
@click.option("--witness", "witnesses", multiple=True, type=(str, FILE), metavar="NAME VKEY")
@click.option(
    "--quorum", type=click.IntRange(1), help="How many witnesses it takes.  [all of them]"
)
@click.option("--output", "-o", type=NEW, required=True, help="Where to write it.")
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
    """Hash every stored event anew and sign what they make together: name, size and root.

    It is refused where an earlier checkpoint, kept beside the key, does not lead there. Make one
    a day (`run-due` does), and send copies where the administrator of this machine cannot change
    them: also into the folder that is named as copies under [checkpoints].
    """
    session = Session(ctx)
    if output is None and read_only_reason(session.store):
        raise Malformed("This is a backup, which stays as it is: say where to write, --output.")
    _must_be_free(session, output)
    signer = opened_key(signing_key(session, key), LOG)
    tell_of_lost_memory(signer, session)
    _publish(make_checkpoint(session.store, signer, moment=_now()), session, output)


def _must_be_free(session: Session, output: Path | None) -> None:
    """Refuse a place for a checkpoint before anything is signed.

    Raises:
        Refused: the sentence says what stands there.
    """
    if output is not None:
        must = must_be_new if output.suffix == SUFFIX else must_be_folder
        must(session.settings, output, within=checkpoints_folder(session.store))


def _now() -> int:
    return int(utc_now().timestamp())


def tell_of_lost_memory(signer: Signer, session: Session) -> None:
    """Say on stderr that a key does not know what it signed, where checkpoints show it."""
    lost = forgotten(signer.verifier, signer.memory, checkpoints_folder(session.store))
    if lost:
        click.echo(
            worded(
                "Note: This key has no memory of what it signed ({memory} is missing), so the "
                "log is not compared with {lost}. Compare it: depositary audit verify "
                "--checkpoint {lost} --policy POLICY",
                memory=signer.memory,
                lost=lost,
            ),
            err=True,
        )


def _publish(note: Note, session: Session, output: Path | None) -> None:
    moment = utc_now()
    path = publish(note, output or checkpoints_folder(session.store), moment)
    put(bytes(note))
    copies = session.settings.checkpoints.copies
    if copies:
        copy(path, copies, file_name(note, moment))
        click.echo(
            worded("Wrote {path}, and copied it to {copies}.", path=path, copies=copies), err=True
        )
    else:
        click.echo(
            worded("Wrote {path}. Copy it to where nobody here can change it.", path=path), err=True
        )


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

    Both keys have the same name. Give everybody the new public half on another way than by the
    register; they add it to their policy beside the old one.
    """
    session = Session(ctx)
    must_be_no_backup(session.store)
    _must_be_free(session, output)
    old_signer = opened_key(signing_key(session, key), LOG)
    new_signer = opened_key(new, LOG, NEW_VARIABLE)
    if old_signer.verifier.name != new_signer.verifier.name:
        raise Malformed("Both keys must have the same name: it is the name of the log.")
    tell_of_lost_memory(old_signer, session)
    if not _is_begun(session.store, old_signer, new_signer):
        event = log_acts.key_rotated(str(old_signer.verifier), str(new_signer.verifier), reason)
        make_checkpoint(session.store, old_signer)  # so that nothing is joined that does not fit
        _record(session, event)
    note = make_checkpoint(session.store, new_signer, old_signer, moment=_now())
    _publish(note, session, output)
    click.echo(worded("From now on, name {new} where the key is named.", new=new), err=True)


def _is_begun(store: Path, old: Signer, new: Signer) -> bool:
    """Say whether the exchange is on record, and was stopped before the new key ever signed."""
    with opened(store) as log:
        since = replaced(log, old.verifier)
    return since is not None and (since.new_key, new.last_signed()) == (str(new.verifier), None)


def _record(session: Session, event: Event) -> None:
    options = Shared({})
    with session.register(recording=True) as register, sentences():
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
            click.echo(
                worded("The clock is not behind anything that is dated; nothing was recorded."),
                err=True,
            )
            return
        options = Shared({})
        record(register, lambda r: log_acts.record(r, event), context_of(session, options), options)


KEYS = (keygen, policy, checkpoint, rotate_key, confirm_clock)
