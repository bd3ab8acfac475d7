"""A report carries the newest checkpoint, so that whoever keeps it can prove the log by it."""

import subprocess
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from application.checkpoint_words import CHECKPOINT
from infrastructure.render.forms import FORMS
from tests.infrastructure.cli.given import must, typed
from tests.often import slowly

SIGNED = (
    "audit keygen ../log.key --name register.secretariat.example.org/taskforces",
    "audit policy ../log.key.vkey -o our.policy",
    "audit checkpoint --key ../log.key",
)
READ_BY_PEOPLE = ["text", *slowly(*(name for name in FORMS if name not in {"text", "json", "csv"}))]


@pytest.fixture(autouse=True)
def signed(told: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a register with one checkpoint."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must(*SIGNED)
    return told


def note() -> str:
    (only,) = Path("register.checkpoints").iterdir()
    return only.read_text(encoding="utf-8")


class Kept(HTMLParser):
    """Reads what a browser keeps the lines of."""

    text, inside = "", False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.inside = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def from_text(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("POLICY\n\n")[2]


def from_page(file: Path) -> str:
    page = Kept()
    page.feed(file.read_text(encoding="utf-8"))
    return page.text


def from_document(file: Path) -> str:
    lines = [paragraph.text for paragraph in Document(str(file)).paragraphs]
    return "\n".join(lines[lines.index(CHECKPOINT) + 1 :]) + "\n"


def from_workbook(file: Path) -> str:
    lines = [
        str(row[0]) for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    ]
    return "\n".join(lines[lines.index(CHECKPOINT) + 1 :]) + "\n"


def from_pdf(file: Path) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    return text[text.index("register.secretariat") :].partition("Position on")[0]


COPIED: Mapping[str, Callable[[Path], str]] = {
    "text": from_text,
    "html": from_page,
    "docx": from_document,
    "xlsx": from_workbook,
}


def written(form: str) -> Path:
    file = f"status{FORMS[form].endings[0]}"
    must(f"report status MISSION --on 2026-06-30 --output {file}")
    return Path(file)


@pytest.mark.slow
@pytest.mark.parametrize("form", COPIED)
def test_the_lines_are_those_that_were_signed(form: str) -> None:
    """What is copied out of a file has to be the file of evidence itself, byte for byte."""
    assert COPIED[form](written(form)) == note()


@pytest.mark.slow
@pytest.mark.parametrize("form", [*COPIED, "markdown", "pdf"])
def test_a_report_proves_the_log(form: str) -> None:
    """The mailbox of every reader is then a copy that nobody here can change."""
    copied = {**COPIED, "markdown": from_text, "pdf": from_pdf}[form](written(form))
    Path("copied").write_text(copied, encoding="utf-8")

    said = typed("audit verify --checkpoint copied --policy our.policy")

    assert said.code == 0, (copied, said)


@pytest.mark.slow
def test_a_pdf_gives_whole_lines_to_its_reader(signed: Path) -> None:
    """A line of a signature that is broken in two proves nothing."""
    written("pdf")

    told = subprocess.run(["pdftotext", "status.pdf", "-"], capture_output=True, check=True)

    (signed / "copied").write_bytes(told.stdout)
    assert typed("audit verify --checkpoint copied --policy our.policy").code == 0


@pytest.mark.parametrize("form", ["json", "csv"])
def test_files_for_machines_hold_content_only(form: str) -> None:
    """What a report says is hashed when it is published, and must be nothing but that."""
    assert note().split("\n")[2] not in written(form).read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("form", READ_BY_PEOPLE)
def test_is_the_same_after_more_was_signed(form: str) -> None:
    """A report of a past position is asked for again, and must be the same file."""
    file, known = Path(f"status{FORMS[form].endings[0]}"), f"@{note().split(chr(10))[1]}"
    asked = f"report status MISSION --on 2026-06-30 --known {known} --output {file}"
    must(asked)
    before = file.read_bytes()

    must("member join LIL --name Lilliput --on 2026-02", "audit checkpoint --key ../log.key", asked)

    assert len(list(Path("register.checkpoints").iterdir())) == 2
    assert file.read_bytes() == before


@pytest.mark.parametrize("form", READ_BY_PEOPLE)
def test_says_nothing_where_there_is_none(form: str) -> None:
    """A report of before the first checkpoint is as it always was."""
    (checkpoint,) = Path("register.checkpoints").iterdir()
    asked = (
        f"report status MISSION --on 2026-06-30 --known @8 --output status{FORMS[form].endings[0]}"
    )
    must(asked)
    before = Path(f"status{FORMS[form].endings[0]}").read_bytes()
    checkpoint.unlink()

    must(asked)

    assert Path(f"status{FORMS[form].endings[0]}").read_bytes() == before
    assert CHECKPOINT.encode() not in before
