"""From the bytes of a CSV file to rows of stripped cells, or one sentence that says what to do."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from domain.errors import Malformed, UnfitText
from domain.guard import check_text
from domain.normal_form import normal_form
from infrastructure.importers.files import read_bounded
from infrastructure.importers.problems import Fault, RowProblem

LARGEST = 500_000_000  # bytes
MOST_COLUMNS = 1_000
CELL_LIMIT = 100_000
ROW_LIMIT = 1_000_000
DELIMITERS = (",", ";", "\t")
SAVE_AS = "In Excel, save it with File > Save As > 'CSV UTF-8 (Comma delimited)'"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SIGNS = frozenset("=+-@＝＋－＠﹢﹣﹦﹫")  # noqa: RUF001  # full-width signs are read as signs too
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_HEAD = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file; `number` is what a spreadsheet shows, the header being 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file that was read: its rows in order, without blank and bad ones; the bad are problems.

    `sha256` is of the file's bytes.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]


def read_file(path: Path, delimiter: str | None = None) -> Table:
    """Read a file.

    Raises:
        Malformed: there is no such file, or it is not a CSV file that can be used.
    """
    name = path.name.encode(errors="replace").decode()  # a name may hold what is no text
    try:
        content = read_bounded(path, LARGEST)
    except FileNotFoundError:
        raise Malformed(f"There is no file {name!r}.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Malformed(f"The file {name!r} cannot be read: {reason}.") from error
    return read_table(content, name, delimiter)


def read_table(content: bytes, name: str, delimiter: str | None = None) -> Table:
    """Read the bytes of a CSV file; without a delimiter, the header tells it.

    Raises:
        Malformed: it is not a CSV file that can be used.
    """
    text = normal_form(_decode(content, name))
    delimiter = delimiter or _delimiter(text)
    records = _records(text, name, delimiter)
    header = _header(next(records, (1, []))[1], name)
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for number, cells in records:
        if not any(cells):
            continue
        faults = _faults(header, cells)
        problems.extend(fault.at(number) for fault in faults)
        if not faults:
            rows.append(Row(number, dict(zip(header, cells, strict=True))))
        if len(rows) + len(problems) > ROW_LIMIT:
            raise Malformed(f"{name} has more than {ROW_LIMIT:,} rows; divide it.")
    return Table(
        name=name,
        sha256=sha256(content).hexdigest(),
        header=header,
        rows=tuple(rows),
        problems=tuple(problems),
    )


def _decode(content: bytes, name: str) -> str:
    if content.startswith(_WORKBOOKS):
        raise Malformed(f"{name} is a workbook, which cannot be imported yet. {SAVE_AS}.")
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Malformed(
            f"Line {line} of {name} holds characters that are not in UTF-8. {SAVE_AS}."
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Malformed(f"Line {line} of {name} holds NUL, so it is no text. {SAVE_AS}.")
    if not text.strip():
        raise Malformed(f"{name} is empty.")
    return text


def _delimiter(text: str) -> str:
    """Return the delimiter that gives the header the most cells; a comma if all give the same."""

    def width(delimiter: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=width)


def _records(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with its number; one with embedded line ends is one row, as in Excel."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield number, [_cell(cell, number, name) for cell in record]
    except csv.Error as error:
        if "limit" in str(error):
            raise _too_long(number + 1, name) from error
        raise Malformed(
            f"Row {number + 1} of {name} cannot be divided into cells: a quotation mark is missing"
            f" or stands in the wrong place. Open the file in a spreadsheet and save it again."
        ) from error


def _cell(cell: str, number: int, name: str) -> str:
    if len(cell) > CELL_LIMIT:
        raise _too_long(number, name)
    return cell.strip().replace("\r\n", "\n")


def _too_long(number: int, name: str) -> Malformed:
    return Malformed(
        f"Row {number} of {name} has a cell of more than {CELL_LIMIT:,} characters; shorten it."
    )


def _header(cells: list[str], name: str) -> tuple[str, ...]:
    if not any(cells):
        raise Malformed(f"The first row of {name} is empty; it must name the columns.")
    if "" in cells:
        number = cells.index("") + 1
        raise Malformed(f"Column {number} of {name} has no name in the first row.")
    if len(cells) > MOST_COLUMNS:
        raise Malformed(f"{name} has more than {MOST_COLUMNS:,} columns.")
    twice = sorted(cell for cell, number in Counter(cells).items() if number > 1)
    if twice:
        raise Malformed(f"{name} has more than one column named {twice[0]!r}; rename one.")
    return tuple(cells)


def _faults(header: tuple[str, ...], cells: list[str]) -> list[Fault]:
    if len(cells) != len(header):
        reason = f"The row has {len(cells)} cells, but the first row names {len(header)} columns."
        return [Fault("", "", reason)]
    pairs = zip(header, cells, strict=True)
    return [Fault(column, cell, reason) for column, cell in pairs if (reason := _formula(cell))]


def _formula(cell: str) -> str:
    """Say why a spreadsheet would run this cell, "" if it would not; a plain number may stand."""
    head = cell.lstrip(_INVISIBLE)[:_HEAD].strip()
    if head[:1] not in _SIGNS or not head or _is_number(head):
        return ""
    try:
        check_text(head, field="cell")
    except Malformed:
        return f"A spreadsheet would run this as a formula, since it begins with {head[0]!r}."
    except UnfitText:
        return ""  # judged again, with its column, if the text is to be recorded
    return ""


def _is_number(head: str) -> bool:
    return head[0] in "+-" and head[1:].replace(".", "").replace(",", "").isdecimal()
