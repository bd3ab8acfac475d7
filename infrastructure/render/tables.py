"""An answer as text, Markdown, CSV or JSON; what it says is decided elsewhere."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence

from application.questions.answer import Answer, Json, Row
from application.questions.wording import plain

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII)


def render(answer: Answer, form: str) -> str:
    """Return the answer in one of `FORMS`; the same answer always gives the same text."""
    return FORMS[form](answer)


def head(answer: Answer) -> list[str]:
    """Return the lines that say what a table is, and for which day and position."""
    at = answer.as_of
    unfinished = ", a day that is not over" if at.unfinished else ""
    day = at.recorded_at.date() if at.known.startswith("@") and at.recorded_at else at.known
    known = f"as known on {day}{unfinished} (@{at.position})"
    days = f"As at {at.on}, {known}, for {_audience(answer)}."
    return [answer.title, *answer.banners, days]


def found(row: Row, key: str) -> Json:
    """Return a value of a row; `standings.REF` is the value of REF in its `standings`."""
    if key in row:
        return row[key]
    outer, dot, inner = key.partition(".")
    value = row.get(outer)
    return value.get(inner) if dot and isinstance(value, Mapping) else value


def as_text(answer: Answer) -> str:
    """Return an aligned table with its head, counts and notes."""
    labels = [column.label for column in answer.columns]
    show = _shown if answer.raw else _cell
    cells = [[show(found(row, c.key)) for c in answer.columns] for row in answer.rows]
    widths = [max(map(len, column)) for column in zip(labels, *cells, strict=True)]
    lines = [*head(answer), ""]
    if cells:
        for row in (labels, ["-" * width for width in widths], *cells):
            padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append("  ".join(padded).rstrip())
    else:
        lines.append("(no rows)")
    return "\n".join([*lines, *_foot(answer)]) + "\n"


def as_markdown(answer: Answer) -> str:
    """Return a Markdown table; text that Markdown would take as markup is escaped."""
    title, *rest = head(answer)
    lines = [f"# {_escaped(title)}", "", *(f"{_escaped(line)}  " for line in rest), ""]
    labels = [column.label for column in answer.columns]
    lines.append(f"| {' | '.join(map(_escaped, labels))} |")
    lines.append(f"|{' --- |' * len(labels)}")
    show = _shown if answer.raw else _cell
    for row in answer.rows:
        cells = (_escaped(show(found(row, column.key))) for column in answer.columns)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, *map(_escaped, _foot(answer))]) + "\n"


def as_csv(answer: Answer) -> str:
    """Return all keys of the rows as CSV, in UTF-8 without a mark, for machines.

    Each row carries the position, the day and the banners, so that no copied row loses them. A
    cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    inner = [c.key for c in answer.columns if "." in c.key and not answer.raw]
    outer = {key.split(".", 1)[0] for key in inner}
    whole = (key for row in answer.rows for key in row if key not in outer)
    keys = [*dict.fromkeys(whole), *inner]
    keys = keys or [column.key for column in answer.columns]
    at = answer.as_of
    same = [str(at.position), at.on.isoformat(), at.known, " ".join(answer.banners)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*keys, "as_of_position", "as_of_on", "as_of_known", "banners"])
    for row in answer.rows:
        writer.writerow([*(_harmless(_raw(found(row, key))) for key in keys), *same])
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


def _audience(answer: Answer) -> str:
    return {
        "public": "the public",
        "members": "members",
        "secretariat": "the secretariat",
    }[answer.as_of.audience.value]


def _foot(answer: Answer) -> list[str]:
    lines: list[str] = []
    if answer.counts is not None:
        counted = (f"{n} {plain(name)}" for name, n in answer.counts.items())
        lines += ["", ", ".join(counted)]
    return [*lines, *(("", *answer.notes) if answer.notes else ())]


def _cell(value: Json) -> str:
    """Return a value for people: blanks for unknown, words without underscores, one line."""
    if isinstance(value, str):
        return " ".join(plain(value).split())
    if isinstance(value, Mapping):
        return " ".join(map(_cell, value.values()))
    if isinstance(value, Sequence):
        return ", ".join(map(_cell, value))
    return _raw(value)


def _shown(value: Json) -> str:
    """Return a value as it is, on one line."""
    return " ".join(_raw(value).split())


def _raw(value: Json) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False)


def _harmless(text: str) -> str:
    runs = text[:1] and text[:1] in "=+-@\t\r" and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def _escaped(text: str) -> str:
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return text
