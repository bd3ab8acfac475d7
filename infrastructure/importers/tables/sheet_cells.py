"""Scans the cells of a sheet for what the library does not report: errors, formulas, styles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite, prod

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.tables.raw_records import MOST_COLUMNS
from infrastructure.importers.tables.struck_through import RuledCells, StruckNumbers, strikes
from infrastructure.importers.tables.table import ERROR, ROW_LIMIT
from infrastructure.importers.xml_elements import corrupt, elements

NEVER = worded(
    "This formula was never calculated; open the file in a spreadsheet and save it again."
)
ENDLESS = worded("This cell holds no number that can be written; write the value.")
Place = tuple[int, int]
"""Row, from 1 as a spreadsheet shows it, and column, from 0."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
LARGEST = 20_000_000  # cells of the rectangles that hold all values of the sheets that are read
MOST_COVERED = 1_000_000  # cells under merged ones, in all sheets that are read
_MOST_DESCRIBED = 16_384
_LOWEST = -1e11  # the library stops the program at a date of much less


@dataclass(slots=True)
class ScannedCells:
    """The cells of a sheet that cannot be used or have a style, and how far its values reach.

    `bad` holds the reason by place, `styles` the number of the style of all that have one, `struck`
    the columns, from 0, of what is struck through, by row, and `ruled` what rules may strike. Rows
    and columns that are not shown are in `hidden_rows` and, from 0, in `hidden_columns`;
    `columns_described` counts what says it.
    """

    rows: int = 0
    columns: int = 0
    bad: dict[Place, str] = field(default_factory=dict)
    styles: dict[Place, int] = field(default_factory=dict)
    struck: dict[int, set[int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    columns_described: int = 0
    ruled: RuledCells = field(default_factory=RuledCells)

    def fill(self, above: Place, below: Place) -> None:
        """Take over what was seen of a cell for one below that is merged with it."""
        if above in self.bad:
            self.bad[below] = self.bad[above]
        if above in self.styles:
            self.styles[below] = self.styles[above]
        if above[1] in self.struck.get(above[0], ()):
            self.struck.setdefault(below[0], set()).add(below[1])


@dataclass(slots=True)
class CoveredCells:
    """Counts the cells under merged ones, in all sheets that are read of a file."""

    name: str
    count: int = 0

    def add(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Count those of a merged cell, by the rows and columns that it reaches over.

        Raises:
            Malformed: they are too many; each takes time and memory.
        """
        self.count += len(rows) * len(columns)
        if self.count > MOST_COVERED:
            raise corrupt(self.name, "its merged cells reach too far")


@dataclass(slots=True)
class _Cell:
    place: Place
    type: str
    style: int
    has_formula: bool = False
    has_value: bool = False
    is_calculated: bool = False
    number: float = 0.0
    text: str = ""  # number of the shared one
    is_struck: bool = False


def scan_cells(part: bytes, name: str, struck: StruckNumbers) -> ScannedCells:
    """Scan the cells of a sheet, of whose workbook it is known what strikes through.

    Raises:
        Malformed: it is damaged, or its values reach so far that they would not fit into memory.
    """
    seen = ScannedCells()
    cell: _Cell | None = None
    row = column = 0
    last = (0, -1)
    for tag, attributes, begins in elements(part, name, text_of="v"):
        match tag:
            case "row" if begins:
                row, column = _whole(attributes.get("r", ""), row + 1), 0
                _note_hidden_row(seen, attributes, row)
            case "c" if begins:
                place = _place_behind(last, attributes.get("r", ""), (row, column), name)
                last, column = place, place[1] + 1
                cell = _Cell(place, attributes.get("t", "n"), _whole(attributes.get("s", ""), 0))
            case "c" if cell:
                _note(seen, cell, name, struck)
                cell = None
            case "col" if begins:
                _note_hidden_columns(seen, attributes, name)
            case _ if cell:
                _take_part(cell, tag, attributes, name, begins=begins)
            case _ if begins:
                _note_rule(seen, tag, attributes, struck)
            case _:
                pass
    return seen


def too_far(name: str) -> Malformed:
    """Return the refusal of a file whose sheets would not fit into memory."""
    return corrupt(
        name, "its values reach beyond row {limit:,}, or are spread too far", limit=ROW_LIMIT
    )


def must_fit(sheets: Sequence[tuple[int, int]], name: str) -> None:
    """Refuse sheets that are too large together, by the numbers of rows and columns of each.

    Raises:
        Malformed: they are: each cell of the rectangle takes memory, also where it is empty.
    """
    rows = sum(rows for rows, _ in sheets)
    if rows > ROW_LIMIT + len(sheets) or sum(map(prod, sheets)) > LARGEST:
        raise too_far(name)


def _take_part(
    cell: _Cell, tag: str, attributes: dict[str, str], name: str, *, begins: bool
) -> None:
    """Take what is inside a cell: a formula, a value, or a text."""
    if tag == "f" and begins:
        cell.has_formula = True
    elif tag in ("v", "is") and begins:
        cell.has_value, cell.is_calculated = True, tag == "is"
    elif tag == "v":
        _take_value(cell, attributes[""], name)
    elif begins and strikes(tag, attributes):
        cell.is_struck = True


def _note_rule(
    seen: ScannedCells, tag: str, attributes: dict[str, str], struck: StruckNumbers
) -> None:
    """Take the areas of rules that strike through; a format may stand in the rule itself."""
    if tag == "conditionalFormatting":
        seen.ruled.last = attributes.get("sqref", "")
    elif strikes(tag, attributes) or (tag == "cfRule" and attributes.get("dxfId") in struck.rules):
        seen.ruled.add()


def _note_hidden_row(seen: ScannedCells, attributes: dict[str, str], row: int) -> None:
    if _is_on(attributes, "hidden"):
        seen.hidden_rows.add(row)


def _note_hidden_columns(seen: ScannedCells, attributes: dict[str, str], name: str) -> None:
    seen.columns_described += 1
    if seen.columns_described > _MOST_DESCRIBED:
        raise corrupt(name, "it describes more columns than a sheet can have")
    if _is_on(attributes, "hidden"):
        first, last = (_whole(attributes.get(name, ""), 1) for name in ("min", "max"))
        seen.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))


def _is_on(attributes: dict[str, str], name: str) -> bool:
    return attributes.get(name) in ("1", "true")


def _note(seen: ScannedCells, cell: _Cell, name: str, struck: StruckNumbers) -> None:
    if reason := _reason(cell):
        seen.bad[cell.place] = reason
    elif not cell.has_value:
        return
    if cell.number < _LOWEST:
        raise corrupt(
            name, "row {row} has a number below {lowest:,}", row=cell.place[0], lowest=int(_LOWEST)
        )
    if cell.style:
        seen.styles[cell.place] = cell.style
    if cell.is_struck or cell.style in struck.styles or cell.text in struck.texts:
        seen.struck.setdefault(cell.place[0], set()).add(cell.place[1])
    seen.rows = max(seen.rows, cell.place[0])
    seen.columns = max(seen.columns, cell.place[1] + 1)
    if seen.rows > ROW_LIMIT + 1 or seen.rows * seen.columns > LARGEST:
        raise too_far(name)
    if seen.columns > MOST_COLUMNS:
        raise corrupt(name, "it has more than {most:,} columns", most=MOST_COLUMNS)


def _reason(cell: _Cell) -> str:
    if cell.type == "e":
        return ERROR
    if cell.has_formula and not cell.is_calculated:
        return NEVER
    return "" if isfinite(cell.number) else ENDLESS


def _place_behind(last: Place, reference: str, otherwise: Place, name: str) -> Place:
    """Return where a cell is; a spreadsheet writes each once, by rows and columns."""
    place = _place(reference, otherwise, name)
    if place <= last:  # the library would read the last one of two
        raise corrupt(name, "row {row} has a cell twice or in a wrong order", row=place[0])
    return place


def _place(reference: str, otherwise: Place, name: str) -> Place:
    if not reference:
        return otherwise
    match = _REFERENCE.fullmatch(reference)
    if match is None:  # the library would read it in its own way, and might take any memory for it
        raise corrupt(
            name, "a cell of row {row} says that it is in an impossible place", row=otherwise[0]
        )
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0  # it is read as a text


def _take_value(cell: _Cell, text: str, name: str) -> None:
    """Take a number; refuse what names no text of the workbook: the library reads the first one.

    Of what is calculated, only a text may be empty; any other that is empty has no value yet.
    """
    cell.is_calculated = cell.type == "str" or bool(text.strip())
    if cell.type == "n":
        cell.number = _number(text)
    elif cell.type == "s" and text:
        if not (text.isascii() and text.isdigit()):
            raise corrupt(
                name, "a cell of row {row} names a text that there cannot be", row=cell.place[0]
            )
        cell.text = text


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
