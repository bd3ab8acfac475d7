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
from infrastructure.files import PRIVATE, replace

PATIENCE = 30.0  # seconds to wait for a mail server


class NotSent(Unavailable):
    """A letter surely did not go out, and may be sent another time."""


class PerhapsSent(Unavailable):
    """A letter may have gone out, and must not be sent again."""


class Carrier(Protocol):
    """Takes letters; `name` is a good name for a file."""

    def carry(self, message: EmailMessage, name: str) -> None:
        """Send one letter.

        Raises:
            NotSent: it surely did not go out.
            PerhapsSent: nobody knows.
        """
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """Writes each letter as an .eml file that only its owner can read."""

    path: Path

    def carry(self, message: EmailMessage, name: str) -> None:
        """See `Carrier`."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace(self.path / f"{name}.eml", message.as_bytes(), PRIVATE)
        except OSError as error:
            raise NotSent(f"{self.path} cannot be written: {error.strerror}.") from error
        except Unavailable as error:
            raise NotSent(str(error)) from error


@dataclass(frozen=True, slots=True)
class Server:
    """Hands each letter to a mail server, over a connection that is open."""

    connection: smtplib.SMTP

    def carry(self, message: EmailMessage, name: str) -> None:
        """See `Carrier`."""
        del name
        try:
            self.connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = sorted({code for code, _ in error.recipients.values()})
            raise NotSent(f"The mail server refused the address ({codes[0]}).") from None
        except smtplib.SMTPResponseException as error:
            raise NotSent(f"The mail server refused the letter ({error.smtp_code}).") from None
        except (smtplib.SMTPException, OSError) as error:
            kind = type(error).__name__
            raise PerhapsSent(f"The mail server went away while it was told ({kind}).") from None


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
            f"The mail server {host}:{port} can be told only a user and a password in ASCII."
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        why = type(error).__name__
        raise Unavailable(f"The mail server {host}:{port} takes no letters ({why}).") from None
    try:
        yield Server(connection)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()
        connection.close()


def _connected(host: str, port: int, security: str) -> smtplib.SMTP:
    if security == "tls":
        trusted = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=trusted)
    return smtplib.SMTP(host, port, timeout=PATIENCE)
