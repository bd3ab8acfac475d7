"""The parts of an Office file, read with limits against zip bombs and XML entities."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from string import ascii_uppercase
from xml.parsers import expat

from domain.errors import Malformed
from domain.words import worded

LARGEST = 400_000_000  # bytes of all parts together, unpacked
SMALL, MOST_TIMES = 50_000_000, 250  # beyond so many bytes, no sheet of people packs so well
MOST_PARTS, DIGITS = 10_000, 9
OURS = "Depositary"
"""The author of the comments that this program writes."""
_PIECE = 1_000_000
_MOST_BLANKS = 100
_LONGEST = 10_000_000  # bytes of a tag or comment, which is read anew with each piece until its end
_DEEPEST = 256  # elements in one another, as other programs read
_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_RELATIONS = (  # before the kind of each relationship; programs know no others
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

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


@dataclass(frozen=True)
class XlsxPackage:
    """The parts of a workbook, each unpacked once."""

    name: str
    contents: dict[str, bytes]

    @classmethod
    def of(cls, content: bytes, name: str) -> "XlsxPackage":
        """Unpack a workbook.

        Raises:
            Malformed: it is no such file, it is damaged, or it unpacks to more than fits.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                return cls(name, _unpacked(file, name, len(content)))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise corrupt(name, "it is damaged") from error
        except (RuntimeError, NotImplementedError) as error:
            raise corrupt(name, "parts of it are locked") from error

    def read(self, part: str) -> bytes:
        """Return a part, b"" where there is none."""
        return self.contents.get(part.lower(), b"")

    def must_hold_its_texts(self) -> None:
        """Refuse a workbook whose count of shared strings is larger than their part.

        The library allocates memory for as many as the count says, and would end the program.

        Raises:
            Malformed: it does.
        """
        part = self.read("xl/sharedStrings.xml")
        for _, attributes, _ in islice(elements(part, self.name), 1 if part else 0):
            said = attributes.get("uniqueCount", "0").strip()
            if not said.isdecimal() or len(said) > DIGITS or int(said) > len(part):
                raise corrupt(self.name, "it says that it holds more texts than it does")

    def related(self, part: str = "") -> dict[str, tuple[str, str]]:
        """Return the kind and the path of what a part, or the whole file, refers to, by its id."""
        folder, name = posixpath.split(part)
        return {
            attributes.get("Id", ""): (
                _kind(attributes.get("Type", "")),
                posixpath.normpath(
                    posixpath.join("/", folder, attributes.get("Target", ""))
                ).lstrip("/"),
            )
            for tag, attributes, begins in elements(
                self.read(posixpath.join(folder, "_rels", f"{name}.rels")), self.name
            )
            if begins and tag == "Relationship"
        }

    def sheets(self) -> dict[str, bytes]:
        """Return the part of each sheet, by the sheet's name."""
        return {name: self.read(path) for name, path in self._places().items()}

    def _places(self) -> dict[str, str]:
        targets = self.related("xl/workbook.xml")
        found: dict[str, str] = {}
        for name, attributes, begins in elements(self.read("xl/workbook.xml"), self.name):
            if begins and name == "sheet":
                _, path = targets.get(attributes.get("id", ""), ("", ""))
                found[attributes.get("name", "")] = path
        return found

    def commented(self, sheet: str) -> list[int]:
        """Return the numbers of the rows of a sheet with comments on cells, but for our own."""
        parts = self.related(self._places().get(sheet, "")).values()
        rows: set[str] = set()
        for part in (path for kind, path in parts if kind == "comments"):
            authors: list[str] = []
            for name, attributes, begins in elements(self.read(part), self.name, "author"):
                if name == "author" and not begins:
                    authors.append(attributes[""])
                elif name == "comment" and begins:
                    by = attributes.get("authorId", "")
                    known = by.isdecimal() and len(by) <= DIGITS and int(by) < len(authors)
                    if not known or authors[int(by)] != OURS:
                        rows.add(attributes.get("ref", "").lstrip(ascii_uppercase))
        return sorted(int(row) for row in rows if row.isdecimal() and len(row) <= DIGITS)


def unpacked_size(content: bytes) -> int:
    """Return to how many bytes a file unpacks that is read, as it says; 0 if it is no such file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            size = sum(info.file_size for info in file.infolist())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return 0
    return min(size, max(SMALL, len(content) * MOST_TIMES), LARGEST)


def _kind(relation: str) -> str:
    space, _, kind = relation.rpartition("/")
    return kind if space in _RELATIONS else ""


def _unpacked(file: zipfile.ZipFile, name: str, packed: int) -> dict[str, bytes]:
    infos = file.infolist()
    size = sum(info.file_size for info in infos)
    if len(infos) > MOST_PARTS or size > LARGEST:
        raise corrupt(name, "it unpacks to more than {limit:,} bytes", limit=LARGEST)
    if size > max(SMALL, packed * MOST_TIMES):
        raise corrupt(name, "it unpacks to more than {times} times its size", times=MOST_TIMES)
    if len({info.filename.lower() for info in infos}) < len(infos):
        raise corrupt(name, "two of its parts have one name")
    return {
        info.filename.lower(): file.read(info)
        for info in infos
        if info.filename.lower().endswith((".xml", ".rels", "mimetype"))
    }


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

    def refuse(*_: object) -> None:
        raise corrupt(name, "it holds declarations that no spreadsheet writes")

    parser.StartElementHandler, parser.EndElementHandler = reading.begin, reading.end
    parser.StartDoctypeDeclHandler = refuse
    try:
        for start in range(0, len(content), _PIECE):
            if start - parser.CurrentByteIndex > _LONGEST:  # where the one that is not ended begins
                raise corrupt(name, "it holds a longer tag or comment than any program writes")
            parser.Parse(content[start : start + _PIECE], start + _PIECE >= len(content))
            yield from reading.found
            reading.found.clear()
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
        if self.depth > _DEEPEST:
            raise corrupt(self.file, "its elements stand too deep in one another")
        if self.foreign:
            self.foreign += 1
            return
        plain = attributes and {k.rpartition(" ")[2]: each for k, each in attributes.items()}
        if self.spaces is not None and space not in self.spaces:
            self.foreign, name = 1, ""
        self.found.append((name, plain, True))
        if name in _BLANKS:
            self.text.append(_BLANKS[name] * _count(plain.get("c", "1")))
        if name == self.text_of:
            self.text.clear()
            self.parser.CharacterDataHandler = self.text.append

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


def _count(given: str) -> int:
    """Return how many blanks are meant, of which no cell needs more than 100."""
    whole = given.isascii() and given.isdecimal() and len(given) < len(str(_MOST_BLANKS)) + 6
    return min(int(given), _MOST_BLANKS) if whole else 1
