"""What people write so that a machine does not read it: foreign digits, spelled-out signs."""

import re
import unicodedata

BARE_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by category, invisible in print
FORMULA_SIGNS = frozenset("=+-@")
_HEAD = 100
_BEFORE = re.compile(r"[\s\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff]*")
_AT = re.compile(r"[\[({<]\s{0,3}at\s{0,3}[\])}>]|%40|&(?:#0?64|#x0?40|commat);", re.IGNORECASE)
_DOT = re.compile(r"\s{0,3}[\[({<]\s{0,3}(?:dot|\.)\s{0,3}[\])}>]\s{0,3}", re.IGNORECASE)


class _Plain(dict[int, str]):
    """Maps a character to its plain form, one at a time: whole-text normalising can be slow."""

    def __missing__(self, code: int) -> str:
        self[code] = self._plain(chr(code))
        return self[code]

    @staticmethod
    def _plain(character: str) -> str:
        category = unicodedata.category(character)
        if category == "Nd":
            return str(unicodedata.decimal(character))
        if category in {"Cf", "Mn", "Me"} or character in BARE_FILLERS:
            return ""
        if category == "Pd" or character == "\u2212":
            return "-"
        if character == "\u3002":
            return "."  # the ideographic full stop is a dot in host names
        parts = unicodedata.normalize("NFKD", character)
        plain = "".join(part for part in parts if unicodedata.category(part) != "Mn")
        return plain if plain.isascii() else character


_PLAIN = _Plain()


_SPOKEN = re.compile(
    r"\b([\w.+-]{2,64}) {1,3}at {1,3}([\w-]{2,63}) {1,3}dot {1,3}([a-z]{2,24})\b", re.IGNORECASE
)


def head(text: str) -> str:
    """Return how a text begins: what stands behind blanks and invisible signs, in plain signs."""
    return unicodedata.normalize("NFKC", _BEFORE.sub("", text, count=1)[:_HEAD])


def undisguised(text: str) -> str:
    """Return a text in plain letters and digits, with spelled-out addresses as addresses."""
    plain = _DOT.sub(".", _AT.sub("@", text.translate(_PLAIN)))
    return _SPOKEN.sub(r"\1@\2.\3", plain)
