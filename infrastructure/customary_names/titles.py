"""What people write around the name of a party: offices, `Government of`, marks of footnotes."""

import re

_OFFICE = (
    r"(?:(?:co-?|vice-?)?chair(?:person|man|woman)?|(?:co-)?pr[eé]sidence|presidency|presidencia"
    r"|host|founding member|founder|observer|membre fondateur|observateur|miembro fundador"
    r"|observador|председатель|наблюдатель|主席|观察员|رئيس|مراقب)"
)
_OPEN, _CLOSE = "[(\N{FULLWIDTH LEFT PARENTHESIS}]", "[)\N{FULLWIDTH RIGHT PARENTHESIS}]"
_DASHES = "-\N{EN DASH}\N{EM DASH}"
_BEHIND = re.compile(
    rf"\s*(?:{_OPEN}\s*{_OFFICE}\s*{_CLOSE}|[{_DASHES},]\s+{_OFFICE})$", re.IGNORECASE
)
_APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}]"
_BEFORE = re.compile(
    r"^(?:the\s+)?(?:government|delegation) of (?:the\s+)?(?=\S)"
    rf"|^(?:le\s+)?gouvernement (?:de la |de l{_APOSTROPHE}|du |des |de |d{_APOSTROPHE})(?=\S)"
    r"|^(?:el\s+)?gobierno (?:de la |del |de los |de )(?=\S)",
    re.IGNORECASE,
)
_MARK_BEFORE = re.compile(r"^[*†‡]+\s*")
_MARK = re.compile(r"\s*(?:[*†‡¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,2}\]|\(\d{1,2}\)|(?<!\d)\d\))$")


LONGEST = 300
"""Letters of a name, with what people write around it; a longer text is searched for none."""


def without_titles(name: str) -> str:
    """Return a name of a party without offices and marks around it; never "" for a name."""
    before = "" if len(name) <= LONGEST else name
    while name != before:
        before = name
        for pattern in (_MARK, _MARK_BEFORE, _BEHIND, _BEFORE):
            name = pattern.sub("", name) or name
    return name
