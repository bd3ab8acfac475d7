"""`audit …`: keys of the log, and policies that say which keys are trusted."""

from pathlib import Path

import click

from domain.errors import Malformed, Refused
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import newest
from infrastructure.audit.proofs.keys import (
    Signer,
    must_be_place_for_key,
    public_half,
    public_of,
    refuse_key_without_public_half,
)
from infrastructure.audit.proofs.note import KINDS
from infrastructure.audit.proofs.policy import policy_of
from infrastructure.bootstrap import Settings, checkpoints_folder
from infrastructure.cli.audit.signing_keys import passphrase
from infrastructure.cli.common_options import NEW_FILE
from infrastructure.cli.groups import example
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import show_done, tell
from infrastructure.files.writing import write_new
from infrastructure.output_safety.overwrite_rules import must_be_new

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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
@click.option(
    "--kind", type=click.Choice(list(KINDS), case_sensitive=False), default="log", show_default=True
)
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
    show_done(worded("Wrote {file}", file=file), lambda: click.echo(str(signer.verifier)))
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


KEYS = (keygen, policy)
