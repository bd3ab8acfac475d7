"""The secretariat's own `report.docx`: its letterhead, its page and its styles are used."""

import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Writing
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from domain.errors import Malformed, Unavailable
from infrastructure.doctor.document_checks import check_template
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.render.reports.odd import BANNER, odd


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render(odd(), "docx")


def made(templates: Path) -> Writing:
    return Document(BytesIO(render(odd(), "docx", ReportStyle(templates=templates))))


def heads(document: Writing) -> list[str]:
    return [line.text for line in document.sections[0].header.paragraphs]


def change(own: Path, part: str, changed: Callable[[bytes], bytes]) -> None:
    """Change one part of the template."""
    file, out = own / "report.docx", BytesIO()
    with ZipFile(file) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, changed(content) if name == part else content)
    file.write_bytes(out.getvalue())


@pytest.fixture
def own(tmp_path: Path, plain: bytes) -> Path:
    """Make a template as a secretariat does: a report, with changes."""
    file = tmp_path / "report.docx"
    file.write_bytes(plain)
    document = Document(str(file))
    heading = document.styles["Heading 1"]
    assert isinstance(heading, ParagraphStyle)
    heading.font.size = Pt(31)
    document.sections[0].left_margin = Mm(33)
    document.sections[0].first_page_header.paragraphs[0].text = "Secretariat, 1 Example Street"
    document.save(str(file))
    return tmp_path


@pytest.mark.slow
def test_is_used_for_looks_and_not_for_words(own: Path, plain: bytes) -> None:
    """What was written in the report that it was made from is not in the next one."""
    document, before = made(own), Document(BytesIO(plain))
    heading = document.styles["Heading 1"]

    assert isinstance(heading, ParagraphStyle)
    assert heading.font.size == Pt(31)
    assert round((document.sections[0].left_margin or 0) / Mm(1)) == 33
    assert document.sections[0].first_page_header.paragraphs[0].text.startswith("Secretariat")
    assert [line.text for line in document.paragraphs] == [line.text for line in before.paragraphs]


@pytest.mark.slow
def test_has_banners_once_on_each_page(own: Path) -> None:
    """Those of the report that it was made from are gone."""
    assert heads(made(own)) == [BANNER]


@pytest.mark.slow
def test_with_one_head_for_all_pages_has_the_banner_there_alone(own: Path) -> None:
    """A letterhead on all pages stands on the first one, too, and so does the banner."""
    file = own / "report.docx"
    document = Document(str(file))
    document.sections[0].different_first_page_header_footer = False
    document.sections[0].header.paragraphs[0].text = "Secretariat"
    document.sections[0].header.paragraphs[0].style = "Normal"
    document.save(str(file))

    again = made(own)

    assert heads(again) == ["Secretariat", BANNER]
    assert BANNER not in [line.text for line in again.paragraphs]


def test_without_a_style_is_refused_in_one_sentence(own: Path) -> None:
    """A list without its style would lose its numbers."""
    file = own / "report.docx"
    document = Document(str(file))
    document.styles["List Number"].delete()
    document.save(str(file))

    with pytest.raises(Malformed, match=r"report\.docx has no style 'List Number'\. Begin with a"):
        made(own)


def test_that_is_no_document_is_refused(tmp_path: Path) -> None:
    """Somebody saved a PDF under this name."""
    (tmp_path / "report.docx").write_bytes(b"%PDF")

    with pytest.raises(Malformed, match=r"^The template report\.docx is no Word document\.$"):
        made(tmp_path)


