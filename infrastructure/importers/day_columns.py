"""What a column of days is said to hold: days of a form, or with letters behind days of consent.

By such letters lists of depositaries say how a party consented, as in the status tables of the
United Nations Treaty Collection: "3 Jun 2025 a" is an accession.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from domain.events.texts import KIND_NOT_KNOWN
from domain.names import normal
from domain.values import UNKNOWN
from domain.words import Words, either, worded
from infrastructure.customary_names.consent_letters import LETTERED_DAY, LETTERS
from infrastructure.customary_names.headers import CONSENT, SIGNED, consents_in, kind_name, kind_of
from infrastructure.customary_names.statuses import denies_marks, is_yes, marks_for_no, names_change
from infrastructure.importers.answers.mapping_answers import quoted
from infrastructure.importers.tables.date_formats import shown_format

_IN_HEAD = re.compile(rf"[(](?:{'|'.join(LETTERS)})[)]")
_SIGNING = ("signing", "signatur", "signator")
_LETTERED = re.compile(LETTERED_DAY)


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


def are_of_signatures(column: str, kind: str | None) -> bool:
    """Say whether days are of signatures, by a word in the head that is not about any change."""
    said = normal(column).split()
    of_signing = any(word.startswith(_SIGNING) or kind_of(word) == SIGNED for word in said)
    return kind == SIGNED or (of_signing and not names_change(column))


def marks_beside_days(
    column: str, cells: Sequence[str], heads: Sequence[str]
) -> tuple[dict[str, str], Sequence[Words]]:
    """Return what marks among days mean, and how it is said.

    A plain yes is an act of an unknown day, a plain no is none. Nothing is taken for clear where a
    head of the table says what marks mean, or that something was not done.
    """
    if any(map(denies_marks, heads)):
        return {}, []
    yes, no = [cell for cell in cells if is_yes(cell)], marks_for_no(cells)
    said = {
        worded("{column!r}: {marks} counts as done on an unknown day.", **_of(column, yes)): yes,
        worded("{column!r}: nothing is recorded of {marks}.", **_of(column, no)): no,
    }
    meant = dict.fromkeys(yes, str(UNKNOWN)) | dict.fromkeys(no, "")
    return meant, [sentence for sentence, found in said.items() if found]


def _of(column: str, marks: Sequence[str]) -> Mapping[str, str]:
    return {"column": column, "marks": either([*map(repr, marks)])}


def without_letter(cell: str) -> str:
    """Return the day of a cell that has such a letter behind it, and any other as it is."""
    found = _LETTERED.fullmatch(cell)
    return found[1] if found else cell


def letters_in(cells: Iterable[str]) -> Mapping[str, str]:
    """Return the letters that stand behind something in these cells, with what they mean."""
    found = {match[2] for cell in cells if (match := _LETTERED.fullmatch(cell))}
    return {letter: kind for letter, kind in LETTERS.items() if letter in found}


def letters_understood(column: str, letters: Mapping[str, str]) -> Words:
    """Say what the letters in a column mean."""
    return worded(
        "{column!r}: a letter behind the day says how it consented: {letters}.",
        column=column,
        letters=", ".join(f"{letter} ({kind_name(kind)})" for letter, kind in letters.items()),
    )


def consent_values(
    kind: str, column: str, letters: Collection[str]
) -> tuple[str, Mapping[str, str]]:
    """Return how a party consented where no letter says so, and patterns for kind and day, as TOML.

    In a column of several kinds, ratifications are those without a letter, where the head names
    them, and there are letters behind days or in it. All letters that are known have a pattern,
    since the list grows, but in a column of another kind, where there are none.
    """
    lettered = bool(letters) or _IN_HEAD.search(column) is not None
    usual = kind
    if kind == CONSENT:
        usual = (
            "ratification" if lettered and "ratification" in consents_in(column) else KIND_NOT_KNOWN
        )
    if not lettered and kind not in (CONSENT, "ratification"):
        return usual, {}
    kinds = {f".*[^A-Za-z][(]?{letter}[)]?": each for letter, each in LETTERS.items()}
    return usual, {
        "kind": _patterns({**kinds, ".*": usual}),
        "deposited_on": _patterns({LETTERED_DAY: "{1}", "(.*)": "{1}"}),
    }


def _patterns(given: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{quoted(pattern)} = {quoted(to)}" for pattern, to in given.items())
    return f"{{ {pairs} }}"
