"""Where a value of an act comes from: a constant, a cell, or a template over cells."""

import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from domain.words import worded
from infrastructure.importers.rows.row_bounds import PATTERN_TIME
from infrastructure.importers.tables.problems import CellFault, RowFaults, with_suggestion

_LONGEST = 100_000
_NAMES = re.compile(r"\{([^{}]*)\}")


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

    def from_answer(self, answer: str) -> str:
        """Return the value that a person gave: in a form of the patterns, or as it is."""
        found = self._matched(self.column or "", answer)
        return answer if found is None else found

    def _by_pattern(self, column: str, cell: str) -> str:
        found = self._matched(column, cell)
        if found is None and self.patterns:
            reason = worded("This is in no form that the mapping knows for this column.")
            raise RowFaults(CellFault(column, cell, reason))
        return cell if found is None else found

    def _matched(self, column: str, cell: str) -> str | None:
        """Return what the first pattern that matches makes of a cell, None where none does."""
        for pattern, template in self.patterns.items():
            if match := matches(pattern, cell):
                groups = {str(n): text or "" for n, text in enumerate(match.groups(), start=1)}
                return _fill(template, groups, column, cell)
        return None


def _fill(template: str, values: Mapping[str, str], column: str = "", cell: str = "") -> str:
    size = len(template) + sum(len(values[name]) for name in _NAMES.findall(template))
    if size > _LONGEST:  # than any text of an act; many of them would take all memory
        sentence = "The mapping makes a text of more than {limit:,} characters here."
        raise RowFaults(CellFault(column, cell, worded(sentence, limit=_LONGEST)))
    return _NAMES.sub(lambda name: values[name[1]], template)


def matches(pattern: str, cell: str) -> re.Match[str] | None:
    """Return what a pattern finds in a whole cell.

    Raises:
        Malformed: the patterns took too long on all cells together.
    """
    with PATTERN_TIME.used():
        return re.fullmatch(pattern, cell)


def check_pattern(pattern: str, template: str = "") -> None:
    """Refuse what is no pattern, or a template with groups that the pattern lacks.

    Raises:
        ValueError: with the reason.
    """
    try:
        groups = re.compile(pattern).groups
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
