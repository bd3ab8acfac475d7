"""What is told of a row that is not as it was imported, beside what is recorded from it."""

from collections.abc import Iterator, Sequence

from domain.words import worded
from infrastructure.importers.rows.act_request import ActRequest, amendable, identifying
from infrastructure.importers.rows.earlier_imports import ImportedEntry
from infrastructure.importers.rows.standard_columns import IDENTIFYING


def is_retracted(old: Sequence[ImportedEntry]) -> bool:
    """Say whether nothing stands any more of what a row recorded."""
    own = [each for each in old if each.is_entry_of_its_own]
    return bool(own) and not any(each.stands for each in own)


def uncompared(
    number: int, requests: Sequence[ActRequest], old: Sequence[ImportedEntry], *, blanks: bool
) -> Iterator[str]:
    """Tell of columns that are not compared; of blank cells only if asked for."""
    if is_retracted(old):
        yield worded(
            "Row {number} is not as it was imported, and what was imported from it was retracted. "
            "To record what it says now: --changed new.",
            number=number,
        )
        return
    found: dict[str, None] = {}
    for request in requests:
        compared: set[str] = set()
        if request.act.MAKES:
            compared |= {*identifying(request.act), *IDENTIFYING}
            compared.update(*amendable(request.act).values())
        for name, column in request.columns.items():
            if name not in compared and (blanks or request.get(name)):
                found[column] = None
    if found:
        yield worded(
            "Row {number} is not as it was imported. What changed in {columns}, if anything, was "
            "not recorded; correct it by hand.",
            number=number,
            columns=", ".join(found),
        )
