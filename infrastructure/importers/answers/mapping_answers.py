"""Keep in a mapping what a person has answered, so that it is asked once."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from domain.errors import Malformed
from domain.names import normal
from infrastructure.importers.answers.open_value import (
    NOTHING,
    PLACEHOLDER,
    SKIP,
    OpenValue,
)
from infrastructure.importers.rows.mapping import RowMapping, read_mapping

_MARK = "# Answers: the program writes what follows.\n"
_NOTHING = frozenset({NOTHING, "says nothing", "it says nothing"})
_SKIP = frozenset({SKIP, "skip row"})


@dataclass(slots=True)
class Answers:
    """What was answered, by column: the formats of dates, what cells mean, and which skip a row."""

    dates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    skip: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def toml(self) -> str:
        """Return them as the end of a mapping."""
        return "\n".join([_MARK.rstrip("\n"), *self._lines(), ""])

    def _lines(self) -> Iterator[str]:
        for name, lists in (("dates", self.dates), ("skip", self.skip)):
            if lists:
                yield f"[{name}]"
                yield from (f"{quoted(k)} = {quoted_list(v)}" for k, v in lists.items())
        for column, meant in ((c, meant) for c, meant in self.cells.items() if meant):
            yield f"[cells.{quoted(column)}]"
            yield from (f"{quoted(cell)} = {quoted(text)}" for cell, text in meant.items())

    def take(self, about: OpenValue, answer: str) -> None:
        """Take an answer to what was asked of a column.

        Raises:
            Malformed: there are two answers, and this is none of them.
        """
        answer = chosen(about, answer)
        said = normal(answer)
        if about.formats:
            self.dates[about.column] = about.formats[about.choices.index(answer)]
        elif about.exchanged:
            shown = tuple((cell, cell) for cell, _ in about.exchanged)
            meant_days = (shown, about.exchanged)[about.choices.index(answer)]
            self.cells.setdefault(about.column, {}).update(meant_days)
        elif said in _SKIP:
            self.cells.get(about.column, {}).pop(about.value, None)
            skipped = (*self.skip.get(about.column, ()), about.value)
            self.skip[about.column] = tuple(dict.fromkeys(skipped))
        else:
            meant = "" if said in _NOTHING else answer
            self.cells.setdefault(about.column, {})[about.value] = meant


def chosen(about: OpenValue, answer: str) -> str:
    """Return an answer as it is written among the choices, if nothing else can be answered.

    Raises:
        Malformed: it is none of them.
    """
    if not about.is_closed or answer in about.choices:
        return answer
    choices = {normal(each): each for each in about.choices}
    if normal(answer) not in choices:
        raise Malformed(
            "Say of {name!r} one of these, not {answer!r}: {choices}.",
            name=about.column or about.value,
            answer=answer,
            choices=", ".join(about.choices),
        )
    return choices[normal(answer)]


def answered(toml: str, name: str, told: Sequence[tuple[OpenValue, str]]) -> str:
    """Return a mapping with answers in it; the rest of its text stays as it is.

    Raises:
        Malformed: it cannot be used, an answer is none, or it keeps such tables by hand.
    """
    body, mark, _ = toml.partition(_MARK)
    mapping = read_mapping(toml, name)
    if not mark and (mapping.dates or mapping.cells or mapping.skip):
        raise Malformed(
            "The mapping {name} has tables of answers that were written by hand; write the new "
            "ones there, too.",
            name=name,
        )
    answers = _kept(mapping)
    for about, answer in told:
        if about.column:
            answers.take(about, answer)
        else:
            body = _constant(body, about.value, chosen(about, answer))
    return body.rstrip("\n") + "\n\n" + answers.toml()


def _kept(mapping: RowMapping) -> Answers:
    cells = {column: dict(meant) for column, meant in mapping.cells.items()}
    return Answers(dict(mapping.dates), cells, dict(mapping.skip))


def _constant(body: str, name: str, answer: str) -> str:
    line = re.compile(rf"^{re.escape(name)} = {re.escape(quoted(PLACEHOLDER))}$", re.MULTILINE)
    return line.sub(lambda _: f"{name} = {quoted(answer)}", body)


def quoted(text: str) -> str:
    """Return a text as a value in TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def quoted_list(texts: Iterable[str]) -> str:
    """Return texts as a value in TOML."""
    return f"[{', '.join(map(quoted, texts))}]"
