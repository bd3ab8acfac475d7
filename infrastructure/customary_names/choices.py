"""What people write in a list of votes, in the languages of headers."""

from typing import get_args

from domain.events.voting import Choice
from domain.names import normal

_WORDS = {
    "for": (
        *("for", "yes", "y", "in favour", "in favor", "pour", "oui", "für", "dafür", "ja"),
        *("a favor", "sí", "si", "за", "да", "赞成", "是"),
    ),
    "against": (
        *("against", "no", "n", "contre", "non", "gegen", "dagegen", "nein", "en contra", "против"),
        *("нет", "反对", "否"),
    ),
    "abstained": (
        *("abstained", "abstain", "abstains", "abstention", "abstaining", "abst", "s'abstient"),
        *("abstenu", "abstenue", "enthaltung", "enthalten", "abstención", "se abstuvo"),
        *("se abstiene", "воздержался", "воздержалась", "воздержались", "弃权"),
    ),
    "not_voting": (
        *("not voting", "did not vote", "no vote", "n'a pas voté", "nicht abgestimmt", "no votó"),
        *("не голосовал", "не голосовала"),
    ),
}
_BY_WORD = {normal(word): meant for meant, words in _WORDS.items() for word in words}


def choice_of(cell: str) -> str | None:
    """Return the choice that a cell means, None where it is no word of any."""
    small = cell.strip().lower()
    return small if small in get_args(Choice) else _BY_WORD.get(normal(cell))
