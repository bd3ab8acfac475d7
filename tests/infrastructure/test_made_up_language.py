"""Under a made-up language nothing but recorded content stands outside its brackets."""

import html
import re
import shutil
from collections.abc import Iterator
from contextlib import chdir
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from infrastructure import language
from infrastructure.cli.questions.question_table import QUESTIONS
from infrastructure.importers.rows.standard_columns import TO_FILL_IN
from infrastructure.importers.workbooks.filled_form import HEADER
from infrastructure.importers.workbooks.form_words import WORDS
from tests.infrastructure.brackets import BRACKETS, outside, recorded_texts, write_catalogue
from tests.infrastructure.cli.given import every_command, must, typed
from tests.infrastructure.render.reports.every import BEGINNING, FILES, LATER
from tests.often import every

SAID = f"--language {BRACKETS} --taskforce EXERCISE"
REPORTS = (
    *("annual 2026", "attendance 2026", "brief", "changes 2026-01-14 @60", "decisions 2026"),
    *("gaps", "minutes 2026-1", "minutes 2026-2", "overdue", "practices", "profile ATL"),
    *("progress", "status PLEDGE", "status PLEDGE-1"),
    "audit --from 2026-01-01 --to @40 --sample 9 --seed 7421",
)
ELSEWHERE = (
    *(
        "report annual 2026",
        "report annual 2020",
        "report progress",
        "report overdue --on 2025-01-01",
    ),
    *("report brief --audience public", "report brief --on 2022-07-01", "report profile ATL"),
    *("report gaps --audience public", "reports --audience public", "assessments MISSION-1"),
    *("overdue", "milestones", "meetings", "cadence", "cadence --audience public"),
)
"""Reports and questions of a register that has what the demonstration does not."""
FORMS = ("html", "markdown", "docx", "xlsx", "pdf")
"""The forms for people; all are written from the same words."""
PROPER = frozenset(
    {
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    }
)
"""What is no message: months, which the forms of a language give."""
PARTS = re.compile(r"document\.xml|sharedStrings|header|footer")
"""The parts of an office file in which texts stand."""
INLINE = re.compile(r"(?s)<style>.*?</style>|</?(?:bdi|time|em|strong)[^>]*>")
CHOICES = re.compile(r"\[[^\]]*\|[^\]]*\]|\{[^}]*\|[^}]*\}|\[env:\s*\w+\]|⟦default⟧: \w+")
TOPIC = re.compile(r"\b(?:taskforce|member|commitment|record|report|log|role)\.[a-z-]+")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up") / "demo"
    must(f"demo {folder}")
    return folder


