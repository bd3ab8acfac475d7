"""What an auditor kept is compared wherever it stands, and what is not looked at is named."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import Said, must, typed

SIGN = "audit checkpoint --key ../log.key --output"


@pytest.fixture(autouse=True)
def cut(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep two checkpoints of a log, and cut it to what the first one signed."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must(
        "audit keygen ../log.key --name example.org/register",
        "audit policy ../log.key.vkey -o ../our.policy",
        f"{SIGN} ../1.checkpoint",
    )
    before = register.read_bytes()
    must("member join LAP --name Laputa --on 2026-03-01", f"{SIGN} ../2.checkpoint")
    for part in register.parent.glob("register.db-*"):
        part.unlink()
    register.write_bytes(before)
    Path("../kept").mkdir()
    Path("../kept/1.checkpoint").write_bytes(Path("../1.checkpoint").read_bytes())


def compared(place: str) -> Said:
    return typed(f"audit verify --checkpoint {place} --policy ../our.policy")


def test_each_letter_of_a_mailbox_is_looked_at() -> None:
    """Mail programs keep a folder as one file, the oldest letter first."""
    box = mailbox.mbox("../kept/inbox")
    for number in (1, 2):
        letter = EmailMessage()
        letter["From"] = "office@example.org"
        letter.set_content("The checkpoint is attached.\n")
        note = Path(f"../{number}.checkpoint").read_text(encoding="utf-8")
        letter.add_attachment(note, filename="checkpoint.txt")
        box.add(letter)
    box.close()

    said = compared("../kept")

    assert said.code == 1
    assert "truncated: ../kept/inbox#2 was signed for 13 entries, and there are 12." in said.out


def test_a_file_that_a_person_attached_is_looked_at() -> None:
    """Mail programs send an ending that they do not know as a stream of bytes."""
    letter = EmailMessage()
    letter["From"] = "office@example.org"
    letter.set_content("The checkpoint is attached.\n")
    note = Path("../2.checkpoint").read_bytes()
    letter.add_attachment(note, "application", "octet-stream", filename="2.checkpoint")
    Path("../kept/a.eml").write_bytes(letter.as_bytes())

    assert "truncated: ../kept/a.eml" in compared("../kept").out


HEADS = {
    "nested parts": "".join(
        f'Content-Type: multipart/mixed; boundary="b{each}"\n\n--b{each}\n' for each in range(900)
    ),
    "a head of many words": f'Content-Type: a; "{";" * 400_000}\n',
    "a line with many hours": f"\nFrom {'00:00 ' * 60_000}\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS)
def test_a_letter_that_no_program_writes_is_looked_at_as_it_stands(heads: str) -> None:
    """Python took a minute or more to divide it."""
    note = Path("../2.checkpoint").read_text(encoding="utf-8")
    letter = f"From: office@example.org\n{heads}\n{'x' + chr(10)}{note}\n"
    Path("../kept/a.eml").write_text(letter + "x\n" * 250_000, encoding="utf-8")

    assert "truncated: ../kept/a.eml" in compared("../kept").out


def test_a_copy_that_a_shell_wrote_in_utf_16_is_looked_at() -> None:
    """`>` in PowerShell of Windows writes so."""
    text = Path("../2.checkpoint").read_text(encoding="utf-8")
    Path("../kept/2.txt").write_text(text, encoding="utf-16")

    assert "truncated: ../kept/2.txt" in compared("../kept").out


def test_what_is_not_looked_at_is_named() -> None:
    """Who acts on "passed" has to know what was not compared."""
    Path("../kept/2025").mkdir()
    Path("../kept/2026").symlink_to("/nowhere/kept")
    Path("../kept/all").symlink_to(Path("../kept/2025").absolute())
    Path("../kept/mailbox").write_bytes(bytes(2_000_000))

    said = compared("../kept")

    assert said.code == 0
    for name in ("2026", "all", "mailbox"):
        assert f"note: ../kept/{name} was not looked at for checkpoints." in said.out
    assert said.out.count("was not looked at") == 3
