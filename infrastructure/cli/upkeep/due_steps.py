"""The steps of `run-due`: sign the log, copy checkpoints, remind people.

A step may be run at any time and by two at once, and does only what was not done before. It yields
what it did, or in a dry run would do, a line each.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from os import environ
from pathlib import Path

from application.questions.across.reminders import Reminder, reminders
from application.register import Register
from domain.errors import Malformed, Refused, Unavailable, UnknownReference
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import (
    copy,
    is_made_on,
    latest,
    not_copied,
    write_checkpoint,
)
from infrastructure.audit.log.signing import make_checkpoint
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, Note
from infrastructure.bootstrap import Settings, checkpoints_folder, contacts_path, ledger_path
from infrastructure.cli.audit.signing_keys import VARIABLE, warn_of_lost_checkpoint
from infrastructure.cli.screen import tell
from infrastructure.cli.session import Session
from infrastructure.contacts.store import Contacts
from infrastructure.files.locks import folder_lock
from infrastructure.mail.message import Address, address, letter, sender_of
from infrastructure.mail.sent_log import SentLog
from infrastructure.mail.transport import (
    FolderTransport,
    InterruptedUnsent,
    NotSent,
    Transport,
    smtp_transport,
)
from infrastructure.output_safety.overwrite_rules import must_take_copies, must_take_letters

NO_ADDRESS = worded("The contacts have no address of that person.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRun:
    """One run over all that may be due; `taskforces` are the bodies that are meant."""

    session: Session
    register: Register
    taskforces: Sequence[str]
    dry_run: bool
    now: datetime


def sign(run: DueRun) -> Iterator[str]:
    """Make a checkpoint if none was made on this day (UTC), also without new entries.

    Where no key is named, none is made here: nobody wants any, or another machine makes them.

    Raises:
        Refused: one is due, and there is no passphrase to make it with.
        NotProven: the log is not what was signed before.
        Unavailable: the checkpoint cannot be written.
    """
    folder, key = checkpoints_folder(run.session.store), run.session.settings.checkpoints.key
    if key is None or is_made_on(folder, run.now.date(), key):
        return
    if run.dry_run:
        yield worded("Would make a checkpoint.")
        return
    words = environ.get(VARIABLE)
    if not words:
        sentence = "A checkpoint is due. Put the passphrase of {key} into {variable}."
        raise Refused(sentence, key=key, variable=VARIABLE)
    signer = Signer.load(key, LOG, words)
    with folder_lock(folder):
        if not is_made_on(folder, run.now.date(), key):  # or another run was faster
            warn_of_lost_checkpoint(signer, run.session)
            note = make_checkpoint(run.session.store, signer, moment=int(run.now.timestamp()))
            path, size = write_checkpoint(note, folder, run.now), Checkpoint.parse(note.text).size
            yield worded("Made a checkpoint of {size} entries: {name}.", size=size, name=path.name)


def copy_checkpoints(run: DueRun) -> Iterator[str]:
    """Copy every checkpoint to the folder that the settings name, if it is not there yet.

    Raises:
        Unavailable: there is no such folder, or it cannot be written, or something there is called
            as a checkpoint is and cannot be copied; the others are.
    """
    folder, copies = checkpoints_folder(run.session.store), run.session.settings.checkpoints.copies
    if copies is None:
        return
    must_take_copies(run.session.settings, copies)
    failed: list[Unavailable] = []
    for path in not_copied(folder, copies):
        try:
            _must_be_checkpoint(path)
            if not run.dry_run:
                copy(path, copies)
        except Unavailable as error:
            failed.append(error)
            continue
        said = "Would copy {name} to {copies}." if run.dry_run else "Copied {name} to {copies}."
        yield worded(said, name=path.name, copies=copies)
    if failed:
        raise failed[0]


def _must_be_checkpoint(path: Path) -> None:
    try:
        Checkpoint.parse(Note.parse(read_small(path)).text)
    except Malformed as error:
        sentence = "{path} is no checkpoint, and is not copied: {why} Move it away."
        raise Unavailable(sentence, path=path, why=error) from error


def remind(run: DueRun) -> Iterator[str]:
    """Write to every focal point whose member has something due, once in an ISO week.

    Raises:
        Unavailable: letters have no place of their own, or some did not go out.
        Refused: the settings do not say who writes, or how.
    """
    sent_log = SentLog(ledger_path(run.session.store))
    stopped = sent_log.stopped()
    due = [
        each
        for taskforce in run.taskforces
        for each in reminders(run.register.read_model, taskforce, run.register.today())
        if each.person not in stopped and not sent_log.has(each.taskforce, each.person, each.week)
    ]
    letters = run.session.settings.mail.folder
    if due and letters:
        must_take_letters(run.session.settings, letters)
    with Contacts(contacts_path(run.session.store)) as people:
        if due and not run.dry_run:
            yield from _send(run, due, people, sent_log)
            return
        for each in due:
            to = _recipient(people, each.person)
            if isinstance(to, str):
                yield worded("Would not remind {person}. {why}", person=each.person, why=to)
            else:
                yield worded("Would remind {whom}.", whom=_described(each))


def _send(run: DueRun, due: list[Reminder], people: Contacts, sent_log: SentLog) -> Iterator[str]:
    mail = run.session.settings.mail
    if not mail.sender:
        raise Refused(
            "Reminders are due. Say who writes, and how: [mail] with from, and folder or host, in"
            " depositary.toml."
        )
    sender = sender_of(mail.sender)
    folder, key = checkpoints_folder(run.session.store), run.session.settings.checkpoints.key
    checkpoint = latest(folder, run.register.read_model.head(), key)
    unsent: list[str] = []
    undeliverable: list[str] = []
    with _transport(run.session.settings) as transport:
        for each in due:
            to = _recipient(people, each.person)
            if isinstance(to, str):
                undeliverable += [each.person] * (to != NO_ADDRESS)
                yield _not_reminded(each, to)
                continue
            try:
                message = letter(each, sender, to, run.now, checkpoint)
                if _sent(each, message, transport, sent_log, run.now):
                    yield worded("Reminded {whom}.", whom=_described(each))
            except NotSent as error:
                unsent.append(each.person)
                yield _not_reminded(each, str(error))
    _must_be_done(unsent, undeliverable)


def _must_be_done(unsent: Sequence[str], undeliverable: Sequence[str]) -> None:
    """Fail where letters did not go out; who has no address at all is left out on purpose.

    Raises:
        Unavailable: letters did not go out.
    """
    sentences = []
    if unsent:
        sentence = "{count} reminders did not go out; the next run tries them again."
        sentences.append(worded(sentence, count=len(unsent)))
    if undeliverable:
        sentence = (
            "No letter can be sent to {people}; correct each address: depositary contacts change."
        )
        sentences.append(worded(sentence, people=", ".join(dict.fromkeys(undeliverable))))
    if sentences:
        raise Unavailable(" ".join(sentences))


def _recipient(people: Contacts, person: str) -> Address | str:
    """Return to whom a letter goes, or in a sentence why none can; it names nobody."""
    with suppress(UnknownReference):
        contact = people.find(person)
        if contact.email:
            try:
                return address(contact.name, contact.email)
            except Malformed as error:
                return str(error)
    return NO_ADDRESS


def _not_reminded(each: Reminder, why: str) -> str:
    return worded("Not reminded: {person}. {why}", person=each.person, why=why)


def _sent(
    each: Reminder, message: EmailMessage, transport: Transport, sent_log: SentLog, now: datetime
) -> bool:
    """Send a letter that no other run has sent meanwhile; say so if a person interrupts it."""
    sent, at, begun = (each.taskforce, each.person, each.week), now.isoformat(), False
    try:
        if not sent_log.claim(*sent, at):
            return False
        begun = True
        transport.send(message, f"{each.taskforce}-{each.week}-{each.person}")
    except (NotSent, InterruptedUnsent):
        sent_log.release(*sent, at)
        raise
    except KeyboardInterrupt:
        if begun:
            tell(
                "Perhaps reminded: {person}. Nobody knows whether that letter went out, so it is"
                " not sent again this week.",
                person=each.person,
            )
        else:
            sent_log.release(*sent, at)
        raise
    return True


@contextmanager
def _transport(settings: Settings) -> Iterator[Transport]:
    mail = settings.mail
    if mail.folder:
        yield FolderTransport(mail.folder)
        return
    if not mail.host:
        raise Refused("Say how letters go out: folder or host under [mail] in depositary.toml.")
    password = environ.get("DEPOSITARY_MAIL_PASSWORD")
    with smtp_transport(*mail.server(), mail.user, password) as opened:
        yield opened


def _described(each: Reminder) -> str:
    return worded(
        "{person} of {count} due in {taskforce}, {week}",
        person=each.person,
        count=len(each.items),
        taskforce=each.taskforce,
        week=each.week,
    )
