"""Bounds the time that all patterns of a mapping take on all rows of a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

from domain.errors import Malformed
from infrastructure.files.bounded_work import bounded_work

_FOR_ALL, _FOR_ROW = 10.0, 0.001  # seconds; the patterns of people take far less


class PatternTime:
    """The seconds of the processor that patterns may still take."""

    def __init__(self) -> None:
        self.seconds = _FOR_ALL

    def allow(self, rows: int) -> None:
        """Let patterns take the time that they may on so many rows, from now on."""
        self.seconds = _FOR_ALL + rows * _FOR_ROW

    @contextmanager
    def used(self) -> Iterator[None]:
        """Count the time that a pattern is tried.

        Raises:
            Malformed: no time is left.
        """
        refusal = Malformed(
            "The patterns of the mapping take too long on the rows of this file: use fewer, with "
            "fewer repeats (*, +)."
        )
        if self.seconds <= 0:
            raise refusal
        began = process_time()
        with bounded_work(refusal, self.seconds):
            yield
        self.seconds -= process_time() - began


PATTERN_TIME = PatternTime()
"""That of this process, which reads one file at a time."""
