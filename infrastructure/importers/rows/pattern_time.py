"""Bounds the time that all patterns of a mapping take on all rows of a file."""

from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import ParamSpec, TypeVar

from domain.errors import Malformed

_FOR_ALL, _FOR_ROW = 10.0, 0.001  # seconds; the patterns of people take far less
_MOST_COUNTED = 1.0  # seconds of one try: no pattern takes more, but the machine may be busy
_P = ParamSpec("_P")
_R = TypeVar("_R")


class _TimeLeft:
    """The seconds that patterns may still take."""

    def __init__(self) -> None:
        self.seconds = _FOR_ALL


_LEFT = _TimeLeft()


def allow_patterns(rows: int) -> None:
    """Let patterns take the time that they may on so many rows, from now on."""
    _LEFT.seconds = _FOR_ALL + rows * _FOR_ROW


def in_time(tried: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return a function that tries a pattern, and refuses when all tries took too long."""

    @wraps(tried)
    def counted(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        began = perf_counter()
        found = tried(*args, **kwargs)
        _LEFT.seconds -= min(perf_counter() - began, _MOST_COUNTED)
        if _LEFT.seconds < 0:
            raise Malformed(
                "The patterns of the mapping take too long on the rows of this file: use fewer, "
                "with fewer repeats (*, +)."
            )
        return found

    return counted
