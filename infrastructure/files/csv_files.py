"""CSV for spreadsheets: no cell is run as a formula, and the original texts can be restored."""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import IO

from domain.disguise import FORMULA_SIGNS, head

ESCAPE_NOTE = (
    "A cell, and what stands in a cell behind a semicolon, tab or line end, has an apostrophe (') "
    "put before it if it would begin as a formula does, quotation marks aside, or with an "
    "apostrophe: without the first apostrophe in each of these places, it is what was recorded. A "
    "cell that is a number, or a position such as @9, stays as it is."
)
_MARK, _END = "'", "\r\n"
_PART = re.compile(r"[^;\t\r\n]+")
"""What some spreadsheet makes a cell of: many divide at `;` or a tab, whatever quotes are there."""
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?|@\d+", re.ASCII)
"""Numbers, and positions such as @9: a spreadsheet computes nothing from them."""
_HARMLESS = re.compile(r"(?:[0-9A-Za-z][^;\t\r\n]*)?")
"""What nearly all cells are, and none that a spreadsheet would run."""


def write_csv(target: IO[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV, escaped as `ESCAPE_NOTE` says; None is an empty cell."""
    writer = csv.writer(_Lines(target))
    writer.writerows(
        [c if not isinstance(c, str) or _HARMLESS.fullmatch(c) else escape_cell(c) for c in row]
        for row in rows
    )


class _Lines:
    """Ends lines with LF only; the writer quotes a CR in a cell where its own lines end with it."""

    def __init__(self, target: IO[str]) -> None:
        self._target = target

    def write(self, line: str) -> int:
        return self._target.write(f"{line.removesuffix(_END)}\n")


def escape_cell(text: str) -> str:
    """Return a text for a cell: with apostrophes where `ESCAPE_NOTE` says so."""
    return text if _PLAIN.fullmatch(text) else _PART.sub(_escaped, text)


def _escaped(part: re.Match[str]) -> str:
    return f"{_MARK}{part[0]}" if _runs(part[0]) else part[0]


def _runs(part: str) -> bool:
    return part[0] == _MARK or head(part.replace('"', ""))[:1] in FORMULA_SIGNS


def unescape_cell(cell: str) -> str:
    """Return the text of a cell: the inverse of `escape_cell`, which changes no other cells."""
    if _MARK not in cell:
        return cell
    text = _PART.sub(_unescaped, cell)
    return text if escape_cell(text) == cell else cell


def _unescaped(part: re.Match[str]) -> str:
    text = part[0].removeprefix(_MARK)
    return text if text and _runs(text) else part[0]
