"""What stands above and below every report: who, for when, banners once, provenance at the end."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from application.reports.document import Report
from infrastructure.render.forms import ReportStyle, render
from infrastructure.render.heading import foot, head
from tests.infrastructure.render.reports.odd import BANNER, odd

PLAIN = ReportStyle()


class TestBanners:
    @pytest.mark.parametrize("form", ["text", "html"])
    def test_stand_once_in_a_text(self, form: str) -> None:
        """Eight times is no warning any more."""
        text = render(odd(), form).decode().partition("</head>")
        shown = (text[2] or text[0]).replace("&amp;", "&").replace("&lt;", "<")

        assert shown.replace("&gt;", ">").count(BANNER) == 1

    def test_of_markdown_stand_once(self) -> None:
        """It is pasted into a page of one's own."""
        assert render(odd(), "markdown").decode().count("EXERCISE:") == 1

    def test_of_a_printed_page_stand_in_its_margin(self) -> None:
        """Paper is passed on page by page; on the first one the banner stands above the title."""
        page = render(odd(), "html").decode()
        (said,) = re.findall(r"@top-left \{ content: \"(.*?)\";", page)

        assert "".join(chr(int(each, 16)) for each in re.findall(r"\\(\w+) ", said)) == BANNER
        assert "@page :first { @top-left { content: none; } }" in page

    @pytest.mark.slow
    def test_of_a_document_stand_above_it_and_in_the_head_of_further_pages(self) -> None:
        """No page has two."""
        document = Document(BytesIO(render(odd(), "docx")))
        page = document.sections[0]

        assert [line.text for line in document.paragraphs].count(BANNER) == 1
        assert [line.text for line in page.header.paragraphs] == [BANNER]
        assert page.different_first_page_header_footer
        assert [line.text for line in page.first_page_header.paragraphs] == [""]

    @pytest.mark.slow
    def test_of_a_pdf_stand_once_on_each_page(self) -> None:
        """A page that is copied takes its banner along."""
        pages = PdfReader(BytesIO(render(odd(), "pdf"))).pages

        assert len(pages) > 1
        assert {" ".join(page.extract_text().split()).count(BANNER) for page in pages} == {1}

    def test_of_a_workbook_stand_once_on_each_sheet(self) -> None:
        """And are repeated in print with the head of the table."""
        made = render(odd(), "xlsx")
        book = CalamineWorkbook.from_filelike(BytesIO(made))
        with ZipFile(BytesIO(made)) as file:
            sheets = [n for n in file.namelist() if n.startswith("xl/worksheets/sheet")]
            printed = "".join(file.read(name).decode() for name in sheets)

        for name in book.sheet_names:
            told = Counter(cell for row in book.get_sheet_by_name(name).to_python() for cell in row)
            assert told[BANNER] == 1
        assert "EXERCISE" not in printed

    @pytest.mark.slow
    def test_are_nowhere_where_there_are_none(self) -> None:
        """A paper of a real body says nothing of exercises."""
        document = Document(BytesIO(render(odd(banners=()), "docx")))

        assert not any(BANNER in line.text for line in document.paragraphs)


class TestHead:
    def test_names_a_body_once_and_never_by_its_code(self) -> None:
        """“GTF (GTF)” is no name."""
        titled = replace(odd(), title="Annual report of Exercise & Taskforce")

        assert head(odd(), PLAIN)[0] == "Exercise & Taskforce"
        assert head(titled, PLAIN)[0].startswith("Position on ")

    def test_says_which_days_are_covered(self) -> None:
        """A report on a year that is not over ends on a day of it."""
        yearly: Report = replace(odd(), facts={"from": "2026-01-01", "until": "2026-06-30"})

        assert head(yearly, PLAIN)[1] == "Period: 2026-01-01 to 2026-06-30."

    def test_says_who_issues_it(self) -> None:
        """A name stands after our words, a sentence as it was written."""
        named = head(odd(), ReportStyle(authority="the secretariat"))
        said = head(odd(), ReportStyle(authority="The record of the body."))

        assert named[-1] == "Issued by the secretariat."
        assert said[-1] == "The record of the body."


class TestFoot:
    def test_says_where_it_comes_from_and_how_to_verify_it(self) -> None:
        """Whoever doubts a figure knows what to type."""
        below = foot(odd(), PLAIN)

        assert "Scales: OGP 1." in below
        assert any("entries 1 to 42" in line and "report reproduce" in line for line in below)

    def test_disowns_nothing_that_has_an_issuer(self) -> None:
        """The paper of a body does not say that it is not the body's."""
        disowned = "No issuer is named. This is not an authentic record of"

        assert foot(odd(), PLAIN)[-1].startswith(disowned)
        assert not any(disowned in each for each in foot(odd(), ReportStyle(authority="us")))
