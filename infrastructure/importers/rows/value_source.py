"""Where a value of an act comes from: a constant, a cell, or a template over cells."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from domain.words import worded
from infrastructure.importers.rows.pattern_time import in_time
from infrastructure.importers.tables.problems import CellFault, RowFaults, with_suggestion

_NAMES = re.compile(r"\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_REPEATED = re.compile(r"\)[*+{]")  # a group that is repeated can take for ever
_COMMENTED = re.compile(r"\(\?(?:#|[A-Za-z-]*x)")  # comments and blanks hide what is repeated
_NO_REPEAT = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|(?<=\()\?"
)  # signs, classes, kinds of groups
_REPEAT = re.compile(r"(?P<any>[*+])|(?P<twice>\?)|\{(?P<least>\d*)(?P<to>,?)(?P<most>\d*)\}")
_SHAPED = 1_000  # letters of a cell that patterns are tried on
_ORDINARY = 20  # letters of a cell that every pattern has to be able to read
_MOST_WAYS = 10_000_000  # in which a cell may be divided among the parts of a pattern
LONGEST_PATTERN = 300  # characters


class MappingModel(BaseModel):
    """The base of all parts of a mapping: a key that is not known is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ValueSource(MappingModel):
    """Where a value comes from: a constant `value`, a `column`, or a `template` over columns.

    A column's cell may pass through `patterns` (the first that matches the whole cell gives the
    template; `{1}` is its first group) and then through the value map `map`. What the map does not
    hold becomes `otherwise`, or stays as it is without it; where `only_map` is true, it is a fault.
    A blank cell becomes `default`.
    """

    value: str | None = None
    column: str | None = None
    template: Annotated[str, Field(max_length=5_000)] | None = None
    patterns: dict[str, str] = Field(default_factory=dict)
    map: str | None = None
    otherwise: str | None = None
    only_map: bool = False
    default: str = ""

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if sum(origin is not None for origin in (self.value, self.column, self.template)) != 1:
            raise ValueError(worded("give one of value, column and template"))
        if self.column is None and (self.map or self.patterns):
            raise ValueError(worded("map and patterns need a column"))
        for pattern, template in self.patterns.items():
            check_pattern(pattern, template)
        return self

    @property
    def columns(self) -> list[str]:
        """The columns that it reads."""
        return [self.column] if self.column else _NAMES.findall(self.template or "")

    def read(self, cells: Mapping[str, str], maps: Mapping[str, Mapping[str, str]]) -> str:
        """Return the value that the cells of a row give; `maps` are the value maps by name.

        Raises:
            RowFaults: a cell is of no form of the patterns, or too long for one of them, or not in
                a map that has to hold all.
        """
        if self.column is None:
            return self.value or "" if self.template is None else _fill(self.template, cells)
        cell = cells[self.column]
        if not cell:
            return self.default
        text = self._by_pattern(self.column, cell)
        if self.map is None:
            return text
        if self.only_map and text not in maps[self.map]:
            sentence = worded("It is not in the value map {map!r}.", map=self.map)
            reason = with_suggestion(sentence, text, maps[self.map])
            raise RowFaults(CellFault(self.column, cell, reason))
        return maps[self.map].get(text, text if self.otherwise is None else self.otherwise)

    def _by_pattern(self, column: str, cell: str) -> str:
        for pattern, template in self.patterns.items():
            if fault := too_long(pattern, column, cell):
                raise RowFaults(fault)
            if match := matches(pattern, cell):
                groups = {str(n): text or "" for n, text in enumerate(match.groups(), start=1)}
                return _fill(template, groups)
        if self.patterns:
            reason = worded("This is in no form that the mapping knows for this column.")
            raise RowFaults(CellFault(column, cell, reason))
        return cell


def _fill(template: str, values: Mapping[str, str]) -> str:
    return _NAMES.sub(lambda name: values[name[1]], template)


@in_time
def matches(pattern: str, cell: str) -> re.Match[str] | None:
    """Return what a pattern finds in a whole cell; a cell that is too long for it has no form."""
    return None if _is_too_long(pattern, cell) else re.fullmatch(pattern, cell)


@in_time
def too_long(pattern: str, column: str, cell: str) -> CellFault | None:
    """Return that a cell is too long for a pattern, None where it is not."""
    if not _is_too_long(pattern, cell):
        return None
    reason = worded("This is too long for the pattern {pattern!r}.", pattern=pattern)
    return CellFault(column, cell, reason)


def _is_too_long(pattern: str, cell: str) -> bool:
    return len(cell) > _SHAPED or _ways(pattern, len(cell)) > _MOST_WAYS


@lru_cache(maxsize=1_000)
def _ways(pattern: str, length: int) -> int:
    """Return in how many ways a cell of so many letters can be tried, at most."""
    plain = _NO_REPEAT.sub("", pattern)
    ways = _alternatives(plain)
    for each in _REPEAT.finditer(plain):
        if each["any"] or (each["to"] and not each["most"]):
            ways *= length + 1
        elif each["twice"]:
            ways *= 2
        elif each["to"]:
            ways *= min(length, int(each["most"]) - int(each["least"] or 0)) + 1
    return ways


def _alternatives(plain: str) -> int:
    """Return how many choices the groups of a pattern have together."""
    ways, begun = 1, [1]
    for sign in plain:
        if sign == "(":
            begun.append(1)
        elif sign == "|":
            begun[-1] += 1
        elif sign == ")":
            ways *= begun.pop()
    return ways * begun[0]


def check_pattern(pattern: str, template: str = "") -> None:
    """Refuse a pattern that could take for ever, or a template with groups that it lacks.

    Raises:
        ValueError: with the reason.
    """
    plain = _ESCAPED.sub("_", pattern)
    unsafe = _REPEATED.search(plain) or _COMMENTED.search(plain)
    if len(pattern) > LONGEST_PATTERN or unsafe:
        raise ValueError(
            worded(
                "a pattern has at most {longest} characters, repeats no group, as in (…)+, and has "
                "no comment, as in (?#…) or (?x): it can take for ever",
                longest=LONGEST_PATTERN,
            )
        )
    try:
        groups = re.compile(pattern).groups
        if _ways(pattern, _ORDINARY) > _MOST_WAYS:
            raise ValueError(
                worded(
                    "the pattern {pattern!r} can take for ever: it has too many repeats (*, +, ?, "
                    "{example}) or alternatives",
                    pattern=pattern,
                    example="{1,9}",
                )
            )
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(
            worded("the pattern {pattern!r} cannot be read: {error}", pattern=pattern, error=error)
        ) from error
    known = {str(number) for number in range(1, groups + 1)}
    for name in _NAMES.findall(template):
        if name not in known:
            raise ValueError(
                worded(
                    "the pattern {pattern!r} has no group {{{name}}}", pattern=pattern, name=name
                )
            )


def _constant(given: object) -> object:
    return {"value": given} if isinstance(given, str) else given


ValueFrom = Annotated[ValueSource, BeforeValidator(_constant)]
