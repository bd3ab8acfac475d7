"""How a letter is sent: as a file in a folder, or to a mail server."""

import smtplib
import socket
import ssl
from binascii import Error as Base64Error
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from io import BufferedReader
from pathlib import Path
from threading import Timer
from typing import Any, TypeAlias

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.files.locks import TELL_AFTER
from infrastructure.files.warned import WARNINGS
from infrastructure.files.writing import PRIVATE, explained, replace_name

PATIENCE = 30.0
"""Seconds to wait for one part of an answer of a mail server."""
LONGEST = 60.0
"""Seconds after which a connection is ended that is not yet open, or has not taken a letter."""
LONGEST_ANSWER = 1 << 16
"""Bytes in all lines of an answer of a mail server; the connection is ended after more."""
_CODES, _GO_ON = range(200, 600), 354  # of whole answers, and of the one before the letter
_TAKEN, _REFUSED = range(200, 300), range(400, 600)  # codes after a letter, RFC 5321, 4.2.1


class NotSent(Unavailable):
    """A letter surely was not sent, and may be sent another time."""


class PerhapsSent(Unavailable):
    """A letter may have been sent, and must not be sent again."""


class InterruptedUnsent(KeyboardInterrupt):
    """A person stopped the command before a letter was sent; it may be sent another time."""


class TimeLimit:
    """Ends a connection that takes too long; before, it says once what is waited for."""

    def __init__(self, where: str) -> None:
        self.where, self.told, self.ended = where, False, False
        self.line: socket.socket | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Limit the time for all that is done meanwhile."""
        timers = Timer(TELL_AFTER, self._tell), Timer(LONGEST, self._end)
        for each in timers:
            each.daemon = True
            each.start()
        try:
            yield
        finally:
            for each in timers:
                each.cancel()

    def close(self) -> None:
        """Let go of the connection."""
        if self.line:
            self.line.close()

    def _tell(self) -> None:
        if not self.told:
            WARNINGS.show(worded("Waiting for the mail server {where}.", where=self.where))
        self.told = True

    def _end(self) -> None:
        self.ended = True
        if self.line:
            with suppress(OSError):  # the server ended it, too
                self.line.shutdown(socket.SHUT_RDWR)


class TrackedSmtp(smtplib.SMTP):
    """A connection to a mail server that knows whether it was told to hand over a letter."""

    handed_over = False
    sock: socket.socket
    file: BufferedReader | None

    def __init__(
        self, host: str, port: int, limit: TimeLimit, tls: ssl.SSLContext | None = None
    ) -> None:
        self._limit, self._tls = limit, tls
        super().__init__(host, port)

    def connect(
        self, host: str = "", port: int = 0, source_address: object = None
    ) -> tuple[int, bytes]:
        """Connect, with TLS from the beginning where it is given, and return the greeting."""
        del source_address
        line = _connected(host, port)
        self._limit.line = line.dup()  # which stays the same below TLS
        self.sock = self._tls.wrap_socket(line, server_hostname=host) if self._tls else line
        self.file = None
        return self.getreply()

    def getreply(self) -> tuple[int, bytes]:
        """Return an answer.

        Raises:
            SMTPServerDisconnected: there is none, or only the beginning of one, or it is too long.
        """
        lines: list[bytes] = []
        with suppress(OSError):
            lines = list(self._answer())
        code = int(lines[-1][:3]) if lines else 0
        self.handed_over = self.handed_over or code == _GO_ON
        if self._limit.ended or code not in _CODES:
            self.close()
            raise smtplib.SMTPServerDisconnected
        return code, b"\n".join(line[4:].strip() for line in lines)

    def _answer(self) -> Iterator[bytes]:
        """Yield the lines of an answer; `ConnectionError` if it is none, or is too long.

        The library bounds the lines alone, and says of one that is too long that a letter, which
        may be handed over by then, was refused.
        """
        if self.file is None:
            self.file = self.sock.makefile("rb")
        left, goes_on = LONGEST_ANSWER, True
        while goes_on:
            line = self.file.readline(left + 1)
            left -= len(line)
            if left < 0 or not (line[:3].isdigit() and line.endswith(b"\n")):
                raise ConnectionError
            yield line
            goes_on = line[3:4] == b"-"


def _connected(host: str, port: int) -> socket.socket:
    """Connect to the first address of a name that answers, in `PATIENCE` for all of them.

    Raises:
        OSError: none does.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found[:-1]:
        with suppress(OSError):
            return _connected_to(address, PATIENCE / len(found))
    return _connected_to(found[-1][-1], PATIENCE / len(found))


def _connected_to(address: tuple[Any, ...], seconds: float) -> socket.socket:
    line = socket.create_connection(address[:2], seconds)
    line.settimeout(PATIENCE)
    return line


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
            replace_name(file, message.as_bytes(), PRIVATE)
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
    limit: TimeLimit

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
            with self.limit.running():
                self.connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = min(code for code, _ in error.recipients.values())
            raise NotSent("The mail server refused the address ({code}).", code=code) from None
        except smtplib.SMTPResponseException as error:
            self._judge(error.smtp_code)
        except (smtplib.SMTPException, OSError) as error:
            if not self.connection.handed_over:
                sentence = "The mail server went away before a letter was handed over ({kind})."
                raise NotSent(sentence, kind=_kind(error, self.limit)) from None
            sentence = "The mail server went away while a letter was handed over ({kind})."
            raise PerhapsSent(sentence, kind=_kind(error, self.limit)) from None
        except KeyboardInterrupt as error:
            if self.connection.handed_over:
                raise
            raise InterruptedUnsent from error

    def _judge(self, code: int) -> None:
        """Raise what a code means that the library, which knows 250 alone, takes for a refusal."""
        if code in _REFUSED or not self.connection.handed_over:
            raise NotSent("The mail server refused the letter ({code}).", code=code) from None
        if code not in _TAKEN:
            sentence = "The mail server does not say whether it took a letter ({code})."
            raise PerhapsSent(sentence, code=code) from None


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
    limit = TimeLimit(where)
    try:
        with ExitStack() as undo:
            undo.callback(limit.close)
            with limit.running():
                tls = ssl.create_default_context() if security == "tls" else None
                connection = TrackedSmtp(host, port, limit, tls)
                undo.callback(connection.close)
                if security == "starttls":
                    connection.starttls(context=ssl.create_default_context())
                if user:
                    connection.login(user, password or "")
            undo.pop_all()
    except UnicodeError:
        sentence = "The mail server {where} takes only a user and a password in ASCII."
        raise Unavailable(sentence, where=where) from None
    except (smtplib.SMTPException, OSError, Base64Error) as error:
        sentence = "The mail server {where} takes no letters ({why})."
        raise Unavailable(sentence, where=where, why=_kind(error, limit)) from None
    try:
        yield SmtpTransport(connection, limit)
        with suppress(smtplib.SMTPException, OSError), limit.running():
            connection.quit()  # a person who stops it waits for no answer
    finally:
        connection.close()
        limit.close()


def _kind(error: Exception, limit: TimeLimit) -> str:
    """Return the name of an error of a connection."""
    return "TimeoutError" if limit.ended else type(error).__name__
