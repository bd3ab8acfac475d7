"""One way to write a text: Unicode's normal form C, for what people can have typed."""

import re
import unicodedata

from domain.errors import Malformed

MOST_MARKS = 30
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOO_MANY = re.compile(f"{_MARK}{{{MOST_MARKS + 1}}}")


def normal_form(text: str) -> str:
    """Return the text in normal form C.

    Sorting the marks on one letter takes the square of their number, so that a file of marks alone
    would stop the machine; no script needs more than a few.

    Raises:
        Malformed: more than `MOST_MARKS` marks stand on one letter.
    """
    if _TOO_MANY.search(text):
        raise Malformed(
            "The text has more than {most} accents on one letter; correct that.",
            most=MOST_MARKS,
        )
    return unicodedata.normalize("NFC", text)
