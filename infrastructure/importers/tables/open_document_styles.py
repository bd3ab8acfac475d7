"""The styles of an OpenDocument spreadsheet: which hide a sheet, and which strike text through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from infrastructure.importers.tables.xlsx_package import XlsxPackage, elements

_LINES = ("text-line-through-style", "text-line-through-type")


@dataclass(slots=True)
class OpenStyles:
    """The styles of a document.

    `hiding` has the names of those whose sheets are not shown. `strikes` says of a style, by its
    family and name, whether it strikes through, where it does not leave this to its parent.
    """

    hiding: set[str] = field(default_factory=set)
    strikes: dict[tuple[str, str], bool] = field(default_factory=dict)
    parents: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, package: XlsxPackage) -> Self:
        """Read the styles of people, and those that the spreadsheet made for its cells.

        Raises:
            Malformed: they are damaged.
        """
        styles = cls()
        for part in filter(None, map(package.read, ("styles.xml", "content.xml"))):
            styles._read(part, package.name)
        return styles

    def is_struck(self, family: str, name: str) -> bool:
        """Say whether a style, or else the first of its parents that says so, strikes through."""
        seen: dict[tuple[str, str], None] = {}
        style = (family, name)
        while style not in seen and style not in self.strikes:
            seen[style] = None
            style = (family, self.parents.get(style, ""))
        is_struck = self.strikes.get(style, False)
        self.strikes.update(dict.fromkeys(seen, is_struck))  # none is gone through twice
        return is_struck

    def _read(self, part: bytes, name: str) -> None:
        style = ("", "")
        for tag, attributes, begins in elements(part, name):
            if tag == "body":
                return
            if tag in ("style", "default-style"):
                style = self._begin_style(attributes) if begins else ("", "")
            elif begins and tag == "table-properties" and attributes.get("display") == "false":
                self.hiding.add(style[1])
            elif begins and tag == "text-properties":
                self._take_lines(style, attributes)

    def _begin_style(self, attributes: Mapping[str, str]) -> tuple[str, str]:
        style = (attributes.get("family", ""), attributes.get("name", ""))
        self.parents[style] = attributes.get("parent-style-name", "")
        self.strikes.pop(style, None)  # a style of headers of pages may have the same name
        return style

    def _take_lines(self, style: tuple[str, str], attributes: Mapping[str, str]) -> None:
        lines = [attributes[each] for each in _LINES if each in attributes]
        if lines:
            self.strikes[style] = "none" not in lines
