"""What the tests of letters start from: people who speak for members, and letters in a folder."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

ADA = "contacts add 'Ada Example' --email ada@example.org --member KEN --ref p-7kq2mzx4ab"
SETTINGS = 'folder = "letters"\nsince = "2026-02-01"\nlink = "https://gtf.example/reports"'
BUSY = (
    ADA,
    "contacts add 'Łukasz Ödegård' --email lo@example.org --member ATL --ref p-bb4xx",
    "taskforce record-kept-from --on 2026-01-01",
    "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
    "member focal-point ATL p-bb4xx --on 2026-02-01",
    "taskforce scale OGP Completion limited complete --high complete",
    (
        "progress schedule MISSION-2 dates --due-on 2026-03-31 --period-from 2026-01-15"
        " --period-until 2026-02-28 --on 2026-02-01"
    ),
    "meeting convene 2126-1 ordinary_session --on 2126-03-14 --place Geneva --agenda 'The law'",
    (
        "meeting session 2126-1 1 --on 2126-03-14 --begins-at 09:00 --ends-at 12:30"
        " --zone Africa/Nairobi"
    ),
    "meeting convene 2026-1 ordinary_session --on 2026-02-14 --place Nairobi",
    "meeting open 2026-1 --on 2026-02-14 --attendance KEN:present --attendance ATL:present",
    "meeting circulate 2026-1 --on 2026-02-20",
    "statement ATL MISSION-2 reservation --text 'Article 4 does not apply.' --on 2026-02-18",
)
"""What is recorded where every kind of letter goes out to two people, Ada and another."""


def mail(text: str, *, templates: bool = False) -> None:
    """Put a way to send into the settings, and a folder `looks` for templates."""
    if templates:
        Path("looks").mkdir()
        told = Path("depositary.toml").read_text(encoding="utf-8")
        Path("depositary.toml").write_text(f'templates = "looks"\n{told}', encoding="utf-8")
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[mail]\nfrom = "office@example.org"\n{text}\n')


def letters() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(Path("letters").glob("*.eml"))]


def sent(folder: str = "letters") -> dict[str, EmailMessage]:
    """Return the letters to Ada, by kind, as a mail program reads them."""
    found: dict[str, EmailMessage] = {}
    for path in sorted(Path(folder).glob("**/*.eml")):
        read = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(read, EmailMessage)
        if "ada@example.org" in read["To"]:
            name = path.stem if path.stem != "letter" else path.parent.name
            found[name.split("-")[1]] = read
    return found


def text(letter: EmailMessage) -> str:
    body = letter.get_body()
    assert body is not None
    said: str = body.get_content()
    return said.replace("\r\n", "\n")


def files(letter: EmailMessage) -> dict[str, bytes]:
    found = {}
    for part in letter.iter_attachments():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found[str(part.get_filename())] = content
    return found
