"""Texts in Markdown in every form: a heading comes out as a heading, and bold as bold."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line
from markdown_it import MarkdownIt

from application.questions.asking.answer import Column, Row
from application.reports.document import Markdown, Report, Section, Table
from infrastructure.render.forms import render
from tests.infrastructure.render.reports.odd import odd

ROW: Row = {
    "name": "Atlantis",
    "narrative": "# Law\n\nIn **force**:\n\n- since\n- May",
    "text": "**x**",
}
COLUMNS = [Column(key, key.capitalize()) for key in ROW]
TABLE = Table(key="done", caption="Done", columns=COLUMNS, rows=[ROW])


def made(form: str, report: Report | None = None) -> str:
    return render(report or odd(), form).decode()


def in_a_cell() -> Report:
    return replace(odd(), sections=[Section(key="all", title="All", blocks=[TABLE])])


def lines() -> Sequence[Line]:
    return Document(BytesIO(render(odd(), "docx"))).paragraphs


def test_a_page_has_its_marks_as_tags() -> None:
    """A screen reader walks to the heading, and tells how long a list is."""
    page = made("html")

    assert '<h3 dir="auto">Foreword</h3>' in page
    assert (
        "We <strong>met</strong> <em>twice</em>, said <code>so</code>.<br>New line, &lt;i" in page
    )
    assert page.count('<ol>\n<li dir="auto"><p dir="auto">one</p>') == 1
    assert "<blockquote>" in page


def test_text_has_its_lines() -> None:
    """Marks of looks are no part of what was said."""
    text = made("text")

    assert "\nForeword\n\nWe met twice, said so.\nNew line, <i>no tag</i>.\n\n1. one\n" in text
    assert "\n2. two\n   - deep\n" in text


def test_markdown_keeps_its_marks() -> None:
    """Its headings lie below that of the section that it is in."""
    text = made("markdown")

    assert "\n### Foreword\n\nWe **met** *twice*, said `so`.  \nNew line" in text
    assert "\n1. one\n2. two\n\n   - deep\n\n   and more\n3. three\n\n> 1. quoted\n" in text
    assert "\n\n```\n= code\n```\n\n1. again\n" in text


LIVE = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "words",
    [
        f"`` x` {LIVE} `y ``",
        f"``` `` {LIVE} `\n` ```",
        f"- item\n\n```\n{LIVE}\n```",
        f"1. item\n\n   ````\n```\n{LIVE}\n````",
        f"> ~~~\n> ```\n> {LIVE}\n> ~~~",
        f"    {LIVE}",
        LIVE,
    ],
)
def test_markdown_lets_no_tag_out_of_code(words: str) -> None:
    """Whoever puts the report into a page reads it with another program."""
    section = Section(key="all", title="All", blocks=[Markdown(words)])
    text = made("markdown", replace(odd(), sections=[section]))

    shown = MarkdownIt("commonmark").render(text)

    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


@pytest.mark.slow
def test_a_title_may_be_longer_than_office_keeps() -> None:
    """Treaties have such titles; the page has it whole."""
    title = "Convention on " + "certain means, " * 30
    report = replace(odd(), title=title, body=title, banners=[title])

    made_of_it = Document(BytesIO(render(report, "docx")))

    assert made_of_it.core_properties.title == title[:255]
    assert any(line.text == title for line in made_of_it.paragraphs)


@pytest.mark.slow
def test_a_document_has_real_styles() -> None:
    """Whoever goes on writing changes a style, not every paragraph."""
    styles = {line.text: line.style.name for line in lines() if line.style}

    assert styles["Foreword"] == "Heading 2"
    assert styles["two"] == styles["again"] == "List Number"
    assert styles["deep"] == "List Bullet 2"
    assert styles["quoted"] == "List Number"
    (met,) = (line for line in lines() if line.text.startswith("We met"))
    assert [run.text for run in met.runs if run.bold] == ["met"]
    assert [run.text for run in met.runs if run.italic] == ["twice"]


@pytest.mark.slow
def test_each_list_of_a_document_begins_with_its_own_number() -> None:
    """Two lists of one style would be counted on, and item 1 would be item 4."""
    found = [
        line._p.find(f".//{qn('w:numId')}")  # the library has no word for it
        for line in lines()
        if line.text in ("first", "two", "three", "again")
    ]
    numbers = [each.get(qn("w:val")) for each in found]

    assert [numbers.index(number) for number in numbers] == [0, 0, 2, 3]


@pytest.mark.slow
def test_a_cell_shows_what_was_written() -> None:
    """A narrative is written with marks, a text of another kind is not."""
    page, document = made("html", in_a_cell()), Document(BytesIO(render(in_a_cell(), "docx")))
    place = document.tables[0].rows[1].cells[1]

    assert '<p dir="auto"><strong>Law</strong></p>' in page
    assert "**x**" in page
    assert [line.text for line in place.paragraphs] == ["Law", "In force:", "since", "May"]
    assert "Law In force: - since - May" in made("text", in_a_cell())
    assert "| Atlantis | Law In force: - since - May | \\*\\*x\\*\\* |" in made(
        "markdown", in_a_cell()
    )
    assert render(in_a_cell(), "pdf").startswith(b"%PDF")
    assert render(in_a_cell(), "xlsx").startswith(b"PK")


def test_quotations_stand_in_a_style_of_their_own() -> None:
    """Whoever quotes somebody does not say it."""
    written = Markdown("> So.\n>\n> - said\n\n```\nas = it\n```")
    report = replace(odd(), sections=[Section(key="all", title="All", blocks=[written])])
    found = Document(BytesIO(render(report, "docx"))).paragraphs
    styles = {line.text: line.style.name for line in found if line.style}

    assert (styles["So."], styles["said"], styles["as = it"]) == (
        "Quote",
        "List Bullet 2",
        "Normal",
    )
