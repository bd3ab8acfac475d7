"""An answer as text, Markdown, CSV or JSON; what it says is decided elsewhere."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from textwrap import wrap
from typing import TypeVar

from application.questions.asking.answer import Answer, Column, Json, MadeAnew, Row
from application.questions.asking.sentences import counts_in_words
from domain.words import worded
from infrastructure.files.terminal_text import escape_controls
from infrastructure.language import speech, translated
from infrastructure.render.cells import aligned, cell, escaped, found, piped, position, raw, shown
from infrastructure.render.fitting import fitted

T = TypeVar("T")
AT_ONCE = 500
"""How many lines or rows are written together."""


def render(answer: Answer, form: str, width: int | None = None) -> str:
    """Return the answer in one of `FORMS`; the same answer always gives the same text."""
    return "".join(pieces(answer, form, width))


def pieces(answer: Answer, form: str, width: int | None = None) -> Iterator[str]:
    """Yield the same in pieces of some hundred lines, which hold no more rows than that.

    As text, it is no wider than `width` letters, unless that is None.
    """
    if form not in DATA and not speech().is_as_written:
        from infrastructure.translation import answer_translated  # noqa: PLC0415  # loads reports

        answer = answer_translated(answer)
    return _text(answer, width) if form == "text" else FORMS[form](answer)


def _some(items: Iterable[T]) -> Iterator[Sequence[T]]:
    left = iter(items)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _lines(*parts: Iterable[str]) -> Iterator[str]:
    for some in _some(chain(*parts)):
        yield "".join(f"{line}\n" for line in some)


def head(answer: Answer) -> list[str]:
    """Return the lines that say what a table is, and for which day and position."""
    return [answer.title, *answer.banners, translated(position(answer.as_of))]


def _text(answer: Answer, width: int | None = None) -> Iterator[str]:
    """Yield an aligned table with its head, counts and notes; see `fitted` for its width."""
    labels = [column.label for column in answer.columns]

    def escaped_cells() -> Iterator[Sequence[Sequence[str]]]:
        return ([[escape_controls(text)] for text in row] for row in _cells(answer))

    anew = isinstance(answer.rows, MadeAnew)
    rows = MadeAnew(escaped_cells) if anew and width is None else list(escaped_cells())
    table: Iterable[str] = [translated(worded("(no rows)"))]
    if rows and width is None:
        table = aligned([[label] for label in labels], rows)
    elif rows:
        table = fitted(labels, [[cell for (cell,) in row] for row in rows], width)
    above, below = (map(escape_controls, each) for each in (head(answer), _foot(answer)))
    return _lines(_wrapped(above, width), [""], table, _wrapped(below, width))


def _wrapped(lines: Iterable[str], width: int | None) -> Iterator[str]:
    for line in lines:
        yield from wrap(line, width, break_on_hyphens=False) or [""] if width else [line]


def _markdown(answer: Answer) -> Iterator[str]:
    """Yield a Markdown table; text that Markdown would take as markup is escaped."""
    title, *rest = head(answer)
    lines = [f"# {escaped(title)}", "", *(f"{escaped(line)}  " for line in rest), ""]
    table = piped((column.label for column in answer.columns), _cells(answer))
    return _lines(lines, table, map(escaped, _foot(answer)))


def _cells(answer: Answer) -> Iterator[Sequence[str]]:
    show = shown if answer.raw else cell
    return ([show(_said(row, column)) for column in answer.columns] for row in answer.rows)


def _said(row: Row, column: Column) -> Json:
    """Return a value in the words that people are told, where these are others."""
    value = found(row, column.key)
    return column.said.get(value, value) if isinstance(value, str) else value


def _csv(answer: Answer) -> Iterator[str]:
    """Yield all keys of the rows as CSV, in UTF-8 without a mark, for machines.

    Each row carries the position, the day and the banners, so that no copied row loses them.
    """
    from infrastructure.files.csv_files import write_csv  # noqa: PLC0415  # other forms need no CSV

    inner = [c.key for c in answer.columns if "." in c.key and not answer.raw]
    outer = {key.split(".", 1)[0] for key in inner}
    alike = isinstance(answer.rows, MadeAnew)
    whole = (key for row in islice(answer.rows, 1 if alike else None) for key in row)
    keys = [*dict.fromkeys(key for key in whole if key not in outer), *inner]
    keys = keys or [column.key for column in answer.columns]
    at = answer.as_of
    same = [str(at.position), at.on.isoformat(), at.known, " ".join(answer.banners)]
    names = [*keys, "as_of_position", "as_of_on", "as_of_known", "banners"]
    rows = ([*(raw(found(row, key)) for key in keys), *same] for row in answer.rows)
    for some in _some(chain([names], rows)):
        out = io.StringIO()
        write_csv(out, some)
        yield out.getvalue()


def _json(answer: Answer) -> Iterator[str]:
    """Yield the answer as JSON with its published keys, of which the rows are the last."""
    before, _, after = _dumped(replace(answer, rows=()).as_json()).rpartition("]")
    yield before
    separator, end = "\n", ""
    for some in _some(answer.rows):
        yield separator + ",\n".join(f"    {_dumped(row)}".replace("\n", "\n    ") for row in some)
        separator, end = ",\n", "\n  "
    yield f"{end}]{after}\n"


def _dumped(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Callable[[Answer], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
}


DATA = ("json", "csv")
"""The forms for programs, which are always in English."""


def _foot(answer: Answer) -> list[str]:
    lines: list[str] = []
    if answer.counted:
        lines += ["", answer.counted]
    elif answer.counts:
        lines += ["", translated(counts_in_words(answer.counts.items()))]
    return [*lines, *(("", *answer.notes) if answer.notes else ())]
