"""Reads dates as foreign tables write them, and detects the format of a column from its cells."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from domain.errors import Malformed
from domain.values import ImpreciseDate
from domain.words import worded

_FORMATS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m.%d.%Y", "%d-%m-%Y", "%m-%d-%Y"),
    *("%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y"),
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y年%m月%d日"),
)


@lru_cache(maxsize=4096)
def day_text(text: str, formats: tuple[str, ...], *, only: bool = False) -> str:
    """Read a date in one of these formats, or in a form of ImpreciseDate, and return the latter.

    A moment with an offset gives the day in its own place.

    Raises:
        Malformed: it is in no such format or form.
    """
    for pattern in formats:
        try:
            moment = datetime.strptime(text, pattern)  # noqa: DTZ007  # only its day is used
        except ValueError:
            continue
        return str(ImpreciseDate.of(moment.date()))
    if only:
        raise Malformed.expected(
            worded("a date in the form {formats}", formats=" or ".join(formats)), text
        )
    return str(ImpreciseDate.parse(text))


def formats_of(cells: Iterable[str]) -> Sequence[tuple[str, ...]] | None:
    """Return the formats that read all cells: [()] for our own, several if they differ in meaning.

    None says that these are no dates.
    """
    given = _different(cells)
    if not given:
        return None
    if all(_read(cell, ()) for cell in given):
        return [()]
    readings: dict[tuple[str | None, ...], tuple[str, ...]] = {}
    for pattern in _FORMATS:
        days = tuple(_read(cell, (pattern,)) for cell in given)
        if all(days):
            readings.setdefault(days, (pattern,))
    return list(readings.values()) or None


def unreadable(cells: Iterable[str]) -> Sequence[str]:
    """Return the cells, each once, that are not read by the format which reads most of them."""
    given, ways = _different(cells), ((), *((pattern,) for pattern in _FORMATS))
    return min(([cell for cell in given if not _read(cell, way)] for way in ways), key=len)


def is_misread(cells: Iterable[str], first: tuple[str, ...], formats: tuple[str, ...]) -> bool:
    """Say whether cells mean another day where other formats are tried before theirs."""
    return any(_read(cell, (*first, *formats)) != _read(cell, formats) for cell in cells)


def _different(cells: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, cells)))


def _read(cell: str, formats: tuple[str, ...]) -> str | None:
    try:
        return day_text(cell, formats)
    except Malformed:
        return None
