"""Distinguish corrupted tables from bugs: an unexpected error may come from either."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import Unavailable


@contextmanager
def check_for_corruption(store: Path) -> Iterator[None]:
    """On an error that bad data can cause, compare the tables beside a store with the log.

    The tables are read without checks, since comparing makes them anew from the log, which is slow.

    Raises:
        Unavailable: they are damaged.
    """
    try:
        yield
    except (LookupError, ValueError, TypeError) as error:
        from infrastructure.audit.log.findings import Verification  # noqa: PLC0415  # hardly ever needed
        from infrastructure.audit.log.proving import compare_projections  # noqa: PLC0415  # the same
        from infrastructure.bootstrap import tables_folder  # noqa: PLC0415  # the same

        found = Verification()
        compare_projections(store, tables_folder(store), found)
        if found.total:
            raise Unavailable(
                "The tables are damaged. Make them anew with: depositary rebuild"
            ) from error
        raise
