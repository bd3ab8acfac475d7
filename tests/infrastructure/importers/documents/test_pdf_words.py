"""The words of PDF files: what a reader sees as the text, and no more."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from domain.errors import Malformed
from infrastructure.importers.documents import pdf_words
from infrastructure.importers.documents.document_words import remarks_on, words_of

TWO_COLUMNS = Path(__file__).parents[3] / "data" / "texts" / "two_columns.pdf"


def pdf(tmp_path: Path, body: str, **page: str) -> bytes:
    """Return a typeset PDF; `page` sets what is on each page."""
    settings = "".join(f", {name}: {value}" for name, value in page.items())
    source = tmp_path / "text.typ"
    source.write_text(
        f'#set document(title: "A", date: none)\n'
        f"#set page(width: 10cm, height: 20cm, margin: 3cm{settings})\n"
        f"{body}\n",
        encoding="utf-8",
    )
    return typst.compile(str(source))


def words(content: bytes) -> str:
    found = words_of(content, "a.pdf")
    assert found is not None
    return found


def test_sets_paragraphs_apart_and_joins_divided_words(tmp_path: Path) -> None:
    """Lines are where the page ended them."""
    body = "#set par(justify: true)\n#set text(hyphenate: true)\n" + (
        "Extraordinary responsibilities accompany international organisations. " * 3
        + "\n\nSecond: efficient offices."
    )

    said = words(pdf(tmp_path, body))

    assert "\n\nSecond: efficient offices." in said
    assert "\u00ad" not in said
    assert " ".join(said.split()).count("responsibilities accompany") == 3


def test_leaves_out_heads_feet_and_numbers_of_pages(tmp_path: Path) -> None:
    """They are no words of the text, and would stand in the middle of a promise."""
    body = "1. We act.\n#pagebreak()\n2. We meet.\n#pagebreak()\n3. We report.\n"
    numbered = pdf(tmp_path, body, header='"Taskforce"', numbering='"1 of 1"')

    assert words(numbered).split("\n") == ["1. We act.", "2. We meet.", "3. We report."]
    assert words(pdf(tmp_path, "We act.", numbering='"1"')) == "We act."


def test_leaves_out_no_words_of_the_text(tmp_path: Path) -> None:
    """The same line on each page may be a promise; a number at the end may be a year."""
    body = "We act.\n\nAs before.\n#pagebreak()\nWe meet.\n\nAs before.\n\n2027\n"

    assert words(pdf(tmp_path, body)).split() == [
        *("We", "act.", "As", "before.", "We", "meet.", "As", "before.", "2027")
    ]


def test_pages_without_words_have_none(tmp_path: Path) -> None:
    """As those of a scan."""
    assert words_of(pdf(tmp_path, "#pagebreak()"), "a.pdf") is None


def noted(content: bytes, note: dict[str, Any], root: dict[str, Any] | None = None) -> bytes:
    """Return a PDF with a note on its first page, and more in its catalogue."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(_named(note))])
    writer.root_object.update(_named(root or {}))
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _named(values: dict[str, Any]) -> dict[NameObject, PdfObject]:
    def made(value: object) -> PdfObject:
        if isinstance(value, dict):
            return DictionaryObject(_named(value))
        if isinstance(value, list):
            return ArrayObject(map(made, value))
        return NameObject(value)

    return {NameObject(key): made(value) for key, value in values.items()}


@pytest.mark.parametrize(
    ("note", "root"),
    [
        ({"/Subtype": "/FreeText"}, {}),
        ({"/Subtype": "/StrikeOut"}, {}),
        ({"/Subtype": "/Widget", "/FT": "/Tx"}, {}),
        ({"/Subtype": "/Link"}, {"/OCProperties": {"/D": {"/OFF": ["/Layer"]}}}),
        ({"/Subtype": "/Link"}, {"/OCProperties": {"/D": {"/BaseState": "/OFF"}}}),
        ({"/Subtype": "/Link"}, {"/OCProperties": {"/OCGs": ["/Layer"]}}),
        ({"/Subtype": "/Link"}, {"/AcroForm": {"/XFA": ["/Form"]}}),
        ({"/Subtype": "/Link", "/AP": {"/N": "/Words"}}, {}),
        ({"/Subtype": "/PrinterMark", "/AP": {"/N": "/Words"}}, {}),
        ({"/Subtype": "/Widget", "/FT": "/Sig", "/AP": {"/N": "/Words"}}, {}),
    ],
)
def test_refuses_what_shows_other_words_than_its_pages(
    note: dict[str, Any], root: dict[str, Any], tmp_path: Path
) -> None:
    """A note may strike a promise out, or add one."""
    with pytest.raises(Malformed, match="notes, fields of a form or layers"):
        words(noted(pdf(tmp_path, "We act."), note, root))


