"""Texts of cells of tables: for people in words, for machines as stored."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, zip_longest

from application.model_rows import UTC_ZONE, AsOf
from application.questions.asking.answer import Column, Json, Row
from application.questions.asking.sentences import plain
from domain.words import worded

OF = worded("Of")
"""The head of a column that has none, such as that of the names in the data of a chart."""
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_BLANKS = re.compile("[^\\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
_DECIMAL = re.compile(r"\d+[.,]\d+")


def found(row: Row, key: str) -> Json:
    """Return a value of a row; `standings.REF` is the value of REF in its `standings`."""
    if key in row:
        return row[key]
    outer, dot, inner = key.partition(".")
    value = row.get(outer)
    return value.get(inner) if dot and isinstance(value, Mapping) else value


def one_line(text: str) -> str:
    """Return a text with single blanks and no line ends; blanks at which no line breaks stay."""
    if text.isprintable() and "  " not in text:  # as most are: it has single blanks alone
        return text.strip()
    return _BLANKS.sub(" ", text).strip()


def cell(value: Json) -> str:
    """Return a value for people: blanks for unknown, words without underscores, one line."""
    if isinstance(value, str):
        return one_line(plain(value))
    if value is None or isinstance(value, int):
        return raw(value)
    if isinstance(value, Mapping):
        return " ".join(map(cell, value.values()))
    return ", ".join(map(cell, value))


def is_number(value: Json) -> bool:
    """Say whether a value stands on the right of its column."""
    if isinstance(value, str):
        return bool(_DECIMAL.fullmatch(value))
    return isinstance(value, int) and not isinstance(value, bool)


def is_of_numbers(column: Column, rows: Sequence[Row]) -> bool:
    """Say whether a column has numbers and nothing else, so that its head stands on the right."""
    filled = [value for row in rows if (value := found(row, column.key)) not in (None, "")]
    return bool(filled) and all(map(is_number, filled))


def shown(value: Json) -> str:
    """Return a value as it is, on one line."""
    return one_line(raw(value))


def raw(value: Json) -> str:
    """Return a value as it is; lists and objects as JSON."""
    match value:
        case str():  # as most are
            return value
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case _:
            return _encoded(value)


def escaped(text: str) -> str:
    """Return a text in which Markdown finds no markup."""
    for mark in "\\`*_[]<>|#&~":
        text = text.replace(mark, f"\\{mark}")
    return text


def audience(at: AsOf) -> str:
    """Return the audience of an answer or a report in words."""
    return {
        "public": worded("the public"),
        "members": worded("members"),
        "secretariat": worded("the secretariat"),
    }[at.audience.value]


def position(at: AsOf) -> str:
    """Return the sentence that says for which day, as recorded when, and for whom something is.

    A day after that of the entry up to which the record was read was not recorded on that day, and
    a day that has not come may turn out otherwise.
    """
    recorded: date | str
    if at.known.startswith("@"):
        recorded = at.recorded_at.date() if at.recorded_at else at.known
    else:
        recorded = date.fromisoformat(at.known)
    on: date | str = at.on
    if at.is_today and at.zone != UTC_ZONE:
        on = worded("{on} in {zone}", on=at.on, zone=at.zone)
    values = {"on": on, "recorded": recorded, "entry": at.position, "audience": audience(at)}
    if at.ahead:
        return worded(
            "Position on {on}, a day that has not come, as recorded on {recorded} (entry {entry}): "
            "what will be recorded until then is missing. For {audience}.",
            **values,
        )
    if at.unfinished:
        return worded(
            "Position on {on}, as recorded on {recorded}, a day that is not over (entry {entry}). "
            "For {audience}.",
            **values,
        )
    if isinstance(recorded, date) and at.known.startswith("@") and recorded < at.on:
        return worded(
            "Position on {on}, as recorded up to entry {entry} of {recorded}. For {audience}.",
            **values,
        )
    return worded(
        "Position on {on}, as recorded on {recorded} (entry {entry}). For {audience}.", **values
    )


def parts(text: str) -> Sequence[str]:
    """Return the paragraphs of a text, which are separated by blank lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


GAP = "  "
"""What stands between two columns of a table as text."""


def aligned(
    labels: Sequence[Sequence[str]], rows: Iterable[Sequence[Sequence[str]]]
) -> Iterator[str]:
    """Yield the lines of a table as text; each label and each cell is given as its lines.

    The rows are gone through twice.
    """
    widths = [max(map(len, label)) for label in labels]
    for row in rows:
        widths = list(map(max, widths, [max(map(len, lines)) for lines in row]))
    head = labels, [["-" * width] for width in widths]
    for row in chain(head, rows):
        for parts in zip_longest(*row, fillvalue=""):
            yield GAP.join(map(str.ljust, parts, widths)).rstrip()


def piped(labels: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown; text that would be taken as markup is escaped."""
    heads = list(map(escaped, labels))
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"
