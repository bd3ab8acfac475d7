"""The settings of mail; apart from what writes letters, which takes long to load."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Self

from domain.errors import Malformed
from domain.words import worded

MAIL = (*("from", "folder", "host", "port", "security", "user"), *("since", "documents", "link"))
"""The keys of [mail] in the file of settings."""
PORTS: Mapping[str, int] = MappingProxyType({"starttls": 587, "tls": 465, "none": 25})
"""The port of a mail server, by how the connection is secured."""
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"(?=.{{1,253}}\.?$)(?:{_LABEL}\.)*{_LABEL}\.?"
_ADDRESS = r".*:.*|(?:.*\.)?\d+\.?"  # no name ends with a number
_LINK = r"https?://[!-~]+"


class Mail(NamedTuple):
    """Who writes letters, and how they go out: as files in a folder, or by a mail server.

    From the day `since` on, meetings, minutes and acts are announced. `documents` is a folder with
    files that go with letters, `link` an address at which members can answer, too.
    """

    sender: str | None = None
    folder: Path | None = None
    host: str | None = None
    port: str | None = None
    security: str | None = None
    user: str | None = None
    since: str | None = None
    documents: Path | None = None
    link: str | None = None

    @classmethod
    def of(cls, value: Callable[[str], str | None], path: Callable[[str], Path | None]) -> Self:
        """Return what is said of each key, which has `mail_` before it."""
        return cls(
            sender=value("mail_from"),
            folder=path("mail_folder"),
            host=value("mail_host"),
            port=value("mail_port"),
            security=value("mail_security"),
            user=value("mail_user"),
            since=value("mail_since"),
            documents=path("mail_documents"),
            link=value("mail_link"),
        )

    def announced_from(self) -> date | None:
        """Return the day from which on is announced what happens; None if nothing is.

        Raises:
            Malformed: it is no day.
        """
        if self.since is None:
            return None
        try:
            return date.fromisoformat(self.since)
        except ValueError:
            sentence = worded("a day such as 2026-12-01 as since of [mail]")
            raise Malformed.expected(sentence, self.since) from None

    def answering_at(self) -> str | None:
        """Return the address at which members can answer, if there is one.

        Raises:
            Malformed: it is no address of a page.
        """
        if self.link is not None and not re.fullmatch(_LINK, self.link):
            sentence = worded("an address such as https://example.org/reports as link of [mail]")
            raise Malformed.expected(sentence, self.link)
        return self.link

    def server(self) -> tuple[str, int, str]:
        """Return the host ("" if none is named), its port, and how the connection is secured.

        Raises:
            Malformed: one of them is not of its form.
        """
        host = self.host or ""
        if host and not _is_host(host):
            raise Malformed.expected(
                worded("a name such as mail.example.org as host of [mail]"), host
            )
        security = self.security or "starttls"
        if security not in PORTS:
            raise Malformed.expected(
                worded("starttls, tls or none as security of [mail]"), security
            )
        port = self.port or str(PORTS[security])
        if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 1 << 16):
            raise Malformed.expected(worded("a number from 1 to 65535 as port of [mail]"), port)
        return host, int(port), security


def _is_host(host: str) -> bool:
    """Say whether this can be a host name or an address, IPv6 without brackets."""
    try:
        name = host.encode("idna").decode()
        if re.fullmatch(_ADDRESS, name):
            return bool(ip_address(name))
    except ValueError:  # an empty or too long part, a character that no name has, or no address
        return False
    return re.fullmatch(_HOST, name, re.ASCII) is not None
