"""Turns the errors of the event store into errors of the register."""

from collections.abc import Iterator
from contextlib import contextmanager

from eventsourcing.persistence import PersistenceError, RecordConflictError

from domain.errors import Refused, Unavailable
from domain.words import worded


@contextmanager
def writing(read_only_reason: str) -> Iterator[None]:
    """Turn what the library says of a store that cannot be written into a sentence.

    Raises:
        Refused: the log is read-only, for the given reason.
        Unavailable: the store is locked, full, read-only or damaged.
    """
    if read_only_reason:
        raise Refused(read_only_reason)
    try:
        yield
    except RecordConflictError:
        raise
    except PersistenceError as error:
        raise Unavailable.because(worded("Nothing was recorded"), error) from error


@contextmanager
def reading() -> Iterator[None]:
    """Turn what the library says of a store that cannot be read into a sentence.

    Raises:
        Unavailable: the store is locked or damaged.
    """
    try:
        yield
    except PersistenceError as error:
        raise Unavailable.because(worded("The register could not be read"), error) from error
