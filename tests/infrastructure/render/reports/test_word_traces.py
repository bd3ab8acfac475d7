"""What nobody sees of a letterhead of Word goes into no report."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.infrastructure.render.reports.letterheads import NAMES, WORDS, made_with, must_be_good

pytestmark = pytest.mark.slow
OFFICE = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
DRAWN = (
    f'xmlns:g="{OFFICE}Group" xmlns:s="{OFFICE}Shape" '
    'xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TEXT = f"<w:r><w:t>{WORDS}</w:t></w:r>"


def _field(code: str, shown: str) -> str:
    """Return the runs of a field, in an element of their own; parts of its code may be runs."""
    before, tag, after = code.partition("<")
    text = f"<w:r><w:instrText>{before}</w:instrText></w:r>{tag}{after}"
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"<w:smartTag {NAMES}>{begin}{text}{separate}{shown}{end}</w:smartTag>"


FEET = (
    f'<w:del {NAMES} w:author="{WORDS}"><w:r><w:delText>{WORDS}</w:delText></w:r></w:del>',
    f"<w:r {NAMES}><w:rPr><w:vanish/></w:rPr><w:t>{WORDS}</w:t></w:r>",
    f'<w:r {NAMES}><w:rPr><w:b/><w:rPrChange w:author="{WORDS}"/></w:rPr><w:t>Seen</w:t></w:r>',
    f'<w:ins {NAMES} w:author="{WORDS}"><w:r><w:t>Seen</w:t></w:r></w:ins>',
    f'<w:moveFrom {NAMES} w:author="{WORDS}"><w:r><w:t>{WORDS}</w:t></w:r></w:moveFrom>',
    f'<w:moveFromRangeStart {NAMES} w:id="1" w:author="{WORDS}" w:name="a"/>',
    f'<w:moveTo {NAMES} w:author="{WORDS}"><w:r><w:t>Seen</w:t></w:r></w:moveTo>',
    f'<w:r {NAMES}><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen</w:t></w:r>',
    f'<w:r {NAMES}><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>{WORDS}</w:t></w:r>',
    (
        f'<w:r {NAMES}><w:rPr><w:rStyle w:val="Unseen"/><w:vanish w:val="0"/></w:rPr>'
        "<w:t>Seen</w:t></w:r>"
    ),
    f'<w:r {NAMES}><w:rPr><w:rStyle w:val="Based"/></w:rPr><w:t>{WORDS}</w:t></w:r>',
    f'<w:r {NAMES}><w:rPr><w:rStyle w:val="Back"/></w:rPr><w:t>Seen</w:t></w:r>',
    (
        f'<w:r {NAMES}><w:drawing><wp:inline {DRAWN}><wp:docPr id="1" name="n" hidden="1"/>'
        f"<w:t>{WORDS}</w:t></wp:inline></w:drawing></w:r>"
    ),
    (
        f'<w:r {NAMES}><w:pict><v:shape style="width:1pt; VISIBILITY: hidden"><v:textbox>'
        f"<w:t>{WORDS}</w:t></v:textbox></v:shape></w:pict></w:r>"
    ),
    (
        f"<w:r {NAMES}><mc:AlternateContent {DRAWN}><mc:Choice><w:t>Seen</w:t></mc:Choice>"
        f"<mc:Fallback><w:t>{WORDS}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    (
        f'<w:sdt {NAMES}><w:sdtPr><w:alias w:val="{WORDS}"/><w:tag w:val="{WORDS}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>Seen</w:t></w:r></w:sdtContent></w:sdt>"
    ),
    (
        f'<w:r {NAMES}><mc:AlternateContent {DRAWN} xmlns:f="urn:f"><mc:Choice Requires="f">'
        f"<w:t>{WORDS}</w:t></mc:Choice><mc:Fallback><w:t>Seen</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
    (
        f'<w:r {NAMES}><mc:AlternateContent {DRAWN} xmlns:f="urn:f"><mc:Choice Requires="f">'
        f"<w:t>{WORDS}</w:t></mc:Choice></mc:AlternateContent></w:r>"
    ),
    (
        f'<w:r {NAMES}><w:pict><v:shape style="display: none"><v:textbox><w:t>{WORDS}</w:t>'
        "</v:textbox></v:shape></w:pict></w:r>"
    ),
    (
        f'<w:sdt {NAMES}><w:sdtPr><w:dropDownList><w:listItem w:displayText="{WORDS}"/>'
        "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>Seen</w:t></w:r></w:sdtContent></w:sdt>"
    ),
    f"<w:r {NAMES}><w:t>Seen</w:t><!-- {WORDS} --></w:r>",
    f"<w:r {NAMES}><w:rPr><w:specVanish/></w:rPr><w:t>{WORDS}</w:t></w:r>",
    f'<w:r {NAMES}><x:y xmlns:x="urn:x"><w:t>{WORDS}</w:t></x:y><w:t>Seen</w:t></w:r>',
    f'<w:fldSimple {NAMES} w:instr="SET x {WORDS}"/>',
    (
        f'<w:fldSimple {NAMES} w:instr=" IF 1 = 2 &quot;{WORDS}&quot; ">'
        "<w:r><w:t>Seen</w:t></w:r></w:fldSimple>"
    ),
    _field(f' IF 1 = 2 "{WORDS}" "Seen" ', "<w:r><w:t>Seen</w:t></w:r>"),
    _field(f"IF {_field('PAGE', TEXT)} = 2 ", "<w:r><w:t>Seen</w:t></w:r>"),
    _field(f"SET x {TEXT}", ""),
    _field(f"= {_field('PAGE', '')} + 1", "<w:r><w:t>Seen</w:t></w:r>"),
    _field(f"= {_field(f'SET x {WORDS}', '')} + 1", "<w:r><w:t>Seen</w:t></w:r>"),
    (
        f'<w:r {NAMES}><w:t>Se</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>SET {WORDS}'
        '</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>e</w:t>'
        '<w:fldChar w:fldCharType="end"/><w:t>n</w:t></w:r>'
    ),
    f'<w:r {NAMES}><w:rPr><w:specVanish w:val="0"/></w:rPr><w:t>Seen</w:t></w:r>',
    (
        f'<w:r {NAMES}><w:t>Seen</w:t><w:fldChar w:fldCharType="begin"/>'
        f"<w:instrText>QUOTE {WORDS}</w:instrText></w:r>"
    ),
    (
        f'<w:r {NAMES}><w:drawing><g:wgp {DRAWN}><s:wsp><s:cNvPr id="1" name="n" hidden="1"/>'
        f"<w:t>{WORDS}</w:t></s:wsp><w:t>Seen</w:t><p:pic><p:nvPicPr><p:cNvPr id='2' name='n' "
        f'hidden="true"/></p:nvPicPr><w:t>{WORDS}</w:t></p:pic></g:wgp></w:drawing></w:r>'
    ),
)
PAGES = ("PAGE\t\\* MERGEFORMAT", "PAGE\\* roman", "= 3 - 1 \\* MERGEFORMAT", '= 4 \\# "0" ')
STYLES = (
    '<w:style {names} w:type="character" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>',
    '<w:style {names} w:type="character" w:styleId="Based"><w:basedOn w:val="Unseen"/></w:style>',
    (
        '<w:style {names} w:type="character" w:styleId="Back"><w:basedOn w:val="Based"/>'
        '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    ),
    ('<w:style {names} w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'),
    (
        '<w:style {names} w:type="paragraph" w:styleId="Remarks"><w:rPr><w:vanish/></w:rPr>'
        "</w:style>"
    ),
)
"""Styles of characters that nobody sees, of those that they are seen in again, and of remarks."""
INSIDE = (
    "<w:hyperlink>{run}</w:hyperlink>",
    "<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="PAGE">{run}</w:fldSimple>',
)
ROW = (
    f'<w:tbl {NAMES}><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:trPr>'
    f'<w:del w:author="{WORDS}"/></w:trPr><w:tc><w:tcPr><w:cellDel w:author="{WORDS}"/></w:tcPr>'
    f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize("xml", FEET)
def test_what_nobody_sees_in_a_foot_goes_into_no_report(own: Path, xml: str) -> None:
    """Neither what was deleted while changes were tracked, nor who did it."""
    document = Document(str(own / "report.docx"))
    line = document.sections[0].first_page_footer.add_paragraph("Our address")
    line._p.append(parse_xml(xml))
    document.sections[0].first_page_footer._element.insert(0, parse_xml(ROW))
    for style in STYLES:
        document.styles.element.append(parse_xml(style.format(names=NAMES)))
    document.save(str(own / "report.docx"))

    content = made_with(own)

    must_be_good(content)
    (foot,) = [
        each
        for each in Document(BytesIO(content)).sections[0].first_page_footer.paragraphs
        if "Our address" in each.text
    ]
    said = "".join(each.text for each in foot._p.iter(qn("w:t")))
    assert said == ("Our addressSeen" if "Seen" in xml or ">Se<" in xml else "Our address")


@pytest.mark.parametrize("code", PAGES)
def test_numbers_of_pages_stay(own: Path, code: str) -> None:
    """However they are to be written; else each page has the number of that of the letterhead."""
    document = Document(str(own / "report.docx"))
    foot = document.sections[0].first_page_footer.add_paragraph("Page")
    foot._p.append(parse_xml(_field(code, "<w:r><w:t>3</w:t></w:r>")))
    document.save(str(own / "report.docx"))

    made = Document(BytesIO(made_with(own))).sections[0].first_page_footer._element

    assert code in [each.text for each in made.iter(qn("w:instrText"))]


@pytest.mark.parametrize("around", INSIDE)
@pytest.mark.parametrize(("style", "words"), [("", WORDS), ("Unseen", "Seen")])
def test_remarks_in_a_style_that_hides_go_into_no_report(
    own: Path, around: str, style: str, words: str
) -> None:
    """Wherever they stand in the paragraph; of two styles that hide, one takes back the other."""
    document = Document(str(own / "report.docx"))
    run = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>{words}</w:t></w:r>'
    remarks = f'<w:pPr><w:pStyle w:val="Remarks"/></w:pPr>{around.format(run=run)}'
    foot = document.sections[0].first_page_footer._element
    foot.append(parse_xml(f"<w:p {NAMES}>{remarks}</w:p>"))
    for each in STYLES:
        document.styles.element.append(parse_xml(each.format(names=NAMES)))
    document.save(str(own / "report.docx"))

    content = made_with(own)

    must_be_good(content)
    made = Document(BytesIO(content)).sections[0].first_page_footer._element
    assert ("Seen" in "".join(made.itertext())) is (words == "Seen")
