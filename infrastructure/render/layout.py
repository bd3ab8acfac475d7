"""How a report lies on paper: which of its parts lie on their side, and how wide columns are."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from application.questions.asking.answer import Column, Json, Row
from application.reports.document import Block, Chart, Report, Section, Table, as_table
from domain.values import ImpreciseDate
from domain.words import Words
from infrastructure.language import date_in_words
from infrastructure.render.cells import found
from infrastructure.render.days import cell_in_words
from infrastructure.render.fitting import WORD, grown

MANY = 7  # columns; a table with more of them may lie on its side
UPRIGHT, BESIDE = 104, 2.6  # letters beside each other on a page that stands, and between columns
DEEP = 6  # lines of a row, up to which a table of many columns stands
SPARED, LINES = 0.15, 2  # of all lines of a table, and in lines: with more, days are on two lines
LOOKED_AT = 200  # rows of a table whose lines are counted
FULL = 0.8  # of the room; a table that takes more of it takes all, so that edges are in one line

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?: to \d{4}-\d{2}-\d{2})?")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_WIDE = {
    **dict.fromkeys("ijl.,:;'|!\N{RIGHT SINGLE QUOTATION MARK}", 60),
    **dict.fromkeys(" \N{NO-BREAK SPACE}", 55),
    **dict.fromkeys("ftIJ()[]-/", 72),
    **dict.fromkeys("rs", 87),
    **dict.fromkeys("bdhknopquvxy\u00f4\u00fb\u00f9", 115),
    **dict.fromkeys("EFLPSTZ\u00c9\u00c8", 120),
    **dict.fromkeys("AGHNODQU", 152),
    **dict.fromkeys("mw%@&\u0153", 172),
    **dict.fromkeys("MW", 200),
}
"""How wide a letter is, in hundredths of a usual one, as in the serif fonts of documents."""
_CAPITAL, _SMALL, _BLANK, _BOLD = 140, 100, 55, 110


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
    """Say whether a table of many columns lies on its side, where it would be deep as it stands."""
    table = as_table(block) if isinstance(block, Chart) else block
    if not isinstance(table, Table) or len(table.columns) <= MANY or not table.rows:
        return False
    room = int(UPRIGHT - BESIDE * len(table.columns))
    columns, wide = _fitted(table, room)
    return sum(wide) > room or max(map(_deepest, columns, wide), default=0) > DEEP


def column_widths(table: Table, room: int) -> Sequence[int]:
    """Return how many letters wide each column is, to fit into `room` letters if that can be.

    No word is broken: each column has its longest word, of all rows. What is left is shared so
    that the rows have as few lines as can be. Where room is short, years stand below the days.
    """
    return _fitted(table, room)[1]


@dataclass(frozen=True)
class _Texts:
    """A column of texts, in letters: how wide its longest word and its longest text are.

    `counted` has the words, in hundredths of a letter, of its head and of the first texts.
    """

    least: int
    longest: int
    counted: Sequence[Sequence[int]]

    def within(self, lines: int) -> int:
        """Return how wide it must be for no counted text to have more lines."""
        low, high = self.least, max(self.least, self.longest)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if _deepest(self, middle) <= lines else (middle + 1, high)
        return low


def _fitted(table: Table, room: int) -> tuple[Sequence[_Texts], Sequence[int]]:
    """Return columns with their widths; days are on two lines where that spares many others."""
    whole = [_texts(column, table.rows, paper_cell) for column in table.columns]
    wide = _shared(whole, room)
    if sum(each.longest for each in whole) <= room:
        return whole, wide
    stacked = [
        _texts(column, table.rows, _stacked) if _has_days(column, table.rows) else texts
        for column, texts in zip(table.columns, whole, strict=True)
    ]
    narrow = _shared(stacked, room)
    deep = _height(whole, wide)
    if sum(wide) > room or deep - _height(stacked, narrow) > max(LINES, SPARED * deep):
        return stacked, narrow
    return whole, wide


def _has_days(column: Column, rows: Sequence[Row]) -> bool:
    return any(_days(found(row, column.key)) for row in rows[:LOOKED_AT])


def _texts(column: Column, rows: Sequence[Row], said: Callable[[Json, Column], str]) -> _Texts:
    head = [word * _BOLD // 100 for word in _words(column.label)]
    cells = (_words(said(found(row, column.key), column)) for row in rows)
    counted = [head, *islice(cells, LOOKED_AT)]
    sizes = [(max(text), sum(text) + (len(text) - 1) * _BLANK) for text in chain(counted, cells)]
    word, text = (_whole(max(each)) for each in zip(*sizes, strict=True))
    return _Texts(min(WORD, word), text, counted)


def _words(text: str) -> Sequence[int]:
    return list(map(_wide, text.split(" ")))


@lru_cache(10_000)
def _wide(word: str) -> int:
    return sum(_WIDE.get(each, _CAPITAL if each.isupper() else _SMALL) for each in word)


def _whole(hundredths: int) -> int:
    return -(-hundredths // 100)


def _deepest(column: _Texts, wide: int) -> int:
    return max(_lines(text, wide) for text in column.counted)


def _lines(words: Sequence[int], wide: int) -> int:
    """Return in how many lines words are set; a word that is too long is broken."""
    lines, room, left = 1, wide * 100, wide * 100
    for word in words:
        if word > left and left < room:
            lines, left = lines + 1, room
        lines += (word - 1) // room if word > room else 0
        left -= min(left, word + _BLANK)
    return lines


def _shared(columns: Sequence[_Texts], room: int) -> Sequence[int]:
    """Return the widths with which the rows have the fewest lines, of two ways to share."""
    least = [each.least for each in columns]
    if sum(least) >= room:
        return least
    longest = [each.longest for each in columns]
    ways = [grown(way(columns, room), longest, room) for way in (_level, _evenly)]
    best = min(ways, key=lambda wide: _height(columns, wide))
    return grown(best, [room] * len(best), room) if sum(best) > FULL * room else best


def _level(columns: Sequence[_Texts], room: int) -> Sequence[int]:
    """Return columns of which each is as wide as its longest text, or as wide as every other."""

    def at(level: int) -> Sequence[int]:
        return [max(each.least, min(each.longest, level)) for each in columns]

    low, high = 0, room
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(at(middle)) <= room else (low, middle - 1)
    return at(low)


def _evenly(columns: Sequence[_Texts], room: int) -> Sequence[int]:
    """Return the widths with which no text has more lines than it must have."""
    few, many = 1, max((_deepest(each, each.least) for each in columns), default=1)
    while few < many:
        middle = (few + many) // 2
        fits = sum(each.within(middle) for each in columns) <= room
        few, many = (few, middle) if fits else (middle + 1, many)
    return [each.within(few) for each in columns]


def _height(columns: Sequence[_Texts], wide: Sequence[int]) -> int:
    rows = zip(*(each.counted for each in columns), strict=True)
    return sum(max(map(_lines, row, wide)) for row in rows)


def paper_cell(value: Json, column: Column, wide: int | None = None) -> str:
    """Return the text of a cell for paper, where a day is not broken over two lines.

    Of a range of days, each is whole. Where the column is only `wide` letters wide, and a day is
    wider, its year may stand below.
    """
    text, days = cell_in_words(value, column), _days(value)
    whole = _bound(text, days)
    narrow = wide is not None and bool(days) and _whole(max(_words(whole))) > wide
    return _bound(text, days, but=1) if narrow else whole


def _bound(text: str, days: Sequence[str], *, but: int = 0) -> str:
    """Return a text within whose days no line may end, `but` before their last words."""
    for day in map(date_in_words, days):
        words = day.rsplit(" ", but) if but else [day]
        text = text.replace(day, " ".join(word.replace(" ", _NO_BREAK) for word in words))
    return text


def _days(value: Json) -> Sequence[str]:
    """Return the days of a cell that holds a day, or a range of days, and nothing else."""
    if isinstance(value, Words) and value.values:
        days = [day for day in value.values.values() if isinstance(day, (date, ImpreciseDate))]
        return [str(day) for day in days] if len(days) == len(value.values) else []
    return value.split(" to ") if isinstance(value, str) and _DAY.fullmatch(value) else []


def _stacked(value: Json, column: Column) -> str:
    return paper_cell(value, column, 0)
