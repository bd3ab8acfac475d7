"""Letters that are due, each made in its final words before any goes out."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from typing import TypeAlias

from application.letters.correspondence import letters
from application.letters.letter import Letter
from application.reading import codes_of
from domain.errors import Malformed, Refused, UnknownReference
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import latest
from infrastructure.bootstrap import CONFIG, checkpoints_folder
from infrastructure.cli.reports.making import report_style
from infrastructure.cli.upkeep.due_steps import DueRun
from infrastructure.contacts.store import Contacts
from infrastructure.language import Spoken, catalogue, speaking
from infrastructure.letters.composing import LetterStyle, message_of
from infrastructure.letters.papers import MissingPaper, Papers
from infrastructure.mail.message import Address, Message, address, sender_of
from infrastructure.mail.sent_log import SentLog

NO_ADDRESS = worded("The contacts have no address of that person.")
_UNNAMED = (
    "Letters are due. Say who writes, and how: [mail] with from, and folder or host, in {config}."
)


Made: TypeAlias = Message | MissingPaper | str
"""A letter in its final words; or what is missing; or why its address is none."""


def due_letters(run: DueRun, sent_log: SentLog) -> list[Letter]:
    """Return the letters that are to go out; whoever wants no reminders gets none."""
    since, stopped = run.session.settings.mail.announced_from(), sent_log.stopped()
    read_model, today = run.register.read_model, run.register.today()
    found = [
        each
        for body in run.taskforces
        for each in letters(read_model, body, today, cache(partial(sent_log.told, body)), since)
    ]
    return [each for each in found if not (each.is_reminder and each.person in stopped)]


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
        papers = self._papers_in(language, letter)
        with speaking(Spoken(language, papers.names(language))):
            return message_of(letter, to, papers.of(letter), style)

    def _language_of(self, letter: Letter) -> str:
        """Return the language of the members to whom a letter goes; ours where they differ."""
        codes = codes_of(self._run.register.read_model, letter.taskforce)
        return self._run.session.settings.language_of(letter.codes, codes)

    def _papers_in(self, language: str, letter: Letter) -> Papers:
        key = (letter.taskforce, language)
        if key not in self._papers:
            tables, today = self._run.register.read_model, self._run.register.today()
            documents = self._run.session.settings.mail.documents
            style = replace(self._reports, language=language)
            self._papers[key] = Papers(tables, letter.taskforce, today, style, documents)
        return self._papers[key]


def all_made(run: DueRun, due: Sequence[Letter], people: Contacts) -> list[tuple[Letter, Made]]:
    """Return all letters before any goes out.

    Raises:
        Refused: there are some, and the settings do not say who writes.
        Malformed: they say it in another form, or a template has a mistake.
    """
    if not due:
        return []
    writer = LetterWriter(run)
    return [(each, _made(writer, each, _recipient(people, each.person))) for each in due]


def _made(writer: LetterWriter, letter: Letter, to: Address | str) -> Made:
    if isinstance(to, str):
        return to
    try:
        return writer.message(letter, to)
    except MissingPaper as error:
        return error


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
