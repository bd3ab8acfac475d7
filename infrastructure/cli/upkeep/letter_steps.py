"""The step of `run-due` that writes letters, and its preview."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from functools import cache, partial
from os import environ
from pathlib import Path

from application.letters.correspondence import letters
from application.letters.letter import Letter
from domain.errors import Malformed, Refused, Unavailable, UnknownReference
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import latest
from infrastructure.bootstrap import (
    CONFIG,
    Settings,
    checkpoints_folder,
    contacts_path,
    ledger_path,
)
from infrastructure.cli.reports.making import report_style
from infrastructure.cli.screen import tell
from infrastructure.cli.upkeep.due_steps import DueRun
from infrastructure.contacts.store import Contacts
from infrastructure.files.writing import PRIVATE, write_new
from infrastructure.language import Spoken, catalogue, speaking
from infrastructure.letters.composing import LetterStyle, message_of, name_of
from infrastructure.letters.papers import MissingPaper, Papers
from infrastructure.letters.templates import check_letter_templates
from infrastructure.mail.message import Address, Message, address, mail_of, sender_of
from infrastructure.mail.sent_log import SentLog
from infrastructure.mail.transport import (
    FolderTransport,
    InterruptedUnsent,
    NotSent,
    Transport,
    smtp_transport,
)
from infrastructure.output_safety.overwrite_rules import (
    must_take_letters,
)

NO_ADDRESS = worded("The contacts have no address of that person.")


_UNNAMED = (
    "Letters are due. Say who writes, and how: [mail] with from, and folder or host, in {config}."
)


def correspond(run: DueRun) -> Iterator[str]:
    """Write to every focal point to whom something is to be told, and nobody of one thing twice.

    Raises:
        Unavailable: letters have no place of their own, or some did not go out.
        Refused: the settings do not say who writes, or how.
        Malformed: a template has a mistake.
    """
    check_letter_templates(run.session.settings.templates)
    sent_log = SentLog(ledger_path(run.session.store))
    due = _due(run, sent_log)
    folder = run.session.settings.mail.folder
    if due and folder:
        must_take_letters(run.session.settings, folder)
    with Contacts(contacts_path(run.session.store)) as people:
        if due and not run.dry_run:
            yield from _send(run, due, people, sent_log)
            return
        if run.dry_run:
            _tell_of_announcements(run)
        writer = LetterWriter(run) if due and run.session.settings.mail.sender else None
        for each in due:
            why = _hindrance(each, _recipient(people, each.person), writer)
            values = {"person": each.person, "subject": each.subject}
            if why:
                sentence = "Would not send to {person}: {subject}. {why}"
                yield worded(sentence, **values, why=why)
            else:
                yield worded("Would send to {person}: {subject}", **values)


def _hindrance(letter: Letter, to: Address | str, writer: "LetterWriter | None") -> str:
    """Return why a letter cannot go out as the settings are, "" if nothing hinders it."""
    if isinstance(to, str):
        return to
    try:
        if writer:
            writer.message(letter, to)
    except MissingPaper as error:
        return str(error)
    return ""


def preview(run: DueRun, folder: Path) -> Iterator[str]:
    """Write all letters that would go out into a new folder, to be looked at; none is sent.

    Each has a folder of its own: the mail, its text, and what goes with it as files.

    Raises:
        Malformed: a template has a mistake.
    """
    check_letter_templates(run.session.settings.templates)
    _tell_of_announcements(run)
    due = _due(run, SentLog(ledger_path(run.session.store)))
    writer = LetterWriter(run) if due else None
    with Contacts(contacts_path(run.session.store)) as people:
        for each in due:
            to = _recipient(people, each.person)
            if isinstance(to, str) or writer is None:
                yield _not_sent(each, str(to))
                continue
            try:
                message = writer.message(each, to)
            except MissingPaper as error:
                yield _not_sent(each, str(error))
                continue
            place = folder / name_of(each)
            text = f"{message.subject}\n\n{message.text}"
            write_new(place / "letter.eml", mail_of(message, run.now).as_bytes(), PRIVATE)
            write_new(place / "letter.txt", text.encode(), PRIVATE)
            for file in message.attachments:
                write_new(place / file.name, file.content, PRIVATE)
            yield worded("Wrote {place}: {subject}", place=place, subject=message.subject)


class LetterWriter:
    """Makes letters of one run in their final words.

    Raises:
        Refused: the settings do not say who writes.
        Malformed: they say it in another form.
    """

    def __init__(self, run: DueRun) -> None:
        settings, store = run.session.settings, run.session.store
        if not settings.mail.sender:
            raise Refused(_UNNAMED, config=CONFIG)
        head = run.register.read_model.head()
        self._run, self._reports = run, report_style(run.session)
        self._papers: dict[tuple[str, str], Papers] = {}
        self._style = LetterStyle(
            sender=sender_of(settings.mail.sender),
            language=catalogue(settings.language),
            templates=settings.templates,
            authority=settings.authority,
            link=settings.mail.answering_at(),
            checkpoint=latest(checkpoints_folder(store), head, settings.checkpoints.key),
        )

    def message(self, letter: Letter, to: Address) -> Message:
        """Return a letter to somebody.

        Raises:
            Malformed: a template has a mistake.
            MissingPaper: what goes with it is not there.
        """
        language = self._language_of(letter)
        style = replace(self._style, language=catalogue(language))
        with speaking(Spoken(language)):
            return message_of(letter, to, self._papers_in(language, letter).of(letter), style)

    def _language_of(self, letter: Letter) -> str:
        """Return the language of the members to whom a letter goes; ours where they differ."""
        return self._run.session.settings.language_of(letter.codes)

    def _papers_in(self, language: str, letter: Letter) -> Papers:
        key = (letter.taskforce, language)
        if key not in self._papers:
            tables, today = self._run.register.read_model, self._run.register.today()
            documents = self._run.session.settings.mail.documents
            style = replace(self._reports, language=language)
            self._papers[key] = Papers(tables, letter.taskforce, today, style, documents)
        return self._papers[key]


def _due(run: DueRun, sent_log: SentLog) -> list[Letter]:
    """Return the letters that are to go out; whoever wants no reminders gets none."""
    since, stopped = run.session.settings.mail.announced_from(), sent_log.stopped()
    read_model, today = run.register.read_model, run.register.today()
    found = [
        each
        for body in run.taskforces
        for each in letters(read_model, body, today, cache(partial(sent_log.told, body)), since)
    ]
    return [each for each in found if not (each.is_reminder and each.person in stopped)]


def _tell_of_announcements(run: DueRun) -> None:
    mail = run.session.settings.mail
    if mail.sender and not mail.since:
        tell(
            "Note: Only reminders go out. To send invitations, minutes and notifications, too, say "
            "from which day on: since under [mail] in {config}.",
            config=CONFIG,
        )


def _send(run: DueRun, due: list[Letter], people: Contacts, sent_log: SentLog) -> Iterator[str]:
    writer = LetterWriter(run)
    unsent: list[str] = []
    undeliverable: list[str] = []
    with _transport(run.session.settings) as transport:
        for each in due:
            to = _recipient(people, each.person)
            if isinstance(to, str):
                undeliverable += [each.person] * (to != NO_ADDRESS)
                yield _not_sent(each, to)
                continue
            try:
                mail = mail_of(writer.message(each, to), run.now)
                if _sent(each, mail, transport, sent_log, run.now):
                    yield worded(
                        "Sent to {person}: {subject}", person=each.person, subject=each.subject
                    )
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
        sentence = "{count} letters did not go out; the next run tries them again."
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


def _not_sent(each: Letter, why: str) -> str:
    return worded(
        "Not sent to {person}: {subject}. {why}",
        person=each.person,
        subject=each.subject,
        why=why,
    )


def _sent(
    each: Letter, mail: EmailMessage, transport: Transport, sent_log: SentLog, now: datetime
) -> bool:
    """Send a letter that no other run has sent meanwhile; say so if a person interrupts it."""
    sent, at, begun = (each.taskforce, each.person, each.about), now.isoformat(), False
    try:
        if not sent_log.claim(*sent, at):
            return False
        begun = True
        transport.send(mail, name_of(each))
    except (NotSent, InterruptedUnsent):
        sent_log.release(*sent, at)
        raise
    except KeyboardInterrupt:
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
    if not mail.host:
        raise Refused("Say how letters go out: folder or host under [mail] in depositary.toml.")
    password = environ.get("DEPOSITARY_MAIL_PASSWORD")
    with smtp_transport(*mail.server(), mail.user, password) as opened:
        yield opened
