"""A mapping: how the columns of a foreign file become acts, written as TOML and checked here."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from domain.errors import Malformed
from domain.grouping import grouped
from domain.normal_form import normal_form
from domain.values import MemberCode, Reference, Url, Visibility
from domain.words import worded
from infrastructure.files.bounded_work import bounded_reading
from infrastructure.files.reading import read_bounded
from infrastructure.files.toml import parsed
from infrastructure.importers.rows.act_request import ACTS, fields_of
from infrastructure.importers.rows.setup import Setup
from infrastructure.importers.rows.value_source import (
    MappingModel,
    ValueFrom,
    ValueSource,
    check_pattern,
    matches,
)
from infrastructure.importers.tables.date_formats import with_any_sign
from infrastructure.importers.tables.problems import with_suggestion

_SAMPLE = datetime(2022, 11, 23, 14, 5, 6, tzinfo=UTC)
LARGEST = 1_000_000  # bytes
_MOST_ACTS, _MOST_FORMATS = 1_000, 200  # each may be tried on every row
PLACEHOLDER = "FILL-IN"
"""What stands in a mapping where a person has to say something."""
OUTSIDE = "(outside the table)"
"""Stands for a column in what was answered about words above and below a table."""


def _filled(given: object) -> object:
    """Read a column, or a list of columns, as columns of which one must be filled."""
    columns = [given] if isinstance(given, str) else given
    if isinstance(columns, list):
        return {"filled": columns}
    if not isinstance(columns, dict):
        return columns
    patterns = {column: each for column, each in columns.items() if isinstance(each, str)}
    return {"cells": {c: e for c, e in columns.items() if c not in patterns}, "patterns": patterns}


class Condition(MappingModel):
    """When an act applies: one of the columns is filled, or each column holds one of its values.

    A text in the place of the values is a pattern, which the whole cell has to match.
    """

    filled: tuple[str, ...] = ()
    cells: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    patterns: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_patterns_that_can_be_tested(self) -> Self:
        for pattern in self.patterns.values():
            check_pattern(pattern)
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it looks at."""
        return (*self.filled, *self.cells, *self.patterns)

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {column: frozenset(words) for column, words in self.cells.items()}

    def applies(self, cells: Mapping[str, str]) -> bool:
        """Say whether it holds for the cells of a row."""
        if self.filled:
            return any(cells[column] for column in self.filled)
        words = all(cells[column] in words for column, words in self._words.items())
        told = all(matches(pattern, cells[column]) for column, pattern in self.patterns.items())
        return bool(self.cells or self.patterns) and words and told


When = Annotated[Condition, BeforeValidator(_filled)]


class ActOfRow(MappingModel):
    """An act that a row may record, when it applies, and where its parameters come from."""

    record: str
    when: When
    unless: When = Condition()
    parameters: dict[str, ValueFrom] = Field(alias="with", default_factory=dict)

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The columns that parameters are read from, by the parameter."""
        return {name: each.column for name, each in self.parameters.items() if each.column}

    def applies(self, cells: Mapping[str, str]) -> bool:
        """Say whether a row with these cells asks for it."""
        return self.when.applies(cells) and not self.unless.applies(cells)

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.record not in ACTS:
            acts = ", ".join(ACTS)
            sentence = worded("{record!r} is no act: {acts}.", record=self.record, acts=acts)
            raise ValueError(with_suggestion(sentence, self.record, ACTS))
        known = fields_of(ACTS[self.record])
        for name in self.parameters:
            if name not in known:
                values = {"record": self.record, "known": ", ".join(known), "name": name}
                raise ValueError(worded("{record} takes {known}, not {name!r}", **values))
        return self


class Admission(MappingModel):
    """What a party that is not yet a member is called and is, for its admission.

    Without a kind it is that of a well-known party, or a state.
    """

    name: ValueFrom
    kind: ValueFrom = ValueSource(value="")


class FileSource(MappingModel):
    """The source of every act of the file; reference and sha256 are the file's own."""

    title: ValueFrom
    url: Url | None = None
    basis: Literal["stated", "inferred"] = "stated"


