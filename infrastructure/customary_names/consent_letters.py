"""Letters behind days, by which lists of depositaries say how a party consented."""

from collections.abc import Container, Mapping

LETTERS: Mapping[str, str] = {
    "a": "accession",
    "A": "acceptance",
    "AA": "approval",
    "c": "formal_confirmation",
    "d": "succession",
}
LETTERED_DAY = f"(.*[^A-Za-z( ]|unknown) ?[(]?({'|'.join(LETTERS)})[)]?"
"""Matches such a day; its first group is the day alone, its second the letter."""


def reads_letters(patterns: Container[str]) -> bool:
    """Say whether a mapping takes such letters off the days of a column."""
    return LETTERED_DAY in patterns
