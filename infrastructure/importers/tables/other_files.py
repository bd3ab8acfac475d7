"""Files that are no tables, such as a text that members sign, and where they go instead."""

from shlex import quote

from domain.errors import Malformed
from domain.words import worded

_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORD, _SLIDES = b"word/document.xml", b"ppt/presentation.xml"
_OPEN_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OLD_WORD = "WordDocument".encode("utf-16-le")
_BEGINNING = 1024


def must_be_no_document(content: bytes, name: str) -> None:
    """Refuse a document of words, and say which command takes it.

    Raises:
        Malformed: it is a PDF, or a document of a word processor or of slides.
    """
    packed = content.startswith(_PACKED)
    if b"%PDF" in content[:_BEGINNING]:
        kind: str = worded("a PDF")
    elif packed and _WORD in content:
        kind = worded("a Word document")
    elif _OPEN_TEXT in content[:_BEGINNING] or (content.startswith(_OLD) and _OLD_WORD in content):
        raise Malformed(
            "{name} is a document of words, not a table. To adopt it as a text, save it as 'Word "
            "document (.docx)', then: depositary text adopt FILE.docx --reference REFERENCE "
            "--title TITLE --on DAY",
            name=name,
        )
    elif packed and _SLIDES in content:
        raise Malformed("{name} is a presentation, not a table.", name=name)
    else:
        return
    raise Malformed(
        "{name} is {kind}, not a table. To adopt it as a text: depositary text adopt {file} "
        "--reference REFERENCE --title TITLE --on DAY",
        name=name,
        kind=kind,
        file=quote(name),
    )
