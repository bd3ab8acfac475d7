"""Search a text for the names and addresses of all contacts at once."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from html import unescape
from string import digits

from infrastructure.contacts.contact import (
    SHORTEST_RECOGNISED,
    Contact,
    fold,
    loosely,
    spelled_alike,
)

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"^[ \t]{0,3}>", re.MULTILINE)
_TARGET = re.compile(r"\]\([^()]{0,500}\)")
_MARKS = str.maketrans(dict.fromkeys("*`~\\[]", ""))


class NameSearch:
    """An index of people by the words of their names, so that more people do not make it slower."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._phrases: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)
        self._words: set[str] = set()
        for contact in contacts:
            words_of_name = contact.name_words()
            self._words |= words_of_name | {_alike(each) for each in words_of_name}
            for phrase in contact.phrases():
                words = tuple(_WORD.findall(phrase))
                self._phrases[words].append((phrase, contact.person_ref))
                self._lengths["".join(words[:1])].add(len(words))

    def found_in(self, text: str) -> list[str]:
        """Return the references of those whose full name or address is in `text`, in order."""
        if not self._phrases:
            return []
        bare = without_markup(text)
        readings = {_searched(text), _searched(bare), _searched(_apart(text)), loosely(fold(bare))}
        return sorted(
            {
                ref
                for reading in {*map(spelled_alike, readings)}
                for phrase, ref in self._near(reading)
                if _phrase_in(phrase, reading)
            }
        )

    def are_in(self, person_ref: str) -> bool:
        """Say whether a part of a reference or code is a word of a name, with digits or without."""
        parts = fold(person_ref).removeprefix("p-").split("-")
        parts += [part.strip(digits) for part in parts]
        return not self._words.isdisjoint((*parts, *map(_alike, parts)))

    def _near(self, text: str) -> Iterable[tuple[str, str]]:
        """Yield the few phrases all of whose words are in the text in a row, as candidates."""
        words = _WORD.findall(text)
        yield from self._phrases.get((), ())  # of signs only
        for start, first in enumerate(words):
            for length in self._lengths.get(first, ()):
                yield from self._phrases.get(tuple(words[start : start + length]), ())


def _alike(word: str) -> str:
    """Return a word as it is compared in references; a short one, such as a code, as it stands."""
    alike = spelled_alike(word)
    return alike if len(alike) >= SHORTEST_RECOGNISED else word


def without_markup(text: str) -> str:
    """Return a text as it is read once Markdown and character references are rendered.

    `**Ada** [Lovelace](a.html)` and `Ada&nbsp;Lovelace` are two words each, `A**d**a` is one.
    """
    return _TARGET.sub("", _QUOTED.sub("", unescape(text))).translate(_MARKS)


def _apart(text: str) -> str:
    """Return a text with a blank for each invisible character, which may stand between words."""
    return "".join(" " if unicodedata.category(each) == "Cf" else each for each in text)


def _searched(text: str) -> str:
    return " ".join(re.sub("[,_]", " ", fold(text)).split())


def _phrase_in(phrase: str, text: str) -> bool:
    """Say whether a phrase is in a folded text as whole words."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None
