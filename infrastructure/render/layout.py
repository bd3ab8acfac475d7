"""How a report lies on paper: which of its parts lie on their side, and how wide columns are."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from application.questions.asking.answer import Column, Json
from application.reports.document import Block, Chart, Report, Section, Table, as_table
from infrastructure.render.cells import found
from infrastructure.render.days import cell_in_words
from infrastructure.render.fitting import WORD, grown

MANY = 7  # columns; a table with more of them lies on its side
MOST = 40  # letters, up to which a column is as wide as its longest text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class PaperPart(NamedTuple):
    """A heading with its level, or a block and the level of its heading; `aside` on its side."""

    level: int
    content: str | Block
    aside: bool


def paper_parts(report: Report) -> Sequence[PaperPart]:
    """Return headings and blocks in order; a heading lies as the first block below it does.

    What is between two parts on their side lies so, too: pages are turned once, and back once.
    """
    parts = [part for section in report.sections for part in _parts(section, 1)]
    turned = [number for number, part in enumerate(parts) if part.aside]
    between = range(min(turned), max(turned)) if turned else ()
    return [part._replace(aside=True) if n in between else part for n, part in enumerate(parts)]


def _parts(section: Section, level: int) -> Iterator[PaperPart]:
    blocks = [PaperPart(level, block, _aside(block)) for block in section.blocks]
    inner = [part for each in section.sections for part in _parts(each, level + 1)]
    below = [*blocks, *inner]
    yield PaperPart(level, section.title, bool(below) and below[0].aside)
    yield from below


def _aside(block: Block) -> bool:
    table = as_table(block) if isinstance(block, Chart) else block
    return isinstance(table, Table) and len(table.columns) > MANY and bool(table.rows)


def column_widths(table: Table, room: int) -> Sequence[int]:
    """Return how many letters wide each column is, to fit into `room` letters if that can be.

    No word is broken: each column has its longest word. What is left is shared, first by the
    longest texts up to `MOST` letters, then by those that are longer.
    """
    texts = [
        [_bold(column.label), *(paper_cell(found(row, column.key), column) for row in table.rows)]
        for column in table.columns
    ]
    wide: Sequence[int] = [
        min(WORD, max((letters(word) for text in each for word in text.split(" ")), default=1))
        for each in texts
    ]
    longest = [max(map(letters, each)) for each in texts]
    for wanted in ([min(MOST, each) for each in longest], longest):
        wide = grown(wide, wanted, room)
    return wide


def paper_cell(value: Json, column: Column) -> str:
    """Return the text of a cell for paper, where a day is not broken over two lines."""
    text = cell_in_words(value, column)
    day = isinstance(value, str) and _DAY.fullmatch(value)
    return text.replace(" ", "\N{NO-BREAK SPACE}") if day else text


def _bold(label: str) -> str:
    """Return a text that is as wide as a label in bold."""
    return " ".join(f"{word}." for word in label.split())


def letters(text: str) -> int:
    """Return how many small letters wide a text is; capitals are wider by half."""
    return len(text) + (sum(letter.isupper() for letter in text) + 1) // 2
