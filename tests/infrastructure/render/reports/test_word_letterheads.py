"""A letterhead of one's own takes nothing from elsewhere, and runs nothing."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from domain.errors import Malformed
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.render.reports.odd import odd

OFFICE = RT.IMAGE.rpartition("/")[0]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "report.docx").write_bytes(render(odd(), "docx"))
    return tmp_path


def made_with(own: Path) -> bytes:
    return render(odd(), "docx", ReportStyle(templates=own))


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame"])
def test_nothing_is_taken_from_elsewhere_when_a_report_is_opened(own: Path, kind: str) -> None:
    """Whoever made the letterhead would learn who reads, and could put something else there."""
    document = Document(str(own / "report.docx"))
    foot = document.sections[0].footer.part
    foot.relate_to("http://example.org/seen.png", f"{OFFICE}/{kind}", is_external=True)
    document.save(str(own / "report.docx"))

    with pytest.raises(Malformed, match=rf"opened \({kind}: http://example.org/seen.png\)"):
        made_with(own)


def test_a_control_is_refused_and_a_link_that_is_clicked_on_is_not(own: Path) -> None:
    """A letterhead has addresses, and nothing that runs."""
    document = Document(str(own / "report.docx"))
    foot = document.sections[0].footer.part
    foot.relate_to("https://example.org", RT.HYPERLINK, is_external=True)
    document.save(str(own / "report.docx"))
    assert made_with(own)

    kind = "application/vnd.ms-office.activeX+xml"
    part = Part(PackURI("/word/activeX/activeX1.xml"), kind, b"<a/>", document.part.package)
    foot.relate_to(part, RT.CONTROL)
    document.save(str(own / "report.docx"))
    with pytest.raises(Malformed, match=r"a control \(/word/activeX/activeX1.xml\)"):
        made_with(own)


def test_only_looks_go_into_a_report(own: Path) -> None:
    """Who unpacked a public report found remarks, pictures and keywords of the letterhead."""
    document = Document(str(own / "report.docx"))
    package = document.part.package
    words = b"A secret of the secretariat"
    for name, relation in (
        ("comments.xml", RT.COMMENTS),
        ("media/image9.png", RT.IMAGE),
        ("vbaProject.bin", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"),
        ("footnotes.xml", RT.FOOTNOTES),
    ):
        part = Part(PackURI(f"/word/{name}"), "application/octet-stream", words, package)
        document.part.relate_to(part, relation)
    document.core_properties.keywords = document.core_properties.category = words.decode()
    document.save(str(own / "report.docx"))

    with ZipFile(BytesIO(made_with(own))) as parts:
        assert not [name for name in parts.namelist() if words in parts.read(name)]
        assert {"word/styles.xml", "word/footer1.xml"} <= {*parts.namelist()}


def test_the_template_of_a_template_is_not_looked_for(own: Path) -> None:
    """Word names it in what was begun from one; it may be anywhere."""
    document = Document(str(own / "report.docx"))
    settings = document.settings
    number = document.part.part_related_by(RT.SETTINGS).relate_to(
        "http://example.org/x.dotm", f"{OFFICE}/attachedTemplate", is_external=True
    )
    named = OxmlElement("w:attachedTemplate")
    named.set(qn("r:id"), number)
    settings.element.insert(0, named)
    document.save(str(own / "report.docx"))

    content = render(odd(), "docx", ReportStyle(templates=own))

    with ZipFile(BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"x.dotm" in parts.read(name)]
        assert b"attachedTemplate" not in parts.read("word/settings.xml")
