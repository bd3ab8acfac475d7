"""Cells that are struck through: by the style of a cell, in a part of its text, or by a rule."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.tables.raw_records import Record
from infrastructure.importers.tables.xlsx_package import XlsxPackage
from infrastructure.importers.xml_elements import Element, elements

STRUCK = worded(
    "This cell, or a part of it, is struck through; delete what no longer holds, and remove the "
    "line from what holds."
)
RULED = worded(
    "A rule of this sheet (conditional formatting) may strike this cell through; delete what no "
    "longer holds, and remove the rule."
)
_END = 1 << 30
_OF_SHEET = re.compile(r"(?:'(?:[^']|'')*'|[^\s:.']+)?\.")
"""What stands before a cell in an OpenDocument spreadsheet: the name of its sheet."""
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.ASCII)


@dataclass(slots=True)
class RuledCells:
    """Areas of a sheet: first and last row, from 1, and first and last column, from 0.

    `last` is where the rules that are being read hold, such as `A2:D10 F3`.
    """

    last: str = ""
    areas: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self) -> None:
        """Add the last areas, since a rule of theirs strikes; what is none is the whole sheet."""
        for place in _OF_SHEET.sub("", self.last).split() or [""]:
            found = _AREA.fullmatch(place)
            if found is None:
                self.areas.append((0, _END, 0, _END))
                continue
            left, top, right, bottom = found.groups()
            rows = int(top), int(bottom or top)
            self.areas.append((*rows, _column(left), _column(right or left)))

    def faults(self, row: int, cells: Sequence[str]) -> dict[int, str]:
        """Return why filled cells of a row cannot be used, by their columns."""
        reach = [area for area in self.areas if area[0] <= row <= area[1]]
        return dict.fromkeys(_filled(reach, cells), RULED)


def _filled(areas: Iterable[tuple[int, int, int, int]], cells: Sequence[str]) -> Iterable[int]:
    for _, _, first, last in areas:
        yield from (place for place in range(first, min(last + 1, len(cells))) if cells[place])


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


@dataclass(frozen=True, slots=True)
class StruckNumbers:
    """The numbers of the styles, shared texts and formats of rules that strike through.

    Those of texts and rules are as cells and rules write them.
    """

    styles: frozenset[int]
    texts: frozenset[str]
    rules: frozenset[str] = frozenset()


def struck_numbers(parts: XlsxPackage) -> StruckNumbers:
    """Find the styles, the shared texts and the formats of rules that strike through.

    Raises:
        Malformed: one of the parts is damaged.
    """
    return StruckNumbers(
        frozenset(_styles(_elements(parts, "xl/styles.xml"))),
        frozenset(_numbered("si", _elements(parts, "xl/sharedStrings.xml"))),
        frozenset(_numbered("dxf", _elements(parts, "xl/styles.xml"))),
    )


def strikes(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element that begins strikes through."""
    return tag == "strike" and attributes.get("val", "1") in ("1", "true")


def told_once(row: Record) -> Record:
    """Return a row with its faults: of one that is struck through as a whole, its first cell's.

    Of cells that a rule may strike through, only the first is told.
    """
    ruled = [place for place, why in row.faults.items() if why == RULED]
    faults = {p: why for p, why in row.faults.items() if why != RULED or p == min(ruled)}
    row = replace(row, faults=faults) if len(ruled) > 1 else row
    if faults and set(faults.values()) == {STRUCK} and len(faults) == sum(map(bool, row.cells)):
        return replace(row, faults={min(faults): STRUCK})
    return row


def struck_heads(upper: Record, lower: Record) -> frozenset[int]:
    """Return the places of columns whose head is struck through, or the name of their group.

    The two rows are the same where the header has one.
    """
    struck = {place for place, why in lower.faults.items() if why == STRUCK}
    group = False
    for place in range(len(lower.cells)) if upper is not lower else ():
        if place < len(upper.cells) and upper.cells[place]:
            group = upper.faults.get(place) == STRUCK
        struck.update([place] if group else [])
    return frozenset(struck)


def struck_head(column: str, name: str) -> Malformed:
    """Return the refusal of a file of which a column is to be read whose head is struck through."""
    return Malformed(
        "The head of column {column!r} of {name} is struck through: delete the column if what "
        "stands in it no longer holds, or else remove the line from its head.",
        column=column,
        name=name,
    )


def _elements(parts: XlsxPackage, part: str) -> Iterator[Element]:
    """Yield the elements of a part in which something may be struck through; it may be large."""
    content = parts.read(part)
    if b"strike" in content:
        yield from elements(content, parts.name)


def _styles(found: Iterable[Element]) -> Iterator[int]:
    within, font, style = "", -1, -1
    fonts: set[str] = set()
    for tag, attributes, begins in found:
        if tag in ("fonts", "cellXfs"):
            within = tag if begins else ""
        elif not begins or not within:
            continue
        elif tag == "font":
            font += 1
        elif strikes(tag, attributes):
            fonts.add(str(font))
        elif tag == "xf":
            style += 1
            if attributes.get("fontId", "0") in fonts:
                yield style


def _numbered(item: str, found: Iterable[Element]) -> Iterator[str]:
    """Yield the numbers, from 0, of elements of a name in which something strikes through."""
    number, within = -1, False
    for tag, attributes, begins in found:
        if tag == item:
            number, within = number + begins, begins
        elif within and begins and strikes(tag, attributes):
            yield str(number)
