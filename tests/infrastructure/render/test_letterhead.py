"""The letterhead: a logo, a colour and a line from the settings, in every form that is printed."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Writing
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.styles.style import ParagraphStyle
from pypdf import PdfReader

from domain.errors import DepositaryError, Unavailable
from infrastructure.render.forms import ReportStyle, render
from infrastructure.render.letterhead import CheckedLetterhead, Letterhead
from infrastructure.render.office.workbook import LOGO as HIGH
from infrastructure.render.provenance import differing, templates, versions
from tests.infrastructure.render.reports.odd import odd
from tests.infrastructure.render.test_png import chunk, picture

LOGO = picture()
PRINTED = CheckedLetterhead(logo=LOGO, colour="#702040", line="Secretariat, <Example> Street")
STYLE = ReportStyle(letterhead=PRINTED)
EXTENT, EMU = re.compile(r'<a:ext cx="\d+" cy="(\d+)"'), 12_700
"""The height of a picture in a drawing, and how many of its units are a point."""
FINE = (11_811).to_bytes(4) * 2
PROFILE = chunk(b"iCCP", bytes(5_000))
SIZES = {
    "none": (b"", 0.75),
    "300 to an inch": (chunk(b"pHYs", FINE + b"\x01"), 0.24),
    "behind much else": (PROFILE + chunk(b"pHYs", FINE + b"\x01"), 0.24),
    "square pixels": (chunk(b"pHYs", (1).to_bytes(4) * 2 + b"\x00"), 0.75),
    "nothing of use": (chunk(b"pHYs", bytes(8) + b"\x01"), 0.75),
}
"""What a picture of one pixel's height tells of its size, and how many points high it is."""


class TestSettings:
    def test_are_read_and_checked(self, tmp_path: Path) -> None:
        """A mistake is told before a report is made, not found in a printed one."""
        (tmp_path / "logo.png").write_bytes(LOGO)
        told = Letterhead.of({"logo": "logo.png", "colour": "#702040", "letterhead": "We"}.get)

        assert told.checked(tmp_path) == CheckedLetterhead(logo=LOGO, colour="#702040", line="We")
        assert Letterhead().checked(None) == CheckedLetterhead()

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            (Letterhead(logo="text.png"), "a whole picture of the form PNG as logo"),
            (Letterhead(logo="none.png"), r"The logo .*none\.png cannot be read: No such file"),
            (Letterhead(colour="teal"), r"a colour such as #1f3a5f as the setting colour"),
            (Letterhead(colour="#ffee00"), "The colour #ffee00 is too light: titles in it could"),
            (Letterhead(line="a\nb"), "one line of text as the setting letterhead"),
        ],
    )
    def test_that_cannot_be_printed_are_told(
        self, wrong: Letterhead, sentence: str, tmp_path: Path
    ) -> None:
        """One sentence says what to change."""
        (tmp_path / "text.png").write_text("no picture", encoding="utf-8")

        with pytest.raises(DepositaryError, match=sentence):
            wrong.checked(tmp_path)

    def test_have_a_logo_only_with_a_folder(self) -> None:
        """A logo elsewhere would be in no backup."""
        with pytest.raises(DepositaryError, match="belongs into the folder that is named as temp"):
            Letterhead(logo="logo.png").checked(None)

    def test_lead_to_no_other_folder(self, tmp_path: Path) -> None:
        """It is a name, and a path to the private key is none."""
        with pytest.raises(Unavailable, match="cannot be read"):
            Letterhead(logo="../key.png").checked(tmp_path)


