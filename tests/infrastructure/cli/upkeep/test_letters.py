"""Letters through the door: what a focal point opens, reads and sends back."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest

from infrastructure.render import forms
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed
from tests.infrastructure.cli.upkeep.given_letters import ADA, mail
from tests.infrastructure.mail.post import post

SETTINGS = 'folder = "letters"\nsince = "2026-02-01"\nlink = "https://gtf.example/reports"'
CODED = re.compile(
    r"\b(GTF|KEN|ATL|MISSION|BILL|p-\w+)\b|\d{4}-\d{2}|@\d|[0-9a-f]{16}|[\w-]+\.[\w-]+-[\w-]+:"
)
"""What people do not say: codes, references, days in digits, positions, digests."""
ACTS = (
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


def _busy() -> None:
    tell()
    must(*ACTS)


@pytest.fixture
def busy(once: Once) -> Path:
    """A register from which every kind of letter goes out to two people."""
    return once(_busy)


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


def test_each_letter_is_one_that_a_person_understands(busy: Path) -> None:
    """Salutation, the words of the commitment, how to answer, who signs; and no code of ours."""
    mail(SETTINGS)

    said = typed("run-due")

    assert said.code == 0
    assert {kind: each["Subject"] for kind, each in sent().items()} == {
        "invitation": "EXERCISE: Invitation: ordinary session, 14 March 2126, Geneva",
        "minutes": "EXERCISE: Draft minutes: ordinary session, 14 February 2026",
        "notification": (
            "EXERCISE: Notification: Atlantis made a reservation to commitment 2 of “Mission "
            "statement” on 18 February 2026"
        ),
        "reminder": "EXERCISE: Report on commitment 2 was due by 31 March 2026",
    }
    for letter in sent().values():
        assert letter["From"].addresses[0].display_name == "Secretariat of Global Taskforce"
        assert "Dear Ada Example,\n" in text(letter)
        assert "Yours sincerely,\n\nSecretariat of Global Taskforce\n" in text(letter)
        assert text(letter).startswith("EXERCISE: members and acts are made up.\n\nDear ")
        assert CODED.findall(f"{letter['Subject']}\n{text(letter)}") == []
        assert all(len(line) <= 72 for line in text(letter).splitlines())
    assert busy.exists()


def test_a_reminder_says_what_is_owed_and_how_to_answer(busy: Path) -> None:
    """The workbook that goes with it comes back by an import."""
    mail(SETTINGS)
    must("run-due")
    letter = sent()["reminder"]

    assert (
        "Overdue:\n"
        "- By 31 March 2026: Report on commitment 2 for 15 January 2026 to 28\n"
        "  February 2026\n\n"
        "The words of the commitments:\n"
        "- Commitment 2: We will share what works.\n\n"
        "How to answer: fill in the attached workbook and send it back as an\n"
        "answer to this letter; its second sheet says how.\n"
        "If you have answered already, nothing more is needed.\n"
        "You can also answer at https://gtf.example/reports\n"
    ) in text(letter)
    assert "the subject: No more reminders" in " ".join(text(letter).split())
    content = files(letter)["Reports-of-Kenya.xlsx"]
    Path("back.xlsx").write_bytes(content)
    assert typed("import back.xlsx --dry-run").code == 0
    assert busy.exists()


def test_without_a_scale_a_reminder_has_no_workbook(due: Path) -> None:
    """There is nothing to choose from, so the letter does not speak of a workbook."""
    mail(SETTINGS)
    must(
        "progress schedule MISSION-2 dates --due-on 2026-03-31 --period-from 2026-01-15"
        " --period-until 2026-02-28 --on 2026-02-01",
        "run-due",
    )
    letter = sent()["digest"]

    assert letter["Subject"] == "EXERCISE: To be done by Kenya: 2 overdue"
    assert "How to answer: say in an answer to this letter what was done." in text(letter)
    assert files(letter) == {}
    assert due.exists()


def test_an_invitation_brings_its_calendar_entry(busy: Path) -> None:
    """With the hours, which a mail program shows in the time of who opens it."""
    mail(SETTINGS)
    must("run-due")
    letter = sent()["invitation"]

    assert (
        "Global Taskforce invites Kenya to its ordinary session on 14 March 2126.\n\n"
        "Where and when:\n- Place: Geneva\n"
        "- 14 March 2126, 09:00 to 12:30 (time zone Africa/Nairobi)\n\n"
        "Agenda:\n- Item 1: The law\n"
    ) in text(letter)
    (content,) = files(letter).values()
    assert re.findall("DTSTART.*", content.decode().replace("\r", "")) == [
        "DTSTART;VALUE=DATE:21260314",
        "DTSTART:21260314T060000Z",
    ]
    assert "List-Unsubscribe" not in letter
    assert busy.exists()


def test_an_invitation_without_a_known_day_has_no_entry(busy: Path) -> None:
    """A calendar cannot show a meeting in some month of next year."""
    must("meeting convene 2127-1 ordinary_session --on 2127 --place Geneva")
    mail(SETTINGS)
    must("run-due")

    letters = [
        message_from_bytes(path.read_bytes(), policy=default)
        for path in Path("letters").glob("*invitation*p-7kq2mzx4ab.eml")
    ]
    assert {str(each["Subject"]): each.is_multipart() for each in letters} == {
        "EXERCISE: Invitation: ordinary session, 14 March 2126, Geneva": True,
        "EXERCISE: Invitation: ordinary session, 2127, Geneva": False,
    }
    assert busy.exists()


def test_a_notification_quotes_the_reservation(busy: Path) -> None:
    """Whoever may object has to know its words."""
    mail(SETTINGS)
    must("run-due")

    said = " ".join(text(sent()["notification"]).split())

    assert "notifies all members of the following. - Atlantis made a reservation to" in said
    assert "“Mission statement” on 18 February 2026 (entry 23): “Article 4 does not" in said
    assert files(sent()["notification"]) == {}
    assert busy.exists()


def test_minutes_go_with_their_letter(busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As PDF, or as a page where no PDF can be made."""
    mail(SETTINGS)
    must("run-due --preview first")
    monkeypatch.setattr(forms, "import_module", _without_typst)
    must("run-due --preview second")

    (pdf,) = files(sent("first")["minutes"]).items()
    (page,) = files(sent("second")["minutes"]).items()
    assert (pdf[0], pdf[1][:5]) == ("Draft-minutes.pdf", b"%PDF-")
    assert (page[0], page[1][:15]) == ("Draft-minutes.html", b"<!DOCTYPE html>")
    assert busy.exists()


