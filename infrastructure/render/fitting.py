"""Tables of text in the width of a screen: long cells broken, columns that have no room below."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from infrastructure.render.cells import GAP, aligned

WORD = 24  # letters; a longer word, such as a digest, may be broken
READABLE = 16  # letters; a column that is broken is no narrower


def fitted(
    labels: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None
) -> Iterator[str]:
    """Yield the lines of a table with a cell a text, as wide as it is where `width` is None.

    Where it is wider than `width` letters, long cells go over several lines. Where the columns
    have no room even so, the table is split: each part begins with the first columns that tell
    its rows apart, or with the first one alone where those have no room.
    """
    texts = [[label, *(row[n] for row in rows)] for n, label in enumerate(labels)]
    longest = [max(map(len, column)) for column in texts]
    if width is None or _wide(longest) <= width:
        yield from aligned([[each] for each in labels], [[[cell] for cell in row] for row in rows])
        return
    least = [
        min(most, max(READABLE, _word(each))) for most, each in zip(longest, texts, strict=True)
    ]
    for number, part in enumerate(_parts(least, _telling(rows), width)):
        gaps = len(GAP) * (len(part) - 1)
        wide = grown([least[n] for n in part], [longest[n] for n in part], width - gaps)
        broken = [
            [_broken(row[n], room) for n, room in zip(part, wide, strict=True)]
            for row in (labels, *rows)
        ]
        if number:
            yield ""
        yield from aligned(broken[0], broken[1:])


def grown(wide: Sequence[int], wanted: Sequence[int], room: int) -> Sequence[int]:
    """Return columns that are as wide as wanted, or share the room that there is."""
    more = [max(0, most - each) for each, most in zip(wide, wanted, strict=True)]
    left = min(sum(more), max(0, room - sum(wide)))
    return [
        each + left * further // max(1, sum(more)) for each, further in zip(wide, more, strict=True)
    ]


def _wide(columns: Sequence[int]) -> int:
    return sum(columns) + len(GAP) * (len(columns) - 1)


def _word(texts: Sequence[str]) -> int:
    """Return how many letters the longest word has, up to those that are broken."""
    return min(WORD, max(len(word) for text in texts for word in text.split(" ")))


def _telling(rows: Sequence[Sequence[str]]) -> int:
    """Return how many of the first columns tell apart all rows that differ anywhere."""
    different = len(set(map(tuple, rows)))
    most = len(rows[0]) if rows else 1
    return next(n for n in range(1, most + 1) if len({tuple(r[:n]) for r in rows}) == different)


def _parts(least: Sequence[int], telling: int, width: int) -> Iterator[Sequence[int]]:
    """Yield the columns of each part: the `telling` first, and as many others as have room."""
    if _wide([*least[:telling], max(least[telling:], default=0)]) > width:
        telling = 1
    first = [*range(telling)]
    part = first
    for number in range(telling, len(least)):
        if len(part) > telling and _wide([least[n] for n in (*part, number)]) > width:
            yield part
            part = first
        part = [*part, number]
    yield part


def _broken(text: str, room: int) -> Sequence[str]:
    return wrap(text, max(1, room), break_on_hyphens=False) or [""]
