"""The step of `run-due` that writes letters, and its preview."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from os import environ
from pathlib import Path

from application.letters.letter import Letter
from application.letters.office import DESIGNATE, unreached
from domain.errors import Refused, Unavailable
from domain.words import worded
from infrastructure.audit.log.time_checks import SECOND
from infrastructure.bootstrap import CONFIG, Settings, contacts_path, ledger_path
from infrastructure.cli.screen import tell
from infrastructure.cli.upkeep.due_steps import DueRun
from infrastructure.cli.upkeep.making_letters import NO_ADDRESS, Made, all_made, due_letters
from infrastructure.contacts.store import Contacts
from infrastructure.files.writing import OUR_FOLDER, PRIVATE, explained, staging, write_new
from infrastructure.letters.composing import LETTER, TEXT, name_of
from infrastructure.letters.papers import MissingPaper
from infrastructure.letters.templates import check_letter_templates
from infrastructure.mail.message import Message, mail_of
from infrastructure.mail.sent_log import SentLog
from infrastructure.mail.transport import (
    FolderTransport,
    InterruptedUnsent,
    NotSent,
    PerhapsSent,
    Transport,
    smtp_transport,
)
from infrastructure.output_safety.overwrite_rules import must_take_letters


def correspond(run: DueRun) -> Iterator[str]:
    """Write to every focal point to whom something is to be told, and nobody of one thing twice.

    Raises:
        ClockWentBack: the clock is behind the last entry, so nobody knows what is due.
        Unavailable: letters have no place of their own, or some did not go out.
        Refused: the settings do not say who writes, or how.
        Malformed: a template has a mistake.
    """
    run.register.log.rows.must_follow(int(run.now.timestamp() * SECOND))
    check_letter_templates(run.session.settings.templates)
    sent_log = SentLog(ledger_path(run.session.store))
    due = due_letters(run, sent_log)
    mail = run.session.settings.mail
    if due and mail.folder:
        must_take_letters(run.session.settings, mail.folder)
    if run.dry_run:
        _tell_of_silence(run)
    with Contacts(contacts_path(run.session.store)) as people:
        found = all_made(run, due, people)
    if found and not (mail.folder or mail.host):
        raise Refused("Say how letters go out: folder or host under [mail] in depositary.toml.")
    if run.dry_run:
        yield from map(_tried, found)
    elif found:
        yield from _send(run, found, sent_log)


def _tried(found: tuple[Letter, Made]) -> str:
    each, made = found
    values = {"person": each.person, "subject": each.subject}
    if isinstance(made, Message):
        return worded("Would send to {person}: {subject}", **values)
    return worded("Would not send to {person}: {subject}. {why}", **values, why=str(made))


def preview(run: DueRun, folder: Path) -> Iterator[str]:
    """Write all letters that would go out into a new folder, to be looked at; none is sent.

    Each has a folder of its own: the mail, its text, and what goes with it as files.

    Raises:
        Malformed: a template has a mistake.
        Unavailable: the folder cannot be written.
    """
    check_letter_templates(run.session.settings.templates)
    _tell_of_silence(run)
    due = due_letters(run, SentLog(ledger_path(run.session.store)))
    with Contacts(contacts_path(run.session.store)) as people:
        found = all_made(run, due, people)
    if any(isinstance(made, Message) for _, made in found):
        _write(run, folder, found)
    for each, made in found:
        if isinstance(made, Message):
            place = folder / name_of(each)
            yield worded("Wrote {place}: {subject}", place=place, subject=made.subject)
        else:
            yield _not_sent(each, str(made))


def _write(run: DueRun, folder: Path, found: Sequence[tuple[Letter, Made]]) -> None:
    """Write letters into a folder: all of them, or none.

    Raises:
        Unavailable: they cannot be written.
    """
    with explained(folder):
        folder.mkdir(OUR_FOLDER, parents=True, exist_ok=True)
        with staging(folder) as aside:
            for each, message in found:
                if isinstance(message, Message):
                    text = f"{message.subject}\n\n{message.text}"
                    place = aside / name_of(each)
                    write_new(place / LETTER, mail_of(message, run.now).as_bytes(), PRIVATE)
                    write_new(place / TEXT, text.encode(), PRIVATE)
                    for file in message.attachments:
                        write_new(place / file.name, file.content, PRIVATE)
            for place in aside.iterdir():
                place.replace(folder / place.name)


def _tell_of_silence(run: DueRun) -> None:
    """Print which letters no run sends, and which members get none."""
    mail = run.session.settings.mail
    if mail.sender and not mail.since:
        tell(
            "Note: Only reminders go out. To send invitations, minutes and notifications, too, say "
            "from which day on: since under [mail] in {config}.",
            config=CONFIG,
        )
    for body in run.taskforces if mail.sender else ():
        for sentence in unreached(run.register.read_model, body, run.register.today()):
            tell("Note: {notice} Record one: {command}", notice=sentence, command=DESIGNATE)


def _send(run: DueRun, found: Sequence[tuple[Letter, Made]], sent_log: SentLog) -> Iterator[str]:
    unsent: list[str] = []
    undeliverable: list[str] = []
    with _transport(run.session.settings) as transport:
        for each, made in found:
            if isinstance(made, str):
                undeliverable += [each.person] * (made != NO_ADDRESS)
                yield _not_sent(each, made)
                continue
            try:
                if isinstance(made, MissingPaper):
                    raise made
                mail = mail_of(made, run.now)
                if _sent(each, mail, transport, sent_log, run.now):
                    values = {"person": each.person, "subject": each.subject}
                    if run.session.settings.mail.folder:
                        yield worded("Wrote for {person}: {subject}", **values)
                    else:
                        yield worded("Sent to {person}: {subject}", **values)
            except (MissingPaper, NotSent) as error:
                unsent.append(each.person)
                yield _not_sent(each, str(error))
    _must_be_done(unsent, undeliverable)


def _must_be_done(unsent: Sequence[str], undeliverable: Sequence[str]) -> None:
    """Fail where letters did not go out; who has no address at all is left out on purpose.

    Raises:
        Unavailable: letters did not go out.
    """
    sentences = []
    if unsent:
        sentence = "Letters that did not go out: {count}. The next run tries them again."
        sentences.append(worded(sentence, count=len(unsent)))
    if undeliverable:
        sentence = (
            "No letter can be sent to {people}; correct each address: depositary contacts change."
        )
        sentences.append(worded(sentence, people=", ".join(dict.fromkeys(undeliverable))))
    if sentences:
        raise Unavailable(" ".join(sentences))


def _not_sent(each: Letter, why: str) -> str:
    return worded(
        "Not sent to {person}: {subject}. {why}", person=each.person, subject=each.subject, why=why
    )


def _sent(
    each: Letter, mail: EmailMessage, transport: Transport, sent_log: SentLog, now: datetime
) -> bool:
    """Send a letter that no other run has sent meanwhile; say if nobody knows whether it went."""
    sent, at, begun = (each.taskforce, each.person, each.about), now.isoformat(), False
    try:
        if not sent_log.claim(*sent, at):
            return False
        begun = True
        transport.send(mail, name_of(each))
    except (NotSent, InterruptedUnsent):
        sent_log.release(*sent, at)
        raise
    except (KeyboardInterrupt, PerhapsSent):
        if begun:
            tell(
                "Perhaps sent to {person}: {subject}. Nobody knows whether that letter went out, so"
                " it is not sent again.",
                person=each.person,
                subject=each.subject,
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
    password = environ.get("DEPOSITARY_MAIL_PASSWORD")
    with smtp_transport(*mail.server(), mail.user, password) as opened:
        yield opened
