"""Elements of Word documents that leave no doubt about the words, and those that do."""

import io
import zipfile

import pytest

from domain.errors import Malformed
from infrastructure.importers.documents.document_words import words_of
from tests.infrastructure.importers.documents.test_word_words import (
    BRANCHES,
    HIDES,
    KINDS,
    RUN,
    SPACE,
    document,
    lines,
    related,
    run,
)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (
            "<w:AlternateContent><w:Choice><w:r><w:t>x</w:t></w:r>",
            "</w:Choice></w:AlternateContent>",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        ("<w:r><w:t>x</w:t>", "</w:r>"),
    ],
)
def test_what_stands_in_one_another_without_end_is_refused(begin: str, end: str) -> None:
    """Each took time at every word, and a small file minutes."""
    with pytest.raises(Malformed, match=r"elements that are not read|too deep in one another"):
        lines(f"<w:p>{begin * 300}{end * 300}</w:p>")


def test_a_drawing_without_words_may_be_shown_in_two_ways() -> None:
    """As Word writes each picture of newer kinds."""
    shapes = BRANCHES.format("<w:drawing/>", "<w:Fallback><w:pict/></w:Fallback>")

    assert lines(f"<w:p><w:r><w:t>We act.</w:t>{shapes}</w:r></w:p>") == ["We act."]


@pytest.mark.parametrize(
    "fallback",
    [
        "",
        "<w:Fallback/>",
        "<w:Fallback><w:p><w:r><w:t>we act</w:t></w:r></w:p></w:Fallback>",
        f"<w:Fallback>{run('<w:vanish/>')}</w:Fallback>",
        f"<w:Fallback>{run('<w:strike/>')}</w:Fallback>",
        "".join(
            [
                "<w:Fallback>",
                run(words='<w:t>or not</w:t><w:sym w:font="Arial" w:char="0041"/>'),
                "</w:Fallback>",
            ]
        ),
    ],
)
def test_refuses_words_that_depend_on_the_program(fallback: str) -> None:
    """Of two branches, each program shows the one that it understands."""
    with pytest.raises(Malformed, match="shows one program other words than another"):
        lines(BRANCHES.format(run(), fallback))


def test_takes_no_words_from_what_word_passes_over() -> None:
    """Elements of namespaces that it does not know, and all inside them, in what is drawn."""
    foreign = f'<w:drawing><x:p xmlns:x="urn:x"><x:r><x:t>old</x:t></x:r>{run()}</x:p></w:drawing>'

    assert lines(run(words=f"<w:t>new</w:t>{foreign}")) == ["new"]


@pytest.mark.parametrize(
    "body",
    [
        '<x:p xmlns:x="urn:x"><x:r><x:t>or not</x:t></x:r></x:p>',
        '<x:p xmlns:x="http://schemas.microsoft.com/office/x"><x:t>or not</x:t></x:p>',
        '<x:p xmlns:x="http://schemas.openxmlformats.org/x"><x:t>or not</x:t></x:p>',
        run(words='<w:t>or <x:y xmlns:x="urn:x">not</x:y></w:t>'),
        run(words="<w:t>or <w:t>not</w:t></w:t>"),
        run(words='<w:drawing><x:y xmlns:x="urn:x" x:ProcessContent="x:y"/></w:drawing>'),
        run(words="<w:pgNum/>"),
        run(words='<w:fldChar w:fldCharType="begin"/>'),
        run(words='<w:fldChar w:fldCharType="end"/>'),
    ],
)
def test_refuses_elements_that_are_not_known(body: str) -> None:
    """One program may show the words in them, and another not."""
    with pytest.raises(Malformed, match="has elements that are not read"):
        lines(f"{run()}{body}")


def test_takes_properties_as_they_are_now() -> None:
    """Word keeps what they were before, where changes are tracked."""
    before = "<w:{0}><w:{0}Change><w:{0}>{1}</w:{0}></w:{0}Change></w:{0}>"
    place = before.format("pPr", '<w:pStyle w:val="H"/>')
    words = f"<w:p>{place}<w:r>{before.format('rPr', '<w:vanish/>')}<w:t>shown</w:t></w:r></w:p>"

    assert lines(words, styles=HIDES.format("paragraph", "", "vanish")) == ["shown"]


