"""The words of a document, whatever program wrote it: one way for adopting and for comparing."""

import re
from collections import deque
from collections.abc import Iterator

from domain.errors import Malformed
from domain.texts.wording import wording_of
from domain.words import Words, worded
from infrastructure.files.bounded_work import bounded_reading
from infrastructure.importers.documents.pdf_words import notes_at_foot, pdf_words
from infrastructure.importers.documents.word_words import docx_notes, docx_rows, docx_words

_RICH_TEXT = b"{\\rtf"
_PACKED, _OLD_WORD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
_BEGINNING = 1024  # bytes in which a PDF says that it is one


def remarks_on(content: bytes, name: str, *, is_one: bool) -> list[Words]:
    """Return which notes stand within commitments, which in none, and how a table is read.

    The footnotes of a PDF are among its words, and not told where it `is_one` commitment alone.
    """
    with bounded_reading(name, len(content)):
        if content.startswith(_PACKED):
            return list(_beside_words(content, name))
        is_pdf = b"%PDF" in content[:_BEGINNING]
        return list(_notes_within(content, name)) if is_pdf and not is_one else []


def _notes_within(content: bytes, name: str) -> Iterator[Words]:
    for notes in notes_at_foot(content, name):
        yield worded(
            "Note: What seem to be footnotes of {file} are in the text where they stand: {words} "
            "To leave them out, adopt a copy as Markdown without them.",
            file=name,
            words=notes,
        )


def _beside_words(content: bytes, name: str) -> Iterator[Words]:
    for cells in deque(docx_rows(content, name), maxlen=1):
        yield worded(
            "Note: {file} has a table, of which the cells of a row are read one after the other: "
            "{cells}. If a column is no part of the commitments, adopt a copy without it.",
            file=name,
            cells=" | ".join(cells).rstrip("."),
        )
    for notes in filter(None, docx_notes(content, name)):
        yield worded(
            "Note: This note of {file} is not in the text that is adopted: {words} If it belongs "
            "to it, write it into its paragraph, and adopt that file.",
            file=name,
            words=notes,
        )


def words_of(content: bytes, name: str) -> str | None:
    """Return the words of a file with LF line ends; None for one without text, such as a scan.

    A heading begins with "# ", paragraphs have an empty line between them, an item of a numbered
    list has its number.

    Raises:
        Malformed: it is no plain text in UTF-8, DOCX or PDF, is damaged or locked, has changes that
            nobody accepted yet, unpacks to more than fits, or takes too long.
        Unavailable: it is a PDF, and what reads them is not installed.
    """
    with bounded_reading(name, len(content)):
        return _words_of(content, name)


def _words_of(content: bytes, name: str) -> str | None:
    if b"%PDF" in content[:_BEGINNING]:
        return pdf_words(content, name)
    if content.startswith(_PACKED):
        return docx_words(content, name) or None
    wording = wording_of(content)
    is_markup = _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf"))
    if wording is None or is_markup or content.startswith((_RICH_TEXT, _OLD_WORD)):
        raise Malformed(
            "{name} is neither a PDF, a Word document (.docx) nor plain text in UTF-8, so its "
            "words cannot be read. Save it as one of these.",
            name=name,
        )
    return wording
