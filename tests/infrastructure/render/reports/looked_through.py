"""What no document for people may hold: each is written, read again and looked through.

In the annex, and in what is said about the document at its end, digests and commands are allowed.
"""

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

from docx import Document
from pypdf import PdfReader

from application.reports.document import Chart, Points, Report, Table, as_table, walk
from application.reports.paper.paper import on_paper
from infrastructure.render import cells
from infrastructure.render.forms import FORMS, render
from infrastructure.render.heading import ABOUT
from infrastructure.render.layout import paper_cell

PAPER = [name for name, form in FORMS.items() if not form.data]
ANNEX = re.compile(r"\n(## | )?Annex *\n")
UNSEEN = frozenset({"style", "title", "script"})
NEVER: Mapping[str, re.Pattern[str]] = {
    "a topic": re.compile(
        r"\b(taskforce|member|commitment|record|report|log)\.[a-z]+(-[a-z]+)*\b(?! )"
    ),
    "an ISO date": re.compile(r"(?<![\d/-])(<=)?\d{4}-(0[1-9]|1[0-2])-\d{2}\b|<=\d{4}"),
    "a digest": re.compile(r"\b[0-9a-f]{64}\b"),
    "a position": re.compile(r"@\d+"),
    "a word for programs": re.compile(r"\b[a-z]+_[a-z_]+\b"),
    "a word twice": re.compile(r"\b([a-z]{4,}) \1\b", re.IGNORECASE),
    "a fraction": re.compile(r"\b[1-4]/[2-5] of\b"),
    "a number that disagrees": re.compile(r"\b1 (of \d+ )?(\w+ )?have\b"),
    "a word that is out": re.compile(r"\bmended\b|\bexcused\b|\botherwise on\b", re.IGNORECASE),
}


class Shown(HTMLParser):
    """The text that a page shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self._hidden = "", 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._hidden += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else f"{data} "


def _of_office(file: bytes, part: str, tag: str) -> str:
    """Return the texts of a part of an office file, a line for each paragraph or string."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        root = ET.fromstring(archive.read(part))  # noqa: S314  # a file of our own
    return "\n".join("".join(each.itertext()) for each in root.iter() if each.tag.endswith(tag))


READ: Mapping[str, Callable[[bytes], str]] = {
    "text": bytes.decode,
    "markdown": lambda file: file.decode().replace("\\", ""),
    "html": lambda file: Shown(file.decode()).text,
    "docx": lambda file: _of_office(file, "word/document.xml", "}p"),
    "xlsx": lambda file: _of_office(file, "xl/sharedStrings.xml", "}si"),
    "pdf": lambda file: "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages),
}
"""By form: how its text is read."""


def codes(report: Report) -> re.Pattern[str]:
    """Return what finds a code of a member or of a commitment that has a name of its own."""
    found = {*report.names["member"], *report.names["commitment"]}
    called = {name for kind in report.names.values() for name in kind.values()}
    words = sorted(map(re.escape, found - called), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(words) or '(?!)'})(?![\w])")


def faults(report: Report, form: str) -> Iterator[str]:
    """Yield what a document of a report must not have and has."""
    text = READ[form](render(report, form))
    above = ANNEX.split(text.split(ABOUT)[0])[0] if form != "xlsx" else text
    for what, pattern in {**NEVER, "a code": codes(report)}.items():
        if form == "xlsx" and what == "a digest":
            continue
        for found in pattern.finditer(above):
            yield f"{what}: {above[max(0, found.start() - 40) : found.end() + 20]!r}"
    for banner in report.banners:
        shown = " ".join(text.split()).count(banner)
        if form != "pdf" and shown != 1:
            yield f"{shown} times {banner!r}"


def smallest_letters(report: Report) -> float:
    """Return how many points the smallest letters in tables of a Word document have."""
    tables = Document(BytesIO(render(report, "docx"))).tables
    sizes = [
        run.font.size.pt
        for table in tables
        for row in table.rows
        for cell in row.cells
        for line in cell.paragraphs
        for run in line.runs
        if run.font.size
    ]
    return min(sizes, default=9.0)


def empty_parts(report: Report) -> Iterator[str]:
    """Yield the parts of a document that say nothing, and figures of charts without a whole."""
    for section in walk(on_paper(report, grouped=True).sections):
        if not section.blocks and not section.sections:
            yield section.title
        for block in section.blocks:
            if isinstance(block, Points) and not block.lines:
                yield section.title
            if isinstance(block, Table) and not block.rows:
                yield block.caption
            if isinstance(block, Chart):
                yield from _without_whole(block)


def _without_whole(chart: Chart) -> Iterator[str]:
    """Yield a chart without bars, and each bar that is not as long as all who are bound."""
    if not chart.categories:
        yield chart.caption
    for row in as_table(chart).rows:
        numbers = [n for key, n in row.items() if isinstance(n, int) and key != "bound"]
        if sum(numbers) != row["bound"]:
            yield f"{chart.caption}: {row}"


LONG = 24  # letters; a longer word, such as a digest, may be broken
NO_COUNTS = frozenset({"position", "entry", "days"})
WHOLES = frozenset({"bound", "meetings", "members", "silent"})
"""Columns that say of how many others are, or how many are in none of them."""


def lonely_figures(report: Report) -> Iterator[str]:
    """Yield the tables that count something and do not say of how many."""
    for table in on_paper(report, grouped=True).tables():
        keys = {column.key for column in table.columns}
        counts = {key for row in table.rows for key in keys if type(row.get(key)) is int}
        if counts - NO_COUNTS and keys.isdisjoint(WHOLES):
            yield f"{table.caption}: {counts - NO_COUNTS}"


def broken_words(report: Report, text: str) -> Iterator[str]:
    """Yield the words of tables that stand nowhere whole in a text."""
    there = set(_PIECES.split(text))
    for table in on_paper(report, grouped=True).tables():
        for column in table.columns:
            texts = (paper_cell(cells.found(row, column.key), column) for row in table.rows)
            for word in _PIECES.split(" ".join([column.label, *texts])):
                if 0 < len(word) < LONG and word not in there:
                    yield word


_PIECES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}/-]+")


def converted(file: Path, to: str) -> None:
    """Let LibreOffice open a file and write it in another form beside it."""
    profile = f"-env:UserInstallation=file://{file.parent / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", to, "--outdir", file.parent, file],
        check=True,
        capture_output=True,
        timeout=120,
    )