def test_takes_no_words_from_the_signs_that_say_how_a_word_is_pronounced() -> None:
    """Japanese texts have them above a word: in a line of text they would be words twice."""
    said = "<w:r><w:t>{}</w:t></w:r>".format
    signs = f"<w:rt>{said('yakusoku')}</w:rt>"
    ruby = f"<w:ruby><w:rubyPr/>{signs}<w:rubyBase>{said('promise')}</w:rubyBase></w:ruby>"

    assert lines(f"<w:p>{said('Our ')}<w:r>{ruby}</w:r></w:p>") == ["Our promise"]


def test_takes_no_words_from_the_code_of_a_field() -> None:
    """Word shows what it works out from it, also where another field stands in the code."""
    begins, shows, ends = (
        f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")
    )
    code = f"<w:t>if</w:t>{begins}<w:t>a</w:t>{shows}<w:t>b</w:t>{ends}"

    assert lines(run(words=f"{begins}{code}{shows}<w:t>shown</w:t>{ends}")) == ["shown"]


@pytest.mark.parametrize(
    "part",
    [
        '<w:altChunk r:id="a" xmlns:r="r"/>',
        '<w:subDoc r:id="a" xmlns:r="r"/>',
        "<w:object/>",
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr></w:sdt>',
        '<w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="or not"/></w:pict>',
        '<w:fldSimple w:instr="QUOTE or not" w:dirty="true"/>',
        '<w:fldChar w:fldCharType="begin" w:dirty="1"/>',
        BRANCHES.format("", "<w:Fallback><w:altChunk/></w:Fallback>"),
    ],
)
def test_refuses_what_shows_words_that_stand_elsewhere(part: str) -> None:
    """Word shows them; nobody else does."""
    with pytest.raises(Malformed, match="shows words that stand in another part of it"):
        lines(f"{run()}<w:p><w:r>{part}</w:r></w:p>")


def test_takes_the_words_that_a_field_shows() -> None:
    """As those of a reference to another paragraph."""
    assert lines(f'<w:p><w:fldSimple w:instr="REF a">{RUN}</w:fldSimple></w:p>') == ["as in 1"]


@pytest.mark.parametrize(
    ("part", "content", "why"),
    [
        (
            "word/settings.xml",
            f'<w:settings xmlns:w="{SPACE}"><w:updateFields/></w:settings>',
            "in another part of it",
        ),
        ("_rels/.rels", related(*[f"{KINDS}/officeDocument"] * 2), "two of its parts"),
    ],
)
def test_refuses_what_another_part_makes_uncertain(part: str, content: str, why: str) -> None:
    """Fields that are all worked out anew, and two documents in one file."""
    file = io.BytesIO(document(f'<w:p><w:fldSimple w:instr="REF a">{RUN}</w:fldSimple></w:p>'))
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr(part, content)

    with pytest.raises(Malformed, match=why):
        words_of(file.getvalue(), "a.docx")


@pytest.mark.parametrize("tag", ["ins", "del", "moveFrom", "cellDel", "customXmlInsRangeStart"])
def test_refuses_changes_that_nobody_accepted(tag: str) -> None:
    """What is signed then depends on who looks."""
    with pytest.raises(Malformed, match=r"a.docx has tracked changes"):
        lines(f"<w:p><w:{tag}><w:r><w:t>or not</w:t></w:r></w:{tag}></w:p>")


@pytest.mark.parametrize("mark", ["vanish", "strike"])
def test_words_that_one_of_several_branches_hides_are_refused(mark: str) -> None:
    """A program that takes another branch shows them."""
    branch = f"<w:AlternateContent><w:Choice><w:{mark}/></w:Choice></w:AlternateContent>"

    with pytest.raises(Malformed):
        lines(f"<w:p><w:r><w:rPr>{branch}</w:rPr><w:t>not</w:t></w:r></w:p>")
