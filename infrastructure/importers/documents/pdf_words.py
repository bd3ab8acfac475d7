"""The words of a PDF, line by line as they were set, without what stands on every page."""

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from domain.errors import Malformed, Unavailable
from infrastructure.files.extras import INSTALLING

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES, MOST_LETTERS = 500, 5_000_000
_APART = 1.2  # times the usual way from line to line: from there on a paragraph begins
_SPACE = 2  # times the size of letters: what is further away is no part of a head or foot
_NEAR = 2  # points by which the place of a running head may differ
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_NO_WORDS = ("/Link", "/Popup", "/PrinterMark", "/TrapNet")  # kinds of notes on a page
_SIGNATURE = "/Sig"  # a field that holds a signature, which is no word of the text
_SMALL = 0.95  # times the usual size of letters: those of footnotes are smaller
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§])")
_LIGATURES = re.compile("[\ufb00-\ufb06]")


@dataclass(eq=False)
class _Line:
    """A line of a page; `y` is how high it stands, in points, `size` that of its letters."""

    text: str
    y: float
    size: float


def pdf_words(content: bytes, name: str) -> str | None:
    """Return the words of a PDF, None where it has none, as a scan; columns one after the other.

    Raises:
        Malformed: it is damaged, locked or larger than what people sign, or shows other words than
            those of its pages: notes, fields of a form, layers.
        Unavailable: what reads PDF is not installed.
    """
    pages = list(_without_running(_pages(content, name)))
    usual = _usual_ways(pages)
    text = "\n".join(line for page in pages for line in _set_apart(page, usual))
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return text.replace("\u00ad\n", "") if text.strip() else None


def notes_at_foot(content: bytes, name: str) -> Iterator[str]:
    """Yield what seems to be footnotes: small lines that end a page and begin with a mark.

    Raises:
        Malformed, Unavailable: as `pdf_words`.
    """
    pages = list(_without_running(_pages(content, name)))
    letters: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        letters[line.size] += len(line.text)
    usual = max(letters, key=lambda size: letters[size], default=0)
    for page in pages:
        small = list(takewhile(lambda line: line.size < _SMALL * usual, reversed(page)))[::-1]
        if small and _NOTE.match(small[0].text):
            yield " ".join(line.text.strip() for line in small)