def _without_typst(name: str) -> object:
    if name.endswith(".pdf"):
        raise ModuleNotFoundError(name="typst")
    return __import__(name, fromlist=["_"])


def test_minutes_on_record_go_out_as_that_file(busy: Path) -> None:
    """The secretariat edited them, and its file is what the body approves."""
    draft = b"Draft of the minutes, as edited."
    Path("draft.txt").write_bytes(draft)
    must("meeting circulate 2026-1 --on 2026-02-21 --file-sha256 draft.txt")
    mail(SETTINGS)

    unnamed = typed("run-due")
    mail_settings = Path("depositary.toml").read_text()
    Path("papers").mkdir()
    Path("papers/other.txt").write_text("Other.")
    Path("depositary.toml").write_text(f'{mail_settings}documents = "papers"\n')
    missing = typed("run-due")
    previewed = typed("run-due --preview look")
    Path("papers/Entwürfe").mkdir()
    Path("papers/Entwürfe/Protokoll März.txt").write_bytes(draft)
    done = typed("run-due")

    subject = "Draft minutes: ordinary session, 2026-02-14"
    assert unnamed.code == missing.code == 3
    assert (
        f"Not sent to p-7kq2mzx4ab: {subject}. The minutes are on record as a file. Say in which "
        "folder it is: documents under [mail] in depositary.toml."
    ) in unnamed.out
    assert "2 letters did not go out; the next run tries them again." in unnamed.err
    assert "a file that is not in " in missing.out
    assert f"Not sent to p-bb4xx: {subject}. The minutes are" in previewed.out
    assert done.out == (f"Sent to p-7kq2mzx4ab: {subject}\nSent to p-bb4xx: {subject}\n")
    assert files(sent()["minutes"]) == {"Protokoll-Marz.txt": draft}
    assert sha256(draft).hexdigest() not in text(sent()["minutes"])
    assert busy.exists()


