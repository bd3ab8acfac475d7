"""`run-due` does what is due by now; `reminders` keeps who wants none."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from types import MappingProxyType

import click

from application.questions.digests import Digest, digests
from application.register import Register
from domain.errors import DepositaryError, Malformed, Refused, Unavailable, UnknownReference
from infrastructure.audit.kept import latest
from infrastructure.bootstrap import (
    Mail,
    checkpoints_folder,
    contacts_path,
    ledger_path,
    utc_now,
)
from infrastructure.cli.options import Group, example
from infrastructure.cli.session import Session
from infrastructure.contacts.store import Contacts
from infrastructure.mail.carriers import Carrier, Folder, NotSent, server
from infrastructure.mail.ledger import Ledger
from infrastructure.mail.message import address, letter

_PORTS: Mapping[str, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over all that may be due in one body."""

    session: Session
    register: Register
    taskforce: str
    dry_run: bool
    now: datetime


def remind(run: Run) -> Iterator[str]:
    """Write to every focal point whose member has something due, once in an ISO week."""
    ledger = Ledger(ledger_path(run.session.store))
    stopped = ledger.stopped()
    found = [
        each
        for each in digests(run.register.read_model, run.taskforce, run.register.today())
        if each.person not in stopped and not ledger.has(each.taskforce, each.person, each.week)
    ]
    if run.dry_run:
        yield from (f"Would remind {_said(each)}." for each in found)
        return
    if found:
        yield from _write(run, found, ledger)


def _write(run: Run, found: list[Digest], ledger: Ledger) -> Iterator[str]:
    mail = run.session.settings.mail
    if not mail.sender:
        raise Refused(
            "Reminders are due. Say who writes, and how: [mail] with from, and folder or host, in"
            " depositary.toml."
        )
    sender = address("", mail.sender)
    signed = latest(checkpoints_folder(run.session.store))
    unsent = 0
    with Contacts(contacts_path(run.session.store)) as people, _carrier(mail) as carrier:
        for each in found:
            try:
                contact = people.find(each.person)
                recipient = address(contact.name, contact.email or "")
            except (UnknownReference, Malformed):
                yield f"Not reminded: {each.person} has no address in the contacts."
                continue
            try:
                message = letter(each, sender, recipient, run.now, signed)
                if _sent(each, message, carrier, ledger, run.now):
                    yield f"Reminded {_said(each)}."
            except NotSent as error:
                unsent += 1
                yield f"Not reminded: {each.person}. {error}"
    if unsent:
        raise Unavailable(f"{unsent} reminders did not go out; the next run tries them again.")


def _sent(
    each: Digest, message: EmailMessage, carrier: Carrier, ledger: Ledger, now: datetime
) -> bool:
    """Send a letter that no other run has sent meanwhile."""
    if not ledger.enter(each.taskforce, each.person, each.week, now.isoformat()):
        return False
    try:
        carrier.carry(message, f"{each.taskforce}-{each.week}-{each.person}")
    except NotSent:
        ledger.strike(each.taskforce, each.person, each.week)
        raise
    return True


@contextmanager
def _carrier(mail: Mail) -> Iterator[Carrier]:
    if mail.folder:
        yield Folder(mail.folder)
        return
    if not mail.host:
        raise Refused("Say how letters go out: folder or host under [mail] in depositary.toml.")
    with server(mail.host, *_security(mail), mail.user, _password()) as opened:
        yield opened


def _security(mail: Mail) -> tuple[int, str]:
    security = mail.security or "starttls"
    if security not in _PORTS:
        raise Malformed.expected("starttls, tls or none as security of [mail]", security)
    port = mail.port or str(_PORTS[security])
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 1 << 16):
        raise Malformed.expected("a number from 1 to 65535 as port of [mail]", port)
    return int(port), security


def _password() -> str | None:
    return os.environ.get("DEPOSITARY_MAIL_PASSWORD")


def _said(each: Digest) -> str:
    return f"{each.person} of {len(each.items)} due in {each.taskforce}, {each.week}"


Step = Callable[[Run], Iterator[str]]
STEPS: Mapping[str, Step] = MappingProxyType({"reminders": remind})
"""What may be due, by name: each step yields what it did (or would do), a line each.

A step may be run at any time and by two at once, and does only what was not done before.
"""


@click.command("run-due", epilog=example("run-due --dry-run", "run-due"))
@click.option("--dry-run", is_flag=True, help="Show what would be done.")
@click.pass_context
def run_due(ctx: click.Context, /, *, dry_run: bool) -> None:
    """Do what is due by now, such as reminding people; safe to start every hour.

    Focal points are written to at most once in a week, and only when something is due or overdue.
    Under [mail], depositary.toml says who writes (from) and how letters go out: as .eml files into
    a folder, or by a mail server (host, port, user, and security: starttls, tls or none). Its
    password is taken from DEPOSITARY_MAIL_PASSWORD.
    """
    session = Session(ctx)
    failed: list[DepositaryError] = []
    done = 0
    with session.register() as register:
        run = Run(
            session=session,
            register=register,
            taskforce=session.taskforce(register),
            dry_run=dry_run,
            now=utc_now(),
        )
        for step in STEPS.values():
            try:
                for line in step(run):
                    click.echo(line)
                    done += 1
            except DepositaryError as error:  # one step must not keep the next from its work
                failed.append(error)
    if failed:
        raise failed[0]
    if not done:
        click.echo("Nothing is due.", err=True)


@click.group(cls=Group, epilog=example("reminders list"))
def reminders() -> None:
    """Keep who wants no reminders."""


@reminders.command(epilog=example("reminders stop p-ada-ke"))
@click.argument("person", metavar="P-REF")
@click.pass_context
def stop(ctx: click.Context, /, person: str) -> None:
    """Send no reminders to a person of the contacts any more."""
    store = Session(ctx).store
    with Contacts(contacts_path(store)) as people:
        people.find(person)
    Ledger(ledger_path(store)).stop(person)
    click.echo(f"{person} gets no reminders any more.", err=True)


@reminders.command(epilog=example("reminders resume p-ada-ke"))
@click.argument("person", metavar="P-REF")
@click.pass_context
def resume(ctx: click.Context, /, person: str) -> None:
    """Send reminders to a person again."""
    ledger = Ledger(ledger_path(Session(ctx).store))
    if person not in ledger.stopped():
        raise Refused(f"{person} was not stopped.")
    ledger.resume(person)
    click.echo(f"{person} gets reminders again.", err=True)


@reminders.command("list", epilog=example("reminders list"))
@click.pass_context
def list_(ctx: click.Context, /) -> None:
    """List who wants no reminders, by reference."""
    found = Ledger(ledger_path(Session(ctx).store)).stopped()
    for person in found:
        click.echo(person)
    if not found:
        click.echo("Everybody gets reminders.", err=True)


COMMANDS = {"run-due": run_due, "reminders": reminders}
