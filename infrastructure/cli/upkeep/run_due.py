"""`run-due` does what is due by now; `reminders` lists who wants none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import click

from application.register import Register
from domain.errors import DepositaryError, Refused
from domain.words import worded
from infrastructure.bootstrap import CONFIG, Settings, contacts_path, ledger_path, utc_now
from infrastructure.cli.common_options import NEW_PLACE, PERSON
from infrastructure.cli.groups import Group, example
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import say, tell
from infrastructure.cli.upkeep.contacts import beside
from infrastructure.cli.upkeep.due_steps import DueRun, copy_checkpoints, sign
from infrastructure.cli.upkeep.letter_steps import correspond, preview
from infrastructure.contacts.store import Contacts
from infrastructure.files.read_only import must_be_no_backup
from infrastructure.mail.sent_log import SentLog
from infrastructure.output_safety.overwrite_rules import (
    must_be_empty,
    must_be_folder,
    must_take_letters,
)

STEPS: Mapping[str, Callable[[DueRun], Iterator[str]]] = MappingProxyType(
    {"checkpoint": sign, "copies": copy_checkpoints, "letters": correspond}
)
"""What may be due, by name, in order: letters carry the checkpoint that was made before them."""

_NOTHING_SET_UP = worded(
    "Nothing is set up to be done. To sign the log, name a key under [checkpoints] "
    "in {config}; to write letters, say who writes under [mail].",
    config=CONFIG,
)


@click.command(
    "run-due", epilog=example("run-due --dry-run", "run-due --preview to-look-at", "run-due")
)
@click.option("--dry-run", is_flag=True, help="Show what would be done.")
@click.option(
    "--preview",
    "folder",
    type=NEW_PLACE,
    metavar="FOLDER",
    help="Write the letters that would go out into a new folder, and do nothing else.",
)
@click.pass_context
def run_due(ctx: click.Context, /, *, dry_run: bool, folder: Path | None) -> None:
    """Do what is due by now, such as writing letters; safe to start every hour.

    A checkpoint is made once a day, if a key is named by DEPOSITARY_KEY or under [checkpoints] as
    key, with the passphrase in DEPOSITARY_PASSPHRASE; each is copied to the folder that is named
    there as copies.

    Focal points are reminded at most once in a week, and only when something is due or overdue,
    in the body that is named, or else in every body. With since under [mail], they also get
    invitations to meetings, draft minutes, and notifications of what members did about texts, each
    once.
    Under [mail], depositary.toml says who writes (from) and how letters go out: as .eml files into
    a folder, or by a mail server (host, port, user, and security: starttls, tls or none). Its
    password is taken from DEPOSITARY_MAIL_PASSWORD.
    """
    session = Session(ctx)
    must_be_no_backup(session.store)
    if folder:
        _must_take_preview(session.settings, folder)
    failed: list[DepositaryError | OSError] = []
    done = 0
    with session.register(recording=True) as register:
        run = DueRun(
            session=session,
            register=register,
            taskforces=_meant(session, register),
            dry_run=dry_run,
            now=utc_now(),
        )
        steps = [partial(preview, folder=folder)] if folder else STEPS.values()
        for step in steps:
            try:
                for line in step(replace(run, now=utc_now())):  # the one before may have waited
                    say(line)
                    done += 1
            except (DepositaryError, OSError) as error:  # it must not keep the next from its work
                failed.append(error)
    for also in failed[1:]:
        tell("depositary: {error}", error=str(also))
    if failed:
        raise failed[0]
    if not done:
        tell("Nothing is due." if _is_set_up(session) else _NOTHING_SET_UP)


def _must_take_preview(settings: Settings, folder: Path) -> None:
    """Refuse a folder for a preview of letters, before anything is opened."""
    must_be_folder(settings, folder)
    must_be_empty(folder)
    must_take_letters(settings, folder)


def _is_set_up(session: Session) -> bool:
    mail, checkpoints = session.settings.mail, session.settings.checkpoints
    return any((mail.sender, mail.folder, mail.host, checkpoints.key, checkpoints.copies))


def _meant(session: Session, register: Register) -> Sequence[str]:
    """Return the body that is named, or else all of them, since a timer names none."""
    return [session.taskforce(register)] if session.told else register.read_model.taskforces()


@click.group(cls=Group, epilog=example("reminders list"))
def reminders() -> None:
    """Keep who wants no reminders."""


@reminders.command(epilog=example(f"reminders stop {PERSON}"))
@click.argument("person", metavar="P-REF")
@click.pass_context
def stop(ctx: click.Context, /, person: str) -> None:
    """Send no reminders to a person of the contacts any more."""
    store = Session(ctx).live_store
    with Contacts(beside(store, contacts_path)) as people:
        people.find(person)
    SentLog(ledger_path(store)).stop(person)
    tell("{person} gets no reminders any more.", person=person)


@reminders.command(epilog=example(f"reminders resume {PERSON}"))
@click.argument("person", metavar="P-REF")
@click.pass_context
def resume(ctx: click.Context, /, person: str) -> None:
    """Send reminders to a person again."""
    sent_log = SentLog(beside(Session(ctx).live_store, ledger_path))
    if person not in sent_log.stopped():
        raise Refused("{person} was not stopped.", person=person)
    sent_log.resume(person)
    tell("{person} gets reminders again.", person=person)


@reminders.command("list", epilog=example("reminders list"))
@click.pass_context
def list_(ctx: click.Context, /) -> None:
    """List who wants no reminders, by reference."""
    found = SentLog(beside(Session(ctx).live_store, ledger_path)).stopped()
    for person in found:
        click.echo(person)
    if not found:
        tell("Everybody gets reminders.")


COMMANDS = {"run-due": run_due, "reminders": reminders}
