"""How a letter goes out: as a file in a folder, or to a mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from domain.errors import Unavailable
from infrastructure.files.writing import PRIVATE, explained, replace

PATIENCE = 30.0  # seconds to wait for a mail server


class NotSent(Unavailable):
    """A letter surely did not go out, and may be sent another time."""


class PerhapsSent(Unavailable):
    """A letter may have gone out, and must not be sent again."""


class StoppedUnsent(KeyboardInterrupt):
    """A person stopped the command before a letter went out; it may be sent another time."""


class Carrier(Protocol):
    """Takes letters; `name` is a good name for a file."""

    def carry(self, message: EmailMessage, name: str) -> None:
        """Send one letter.

        Raises:
            NotSent: it surely did not go out.
            StoppedUnsent: it surely did not, since a person stopped the command.
            PerhapsSent: nobody knows.
        """
        ...


class Line(smtplib.SMTP):
    """A line to a mail server that knows whether a letter was begun to be handed over."""

    handed_over = False

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send a command; what follows `data` is the letter."""
        self.handed_over = self.handed_over or cmd == "data"
        super().putcmd(cmd, args)


class _SafeLine(Line, smtplib.SMTP_SSL):
    pass


@dataclass(frozen=True, slots=True)
class Folder:
    """Writes each letter as an .eml file that only its owner can read."""

    path: Path

    def carry(self, message: EmailMessage, name: str) -> None:
        """See `Carrier`."""
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
            raise StoppedUnsent from error


@dataclass(frozen=True, slots=True)
class Server:
    """Hands each letter to a mail server, over a connection that is open."""

    connection: Line

    def carry(self, message: EmailMessage, name: str) -> None:
        """See `Carrier`."""
        del name
        self.connection.handed_over = False
        try:
            self.connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = sorted({code for code, _ in error.recipients.values()})
            raise NotSent(
                "The mail server refused the address ({codes}).", codes=codes[0]
            ) from None
        except smtplib.SMTPResponseException as error:
            raise NotSent(
                "The mail server refused the letter ({smtp_code}).", smtp_code=error.smtp_code
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            kind = type(error).__name__
            raise PerhapsSent(
                "The mail server went away while it was told ({kind}).", kind=kind
            ) from None
        except KeyboardInterrupt as error:
            if self.connection.handed_over:
                raise
            raise StoppedUnsent from error


@contextmanager
def server(
    host: str, port: int, security: str, user: str | None, password: str | None
) -> Iterator[Server]:
    """Open a connection to a mail server.

    Raises:
        Unavailable: it cannot be reached, is not to be trusted, or does not let us in.
    """
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
        raise Unavailable(
            "The mail server {host}:{port} can be told only a user and a password in ASCII.",
            host=host,
            port=port,
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        why = type(error).__name__
        raise Unavailable(
            "The mail server {host}:{port} takes no letters ({why}).", host=host, port=port, why=why
        ) from None
    try:
        yield Server(connection)
        with suppress(smtplib.SMTPException, OSError):  # a person who stops it waits for no answer
            connection.quit()
    finally:
        connection.close()


def _connected(host: str, port: int, security: str) -> Line:
    if security == "tls":
        trusted = ssl.create_default_context()
        return _SafeLine(host, port, timeout=PATIENCE, context=trusted)
    return Line(host, port, timeout=PATIENCE)
