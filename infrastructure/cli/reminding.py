"""The step of `run-due` that writes to people about what is due."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage

from application.questions.digests import Digest, digests
from domain.errors import Malformed, Refused, Unavailable, UnknownReference
from infrastructure.audit.kept import latest
from infrastructure.bootstrap import checkpoints_folder, contacts_path, ledger_path
from infrastructure.cli.steps import Run
from infrastructure.contacts.store import Contacts
from infrastructure.mail.carriers import Carrier, Folder, NotSent, server
from infrastructure.mail.ledger import Ledger
from infrastructure.mail.message import Address, address, letter, sender_of
from infrastructure.mail.settings import Mail


def remind(run: Run) -> Iterator[str]:
    """Write to every focal point whose member has something due, once in an ISO week."""
    ledger = Ledger(ledger_path(run.session.store))
    stopped = ledger.stopped()
    found = [
        each
        for taskforce in run.taskforces
        for each in digests(run.register.read_model, taskforce, run.register.today())
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
    sender = sender_of(mail.sender)
    folder, key = checkpoints_folder(run.session.store), run.session.settings.checkpoints.key
    signed = latest(folder, run.register.read_model.head(), key)
    unsent = 0
    with Contacts(contacts_path(run.session.store)) as people, _carrier(mail) as carrier:
        for each in found:
            try:
                message = letter(each, sender, _whom(people, each.person), run.now, signed)
                if _sent(each, message, carrier, ledger, run.now):
                    yield f"Reminded {_said(each)}."
            except Malformed as error:
                yield f"Not reminded: {each.person}. {error}"
            except NotSent as error:
                unsent += 1
                yield f"Not reminded: {each.person}. {error}"
    if unsent:
        raise Unavailable(f"{unsent} reminders did not go out; the next run tries them again.")


def _whom(people: Contacts, person: str) -> Address:
    """Return to whom a letter goes.

    Raises:
        Malformed: none can; the sentence names nobody.
    """
    with suppress(UnknownReference):
        contact = people.find(person)
        if contact.email:
            return address(contact.name, contact.email)
    raise Malformed("The contacts have no address of that person.")


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
    with server(*mail.server(), mail.user, _password()) as opened:
        yield opened


def _password() -> str | None:
    return os.environ.get("DEPOSITARY_MAIL_PASSWORD")


def _said(each: Digest) -> str:
    return f"{each.person} of {len(each.items)} due in {each.taskforce}, {each.week}"
