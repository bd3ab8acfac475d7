"""The words of a document, whatever program wrote it: one way for adopting and for comparing."""

import re
from collections import deque
from collections.abc import Sequence

from domain.errors import Malformed
from domain.texts.wording import wording_of
from infrastructure.files.bounded_work import bounded_reading
from infrastructure.importers.documents.pdf_words import notes_at_foot, pdf_words
from infrastructure.importers.documents.word_words import docx_notes, docx_rows, docx_words

_RICH_TEXT = b"{\\rtf"
_PACKED, _OLD_WORD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
_BEGINNING = 1024  # bytes in which a PDF says that it is one


def footnotes_in(content: bytes, name: str) -> list[str]:
    """Return what seems to be footnotes of a PDF, which are among its words; see `words_of`."""
    with bounded_reading(name, len(content)):
        return list(notes_at_foot(content, name)) if b"%PDF" in content[:_BEGINNING] else []


def notes_beside(content: bytes, name: str) -> list[str]:
    """Return the footnotes and endnotes of a Word document, which are not among its words."""
    with bounded_reading(name, len(content)):
        is_word = content.startswith(_PACKED)
        return list(filter(None, docx_notes(content, name))) if is_word else []


def row_of_cells(content: bytes, name: str) -> Sequence[str]:
    """Return the cells of the last table row of a Word document with several, () without one."""
    with bounded_reading(name, len(content)):
        rows = docx_rows(content, name) if content.startswith(_PACKED) else ()
        return next(iter(deque(rows, maxlen=1)), ())


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
