"""What the cells of a sheet are, beside their values: errors, formulas, the style of each."""

import re
from dataclasses import dataclass, field

from infrastructure.importers.parts import corrupt, elements
from infrastructure.importers.table import MOST_COLUMNS, ROW_LIMIT

ERROR = "The spreadsheet shows an error here; mend the formula, or write the value."
NEVER = "This formula was never calculated; open the file in a spreadsheet and save it again."
Place = tuple[int, int]
"""Row, from 1 as a spreadsheet shows it, and column, from 0."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_LARGEST = 50_000_000  # cells of the rectangle that holds all values


@dataclass(slots=True)
class Seen:
    """The cells of a sheet that need a second look, and how far its values reach.

    `bad` holds the reason by place, `styles` the number of the style of all that have one.
    """

    rows: int = 0
    columns: int = 0
    bad: dict[Place, str] = field(default_factory=dict)
    styles: dict[Place, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Cell:
    place: Place
    type: str
    style: int
    has_formula: bool = False
    has_value: bool = False


def see(part: bytes, name: str) -> Seen:
    """Look through the cells of a sheet.

    Raises:
        Malformed: its values reach so far that they would not fit into memory.
    """
    seen = Seen()
    cell: _Cell | None = None
    row = column = 0
    for tag, attributes, begins in elements(part, name):
        match tag:
            case "row" if begins:
                row, column = _whole(attributes.get("r", ""), row + 1), 0
            case "c" if begins:
                place = _place(attributes.get("r", ""), (row, column))
                column = place[1] + 1
                cell = _Cell(place, attributes.get("t", "n"), _whole(attributes.get("s", ""), 0))
            case "f" if cell and begins:
                cell.has_formula = True
            case "v" | "is" if cell and begins:
                cell.has_value = True
            case "c" if cell:
                _note(seen, cell, name)
                cell = None
    return seen


def _note(seen: Seen, cell: _Cell, name: str) -> None:
    if cell.type == "e":
        seen.bad[cell.place] = ERROR
    elif cell.has_formula and not cell.has_value:
        seen.bad[cell.place] = NEVER
    elif not cell.has_value:
        return
    if cell.style:
        seen.styles[cell.place] = cell.style
    seen.rows = max(seen.rows, cell.place[0])
    seen.columns = max(seen.columns, cell.place[1] + 1)
    if seen.rows > ROW_LIMIT + 1 or seen.rows * seen.columns > _LARGEST:
        raise corrupt(name, f"its values reach beyond row {ROW_LIMIT:,}, or are spread too far")
    if seen.columns > MOST_COLUMNS:
        raise corrupt(name, f"it has more than {MOST_COLUMNS:,} columns")


def _place(reference: str, otherwise: Place) -> Place:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return otherwise
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