class RowMapping(MappingModel):
    """One kind of file: its key columns, its dates and values, and the acts of a row.

    `key` has the columns that tell rows apart. With `use_all`, a filled cell that the act takes no
    notice of is a fault. `values` has tables by name, from what a cell says to what is recorded.

    What a person has answered is by column: `dates` has the formats of its dates, `cells` what a
    cell means that fits no rule ("" says nothing), `skip` the cells whose row is left out.
    `constants` has by field what holds for all rows, in the place of `PLACEHOLDER`. Rows to which
    `nothing` applies say nothing yet.
    """

    name: Reference
    taskforce: MemberCode | None = None
    key: tuple[str, ...] = Field(min_length=1)
    delimiter: Literal[",", ";", "\t"] | None = None
    date_formats: tuple[str, ...] = ()
    only_date_formats: bool = False
    use_all: bool = False
    visibility: ValueFrom = ValueSource(value="")
    note: ValueFrom = ValueSource(value="")
    source: FileSource | None = None
    member: Admission | None = None
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    setup: Setup = Setup()
    nothing: When = Condition()
    constants: dict[str, str] = Field(default_factory=dict)
    dates: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    cells: dict[str, dict[str, str]] = Field(default_factory=dict)
    skip: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    act: tuple[ActOfRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        formats = [*self.date_formats, *chain.from_iterable(self.dates.values())]
        if len(formats) > _MOST_FORMATS or len(self.act) > _MOST_ACTS:
            most = {"acts": _MOST_ACTS, "formats": _MOST_FORMATS}
            raise ValueError(
                worded("a mapping has at most {acts:,} acts and {formats} date formats", **most)
            )
        for pattern in formats:
            _check_date_format(pattern)
        if self.visibility.value and self.visibility.value not in list(Visibility):
            words = ", ".join(Visibility)
            raise ValueError(worded("the visibility is one of {words}", words=words))
        for parameter in self.all_parameters():
            if parameter.map is not None and parameter.map not in self.values:
                raise ValueError(worded("there is no value map [values.{map}]", map=parameter.map))
        return self

    @model_validator(mode="after")
    def _takes_constants(self) -> Self:
        for act in self.act:
            for name, parameter in act.parameters.items():
                constant = constant_of(name)
                if parameter.value == PLACEHOLDER and constant in self.constants:
                    act.parameters[name] = ValueSource(value=self.constants[constant])
        return self

    def formats_of(self, column: str) -> tuple[str, ...]:
        """Return the formats of the dates of a column, with any sign between day and month."""
        found = self.dates.get(column, self.date_formats)
        return found if self.only_date_formats else with_any_sign(found)

    @property
    def words_of_acts(self) -> Mapping[str, Sequence[str]]:
        """The words by which rows ask for acts, by column, of which others are asked about."""
        of_one = [act.when.cells for act in self.act if len(act.when.cells) == 1]
        found = grouped(pair for cells in of_one for pair in cells.items())
        asked = {column for column, each in found.items() if len(each) > 1} | {*self.nothing.cells}
        return {column: list(chain(*each)) for column, each in found.items() if column in asked}

    def all_parameters(self) -> Iterator[ValueSource]:
        """Yield every parameter of every part."""
        yield from (self.visibility, self.note)
        yield from (self.source.title,) if self.source else ()
        yield from (self.member.name, self.member.kind) if self.member else ()
        yield from (parameter for act in self.act for parameter in act.parameters.values())


def constant_of(name: str) -> str:
    """Return the constant that a field takes: what is withdrawn or consented to is the text."""
    return "instrument" if name == "commitment" else name


def _check_date_format(pattern: str) -> None:
    if "%Y" not in pattern or not _gives_the_day(pattern):
        raise ValueError(
            worded(
                "the date format {pattern!r} does not give a day: it needs %d, %m and %Y, as "
                "in '%d/%m/%Y'",
                pattern=pattern,
            )
        )


def _gives_the_day(pattern: str) -> bool:
    try:
        moment = datetime.strptime(_SAMPLE.strftime(pattern), pattern)  # noqa: DTZ007  # only its day is used
    except (ValueError, re.error):
        return False
    return moment.date() == _SAMPLE.date()


def read_mapping(content: str, name: str) -> RowMapping:
    """Read a mapping from TOML.

    Raises:
        Malformed: it is no TOML, or no mapping, or takes too long; the sentence says where.
    """
    try:
        with bounded_reading(name, len(content)):
            return RowMapping.model_validate(parsed(normal_form(content)))
    except tomllib.TOMLDecodeError as error:
        raise Malformed(
            "The mapping {name} is no TOML: {error}.", name=name, error=error
        ) from error
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        where = " > ".join(map(str, _counted(detail["loc"]))) or "the whole"
        what = detail["msg"].removeprefix("Value error, ").rstrip(".")
        raise Malformed(
            "The mapping {name} cannot be used, at {where}: {what}.",
            name=name,
            where=where,
            what=what,
        ) from error


def _counted(place: tuple[int | str, ...]) -> Iterator[int | str]:
    """Count the acts of a mapping from 1, as people do."""
    yield from (step + 1 if isinstance(step, int) else step for step in place)


def load_mapping(path: str) -> RowMapping:
    """Read a mapping from a file, or the one that ships under this name, such as `wipo`.

    Raises:
        Malformed: there is none, or it cannot be used.
    """
    shipped = shipped_mappings().get(path)
    try:
        content = shipped.read_bytes() if shipped else read_bounded(Path(path), LARGEST)
        return read_mapping(content.decode(), path)
    except FileNotFoundError:
        known = ", ".join(shipped_mappings())
        raise Malformed(
            "There is no mapping {path!r}. These ship with it: {known}.", path=path, known=known
        ) from None
    except (OSError, ValueError) as error:
        sentence = "The mapping {path!r} cannot be read as a text in UTF-8."
        raise Malformed(sentence, path=path) from error


def shipped_mappings() -> Mapping[str, Traversable]:
    """Return the mappings that ship with the software, by name."""
    folder = resources.files("infrastructure.importers") / "examples"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {f.name.removesuffix(".toml"): f for f in files if f.name.endswith(".toml")}