def test_files_arrive_whole_by_a_mail_server(busy: Path) -> None:
    """What a server takes is what is written into a folder."""
    mail(SETTINGS)
    must("run-due --preview look")
    with post() as there:
        settings = Path("depositary.toml").read_text()
        by_server = f'host = "127.0.0.1"\nport = "{there.port}"\nsecurity = "none"'
        Path("depositary.toml").write_text(
            settings.replace('\nfolder = "letters"', f"\n{by_server}")
        )
        must("run-due")

    got = [message_from_bytes(each.encode(), policy=default) for each in there.letters]
    arrived = {str(each["Subject"]): each for each in got if "ada@example.org" in each["To"]}
    for letter in sent("look").values():
        other = arrived.pop(letter["Subject"])
        assert isinstance(other, EmailMessage)
        assert files(other) == files(letter)
        assert text(other) == text(letter)
    assert arrived == {}
    assert busy.exists()


def test_nothing_goes_out_twice(busy: Path) -> None:
    """A timer starts it every hour, whatever kinds of letters there are."""
    mail(SETTINGS)

    first, second = typed("run-due"), typed("run-due")
    must("member join UTO --name Utopia --on 2026-03-01")
    third = typed("run-due")

    assert first.out.count("Sent to ") == 8
    assert (second.out, second.err) == ("", "Nothing is due.\n")
    assert third.out == (
        "Sent to p-7kq2mzx4ab: Notification: Utopia joined Global Taskforce on 2026-03-01\n"
        "Sent to p-bb4xx: Notification: Utopia joined Global Taskforce on 2026-03-01\n"
    )
    kept = busy.with_suffix(".sent").read_bytes()
    assert b"Ada Example" not in kept
    assert b"ada@" not in kept


def test_who_wants_no_reminders_is_still_invited(busy: Path) -> None:
    """A member is not left out of a meeting since somebody had enough of reminders."""
    mail(SETTINGS)
    must("reminders stop p-7kq2mzx4ab", "run-due")

    assert sorted(sent()) == ["invitation", "minutes", "notification"]
    assert busy.exists()


def test_only_reminders_go_out_until_a_day_is_named(busy: Path) -> None:
    """An upgrade sends nobody what happened last year; a look says what is missing."""
    mail('folder = "letters"')

    tried, said = typed("run-due --dry-run"), typed("run-due")

    assert tried.err == (
        "Note: Only reminders go out. To send invitations, minutes and notifications, too, say from"
        " which day on: since under [mail] in depositary.toml.\n"
    )
    assert said.err == ""
    assert list(sent()) == ["reminder"]
    assert busy.exists()


def test_the_secretariat_signs_as_it_says(busy: Path) -> None:
    """Its name stands where people look: as the sender, and below."""
    mail(SETTINGS)
    settings = Path("depositary.toml").read_text()
    Path("depositary.toml").write_text(f'authority = "Office of the Alliance"\n{settings}')
    must("run-due")

    letter = sent()["reminder"]
    assert letter["From"].addresses[0].display_name == "Office of the Alliance"
    assert "Yours sincerely,\n\nOffice of the Alliance\n" in text(letter)
    assert busy.exists()


