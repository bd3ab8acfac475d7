"""Cells that are struck through: by the style of a workbook's cell, or in a part of its text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.tables.raw_records import Record
from infrastructure.importers.tables.xlsx_package import Element, XlsxPackage, elements

STRUCK = worded(
    "This cell, or a part of it, is struck through; delete what no longer holds, and remove the "
    "line from what holds."
)


@dataclass(frozen=True, slots=True)
class StruckNumbers:
    """The numbers of the styles, and of the shared texts, of a workbook that strike through.

    Those of texts are as cells write them.
    """

    styles: frozenset[int]
    texts: frozenset[str]


def struck_numbers(parts: XlsxPackage) -> StruckNumbers:
    """Find the styles and the shared texts that strike through.

    Raises:
        Malformed: one of the parts is damaged.
    """
    return StruckNumbers(
        frozenset(_styles(_elements(parts, "xl/styles.xml"))),
        frozenset(_texts(_elements(parts, "xl/sharedStrings.xml"))),
    )


def strikes(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element that begins strikes through."""
    return tag == "strike" and attributes.get("val", "1") in ("1", "true")


def told_once(row: Record) -> Record:
    """Return a row with its faults: of one that is struck through as a whole, its first cell's."""
    faults = row.faults
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


def _texts(found: Iterable[Element]) -> Iterator[str]:
    text = -1
    for tag, attributes, begins in found:
        if tag == "si" and begins:
            text += 1
        elif begins and strikes(tag, attributes):
            yield str(text)
