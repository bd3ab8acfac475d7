"""What has to be said of a file, as a workbook in which a person writes the answers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.answers.open_value import NOTHING, SKIP, OpenValue
from infrastructure.importers.tables.header_rows import ANSWER_COLUMNS
from infrastructure.importers.tables.reading import read_named, read_table
from infrastructure.importers.tables.workbooks import is_workbook
from infrastructure.importers.workbooks.sheet_writer import Sheet, SheetColumn, TextSheet, workbook

_SHEET = "Answers"
_LINES = (
    (worded("How to answer"),),
    ("1", worded("Write an answer beside each question; likely ones stand beside it.")),
    (
        "2",
        worded(
            "What a cell means: a code or the name of a member, a date such as 2022-06-02, a word."
        ),
    ),
    ("3", worded("nothing: the cell says nothing, as if it were blank.")),
    ("4", worded("skip: the rows with this cell are left out.")),
    ("5", worded("What is left blank stays open, and is asked again.")),
)


def answer_workbook(open_values: Sequence[OpenValue]) -> bytes:
    """Return a workbook with one row for each value that has to be explained."""
    width = {"question": 60, "answer": 24, "likely": 30}
    notes = {"answer": worded("What it means, or nothing, or skip.")}
    columns = [
        SheetColumn(name, notes.get(name, ""), width=width.get(name, 18), is_open=name == "answer")
        for name in ANSWER_COLUMNS
    ]
    rows = [
        [str(each.question), "", "; ".join(_likely(each)), each.column, each.value]
        for each in open_values
    ]
    return workbook(
        Sheet(name=_SHEET, columns=columns, rows=rows, extra_rows=0), TextSheet("Guide", _LINES)
    )


def _likely(each: OpenValue) -> Iterator[str]:
    beside = (NOTHING, SKIP) if each.column and not each.is_closed else ()
    yield from dict.fromkeys((*each.named_choices, *beside))


def answers_in(path: Path, open_values: Sequence[OpenValue]) -> Sequence[tuple[OpenValue, str]]:
    """Return the answers in such a workbook, or in a CSV file with its columns.

    Answers to what is not asked any more are not looked at.

    Raises:
        Malformed: it cannot be read, has other columns, or answers a question in two ways.
    """
    content, name = read_named(path)
    table = read_table(content, name, sheet=_SHEET if is_workbook(content) else None)
    if not {"answer", "column", "value"} <= set(table.header):
        raise Malformed(
            "{name} is no file of answers: it needs the columns {columns}.",
            name=name,
            columns=", ".join(ANSWER_COLUMNS),
        )
    found: dict[tuple[str, str], str] = {}
    for cells in (row.cells for row in table.rows if row.cells["answer"]):
        column, value, answer = cells["column"], cells["value"], cells["answer"]
        if found.setdefault((column, value), answer) != answer:
            raise Malformed(
                "{name} answers in two ways what is asked of {cell!r}. Leave one of them.",
                name=name,
                cell=value,
            )
    return [(each, found[each.key]) for each in open_values if each.key in found]
