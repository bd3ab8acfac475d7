"""The languages of the program, as catalogues of gettext; the locale of the process is not read."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import NamedTuple

from domain.errors import DepositaryError, Malformed
from domain.names import AsSaid, is_customary
from domain.words import Language, Words, in_language, worded

ENGLISH, FRENCH = "en", "fr"
_ELIDED, _VOWEL = r"\b(d|\w*qu)e (?=\{(\w+)\})", "[aeiouàâäæéèêëîïôœùûü]"
DOMAIN = "depositary"
CATALOGUES = Path(__file__).with_name("translations")
"""A folder for each language but English, with LC_MESSAGES/depositary.mo in it."""
CLDR = CATALOGUES / "cldr.json"
"""How each language writes days and numbers; `python -m tests.make_cldr` writes it anew."""
CODE = "code"
"""The context, in catalogues, of values of closed lists, such as `former signatory`."""
FREE = frozenset({"name", "spelling", "text", "title"})
"""Values and columns that hold recorded text, which stays even where it looks like such a value."""


class Forms(NamedTuple):
    """How a language writes days (`{day} {month} {year}`), months, and large numbers.

    `first` is how the first day of a month is written, `group` stands between thousands, `decimal`
    before a part of one. `spreadsheet` is the number of the language in formats of spreadsheets.
    """

    day: str
    month: str
    months: tuple[str, ...]
    first: str
    group: str
    decimal: str
    spreadsheet: str

    def in_words(self, day: str) -> str:
        """Return a day (2026-04-14), month (2026-04) or year with the month by its name."""
        if "-" not in day:
            return day
        year, month, *rest = day.split("-")
        values = {"year": year, "month": self.months[int(month) - 1]}
        if not rest:
            return self.month.format_map(values)
        number = self.first if rest[0] == "01" else str(int(rest[0]))
        return self.day.format_map({**values, "day": number})


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language that is spoken now, and what members are called in it, by their names.

    `customary` are the customary names that were said so far.
    """

    language: str = ENGLISH
    names: Mapping[str, str] = field(default_factory=dict)
    customary: set[str] = field(default_factory=set)

    @property
    def is_as_written(self) -> bool:
        """Whether all stays as it is written: in English, if nobody has another name in it."""
        return self.language == ENGLISH and not self.names

    def called(self, name: str) -> str:
        """Return what a member is called, and take note of a name that is only customary."""
        said = self.names[name]
        if is_customary(said, name):
            self.customary.add(said)
        return AsSaid(said)


UNKNOWN = "unknown"
SEPARATED = worded("{first}; {second}")
"""How a language separates what stands side by side in one cell."""
_LIST = "{part0}; {part1}"

_spoken: ContextVar[Spoken | None] = ContextVar("_spoken", default=None)


