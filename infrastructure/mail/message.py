"""A digest as a letter: plain text, to one person, with nothing in it that reports back."""

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from textwrap import wrap
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from application.evidence import CHECKPOINT
from application.questions.digests import Digest
from domain.errors import Malformed

UNWRITABLE = "No letter can be sent to that address."
WIDTH = 72
_STOP = "No more reminders"


def address(name: str, mail: str) -> Address:
    """Return somebody's address.

    Raises:
        Malformed: no letter can be sent there; the sentence does not repeat it.
    """
    if not mail.isascii():
        raise Malformed(UNWRITABLE)
    try:
        return Address(display_name=name, addr_spec=mail)
    except (ValueError, IndexError, AttributeError, HeaderParseError) as error:  # it trips itself
        raise Malformed(UNWRITABLE) from error


def letter(
    digest: Digest,
    sender: Address,
    recipient: Address,
    now: datetime,
    checkpoint: str | None = None,
) -> EmailMessage:
    """Return the letter; the same digest has the same Message-ID whenever it is made.

    `checkpoint`, a signed note, is printed at its end, so that the mailbox keeps it.
    """
    message = EmailMessage(policy=SMTP)
    mark = "EXERCISE: " if digest.exercise else ""
    message["From"], message["To"] = sender, recipient
    message["Subject"] = f"{mark}{digest.taskforce}: {_count(digest)} ({digest.week})"
    message["Date"] = now
    named = uuid5(NAMESPACE_URL, f"{digest.taskforce}/{digest.week}/{digest.person}")
    message["Message-ID"] = f"<{named}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<mailto:{sender.addr_spec}?subject={quote(_STOP)}>"
    message.set_content(text(digest, sender.addr_spec, checkpoint))
    return message


def text(digest: Digest, sender: str, checkpoint: str | None = None) -> str:
    """Return what the letter says."""
    lines = ["EXERCISE: members and acts are made up.", ""] if digest.exercise else []
    for state, heading in (("overdue", "Overdue"), ("due", "Due soon")):
        items = [item for item in digest.items if item.state == state]
        if items:
            lines += [f"{heading}:"]
            lines += [f"- by {item.due_on}, {item.owner}: {item.title}" for item in items]
            lines += [""]
    lines += [
        "You get this at most once a week, and only when something is due,",
        "since you are a focal point on record. To get no more, write to",
        f"{sender} with the subject:",
        f"{_STOP}",
    ]
    if checkpoint:
        lines += ["", *wrap(CHECKPOINT, WIDTH), "", checkpoint.removesuffix("\n")]
    return "\n".join(lines) + "\n"


def _count(digest: Digest) -> str:
    late = sum(item.state == "overdue" for item in digest.items)
    soon = len(digest.items) - late
    parts = [f"{late} overdue" if late else "", f"{soon} due" if soon else ""]
    return ", ".join(part for part in parts if part)
