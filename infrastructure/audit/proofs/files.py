"""Small files of evidence: read with a limit, and how bytes and numbers are spelled in them."""

from base64 import b64decode, b64encode
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from domain.errors import Malformed
from domain.words import worded
from infrastructure.files.reading import read_bounded, told_if_unreadable

LARGEST = 1_000_000  # bytes; the largest honest file has a few thousand
DIGITS = 16  # a log of 10^16 entries does not exist


def read_small(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        Unavailable: it cannot be read.
        Malformed: it is no file, or larger than any evidence.
    """
    with told_if_unreadable(path):
        return read_bounded(path, LARGEST)


def as_signed(content: bytes) -> bytes:
    """Return a text of evidence without what mail, an editor or a shell may have done to it."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    return content.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")


def to_base64(content: bytes) -> str:
    """Write bytes in base64, on one line."""
    return b64encode(content).decode("ascii")


def from_base64(text: str, what: str) -> bytes:
    """Read base64 that is written as everybody writes it, so that one value has one spelling.

    Raises:
        Malformed: it is not.
    """
    try:
        content = b64decode(text, validate=True)
    except ValueError as error:  # a letter that is not ASCII is one, too
        raise Malformed.expected(worded("{what} in base64", what=what), text) from error
    if to_base64(content) != text:
        raise Malformed.expected(worded("{what} in base64", what=what), text)
    return content


def to_number(text: str, what: str) -> int:
    """Read a decimal number of at most 16 digits, without a sign or leading zeros.

    Raises:
        Malformed: it is not such a number.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS and str(int(text)) == text):
        raise Malformed.expected(worded("{what} as a decimal number", what=what), text)
    return int(text)
