"""What the columns of other people's tables are called, in the six UN languages."""

from collections.abc import Mapping

from domain.names import normal

SIGNED, JOINED, LEFT, SUSPENDED, ADOPTED, STATED = (
    *("signed", "joined", "left", "suspended", "adopted", "stated"),
)
CONSENTS = ("ratification", "acceptance", "approval", "accession")
"""Columns that hold the day on which such a consent was deposited."""
DATES = (SIGNED, JOINED, LEFT, SUSPENDED, ADOPTED, STATED, *CONSENTS, "in_force")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "iso3", "iso code", "iso alpha 3", "country code", "code pays"),
    "member": (
        *("member", "country", "state", "party", "contracting party", "participant"),
        *("name", "country name", "name of country", "government", "signatory", "member state"),
        *("pays", "état", "membre", "état membre", "partie", "gouvernement", "signataire"),
        *("país", "estado", "miembro", "estado miembro", "parte", "gobierno", "signatario"),
        *("страна", "государство", "член", "участник", "国家", "成员", "会员国", "国名", "缔约方"),
        *("دولة", "الدولة", "بلد", "البلد", "عضو", "العضو"),
    ),
    "instrument": (
        *("instrument", "treaty", "agreement", "convention", "pledge", "declaration"),
        *("traité", "accord", "texte", "déclaration", "tratado", "acuerdo", "instrumento"),
        *("договор", "соглашение", "конвенция", "条约", "协定", "معاهدة", "اتفاقية"),
    ),
    "commitment": (
        *("commitment", "commitment id", "commitment number", "commitment reference"),
        *("engagement", "compromiso", "обязательство", "承诺", "التزام"),
    ),
    "text": ("text", "commitment text", "wording", "description", "texto", "текст", "文本", "نص"),
    "assessment": (
        *("assessment", "progress", "status", "completion", "état d'avancement", "avancement"),
        *("progreso", "avance", "прогресс", "статус", "进展", "التقدم"),
    ),
    "narrative": ("narrative", "explanation", "details", "explication", "explicación"),
    "note": ("note", "notes", "remark", "remarks", "remarque", "observaciones", "примечание"),
    SIGNED: (
        *("signed", "signed on", "signature", "date signed", "date of signature", "signature date"),
        *("signé", "signé le", "date de signature", "firmado", "firma", "fecha de firma"),
        *("подписано", "дата подписания", "签署", "签署日期", "التوقيع", "تاريخ التوقيع"),
    ),
    "ratification": (
        *("ratified", "ratification", "ratified on", "date of ratification", "ratifié"),
        *("date de ratification", "ratificación", "fecha de ratificación", "ратификация"),
        *("дата ратификации", "批准", "批准日期", "التصديق", "تاريخ التصديق"),
    ),
    "acceptance": ("accepted", "acceptance", "acceptation", "aceptación", "принятие", "接受"),
    "approval": ("approved", "approval", "approbation", "aprobación", "утверждение", "核准"),
    "accession": (
        *("acceded", "accession", "date of accession", "adhésion", "adhesión"),
        *("присоединение", "加入", "الانضمام"),
    ),
    "in_force": (
        *("in force", "entry into force", "in force on", "date of entry into force"),
        "entry into force date",
        *("entrée en vigueur", "entrada en vigor", "вступление в силу", "生效", "生效日期"),
        "دخول حيز النفاذ",
    ),
    JOINED: (
        *("joined", "joined on", "date joined", "member since", "admitted", "admission"),
        *("date of admission", "membre depuis", "date d'adhésion", "ingreso", "miembro desde"),
        *("дата вступления", "加入日期", "تاريخ الانضمام"),
    ),
    LEFT: ("left", "left on", "withdrew", "withdrawal", "retrait", "retiro", "выход", "退出"),
    SUSPENDED: ("suspended", "suspended on", "suspension", "suspensión", "приостановлено"),
    ADOPTED: ("adopted", "adopted on", "date adopted", "adopté le", "adoptado", "принято", "通过"),
    STATED: ("as of", "reported", "reported on", "date reported", "report date", "status date"),
    "date": ("date", "day", "on", "jour", "fecha", "día", "дата", "日期", "تاريخ", "التاريخ"),
}
_KINDS = {normal(word): kind for kind, words in _WORDS.items() for word in words}


def kind_of(header: str) -> str | None:
    """Return what a column is about by its name, None where that is not clear."""
    return _KINDS.get(normal(header))


def kind_name(kind: str) -> str:
    """Return what a column is about as a person says it."""
    return "as of" if kind == STATED else kind.replace("_", " ")
