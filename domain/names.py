"""Names as they are compared: without case, accents, punctuation and articles."""

import re
import unicodedata

_DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", _DOTLESS: "i"}
    | {"&": " and "}
    | dict.fromkeys("'’‘ʼ`´", "")  # noqa: RUF001  # all that people type for an apostrophe
)
_OFFICE = re.compile(r"\((?:vice-|co-)?chair\)")
_BLANKS = re.compile(r"[\W_]+")
_ARTICLES = frozenset({"the"})


def normal(name: str) -> str:
    """Return a name without case, accents, punctuation and articles, for comparing."""
    plain = _OFFICE.sub(" ", name.casefold()).translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = _BLANKS.sub(" ", bare.casefold()).split()
    kept = [word for word in words if word not in _ARTICLES] or words
    return " ".join("saint" if word == "st" else word for word in kept)
