"""Words by which something did not happen so far."""

from domain.names import normal


def forms(*words: str) -> frozenset[str]:
    """Return words as they are compared, without case, accents and punctuation."""
    return frozenset(map(normal, words))


PENDING = forms("pending", "en attente", "en cours", "pendiente", "ausstehend")
"""May be said of anything."""
_NOT_YET = PENDING | forms(
    *("to be", "tbc", "expected", "planned", "intended", "intends", "proposed", "awaiting"),
    *("draft", "drafts", "à confirmer", "prévu", "prévue", "prévus", "prévues", "projet"),
    *("pendientes", "por confirmar", "previsto", "previstos", "geplant", "vorgesehen", "noch"),
    *("guests", "candidates", "applicants", "invited", "observateurs", "observatrices", "invités"),
    *("candidats", "observadores", "invitados", "candidatos", "gäste", "kandidat", "kandidaten"),
    *("deadline", "anticipated", "tentative", "date limite", "échéance", "prevista", "previstas"),
    *("fecha límite", "voraussichtlich", "frist", "geplante", "pas encore", "aún no", "not yet"),
)


def names_what_is_to_come(text: str) -> bool:
    """Say whether a text has a word by which something did not happen so far."""
    plain = f" {normal(text)} "
    return any(f" {words} " in plain for words in _NOT_YET)
