"""Reads a date as a foreign table writes it."""

from datetime import datetime
from functools import lru_cache

from domain.errors import Malformed
from domain.values import ImpreciseDate
from domain.words import worded


@lru_cache(maxsize=4096)
def day_text(text: str, formats: tuple[str, ...], *, only: bool = False) -> str:
    """Read a date in one of these formats, or in a form of ImpreciseDate, and return the latter.

    A moment with an offset gives the day in its own place.

    Raises:
        Malformed: it is none of them.
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
