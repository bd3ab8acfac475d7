"""Values of closed lists in words."""

import re
from collections.abc import Iterable

from domain.words import joined, worded

_VALUE = re.compile(r"[a-z]+(?:_[a-z]+)+")


def plain(text: str) -> str:
    """Return a value of a closed list (`former_signatory`) in words; other text as it is."""
    return text.replace("_", " ") if "_" in text and _VALUE.fullmatch(text) else text


def counts_in_words(counts: Iterable[tuple[str, int]]) -> str:
    """Return values of a closed list, each with how many there are: 2 limited, 1 complete."""
    told = [worded("{number} {kind}", number=number, kind=plain(kind)) for kind, number in counts]
    return joined(", ", told)
