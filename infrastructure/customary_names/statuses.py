"""What cells say of a member or a signature: yes or no, in force or not yet, or at its end."""

import re
from collections.abc import Iterable, Sequence

from domain.names import normal
from infrastructure.customary_names.headers import CONSENTS, IN_GROUP, JOINED, SIGNED, kind_of
from infrastructure.customary_names.tables import has_word, typed_words, words

_USUAL_MARKS = ("x", "X", "\N{CHECK MARK}", "yes", "Yes")
_PARTS = re.compile(r"\w+|\S")
_SHORT = 6
"""Words in which a "no" is about the whole."""
_STATES = ("active", "pending", "not_yet", "not_signed", "denied", "withdrawn", "ended")
_FEW = 8
"""Different words that a column of states may have."""


def is_yes(cell: str) -> bool:
    """Say whether a cell is a word or a mark for yes."""
    return cell.casefold() in typed_words("yes")


def are_marks(cells: Sequence[str]) -> bool:
    """Say whether cells say yes or no, and nothing else."""
    return {cell.casefold() for cell in cells} <= typed_words("yes", "no")


def are_mostly_marks(cells: Sequence[str]) -> bool:
    """Say whether more than half of these cells say yes or no, and nothing else."""
    return 2 * sum(cell.casefold() in typed_words("yes", "no") for cell in cells) > len(cells)


def marks_for_yes(cells: Sequence[str]) -> list[str]:
    """Return the cells that say yes, and the usual marks for next month."""
    return list(dict.fromkeys([*filter(is_yes, cells), *_USUAL_MARKS]))


def marks_for_no(cells: Sequence[str]) -> list[str]:
    """Return the cells that are a word or a mark for no; others are asked about."""
    return [cell for cell in cells if are_marks([cell]) and not is_yes(cell)]


def among(cells: Sequence[str], kinds: Sequence[str], usual: str) -> list[str]:
    """Return the cells that are a word of some kinds, and the usual one for next month."""
    found = [cell for cell in cells if normal(cell) in words(*kinds)]
    return list(dict.fromkeys([*found, usual.capitalize(), usual]))


def says_withdrawn(cell: str) -> bool:
    """Say whether a cell says that somebody withdrew."""
    return normal(cell) in words("withdrawn")


def says_no(cell: str) -> bool:
    """Say whether a short cell says no, or begins a sentence with it; `No. 5` does not."""
    said = normal(cell).split()
    is_short = len(said) <= _SHORT and not any(map(str.isdigit, cell))
    denies = is_short and not words("denied").isdisjoint(said)
    return denies or cell.casefold() in typed_words("no")


def denies_marks(column: str) -> bool:
    """Say whether a head says what its marks mean, or that something was not done.

    What stands last is no denial: `Member no.` is a number.
    """
    said = normal(column).split()
    is_negated = not words("denied").isdisjoint(said[:-1])
    explained = {*_PARTS.findall(column.casefold())} & {"=", *_USUAL_MARKS[:3]}
    return bool(explained) or is_negated or " ".join(said) in words("not_signed")


def names_change(column: str) -> bool:
    """Say whether a head is of a state and since when it is so, such as `Status since`."""
    return has_word(column, "of_changes")


def names_end(text: str) -> bool:
    """Say whether a text has a word by which something ended, was refused, or has a limit."""
    return has_word(text, "withdrawn", "ended")


def names_limit(column: str) -> bool:
    """Say whether a column says until when somebody belongs, by its name, such as `Until`.

    An end of something else, such as a term of office, is no end of a member.
    """
    name = frozenset(normal(column.rpartition(IN_GROUP)[2]).split())
    limits = words("of_limits")
    return name <= limits | words("of_belonging") and not name.isdisjoint(limits)


def names_return(column: str) -> bool:
    """Say whether a column says when somebody came back, by its name, such as `Rejoined`."""
    return has_word(column, "of_returns")


def names_observers(column: str) -> bool:
    """Say whether a column says who takes part without being a full member, by its name."""
    return has_word(column, "of_observers")


def says_yes(cell: str) -> bool:
    """Say whether a cell says yes and no more, such as the word for an act that was done."""
    done = is_yes(cell) or normal(cell) in words("signed", "active")
    return done or kind_of(cell) in (SIGNED, JOINED, "member", *CONSENTS)


def holds_states(column: str, cells: Sequence[str]) -> bool:
    """Say whether a column holds states: by its name, or by few short words that come again.

    `cells` are those of all rows; one that all rows have says nothing of any. An end among few
    words says as much as words that come again.
    """
    kinds = (SIGNED, JOINED, "assessment", *CONSENTS)
    name = column.rpartition(IN_GROUP)[2]
    if kind_of(name) in kinds or has_word(column, "of_states", "of_observers"):
        return True
    filled = [cell for cell in cells if cell]
    different = set(filled)
    if (
        _is_of_others(name, different)
        or len(different) > _FEW
        or len(set(cells)) == 1
        or any(len(normal(word).split()) > _SHORT for word in different)
    ):
        return False
    return len(different) * 2 <= len(filled) or any(map(names_end, different))


def _is_of_others(name: str, cells: Iterable[str]) -> bool:
    """Say whether a column is of regions or the like by its name, and no cell says otherwise."""
    said = {*normal(name).split()} - words("of_groups")  # which do not say of what
    if not said or not words("of_others").issuperset(said):
        return False
    states = (*_STATES, "of_observers")
    return not any(has_word(cell, *states) or normal(cell) in words("signed") for cell in cells)


def is_status(cells: Sequence[str]) -> bool:
    """Say whether most cells say signed, not signed or withdrawn, and some one of the last two.

    What is said of anything, such as "pending", counts beside another such word only.
    """
    said = [normal(cell) for cell in cells]
    known = words("signed", "pending", "not_signed", "withdrawn").intersection(said)
    return (
        sum(word in known for word in said) * 2 > len(said)
        and not known <= words("signed")
        and not known <= words("pending")
    )
