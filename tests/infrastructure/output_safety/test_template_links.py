"""A link among templates that leads out of their folder: reports would contain what is there."""

import shutil
from pathlib import Path

import pytest

from infrastructure.render.forms import SHIPPED
from tests.infrastructure.cli.given import must, typed

LEADS_OUT = "our-looks/words.txt leads out of the folder of templates"


@pytest.fixture(autouse=True)
def sent(furnished: Path) -> None:
    """A designer sent a folder in which a link leads to where a passphrase is kept."""
    assert furnished.exists()
    Path("../passphrase").write_text("secret words of the key", encoding="utf-8")
    page = (SHIPPED / "report.html").read_text(encoding="utf-8")
    page = page.replace("</body>", '<!-- {% include "words.txt" %} --></body>')
    Path("our-looks/report.html").write_text(page, encoding="utf-8")
    Path("our-looks/words.txt").symlink_to("../../passphrase")
    shutil.copy(SHIPPED / "report.typ", "our-looks/report.typ")


@pytest.mark.parametrize(
    "line",
    [
        "report status MISSION --output a.html",
        "report status MISSION --output a.pdf",
        "report publish status MISSION --audience members",
    ],
)
def test_no_report_contains_what_a_link_leads_to(line: str) -> None:
    """The passphrase stood in a comment of the page, which nobody sees."""
    said = typed(line)

    assert said.code == 3
    assert f"{LEADS_OUT}, so that a report could contain what is there." in said.err
    assert not Path(line.rpartition(" ")[2]).exists()


def test_doctor_tells_and_no_backup_has_it() -> None:
    """It said "Healthy", and the backup had the passphrase as a file."""
    assert f"{LEADS_OUT}: a report could contain" in typed("doctor").out

    said = typed("backup ../copy")

    assert f"{LEADS_OUT}, and so in no backup." in said.err
    assert not [path for path in Path("../copy").rglob("*") if path.name == "words.txt"]


@pytest.mark.parametrize(
    ("link", "line"),
    [
        ("words.txt", "report status MISSION --output a.md"),
        ("words.txt", "report status MISSION --output a.docx"),
        ("fonts", "report status MISSION --output a.html"),
    ],
)
def test_forms_that_take_nothing_of_it_are_made(link: str, line: str) -> None:
    """A link to the fonts of the machine stopped every report, and every letter."""
    if link == "fonts":
        Path("our-looks/words.txt").unlink()
        Path("../fonts").mkdir()
        Path("our-looks/fonts").symlink_to("../../fonts")
        shutil.copy(SHIPPED / "report.html", "our-looks/report.html")

    must(line)

    assert Path(line.rpartition(" ")[2]).stat().st_size > 0


def test_no_letter_contains_what_a_link_leads_to(furnished: Path) -> None:
    """Neither what is sent nor what is tried."""
    Path("our-looks/letter.txt").unlink(missing_ok=True)
    Path("our-looks/letter.txt").symlink_to("../../passphrase")

    said = typed("run-due --dry-run")

    assert said.code == 3
    assert "our-looks/letter.txt leads out of the folder of templates, so that letters" in said.err
    assert furnished.exists()


def test_links_within_the_folder_are_followed() -> None:
    Path("our-looks/words.txt").unlink()
    Path("our-looks/words.txt").symlink_to("other.txt")
    Path("our-looks/other.txt").write_text("Other words.", encoding="utf-8")

    must("report status MISSION --output a.html")

    assert "Other words." in Path("a.html").read_text(encoding="utf-8")
