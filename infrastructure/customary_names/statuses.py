"""What cells say of a member or a signature: yes or no, in force or not yet, or at its end."""

from collections.abc import Sequence

from domain.names import normal
from infrastructure.customary_names.headers import CONSENTS, IN_GROUP, JOINED, SIGNED, kind_of
from infrastructure.customary_names.to_come import PENDING, forms

YES = frozenset({"yes", "y", "true", "oui", "si", "sí", "ja", "да", "x", "✓", "✔", "signed", "是"})
YES_OR_NO = YES | frozenset(
    {"no", "n", "false", "non", "nein", "нет", "-", "–", "—", "否"}  # noqa: RUF001  # as they are typed
)


SIGNED_WORDS = forms(
    *("signed", "signed up", "signé", "signée", "a signé", "firmado", "firmada", "firmó"),
    *("ha firmado", "unterzeichnet", "подписано", "подписал", "已签署", "وقع"),
)
NOT_SIGNED = PENDING | forms(
    *("not signed", "not yet signed", "unsigned", "non signé", "non signée", "pas signé"),
    *("pas encore signé", "à signer", "no firmado", "no firmada", "sin firmar", "por firmar"),
    *("nicht unterzeichnet", "noch nicht unterzeichnet", "не подписано", "未签署"),
)
WITHDRAWN = forms(
    *("withdrawn", "withdrew", "retiré", "retirée", "retrait", "s'est retiré", "s'est retirée"),
    *("retirado", "retirada", "se retiró", "zurückgezogen", "отозвано", "已撤回", "انسحب"),
)
_ACTIVE = forms(
    *("active", "active member", "full member", "current", "current member", "in force", "actif"),
    *("membre actif", "en vigueur", "activo", "activa", "miembro activo", "vigente", "aktiv"),
    *("mitglied", "in kraft"),
)
_ENDED = WITHDRAWN | forms(
    *("left", "resigned", "former", "formerly", "suspended", "expelled", "excluded", "ended"),
    *("terminated", "inactive", "refused", "declined", "rejected", "revoked", "cancelled"),
    *("lapsed", "expired", "ceased", "denounced", "no longer", "withdrawal", "resignation"),
    *("suspension", "termination", "expulsion", "quitté", "démissionné", "démissionnaire"),
    *("démission", "ancien", "ancienne", "suspendu", "suspendue", "exclu", "exclue", "terminé"),
    *("terminée", "résilié", "résiliée", "inactif", "refusé", "refusée", "décliné", "rejeté"),
    *("rejetée", "révoqué", "révoquée", "expiré", "expirée", "dénoncé", "dénoncée", "cessé"),
    *("dejó", "salió", "renunció", "renuncia", "dimitió", "antiguo", "antiguo miembro", "retiro"),
    *("ex miembro", "suspendido", "suspendida", "expulsado", "expulsada", "excluido", "excluida"),
    *("terminado", "terminada", "finalizado", "finalizada", "inactivo", "inactiva", "rechazado"),
    *("rechazada", "rechazó", "rehusó", "declinó", "revocado", "revocada", "denunciado", "cesó"),
    *("ausgetreten", "austritt", "zurückgetreten", "ehemalig", "ehemalige", "ehemaliger"),
    *("ehemaliges", "suspendiert", "ausgesetzt", "ausgeschlossen", "beendet", "gekündigt"),
    *("inaktiv", "abgelehnt", "verweigert", "widerrufen", "verlassen", "nicht mehr"),
    *("except", "ad referendum", "subject to", "provisional", "provisionally", "reservation"),
    *("réserve", "sauf", "salvo", "excepto", "reserva", "außer", "vorbehalt", "vorbehaltlich"),
    *("excepting", "excepted", "exception", "exceptions", "excluding", "exclusion", "exclusions"),
    *("reservations", "opt out", "opt outs", "opted out", "not accepted", "not apply"),
    *("réserves", "non accepté", "excepción", "excepciones", "exclusión", "exclusiones"),
    *("reservas", "ausnahme", "ausnahmen", "ausschluss", "vorbehalte", "all but", "but not"),
    *("save for", "apart from", "hormis", "excepté", "bis auf", "but for", "without article"),
    *("without articles", "without art", "without paragraph", "without para", "without section"),
    *("ohne artikel", "ohne art", "ohne absatz", "ohne abs", "sans l article", "sans article"),
    *("sans paragraphe", "sin artículo", "sin el artículo", "sin el párrafo"),
    *("denunciation", "denunciations", "withdrawals", "resignations", "suspensions", "void"),
    *("terminations", "annulled", "previous", "previously", "ex member", "ex members", "retraits"),
    *("anciens", "anciennes", "suspendus", "exclus", "démissions", "dénonciation", "dénonciations"),
    *("retirados", "antiguos", "antiguas", "suspendidos", "renuncias", "denuncia", "denuncias"),
    *("bajas", "ex miembros", "austritte", "kündigung", "kündigungen", "vormals", "frühere"),
)
_WORDS_OF_ENDS = frozenset(word for word in _ENDED if " " not in word)
_PHRASES_OF_ENDS = tuple(f" {phrase} " for phrase in _ENDED - _WORDS_OF_ENDS)
_NO = forms(
    "no", "not", "never", "none", "non", "pas", "ne", "nein", "nicht", "kein", "keine", "нет"
)
_SHORT = 6
"""Words in which a "no" is about the whole."""
_OF_STATES = forms(
    *("status", "standing", "situation", "membership", "participation", "statut", "situación"),
    *("estado", "participación", "stand", "mitgliedschaft", "teilnahme", "active", "actif"),
)
_OF_LIMITS = forms(
    *("until", "till", "end", "ends", "ended", "ending", "exit", "departure", "leaving", "bis"),
    *("ende", "enddatum", "jusqu'au", "fin", "sortie", "départ", "hasta", "salida", "baja", "до"),
)
_OF_BELONGING = forms(
    *("date", "day", "of", "the", "on", "member", "membership", "participation", "active", "valid"),
    *("de", "du", "la", "membre", "adhésion", "d'adhésion", "l'adhésion", "el", "fecha", "miembro"),
    *("membresía", "participación", "der", "am", "mitglied", "mitgliedschaft", "teilnahme"),
)
"""Words beside them: an end of something else, such as a term of office, is no end of a member."""
_OF_RETURNS = forms(
    *("rejoined", "rejoins", "readmitted", "readmission", "reinstated", "reinstatement", "return"),
    *("returned", "réadmission", "réadmis", "réintégré", "réintégration", "retour", "readmisión"),
    *("reingreso", "reincorporación", "wiedereintritt", "wiederaufnahme", "wieder"),
)
_OF_OBSERVERS = forms(
    *("observer", "observers", "obs", "observing", "guest", "candidate", "applicant"),
    *("observateur", "observatrice"),
    *("invité", "candidat", "observador", "invitado", "candidato", "beobachter", "gast"),
)
"""Words in the name of a column that says of whom it is true that it is no full member."""
_FEW = 8
"""Different words that a column of states may have."""


