"""Whether the columns of a list of reports hold evidence, and days on which reports are due."""

from collections.abc import Iterable, Mapping

from domain.errors import DepositaryError
from domain.progress.evidence import read_evidence
from infrastructure.customary_names.headers import DUE
from infrastructure.importers.column_detection import DetectedColumns
from infrastructure.importers.tables.date_formats import day_or_text
from infrastructure.importers.workbooks.known_references import DUE_DAYS, OF_DUE


def are_evidence(cells: Iterable[str]) -> bool:
    """Say whether cells can be read as evidence: addresses, or lines in our form."""
    try:
        for line in (line for cell in cells for line in cell.splitlines()):
            read_evidence(line)
    except DepositaryError:
        return False
    return True


def is_on_due(detected: DetectedColumns, known: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether on a commitment of a list some report is due; if not, all are extraordinary."""
    cells = detected.cells(detected.by_kind["commitment"])
    return DUE_DAYS in known and not {*cells}.isdisjoint(known.get(OF_DUE, ()))


def holds_due_days(detected: DetectedColumns, known: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a column holds days on which reports are due: half of them, some may be wrong."""
    column = detected.by_kind.get(DUE, "")
    formats = detected.date_formats.get(column, ())
    days = {day_or_text(cell, formats) for cell in detected.cells(column)}
    return bool(days) and 2 * len(days.intersection(known[DUE_DAYS])) >= len(days)
