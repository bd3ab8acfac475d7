"""Reads a CSV file or a workbook as a table, or refuses it with a sentence that says what to do."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice, zip_longest
from pathlib import Path
from shlex import quote

from domain.errors import Malformed
from domain.normal_form import normal_form
from domain.words import worded
from infrastructure.files.bounded_work import bounded_reading
from infrastructure.files.csv_files import unescape_cell
from infrastructure.files.reading import read_bounded
from infrastructure.importers.tables.open_document import is_open_document, open_document_records
from infrastructure.importers.tables.raw_records import RawRecords, Record
from infrastructure.importers.tables.table import InputTable, fitting, table_of, too_long
from infrastructure.importers.tables.workbooks import is_workbook, unpacked, workbook_records
from infrastructure.importers.tables.xlsx_package import unpacked_size

LARGEST = 500_000_000  # bytes
DELIMITERS = (",", ";", "\t")
SAVE_AS = worded("In Excel, save it with File > Save As > 'CSV UTF-8 (Comma delimited)'.")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNPACKED = 60
"""Bytes of an unpacked workbook, much alike in long tables, that take as long as a packed one."""
_LOOKED_AT, _LONGEST, _SEVERAL = 40, 100_000, 2
"""Lines, and letters of each, in which the delimiter is looked for; more cells than a title has."""
_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORD, _SLIDES = b"word/document.xml", b"ppt/presentation.xml"
_OPEN_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OLD_WORD = "WordDocument".encode("utf-16-le")
_BEGINNING = 1024
_OPEN = "~$"  # how the name of a file begins that Excel keeps beside one that is open


def read_file(path: Path, delimiter: str | None = None, sheet: str | None = None) -> InputTable:
    """Read a file; of a workbook the sheet that is named, or the one that can be meant.

    Raises:
        Malformed: there is no such file, or it is no table that can be used.
    """
    if path.name.startswith(_OPEN):
        other = path.with_name(path.name.removeprefix(_OPEN))
        sentence = "{name} says only that somebody has {other} open; import that one."
        raise Malformed(sentence, name=path.name, other=other.name)
    content, name = read_named(path)
    return read_table(content, name, delimiter, sheet)


def read_named(path: Path) -> tuple[bytes, str]:
    """Return what is in a file, and its name as a text.

    Raises:
        Malformed: there is no such file, or it cannot be read.
    """
    name = path.name.encode(errors="replace").decode()  # a name may hold what is no text
    try:
        return read_bounded(path, LARGEST), name
    except FileNotFoundError:
        raise Malformed("There is no file {name!r}.", name=name) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Malformed(
            "The file {name!r} cannot be read: {reason}.", name=name, reason=reason
        ) from error


def read_table(
    content: bytes, name: str, delimiter: str | None = None, sheet: str | None = None
) -> InputTable:
    """Read the bytes of a file.

    Raises:
        Malformed: it is no table that can be used, or takes too long.
    """
    digest = sha256(content).hexdigest()
    with bounded_reading(name, len(content) + unpacked_size(content) // _UNPACKED):
        return table_of(records_of(content, name, delimiter, sheet), name, digest)


def records_of(
    content: bytes, name: str, delimiter: str | None = None, sheet: str | None = None
) -> RawRecords:
    """Return the records; without a delimiter, it is detected in the first rows.

    Raises:
        Malformed: it is no table that can be used.
    """
    must_be_no_document(content, name)
    if is_workbook(content):
        package = unpacked(content, name)
        if is_open_document(package):
            return open_document_records(package, sheet)
        return workbook_records(package, sheet)
    if sheet is not None:
        raise Malformed(
            "{name} is no workbook, so it has no sheet {sheet!r}.", name=name, sheet=sheet
        )
    text = normal_form(_decode(content, name))
    return RawRecords(_records(text, name, delimiter or _delimiter(text)))


def _decode(content: bytes, name: str) -> str:
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(content[: error.start].decode("latin-1"))) + 1
        raise Malformed(
            "Line {line} of {name} holds characters that are not in UTF-8. {remedy}",
            line=line,
            name=name,
            remedy=SAVE_AS,
        ) from error
    if "\0" in text:
        line = len(_LINE_END.findall(text, 0, text.index("\0"))) + 1
        raise Malformed(
            "Line {line} of {name} holds NUL, so it is no text. {remedy}",
            line=line,
            name=name,
            remedy=SAVE_AS,
        )
    if not text or text.isspace():
        raise Malformed("{name} is empty.", name=name)
    return text


def lines_of(text: str) -> Iterator[str]:
    """Yield each line with its end; a copy of the whole, as a file, takes four times its size."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def _delimiter(text: str) -> str:
    """Return the delimiter that gives most rows the same number of cells, a comma if all do.

    A header of three columns or more decides, where no other delimiter divides it and half of the
    rows have as many. Else a title or a header may hold another one, and a cell of several lines,
    too; of those that do alike, it is the one with more cells.
    """
    lines = [line[:_LONGEST] for line in islice(lines_of(text), _LOOKED_AT)]
    widths = {each: _widths(lines, each) for each in DELIMITERS}
    first = next(filter(lambda of: max(of) > 1, zip_longest(*widths.values(), fillvalue=0)), (0,))
    if max(first) > _SEVERAL and sum(width > 1 for width in first) == 1:
        decides = DELIMITERS[first.index(max(first))]
        if widths[decides].count(max(first)) * 2 >= len(widths[decides]):
            return decides

    def share(delimiter: str) -> tuple[float, int]:
        found = widths[delimiter]
        alike = Counter(width for width in found if width > 1)
        return max(((times / len(found), each) for each, times in alike.items()), default=(0, 0))

    return max(DELIMITERS, key=share)


