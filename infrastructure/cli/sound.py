"""Tells errors that damaged tables make from mistakes of ours, which are told as unexpected."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import Unavailable


@contextmanager
def sound_tables(store: Path) -> Iterator[None]:
    """Look at the tables beside a store if something in them is not what it can be.

    Nothing else is read from a disk without being checked. That they are not what the log says is
    found by making them anew in a place of their own, which takes its time, and is rare.

    Raises:
        Unavailable: they are damaged.
    """
    try:
        yield
    except (LookupError, ValueError, TypeError) as error:
        if _are_damaged(store):
            raise Unavailable(
                "The tables are damaged. Make them anew with: depositary rebuild"
            ) from error
        raise


def _are_damaged(store: Path) -> bool:
    from infrastructure.audit.log.findings import Verification  # noqa: PLC0415  # hardly ever needed
    from infrastructure.audit.log.proving import compare_projections  # noqa: PLC0415  # the same
    from infrastructure.bootstrap import tables_folder  # noqa: PLC0415  # the same

    found = Verification()
    compare_projections(store, tables_folder(store), found)
    return found.total > 0
