"""A digest as a letter: plain text, to one person, with nothing in it that reports back."""

import re
import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from textwrap import wrap
from typing import Self
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from application.evidence import CHECKPOINT
from application.questions.across.reminders import Reminder
from domain.errors import Malformed
from domain.words import worded
from infrastructure.email_addresses import domain_of

UNFIT = "No letter can be sent to that name, which has control characters."
WIDTH = 72
_STOP = "No more reminders"
_PLAIN = re.compile(r"[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)*")
_SHORT = 60
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


def letter(
    digest: Reminder,
    sender: Address,
    recipient: Address,
    now: datetime,
    checkpoint: str | None = None,
) -> EmailMessage:
    """Return the letter; the same digest has the same Message-ID whenever it is made.

    `checkpoint`, a signed note, is printed at its end, so that the mailbox keeps it.
    """
    mark = "EXERCISE: " if digest.exercise else ""
    named = uuid5(NAMESPACE_URL, f"{digest.taskforce}/{digest.week}/{digest.person}")
    headers = {
        "From": sender,
        "To": recipient,
        "Subject": f"{mark}{digest.taskforce}: {_count(digest)} ({digest.week})",
        "Date": format_datetime(now),
        "Message-ID": f"<{named}@{sender.domain}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<mailto:{quote(sender.mail, safe='@')}?subject={quote(_STOP)}>",
    }
    message = EmailMessage(policy=SMTP)
    for name, value in headers.items():
        message[name] = _RawHeader(name, value)
    message.set_content(text(digest, sender.mail, checkpoint))
    return message


def _encoded(name: str) -> list[str]:
    """Return a name as encoded words (RFC 2047)."""
    parts = [""]
    for character in name:
        if len((parts[-1] + character).encode()) > _AT_ONCE:
            parts.append("")
        parts[-1] += character
    return [f"=?utf-8?b?{b64encode(part.encode()).decode()}?=" for part in parts]


def text(digest: Reminder, sender: str, checkpoint: str | None = None) -> str:
    """Return what the letter says."""
    lines: list[str] = []
    if digest.exercise:
        lines += [worded("EXERCISE: members and acts are made up."), ""]
    for state, heading in (("overdue", worded("Overdue:")), ("due", worded("Due soon:"))):
        items = [item for item in digest.items if item.state == state]
        if items:
            lines += [heading]
            lines += [
                worded("- by {day}, {owner}: {title}", day=i.due_on, owner=i.owner, title=i.title)
                for i in items
            ]
            lines += [""]
    lines += [
        "You get this at most once a week, and only when something is due,",
        "since you are a focal point on record. To get no more, write to",
        worded("{sender} with the subject:", sender=sender),
        _STOP,
    ]
    if checkpoint:
        lines += ["", *wrap(CHECKPOINT, WIDTH), "", checkpoint.removesuffix("\n")]
    return "\n".join(lines) + "\n"


def _count(digest: Reminder) -> str:
    late = sum(item.state == "overdue" for item in digest.items)
    soon = len(digest.items) - late
    if not late:
        return worded("{soon} due", soon=soon)
    return worded("{late} overdue, {soon} due" if soon else "{late} overdue", late=late, soon=soon)