def _widths(lines: Sequence[str], delimiter: str) -> list[int]:
    try:
        return [*map(len, csv.reader(lines, delimiter=delimiter))]
    except csv.Error:
        return []


def _records(text: str, name: str, delimiter: str) -> Iterator[Record]:
    """Yield each record with its number; one with embedded line ends is one row, as in Excel."""
    reader = csv.reader(lines_of(text), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            filled = [fitting(unescape_cell(c), number, name) if c else c for c in cells]
            yield Record(number, filled)
    except csv.Error as error:
        if "limit" in str(error):
            raise too_long(number + 1, name) from error
        raise Malformed(
            "Row {number} of {name} cannot be divided into cells: a quotation mark is "
            "missing or stands in the wrong place. Open the file in a spreadsheet and save "
            "it again.",
            number=number + 1,
            name=name,
        ) from error


def must_be_no_document(content: bytes, name: str) -> None:
    """Refuse a document of words, and say which command takes it.

    Raises:
        Malformed: it is a PDF, or a document of a word processor or of slides.
    """
    packed = content.startswith(_PACKED)
    if b"%PDF" in content[:_BEGINNING]:
        kind: str = worded("a PDF")
    elif packed and _WORD in content:
        kind = worded("a Word document")
    elif _OPEN_TEXT in content[:_BEGINNING] or (content.startswith(_OLD) and _OLD_WORD in content):
        raise Malformed(
            "{name} is a document of words, not a table. To adopt it as a text, save it as 'Word "
            "document (.docx)', then: depositary text adopt FILE.docx --reference REFERENCE "
            "--title TITLE --on DAY",
            name=name,
        )
    elif packed and _SLIDES in content:
        raise Malformed("{name} is a presentation, not a table.", name=name)
    else:
        return
    raise Malformed(
        "{name} is {kind}, not a table. Copy a table in it into a spreadsheet, and save that as "
        ".xlsx. To adopt it as a text: depositary text adopt {file} --reference REFERENCE --title "
        "TITLE --on DAY",
        name=name,
        kind=kind,
        file=quote(name),
    )
