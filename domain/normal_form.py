"""One way to write a text: Unicode's normal form C, for what people can have typed."""

import re
import unicodedata

from domain.errors import Malformed

MOST_MARKS = 30
_PERHAPS_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")
"""What is neither a letter nor a space, nor of the first blocks, which have no marks."""


def normal_form(text: str) -> str:
    """Return the text in normal form C.

    Sorting the marks on one letter takes the square of their number, so that a file of marks alone
    would stop the machine; no script needs more than a few.

    Raises:
        Malformed: more than `MOST_MARKS` marks stand on one letter.
    """
    if text.isascii():
        return text
    for found in _PERHAPS_MARKS.finditer(text):
        marks = 0
        for sign in found[0]:
            marks = marks + 1 if unicodedata.combining(sign) else 0
            if marks > MOST_MARKS:
                raise Malformed(
                    "The text has more than {most} accents on one letter; correct that.",
                    most=MOST_MARKS,
                )
    return unicodedata.normalize("NFC", text)
