"""The settings of mail; apart from what writes letters, which takes long to load."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from domain.errors import Malformed
from domain.words import worded

PORTS: Mapping[str, int] = MappingProxyType({"starttls": 587, "tls": 465, "none": 25})
"""The port of a mail server, by how the connection is secured."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|(?:[\dA-Fa-f]*:){2,}[\d.A-Fa-f]*(?:%\w+)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Who writes letters, and how they go out: as files in a folder, or by a mail server."""

    sender: str | None = None
    folder: Path | None = None
    host: str | None = None
    port: str | None = None
    security: str | None = None
    user: str | None = None

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
        return _HOST.fullmatch(host.encode("idna").decode()) is not None
    except UnicodeError:  # an empty or too long part, or a character that no name has
        return False
