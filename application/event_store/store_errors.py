"""Turns the errors of the event store into errors of the register."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from eventsourcing.persistence import PersistenceError, RecordConflictError

from domain.errors import Refused, Unavailable
from domain.words import Words, worded


@dataclass(frozen=True, slots=True)
class _StoreErrors:
    """A block that uses the store, and what did not happen where that cannot be used."""

    failed: Words

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, PersistenceError) and not isinstance(error, RecordConflictError):
            raise Unavailable.because(self.failed, error) from error


_WRITING = _StoreErrors(worded("Nothing was recorded"))
_READING = _StoreErrors(worded("The register could not be read"))


def writing(read_only_reason: str) -> AbstractContextManager[None]:
    """Turn what the library says of a store that cannot be written into a sentence.

    Raises:
        Refused: the log is read-only, for the given reason.
        Unavailable: the store is locked, full, read-only or damaged.
    """
    if read_only_reason:
        raise Refused(read_only_reason)
    return _WRITING


def reading() -> AbstractContextManager[None]:
    """Turn what the library says of a store that cannot be read into a sentence.

    Raises:
        Unavailable: the store is locked or damaged.
    """
    return _READING