def among(cells: Sequence[str], words: frozenset[str], usual: str) -> list[str]:
    """Return the cells that are one of some words, and the usual one for next month."""
    found = [cell for cell in cells if normal(cell) in words]
    return list(dict.fromkeys([*found, usual.capitalize(), usual]))


def says_withdrawn(cell: str) -> bool:
    """Say whether a cell says that somebody withdrew."""
    return normal(cell) in WITHDRAWN


def says_no(cell: str) -> bool:
    """Say whether a short cell says no, or begins a sentence with it; `No. 5` does not."""
    words = normal(cell).split()
    is_short = len(words) <= _SHORT and not any(map(str.isdigit, cell))
    return cell.casefold() in YES_OR_NO - YES or (is_short and not _NO.isdisjoint(words))


def names_end(text: str) -> bool:
    """Say whether a text has a word by which something ended, was refused, or has a limit."""
    plain = normal(text)
    ends = not _WORDS_OF_ENDS.isdisjoint(plain.split())
    return ends or any(phrase in f" {plain} " for phrase in _PHRASES_OF_ENDS)


def names_limit(column: str) -> bool:
    """Say whether a column says until when somebody belongs, by its name, such as `Until`."""
    words = frozenset(normal(column.rpartition(IN_GROUP)[2]).split())
    return words <= _OF_LIMITS | _OF_BELONGING and not words.isdisjoint(_OF_LIMITS)


def names_return(column: str) -> bool:
    """Say whether a column says when somebody came back, by its name, such as `Rejoined`."""
    return not _OF_RETURNS.isdisjoint(normal(column).split())


def names_observers(column: str) -> bool:
    """Say whether a column says who takes part without being a full member, by its name."""
    return not _OF_OBSERVERS.isdisjoint(normal(column).split())


def says_yes(cell: str) -> bool:
    """Say whether a cell says yes and no more, such as the word for an act that was done."""
    plain = normal(cell)
    is_yes = cell.casefold() in YES or plain in SIGNED_WORDS | _ACTIVE
    return is_yes or kind_of(cell) in (SIGNED, JOINED, "member", *CONSENTS)


def holds_states(column: str, cells: Sequence[str]) -> bool:
    """Say whether a column holds states: by its name, or by few short words that come again.

    `cells` are those of all rows; one that all rows have says nothing of any. An end among few
    words says as much as words that come again.
    """
    kinds = (SIGNED, JOINED, "assessment", *CONSENTS)
    name = column.rpartition(IN_GROUP)[2]
    of_states = _OF_STATES | _OF_OBSERVERS
    if kind_of(name) in kinds or not of_states.isdisjoint(normal(column).split()):
        return True
    filled = [cell for cell in cells if cell]
    words = set(filled)
    if (
        len(words) > _FEW
        or len(set(cells)) == 1
        or any(len(normal(word).split()) > _SHORT for word in words)
    ):
        return False
    return len(words) * 2 <= len(filled) or any(names_end(word) for word in words)


def is_status(cells: Sequence[str]) -> bool:
    """Say whether most cells say signed, not signed or withdrawn, and some one of the last two.

    What is said of anything, such as "pending", counts beside another such word only.
    """
    words = [normal(cell) for cell in cells]
    known = {word for word in words if word in SIGNED_WORDS | NOT_SIGNED | WITHDRAWN}
    return (
        sum(word in known for word in words) * 2 > len(words)
        and not known <= SIGNED_WORDS
        and not known <= PENDING
    )
