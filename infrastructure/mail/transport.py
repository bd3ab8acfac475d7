"""How a letter is sent: as a file in a folder, or to a mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TypeAlias

from domain.errors import Unavailable
from infrastructure.files.writing import PRIVATE, explained, replace

PATIENCE = 30.0  # seconds to wait for a mail server


class NotSent(Unavailable):
    """A letter surely was not sent, and may be sent another time."""


class PerhapsSent(Unavailable):
    """A letter may have been sent, and must not be sent again."""


class InterruptedUnsent(KeyboardInterrupt):
    """A person stopped the command before a letter was sent; it may be sent another time."""


class TrackedSmtp(smtplib.SMTP):
    """A connection to a mail server that knows whether handing over a letter has begun."""

    handed_over = False

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send a command; what follows `data` is the letter."""
        self.handed_over = self.handed_over or cmd == "data"
        super().putcmd(cmd, args)


class _TrackedSmtpOverTls(TrackedSmtp, smtplib.SMTP_SSL):
    pass


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """Writes each letter into a folder, from which another program sends it."""

    path: Path

    def send(self, message: EmailMessage, name: str) -> None:
        """Write one letter; `name` is a good name for a file.

        Raises:
            NotSent: it surely was not written.
            InterruptedUnsent: it surely was not, since a person stopped the command.
        """
        file = self.path / f"{name}.eml"
        try:
            with explained(self.path):
                self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace(file, message.as_bytes(), PRIVATE)
        except Unavailable as error:
            raise NotSent(str(error)) from error
        except KeyboardInterrupt as error:
            if file.exists():
                raise
            raise InterruptedUnsent from error


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """Hands each letter to a mail server, over a connection that is open."""

    connection: TrackedSmtp

    def send(self, message: EmailMessage, name: str) -> None:
        """Send one letter; its name is not used.

        Raises:
            NotSent: it surely was not sent.
            InterruptedUnsent: it surely was not, since a person stopped the command.
            PerhapsSent: nobody knows.
        """
        del name
        self.connection.handed_over = False
        try:
            self.connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = min(code for code, _ in error.recipients.values())
            raise NotSent("The mail server refused the address ({code}).", code=code) from None
        except smtplib.SMTPResponseException as error:
            code = error.smtp_code
            raise NotSent("The mail server refused the letter ({code}).", code=code) from None
        except (smtplib.SMTPException, OSError) as error:
            sentence = "The mail server went away while a letter was handed over ({kind})."
            raise PerhapsSent(sentence, kind=type(error).__name__) from None
        except KeyboardInterrupt as error:
            if self.connection.handed_over:
                raise
            raise InterruptedUnsent from error


Transport: TypeAlias = FolderTransport | SmtpTransport


@contextmanager
def smtp_transport(
    host: str, port: int, security: str, user: str | None, password: str | None
) -> Iterator[SmtpTransport]:
    """Open a connection to a mail server.

    Raises:
        Unavailable: it cannot be reached, is not to be trusted, or does not let us in.
    """
    where = f"{host}:{port}"
    try:
        with ExitStack() as undo:
            connection = _connected(host, port, security)
            undo.callback(connection.close)
            if security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if user:
                connection.login(user, password or "")
            undo.pop_all()
    except UnicodeError:
        sentence = "The mail server {where} takes only a user and a password in ASCII."
        raise Unavailable(sentence, where=where) from None
    except (smtplib.SMTPException, OSError) as error:
        sentence, why = "The mail server {where} takes no letters ({why}).", type(error).__name__
        raise Unavailable(sentence, where=where, why=why) from None
    try:
        yield SmtpTransport(connection)
        with suppress(smtplib.SMTPException, OSError):  # a person who stops it waits for no answer
            connection.quit()
    finally:
        connection.close()


def _connected(host: str, port: int, security: str) -> TrackedSmtp:
    if security == "tls":
        trusted = ssl.create_default_context()
        return _TrackedSmtpOverTls(host, port, timeout=PATIENCE, context=trusted)
    return TrackedSmtp(host, port, timeout=PATIENCE)
