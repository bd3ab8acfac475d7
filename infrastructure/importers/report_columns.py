"""Whether the columns of a list of reports hold evidence, and days on which reports are due."""

from collections.abc import Iterable, Sequence

from domain.errors import DepositaryError
from domain.progress.evidence import read_evidence
from infrastructure.importers.tables.date_formats import day_or_text


def are_evidence(cells: Iterable[str]) -> bool:
    """Say whether cells can be read as evidence: addresses, or lines in our form."""
    try:
        for line in (line for cell in cells for line in cell.splitlines()):
            read_evidence(line)
    except DepositaryError:
        return False
    return True


def are_due_days(cells: Iterable[str], formats: Sequence[str], due: Iterable[str]) -> bool:
    """Say whether cells hold days on which reports are due, and no others."""
    days = {day_or_text(cell, tuple(formats)) for cell in cells}
    return bool(days) and days <= {*due}
