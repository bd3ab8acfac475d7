"""Workbooks and documents, read as files: what office programs show is tested in programs."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from application.questions.asking.answer import Column, Row
from application.reports.document import Markdown, Paragraph, Report, Section, Table
from domain.words import worded
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.render.reports.odd import TABLE, odd


def sheets(report: Report) -> list[str]:
    with ZipFile(BytesIO(render(report, "xlsx"))) as file:
        book = file.read("xl/workbook.xml").decode()
    return [part.split('"')[0] for part in book.split('<sheet name="')[1:]]


def test_sheets_have_names_of_their_own() -> None:
    """A workbook with two sheets of one name does not open, and case makes no name another."""
    names = ("odd", "ODD", "report", "a/b", "x" * 40, "y " * 40)
    tables = [replace(TABLE, key=name, caption=name) for name in names]
    report = replace(odd(), sections=[Section(key="all", title="All", blocks=tables)])

    found = sheets(report)

    assert len(found) == 7
    assert len({name.casefold() for name in found}) == 7
    assert all(len(name) <= 31 for name in found)
    assert found[:4] == ["Report", "odd", "ODD 2", "report 2"]


def test_sheets_that_would_be_called_the_same_are_called_by_their_sections() -> None:
    """“What was done” four times tells nobody where to look."""
    sections = [
        Section(key=key, title=f"Task {key}", blocks=[replace(TABLE, key=key)]) for key in "12"
    ]

    report = replace(odd(), sections=sections)
    with ZipFile(BytesIO(render(report, "xlsx"))) as file:
        texts = unescape(file.read("xl/sharedStrings.xml").decode())

    assert sheets(report) == ["Report", "Task 1", "Task 2"]
    assert f">Task 2: {TABLE.caption}<" in texts  # at the head of its sheet


@pytest.mark.slow
def test_a_column_has_room_for_its_longest_word() -> None:
    """A word broken in the middle is read wrongly; capitals are wider than other letters."""
    columns = [Column("task", "Task"), Column("result", "Decision"), Column("text", "Text")]
    row: Row = {"task": "WORKSHOP", "result": "adopted", "text": "A long text. " * 40}
    table = Table(key="wide", caption="Wide", columns=columns, rows=[row])
    report = replace(odd(), sections=[Section(key="all", title="All", blocks=[table])])

    first, second, third = Document(BytesIO(render(report, "docx"))).tables[0].columns

    assert (first.width or 0) >= Mm(24) > (second.width or 0) >= Mm(17)
    assert Mm(100) < (third.width or 0) < Mm(125)


def test_numbers_stand_on_the_right() -> None:
    """Figures of a column are compared digit by digit."""
    row: Row = {"name": "Atlantis", "count": 12}
    columns = [Column("name", "Member"), Column("count", "Votes")]
    table = Table(key="counts", caption="Counts", columns=columns, rows=[row])
    report = replace(odd(), sections=[Section(key="all", title="All", blocks=[table])])

    rows = Document(BytesIO(render(report, "docx"))).tables[0].rows
    page = render(report, "html").decode()
    with ZipFile(BytesIO(render(report, "xlsx"))) as file:
        (look,) = re.findall(r's="(\d+)"><v>12<', file.read("xl/worksheets/sheet2.xml").decode())
        looks = file.read("xl/styles.xml").decode().split("<cellXfs")[1].split("<xf ")[1:]

    assert 'horizontal="right"' in looks[int(look)]
    assert (
        'indent="1"' in looks[int(look)]
    )  # beside a text in the next column that begins with a number
    for row_of in rows:  # the head, too
        found = [cell.paragraphs[0].alignment for cell in row_of.cells]
        assert found == [None, WD_ALIGN_PARAGRAPH.RIGHT]
    assert '<th scope="col" class="number">Votes</th>' in page
    assert '<th scope="col">Member</th>' in page


@pytest.mark.slow
def test_shares_are_numbers_in_a_workbook_and_on_the_right_in_a_document() -> None:
    """In French, too, where they have a comma, and a table can be sorted by them."""
    columns = [Column("name", "Member"), Column("percent", "Present (%)")]
    table = Table("shares", "Shares", columns, [{"name": "Atlantis", "percent": "50.0"}])
    report = replace(odd(), sections=[Section("all", "All", [table])])
    style = ReportStyle(language="fr")

    (written,) = Document(BytesIO(render(report, "docx", style))).tables
    with ZipFile(BytesIO(render(report, "xlsx", style))) as file:
        sheet = file.read("xl/worksheets/sheet2.xml").decode()

    assert written.cell(1, 1).text == "50,0"
    assert written.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert "<v>50</v>" in sheet


def test_a_workbook_says_nothing_twice_in_another_language() -> None:
    """“Commitment” in French is “Engagement”, which English has for something else."""
    columns = [Column("commitment", worded("Commitment")), Column("due_on", worded("Due on"))]
    rows: list[Row] = [{"commitment": "A pledge", "due_on": "2026-07-31"}]
    table = Table("due", worded("Milestones"), columns, rows)
    report = replace(odd(), sections=[Section("all", "All", [table])])

    with ZipFile(BytesIO(render(report, "xlsx", ReportStyle(language="fr")))) as file:
        texts = file.read("xl/sharedStrings.xml").decode()
        looks = file.read("xl/styles.xml").decode()

    assert ">Engagement<" in texts
    assert ">Étapes<" in texts
    assert "[$-40C]d mmmm yyyy" in looks  # the months are French wherever it is opened


@pytest.mark.slow
def test_the_foot_of_a_page_says_its_number_and_how_many_there_are() -> None:
    """On the right, apart from the sentence beside it."""
    page = Document(BytesIO(render(odd(), "docx", ReportStyle(language="fr")))).sections[0]
    line = page.footer.paragraphs[-1]

    fields = [each.get(qn("w:instr")) for each in line._p.iter(qn("w:fldSimple"))]

    assert fields == ["PAGE", "NUMPAGES"]
    assert line.text.endswith("\t sur ")


def test_a_report_may_have_no_table() -> None:
    """Then the workbook lists nothing."""
    assert sheets(replace(odd(), sections=[])) == ["Report"]


@pytest.mark.slow
def test_letters_of_prose_in_a_cell_are_as_small_as_the_others() -> None:
    """In two sizes, one column would seem to matter more."""
    row: Row = {"member": "Atlantis", "narrative": "We **met**.\n\n- twice"}
    columns = [Column("member", "Member"), Column("narrative", "What was done")]
    table = Table(key="said", caption="Said", columns=columns, rows=[row])
    report = replace(odd(), sections=[Section(key="all", title="All", blocks=[table])])

    written = Document(BytesIO(render(report, "docx")))
    lines = written.tables[0].cell(1, 1).paragraphs
    small = written.styles["Report Table Text"].element.rPr.sz_val

    assert [line.text for line in lines] == ["We met.", "twice"]
    assert {run.font.size for line in lines for run in line.runs} == {small}


def test_a_document_leaves_out_what_it_cannot_contain() -> None:
    """Whoever makes an old report again cannot take a character out of it any more."""
    text = Markdown("a\ufffe\uffff\0\x1b b")
    report = replace(odd(), sections=[Section(key="all", title="All", blocks=[text])])

    shown = [line.text for line in Document(BytesIO(render(report, "docx"))).paragraphs]

    assert any(line.startswith("a") and line.endswith(" b") for line in shown)


def test_no_line_ends_within_the_code_of_a_meeting() -> None:
    """“2026-” at the end of a title and “1” alone below it read as a year and a number."""
    title = "Minutes of the inaugural meeting 2026-1, of 2026-04-14"
    sections = [Section(key="all", title="Meeting 2026-12", blocks=[Paragraph("At 2026-1.")])]
    made = Document(BytesIO(render(replace(odd(), title=title, sections=sections), "docx")))

    held = {
        line.text: len(line._p.findall(f".//{qn('w:noBreakHyphen')}"))  # no other way
        for line in made.paragraphs
    }
    assert (held[title], held["Meeting 2026-12"], held["At 2026-1."]) == (1, 1, 1)