@pytest.fixture
def recorded(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Go to the exercise, and return what was recorded of it."""
    monkeypatch.setattr(language, "CATALOGUES", write_catalogue(tmp_path))
    monkeypatch.chdir(demonstration)
    found = recorded_texts(demonstration / "demo.db")
    return [*found, *(text.removesuffix(".") for text in found)]  # as in lists and heads


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a register of what the demonstration does not have, too."""
    folder = tmp_path_factory.mktemp("everything")
    with chdir(folder):
        for name, content in FILES.items():
            Path(name).write_text(content, encoding="utf-8")
        must(*BEGINNING, *LATER)
    return folder


def bare(text: str, recorded: list[str]) -> list[str]:
    """Return the words of a text that stand outside the brackets and were not recorded."""
    left = outside(TOPIC.sub(" ", text), recorded)
    return [word for word in left if word not in PROPER]


def texts_of(content: bytes, form: str) -> str:
    """Return what people read in a file, a line for each of its texts."""
    if form == "markdown":
        return content.decode().replace("\\", "")
    if form == "html":
        body = re.sub(
            r"(?s)<style>.*?</style>|</?(?:bdi|time|em|strong)[^>]*>", "", content.decode()
        )
        return html.unescape(re.sub(r"<[^>]+>", "\n", body))
    if form == "pdf":
        pages = PdfReader(BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    with ZipFile(BytesIO(content)) as parts:
        kept = [name for name in parts.namelist() if PARTS.search(name)]
        told = "\n".join(parts.read(name).decode() for name in kept)
    paragraphs = re.split(r"</w:p>|</si>", told)
    return html.unescape("\n".join(re.sub(r"<[^>]+>", "", each) for each in paragraphs))


def reports() -> Iterator[object]:
    """Yield each report with each form, some of them for the quick tests."""
    for number, line in enumerate(REPORTS):
        broken = ("pdf",) if line.startswith("audit") else ()  # its digests go over several lines
        for place, form in enumerate(sorted({*FORMS} - {*broken}, key=FORMS.index), number):
            marks = pytest.mark.slow if place % every(4) else ()
            yield pytest.param(line, form, id=f"{line.split()[0]}-{number}-{form}", marks=marks)


@pytest.mark.slow
@pytest.mark.parametrize(("line", "form"), [*reports()])
def test_documents_are_translated_whole(
    line: str, form: str, recorded: list[str], tmp_path: Path
) -> None:
    """A document half in another language is worse than one in English."""
    file = tmp_path / f"made.{'md' if form == 'markdown' else form}"

    said = typed(f"report {line} --on 2026-11-30 --output {file} {SAID}")

    assert said.code == 0, said
    assert bare(texts_of(file.read_bytes(), form), recorded) == []


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("line", ELSEWHERE)
def test_what_the_demonstration_does_not_have_is_translated_whole(
    line: str, everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that waits for review, a record that is not kept, what the public is not shown."""
    monkeypatch.chdir(everything)

    said = typed(f"{line} --format markdown --language {BRACKETS}")

    names = [*recorded_texts(everything / "register.db"), "| some |"]
    assert said.code == 0, said
    assert bare(said.out.replace("\\", ""), names) == []


@pytest.mark.parametrize("body", ["EXERCISE", "GTF", "WIPO"])
def test_the_overview_is_translated_whole(body: str, recorded: list[str]) -> None:
    """It is what whoever opens the register sees first; what is typed stays."""
    said = typed(f"--taskforce {body} --language {BRACKETS}")

    assert said.code == 0, said
    assert bare(re.sub(r"(?m)^    depositary .*$", "", said.out), recorded) == []


def test_a_folder_without_a_register_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the language that was asked for, too."""
    monkeypatch.setattr(language, "CATALOGUES", write_catalogue(tmp_path))
    monkeypatch.chdir(tmp_path)

    said = typed(f"--language {BRACKETS}").out

    assert bare(re.sub(r"(?m)^  depositary \S+", "", said), []) == []


@pytest.mark.parametrize("line", [*(each.examples[0] for each in QUESTIONS.values()), "conflicts"])
def test_answers_are_translated_whole(line: str, recorded: list[str]) -> None:
    """Heads, values of closed lists, counts and notes."""
    asked = re.sub(r"--format \S+", "", line)

    said = typed(f"{asked} --format markdown {SAID}")

    assert bare((said.out or said.err).replace("\\", ""), recorded) == []


@pytest.mark.slow
@pytest.mark.usefixtures("recorded")
def test_help_is_translated_whole() -> None:
    """What each command does, its options, and what click says of its own."""
    untranslated = {}
    for name, command in every_command():
        told, _, _ = typed(f"{SAID} {name} --help").out.partition("⟦Example⟧")
        told = CHOICES.sub(" ", told).replace(f"depositary {name}", "")
        inner = command.commands if isinstance(command, click.Group) else {}
        for each in inner:
            told = re.sub(rf"(?m)^  {each}  ", " ", told)
        if left := bare(told, []):
            untranslated[name] = left

    assert untranslated == {}


def test_workbooks_are_translated_whole(recorded: list[str], tmp_path: Path) -> None:
    """A focal point reads the instructions and the forms; hidden columns are for the program."""
    file = tmp_path / "atl.xlsx"

    must(f"export workbook ATL --on 2026-11-30 --output {file} {SAID}")

    lines = texts_of(file.read_bytes(), "xlsx").splitlines()
    hidden = {*HEADER, *TO_FILL_IN, WORDS, "report", "correct_report"}
    begin = ("{", "workbook:", "EXERCISE/")
    told = [n for n in lines if n not in hidden and not n.startswith(begin)]
    assert bare("\n".join(told), recorded) == []
    assert len(told) > len(hidden)


@pytest.mark.slow
def test_letters_are_translated_whole(recorded: list[str], tmp_path: Path) -> None:
    """Their subject, too, and the calendar entry that goes with an invitation."""
    shutil.copytree(Path.cwd(), tmp_path / "office")
    with chdir(tmp_path / "office"):
        mail = '\n[mail]\nfrom = "office@example.org"\nfolder = "out"\nsince = "2026-01-01"\n'
        settings = Path("depositary.toml")
        settings.write_text(f'language = "{BRACKETS}"\n{settings.read_text()}{mail}')
        must("contacts add 'Ada Example' --email ada@example.org --member ERE --ref p-ere-focal")

        must("run-due --taskforce EXERCISE --preview seen")

        told = [each.read_text(encoding="utf-8") for each in Path("seen").glob("*/letter.txt")]
        dates = [each.read_bytes() for each in Path("seen").glob("*/*.ics")]
    names = [*recorded, "Ada Example"]
    assert len(told) > 1
    assert [bare(" ".join(each.split()), names) for each in told] == [[] for _ in told]
    for each in dates:
        said = [str(event["summary"]) for event in Calendar.from_ical(each).walk("VEVENT")]
        assert bare(" ".join(said), recorded) == []


@pytest.mark.slow
def test_a_replay_is_translated_whole(recorded: list[str]) -> None:
    """What happened, and what became otherwise by it."""
    said = typed(f"replay --on 2026-11-30 {SAID}")

    fields = re.sub(r"(?m)^    (\w+|due)(?=: )", " ", said.out)
    assert bare(fields, recorded) == []
