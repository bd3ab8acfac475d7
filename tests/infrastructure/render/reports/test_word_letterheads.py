"""A letterhead of one's own takes nothing from elsewhere, and runs nothing."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from domain.errors import Malformed
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.render.reports.letterheads import NAMES, WORDS, made_with, must_be_good
from tests.infrastructure.render.reports.odd import odd

OFFICE = RT.IMAGE.rpartition("/")[0]


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


SETTINGS = (
    (
        f'<w:mailMerge {NAMES}><w:connectString w:val="{WORDS}"/>'
        '<w:dataSource r:id="{id}"/></w:mailMerge>'
    ),
    f'<w:docVars {NAMES}><w:docVar w:name="a" w:val="{WORDS}"/></w:docVars>',
    f'<w:documentProtection {NAMES} w:hash="{WORDS}"/>',
)


@pytest.mark.parametrize("xml", SETTINGS)
def test_settings_that_name_files_or_people_go_into_no_report(own: Path, xml: str) -> None:
    """A letterhead that served for a serial letter named the database, with its password."""
    document = Document(str(own / "report.docx"))
    settings = document.part.part_related_by(RT.SETTINGS)
    number = settings.relate_to("people.xlsx", f"{OFFICE}/mailMergeSource", is_external=True)
    document.settings.element.insert(0, parse_xml(xml.replace("{id}", number)))
    document.save(str(own / "report.docx"))

    must_be_good(made_with(own))


def test_heads_of_other_sections_go_into_no_report(own: Path) -> None:
    """The page is that of the first section."""
    document = Document(str(own / "report.docx"))
    other = document.add_section().header
    other.is_linked_to_previous = False
    other.paragraphs[0].text = WORDS
    document.save(str(own / "report.docx"))

    must_be_good(made_with(own))


@pytest.mark.parametrize("place", ["printer", "background", "chart", "workbook"])
def test_nothing_names_what_was_left_out(own: Path, place: str) -> None:
    """Word says of such a report that it is damaged."""
    document = Document(str(own / "report.docx"))
    package, page = document.part.package, document.sections[0]
    left = Part(PackURI("/word/left.bin"), "application/octet-stream", WORDS.encode(), package)
    holder = document.part if place in ("printer", "background") else page.footer.part
    number = holder.relate_to(left, f"{OFFICE}/{'image' if place == 'background' else place}")
    named = f'{NAMES} r:id="{number}"'
    if place == "printer":
        page._sectPr.append(parse_xml(f"<w:printerSettings {named}/>"))
    elif place == "background":
        fill = parse_xml(f'<w:background {NAMES} w:color="FFFFFF"><v:fill {named}/></w:background>')
        document.element.insert(0, fill)
    else:
        inner = parse_xml(
            f"<w:r {NAMES}><w:drawing><v:chart {named}/><v:a {named}/></w:drawing></w:r>"
        )
        page.footer.paragraphs[0]._p.append(inner)
    document.save(str(own / "report.docx"))

    must_be_good(made_with(own))


FIELD = ' INCLUDEPICTURE "http://example.org/seen.png" \\d '
SIMPLE = f"<w:fldSimple {NAMES} w:instr='{FIELD}'/>"
DIVIDED = (
    f'<w:r {NAMES}><w:fldChar w:fldCharType="begin"/><w:instrText>dde</w:instrText>'
    "<w:instrText>auto cmd.exe</w:instrText></w:r>"
)


def test_a_link_to_an_address_is_no_field_that_takes_something(own: Path) -> None:
    """Whatever words the address has."""
    document = Document(str(own / "report.docx"))
    field = ' HYPERLINK "https://example.org/database/link" '
    xml = f"<w:fldSimple {NAMES} w:instr='{field}'/>"
    document.sections[0].footer.paragraphs[0]._p.append(parse_xml(xml))
    document.save(str(own / "report.docx"))

    assert made_with(own)


@pytest.mark.parametrize(
    ("xml", "said"), [(SIMPLE, 'INCLUDEPICTURE: "http'), (DIVIDED, "ddeauto: cmd.exe")]
)
def test_a_field_that_takes_something_is_refused(own: Path, xml: str, said: str) -> None:
    """It is looked for when the report is opened or printed."""
    document = Document(str(own / "report.docx"))
    document.sections[0].footer.paragraphs[0]._p.append(parse_xml(xml))
    document.save(str(own / "report.docx"))

    with pytest.raises(Malformed) as refused:
        made_with(own)

    assert said in str(refused.value)


def test_a_letterhead_of_another_program_has_its_properties_once(own: Path) -> None:
    """LibreOffice names them otherwise; Word takes a file that has them twice for damaged."""
    with ZipFile(BytesIO((own / "report.docx").read_bytes())) as old:
        content = {name: old.read(name) for name in old.namelist()}
    known = RT.CORE_PROPERTIES.encode()
    other = known.replace(b"package/2006/relationships", b"officedocument/2006/relationships")
    content["_rels/.rels"] = content["_rels/.rels"].replace(known, other)
    with ZipFile(own / "report.docx", "w") as new:
        for name, part in content.items():
            new.writestr(name, part)

    with ZipFile(BytesIO(made_with(own))) as parts:
        assert len({*parts.namelist()}) == len(parts.namelist())
        assert parts.read("_rels/.rels").count(b"core-properties") == 1


def test_even_pages_have_the_banner_and_the_position_too(own: Path) -> None:
    """Where a letterhead has other heads on the left than on the right."""
    document = Document(str(own / "report.docx"))
    document.settings.odd_and_even_pages_header_footer = True
    document.save(str(own / "report.docx"))

    page = Document(BytesIO(made_with(own))).sections[0]

    assert page.even_page_header.paragraphs[-1].text == page.header.paragraphs[-1].text != ""
    assert page.even_page_footer.paragraphs[-1].text == page.footer.paragraphs[-1].text != ""


def test_a_head_that_was_written_into_a_report_stays(own: Path) -> None:
    """A body of governments has no banner, and its head is written into the line for it."""
    report = replace(odd(), banners=())
    (own / "report.docx").write_bytes(render(report, "docx"))
    document = Document(str(own / "report.docx"))
    document.sections[0].header.paragraphs[-1].text = "Our secretariat"
    document.save(str(own / "report.docx"))

    content = render(report, "docx", ReportStyle(templates=own))

    assert Document(BytesIO(content)).sections[0].header.paragraphs[-1].text == "Our secretariat"
