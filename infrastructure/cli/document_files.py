"""Reads documents and texts that are named on the command line."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from io import BytesIO, TextIOWrapper
from pathlib import Path

from domain.characters import check_characters
from domain.errors import Malformed
from domain.texts.wording import wording_of
from domain.words import worded
from infrastructure.files.reading import read_bounded

LARGEST = 50_000_000  # bytes
LARGEST_TEXT = 5_000_000  # bytes of a text that is typed for a report
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
            "{name} is no text in UTF-8; save it as UTF-8, or use its PDF.", name=file.name
        )
    return content


def text_of(file: Path, option: str) -> str:
    """Return the text in a file that an option names, of at most 5 MB; lines end with LF.

    Raises:
        Malformed: it is a folder, a device or a pipe, too large, or no text in UTF-8, or it holds
            a character that nobody can see.
    """
    content = read_bounded(file, LARGEST_TEXT)
    try:
        text = TextIOWrapper(BytesIO(content), encoding="utf-8-sig").read()
    except UnicodeDecodeError:
        sentence = worded("a text in UTF-8 for {option}", option=option)
        raise Malformed.expected(sentence, file.name) from None
    check_characters(text, field=option)
    return text


def differences(old: Sequence[str], new: Sequence[str], before: str, after: str) -> Iterator[str]:
    """Yield the lines in which two texts differ, those of the old with - and of the new with +."""
    return unified_diff(old, new, before, after, lineterm="")
