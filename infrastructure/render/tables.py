"""An answer as text, Markdown, CSV or JSON; what it says is decided elsewhere."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import wrap

from application.questions.asking.answer import Answer
from application.questions.asking.sentences import plain
from domain.words import worded
from infrastructure.files.csv_files import write_csv
from infrastructure.files.terminal_text import escape_controls
from infrastructure.language import translated
from infrastructure.render.cells import cell, escaped, found, piped, position, raw, shown
from infrastructure.render.fitting import fitted
from infrastructure.translation import answer_translated


def render(answer: Answer, form: str, width: int | None = None) -> str:
    """Return the answer in one of `FORMS`; the same answer always gives the same text.

    As text, it is no wider than `width` letters, unless that is None.
    """
    if form == "text":
        return as_text(answer_translated(answer), width)
    return FORMS[form](answer if form in DATA else answer_translated(answer))


def head(answer: Answer) -> list[str]:
    """Return the lines that say what a table is, and for which day and position."""
    return [answer.title, *answer.banners, translated(position(answer.as_of))]


def as_text(answer: Answer, width: int | None = None) -> str:
    """Return an aligned table with its head, counts and notes; see `fitted` for its width."""
    labels = [column.label for column in answer.columns]
    rows = [[escape_controls(text) for text in row] for row in _cells(answer)]
    lines = [
        *_wrapped(map(escape_controls, head(answer)), width),
        "",
        *(fitted(labels, rows, width) if rows else [translated(worded("(no rows)"))]),
        *_wrapped(map(escape_controls, _foot(answer)), width),
    ]
    return "\n".join(lines) + "\n"


def _wrapped(lines: Iterable[str], width: int | None) -> Iterator[str]:
    for line in lines:
        yield from wrap(line, width, break_on_hyphens=False) or [""] if width else [line]


def as_markdown(answer: Answer) -> str:
    """Return a Markdown table; text that Markdown would take as markup is escaped."""
    title, *rest = head(answer)
    lines = [f"# {escaped(title)}", "", *(f"{escaped(line)}  " for line in rest), ""]
    lines += piped((column.label for column in answer.columns), _cells(answer))
    return "\n".join([*lines, *map(escaped, _foot(answer))]) + "\n"


def _cells(answer: Answer) -> Iterator[Sequence[str]]:
    show = shown if answer.raw else cell
    return ([show(found(row, column.key)) for column in answer.columns] for row in answer.rows)


def as_csv(answer: Answer) -> str:
    """Return all keys of the rows as CSV, in UTF-8 without a mark, for machines.

    Each row carries the position, the day and the banners, so that no copied row loses them.
    """
    inner = [c.key for c in answer.columns if "." in c.key and not answer.raw]
    outer = {key.split(".", 1)[0] for key in inner}
    whole = (key for row in answer.rows for key in row if key not in outer)
    keys = [*dict.fromkeys(whole), *inner]
    keys = keys or [column.key for column in answer.columns]
    at = answer.as_of
    same = [str(at.position), at.on.isoformat(), at.known, " ".join(answer.banners)]
    out = io.StringIO()
    write_csv(out, [[*keys, "as_of_position", "as_of_on", "as_of_known", "banners"]])
    write_csv(out, ([*(raw(found(row, key)) for key in keys), *same] for row in answer.rows))
    return out.getvalue()


def as_json(answer: Answer) -> str:
    """Return the answer as JSON with its published keys."""
    return json.dumps(answer.as_json(), ensure_ascii=False, indent=2) + "\n"


FORMS: Mapping[str, Callable[[Answer], str]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
}


DATA = ("json", "csv")
"""The forms for programs, which are always in English."""


def _foot(answer: Answer) -> list[str]:
    lines: list[str] = []
    if answer.counted:
        lines += ["", answer.counted]
    elif answer.counts:
        counted = (f"{n} {plain(name)}" for name, n in answer.counts.items())
        lines += ["", ", ".join(counted)]
    return [*lines, *(("", *answer.notes) if answer.notes else ())]
