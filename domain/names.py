"""Names as they are compared: without case, accents, punctuation and articles."""

import re
import unicodedata
from functools import lru_cache

_DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"
BARE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", _DOTLESS: "i"}
)
"""How small letters that are not one with a mark are written where there are no such keys."""
_LETTERS = BARE | str.maketrans(
    {"&": " and "} | dict.fromkeys("'’‘ʼ`´", "")  # noqa: RUF001  # all that people type for an apostrophe
)
_OFFICE = re.compile(r"\((?:vice-|co-)?chair\)")
_BLANKS = re.compile(r"[\W_]+")
_ARTICLES = frozenset({"the"})


class AsSaid(str):
    """A text that stands as it is in every language: a recorded name, or one that was said."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return itself, so that it is not looked up again."""
        return self


class Customary(str):
    """A name that is usual in a language, where none in it was recorded."""

    __slots__ = ()


def is_customary(said: str, name: str) -> bool:
    """Say whether what is said for an official name is another one, which is only customary."""
    return isinstance(said, Customary) and said != name


@lru_cache(maxsize=4096)
def alphabetical(name: str) -> tuple[str, str]:
    """Return by what names are sorted for people: accents and capitals count last."""
    return _bare(name.casefold().translate(_LETTERS)), name


def normal(name: str) -> str:
    """Return a name without case, accents, punctuation and articles, for comparing."""
    plain = _OFFICE.sub(" ", name.casefold()).translate(_LETTERS)
    words = _BLANKS.sub(" ", _bare(plain).casefold()).split()
    kept = [word for word in words if word not in _ARTICLES] or words
    return " ".join("saint" if word == "st" else word for word in kept)


def as_word(text: str) -> str:
    """Return a word of ours as we write it: in small letters, with _ for blanks and hyphens."""
    return text.lower().replace("-", "_").replace(" ", "_")


def _bare(text: str) -> str:
    """Return letters without their marks."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
