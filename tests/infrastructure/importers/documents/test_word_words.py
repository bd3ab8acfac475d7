"""The words of Word documents: numbers that Word counts, and files that would mislead."""

import io
import zipfile

import pytest

from domain.errors import Malformed
from infrastructure.importers.documents.document_words import remarks_on, words_of
from infrastructure.importers.tables import xlsx_package

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BRANCHES = "<w:AlternateContent><w:Choice>{}</w:Choice>{}</w:AlternateContent>"
LEVELS = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{0}"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride></w:num>
"""


def document(body: str, numbering: str = "", styles: str = "", notes: str = "") -> bytes:
    """Return a document with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, root, content in (
            ("document", "document", f"<w:body>{body}</w:body>"),
            ("numbering", "numbering", numbering),
            ("styles", "styles", styles),
            ("footnotes", "footnotes", notes),
            ("endnotes", "endnotes", notes.replace("footnote", "endnote")),
        ):
            if content:
                parts.writestr(
                    f"word/{name}.xml", f'<w:{root} xmlns:w="{SPACE}">{content}</w:{root}>'
                )
    return file.getvalue()


def related(*kinds: str, target: str = "word/document.xml") -> str:
    """Return a part that names another one as of each kind."""
    said = (
        f'<Relationship Id="{number}" Target="{target}" Type="{kind}"/>'
        for number, kind in enumerate(kinds)
    )
    return f'<Relationships xmlns="r">{"".join(said)}</Relationships>'


