"""The parts of a workbook as spreadsheets read them: without extensions and what is of other kinds.

The library that reads the cells knows elements by their names alone, whatever namespace they are of
and whatever they stand in.
"""

import re
from dataclasses import dataclass, field
from itertools import islice
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from infrastructure.importers.xml_elements import DEEPEST, RELATIONS, corrupt, parsed

_KINDS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
"""Namespaces of the parts that are read; a part is of that of its first element."""
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_KEPT = dict.fromkeys(RELATIONS, "r:") | {"http://www.w3.org/XML/1998/namespace": "xml:"}
_CELLS = frozenset(("sheet", "row", "c", "v", "is", "t", "si", "mergeCell", "xf"))
_EXTENSIONS = "extLst"
_RULES = ("conditionalFormattings", "conditionalFormatting", "cfRule", "dxf")
_FORMATS = ("font", "strike")
_OF_RULES = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
"""What of extensions is looked at: rules that may strike cells through.

Their formats are of the namespace of the part, by [MS-XLSX] 2.6 (`dxf` is a `CT_Dxf` of it).
"""
_MARKS = re.compile(rb"<[^\s<>/!?]+:|<extLst|\0|xmlns\s*=")
"""What a part has twice, or beside its own namespace, that is not all of one kind."""


_MOST = 1_000_000


@dataclass
class PassedOver:
    """How many elements of a workbook are passed over, of which programs write few."""

    file: str
    count: int = 0

    def add(self) -> None:
        """Count one.

        Raises:
            Malformed: it is one too many.
        """
        self.count += 1
        if self.count > _MOST:
            raise corrupt(self.file, "most of it is nothing that spreadsheets show")


def as_shown(part: bytes, passed: PassedOver) -> bytes:
    """Return a part without what spreadsheets pass over; one of another kind of file as it is.

    Raises:
        Malformed: a program shows one of several choices of cells, and it is not known which; or
            the part is no XML, or too much is passed over.
    """
    if len(list(islice(_MARKS.finditer(part), 2))) < 2:  # noqa: PLR2004  # its own namespace alone
        return part
    parser = expat.ParserCreate(namespace_separator=" ")
    shown = _Shown(passed)
    parser.StartElementHandler, parser.EndElementHandler = shown.begin, shown.end
    parser.CharacterDataHandler = shown.take
    pieces: list[bytes] = []
    for _ in parsed(parser, part, passed.file):
        if shown.is_other:
            return part
        pieces.append("".join(shown.written).encode())
        shown.written.clear()
    return b"".join(pieces)


@dataclass
class _Shown:
    """Writes what is shown; `within` is what the outermost element is that is left out, and open.

    `left` counts the elements that are open and left out; `extends` is how deep extensions begin.
    """

    passed: PassedOver
    space: str = ""
    written: list[str] = field(default_factory=list)
    within: str = ""
    left: int = 0
    depth: int = 0
    extends: int = 0
    is_other: bool = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self.depth += 1
        if self.depth == 1:
            self.space, self.is_other = space, space not in _KINDS
        if self.is_other:
            return
        if self.depth > DEEPEST:
            raise corrupt(self.passed.file, "its elements stand too deep in one another")
        if self.left or not self._is_shown(space, name):
            self.within = self.within if self.left else space
            self.left += 1
            self.passed.add()
            if self.within == _CHOICES and space == self.space and name in _CELLS:
                raise corrupt(self.passed.file, "it holds several choices of what it shows")
            return
        given = "".join(_attribute(key, value) for key, value in attributes.items())
        if self.depth == 1:
            given = f" xmlns={quoteattr(space)} xmlns:r={quoteattr(RELATIONS[0])}{given}"
        self.written.append(f"<{name}{given}>")

    def _is_shown(self, space: str, name: str) -> bool:
        """Say whether an element is one of the part, or of what is looked at in its extensions."""
        self.extends = self.extends or (self.depth if name == _EXTENSIONS else 0)
        if not self.extends:
            return space == self.space
        if space == _OF_RULES:
            return name in (*_RULES, *_FORMATS)
        return space == self.space and name in (_EXTENSIONS, "ext", *_FORMATS)

    def take(self, text: str) -> None:
        if not self.left:
            self.written.append(escape(text))

    def end(self, tag: str) -> None:
        self.extends = 0 if self.extends == self.depth else self.extends
        self.depth -= 1
        if self.left:
            self.left -= 1
        else:
            self.written.append(f"</{tag.rpartition(' ')[2]}>")


def _attribute(key: str, value: str) -> str:
    space, _, name = key.rpartition(" ")
    if not space or space in _KEPT:
        return f" {_KEPT.get(space, '')}{name}={quoteattr(value)}"
    return ""
