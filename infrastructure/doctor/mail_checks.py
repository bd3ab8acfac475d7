"""Health checks of letters: who writes them, how they go out, and from when on."""

from collections.abc import Iterator

from domain.errors import Malformed
from domain.words import worded
from infrastructure.bootstrap import CONFIG
from infrastructure.doctor.finding import HealthFinding, Installation, advice, closed, problem
from infrastructure.mail.message import sender_of
from infrastructure.mail.settings import Mail

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
    if mail.folder and mail.folder.exists() and not mail.folder.is_dir():
        yield problem("{folder} is no folder for letters.", _CORRECT_MAIL, folder=mail.folder)
    if mail.documents and not mail.documents.is_dir():
        yield problem("There is no folder {folder}.", _CORRECT_MAIL, folder=mail.documents)
    elif mail.documents:
        yield from closed(mail.documents)
    if mail.host and mail.user and "DEPOSITARY_MAIL_PASSWORD" not in installation.environ:
        yield advice(
            "The password of the mail server is not set here.",
            "Set DEPOSITARY_MAIL_PASSWORD where run-due is started.",
        )


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
