"""CSV for spreadsheets: no cell is run as a formula, and the original texts can be restored."""

import csv
import re
from collections.abc import Iterable, Sequence
from string import ascii_letters, digits
from typing import IO

from domain.disguise import FORMULA_SIGNS, head

ESCAPE_NOTE = (
    "A cell that would begin as a formula does, or with an apostrophe, has an apostrophe (') put "
    "before it: without its first apostrophe, it is what was recorded."
)
_MARK, _END = "'", "\r\n"
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?|@\d+", re.ASCII)
"""Numbers, and positions such as @9: a spreadsheet computes nothing from them."""
_HARMLESS = frozenset(["", *ascii_letters, *digits])
"""How nearly all cells begin, and none that a spreadsheet would run."""


def write_csv(target: IO[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV, escaped as `ESCAPE_NOTE` says; None is an empty cell."""
    writer = csv.writer(_Lines(target))
    writer.writerows(
        [c if not isinstance(c, str) or c[:1] in _HARMLESS else escape_cell(c) for c in row]
        for row in rows
    )


class _Lines:
    """Ends lines with LF only; the writer quotes a CR in a cell where its own lines end with it."""

    def __init__(self, target: IO[str]) -> None:
        self._target = target

    def write(self, line: str) -> int:
        return self._target.write(f"{line.removesuffix(_END)}\n")


def escape_cell(text: str) -> str:
    """Return a text for a cell: with an apostrophe where `ESCAPE_NOTE` says so."""
    plain = _PLAIN.fullmatch(text)
    runs = text[:1] in {_MARK, "\t", "\r", "\n"} or head(text)[:1] in FORMULA_SIGNS
    return f"{_MARK}{text}" if text and runs and not plain else text


def unescape_cell(cell: str) -> str:
    """Return the text of a cell: the inverse of `escape_cell`, which changes no other cells."""
    text = cell.removeprefix(_MARK)
    return text if text != cell and escape_cell(text) == cell else cell
