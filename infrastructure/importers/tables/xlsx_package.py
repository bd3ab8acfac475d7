"""The parts of an Office file, read with limits against zip bombs and XML entities."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from string import ascii_uppercase
from xml.sax.saxutils import quoteattr

from infrastructure.importers.shown_parts import PassedOver, as_shown
from infrastructure.importers.xml_elements import RELATIONS, corrupt, elements

LARGEST = 400_000_000  # bytes of all parts together, unpacked
SMALL, MOST_TIMES = 50_000_000, 250  # beyond so many bytes, no sheet of people packs so well
MOST_PARTS, DIGITS = 10_000, 9
OURS = "Depositary"
"""The author of the comments that this program writes."""


_WORKBOOK, _RELATED = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TEXTS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_USUAL = {"officeDocument": _WORKBOOK, "sharedStrings": _TEXTS, "styles": _STYLES}
"""Where the parts of a kind are; another one would not be read."""
_FOLDERS = {each: f"{each}s" for each in ("worksheet", "chartsheet", "dialogsheet")}
_OF_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{RELATIONS[0]}">'
)
_OF_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_OF_RELATED = f'<Relationships xmlns="{_OF_PACKAGES}/relationships">'
_MADE_OF = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_OF_PACKAGES}/content-types"><Override PartName="/{_WORKBOOK}" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"'
        "/></Types>"
    ),
    "_rels/.rels": (
        f'{_OF_RELATED}<Relationship Id="rId1" Type="{RELATIONS[0]}/officeDocument" '
        f'Target="{_WORKBOOK}"/></Relationships>'
    ),
}
"""What the library knows a workbook by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A sheet as a workbook lists it: its `kind`, and the `path` of its part."""

    name: str
    state: str
    kind: str
    path: str


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
        """Return a part as it is shown, b"" where there is none."""
        if part.lower() not in self._shown:
            self._shown[part.lower()] = as_shown(self.contents.get(part.lower(), b""), self._passed)
        return self._shown[part.lower()]

    @cached_property
    def _passed(self) -> PassedOver:
        return PassedOver(self.name)

    @cached_property
    def _shown(self) -> dict[str, bytes]:
        return {}

    def for_library(self) -> bytes:
        """Return a workbook of the same sheets, made of the parts that are read here, and no other.

        The library finds parts in ways of its own: what it read would not be what was looked at.

        Raises:
            Malformed: two sheets have one name, parts are elsewhere than every spreadsheet puts
                them, or it says that it holds more texts than it does: the library allocates memory
                for as many, and would end the program.
        """
        self._must_be_usual()
        self._must_hold_its_texts()
        listed, related = list[str](), list[str]()
        parts = {path: part.encode() for path, part in _MADE_OF.items()}
        for number, sheet in enumerate(self._listed, start=1):
            path = f"{_FOLDERS[sheet.kind]}/sheet{number}.xml"
            parts[f"xl/{path}"] = self.read(sheet.path)
            listed.append(
                f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" '
                f'state={quoteattr(sheet.state)} r:id="rId{number}"/>'
            )
            related.append(
                f'<Relationship Id="rId{number}" Type="{RELATIONS[0]}/{sheet.kind}" '
                f'Target="{path}"/>'
            )
        parts |= {part: self.read(part) for part in (_TEXTS, _STYLES) if self.read(part)}
        parts[_RELATED] = f"{_OF_RELATED}{''.join(related)}</Relationships>".encode()
        properties = f"<workbookPr date1904={quoteattr(self._counts_from_1904)}/>"
        sheets = f"{properties}<sheets>{''.join(listed)}</sheets>"
        parts[_WORKBOOK] = f"{_OF_WORKBOOK}{sheets}</workbook>".encode()
        return _packed(parts)

    def _must_be_usual(self) -> None:
        for kind, path in (*self.related().values(), *self.related(_WORKBOOK).values()):
            if _USUAL.get(kind, path).lower() != path.lower():
                raise corrupt(self.name, "its parts are elsewhere than a spreadsheet puts them")

    def _must_hold_its_texts(self) -> None:
        part = self.read(_TEXTS)
        for tag, attributes, _ in islice(elements(part, self.name), 1 if part else 0):
            said = attributes.get("uniqueCount", "0").strip()
            if tag != "sst" or not said.isdecimal() or len(said) > DIGITS or int(said) > len(part):
                raise corrupt(self.name, "it says that it holds more texts than it does")

    @cached_property
    def _listed(self) -> Sequence["_Sheet"]:
        """The sheets that the workbook lists, but those of kinds that hold no cells to read."""
        targets, found = self.related(_WORKBOOK), list[_Sheet]()
        for tag, said, begins in elements(self.read(_WORKBOOK), self.name):
            kind, path = targets.get(said.get("id", ""), ("", ""))
            if begins and tag == "sheet" and kind in _FOLDERS:
                name, state = said.get("name", ""), said.get("state", "visible")
                found.append(_Sheet(name=name, state=state, kind=kind, path=path))
        if len({each.name for each in found}) < len(found):
            raise corrupt(self.name, "two of its sheets have one name")
        return found

    @cached_property
    def _counts_from_1904(self) -> str:
        found: list[str] = []
        for tag, said, begins in elements(self.read(_WORKBOOK), self.name):
            if begins and tag == "workbookPr":
                found.append(said.get("date1904", "0").strip())
        if len(found) > 1:
            raise corrupt(self.name, "it says twice what it counts days from")
        return "".join(found) or "0"

    def related(self, part: str = "") -> dict[str, tuple[str, str]]:
        """Return the kind and the path of what a part, or the whole file, refers to, by its id."""
        folder, name = posixpath.split(part)
        relations = self.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for tag, told, begins in elements(relations, self.name):
            if begins and tag == "Relationship" and told.get("TargetMode") != "External":
                if told.get("Id", "") in found:
                    raise corrupt(self.name, "two of its parts have one name")
                target = posixpath.join("/", folder, told.get("Target", ""))
                path = posixpath.normpath(target).lstrip("/")
                found[told.get("Id", "")] = (_kind(told.get("Type", "")), path)
        return found

    def sheets(self) -> dict[str, bytes]:
        """Return the part of each sheet, by the sheet's name."""
        return {each.name: self.read(each.path) for each in self._listed}

    def commented(self, sheet: str) -> list[int]:
        """Return the numbers of the rows of a sheet with comments on cells, but for our own."""
        path = next((each.path for each in self._listed if each.name == sheet), "")
        parts = self.related(path).values()
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
    return kind if space in RELATIONS else ""


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


def _packed(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for path, part in parts.items():
            file.writestr(path, part)
    return packed.getvalue()
