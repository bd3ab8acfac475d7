"""A mapping: how the columns of a foreign file become acts, written as TOML and checked here."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from domain.errors import Malformed
from domain.events.bodies import Established, ScaleValue
from domain.values import (
    UNKNOWN,
    ImpreciseDate,
    LegalNature,
    Line,
    MemberCode,
    MemberKind,
    Reference,
    Text,
    Url,
    Version,
    Visibility,
)
from domain.words import worded
from infrastructure.files import read_bounded
from infrastructure.importers.rows.act_request import ACTS, fields_of
from infrastructure.importers.tables.problems import did_you_mean

_SAMPLE = datetime(2022, 11, 23, 14, 5, 6, tzinfo=UTC)
_NAMES = re.compile(r"\{([^{}]*)\}")
_REPEATED = re.compile(r"\)[*+{]")  # a group that is repeated can take for ever
LONGEST_PATTERN = 300  # characters
LARGEST = 1_000_000  # bytes


class Part(BaseModel):
    """The base of all parts of a mapping: a key that is not known is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(Part):
    """Where a value comes from: a constant `value`, a `column`, or a `template` over columns.

    A column's cell may pass through `patterns` (the first that matches the whole cell gives the
    template; `{1}` is its first group) and then through the value map `map`. What the map does not
    hold becomes `otherwise`, or is a fault without it. A blank cell becomes `default`.
    """

    value: str | None = None
    column: str | None = None
    template: Annotated[str, Field(max_length=5_000)] | None = None
    patterns: dict[str, str] = Field(default_factory=dict)
    map: str | None = None
    otherwise: str | None = None
    default: str = ""

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if sum(origin is not None for origin in (self.value, self.column, self.template)) != 1:
            raise ValueError(worded("give one of value, column and template"))
        if self.column is None and (self.map or self.patterns):
            raise ValueError(worded("map and patterns need a column"))
        for pattern, template in self.patterns.items():
            _check_pattern(pattern, template)
        return self

    @property
    def columns(self) -> list[str]:
        """The columns that it reads."""
        return [self.column] if self.column else _NAMES.findall(self.template or "")


def _check_pattern(pattern: str, template: str) -> None:
    if len(pattern) > LONGEST_PATTERN or _REPEATED.search(pattern):
        raise ValueError(
            worded(
                "a pattern has at most {LONGEST_PATTERN} characters and repeats no group, as "
                "in (…)+, which can take for ever",
                LONGEST_PATTERN=LONGEST_PATTERN,
            )
        )
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


From = Annotated[Parameter, BeforeValidator(_constant)]


def _filled(given: object) -> object:
    """Read a column, or a list of columns, as columns of which one must be filled."""
    columns = [given] if isinstance(given, str) else given
    return {"filled": columns} if isinstance(columns, list) else {"cells": columns}


class When(Part):
    """When an act applies: one of the columns is filled, or each column holds one of its values."""

    filled: tuple[str, ...] = ()
    cells: dict[str, tuple[str, ...]] = Field(default_factory=dict)


Condition = Annotated[When, BeforeValidator(_filled)]


class ActOfRow(Part):
    """An act that a row may record, when it applies, and where its parameters come from."""

    record: str
    when: Condition
    unless: Condition = When()
    parameters: dict[str, From] = Field(alias="with", default_factory=dict)

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.record not in ACTS:
            hint = did_you_mean(self.record, ACTS)
            raise ValueError(
                worded(
                    "{record!r} is no act: {ACTS}.{hint}",
                    record=self.record,
                    ACTS=", ".join(ACTS),
                    hint=hint,
                )
            )
        known = fields_of(ACTS[self.record])
        for name in self.parameters:
            if name not in known:
                raise ValueError(
                    worded(
                        "{record} takes {known}, not {name!r}",
                        record=self.record,
                        known=", ".join(known),
                        name=name,
                    )
                )
        return self


class Admission(Part):
    """What a party that is not yet a member is called and is, for its admission."""

    name: From
    kind: From


