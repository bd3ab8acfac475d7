"""A letter as a message: plain text with attachments, to one person; nothing reports back."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from textwrap import wrap
from typing import Self
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from domain.errors import Malformed
from domain.words import worded
from infrastructure.email_addresses import domain_of

UNFIT = "No letter can be sent to that name, which has control characters."
_PLAIN = re.compile(r"[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)*")
_SHORT = 60
_MARK = "=?"  # with which a word begins that mail programs decode
_FOLD = "\r\n "
_AT_ONCE = 45  # bytes in an encoded word, which has at most 75 characters


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's name and e-mail address, both fit for a header; `name` may be empty."""

    name: str
    mail: str
    domain: str

    def __str__(self) -> str:
        """Return both as they stand in a header: what is no plain name is encoded, word by word."""
        if not self.name:
            return self.mail
        if _PLAIN.fullmatch(self.name) and len(self.name) <= _SHORT:
            return f"{self.name} <{self.mail}>"
        return _FOLD.join([*_encoded(self.name), f"<{self.mail}>"])


def address(name: str, mail: str) -> Address:
    """Return somebody's address.

    Raises:
        Malformed: no letter can be sent there; the sentence repeats neither name nor address.
    """
    domain = domain_of(mail)
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in name):
        raise Malformed(UNFIT)
    return Address(name=name, mail=mail, domain=domain)


def sender_of(mail: str) -> Address:
    """Return who writes, as the settings say.

    Raises:
        Malformed: no letter can come from there.
    """
    try:
        return address("", mail)
    except Malformed:
        raise Malformed.expected(worded("an e-mail address as from of [mail]"), mail) from None


class _RawHeader(str):
    """A header that is written unchanged.

    The library reads what it is given and writes it anew: it decodes words in a name and loses
    quotes, so that a name could become a header or a recipient.
    """

    __slots__ = ("name",)
    name: str

    def __new__(cls, name: str, value: object) -> Self:
        """Keep the value with the name of its header."""
        header = super().__new__(cls, value)
        header.name = name
        return header

    def fold(self, *, policy: Policy) -> str:
        """Return the whole header, as the library asks for it."""
        return f"{self.name}: {self}{policy.linesep}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a letter; its name has only what every system takes in a name."""

    name: str
    content: bytes
    kind: str = "application/octet-stream"
    """The media type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A letter to somebody in its final words; `identity` is the same however often it is made.

    `stop` is the subject of a letter that asks for no more of its kind, "" where none can.
    """

    sender: Address
    recipient: Address
    subject: str
    text: str
    attachments: Sequence[Attachment]
    identity: str
    stop: str


def mail_of(message: Message, now: datetime) -> EmailMessage:
    """Return the letter as a mail; the same one at the same time is the same bytes."""
    named = uuid5(NAMESPACE_URL, message.identity)
    sender = message.sender
    headers = {
        "From": sender,
        "To": message.recipient,
        "Subject": _unstructured(message.subject),
        "Date": format_datetime(now),
        "Message-ID": f"<{named}@{sender.domain}>",
        "Auto-Submitted": "auto-generated",
    }
    if message.stop:
        stop = f"<mailto:{quote(sender.mail, safe='@')}?subject={quote(message.stop)}>"
        headers["List-Unsubscribe"] = stop
    mail = EmailMessage(policy=SMTP)
    for name, value in headers.items():
        mail[name] = _RawHeader(name, value)
    mail.set_content(message.text, cte="quoted-printable")
    for each in message.attachments:
        main, _, sub = each.kind.partition("/")
        read_as = {"charset": "utf-8"} if main == "text" else {}
        mail.add_attachment(
            each.content, maintype=main, subtype=sub, filename=each.name, params=read_as
        )
    if message.attachments:
        mail.set_boundary(f"={named.hex}=")
    return mail


def _unstructured(text: str) -> str:
    """Return a text for a header: in lines of words, or encoded word by word."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable() and _MARK not in text:
        return _FOLD.join(wrap(text, _SHORT, break_long_words=False, break_on_hyphens=False))
    return _FOLD.join(_encoded(text))


def _encoded(name: str) -> list[str]:
    """Return a name as encoded words (RFC 2047)."""
    parts = [""]
    for character in name:
        if len((parts[-1] + character).encode()) > _AT_ONCE:
            parts.append("")
        parts[-1] += character
    return [f"=?utf-8?b?{b64encode(part.encode()).decode()}?=" for part in parts]
