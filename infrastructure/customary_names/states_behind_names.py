"""Words behind a name that say that a party left, refused or is no full member."""

import re
from collections.abc import Iterator

from domain.names import normal
from infrastructure.customary_names.country_names import country_names
from infrastructure.customary_names.statuses import names_end, names_observers, says_no
from infrastructure.customary_names.tables import names_what_is_to_come
from infrastructure.customary_names.titles import LONGEST

_OPEN, _CLOSE = "([\N{FULLWIDTH LEFT PARENTHESIS}", ")]\N{FULLWIDTH RIGHT PARENTHESIS}"
_MARK = re.compile(rf"\s*[{re.escape(_OPEN)},;:]|\s+[-\N{{EN DASH}}\N{{EM DASH}}]\s")
_ONCE = re.compile(
    r"\b(?:formerly|former|previously|vormals|ehemals|früher|anciennement|antes|the)\s+(?=\w)",
    re.IGNORECASE,
)
"""Before an earlier name, as in `Eswatini (formerly Swaziland)`."""
_LIMIT = re.compile(r"\b(?:until|till|hasta|bis|jusqu['\u2019]?(?:en|au)?)\b", re.IGNORECASE)
"""As in `Utopia (until 2025)`."""
_MOST = 8
"""Places of a name behind which such words are looked for."""


def tells_otherwise(words: str) -> bool:
    """Say whether words tell of an end, a refusal, what is to come or no full member."""
    return names_end(words) or names_observers(words) or names_what_is_to_come(words)


def denies(words: str) -> bool:
    """Say whether words of rows tell otherwise, or say a plain no (`not a member`).

    The head of a column may have one without that, as in `Signed (yes/no)`.
    """
    return tells_otherwise(words) or says_no(words)


def name_before(cell: str) -> str:
    """Return the name before such words, as in `Kenya (left in 2026)`; "" where there are none."""
    if len(cell) > LONGEST or normal(cell) in country_names().codes:
        return ""
    places = [*_places(cell)][-_MOST:]
    for place in reversed(places):
        words = _ONCE.sub(" ", cell[place:])
        if denies(words) or _LIMIT.search(words):
            return cell[:place].strip()
    return ""


def _places(cell: str) -> Iterator[int]:
    """Yield where words behind a name may begin, outside brackets."""
    depth = done = 0
    for found in _MARK.finditer(cell):
        between = cell[done : found.start()]
        depth = max(0, depth - sum(map(between.count, _CLOSE)))
        if found.start() and not depth:
            yield found.start()
        depth += found[0].strip() in _OPEN and bool(found[0].strip())
        done = found.end()
