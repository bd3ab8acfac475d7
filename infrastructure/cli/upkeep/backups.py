"""`backup` and `restore`: a copy of everything that cannot be made anew, and the way back."""

from pathlib import Path

import click

from domain.words import worded
from infrastructure.backup.backup import back_up
from infrastructure.backup.restore import restore as put_back
from infrastructure.bootstrap import utc_now
from infrastructure.cli.groups import example
from infrastructure.cli.session import Session
from infrastructure.files.backup_marker import BackupManifest

FOLDER = click.Path(path_type=Path)


@click.command(epilog=example("backup ../backups/2026-11-25"))
@click.argument("folder", type=FOLDER)
@click.option(
    "--without-contacts",
    is_flag=True,
    help="Leave out names and addresses, which a backup keeps though they are erased later.",
)
@click.pass_context
def backup(ctx: click.Context, /, folder: Path, *, without_contacts: bool) -> None:
    """Copy the register, with all beside it, into a new FOLDER, and verify the copy.

    Others may go on writing. It takes the log, the contacts, who was sent what, checkpoints,
    published reports, settings and templates; never keys, and not the tables, which can be made
    anew. FOLDER is there only when all of it is.
    """
    session = Session(ctx)
    made, warnings = back_up(
        session.store, session.settings, folder, utc_now(), contacts=not without_contacts
    )
    for warning in warnings:
        click.echo(f"Note: {warning}", err=True)
    click.echo(
        worded("Wrote {folder}: {made}. The copy verifies.", folder=folder, made=_said(made)),
        err=True,
    )


@click.command(epilog=example("restore ../backups/2026-11-25 --store ../restored/register.db"))
@click.argument("folder", type=FOLDER)
@click.option(
    "--store",
    "store",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Where the register is to be; nothing may be there.",
)
def restore(folder: Path, store: Path) -> None:
    """Put a backup in FOLDER where no register is, after every file in it was checked.

    What was recorded after the backup is lost, and the key of the log may refuse to sign from then
    on: draw a new one with `audit keygen`, and tell everybody why.
    """
    told, notes = put_back(folder, store)
    for note in notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(
        worded(
            "Restored {store}: {told}, as it was at {made_at:%Y-%m-%d %H:%M} UTC.",
            store=store,
            told=_said(told),
            made_at=told.made_at,
        ),
        err=True,
    )
    if "contacts" in told.left_out:
        click.echo(worded("Names and addresses were left out of the backup."), err=True)
    click.echo(
        worded(
            "What was recorded since is lost. See how much, with the newest checkpoint "
            "that was kept elsewhere: depositary audit verify --checkpoint FILE --policy "
            "POLICY"
        ),
        err=True,
    )
    click.echo(
        worded(
            "Texts that were expunged and people that were erased since are here again: "
            "remove them again."
        ),
        err=True,
    )


def _said(told: BackupManifest) -> str:
    if told.last_recorded_at is None:
        return "no entries"
    return worded(
        "{size} entries, the last (@{position}) of {last_recorded_at:%Y-%m-%d}",
        size=told.size,
        position=told.position,
        last_recorded_at=told.last_recorded_at,
    )


COMMANDS = {"backup": backup, "restore": restore}