class Origin(Part):
    """The source of every act of the file; reference and sha256 are the file's own."""

    title: From
    url: Url | None = None
    basis: Literal["stated", "inferred"] = "stated"


class Founding(Established):
    """The body that the acts belong to."""

    on: ImpreciseDate = UNKNOWN


class TextOpened(Part):
    """A text that is opened for signature; with `text` it is its own only commitment."""

    reference: Reference
    title: Line
    legal_nature: LegalNature
    version: Version = "1"
    open_to: tuple[MemberKind, ...] = ()
    on: ImpreciseDate = UNKNOWN
    text: Text | None = None


class Scale(Part):
    """A scale on which the file states progress."""

    scale: Reference
    version: Version
    title: Line
    values: tuple[ScaleValue, ...]


class FirstMember(Part):
    """A member that the acts need."""

    member: MemberCode
    name: Line
    kind: MemberKind = MemberKind.STATE
    on: ImpreciseDate = UNKNOWN


class Setup(Part):
    """What is recorded before the rows, as far as it is missing."""

    taskforce: Founding | None = None
    instrument: tuple[TextOpened, ...] = ()
    scale: tuple[Scale, ...] = ()
    member: tuple[FirstMember, ...] = ()


class RowMapping(Part):
    """One kind of file: its key columns, its dates and values, and the acts of a row."""

    name: Reference
    taskforce: MemberCode | None = None
    key: tuple[str, ...] = Field(min_length=1)
    delimiter: Literal[",", ";", "\t"] | None = None
    date_formats: tuple[str, ...] = ()
    only_date_formats: bool = False
    use_all: bool = False
    visibility: From = Parameter(value="")
    note: From = Parameter(value="")
    source: Origin | None = None
    member: Admission | None = None
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    setup: Setup = Setup()
    act: tuple[ActOfRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for pattern in self.date_formats:
            _check_date_format(pattern)
        if self.visibility.value and self.visibility.value not in list(Visibility):
            raise ValueError(
                worded("the visibility is one of {Visibility}", Visibility=", ".join(Visibility))
            )
        for parameter in self.all_parameters():
            if parameter.map is not None and parameter.map not in self.values:
                raise ValueError(worded("there is no value map [values.{map}]", map=parameter.map))
        return self

    def all_parameters(self) -> Iterator[Parameter]:
        """Yield every parameter of every part."""
        yield from (self.visibility, self.note)
        yield from (self.source.title,) if self.source else ()
        yield from (self.member.name, self.member.kind) if self.member else ()
        yield from (parameter for act in self.act for parameter in act.parameters.values())


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
        Malformed: it is no TOML, or no mapping; the sentence says where.
    """
    try:
        return RowMapping.model_validate(tomllib.loads(content))
    except RecursionError as error:
        raise Malformed("The mapping {name} is nested too deep.", name=name) from error
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
    except ValueError as error:
        raise Malformed(
            "The mapping {name} holds a number of too many digits.", name=name
        ) from error


def _counted(place: tuple[int | str, ...]) -> Iterator[int | str]:
    """Count the acts of a mapping from 1, as people do."""
    yield from (step + 1 if isinstance(step, int) else step for step in place)


def load_mapping(path: str) -> RowMapping:
    """Read a mapping from a file, or the one that ships under this name, such as `wipo`.

    Raises:
        Malformed: there is none, or it cannot be used.
    """
    shipped = examples().get(path)
    try:
        content = shipped.read_bytes() if shipped else read_bounded(Path(path), LARGEST)
        return read_mapping(content.decode(), path)
    except FileNotFoundError:
        known = ", ".join(examples())
        raise Malformed(
            "There is no mapping {path!r}. These ship with it: {known}.", path=path, known=known
        ) from None
    except (OSError, ValueError) as error:
        raise Malformed(
            "The mapping {path!r} cannot be read as a text in UTF-8.", path=path
        ) from error


def examples() -> Mapping[str, Traversable]:
    """Return the mappings that ship with the software, by name."""
    folder = resources.files("infrastructure.importers") / "examples"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {f.name.removesuffix(".toml"): f for f in files if f.name.endswith(".toml")}
