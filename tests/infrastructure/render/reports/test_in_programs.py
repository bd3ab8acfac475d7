"""Reports in the programs that people open them with: a browser, office programs, PDF readers."""

import csv
import json
import shlex
import subprocess
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader
from pypdf.generic import Destination

from application.reports.document import Report, Section
from infrastructure.cli.main import run
from infrastructure.render.cells import cell, found
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.render.reports.every import EVERY
from tests.infrastructure.render.reports.looked_through import converted
from tests.infrastructure.render.reports.odd import BANNER, CHECKPOINT, ODD, TABLE, odd

pytestmark = pytest.mark.slow
CHROMIUM = "/usr/bin/chromium"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
EXERCISE = "EXERCISE: members and acts are made up."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def made(told: Path) -> Callable[[str, str], Path]:
    """Return what writes a report of `EVERY`, or the odd one, into a file."""

    def write(name: str, ending: str) -> Path:
        file = told / f"made.{ending}"
        if name == "odd":
            file.write_bytes(render(odd(), ending, ReportStyle(checkpoint=CHECKPOINT)))
        else:
            assert run(shlex.split(f"report {EVERY[name]} --output {file.name}")) == 0
        return file

    return write


def titles(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        yield section.title
        yield from titles(list(section.sections))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["odd", *EVERY])
def test_a_page_can_be_read_by_all(
    name: str, scheme: str, browser: Browser, made: Callable[[str, str], Path]
) -> None:
    """A ministry may only publish what keeps to WCAG 2.2 AA."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(made(name, "html").as_uri())

    found = Axe().run(page, options=RULES)
    page.close()

    assert json.dumps(found.response["violations"], indent=1) == "[]"
    assert len(found.response["passes"]) > 20  # it did look


@pytest.mark.parametrize("name", ["odd", *EVERY])
def test_a_page_fits_a_small_screen(
    name: str, browser: Browser, made: Callable[[str, str], Path]
) -> None:
    """Nothing has to be moved sideways: rows of tables stand below each other there."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(made(name, "html").as_uri())

    wide = page.evaluate("document.documentElement.scrollWidth")
    cut = page.evaluate(
        "[...document.querySelectorAll('.table')]"
        ".filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.innerText)"
    )
    page.close()

    assert wide <= 320
    assert cut == []


def test_a_page_keeps_its_banner_in_print(
    browser: Browser, made: Callable[[str, str], Path]
) -> None:
    """Paper is passed on without the page that it came from."""
    page = browser.new_page()
    page.goto(made("odd", "html").as_uri())
    file = made("odd", "html").with_suffix(".pdf")
    page.pdf(path=file)
    page.close()

    texts = [each.extract_text() for each in PdfReader(file).pages]

    assert all("EXERCISE" in text for text in texts)


@pytest.mark.parametrize("name", EVERY)
def test_office_programs_open_a_workbook(name: str, made: Callable[[str, str], Path]) -> None:
    """Every sheet opens, and says what it is, when it was known, and that it is an exercise."""
    file = made(name, "xlsx")

    converted(file, SHEETS)

    sheets = [each.read_text(encoding="utf-8") for each in file.parent.glob("made-*.csv")]
    assert len(sheets) > 1
    for sheet in sheets:
        assert EXERCISE in sheet
        assert "30 June 2026" in sheet


def test_office_programs_read_every_cell_as_it_is(made: Callable[[str, str], Path]) -> None:
    """No text is run as a formula, read as a date, or cut."""
    file = made("odd", "xlsx")

    converted(file, SHEETS)

    sheets = [
        list(csv.reader(StringIO(each.read_text(encoding="utf-8"), newline="")))
        for each in file.parent.glob("made-*.csv")
    ]
    (rows,) = (sheet for sheet in sheets if sheet[0][0] == TABLE.caption)
    start = rows.index([column.label for column in TABLE.columns]) + 1
    told = [[cell(found(row, c.key)) for c in TABLE.columns] for row in TABLE.rows]
    assert rows[start : start + len(ODD)] == told


@pytest.mark.parametrize("name", ["odd", *EVERY])
def test_office_programs_open_a_document(name: str, made: Callable[[str, str], Path]) -> None:
    """Whoever goes on writing in it finds all that the report says."""
    file = made(name, "docx")

    converted(file, "txt:Text (encoded):UTF8")

    text = file.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert "EXERCISE" in text
    assert "Position on 30 June 2026" in text
    if name == "odd":
        assert all(" ".join(cell(each).split()) in " ".join(text.split()) for each in ODD)


@pytest.mark.parametrize("name", ["odd", *EVERY])
def test_a_pdf_can_be_read_aloud_and_searched(name: str, made: Callable[[str, str], Path]) -> None:
    """It has tags, a language, a title and bookmarks, and the banner stands on every page."""
    file = made(name, "pdf")
    read = PdfReader(file)
    catalog = read.root_object

    texts = [
        subprocess.run(
            ["pdftotext", "-f", str(n), "-l", str(n), "-layout", str(file), "-"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for n in range(1, len(read.pages) + 1)
    ]

    assert "/StructTreeRoot" in catalog
    assert str(catalog["/Lang"]) == "en"
    assert read.metadata is not None
    assert read.metadata.title
    assert read.outline
    for text in texts:
        assert "EXERCISE" in text
        assert "Position on 30 June 2026" in text


def test_a_pdf_says_all_that_the_report_says(made: Callable[[str, str], Path]) -> None:
    """No word is lost, hidden or taken as markup, and the bookmarks are the headings."""
    report: Report = odd()
    read = PdfReader(made("odd", "pdf"))

    text = "".join(page.extract_text() for page in read.pages)

    bare = "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())
    assert BANNER.replace(" ", "") in bare
    for each in ODD:
        assert "".join(cell(each).split()) in bare
    marked = [str(item.title) for item in _flat(read.outline)]
    ours = [each for each in marked if each not in ("Foreword", NOTHING, ABOUT)]
    assert ours == list(titles(list(report.sections)))


NOTHING, ABOUT = "Nothing that members may see was recorded for", "About this document"


def _flat(items: object) -> Iterator[Destination]:
    assert isinstance(items, list)
    for item in items:
        if isinstance(item, Destination):
            yield item
        else:
            yield from _flat(item)
