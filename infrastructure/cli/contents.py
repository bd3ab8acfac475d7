"""Reads documents that are named on the command line."""

from pathlib import Path

from domain.errors import Malformed
from domain.texts.wording import wording_of
from infrastructure.files import read_bounded

LARGEST = 50_000_000  # bytes
PLAIN = (".md", ".txt")


def content_of(file: Path) -> bytes:
    """Return what a document holds, of at most 50 MB.

    Raises:
        Malformed: it is empty, too large, or no text although its name says so.
    """
    content = read_bounded(file, LARGEST)
    if not content.strip():
        raise Malformed("{name} is empty.", name=file.name)
    if file.suffix.lower() in PLAIN and wording_of(content) is None:
        raise Malformed(
            "{name} is no text in UTF-8; save it as UTF-8, or adopt its PDF.", name=file.name
        )
    return content
