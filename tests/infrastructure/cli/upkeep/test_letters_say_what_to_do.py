"""Letters and what goes with them say what is asked, of whom, by when, and what is no more so."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import SETTINGS, files, mail, sent, text

DECIDED = (
    "taskforce task LISTS 'Draw up lists.'",
    (
        "meeting decide D-1 2026-1 --title 'A list' --text 'The body draws up a list.' --task LISTS"
        " --actions 'A-1 | KEN | Draw up the list. | 2026-03-01' --on 2026-02-14"
    ),
)
BANNER = "EXERCISE: members and acts are made up."


def workbook(content: bytes) -> tuple[str, str]:
    """Return the texts of a workbook, and its second sheet."""
    with ZipFile(BytesIO(content)) as file:
        read = [file.read(f"xl/{name}.xml") for name in ("sharedStrings", "worksheets/sheet2")]
    return read[0].decode(), read[1].decode()


@pytest.mark.slow
def test_a_changed_invitation_says_which_day_it_was_before(busy: Path) -> None:
    """Who reads only the new day may think of a second meeting."""
    mail(SETTINGS)
    must("run-due", "meeting reschedule 2126-1 --begins-on 2126-03-21 --on 2026-03-01")
    must("run-due --preview once")
    must("meeting reschedule 2126-1 --begins-on 2126-04-01 --on 2026-03-02")
    must("meeting paper 2126-1 1 'A draft' --on 2026-03-02", "run-due --preview twice")

    assert "- Instead of 14 March 2126.\n" in text(sent("once")["invitation"])
    said = " ".join(text(sent("twice")["invitation"]).split())
    assert "- Instead of 14 March 2126. - Instead of 21 March 2126. - Place: Geneva" in said
    assert busy.exists()


@pytest.mark.slow
def test_only_a_change_of_the_day_is_told_as_one(busy: Path) -> None:
    """Neither a first invitation nor another place names a day that was before."""
    mail(SETTINGS)
    must("run-due --preview first", "run-due")
    must("meeting reschedule 2126-1 --begins-on 2126-03-14 --place Nairobi --on 2026-03-01")
    must("run-due --preview second")

    assert "Instead of" not in text(sent("first")["invitation"])
    assert "Place: Nairobi" in text(sent("second")["invitation"])
    assert "Instead of" not in text(sent("second")["invitation"])
    assert busy.exists()


@pytest.mark.slow
def test_no_answer_means_no_place_to_answer_at(busy: Path) -> None:
    mail(SETTINGS)
    must("run-due", "meeting cancel 2126-1 --on 2026-03-01", "run-due --preview off")

    said = text(sent("off")["invitation"])

    assert "No answer is needed." in said
    assert "You can also answer" not in said
    assert busy.exists()


@pytest.mark.slow
def test_what_the_workbook_has_no_place_for_is_answered_in_the_letter(busy: Path) -> None:
    """An action was decided; the workbook asks for reports."""
    mail(SETTINGS)
    must("run-due --preview report", *DECIDED, "run-due --preview both")
    sentence = "Of what is not a report, say in the answer itself what was done."

    assert sentence not in " ".join(text(sent("report")["reminder"]).split())
    assert sentence in " ".join(text(sent("both")["digest"]).split())
    assert busy.exists()


@pytest.mark.slow
def test_the_workbook_says_what_is_overdue_and_that_it_is_an_exercise(busy: Path) -> None:
    """On both sheets, and on paper at the head of each page."""
    mail(f'{SETTINGS}\n\n[languages]\nATL = "fr"')
    must("run-due")

    texts, forms = workbook(files(sent()["reminder"])["Reports-of-Kenya.xlsx"])

    assert "Commitment 2: Report due by 31 March 2026\nWe will share what works\nThis" in texts
    assert texts.count("This report is overdue.") == 1
    assert BANNER in texts
    assert f"<oddHeader>&amp;L{BANNER}</oddHeader>" in forms
    assert busy.exists()


def test_the_hours_of_a_meeting_of_one_day_keep_people_busy_and_not_the_day(busy: Path) -> None:
    """A session without a place is where its meeting is."""
    mail(SETTINGS)
    must(
        "meeting convene 2126-2 ordinary_session --on 2126-05-14 --ends-on 2126-05-15",
        "meeting session 2126-2 1 --on 2126-05-14 --begins-at 09:00 --ends-at 12:30 --zone UTC",
        "export calendar --output meetings.ics",
    )

    said = Path("meetings.ics").read_text(encoding="utf-8").replace("\n ", "")
    found = {
        name: re.findall(rf"SUMMARY:.*: {name}\n(?:.*\n)*?TRANSP:(\w+)", said)
        for name in ("Session 1 of 2126-1", "Ordinary session 2126-1", "Ordinary session 2126-2")
    }

    assert list(found.values()) == [["OPAQUE"], ["TRANSPARENT"], ["OPAQUE"]]
    assert said.count("LOCATION:Geneva") == len(("the day", "the hours"))
    assert busy.exists()


@pytest.mark.slow
def test_nobody_is_busy_for_the_weeks_of_a_written_procedure(busy: Path) -> None:
    """Neither for its days nor for its hours; a session of a meeting without days is one."""
    must(
        "meeting convene W-1 written_procedure --on 2126-05-01 --ends-on 2126-05-15",
        "meeting session W-1 1 --on 2126-05-01 --begins-at 09:00 --ends-on 2126-05-15"
        " --ends-at 17:00 --zone UTC",
        "meeting convene 2127-1 ordinary_session --on 2127",
        "meeting session 2127-1 1 --on 2127-05-01 --begins-at 09:00 --ends-at 17:00 --zone UTC",
        "export calendar --output meetings.ics",
    )

    said = Path("meetings.ics").read_text(encoding="utf-8").replace("\n ", "")

    found = re.findall(r"SUMMARY:.*: (.*1)\n(?:.*\n)*?TRANSP:(\w+)", said)
    assert {("Written procedure W-1", "TRANSPARENT"), ("Session 1 of W-1", "TRANSPARENT")} <= {
        *found
    }
    assert ("Session 1 of 2127-1", "OPAQUE") in found
    assert busy.exists()


@pytest.mark.usefixtures("register")
def test_rows_to_be_corrected_are_in_the_language_of_the_command() -> None:
    """What is typed stays as it is: the columns, and the words in the column act."""
    Path("bad.csv").write_text(
        "act,member,commitment,on\nreport,KEN,MISSION-2,2026-05-01\n", encoding="utf-8"
    )

    assert typed("import bad.csv --errors bad.xlsx --language fr").code == 1

    with ZipFile("bad.xlsx") as file:
        texts = file.read("xl/sharedStrings.xml").decode()
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        notes = file.read("xl/comments1.xml").decode()
    colon = "\N{NO-BREAK SPACE}:"
    assert f"assessment{colon} report l'exige.\nscale{colon} report l'exige." in texts
    assert "report l'exige." in notes
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet


@pytest.mark.slow
def test_steps_of_a_scale_are_in_the_language_of_the_member(busy: Path) -> None:
    """As in documents; a step in words of the body's own stays as it was recorded."""
    must("taskforce scale OGP Completion limited 'odd = Halfway there' --version 2")
    mail(f'{SETTINGS}\n\n[languages]\nKEN = "fr"')
    must("run-due")
    (content,) = files(sent()["reminder"]).values()

    texts, _ = workbook(content)

    assert ("<t>Limité</t>" in texts, "<t>Limited</t>" in texts) == (True, False)
    assert "<t>Halfway there</t>" in texts
    assert '"Limité": "limited"' in texts.replace("&quot;", '"')
    Path("back.xlsx").write_bytes(content)
    must("import back.xlsx --dry-run")
    assert busy.exists()


@pytest.mark.slow
def test_the_language_of_a_member_follows_its_code(busy: Path) -> None:
    """Letters went out in another language from the day on which the code changed."""
    mail(f'{SETTINGS}\n\n[languages]\nken = "fr"')
    must("member recode KEN KEY --on 2026-03-01", "export workbook KEY --output key.xlsx")

    must("run-due")

    assert list(files(sent()["reminder"])) == ["Rapports-Kenya.xlsx"]
    assert "<t>Rapport</t>" in workbook(Path("key.xlsx").read_bytes())[0]
    assert busy.exists()


@pytest.mark.slow
def test_a_member_is_told_the_words_that_it_signed(busy: Path) -> None:
    """It was reminded of a report on words that it never signed."""
    mail(SETTINGS)
    must(
        "commitment amend MISSION-2 --version 2 --text 'We do all of it.' --on 2026-02-20",
        "export workbook KEN --on 2026-04-10 --output ken.xlsx",
        "run-due",
    )

    reminder, book = text(sent()["reminder"]), workbook(Path("ken.xlsx").read_bytes())[0]

    assert "- Commitment 2: We will share what works.\n" in reminder
    assert "We will share what works." in book
    assert "We do all of it" not in reminder + book
    assert busy.exists()
