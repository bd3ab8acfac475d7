"""The words of a Word document, with the numbers that Word shows before them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.errors import Malformed
from domain.words import Words
from infrastructure.importers.documents.list_numbers import ListNumbers, Place, placing
from infrastructure.importers.tables.xlsx_package import Element, XlsxPackage, corrupt, elements

_BODY = "word/document.xml"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNACCEPTED = ("ins", "del", "moveFrom", "moveTo")
_TWICE = "Fallback"  # what older programs show instead of what stands before it
_INDENT = "    "


def docx_words(content: bytes, name: str) -> str:
    """Return the words of a document, without its notes, heads and feet.

    Raises:
        Malformed: it is no such document, is damaged, locked or unpacks to more than fits, or has
            changes that nobody accepted or rejected.
    """
    try:
        parts = XlsxPackage.of(content, name)
        body = parts.read(_BODY)
        numbering, styles = parts.read("word/numbering.xml"), parts.read("word/styles.xml")
        return "\n\n".join(_Reader(ListNumbers.of(numbering, styles, name), name).paragraphs(body))
    except Malformed as error:
        why = _why(error)
        if why is None:
            raise
        raise Malformed(
            "{name} cannot be read as a Word document: {why}. Open it in Word, save it again as "
            "'Word document (.docx)', and use that file.",
            name=name,
            why=why,
        ) from error


def _why(error: Malformed) -> object:
    """Return why a file could not be unpacked, None of another error."""
    said = error.args[0]
    return said.values.get("why") if isinstance(said, Words) else None


@dataclass
class _Paragraph:
    place: Place = field(default_factory=Place)
    words: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """Reads paragraphs in order; one may hold others, in a text box."""

    numbers: ListNumbers
    name: str
    begun: list[_Paragraph] = field(default_factory=list)
    is_hidden: bool = False
    in_properties: bool = False
    skipped: int = 0

    def paragraphs(self, body: bytes) -> Iterator[str]:
        """Yield each paragraph that has words.

        Raises:
            Malformed: there is no text, or changes in it were neither accepted nor rejected.
        """
        if not body:
            raise corrupt(self.name, "it holds no text of Word")
        for element in elements(body, self.name, text_of="t"):
            tag, _, begins = element
            if tag == _TWICE:
                self.skipped += 1 if begins else -1
            elif tag == "p" and not begins and not self.skipped:
                yield from self._written(self.begun.pop())
            elif not self.skipped:
                self._take(element)

    def _take(self, element: Element) -> None:
        tag, said, begins = element
        match tag:
            case "p":
                self.begun.append(_Paragraph())
            case "pPr":
                self.in_properties = begins
            case "r":
                self.is_hidden = False
            case "vanish" if begins and not self.in_properties:
                self.is_hidden = said.get("val", "1") not in ("0", "false", "off")
            case each if each in _UNACCEPTED:
                raise Malformed(
                    "{name} has tracked changes, so nobody can say what its words are. Accept or "
                    "reject them in Word, save it, and use that file.",
                    name=self.name,
                )
            case _:
                for paragraph in self.begun[-1:]:
                    self._fill(paragraph, element)

    def _fill(self, paragraph: _Paragraph, element: Element) -> None:
        tag, said, begins = element
        if self.in_properties:
            if begins:
                paragraph.place = placing(paragraph.place, tag, said)
        elif not self.is_hidden:
            if tag == "t" and not begins:
                paragraph.words.append(said[""])
            elif begins:
                paragraph.words.append(_SIGNS.get(tag, ""))

    def _written(self, paragraph: _Paragraph) -> Iterator[str]:
        """Yield a paragraph with its number and its indentation, nothing where it has no words."""
        words = "".join(paragraph.words).strip()
        if not words:
            return
        place = self.numbers.placed(paragraph.place)
        label = self.numbers.label(place)
        if label:
            yield f"{_INDENT * (place.level or 0)}{label} {words}"
        elif place.is_heading:
            yield f"# {' '.join(words.split())}"
        else:
            yield f"{_INDENT if place.indented else ''}{words}"
