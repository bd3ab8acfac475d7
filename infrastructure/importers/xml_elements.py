"""The elements of the XML of an Office file, as the program reads it that made the file.

An element or attribute of a namespace that such a program passes over must not be taken for one of
the same name that it shows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from domain.errors import Malformed
from domain.words import worded

_PIECE = 1_000_000
_MOST_BLANKS = 100
_LONGEST = 10_000_000  # bytes of a tag or comment, which is read anew with each piece until its end
DEEPEST = 256  # elements in one another, as other programs read
_BESIDE = ("ruby-text", "hidden-text")  # how a word is read aloud, above it; and what is hidden
_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""Namespaces of ids, and what stands before the kind of each relationship; there are no others."""
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE = f"{_ODF}office:1.0"
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_VALUES = frozenset(("value", "boolean-value", "date-value", "string-value", "time-value"))
_TABLES = ("table", "table-column", "table-row", "table-cell", "covered-table-cell")
_OWN = {
    **dict.fromkeys(_TABLES, f"{_ODF}table:1.0"),
    **dict.fromkeys(("p", "span", "a", *_BLANKS), f"{_ODF}text:1.0"),
}
"""The namespaces in which elements of an OpenDocument sheet count."""

Element = tuple[str, dict[str, str], bool]
"""Name without its namespace, attributes, and whether it begins here or ends.

Where the text of an element was asked for, its end has it as the attribute "".
"""


def corrupt(name: str, why: str, /, **values: object) -> Malformed:
    """Return the refusal of a file that is no valid workbook."""
    return Malformed(
        "{name} cannot be read as a workbook: {why}. Open it in a spreadsheet, save it "
        "again as 'Excel Workbook (.xlsx)', and import that.",
        name=name,
        why=worded(why, **values),
    )


def elements(
    content: bytes, name: str, text_of: str = "", spaces: frozenset[str] | None = None
) -> Iterator[Element]:
    """Yield each beginning and end of an element, and the text of those of one name only.

    Blanks that are elements of their own (OpenDocument 1.3, part 3, 6.1) are part of it. An
    element of none of the namespaces `spaces` has the name ""; what stands in it is left out.

    Raises:
        Malformed: it is no XML, or declares types or entities, with which a small file grows, or
            has a tag or comment that takes very long, or elements very deep in one another.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    reading = _Reading(name, parser, text_of, spaces)
    parser.StartElementHandler, parser.EndElementHandler = reading.begin, reading.end
    for _ in parsed(parser, content, name):
        yield from reading.found
        reading.found.clear()


def parsed(parser: expat.XMLParserType, content: bytes, name: str) -> Iterator[None]:
    """Parse a part piece by piece, with the handlers that a parser has.

    Raises:
        Malformed: as for `elements`.
    """

    def refuse(*_: object) -> None:
        raise corrupt(name, "it holds declarations that no spreadsheet writes")

    parser.StartDoctypeDeclHandler = refuse
    try:
        for start in range(0, len(content), _PIECE):
            if start - parser.CurrentByteIndex > _LONGEST:  # where the one that is not ended begins
                raise corrupt(name, "it holds a longer tag or comment than any program writes")
            parser.Parse(content[start : start + _PIECE], start + _PIECE >= len(content))
            yield
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two of encodings
        raise corrupt(name, "one of its parts is no XML") from error


@dataclass
class _Reading:
    """What was found since the last piece; `foreign` counts the elements that are left out."""

    file: str
    parser: expat.XMLParserType
    text_of: str
    spaces: frozenset[str] | None
    found: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    foreign: int = 0
    depth: int = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self.depth += 1
        if self.depth > DEEPEST:
            raise corrupt(self.file, "its elements stand too deep in one another")
        if self.foreign:
            self.foreign += 1
            return
        plain = attributes and _plain(space, attributes)
        if self.spaces is not None and (space not in self.spaces or self._is_beside(space, name)):
            self.foreign, name = 1, ""
        self.found.append((name, plain, True))
        if name in _BLANKS:
            self.text.append(_BLANKS[name] * _count(plain.get("c", "1")))
        if name == self.text_of:
            self.text.clear()
            self.parser.CharacterDataHandler = self._take_text

    def _is_beside(self, space: str, name: str) -> bool:
        """Say whether an element of an OpenDocument sheet is none of a table or of its texts."""
        if not space.startswith(_ODF):
            return False
        in_text = self.parser.CharacterDataHandler is not None
        if not in_text and space == _OWN["p"] and name != self.text_of:
            return True  # no cell stands in what is of a text
        is_other = _OWN.get(name, space) != space
        return is_other or name in _BESIDE or (in_text and name == "annotation")

    def _take_text(self, text: str) -> None:
        if not self.foreign:
            self.text.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.foreign:
            self.foreign -= 1
            if not self.foreign:
                self.found.append(("", {}, False))
            return
        name = tag.rpartition(" ")[2]
        if name == self.text_of:
            self.found.append((name, {"": "".join(self.text)}, False))
            self.parser.CharacterDataHandler = None
        else:
            self.found.append((name, {}, False))


def _plain(space: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes without their namespaces, but for those that programs pass over."""
    if not any(" " in key for key in attributes):
        return dict(attributes)
    parted = {key: key.rpartition(" ") for key in attributes}
    return {
        name: attributes[key]
        for key, (of, _, name) in parted.items()
        if not of or of in RELATIONS or _is_read(name, of, space)
    }


def _is_read(name: str, of: str, space: str) -> bool:
    """Say whether an attribute is read: in OpenDocument, also one of another of its namespaces."""
    if not space.startswith(_ODF):
        return of == space
    if name in _VALUES:
        return of == _OFFICE
    if name.startswith("number-"):  # of columns or rows that are alike
        return of == space
    return of == _CALCEXT or of.startswith(_ODF)


def _count(given: str) -> int:
    """Return how many blanks are meant, of which no cell needs more than 100."""
    whole = given.isascii() and given.isdecimal() and len(given) < len(str(_MOST_BLANKS)) + 6
    return min(int(given), _MOST_BLANKS) if whole else 1
