"""What cells say of a signature: yes or no, or signed, not signed, withdrawn."""

from collections.abc import Sequence

from domain.names import normal

YES = frozenset({"yes", "y", "true", "oui", "si", "sí", "ja", "да", "x", "✓", "✔", "signed", "是"})
YES_OR_NO = YES | frozenset(
    {"no", "n", "false", "non", "nein", "нет", "-", "–", "—", "否"}  # noqa: RUF001  # as they are typed
)


def _normal(*words: str) -> frozenset[str]:
    return frozenset(map(normal, words))


SIGNED_WORDS = _normal(
    *("signed", "signed up", "signé", "signée", "a signé", "firmado", "firmada", "firmó"),
    *("ha firmado", "unterzeichnet", "подписано", "подписал", "已签署", "وقع"),
)
_PENDING = _normal("pending", "en attente", "en cours", "pendiente", "ausstehend")
"""May be said of anything."""
NOT_SIGNED = _PENDING | _normal(
    *("not signed", "not yet signed", "unsigned", "non signé", "non signée", "pas signé"),
    *("pas encore signé", "à signer", "no firmado", "no firmada", "sin firmar", "por firmar"),
    *("nicht unterzeichnet", "noch nicht unterzeichnet", "не подписано", "未签署"),
)
WITHDRAWN = _normal(
    *("withdrawn", "withdrew", "retiré", "retirée", "retrait", "s'est retiré", "s'est retirée"),
    *("retirado", "retirada", "se retiró", "zurückgezogen", "отозвано", "已撤回", "انسحب"),
)


def among(cells: Sequence[str], words: frozenset[str], usual: str) -> list[str]:
    """Return the cells that are one of some words, and the usual one for next month."""
    found = [cell for cell in cells if normal(cell) in words]
    return list(dict.fromkeys([*found, usual.capitalize(), usual]))


def says_withdrawn(cell: str) -> bool:
    """Say whether a cell says that somebody withdrew."""
    return normal(cell) in WITHDRAWN


def is_status(cells: Sequence[str]) -> bool:
    """Say whether most cells say signed, not signed or withdrawn, and some one of the last two.

    What is said of anything, such as "pending", counts beside another such word only.
    """
    words = [normal(cell) for cell in cells]
    known = {word for word in words if word in SIGNED_WORDS | NOT_SIGNED | WITHDRAWN}
    return (
        sum(word in known for word in words) * 2 > len(words)
        and not known <= SIGNED_WORDS
        and not known <= _PENDING
    )
