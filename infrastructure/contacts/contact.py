"""What the register may know of a person, and how to recognise the person in a text."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.characters import check_characters
from domain.disguise import BARE_FILLERS
from domain.errors import Malformed
from domain.names import BARE, normal
from domain.values import PERSON_REF
from domain.words import worded

LONGEST = 200
SHORTEST_RECOGNISED = 4
ALPHABET, DRAWN = "abcdefghijklmnopqrstuvwxyz234567", 10

_SIGNS = re.compile(r"[\W_]+")
_JOINT = re.compile(r"[^\w\s'@.!?:;]+|_|[.!?:;](?=[^\s])")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]|[\"“„«][^\"“„«”»]*[\"“”»]")
_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "sir", "dame", "dr", "prof", "professor", "he", "hm"),
        *("hon", "honourable", "excellency", "amb", "ambassador", "mme", "mlle", "monsieur"),
        *("madame", "maitre", "sra", "srta", "senor", "senora", "herr", "frau", "dipl", "ing"),
        *("phd", "md", "llm", "mba", "msc", "esq"),
    )
)
"""Words before and behind names, folded and without signs."""
_GIVEN = 3  # names at most before a family name
_BEHIND = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
_NAMES_TOO = frozenset({"he", "hm", "md"})
"""Titles in capitals; He and Md are names."""
_UNWRITTEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_INVISIBLE = {ord(letter): None for letter in BARE_FILLERS}
_SPELLED = re.compile(r"a[ae]+|oe+|ue+|dj+|\bo'(?=\w)")
"""What ä å ö ø ü (ICAO Doc 9303 part 3, section 6), đ and O' are spelled as, and without them."""
_ALIKE = str.maketrans({"\u2018": "'", "\u2019": "'", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person who acts for a member; the log knows `person_ref` only, and so does `repr`.

    Raises:
        Malformed: a value is empty, too long or cannot be read; the sentence does not repeat it.
    """

    person_ref: str
    name: str = field(repr=False)
    email: str | None = field(default=None, repr=False)
    office: str | None = None
    member: str | None = None
    added_on: date

    def __post_init__(self) -> None:
        if not re.fullmatch(PERSON_REF, self.person_ref):
            raise Malformed.expected(worded("a reference such as p-ab3de"), self.person_ref)
        texts = {"e-mail address": self.email, "office": self.office, "member": self.member}
        _check("name", self.name)
        for what, value in texts.items():
            if value is not None:
                _check(what, value)
        if self.email is not None and not _MAIL.fullmatch(self.email):
            raise Malformed("An e-mail address has one @, something on both sides, and no blanks.")

    def phrases(self) -> set[str]:
        """Return the forms of the name and the address for which a text is searched, spelled alike.

        What is shorter than `SHORTEST_RECOGNISED` is never recognised: it would be in every text.
        """
        given = {fold(self.email or "")}
        bare = bare_name(self.name)
        before = bare.partition(",")[0]  # what follows is an office, if two words are left
        names = {self.name, bare, before if len(before.split()) > 1 else bare}
        for name in map(fold, names):
            given |= _either_first(name.replace(",", " ").split())
            loose = loosely(name).split()
            given |= _either_first(loose) if len(loose) > 1 else set()
        if any(unicodedata.east_asian_width(letter) == "W" for letter in self.name):
            given |= {each.replace(" ", "") for each in given}  # as it is mostly written there
        return {spelled_alike(it) for it in given if len(it) >= SHORTEST_RECOGNISED}

    @property
    def is_one_word(self) -> bool:
        """Whether the name is one word that is long enough for texts with it to be refused."""
        name = fold(self.name)
        return " " not in name and len(name) >= SHORTEST_RECOGNISED

    def name_words(self) -> set[str]:
        """Return the words of two letters or more in the name, folded, and the name as one word."""
        folded = fold(self.name)
        apart = _SIGNS.sub(" ", folded)
        words = {*apart.split(), *normal(apart).split(), *normal(folded).split()}
        words |= {normal(part).replace(" ", "") for part in (*folded.split(), folded)}
        return {word for word in words if sum(map(str.isalpha, word)) > 1}


def new_reference(choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a random reference, which says nothing about the person."""
    return "p-" + "".join(choose(ALPHABET) for _ in range(DRAWN))


def fold(text: str) -> str:
    """Return a text without case, accents, doubled blanks and invisible characters."""
    if text.isascii():  # the same result, faster
        return " ".join(text.lower().split())
    seen = (letter for letter in text if unicodedata.category(letter) != "Cf")
    parts = unicodedata.normalize("NFKD", "".join(seen).translate(_INVISIBLE))
    bare = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", bare).casefold())
    return " ".join(folded.translate(_ALIKE).split())


def spelled_alike(folded: str) -> str:
    """Return a folded text in which Müller, Mueller and Muller are the same, word by word."""
    return _SPELLED.sub(lambda found: found[0][0], folded.translate(BARE))


def bare_name(name: str) -> str:
    """Return a name without titles and what is in brackets or quotes, if two words are left."""
    words = [word for word in _IN_BRACKETS.sub(" ", name).split() if word.strip(",")]
    bare = [word for word in words if not _is_title(word)]
    return " ".join(bare).strip(",") if len(bare) > 1 else name


def first_name_first(name: str, *, surely: bool = False) -> str:
    """Return a name as a letter greets: `MORE, Thomas, Dr.` is Dr. Thomas MORE.

    It stays as it is where the first part has a given name, too, or the second may be an office;
    not so `surely` in a list of which the other names are written in this way.
    """
    family, *parts = (part.strip() for part in name.split(","))
    titles = [part for part in parts if all(map(_is_title, part.split()))]
    given = [part for part in parts if part not in titles]
    is_family = family and (surely or len(family.split()) == 1 or family.isupper())
    if not is_family or len(given) != 1 or _SIGNS.sub("", fold(given[0])) in _BEHIND:
        return name
    words = given[0].split()
    if surely and len(words) <= _GIVEN and all(word[0].isupper() for word in words):
        return " ".join([*titles, *given, family])
    if not all(word.istitle() or not word.isascii() for word in words):
        return name
    return " ".join([*titles, *given, family])


def _is_title(word: str) -> bool:
    plain = _SIGNS.sub("", fold(word))
    return plain in _TITLES and (word.isupper() or plain not in _NAMES_TOO)


def _either_first(words: Sequence[str]) -> set[str]:
    """Return words as a text, and so with the last one first."""
    return {" ".join(words), " ".join([*words[-1:], *words[:-1]])}


def loosely(folded: str) -> str:
    """Return a folded text with blanks for the signs between words, and without initials.

    A full stop with a blank behind it is the end of a sentence, and stays. Of words written
    with signs between them, such as ``ada-example`` or ``ada.m.example``, each is a word.
    """
    words = _JOINT.sub(" ", folded).split()
    return " ".join(word for word in words if not _INITIAL.fullmatch(word))


def written(contact: Contact) -> Contact:
    """Return a contact that is new, whose texts can stand in a letter.

    Raises:
        Malformed: one has a direction mark, which would turn around the line in which it stands.
    """
    check_characters(contact.name, field="name")
    check_characters(contact.office or "", field="office")
    return contact


def _check(what: str, value: str) -> None:
    if not value.strip() or len(value) > LONGEST:
        sentence = "The {what} of a contact has from 1 to {longest} characters."
        raise Malformed(sentence, what=what, longest=LONGEST)
    if any(unicodedata.category(letter) in _UNWRITTEN for letter in value):
        sentence = "The {what} of a contact is one line without control characters."
        raise Malformed(sentence, what=what)