def languages() -> Sequence[str]:
    """Return the names of the languages that there are."""
    found = {path.parts[-3] for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return sorted({ENGLISH, *found})


def known_language(name: str) -> str:
    """Return the name of a language that there is.

    Raises:
        Malformed: there is none of that name.
    """
    if name not in (known := languages()):
        sentence = "There is no language {language!r}; known: {known}."
        raise Malformed(sentence, language=name, known=", ".join(known))
    return name


@lru_cache
def forms(language: str) -> Forms:
    """Return how a language writes days and numbers; as English does where that is not known."""
    told = json.loads(CLDR.read_text(encoding="utf-8"))
    found = told.get(language, told[ENGLISH])
    return Forms(**{**found, "months": tuple(found["months"])})


@contextmanager
def speaking(spoken: Spoken | None) -> Iterator[None]:
    """Speak a language inside; None leaves it to be chosen."""
    token = _spoken.set(spoken)
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(language: str) -> None:
    """Speak a language from here on, until the end of the outer `speaking`."""
    _spoken.set(Spoken(language))


def spoken_now() -> str:
    """Return the language that is spoken now: English where none was chosen."""
    return chosen() or ENGLISH


def speech() -> Spoken:
    """Return the language that is spoken now, with the names that members have in it."""
    return _spoken.get() or Spoken()


def chosen() -> str | None:
    """Return the language that is spoken now, None if none was chosen yet."""
    spoken = _spoken.get()
    return spoken.language if spoken else None


def catalogue(name: str) -> Language:
    """Return what gives a template in a language; what its catalogue lacks stays English."""
    if name == ENGLISH:
        return str
    found = _translations(name)

    def said(template: str) -> str:
        if template.startswith(_LIST):
            return template.replace("; ", found.gettext(SEPARATED).format(first="", second=""))
        return found.gettext(template) if template else template

    return said


def first_sentence_of(paragraph: str) -> str:
    """Return the first sentence of a paragraph."""
    return paragraph.partition(". ")[0].removesuffix(".") + "."


def sentence_translated(sentence: str) -> str:
    """Return the first sentence of some message in the language that is spoken now."""
    if spoken_now() == ENGLISH:
        return sentence
    return _first_sentences(spoken_now(), CATALOGUES).get(sentence, sentence)


@lru_cache
def _first_sentences(language: str, _: Path) -> Mapping[str, str]:
    messages: dict[object, str] = getattr(_translations(language), "_catalog", {})
    return {
        first_sentence_of(message): first_sentence_of(text)
        for message, text in messages.items()
        if isinstance(message, str) and message
    }


def _translations(name: str) -> NullTranslations:
    return translation(DOMAIN, CATALOGUES, [name])


def translated(text: str) -> str:
    """Return words in the language that is spoken now; a text that is no words stays as it is."""
    spoken = speech()
    if spoken.is_as_written:
        return text
    return in_language(text, catalogue(spoken.language), value_translated, elided)


def elided(template: str, values: Mapping[str, object]) -> str:
    """Return a template whose “de” and “que” are short before a vowel where French is spoken."""
    if spoken_now() != FRENCH:
        return template

    def short(found: re.Match[str]) -> str:
        value = str(values.get(found[2], ""))  # without values, braces are literal
        return f"{found[1]}'" if re.match(_VOWEL, value, re.IGNORECASE) else found[0]

    return re.sub(_ELIDED, short, template, flags=re.IGNORECASE)


def everywhere(words: str) -> Iterator[str]:
    """Yield words in each language that there is."""
    return (in_language(words, catalogue(name)) for name in languages())


def label_translated(text: str) -> str:
    """Return a label or sentence of ours, whether marked or not, in the language spoken now."""
    return translated(text) if isinstance(text, Words) else catalogue(spoken_now())(text)


def value_translated(name: str, value: object) -> object:
    """Return a value for people, in the language spoken now, as a column or sentence names it.

    Names of members and values of closed lists have words in each language; large numbers are
    grouped as it does; all other text is as it was recorded. What was said is not looked up again.
    """
    spoken = speech()
    match value:
        case str() if value in spoken.names and not isinstance(value, AsSaid):
            return spoken.called(value)
        case _ if spoken.language == ENGLISH or isinstance(value, AsSaid):
            return value
        case str() if value and name not in FREE:
            plain = value.replace("_", " ")
            found = _translations(spoken.language).pgettext(CODE, plain)
            return value if found == plain else AsSaid(found)
        case int() if type(value) is int:
            return _Grouped(value)
        case DepositaryError():
            return translated(str(value))
        case _:
            is_day = not isinstance(value, str) and str(value) == UNKNOWN
            return AsSaid(date_in_words(UNKNOWN)) if is_day else value


class _Grouped(int):
    """A number whose thousands are grouped as the language spoken now does."""

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(",", forms(spoken_now()).group)


def day_said(day: str) -> str:
    """Return a day (2026-04-14) a month (2026-04) or a year in words of the language spoken now."""
    return forms(spoken_now()).in_words(day)


def date_in_words(day: str) -> str:
    """Return a day as it is known: 14 April 2026, June 2022, by 11 October 2022."""
    if day == UNKNOWN:
        return translated(worded("date not recorded"))
    known = day_said(day.removeprefix("<="))
    return translated(worded("by {day}", day=known)) if day.startswith("<=") else known


def decimal_said(number: str) -> str:
    """Return a number with a decimal (50.0) as the language spoken now writes it."""
    return number.replace(".", forms(spoken_now()).decimal)
