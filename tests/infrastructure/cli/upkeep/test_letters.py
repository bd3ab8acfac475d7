"""Letters through the door: what a focal point opens, reads and sends back."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest

from infrastructure.render import forms
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import ADA, SETTINGS, files, mail, sent, text

CODED = re.compile(
    r"\b(GTF|KEN|ATL|MISSION|BILL|p-\w+)\b|\d{4}-\d{2}|@\d|[0-9a-f]{16}|[\w-]+\.[\w-]+-[\w-]+:"
)
"""What people do not say: codes, references, days in digits, positions, digests."""


@pytest.mark.slow
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


@pytest.mark.slow
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
        "answer to this letter; its first sheet says how.\n"
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_notification_quotes_the_reservation(busy: Path) -> None:
    """Whoever may object has to know its words."""
    mail(SETTINGS)
    must("run-due")

    said = " ".join(text(sent()["notification"]).split())

    assert "notifies all members of the following. - Atlantis made a reservation to" in said
    assert "“Mission statement” on 18 February 2026 (entry 23): “Article 4 does not" in said
    assert files(sent()["notification"]) == {}
    assert busy.exists()


@pytest.mark.slow
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


@pytest.mark.slow
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
    Path(f"papers/Entwürfe/Protokoll März{' lang' * 20}.txt").write_bytes(draft)
    done = typed("run-due")

    subject = "Draft minutes: ordinary session, 2026-02-14"
    assert unnamed.code == missing.code == 3
    assert (
        f"Not sent to p-7kq2mzx4ab: {subject}. The minutes are on record as a file. Say in which "
        "folder it is: documents under [mail] in depositary.toml."
    ) in unnamed.out
    assert "Letters that did not go out: 2. The next run tries them again." in unnamed.err
    assert "a file that is not in " in missing.out
    assert f"Not sent to p-bb4xx: {subject}. The minutes are" in previewed.out
    assert done.out == (f"Wrote for p-7kq2mzx4ab: {subject}\nWrote for p-bb4xx: {subject}\n")
    (name,) = found = files(sent()["minutes"])
    assert (name[:15], name[-4:], len(name), found[name]) == ("Protokoll-Marz-", ".txt", 80, draft)
    assert sha256(draft).hexdigest() not in text(sent()["minutes"])
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_letter_in_french_names_states_as_is_usual_in_it(busy: Path) -> None:
    """A note at its end says so, as in a report."""
    must("member rename KEN 'Republic of Kenya' --on 2026-02-10")
    mail(f'{SETTINGS}\n\n[languages]\nKEN = "fr"')
    must("run-due")

    found = sent()

    letter = " ".join(text(found["invitation"]).split())
    assert "Global Taskforce a l'honneur d'inviter Kenya" in letter
    assert "Republic" not in letter
    assert "n'est enregistré pour Kenya ; le nom d'usage est employé" in letter
    assert "Madame, Monsieur," in letter
    assert list(files(found["minutes"])) == ["Projet-de-proces-verbal.pdf"]
    assert list(files(found["reminder"])) == ["Rapports-Kenya.xlsx"]
    assert busy.exists()


@pytest.mark.slow
def test_it_says_so_of_other_states_too(busy: Path) -> None:
    """Whoever speaks for Atlantis reads of Kenya."""
    must("member rename KEN 'Republic of Kenya' --on 2026-02-10")
    must("withdraw KEN MISSION-2 --on 2026-03-01")
    mail(f'{SETTINGS}\n\n[languages]\nATL = "fr"')
    must("run-due")

    (file,) = Path("letters").glob("*notification*p-bb4xx*.eml")
    (other,) = Path("letters").glob("*invitation*p-bb4xx*.eml")

    assert "Kenya s'est retiré" in read(file)
    assert "n'est enregistré pour Kenya ; le nom d'usage est employé" in read(file)
    assert "nom d'usage" not in read(other), "it names no state"
    assert busy.exists()


def read(file: Path) -> str:
    """Return the words of a letter in a folder."""
    letter = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(letter, EmailMessage)
    return " ".join(text(letter).split())
