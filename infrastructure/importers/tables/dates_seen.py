"""In which form a column has its dates: told by its cells, where they leave one reading."""

from collections.abc import Iterable, Sequence

from domain.errors import Malformed
from infrastructure.importers.tables.day_texts import day_text

_FORMS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m.%d.%Y", "%d-%m-%Y", "%m-%d-%Y"),
    *("%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y"),
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y年%m月%d日"),
)


def forms_of(cells: Iterable[str]) -> Sequence[tuple[str, ...]] | None:
    """Return the forms that read all cells: [()] for our own, several if they differ in meaning.

    None says that these are no dates.
    """
    given = list(dict.fromkeys(filter(None, cells)))
    if not given:
        return None
    if all(_read(cell, ()) for cell in given):
        return [()]
    readings: dict[tuple[str | None, ...], tuple[str, ...]] = {}
    for form in _FORMS:
        days = tuple(_read(cell, (form,)) for cell in given)
        if all(days):
            readings.setdefault(days, (form,))
    return list(readings.values()) or None


def unread(cells: Iterable[str]) -> Sequence[str]:
    """Return the cells, each once, that are not read by the form which reads most of them."""
    given = list(dict.fromkeys(filter(None, cells)))
    ways = ((), *((form,) for form in _FORMS))
    return min(([cell for cell in given if not _read(cell, way)] for way in ways), key=len)


def misread(cells: Iterable[str], first: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Say whether cells of a form mean another day where other forms are tried before it."""
    return any(_read(cell, (*first, *form)) != _read(cell, form) for cell in cells)


def _read(cell: str, forms: tuple[str, ...]) -> str | None:
    try:
        return day_text(cell, forms)
    except Malformed:
        return None
