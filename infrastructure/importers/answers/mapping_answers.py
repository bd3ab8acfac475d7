"""Keep in a mapping what a person has answered, so that it is asked once."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.errors import Malformed
from domain.names import normal
from infrastructure.importers.answers.open_value import NOTHING, SKIP, OpenValue
from infrastructure.importers.rows.mapping import RowMapping, read_mapping
from infrastructure.importers.workbooks.known_references import EXTRAORDINARY

_MARK = "# Answers: the program writes what follows.\n"
_NOTHING = frozenset({NOTHING, "says nothing", "it says nothing"})
_SKIP = frozenset({SKIP, "skip row"})


OF_FILE = "of_file"
"""Beside a constant that holds for one file alone: the sha256 of that file."""


@dataclass(slots=True)
class Answers:
    """What was answered: constants by field, and by column all else.

    That is the formats of dates, what cells mean, and which skip a row, in their order.
    """

    constants: dict[str, str] = field(default_factory=dict)
    dates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    skip: dict[str, dict[str, None]] = field(default_factory=dict)

    def toml(self) -> str:
        """Return them as the end of a mapping."""
        return "\n".join([_MARK.rstrip("\n"), *self._lines(), ""])

    def _lines(self) -> Iterator[str]:
        if self.constants:
            yield "[constants]"
            yield from (f"{name} = {quoted(text)}" for name, text in self.constants.items())
        lists: Mapping[str, Iterable[str]]
        for name, lists in (("dates", self.dates), ("skip", self.skip)):
            if any(lists.values()):
                yield f"[{name}]"
                yield from (f"{quoted(k)} = {quoted_list(v)}" for k, v in lists.items() if v)
        for column, meant in ((c, meant) for c, meant in self.cells.items() if meant):
            yield f"[cells.{quoted(column)}]"
            yield from (f"{quoted(cell)} = {quoted(text)}" for cell, text in meant.items())

    def take(self, about: OpenValue, answer: str) -> bool:
        """Take an answer in the place of any before, and say whether it is another one.

        Raises:
            Malformed: not every answer is possible, and this is none of them.
        """
        before = self._said_of(about)
        self._take(about, chosen(about, answer))
        return self._said_of(about) != before

    def _said_of(self, about: OpenValue) -> Sequence[object]:
        cells = self.cells.get(about.column, {})
        cell = about.column and cells.get(about.value)
        is_skipped = about.value in self.skip.get(about.column, ())
        exchanged = [cells.get(each) for each, _ in about.exchanged]
        formats = about.formats and self.dates.get(about.column)
        constant = (self.constants.get(about.value), about.of_file and self.constants.get(OF_FILE))
        return cell, is_skipped, exchanged, formats, constant

    def _take(self, about: OpenValue, answer: str) -> None:
        said = normal(answer)
        if not about.column:
            self.constants[about.value] = "" if answer == EXTRAORDINARY else answer
            if about.of_file:
                self.constants[OF_FILE] = about.of_file
        elif about.formats:
            self.dates[about.column] = about.formats[about.choices.index(answer)]
        elif about.exchanged:
            shown = tuple((cell, cell) for cell, _ in about.exchanged)
            meant_days = (shown, about.exchanged)[about.choices.index(answer)]
            self.cells.setdefault(about.column, {}).update(meant_days)
        elif said in _SKIP:
            self.cells.get(about.column, {}).pop(about.value, None)
            self.skip.setdefault(about.column, {})[about.value] = None
        else:
            meant = "" if said in _NOTHING else answer
            self.skip.get(about.column, {}).pop(about.value, None)
            self.cells.setdefault(about.column, {})[about.value] = meant


def chosen(about: OpenValue, answer: str) -> str:
    """Return an answer as it is written among the choices, if nothing else can be answered.

    It may be in other letters; a text may be answered by its title, too, or as it is shown.

    Raises:
        Malformed: it is none of them, or there is none.
    """
    shown = dict(zip(about.named_choices, about.choices, strict=True))
    if answer in shown or answer in about.choices:
        return shown.get(answer, answer)
    titled = [text for text, title in about.titles.items() if normal(title) == normal(answer)]
    if len(titled) == 1:
        return titled[0]
    choices = {normal(each): each for each in about.choices}
    if not about.is_closed:
        return choices.get(normal(answer), answer)
    if not choices:
        raise Malformed(
            "No {name} is on record yet, so it cannot be {answer!r}: record it, then import again.",
            name=about.value,
            answer=answer,
        )
    if normal(answer) not in choices:
        raise Malformed(
            "Say of {name!r} one of these, not {answer!r}: {choices}.",
            name=about.column or about.value,
            answer=answer,
            choices=", ".join(about.named_choices),
        )
    return choices[normal(answer)]


def answered(toml: str, name: str, told: Sequence[tuple[OpenValue, str]]) -> tuple[str, int]:
    """Return a mapping with answers in it, and how many are new or replace one of before.

    The rest of its text stays as it is.

    Raises:
        Malformed: it cannot be used, an answer is none, or it keeps such tables by hand.
    """
    body, mark, _ = toml.partition(_MARK)
    mapping = read_mapping(toml, name)
    if not mark and (mapping.constants or mapping.dates or mapping.cells or mapping.skip):
        raise Malformed(
            "The mapping {name} has tables of answers that were written by hand; write the new "
            "ones there, too.",
            name=name,
        )
    answers = _kept(mapping)
    new = sum([answers.take(about, answer) for about, answer in told])
    return body.rstrip("\n") + "\n\n" + answers.toml(), new


def without_answers(toml: str, name: str) -> RowMapping:
    """Return a mapping as it was before anything was answered, so that all is asked.

    Raises:
        Malformed: it cannot be used.
    """
    return read_mapping(toml.partition(_MARK)[0], name)


def _kept(mapping: RowMapping) -> Answers:
    cells = {column: dict(meant) for column, meant in mapping.cells.items()}
    skip = {column: dict.fromkeys(words) for column, words in mapping.skip.items()}
    return Answers(dict(mapping.constants), dict(mapping.dates), cells, skip)


def quoted(text: str) -> str:
    """Return a text as a value in TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def quoted_list(texts: Iterable[str]) -> str:
    """Return texts as a value in TOML."""
    return f"[{', '.join(map(quoted, texts))}]"
