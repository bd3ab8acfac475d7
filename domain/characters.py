"""Characters that nobody can see, store or read as they stand."""

import re

from domain.errors import Malformed
from domain.words import worded

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|(?P<half>[\ud800-\udfff])|(?P<turn>[\u202a-\u202e\u2066-\u2069])"
    r"|(?P<none>[\ufdd0-\ufdef\ufffe\uffff])"
)
_UNPRINTABLE_WHY = {
    None: "a control character ({code}), which nobody can see",
    "half": "half a character ({code}), which cannot be stored",
    "none": "what is no character ({code}), and which no workbook can hold",
    "turn": "a direction mark ({code}), which makes a text read otherwise than it is stored",
}


def check_characters(text: str, *, field: str) -> None:
    """Let `text` pass if everybody can see each of its characters, or say which one nobody can.

    Raises:
        Malformed: it holds a control character, a direction mark, or what is no character.
    """
    if bad := _UNPRINTABLE.search(text):
        raise Malformed(
            "The field {field!r} holds {character}; take it out and enter the text again.",
            field=field,
            character=worded(_UNPRINTABLE_WHY[bad.lastgroup], code=f"U+{ord(bad[0]):04X}"),
        )
