"""What a column of days is said to hold: days of a form, or with letters behind days of consent.

By such letters lists of depositaries say how a party consented, as in the status tables of the
United Nations Treaty Collection: "3 Jun 2025 a" is an accession.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from domain.words import Words, either, worded
from infrastructure.customary_names.headers import kind_name
from infrastructure.importers.answers.mapping_answers import quoted
from infrastructure.importers.tables.date_formats import shown_format

LETTERS: Mapping[str, str] = {
    "a": "accession",
    "A": "acceptance",
    "AA": "approval",
    "c": "formal_confirmation",
    "d": "succession",
}
_DAY = f"(.*[^A-Za-z( ]) ?[(]?(?:{'|'.join(LETTERS)})[)]?"
_LETTERED = re.compile(f"(?P<day>.*[^A-Za-z( ]) ?[(]?(?P<letter>{'|'.join(LETTERS)})[)]?")


def days_understood(column: str, kind: str, formats: Sequence[str]) -> Words:
    """Say what days a column holds, and in which form, where that is one."""
    if not formats:
        return worded("{column!r} holds days ({kind}).", column=column, kind=kind_name(kind))
    return worded(
        "{column!r} holds days ({kind}), in the form {date_format}.",
        column=column,
        kind=kind_name(kind),
        date_format=either([*map(shown_format, formats)]),
    )


def without_letter(cell: str) -> str:
    """Return the day of a cell that has such a letter behind it, and any other as it is."""
    found = _LETTERED.fullmatch(cell)
    return found["day"] if found else cell


def letters_in(cells: Iterable[str]) -> Mapping[str, str]:
    """Return the letters that stand behind something in these cells, with what they mean."""
    found = {match["letter"] for cell in cells if (match := _LETTERED.fullmatch(cell))}
    return {letter: kind for letter, kind in LETTERS.items() if letter in found}


def letters_understood(column: str, letters: Mapping[str, str]) -> Words:
    """Say what the letters in a column mean."""
    return worded(
        "{column!r}: a letter behind the day says how it consented: {letters}.",
        column=column,
        letters=", ".join(f"{letter} ({kind_name(kind)})" for letter, kind in letters.items()),
    )


def patterns_of(letters: Collection[str], otherwise: str) -> Mapping[str, str]:
    """Return the patterns of a mapping that take the kind and the day of a consent, as TOML.

    Without a letter the kind is `otherwise`; without any letters there are no patterns.
    """
    if not letters:
        return {}
    kinds = {f".*[^A-Za-z][(]?{letter}[)]?": LETTERS[letter] for letter in letters}
    return {
        "kind": _patterns({**kinds, ".*": otherwise}),
        "deposited_on": _patterns({_DAY: "{1}", "(.*)": "{1}"}),
    }


def _patterns(given: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{quoted(pattern)} = {quoted(to)}" for pattern, to in given.items())
    return f"{{ {pairs} }}"
