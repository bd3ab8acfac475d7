"""The step of `run-due` that writes to people about what is due."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage

import click

from application.questions.across.reminders import Reminder, reminders
from domain.errors import Malformed, Refused, Unavailable, UnknownReference
from domain.words import worded
from infrastructure.audit.log.kept import latest
from infrastructure.bootstrap import checkpoints_folder, contacts_path, ledger_path
from infrastructure.cli.upkeep.steps import Run
from infrastructure.contacts.store import Contacts
from infrastructure.mail.carriers import Carrier, Folder, NotSent, StoppedUnsent, server
from infrastructure.mail.ledger import Ledger
from infrastructure.mail.message import Address, address, letter, sender_of
from infrastructure.mail.settings import Mail

PERHAPS = "Nobody knows whether that letter went out, so it is not sent again this week."
NO_ADDRESS = "The contacts have no address of that person."


def remind(run: Run) -> Iterator[str]:
    """Write to every focal point whose member has something due, once in an ISO week."""
    ledger = Ledger(ledger_path(run.session.store))
    stopped = ledger.stopped()
    found = [
        each
        for taskforce in run.taskforces
        for each in reminders(run.register.read_model, taskforce, run.register.today())
        if each.person not in stopped and not ledger.has(each.taskforce, each.person, each.week)
    ]
    if run.dry_run:
        with Contacts(contacts_path(run.session.store)) as people:
            for each in found:
                to = _whom(people, each.person)
                if isinstance(to, str):
                    yield worded("Would not remind {person}. {to}", person=each.person, to=to)
                else:
                    yield worded("Would remind {each}.", each=_said(each))
    elif found:
        yield from _write(run, found, ledger)


def _write(run: Run, found: list[Reminder], ledger: Ledger) -> Iterator[str]:
    mail = run.session.settings.mail
    if not mail.sender:
        raise Refused(
            "Reminders are due. Say who writes, and how: [mail] with from, and folder or host, in"
            " depositary.toml."
        )
    sender = sender_of(mail.sender)
    folder, key = checkpoints_folder(run.session.store), run.session.settings.checkpoints.key
    signed = latest(folder, run.register.read_model.head(), key)
    unsent: list[str] = []
    unwritable: list[str] = []
    with Contacts(contacts_path(run.session.store)) as people, _carrier(mail) as carrier:
        for each in found:
            to = _whom(people, each.person)
            if isinstance(to, str):
                unwritable += [each.person] * (to != NO_ADDRESS)
                yield _not(each, to)
                continue
            try:
                if _sent(each, letter(each, sender, to, run.now, signed), carrier, ledger, run.now):
                    yield f"Reminded {_said(each)}."
            except NotSent as error:
                unsent.append(each.person)
                yield _not(each, str(error))
    _must_be_done(unsent, unwritable)


def _must_be_done(unsent: Sequence[str], unwritable: Sequence[str]) -> None:
    """Refuse to end as if all had gone well; who has no address at all is left out on purpose.

    Raises:
        Unavailable: letters did not go out.
    """
    told = []
    if unsent:
        told.append(
            worded(
                "{count} reminders did not go out; the next run tries them again.",
                count=len(unsent),
            )
        )
    if unwritable:
        people = ", ".join(dict.fromkeys(unwritable))
        told.append(
            worded(
                "No letter can be sent to {people}; correct each address: depositary contacts "
                "change.",
                people=people,
            )
        )
    if told:
        raise Unavailable(" ".join(told))


def _whom(people: Contacts, person: str) -> Address | str:
    """Return to whom a letter goes, or in a sentence why none can; it names nobody."""
    with suppress(UnknownReference):
        contact = people.find(person)
        if contact.email:
            try:
                return address(contact.name, contact.email)
            except Malformed as error:
                return str(error)
    return NO_ADDRESS


def _not(each: Reminder, why: str) -> str:
    return worded("Not reminded: {person}. {why}", person=each.person, why=why)


def _sent(
    each: Reminder, message: EmailMessage, carrier: Carrier, ledger: Ledger, now: datetime
) -> bool:
    """Send a letter that no other run has sent meanwhile; when a person stops it, tell of it."""
    letter, at, begun = (each.taskforce, each.person, each.week), now.isoformat(), False
    try:
        if not ledger.enter(*letter, at):
            return False
        begun = True
        carrier.carry(message, f"{each.taskforce}-{each.week}-{each.person}")
    except (NotSent, StoppedUnsent):
        ledger.strike(*letter, at)
        raise
    except KeyboardInterrupt:
        if begun:
            click.echo(
                worded(
                    "Perhaps reminded: {person}. {PERHAPS}", person=each.person, PERHAPS=PERHAPS
                ),
                err=True,
            )
        else:
            ledger.strike(*letter, at)
        raise
    return True


@contextmanager
def _carrier(mail: Mail) -> Iterator[Carrier]:
    if mail.folder:
        yield Folder(mail.folder)
        return
    if not mail.host:
        raise Refused("Say how letters go out: folder or host under [mail] in depositary.toml.")
    with server(*mail.server(), mail.user, _password()) as opened:
        yield opened


def _password() -> str | None:
    return os.environ.get("DEPOSITARY_MAIL_PASSWORD")


def _said(each: Reminder) -> str:
    return worded(
        "{person} of {count} due in {taskforce}, {week}",
        person=each.person,
        count=len(each.items),
        taskforce=each.taskforce,
        week=each.week,
    )
