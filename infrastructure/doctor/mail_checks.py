"""Health checks of letters: who writes them, how they go out, and from when on."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from application.letters.correspondence import letters
from domain.errors import DepositaryError, Malformed
from domain.events.meetings import MinutesCirculated
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.published.prefix import LogPrefix
from infrastructure.bootstrap import CONFIG, ledger_path
from infrastructure.doctor.finding import HealthFinding, Installation, advice, closed, problem
from infrastructure.files.store_path import why_no_folder
from infrastructure.letters.papers import MissingPaper, minutes_file
from infrastructure.mail.message import sender_of
from infrastructure.mail.sent_log import SentLog
from infrastructure.mail.settings import Mail
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel

_CORRECT_MAIL = worded("Correct [mail] in {config}.", config=CONFIG)


def check_mail(installation: Installation) -> Iterator[HealthFinding]:
    """Check that letters can be sent, if any are to be."""
    mail = installation.settings.mail
    if not (mail.sender or mail.folder or mail.host):
        return
    if not mail.sender:
        remedy = "Put from into [mail] in {config}."
        yield problem("[mail] does not say who writes.", remedy, config=CONFIG)
    if not (mail.folder or mail.host):
        remedy = "Put folder or host into [mail] in {config}."
        yield problem("[mail] does not say how letters go out.", remedy, config=CONFIG)
    yield from _misread(mail)
    if why := mail.folder and why_no_folder(mail.folder):
        yield problem("{why}.", _CORRECT_MAIL, why=why)
    if mail.documents and not mail.documents.is_dir():
        yield problem("There is no folder {folder}.", _CORRECT_MAIL, folder=mail.documents)
    elif mail.documents:
        yield from closed(mail.documents)
    if mail.host and mail.user and "DEPOSITARY_MAIL_PASSWORD" not in installation.environ:
        yield advice(
            "The password of the mail server is not set here.",
            "Set DEPOSITARY_MAIL_PASSWORD where run-due is started.",
        )


def check_minutes(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that each file of minutes is there that goes with letters now."""
    documents = installation.settings.mail.documents
    for body, meeting, sha256 in _minutes_due(installation, log):
        try:
            minutes_file(documents, sha256)
        except MissingPaper as error:
            yield problem(
                "Letters with the minutes of {meeting} in {body} do not go out. {why}",
                "The SHA-256 of the file is {sha256}. See what goes out: depositary run-due "
                "--dry-run",
                meeting=meeting,
                body=body,
                why=str(error),
                sha256=sha256,
            )


def _minutes_due(installation: Installation, log: LogFile) -> list[tuple[str, str, str]]:
    """Return, by body and meeting, the digests of the files that are to go with letters."""
    found: set[tuple[str, str, str]] = set()
    with suppress(DepositaryError):  # other checks find it
        since = installation.settings.mail.announced_from()
        filed = any(event.file_sha256 for _, _, event in log.events(MinutesCirculated))
        if since is None or not filed:
            return []
        today, sent_log = installation.now.date(), SentLog(ledger_path(installation.store))
        with SQLiteReadModel(LogPrefix(log, log.size())) as tables:
            tables.catch_up()
            for body in tables.taskforces():
                told = partial(sent_log.told, body)
                found |= {
                    (body, each.minutes, each.minutes_sha256)
                    for each in letters(tables, body, today, told, since)
                    if each.minutes_sha256
                }
    return sorted(found)


def _misread(mail: Mail) -> Iterator[HealthFinding]:
    for read in (
        mail.server,
        lambda: mail.sender and sender_of(mail.sender),
        mail.announced_from,
        mail.answering_at,
    ):
        try:
            read()
        except Malformed as error:
            yield problem(str(error), _CORRECT_MAIL)
