"""The styles of an OpenDocument spreadsheet: which hide a sheet, and which strike text through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

from infrastructure.importers.tables.number_formats import shows_more
from infrastructure.importers.tables.struck_through import RULED, STRUCK
from infrastructure.importers.tables.xlsx_package import XlsxPackage
from infrastructure.importers.xml_elements import elements

_Said = TypeVar("_Said")
_CELL = "table-cell"
_PARTS = (
    *("era", "year", "quarter", "month", "week-of-year", "day", "day-of-week"),
    *("am-pm", "hours", "minutes", "seconds"),
)
"""Elements of the format of a date, beside its words; see number:date-style in OpenDocument 1.3."""
_LINES = ("text-line-through-style", "text-line-through-type")


@dataclass(slots=True)
class OpenStyles:
    """The styles of a document.

    `hiding` has the names of those whose sheets are not shown. `strikes` says of a style, by its
    family and name, whether it strikes through, where it does not leave this to its parent;
    `rules` which styles a condition puts in its place, `formats` in which format it shows values.
    A style goes by each of its names. `of_texts` has of a format the words around a text, which is
    None among them, and `of_dates` those around and between the parts of a date; `mapped` names the
    formats that conditions put in its place. `read` is the format that is being read, and `words`
    are its. `special` keeps which styles of cells `is_special`.
    """

    hiding: set[str] = field(default_factory=set)
    strikes: dict[tuple[str, str], bool] = field(default_factory=dict)
    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    rules: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    formats: dict[tuple[str, str], str] = field(default_factory=dict)
    of_texts: dict[str, list[str | None]] = field(default_factory=dict)
    of_dates: dict[str, list[str | None]] = field(default_factory=dict)
    mapped: dict[str, list[str]] = field(default_factory=dict)
    read: str = ""
    words: list[str | None] = field(default_factory=list)
    special: dict[str, bool] = field(default_factory=dict)

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
        return self._inherited(self.strikes, family, name, otherwise=False)

    def may_be_struck(self, family: str, name: str) -> bool:
        """Say whether a style that a condition puts in the place of this one strikes through."""
        return any(
            self.is_struck(family, each)
            for each in self._inherited(self.rules, family, name, otherwise=())
        )

    def fault(self, name: str, *, is_struck: bool = False) -> str:
        """Return why a cell of a style cannot be used; its text may be struck through itself."""
        if is_struck or self.is_struck(_CELL, name):
            return STRUCK
        return RULED if self.may_be_struck(_CELL, name) else ""

    def text_format(self, name: str) -> list[str | None]:
        """Return the words around the text of a cell of a style, in which None is the text."""
        found = self._inherited(self.formats, _CELL, name, otherwise="")
        return self.of_texts.get(found, [None])

    def shown(self, name: str, text: str) -> str:
        """Return what a cell of a style shows of its text: its format may add words, or hide it."""
        parts = self.text_format(name)
        shown = "".join(text if part is None else part for part in parts)
        return text if parts == [None] else shown.strip()

    def shows_more(self, name: str) -> bool:
        """Say whether a cell of a style shows more than a day, if it holds one."""
        found = self._inherited(self.formats, _CELL, name, otherwise="")
        formats = (found, *self.mapped.get(found, ()))
        return any(shows_more(self.of_dates.get(each, ())) for each in formats)

    def is_special(self, name: str) -> bool:
        """Say whether a cell of a style may be shown in another way than it is held."""
        known = self.special.get(name)
        if known is None:
            known = bool(self.fault(name)) or self.text_format(name) != [None]
            known = known or self.shows_more(name)
            self.special[name] = known
        return known

    def _inherited(
        self, said: dict[tuple[str, str], _Said], family: str, name: str, *, otherwise: _Said
    ) -> _Said:
        seen: dict[tuple[str, str], None] = {}
        style = (family, name)
        while style not in seen and style not in said:
            seen[style] = None
            style = (family, self.parents.get(style, ""))
        found = said.get(style, otherwise)
        said.update(dict.fromkeys(seen, found))  # none is gone through twice
        return found

    def _read(self, part: bytes, name: str) -> None:
        style = ("", "")
        for tag, attributes, begins in elements(part, name, "text"):
            if tag == "body":
                return
            if tag in ("style", "default-style"):
                style = self._begin_style(attributes) if begins else ("", "")
            elif begins and tag == "table-properties" and attributes.get("display") == "false":
                self.hiding.add(style[1])
            elif begins and tag == "text-properties":
                self._take_lines(style, attributes)
            elif begins and tag == "map":
                other = attributes.get("apply-style-name", "")
                if any(style):
                    self.rules[style] = (*self.rules.get(style, ()), other)
                else:
                    self.mapped.setdefault(self.read, []).append(other)
            else:
                self._take_format(tag, attributes, begins=begins)

    def _take_format(self, tag: str, attributes: Mapping[str, str], *, begins: bool) -> None:
        if begins and tag.endswith("-style"):  # of texts, or of numbers and days
            self.words, self.read = [], attributes.get("name", "")
            name = self.read
            self.mapped.pop(name, None)
            for kind, formats in (("text-style", self.of_texts), ("date-style", self.of_dates)):
                formats.pop(name, None)
                if tag == kind:
                    formats[name] = self.words
        elif tag in ("text", "text-content", *_PARTS) and not begins:
            self.words.append(attributes.get("") if tag == "text" else None)

    def _begin_style(self, attributes: Mapping[str, str]) -> tuple[str, str]:
        style = (attributes.get("family", ""), attributes.get("name", ""))
        self.parents[style] = attributes.get("parent-style-name", "")
        if "display-name" in attributes:
            self.parents.setdefault((style[0], attributes["display-name"]), style[1])
        self.formats.pop(style, None)
        if "data-style-name" in attributes:
            self.formats[style] = attributes["data-style-name"]
        for said in (self.strikes, self.rules):  # headers of pages may have a style of that name
            said.pop(style, None)
        return style

    def _take_lines(self, style: tuple[str, str], attributes: Mapping[str, str]) -> None:
        lines = [attributes[each] for each in _LINES if each in attributes]
        if lines:
            self.strikes[style] = "none" not in lines