@pytest.mark.parametrize(
    "note",
    [
        {"/Subtype": "/Link"},
        {"/Subtype": "/Widget", "/FT": "/Sig"},
        {"/Subtype": "/Widget", "/Parent": {"/FT": "/Sig"}},
        {"/Subtype": "/Widget", "/FT": "/Sig", "/V": {"/Type": "/Sig"}, "/AP": {"/N": "/Words"}},
    ],
)
def test_takes_links_and_signatures_along(note: dict[str, Any], tmp_path: Path) -> None:
    """They change no word."""
    layers = {"/OCProperties": {"/D": {"/BaseState": "/ON"}}}

    assert words(noted(pdf(tmp_path, "We act."), note, layers)) == "We act."


@pytest.mark.parametrize(
    "notes", [NullObject(), ArrayObject([NullObject()]), pypdf.generic.IndirectObject(77, 0, None)]
)
def test_passes_over_notes_that_are_not_there(notes: PdfObject, tmp_path: Path) -> None:
    """Programs that remove notes leave such files."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(tmp_path, "We act.")))
    writer.pages[0][NameObject("/Annots")] = notes
    file = BytesIO()
    writer.write(file)

    assert words(file.getvalue()) == "We act."


def test_says_that_a_file_is_locked(tmp_path: Path) -> None:
    """Nobody can compare it."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(tmp_path, "We act.")))
    writer.encrypt("secret", algorithm="AES-256")
    locked = BytesIO()
    writer.write(locked)

    with pytest.raises(Malformed, match=r"a.pdf is locked by a password"):
        words_of(locked.getvalue(), "a.pdf")


def test_says_that_a_file_is_damaged() -> None:
    """Half a file came by mail."""
    with pytest.raises(Malformed, match=r"a.pdf is damaged"):
        words_of(b"%PDF-1.7\n", "a.pdf")


@pytest.mark.parametrize(("name", "most"), [("MOST_PAGES", 1), ("MOST_LETTERS", 100)])
def test_refuses_a_giant(name: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs a thousand pages; reading them takes all the memory."""
    monkeypatch.setattr(pdf_words, name, most)

    with pytest.raises(Malformed, match="unpacks to more than a text that is signed"):
        words_of(TWO_COLUMNS.read_bytes(), "a.pdf")


@pytest.mark.slow
def test_refuses_what_unpacks_to_more_than_fits(tmp_path: Path) -> None:
    """A small file can be made to fill the memory; the library stops at 75 MB a stream."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(tmp_path, "We act.")))
    bomb = StreamObject()
    bomb.set_data(zlib.compress(b" " * 80_000_000))
    bomb[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb)
    file = BytesIO()
    writer.write(file)

    with pytest.raises(Malformed, match="unpacks to more than a text that is signed"):
        words_of(file.getvalue(), "a.pdf")


def test_knows_what_seems_to_be_a_footnote(tmp_path: Path) -> None:
    """Its words stand among those of the text; small letters alone, or a number, make none."""
    noted = "1. We act#footnote[Within the law.] soon.\n#pagebreak()\n2. We meet."
    small = "1. We act.\n\n#text(size: 6pt)[Printed in Utopia.]"

    (told,) = remarks_on(pdf(tmp_path, noted), "a.pdf", is_one=False)
    assert "1Within the law." in told
    assert remarks_on(pdf(tmp_path, small), "a.pdf", is_one=False) == []
    assert remarks_on(pdf(tmp_path, noted), "a.pdf", is_one=True) == []
