"""What people write in a list of attendance: words of presence, and marks."""

from domain.names import normal
from infrastructure.customary_names.statuses import YES

_WORDS = {
    "present": (
        *("present", "attended", "here", "présent", "présente", "presente", "anwesend", "da"),
        *YES - {"signed", "true"},
    ),
    "absent": (
        *("absent", "not present", "no", "n", "absente", "non", "ausente", "abwesend", "nein"),
        *("нет", "否"),
    ),
    "excused": (
        *("excused", "apologies", "apology", "sent apologies", "excusé", "excusée", "excusado"),
        *("excusada", "entschuldigt"),
    ),
    "represented": (
        *("represented", "proxy", "représenté", "représentée", "representado", "representada"),
        "vertreten",
    ),
    "observer": (
        *("observer", "observateur", "observatrice", "observador", "observadora", "beobachter"),
        *("beobachterin", "beobachtend", "наблюдатель"),
    ),
}
_BY_WORD = {word: meant for meant, words in _WORDS.items() for word in words}
_BY_FORM = {normal(word): meant for word, meant in _BY_WORD.items() if normal(word)}


def presence_of(cell: str) -> str | None:
    """Return the presence that a cell means, None where it is no word or mark of any."""
    return _BY_WORD.get(cell.casefold()) or _BY_FORM.get(normal(cell))
