"""The tables of customary names, and the words of other people's tables by what they mean."""

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

from domain.names import normal


def rows(file: str) -> Iterable[dict[str, str]]:
    """Return the rows of a table that ships with the software, by its columns."""
    table = resources.files("infrastructure.customary_names") / file
    return csv.DictReader(table.read_text(encoding="utf-8").splitlines())


@lru_cache
def _typed() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("words.csv"):
        found.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


@lru_cache
def typed_words(*kinds: str) -> frozenset[str]:
    """Return words and marks of some kinds as they are typed, in small letters."""
    return frozenset().union(*map(_typed().__getitem__, kinds))


@lru_cache
def words(*kinds: str) -> frozenset[str]:
    """Return words of some kinds as they are compared, without case, accents and punctuation."""
    return frozenset(filter(None, map(normal, typed_words(*kinds))))


@lru_cache
def _single_and_several(kinds: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    found = words(*kinds)
    single = frozenset(word for word in found if " " not in word)
    return single, tuple(f" {phrase} " for phrase in found - single)


def has_word(text: str, *kinds: str) -> bool:
    """Say whether a text has a word of some kinds in it, or one of their phrases."""
    single, several = _single_and_several(kinds)
    plain = f" {normal(text)} "
    return not single.isdisjoint(plain.split()) or any(map(plain.__contains__, several))


def names_what_is_to_come(text: str) -> bool:
    """Say whether a text has a word by which something did not happen so far."""
    return has_word(text, "pending", "not_yet")


@lru_cache
def _months() -> Mapping[str, int]:
    return {row["name"]: int(row["month"]) for row in rows("months.csv")}


def month_of(name: str) -> int | None:
    """Return the number of a month, None where this is no name of one."""
    return _months().get(normal(name))