def test_the_secretariat_changes_the_words(busy: Path) -> None:
    """A template of its own is used, and one with a mistake stops every letter at the start."""
    mail(SETTINGS)
    settings = Path("depositary.toml").read_text()
    Path("depositary.toml").write_text(f'templates = "looks"\n{settings}')
    Path("looks").mkdir()
    must("report template letter.txt --output looks/letter.txt")
    ours = Path("looks/letter.txt").read_text()
    Path("looks/letter-reminder.txt").write_text("Subject: {{ subjekt }}\n")

    wrong, seen = typed("run-due"), typed("doctor")
    Path("looks/letter-reminder.txt").unlink()
    Path("looks/letter.txt").write_text(ours.replace("{{ farewell }}", "With kind regards,"))
    done = typed("run-due")

    sentence = "The template letter-reminder.txt has a mistake: 'subjekt' is undefined."
    assert (wrong.code, wrong.out, wrong.err) == (2, "", f"depositary: {sentence}\n")
    assert sentence in seen.out
    assert "is used for nothing" not in seen.out
    assert done.code == 0
    assert "With kind regards,\n\nSecretariat" in text(sent()["minutes"])
    assert "a template of letters" in typed("report annual 2026 --output looks/letter.txt").err
    assert busy.exists()


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ('since = "soon"', "Expected a day such as 2026-12-01 as since of [mail], not 'soon'."),
        ('link = "gtf.example"', "as link of [mail], not 'gtf.example'."),
        ('documents = "nowhere"', "There is no folder "),
    ],
)
def test_says_what_is_wrong_with_the_settings(busy: Path, setting: str, sentence: str) -> None:
    """Both where letters go out and where the register is looked over."""
    mail(f'folder = "letters"\n{setting}')

    assert sentence in typed("doctor").out
    if "documents" not in setting:
        said = typed("run-due")
        assert said.code == 2
        assert sentence in said.err
        assert not Path("letters").exists()
    assert busy.exists()


def test_everybody_who_speaks_for_a_member_gets_its_workbook(busy: Path) -> None:
    """An alternate answers when the other is away; two are sent the same file."""
    must(
        "contacts add 'Cy Example' --email cy@example.org --ref p-cc3yy",
        "member focal-point KEN p-cc3yy --on 2026-02-01 --role alternate",
    )
    mail('folder = "letters"')
    must("run-due")

    read = [
        message_from_bytes(path.read_bytes(), policy=default)
        for person in ("p-7kq2mzx4ab", "p-cc3yy")
        for path in Path("letters").glob(f"*{person}.eml")
    ]
    found = [files(each) for each in read if isinstance(each, EmailMessage)]
    assert [list(each) for each in found] == [["Reports-of-Kenya.xlsx"]] * 2
    assert found[0] == found[1]
    assert busy.exists()


def test_a_real_body_is_no_exercise(folder: Path) -> None:
    """The mark stands on what is made up, and nowhere else."""
    Path("pledge.md").write_text("1. We will act.\n\n2. We will report.\n", encoding="utf-8")
    must(
        "--actor p-tester init . --code OTF --name 'Our Taskforce' --nature real",
        "member join COD --name 'Конго' --on 2026-01-01",
        "text adopt pledge.md --reference PLEDGE --title 'The pledge' --on 2026-01-01",
        "taskforce record-kept-from --on 2026-01-01",
        "taskforce scale OGP Completion limited complete --high complete",
        "sign COD PLEDGE --on 2026-01-02",
        "progress schedule PLEDGE-1 dates --due-on 2026-03-31 --period-from 2026-01-15"
        " --period-until 2026-02-28 --on 2026-02-01",
        ADA,
        "member focal-point COD p-7kq2mzx4ab --on 2026-02-01",
    )
    mail('folder = "letters"')
    must("run-due")
    letter = sent()["reminder"]

    assert letter["Subject"] == "Report on commitment 1 was due by 31 March 2026"
    assert "EXERCISE" not in text(letter)
    assert list(files(letter)) == ["Reports-of-COD.xlsx"]
    assert folder.exists()