def _pages(content: bytes, name: str) -> Sequence[list[_Line]]:
    try:
        import pypdf  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        raise Unavailable(
            "The words of a PDF are read by a part that is not installed. {remedy}",
            remedy=INSTALLING["texts"],
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of small faults in files
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        pages = list(islice(_bounded(map(_lines, reader.pages)), MOST_PAGES + 1))
        doubtful = _doubtful(reader)
    except pypdf.errors.LimitReachedError as error:
        raise _too_large(name) from error
    except pypdf.errors.FileNotDecryptedError as error:
        raise Malformed(
            "{name} is locked by a password. Save it without one.", name=name
        ) from error
    except Exception as error:  # a damaged file fails in any way
        raise Malformed(
            "{name} is damaged: it cannot be read as a PDF. Ask for the file again.", name=name
        ) from error
    if len(pages) > MOST_PAGES or _letters(pages) > MOST_LETTERS:
        raise _too_large(name)
    if doubtful:
        raise Malformed(
            "{name} has notes, fields of a form or layers, so it may show other words than those "
            "of its pages. Print it into a new PDF without them, and use "
            "that file.",
            name=name,
        )
    return pages


def _doubtful(reader: "PdfReader") -> bool:
    """Say whether a PDF shows more or less than the words of its pages.

    Source: ISO 32000-2, 8.11.4 (optional content), 12.5.6 (types of annotations), 12.7.5.5
    (signature fields).
    """
    root = reader.root_object
    layers = _dictionary(root.get("/OCProperties"))
    usual = _dictionary(layers.get("/D"))
    has_layers = _known(layers.get("/OCGs")) or _known(usual.get("/OFF"))
    is_off = _known(usual.get("/BaseState")) not in (None, "/ON")
    if has_layers or is_off or "/XFA" in _dictionary(root.get("/AcroForm")):
        return True
    pages = (_known(page.get("/Annots")) for page in reader.pages)
    notes = (note for found in pages if isinstance(found, list) for note in found)
    return any(_shows_words(_dictionary(note)) for note in notes)


def _shows_words(note: Mapping[str, object]) -> bool:
    """Say whether a note on a page may show words, other than those of somebody who signed."""
    field = {**_dictionary(note.get("/Parent")), **note}
    if _known(field.get("/FT")) == _SIGNATURE:
        return "/AP" in note and not _known(field.get("/V"))
    return bool(note) and (_known(note.get("/Subtype")) not in _NO_WORDS or "/AP" in note)


def _known(value: object) -> object:
    """Return what a value stands for, None where that is nothing (ISO 32000-2, 7.3.10)."""
    found = getattr(value, "get_object", lambda: None)()
    return None if type(found).__name__ == "NullObject" else found


def _dictionary(value: object) -> Mapping[str, object]:
    found = _known(value)
    return found if isinstance(found, dict) else {}


def _bounded(pages: Iterable[list[_Line]]) -> Iterator[list[_Line]]:
    """Yield pages until they have more letters than are read."""
    letters = 0
    for page in pages:
        yield page
        letters += _letters([page])
        if letters > MOST_LETTERS:
            return


def _letters(pages: Sequence[list[_Line]]) -> int:
    return sum(len(line.text) for page in pages for line in page)


def _too_large(name: str) -> Malformed:
    return Malformed(
        "{name} unpacks to more than a text that is signed: at most {pages} pages and {letters:,} "
        "letters are read.",
        name=name,
        pages=MOST_PAGES,
        letters=MOST_LETTERS,
    )


def _lines(page: "PageObject") -> list[_Line]:
    lines = [_Line("", 0, 0)]

    def take(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append(_Line("", 0, 0))
            line = lines[-1]
            if part.strip() and not line.text.strip():
                line.y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                line.size = round(size * abs(tm[3] or tm[0]), 1)
            line.text += part

    page.extract_text(visitor_text=take)
    return [line for line in lines if line.text.strip()]


def _without_running(pages: Sequence[list[_Line]]) -> Iterator[list[_Line]]:
    """Yield the pages without their numbers, and without heads and feet that most pages have.

    They stand above and below all other words of a page, with some space between.
    """
    seen = Counter(each for page in pages for each in {_running(line) for line in page})

    def is_running(line: _Line, number: int) -> bool:
        told = _PAGE_NUMBER.fullmatch(line.text.strip())
        on_most = len(pages) > 1 and seen[_running(line)] > len(pages) / 2
        return on_most or (told is not None and int(told[1]) == number)

    for number, page in enumerate(pages, start=1):
        left = list(page)
        for from_above in (True, False):
            block = _block(left, from_above=from_above)
            if all(is_running(line, number) for line in block):
                left = [line for line in left if line not in block]
        yield left


def _block(page: Sequence[_Line], *, from_above: bool) -> Sequence[_Line]:
    """Return the first or last lines of a page, up to the first space between."""
    block: list[_Line] = []
    for line in sorted(page, key=lambda each: each.y, reverse=from_above):
        if block and abs(block[-1].y - line.y) > _SPACE * max(line.size, block[-1].size):
            break
        block.append(line)
    return block


def _running(line: _Line) -> tuple[str, int]:
    """Return what a line has in common with the same one on another page."""
    return re.sub(r"\d+", "#", line.text.strip()), round(line.y / _NEAR)


def _usual_ways(pages: Sequence[Sequence[_Line]]) -> dict[float, float]:
    """Return the usual way from one line down to the next, by the size of letters."""
    ways: dict[float, Counter[int]] = {}
    for page in pages:
        for above, line in pairwise(page):
            if above.y > line.y:
                ways.setdefault(line.size, Counter())[round(above.y - line.y)] += 1
    return {size: min(found, key=lambda w: (-found[w], w)) for size, found in ways.items()}


def _set_apart(page: Sequence[_Line], usual: dict[float, float]) -> Iterator[str]:
    """Yield the lines of a page, with an empty one where a paragraph begins."""
    above: _Line | None = None
    for line in page:
        way = above.y - line.y if above else 0
        if way > _APART * usual.get(line.size, way):
            yield ""
        yield line.text.strip()
        above = line