def item(words: str, number: int | str = 1, level: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    words = words_of(document(body, numbering, styles), "a.docx")
    assert words is not None
    return words.split("\n\n")


def run(properties: str = "", words: str = "<w:t>or not</w:t>", place: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p>{place}<w:r><w:rPr>{properties}</w:rPr>{words}</w:r></w:p>"


def test_a_style_brings_a_number_an_indentation_or_a_heading() -> None:
    """As the styles of Word do, each resting on another."""
    styles = """
        <w:style w:styleId="A"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="1"/>
        </w:numPr></w:pPr></w:style>
        <w:style w:styleId="B"><w:name w:val="Mine"/><w:basedOn w:val="A"/></w:style>
        <w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="O"><w:name w:val="Ours"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>
        </w:style>
        <w:style w:styleId="I"><w:name w:val="In"/><w:pPr><w:ind w:left="720"/></w:pPr></w:style>
    """
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>'
        for style in "ABHOIX"
    )

    found = lines(body, LEVELS.format("decimal", "decimal"), styles)

    assert found == ["1. A", "2. B", "# H", "# O", "    I", "X"]


def test_takes_what_a_reader_sees() -> None:
    """No hidden words, nothing twice, and signs that are no letters."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
    mark = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
    box = "<w:p><w:r><w:t>box</w:t></w:r></w:p>"
    twice = BRANCHES.format(box, f"<w:Fallback>{box}</w:Fallback>")
    body = (
        f"<w:p>{mark}<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
        f"<w:t>d</w:t></w:r>{hidden}{shown}{twice}</w:p><w:p/>"
    )

    assert lines(body) == ["box", "a\tb\nc-dshown"]


def test_a_box_in_hidden_words_is_hidden_with_them() -> None:
    """What comes behind it is hidden, too."""
    box = f"<w:pict>{run()}</w:pict>"

    assert lines(f"{run('<w:vanish/>', f'{box}<w:t>nor this</w:t>')}{item('shown', 0)}") == [
        "shown"
    ]


RUN = "<w:r><w:t>as in 1</w:t></w:r>"
SIGN = '<w:sym w:font="{}" w:char="{}"/>'
HIDES = '<w:style w:type="{}" w:styleId="H" {}><w:rPr><w:{}/></w:rPr></w:style>'
IN_TABLES = (
    '<w:style w:type="table" w:styleId="H"><w:tblStylePr w:type="firstRow"><w:vanish/>'
    "</w:tblStylePr></w:style>"
)
LOOP = '<w:style w:styleId="L"><w:basedOn w:val="L"/></w:style>'
RESTS = HIDES + '<w:style w:styleId="B"><w:basedOn w:val="H"/></w:style>'


def test_takes_a_sign_that_is_a_letter() -> None:
    """Word writes signs that people insert from a table in their own way."""
    assert lines(run(words=SIGN.format("Calibri", "2265"))) == ["\N{GREATER-THAN OR EQUAL TO}"]


@pytest.mark.parametrize(
    ("font", "letter"),
    [
        ("Wingdings", "F0A8"),
        ("Symbol", "0075"),
        ("Calibri", "E000"),
        ("Calibri", "D800"),
        ("Calibri", "no"),
    ],
)
def test_refuses_a_sign_that_only_its_font_knows(font: str, letter: str) -> None:
    """Nobody else sees it."""
    with pytest.raises(Malformed, match=rf"a sign that only its font {font} can show"):
        lines(run(words=SIGN.format(font, letter)))


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (run("<w:strike/>"), ""),
        (run('<w:dstrike w:val="true"/>'), ""),
        (run('<w:rStyle w:val="H"/>'), HIDES.format("character", "", "vanish")),
        (run('<w:rStyle w:val="B"/>'), RESTS.format("character", "", "strike")),
        (run(place='<w:pPr><w:pStyle w:val="B"/></w:pPr>'), RESTS.format("", "", "vanish")),
        (run(), HIDES.format("paragraph", 'w:default="1"', "vanish")),
        (run("<w:specVanish/>"), ""),
        (run(), HIDES.format("character", 'w:default="1"', "vanish")),
        (f'<w:tbl><w:tblPr><w:tblStyle w:val="H"/></w:tblPr>{run()}</w:tbl>', IN_TABLES),
        (run(), "<w:docDefaults><w:rPr><w:vanish/></w:rPr></w:docDefaults>"),
        (run(), HIDES.format("table", 'w:default="1"', "vanish")),
        (run(), RESTS.format("", "", "vanish").replace('"B"', '"B" w:default="1"')),
        (run(place='<w:pPr><w:pStyle w:val="L"/></w:pPr>'), LOOP),
        (f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{run()}</w:tc></w:tr></w:tbl>", ""),
    ],
)
def test_refuses_words_that_are_not_shown_as_they_stand(body: str, styles: str) -> None:
    """Whether they are part of the text is for people to say."""
    with pytest.raises(Malformed, match="struck through, or hidden by a style"):
        lines(body, styles=styles)


def test_takes_words_whose_property_is_off() -> None:
    """Word writes it so where a style has it and a run does not; a mark is no word."""
    mark = '<w:pPr><w:rPr><w:strike/><w:rStyle w:val="H"/></w:rPr></w:pPr>'
    styles = HIDES.format("character", "", "vanish")

    assert lines(run('<w:strike w:val="0"/>', place=mark), styles=styles) == ["or not"]


def test_reads_the_part_that_the_file_names_as_its_document() -> None:
    """Some programs give it another name; another part may stand under the usual one."""
    file = io.BytesIO(document(run(words="<w:t>usual</w:t>")))
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr("_rels/.rels", related(f"{KINDS}/officeDocument", target="/word/other.xml"))
        parts.writestr(
            "word/_rels/other.xml.rels", related(f"{KINDS}/numbering", target="lists.xml")
        )
        for name, content in (("other", item("named")), ("lists", LEVELS.format("upperRoman", ""))):
            parts.writestr(
                f"word/{name}.xml", f'<w:document xmlns:w="{SPACE}">{content}</w:document>'
            )

    assert words_of(file.getvalue(), "a.docx") == "I. named"


def test_takes_no_part_of_a_kind_that_word_does_not_know() -> None:
    """It would read the usual one."""
    file = io.BytesIO(document(run()))
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr("_rels/.rels", related("urn:x/officeDocument", target="word/b.xml"))
        parts.writestr("word/b.xml", f'<w:document xmlns:w="{SPACE}">{item("b")}</w:document>')

    assert words_of(file.getvalue(), "a.docx") == "or not"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 and nothing else", "it is damaged"),
        (document(""), "it holds no text of Word"),
        (document("<w:p>"), "one of its parts is no XML"),
        (document("<w:p><!DOCTYPE x></w:p>"), "one of its parts is no XML"),
    ],
)
def test_says_why_a_file_cannot_be_read(content: bytes, why: str) -> None:
    """And what to do with it."""
    if why == "it holds no text of Word":
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as parts:
            parts.writestr("xl/workbook.xml", "<a/>")
        content = file.getvalue()

    with pytest.raises(Malformed) as refused:
        words_of(content, "a.docx")

    assert f"a.docx cannot be read as a Word document: {why}. Open it in Word" in str(refused.value)


def test_refuses_a_file_that_unpacks_to_more_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file can be made to fill the memory."""
    monkeypatch.setattr(xlsx_package, "LARGEST", 1_000)

    with pytest.raises(Malformed, match="Word document: it unpacks to more than 1,000 bytes"):
        words_of(document(item("x" * 2_000)), "a.docx")


def test_an_old_word_file_is_none_that_can_be_read() -> None:
    """It says what to save it as."""
    with pytest.raises(Malformed, match=r"neither a PDF, a Word document \(.docx\) nor plain text"):
        words_of(b"\xd0\xcf\x11\xe0 old", "a.doc")


@pytest.mark.parametrize(
    "begins", ["<!DOCTYPE html>", "\ufeff\n<html lang=en>", "<?xml version='1.0'?>"]
)
def test_a_web_page_is_no_plain_text(begins: str) -> None:
    """Its tags would be recorded as words that were signed."""
    with pytest.raises(Malformed, match="neither a PDF"):
        words_of(f"{begins}<p>1. We act.</p>".encode(), "a.html")
    assert words_of(b"<b>We</b> act.", "a.md") == "<b>We</b> act."


def test_knows_what_stands_in_notes() -> None:
    """A reservation may stand there, and was in no commitment."""
    empty = '<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    said = "<w:p><w:r><w:t>From 2027 </w:t></w:r><w:r><w:t>on.</w:t></w:r></w:p>"
    note = f"{empty}<w:footnote>{said}</w:footnote>"
    body = "<w:p><w:r><w:t>We act.</w:t></w:r></w:p>"

    told = remarks_on(document(body, notes=note), "a.docx", is_one=False)
    assert ["From 2027 on." in each for each in told] == [True] * 2
    assert remarks_on(document(body), "a.docx", is_one=False) == []
    assert remarks_on(b"We act.", "a.md", is_one=False) == []
    assert words_of(document(body, notes=note), "a.docx") == "We act."


def test_notes_that_are_damaged_make_it_no_document_of_word() -> None:
    """It was called a workbook that is to be opened in a spreadsheet."""
    body = "<w:p><w:r><w:t>We act.</w:t></w:r></w:p>"

    with pytest.raises(Malformed, match="cannot be read as a Word document"):
        remarks_on(document(body, notes="<w:footnote>"), "a.docx", is_one=True)
