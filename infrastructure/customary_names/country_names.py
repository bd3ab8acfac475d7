"""Which country a name means: exactly one, or suggestions for a person to choose from.

A customary name is printed only in a language in which no name of the member is recorded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.names import normal
from domain.suggestions import closest
from domain.values import MemberKind
from infrastructure.customary_names.tables import rows
from infrastructure.customary_names.titles import without_titles

_SUGGESTED = 5
_STYLES = (
    *("arab republic of", "bolivarian republic of", "co operative republic of", "commonwealth of"),
    *("federal democratic republic of", "federal republic of", "federated states of"),
    *("federative republic of", "grand duchy of", "hashemite kingdom of", "islamic republic of"),
    *("independent state of", "kingdom of", "plurinational state of", "principality of"),
    *("republic of", "socialist republic of", "state of", "sultanate of", "united republic of"),
    *("bundesrepublik", "republik", "konigreich", "furstentum"),
    *("republique de la", "republique de", "republique du", "royaume de", "republica de"),
)
"""What stands before a name in full, or after it and a comma."""
_SHARED = ("congo", "korea", "virgin islands", "saint martin")
_OF_SEVERAL = {"GIN": "guinea"}
"""Countries whose customary name is a part of other countries' names."""
_OF_A_CODE = 3
_NOT_SHORTENED = frozenset({"china", "ireland"})
"""What more than one government has called itself with another style before it."""


@dataclass(frozen=True, slots=True)
class KnownParties:
    """The kinds by code and by normal name, and the codes by normal name."""

    kinds: Mapping[str, MemberKind]
    codes: Mapping[str, str]

    def kind_of(self, code: str, name: str = "") -> MemberKind | None:
        """Return the kind of a party by its code or its name, None where it is not in the table."""
        return self.kinds.get(code) or self.kinds.get(normal(name))


@lru_cache
def known_parties() -> KnownParties:
    """Return the table that ships with the software."""
    kinds: dict[str, MemberKind] = {}
    codes: dict[str, str] = {}
    for row in rows("parties.csv"):
        kind, name = MemberKind(row["kind"]), normal(row["name"])
        kinds[name] = kind
        if row["code"]:
            kinds[row["code"]], codes[name] = kind, row["code"]
    return KnownParties(kinds, codes)


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: a `code`, or None and up to five `suggestions`, the likeliest first."""

    code: str | None
    suggestions: tuple[str, ...] = ()


def shortened(name: str) -> str:
    """Return a normal name without `republic of` and its like, before or behind it."""
    for style in sorted(_STYLES, key=len, reverse=True):
        if name.startswith(f"{style} "):
            return name.removeprefix(f"{style} ")
        if name.endswith(f" {style}"):
            return name.removesuffix(f" {style}")
    return name


@dataclass(frozen=True)
class CountryNames:
    """A table of names: which codes each normal name can mean, and how each code is called.

    `of_two_letters` has the codes of countries by their ISO 3166-1 alpha-2 codes, but for those
    that a well-known party has.
    """

    codes: Mapping[str, frozenset[str]]
    called: Mapping[str, Mapping[str, str]]
    of_two_letters: Mapping[str, str]

    def find(self, name: str) -> Match:
        """Say what a name means; never by a guess."""
        text, found = self._meaning(name)
        if len(found) == 1:
            return Match(next(iter(found)))
        return Match(None, self._like(text, found))

    def meant(self, name: str) -> str | None:
        """Return the one code that a name means, None where it means none or several."""
        _, found = self._meaning(name)
        return next(iter(found)) if len(found) == 1 else None

    def _meaning(self, name: str) -> tuple[str, frozenset[str]]:
        """Return the normal form of a name that is in the table, and the codes that it can mean."""
        text = normal(name)
        if text not in self.codes:
            text = normal(without_titles(name))
        found = self.codes.get(text)
        if found is None and (short := shortened(text)) != text and short not in _NOT_SHORTENED:
            found, text = self.codes.get(short), short
        return text, found or frozenset()

    def country(self, text: str) -> str | None:
        """Return the code of the country that a code or a name means, None where it means none."""
        if text in self.called:
            return text
        return self.meant(text)

    def in_capitals(self, text: str) -> str | None:
        """Return the code of what looks like a code, and is a name in capitals (PERU, TURKEY).

        Of short ones only customary names are meant: `UAE` may be a code.
        """
        country = self.meant(text)
        if country is None or country == text:
            return None
        names = map(normal, self.translated(country).values())
        return country if len(text) > _OF_A_CODE or normal(text) in names else None

    def country_of_party(self, text: str) -> str | None:
        """Return the same of the name or the code of a party, which may be of two letters."""
        return self.country(text) or self.of_two_letters.get(text)

    def translated(self, code: str) -> Mapping[str, str]:
        """Return the customary names of a code by language; none for what is no country."""
        return self.called.get(code, {})

    def name_for(self, text: str) -> str:
        """Return the customary name in English of what is the code of a country, else the text."""
        return self.translated(text).get("en", text)

    def label(self, code: str) -> str:
        """Return a code with its customary name in English, to choose by."""
        name = self.translated(code).get("en")
        return f"{code} ({name})" if name else code

    def _like(self, text: str, first: Iterable[str]) -> tuple[str, ...]:
        whole = [name for name in self.codes if text and f" {text} " in f" {name} "]
        close = closest(text, self.codes, most=_SUGGESTED, alike=0.75)
        codes = [*sorted(first), *(c for n in (*whole, *close) for c in sorted(self.codes[n]))]
        return tuple(dict.fromkeys(codes))[:_SUGGESTED]


@lru_cache
def country_names() -> CountryNames:
    """Return the table that ships with the software."""
    called: dict[str, dict[str, str]] = {}
    codes: dict[str, set[str]] = {}
    two: dict[str, str] = {}
    for row in rows("countries.csv"):
        code = row.pop("code")
        if (short := row.pop("alpha2")) not in known_parties().kinds:
            two[short] = code
        called[code] = row
        for name in row.values():
            codes.setdefault(normal(name), set()).add(code)
    for name, code in known_parties().codes.items():
        codes.setdefault(name, set()).add(code)
    for row in rows("aliases.csv"):
        codes.setdefault(normal(row["name"]), set()).add(row["code"])
    for text, meant in _several(codes, called).items():
        codes.setdefault(text, set()).update(meant)
    return CountryNames({name: frozenset(found) for name, found in codes.items()}, called, two)


def _several(
    codes: Mapping[str, set[str]], called: Mapping[str, Mapping[str, str]]
) -> dict[str, set[str]]:
    """Return names that are shared, with the codes of all whose English name has them in it."""
    shared = {text: text for text in _SHARED}
    for code, part in _OF_SEVERAL.items():
        shared |= {normal(name): part for name in called[code].values()}
    return {
        text: {c for name, found in codes.items() if f" {part} " in f" {name} " for c in found}
        for text, part in shared.items()
    }
