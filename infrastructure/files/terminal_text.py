"""Escape control and direction characters in text from outside."""

import re

_HIDING = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
    r"|(?<![^\x00-\u024f\u061c\u200b-\u200f])[\u061c\u200c-\u200f]"
)
"""Controls, line ends, characters that hide letters or turn their direction; joiners and direction
marks that do not follow a letter of a script that needs them."""


def escape_controls(text: str) -> str:
    r"""Return a text on one line, with escapes such as \x1b or \u202e for what would hide."""
    if text.isascii() and text.isprintable():  # as most are
        return text
    return _HIDING.sub(lambda found: ascii(found[0])[1:-1], text)