@pytest.mark.slow
def test_that_takes_for_ever_is_refused(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letterhead comes from a designer, and a small file can hold a million styles."""
    monkeypatch.setattr("infrastructure.files.bounded_work.SECONDS", 0.1)
    monkeypatch.setattr("infrastructure.files.bounded_work.SECONDS_PER_BYTE", 0.0)
    style = b'<w:style w:type="paragraph" w:styleId="s"><w:name w:val="s"/></w:style>'
    end = b"</w:styles>"
    change(own, "word/styles.xml", lambda content: content.replace(end, style * 50_000 + end))

    with pytest.raises(Malformed, match=r"report\.docx takes more time or memory to be read"):
        made(own)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"</w:document>", b""),
        ("word/styles.xml", b"</w:styles>", b""),
        ("docProps/core.xml", b"", b"<x/>"),
        ("word/header1.xml", b"", b"<x/>"),
        ("word/document.xml", b"w:sectPr", b"w:other"),
    ],
)
def test_that_is_damaged_is_refused(own: Path, part: str, old: bytes, new: bytes) -> None:
    """A sentence, also where the library that reads it did not expect the damage."""
    change(own, part, lambda content: content.replace(old, new) if old else new)

    with pytest.raises(Malformed, match=r"^The template report\.docx is no Word document\.$"):
        check_template(own, "docx")
    with pytest.raises(Malformed):
        made(own)


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/numbering.xml", b"", b"<x/>"),
        ("word/numbering.xml", b"w:num ", b"w:other "),
        ("word/numbering.xml", b"w:abstractNumId", b"w:other"),
        ("word/footer1.xml", b"w:p>", b"w:other>"),
    ],
)
def test_that_lacks_a_part_is_refused(own: Path, part: str, old: bytes, new: bytes) -> None:
    """By the command that looks after the register, too, and not only by the report."""
    change(own, part, lambda content: content.replace(old, new) if old else new)

    for use in (partial(check_template, form="docx"), made):
        with pytest.raises(Malformed, match=r"report\.docx"):
            use(own)


@pytest.mark.slow
def test_a_mistake_of_the_program_is_not_laid_to_a_template(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody could correct it there."""

    def broken(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("infrastructure.render.office.word.add_table", broken)

    for folder in (own, own / "none"):
        with pytest.raises(KeyError):
            made(folder)


@pytest.mark.parametrize(
    ("style", "sentence"),
    [
        ("Title", "has no style 'Title'"),
        ("ReportBanner", "The style 'Report Banner' of the template report.docx is no style of"),
    ],
)
def test_with_a_style_of_another_kind_is_refused(own: Path, style: str, sentence: str) -> None:
    """A style of letters cannot be given to a paragraph."""
    kind = f'w:styleId="{style}"'.encode()
    before, after = (f'w:type="{each}" '.encode() for each in ("paragraph", "character"))

    def changed(content: bytes) -> bytes:
        start, end = content.rsplit(kind, 1)
        head, _, tag = start.rpartition(b"<w:style ")
        return head + b"<w:style " + (tag + kind).replace(before, after) + end

    change(own, "word/styles.xml", changed)

    with pytest.raises(Malformed, match=sentence):
        check_template(own, "docx")


def test_that_is_no_file_is_refused(tmp_path: Path) -> None:
    """Reports without the letterhead would go out in silence."""
    (tmp_path / "report.docx").symlink_to(tmp_path / "gone.docx")
    with pytest.raises(Unavailable, match=r"report\.docx is a link that leads nowhere"):
        made(tmp_path)

    (tmp_path / "report.docx").unlink()
    (tmp_path / "report.docx").mkdir()
    with pytest.raises(Unavailable, match=r"report\.docx is no file"):
        check_template(tmp_path, "docx")


def test_that_cannot_be_read_is_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is on a share that is closed today."""

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("infrastructure.render.office.word_styles.Document", closed)

    with pytest.raises(Unavailable, match="cannot be read: Permission denied"):
        made(own)


def test_a_wide_table_lies_on_its_side_and_the_rest_stands(plain: bytes) -> None:
    """More than seven columns do not fit on a page that stands."""
    pages = Document(BytesIO(plain)).sections

    assert [page.orientation for page in pages] == [
        *(WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT)
    ]
    assert [round((page.page_width or 0) / Mm(1)) for page in pages] == [210, 297, 210]
    assert [page.different_first_page_header_footer for page in pages] == [True, False, False]


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0, 4_500_000_000])
def test_says_that_the_clock_is_far_off(moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose battery is empty begins in 1970, and a file of this form cannot say so."""
    monkeypatch.setattr(time, "time", lambda: moment)

    with pytest.raises(Unavailable, match="between 1980 and 2107"):
        render(odd(), "docx")
