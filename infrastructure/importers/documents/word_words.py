"""The words of a Word document, with the numbers that Word shows before them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.errors import Malformed
from domain.words import Words
from infrastructure.importers.documents.list_numbers import (
    DOUBTFUL,
    ListNumbers,
    Place,
    is_on,
    placing,
)
from infrastructure.importers.tables.xlsx_package import Element, XlsxPackage, corrupt, elements

_BODY, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_MAIN = "officeDocument"  # the kind of what the whole file refers to
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HIDDEN, _STYLE = DOUBTFUL[0], "rStyle"
_ELSEWHERE = (  # what Word shows in their place stands in another part or file
    *("altChunk", "subDoc", "object", "dataBinding", "relIds", "textpath"),
)
_UNACCEPTED = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"),
    *("customXmlInsRangeStart", "customXmlDelRangeStart"),
)
_PRIVATE = range(0xD800, 0xF900)  # halves of characters, and those that one font alone has
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf dingbats")
_TWICE, _BRANCHES = "AlternateContent", ("Choice", "Fallback")  # a program shows one of them
_SPACES = (  # namespaces that Word shows; it passes over the elements of others
    *("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"),
    *("http://schemas.microsoft.com/office/", "urn:schemas-microsoft-com:"),
)
_INDENT = "    "


def docx_words(content: bytes, name: str) -> str:
    """Return the words of a document, without its notes, heads and feet.

    Raises:
        Malformed: it is no such document, is damaged, locked or unpacks to more than fits, or its
            words are not certain: changes that nobody accepted or rejected, words that are struck
            through or hidden by a style, signs of one font only, words that stand elsewhere (in
            another file inside it, a drawing or a field) or depend on the program that shows it.
    """
    try:
        parts = XlsxPackage.of(content, name)
        main = dict(parts.related().values()).get(_MAIN, _BODY)
        beside = dict(parts.related(main).values())
        numbering = parts.read(beside.get("numbering", _NUMBERING))
        numbers = ListNumbers.of(numbering, parts.read(beside.get("styles", _STYLES)), name)
        return "\n\n".join(_Reader(numbers, name).paragraphs(parts.read(main)))
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


def _uncertain(tag: str, name: str) -> Malformed:
    if tag not in (_TWICE, *_UNACCEPTED):
        return Malformed(
            "{name} shows words that stand in another part of it, as in another file inside it, a "
            "drawing or a field for data, and that are not read. Put the words there as text in "
            "Word, save it, and use that file.",
            name=name,
        )
    if tag == _TWICE:
        return Malformed(
            "{name} shows one program other words than another, so nobody can say what its words "
            "are. Put them there as text in Word, save it, and use that file.",
            name=name,
        )
    return Malformed(
        "{name} has tracked changes, so nobody can say what its words are. Accept or reject them "
        "in Word, save it, and use that file.",
        name=name,
    )


def _symbol(said: Mapping[str, str], name: str) -> str:
    """Return the letter of a symbol, which only its font knows where it is no letter of Unicode.

    Source: ECMA-376 part 1, 17.3.3.30 (sym).
    """
    try:
        letter = int(said.get("char", ""), 16)
        if letter not in _PRIVATE and not said.get("font", "").lower().startswith(_SYMBOL_FONTS):
            return chr(letter)
    except (ValueError, OverflowError):
        pass
    raise Malformed(
        "{name} has a sign that only its font {font} can show, so its words are not certain. Put "
        "an ordinary letter or sign in its place, save it, and use that file.",
        name=name,
        font=said.get("font", ""),
    )


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
    twice: list[list[str]] = field(default_factory=list)

    def paragraphs(self, body: bytes) -> Iterator[str]:
        """Yield each paragraph that has words.

        Raises:
            Malformed: there is no text, or changes in it were neither accepted nor rejected.
        """
        if not body:
            raise corrupt(self.name, "it holds no text of Word")
        for element in elements(body, self.name, "t", _SPACES):
            tag, _, begins = element
            self._compare(element)
            if any(len(branches) > 1 for branches in self.twice):
                continue
            if tag == "p" and not begins:
                yield from self._written(self.begun.pop())
            else:
                self._must_be_certain(element)
                self._take(element)

    def _must_be_certain(self, element: Element) -> None:
        tag, said, _ = element
        is_worked_out_anew = tag.startswith("fld") and is_on(said.get("dirty", "0"))
        if is_worked_out_anew or tag in _ELSEWHERE or tag in _UNACCEPTED:
            raise _uncertain(tag, self.name)

    def _compare(self, element: Element) -> None:
        """Keep the words of each branch of what a program shows one branch of.

        Raises:
            Malformed: they differ.
        """
        tag, said, begins = element
        if tag == _TWICE and begins:
            self.twice.append([])
        elif tag == _TWICE:
            branches = self.twice.pop()
            if len({*branches, ""} if len(branches) == 1 else {*branches}) > 1:
                raise _uncertain(tag, self.name)
        elif tag in _BRANCHES and begins and self.twice:
            self.twice[-1].append("")
        elif tag == "t" and not begins:
            for branches in filter(None, self.twice):
                branches[-1] += said[""]

    def _take(self, element: Element) -> None:
        tag, said, begins = element
        match tag:
            case "p":
                self.begun.append(_Paragraph())
            case "pPr":
                self.in_properties = begins
            case "r":
                self.is_hidden = False
            case each if each in (_STYLE, *DOUBTFUL):
                if begins and not self.in_properties:
                    self._shown_as(tag, said)
            case "tblStyle":
                self._must_be_shown(Place(rests_on=said.get("val", "")))
            case _:
                for paragraph in self.begun[-1:]:
                    self._fill(paragraph, element)

    def _shown_as(self, tag: str, said: Mapping[str, str]) -> None:
        """Take what a run says of how its words are shown.

        Raises:
            Malformed: they are struck through, or hidden by their style.
        """
        value = said.get("val", "1")
        if tag == _HIDDEN:
            self.is_hidden = is_on(value)
        elif tag == _STYLE:
            self._must_be_shown(Place(rests_on=value))
        elif is_on(value):
            self._must_be_shown(Place(doubt=tag))

    def _must_be_shown(self, place: Place) -> None:
        if self.numbers.placed(place).doubt:
            raise Malformed(
                "{name} has words that are struck through, or hidden by a style, so nobody can say "
                "whether they are part of the text. Delete them or show them in Word, save it, and "
                "use that file.",
                name=self.name,
            )

    def _fill(self, paragraph: _Paragraph, element: Element) -> None:
        tag, said, begins = element
        if self.in_properties:
            if begins:
                paragraph.place = placing(paragraph.place, tag, said)
        elif not self.is_hidden:
            if tag == "t" and not begins:
                paragraph.words.append(said[""])
            elif begins:
                is_symbol = tag == "sym"
                paragraph.words.append(
                    _symbol(said, self.name) if is_symbol else _SIGNS.get(tag, "")
                )

    def _written(self, paragraph: _Paragraph) -> Iterator[str]:
        """Yield a paragraph with its number and its indentation, nothing where it has no words."""
        words = "".join(paragraph.words).strip()
        if not words:
            return
        self._must_be_shown(paragraph.place)
        place = self.numbers.placed(paragraph.place)
        label = self.numbers.label(place)
        if label:
            yield f"{_INDENT * (place.level or 0)}{label} {words}"
        elif place.is_heading:
            yield f"# {' '.join(words.split())}"
        else:
            yield f"{_INDENT if place.indented else ''}{words}"
