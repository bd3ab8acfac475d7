"""The words of a Word document, with the numbers that Word shows before them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from domain.errors import Malformed
from domain.words import Words
from infrastructure.importers.documents.list_numbers import ListNumbers, Place, placing
from infrastructure.importers.documents.word_elements import (
    DOUBTFUL,
    HIDDEN,
    SIGNS,
    STYLE,
    WordCertainty,
    is_on,
    word_elements,
)
from infrastructure.importers.tables.xlsx_package import XlsxPackage
from infrastructure.importers.xml_elements import Element, corrupt

_BODY, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_SETTINGS = "word/settings.xml"
_MAIN = "officeDocument"  # the kind of what the whole file refers to
_PRIVATE = range(0xD800, 0xF900)  # halves of characters, and those that one font alone has
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf dingbats")
_ROW = "hidden"  # of a table
_INDENT = "    "


def docx_words(content: bytes, name: str) -> str:
    """Return the words of a document, without its notes, heads and feet.

    Raises:
        Malformed: it is no such document, is damaged, locked or unpacks to more than fits, or its
            words are not certain: changes that nobody accepted or rejected, words that are struck
            through or hidden by a style, signs of one font only, words that stand elsewhere (in
            another file inside it, a drawing or a field) or depend on the program that shows it,
            elements that are not known.
    """
    with _of_word(name):
        parts = XlsxPackage.of(content, name)
        main = _main(parts)
        beside = _related(parts, main)
        numbering = parts.read(beside.get("numbering", _NUMBERING))
        numbers = ListNumbers.of(numbering, parts.read(beside.get("styles", _STYLES)), name)
        settings = parts.read(beside.get("settings", _SETTINGS))
        is_anew = any(
            tag == "updateFields" and begins and is_on(said.get("val", "1"))
            for tag, said, begins in (word_elements(settings, name) if settings else ())
        )
        reader = _Reader(numbers, name, WordCertainty(name, fields_anew=is_anew))
        return "\n\n".join(reader.paragraphs(parts.read(main)))


def docx_notes(content: bytes, name: str) -> Iterator[str]:
    """Yield the words of each footnote and endnote, which are in no paragraph of `docx_words`.

    Raises:
        Malformed: the document is damaged.
    """
    with _of_word(name):
        parts = XlsxPackage.of(content, name)
        beside = _related(parts, _main(parts))
        for kind in ("footnote", "endnote"):
            part, words = parts.read(beside.get(f"{kind}s", f"word/{kind}s.xml")), list[str]()
            for tag, said, begins in word_elements(part, name, "t") if part else ():
                if tag == "t" and not begins:
                    words.append(said[""])
                elif tag == kind and not begins:
                    yield "".join(words).strip()
                    words.clear()


def docx_rows(content: bytes, name: str) -> Iterator[Sequence[str]]:
    """Yield the words of the cells of each row of a table that has several with words.

    Raises:
        Malformed: the document is damaged.
    """
    with _of_word(name):
        parts, cells = XlsxPackage.of(content, name), list[list[str]]()
        for tag, said, begins in word_elements(parts.read(_main(parts)), name, "t"):
            if tag == "tr":
                filled = ["".join(words).strip() for words in cells if "".join(words).strip()]
                if not begins and len(filled) > 1:
                    yield filled
                cells.clear()
            elif tag == "tc" and begins:
                cells.append([])
            elif tag == "t" and not begins and cells:
                cells[-1].append(said[""])


def _main(parts: XlsxPackage) -> str:
    return _related(parts).get(_MAIN, _BODY)


@contextmanager
def _of_word(name: str) -> Iterator[None]:
    """Say of a file that cannot be unpacked that it is no Word document, and what to do."""
    try:
        yield
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


def _related(parts: XlsxPackage, part: str = "") -> Mapping[str, str]:
    """Return the part of each kind that is read.

    Raises:
        Malformed: there are two of a kind that has one.
    """
    related = list(parts.related(part).values())
    found = dict(related)
    for kind in (_MAIN, "numbering", "styles", "settings"):
        if [each for each, _ in related].count(kind) > 1:
            raise corrupt(parts.name, "two of its parts say the same thing")
    return found


def _why(error: Malformed) -> object:
    """Return why a file could not be unpacked, None of another error."""
    said = error.args[0]
    return said.values.get("why") if isinstance(said, Words) else None


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
    certainty: WordCertainty
    begun: list[_Paragraph] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)  # of each run that has begun
    in_properties: bool = False

    def paragraphs(self, body: bytes) -> Iterator[str]:
        """Yield each paragraph that has words.

        Raises:
            Malformed: there is no text, or its words are not certain.
        """
        if not body:
            raise corrupt(self.name, "it holds no text of Word")
        for element in word_elements(body, self.name, "t"):
            tag, _, begins = element
            self.certainty.look(element)
            if self.certainty.is_again:
                continue
            if tag == "p" and not begins:
                yield from self._written(self.begun.pop())
            else:
                self._take(element)
        self.certainty.must_be_whole()

    def _take(self, element: Element) -> None:
        tag, said, begins = element
        match tag:
            case "p":
                self.begun.append(_Paragraph())
            case "pPr":
                self.in_properties = begins
            case "r":
                self.hidden = [*self.hidden, False] if begins else self.hidden[:-1]
            case each if each in (STYLE, _ROW, *DOUBTFUL):
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
        if tag == HIDDEN:
            self.hidden[-1:] = [is_on(value)] * bool(self.hidden)
        elif tag == STYLE:
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
        elif not any((*self.hidden, *self.certainty.in_code)):
            if tag == "t" and not begins:
                paragraph.words.append(said[""])
            elif begins:
                is_symbol = tag == "sym"
                paragraph.words.append(
                    _symbol(said, self.name) if is_symbol else SIGNS.get(tag, "")
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
