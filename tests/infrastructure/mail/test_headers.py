"""Whatever a contact is called, a letter has our headers, one recipient and our text."""

import unicodedata
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.errors import Malformed
from infrastructure.mail.message import UNFIT, Address, Message, address, mail_of, sender_of

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MAIL = "ada@example.org"
OFFICE = address("", "office@example.org")
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
]
HOSTILE = (
    "=?utf-8?q?a=0D=0ABcc=3A_evil=40x.example?=",
    "=?utf-8?q?a=0D=0A=0D=0AAnother body?=",
    "=?utf-8?q?evil=40x.example=2C?=",
    '";' + "x" * 70 + "[",  # the library loses its quotes on Python 3.11 where lines are long
    "\\" + "x" * 70 + '"a ',
    "evil@x.example, Ada",
    "Ada <evil@x.example>",
    "\u202eAda\u200b\u00a0Exämple",
    "\r\nBcc: evil@x.example",
    "\udcff",
)
NAMES = st.lists(
    st.sampled_from(
        [*HOSTILE, *'"\\,;:<>@()[]=?. \t', "=?", "?=", "=?utf-8?q?", "=2C", "=0D=0A", "Ä" * 70]
    )
    | st.text(max_size=9),
    min_size=1,
    max_size=6,
).map(lambda parts: "".join(parts)[:200])


def message(to: Address, subject: str = "Report", sender: Address = OFFICE) -> Message:
    return Message(
        sender=sender,
        recipient=to,
        subject=subject,
        text=f"Dear {to.name},\n",
        attachments=(),
        identity="EXT/2026-W10/p-qr7x",
        stop="No more reminders",
    )


def names_of_headers(sent: bytes) -> list[str]:
    """Return what stands at the head of a letter, read without a library."""
    head, _, _ = sent.partition(b"\r\n\r\n")
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert all(len(line) <= 220 for line in head.split(b"\r\n"))
    lines = head.replace(b"\r\n ", b" ").split(b"\r\n")
    return [line.partition(b":")[0].decode("ascii") for line in lines]


def decoded(encoded: str) -> str:
    """Return a name as a mail program shows it."""
    return str(make_header(decode_header(encoded)))


@given(name=NAMES)
@example(name=HOSTILE[0])
@example(name=HOSTILE[1])
@example(name=HOSTILE[2])
@example(name=HOSTILE[3])
def test_a_name_is_nothing_but_a_name(name: str) -> None:
    """Who is kept as a contact could else write to others in our name, or as if it were us."""
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        with pytest.raises(Malformed, match=f"^{UNFIT}$"):
            address(name, MAIL)
        return
    to = address(name, MAIL)

    sent = mail_of(message(to), NOW).as_bytes()

    assert names_of_headers(sent) == HEADERS
    old, new = (message_from_bytes(sent, policy=policy) for policy in (compat32, default))
    assert [mail for _, mail in getaddresses([str(old["To"])])] == [MAIL]
    assert isinstance(new, EmailMessage)
    (recipient,) = new["To"].addresses
    assert recipient.addr_spec == MAIL
    assert "".join(recipient.display_name.split()) == "".join(name.split())  # it adds blanks
    assert decoded(str(old["To"]).rpartition(" <")[0]) == name
    for read in (old, new):
        assert list(read.keys()) == HEADERS
        body = read.get_payload(decode=True)
        assert isinstance(body, bytes)
        assert body.decode().replace("\r\n", "\n") == message(to).text


@given(title=NAMES | st.text(max_size=300))
@example(title="a=?utf-8?q?a=0D=0ABcc=3A_evil=40x.example?= b")
@example(title="Report\r\nBcc: evil@x.example")
@example(title="")
def test_a_subject_is_nothing_but_a_subject(title: str) -> None:
    """It has names and titles, which are free text."""
    try:
        title.encode()
    except UnicodeEncodeError:
        return  # no text of the register has such

    sent = mail_of(message(address("Ada", MAIL), title), NOW).as_bytes()

    assert names_of_headers(sent) == HEADERS
    for policy in (compat32, default):
        read = message_from_bytes(sent, policy=policy)
        assert list(read.keys()) == HEADERS
    old = message_from_bytes(sent, policy=compat32)
    assert "".join(decoded(str(old["Subject"])).split()) == "".join(title.split())


@pytest.mark.parametrize(
    "mail",
    [
        "=?utf-8?q?a=0D=0ABcc=3A_evil?=@example.org",
        "a@example.org,evil@x.example",
        "a@example.org\r\nBcc:evil@x.example",
        "<a@example.org>",
        '"a,b"@example.org',
        "a@" + "b" * 64,
        "a@" + "b." * 130 + "b",
        *("a@b\n", "", "a b@example.org", "ädä@example.org", "a..b@x", "@", "a@[", "<a@b>"),
    ],
)
def test_an_address_is_nothing_but_an_address(mail: str) -> None:
    """What is no plain address could be read as several."""
    with pytest.raises(Malformed, match=r"^No letter can be sent to that address\.$"):
        address("Ada", mail)
    with pytest.raises(Malformed, match=r"^Expected an e-mail address as from of \[mail\], not "):
        sender_of(mail)


def test_a_long_address_stays_whole() -> None:
    """A header that is broken in an address leads nowhere."""
    long = "a" * 64 + "+" + "b" * 60 + "@" + "c" * 60 + ".example"

    sent = mail_of(message(address("Ada", long), sender=sender_of(long)), NOW).as_bytes()

    assert f"\r\nTo: Ada <{long}>\r\n".encode() in sent
    assert sent.startswith(f"From: {long}\r\n".encode())