class TestForms:
    def test_a_page_holds_the_logo_itself(self) -> None:
        """It is sent by mail and needs nothing from outside."""
        page = render(odd(), "html", STYLE).decode()

        assert '<img src="data:image/png;base64,' in page
        assert "Secretariat, &lt;Example&gt; Street" in page
        assert page.count("--rule: #702040") == 2

    @pytest.mark.slow
    def test_a_pdf_has_the_line_on_its_first_page(self) -> None:
        """And its picture."""
        first, second, *_ = PdfReader(BytesIO(render(odd(), "pdf", STYLE))).pages

        assert "Secretariat, <Example> Street" in first.extract_text()
        assert "Secretariat" not in second.extract_text()
        assert len(first.images) == 1

    @pytest.mark.slow
    def test_a_document_has_it_in_the_head_of_its_first_page(self) -> None:
        """Where people expect to change it."""
        document = Document(BytesIO(render(odd(), "docx", STYLE)))
        heading, above = document.styles["Heading 1"], document.sections[0].first_page_header

        assert isinstance(heading, ParagraphStyle)
        assert heading.font.color.rgb == RGBColor(0x70, 0x20, 0x40)
        (rule,) = document.styles["Title"].element.iter(qn("w:bottom"))
        assert dict(rule.attrib)[qn("w:color")] == "702040"
        assert qn("w:themeColor") not in rule.attrib
        assert above.paragraphs[0].text == "  Secretariat, <Example> Street"
        assert any("image" in each.reltype for each in above.part.rels.values())

    @pytest.mark.slow
    @pytest.mark.parametrize("density", [bytes(8), (1).to_bytes(4) * 2, b"\xff" * 8])
    def test_a_document_makes_it_as_high_whatever_size_it_says_itself(self, density: bytes) -> None:
        """By a density of nothing, or a height of nothing, it could not be divided."""
        logo = picture(before=chunk(b"pHYs", density + b"\x01"))
        style = ReportStyle(letterhead=CheckedLetterhead(logo=logo))
        first = Document(BytesIO(render(odd(), "docx", style))).sections[0].first_page_header

        assert '<wp:extent cx="1152000" cy="576000"/>' in first.part.blob.decode()

    def test_a_workbook_has_logo_and_line_on_its_first_sheet(self) -> None:
        """As high as in the other forms."""
        with ZipFile(BytesIO(render(odd(), "xlsx", STYLE))) as file:
            assert file.read("xl/media/image1.png") == LOGO
            assert "&lt;Example&gt; Street" in file.read("xl/sharedStrings.xml").decode()
            assert "xl/drawings/drawing1.xml" in file.namelist()

    @pytest.mark.parametrize(("more", "points"), SIZES.values(), ids=SIZES)
    def test_a_workbook_makes_it_as_high_whatever_size_it_says_itself(
        self, more: bytes, points: float
    ) -> None:
        """A picture may tell how many pixels it has to a metre, behind a profile of colours."""
        logo = picture(before=more)
        style = ReportStyle(letterhead=CheckedLetterhead(logo=logo))
        with ZipFile(BytesIO(render(odd(), "xlsx", style))) as file:
            (high,) = EXTENT.findall(file.read("xl/drawings/drawing1.xml").decode())

        assert round(CheckedLetterhead(logo=logo).points, 2) == points
        assert abs(int(high) / EMU - HIGH) < 1

    @pytest.mark.slow
    def test_a_line_alone_and_a_logo_alone_are_possible(self) -> None:
        """Not every office has both."""
        line = ReportStyle(letterhead=CheckedLetterhead(line="We"))
        logo = ReportStyle(letterhead=CheckedLetterhead(logo=LOGO))
        above = Document(BytesIO(render(odd(), "docx", line))).sections[0].first_page_header

        assert above.paragraphs[0].text == "We"
        assert render(odd(), "docx", logo) == render(odd(), "docx", logo)
        assert render(odd(), "pdf", logo) != render(odd(), "pdf", line)
        assert "<img" not in render(odd(), "html", line).decode()


def test_a_manifest_names_what_of_it_was_printed(tmp_path: Path) -> None:
    """Another letterhead makes other files, and that is said."""
    (tmp_path / "report.docx").write_bytes(b"a letterhead of its own")
    own = ReportStyle(templates=tmp_path, letterhead=PRINTED)
    told = templates(["docx"], own)

    assert list(told) == ["colour", "letterhead", "logo", "report.docx"]
    assert differing("docx", versions(["docx"]), told, own) == []
    assert differing("docx", versions(["docx"]), told, ReportStyle()) == [
        f"another template {name}" for name in told
    ]
    assert templates(["csv"], own) == {}


class TestCover:
    """The annual report is what a minister holds: its title stands on a page of its own."""

    ANNUAL = replace(odd(), name="annual")

    @pytest.mark.slow
    def test_of_a_pdf_has_the_contents(self) -> None:
        first, second, *_ = PdfReader(BytesIO(render(self.ANNUAL, "pdf", STYLE))).pages

        said = first.extract_text()
        assert "Contents" in said
        assert "Position on 30 June 2026" in said
        assert "First." not in said
        assert "First." in second.extract_text()

    @pytest.mark.slow
    def test_of_a_document_ends_with_its_page(self) -> None:
        written = Document(BytesIO(render(self.ANNUAL, "docx", STYLE)))
        plain = Document(BytesIO(render(odd(), "docx", STYLE)))

        assert breaks(written) == ["Words *in* sections"]
        assert breaks(plain) == []

    def test_of_a_page_is_printed_alone(self) -> None:
        assert b'<header class="cover">' in render(self.ANNUAL, "html", STYLE)
        assert b"<header>" in render(odd(), "html", STYLE)


def breaks(written: Writing) -> list[str]:
    """Return the paragraphs that begin on a new page."""
    lines = written.paragraphs
    return [line.text for line in lines if line.paragraph_format.page_break_before]
