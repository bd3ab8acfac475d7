"""`backup` and `restore`: copy everything that cannot be made anew, and put it back."""

from pathlib import Path

import click

from domain.words import worded
from infrastructure.backup.backup import back_up
from infrastructure.backup.restore import restore as put_back
from infrastructure.bootstrap import utc_now
from infrastructure.cli.common_options import NEW_FILE, NEW_PLACE
from infrastructure.cli.groups import example
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import tell
from infrastructure.files.backup_manifest import BackupManifest

FOLDER = click.Path(path_type=Path)


@click.command(epilog=example("backup ../backups/2026-11-25"))
@click.argument("folder", type=NEW_PLACE)
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
        session.live_store, session.settings, folder, utc_now(), contacts=not without_contacts
    )
    for warning in warnings:
        tell("Note: {warning}", warning=warning)
    tell("Wrote {folder}: {log}. The copy verifies.", folder=folder, log=_described(made))


@click.command(epilog=example("restore ../backups/2026-11-25 --store ../restored/register.db"))
@click.argument("folder", type=FOLDER)
@click.option(
    "--store",
    "store",
    type=NEW_FILE,
    required=True,
    metavar="FILE",
    help="Where the register is to be; nothing may be there.",
)
def restore(folder: Path, store: Path) -> None:
    """Put the backup in FOLDER back to where --store says, after every file in it was checked.

    What was recorded after the backup is lost, and the key of the log may refuse to sign from then
    on: draw a new one with `audit keygen`, and tell everybody why.
    """
    manifest, notes = put_back(folder, store)
    for note in notes:
        tell("Note: {note}", note=note)
    tell(
        "Restored {store}: {log}, as it was at {moment} UTC.",
        store=store,
        log=_described(manifest),
        moment=f"{manifest.made_at:%Y-%m-%d %H:%M}",
    )
    if "contacts" in manifest.left_out:
        tell("Names and addresses were left out of the backup.")
    tell(
        "What was recorded since is lost. See how much, with the newest checkpoint that was kept"
        " elsewhere: depositary audit verify --checkpoint FILE --policy POLICY"
    )
    tell(
        "Texts that were expunged and people that were erased since are here again: remove them"
        " again."
    )


def _described(manifest: BackupManifest) -> str:
    if manifest.last_recorded_at is None:
        return worded("no entries")
    return worded(
        "{size} entries, the last (@{position}) of {day}",
        size=manifest.size,
        position=manifest.position,
        day=f"{manifest.last_recorded_at:%Y-%m-%d}",
    )


COMMANDS = {"backup": backup, "restore": restore}
