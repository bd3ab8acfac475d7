"""A letter as a mail: to one person, with its subject, its text and its files."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from infrastructure.mail.message import Attachment, Message, address, mail_of

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
OFFICE = address("Secretariat of Utopia", "office@example.org")
ADA = address("Ada Exämple", "ada@example.org")
NOTE = "example.org/register\n5\nroot\n\n\N{EM DASH} example.org/register signature\n"


def message(
    *attachments: Attachment, subject: str = "Report is due", stop: str = "No more reminders"
) -> Message:
    return Message(
        sender=OFFICE,
        recipient=ADA,
        subject=subject,
        text="Dear Ada Exämple,\n\nOne thing is due.\n",
        attachments=attachments,
        identity="EXT/2026-W10/p-aa7k1",
        stop=stop,
    )


def parsed(sent: EmailMessage) -> EmailMessage:
    read = message_from_bytes(sent.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def test_says_who_writes_to_whom_about_what() -> None:
    """What a mail program shows in a list."""
    read = parsed(mail_of(message(), NOW))

    assert read["Subject"] == "Report is due"
    assert str(read["From"]) == "Secretariat of Utopia <office@example.org>"
    assert read["To"].addresses[0].addr_spec == "ada@example.org"
    assert read["To"].addresses[0].display_name == "Ada Exämple"
    assert read["Auto-Submitted"] == "auto-generated"
    stop = "<mailto:office@example.org?subject=No%20more%20reminders>"
    assert read["List-Unsubscribe"] == stop
    assert read.get_content_type() == "text/plain"
    assert read.get_content().replace("\r\n", "\n") == message().text


def test_what_cannot_be_stopped_offers_no_end() -> None:
    """An invitation is no reminder."""
    assert "List-Unsubscribe" not in mail_of(message(stop=""), NOW)


def test_the_text_is_readable_as_it_goes_out() -> None:
    """Whoever opens the file reads it; only files are in base64."""
    sent = mail_of(message(Attachment(name="a.txt", content=b"x")), NOW).as_bytes().decode("ascii")

    assert "One thing is due." in sent
    assert "Content-Transfer-Encoding: quoted-printable" in sent


def test_a_file_keeps_every_byte() -> None:
    """A signature is over bytes, and a workbook is nothing else."""
    files = [
        Attachment(name="checkpoint.txt", content=NOTE.encode(), kind="text/plain"),
        Attachment(name="Reports.xlsx", content=bytes(range(256))),
    ]

    read = parsed(mail_of(message(*files), NOW))

    assert read.get_content_type() == "multipart/mixed"
    found = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in read.iter_attachments()
    ]
    assert [part.get_param("charset") for part in read.iter_attachments()] == ["utf-8", None]
    assert found == [(each.name, each.kind, each.content) for each in files]


def test_is_one_letter_however_often_it_is_made() -> None:
    """A mail program that sees it twice shows it once."""
    file = Attachment(name="a.txt", content=b"x")
    first, again = (mail_of(message(file), NOW) for _ in range(2))

    assert first.as_bytes() == again.as_bytes()
    assert "p-aa7k" not in first["Message-ID"]
