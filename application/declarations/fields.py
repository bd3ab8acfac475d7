"""The description of a field of an act, from which all interfaces are made."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from domain.meaning import Meaning, meaning_of
from domain.values import ImpreciseDate, Line, MemberCode, OfMember, OfText, Sha256

_DIGEST, _CODE = get_args(Sha256)[1], get_args(MemberCode)[1]
FREE = ("", str(get_args(Line)[1].pattern))
"""The patterns of texts that people write freely, on several lines or on one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of one value: `python` without marks, its `choices`, and what its marks say."""

    python: object
    choices: tuple[str, ...] = ()
    of_member: bool = False
    of_text: bool = False
    pattern: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is a text without blanks, such as a code or a reference."""
        return self.python is str and self.pattern not in FREE

    @property
    def name(self) -> str:
        """The word for the type in the catalogue and in help."""
        if self.choices:
            return "choice"
        if self.pattern == _DIGEST.pattern:
            return "file"
        if self.of_member:
            return "member" if self.pattern == _CODE.pattern else "actor"
        return _NAMES.get(self.python, "object") if isinstance(self.python, type) else "object"


_NAMES: dict[type, str] = {
    str: "text",
    bool: "yes or no",
    int: "number",
    date: "day",
    ImpreciseDate: "date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActField:
    """A field of an act.

    `many` says that it takes several values, `nullable` that it may be unknown, `default` is what
    an interface shows where nothing is given ("" for nothing).
    """

    name: str
    kind: Kind
    meaning: Meaning
    many: bool
    nullable: bool
    required: bool
    default: str

    @property
    def is_day(self) -> bool:
        """Whether its value is a date, precise or not."""
        return self.kind.python in (ImpreciseDate, date)


def field_of(name: str, info: FieldInfo) -> ActField:
    """Return what a declaration says of a field."""
    hint, nullable = _without_none(info.annotation)
    marks = [*info.metadata, *getattr(hint, "__metadata__", ())]
    many = get_origin(_bare(hint)) is tuple
    item = get_args(_bare(hint))[0] if many else hint
    return ActField(
        name=name,
        kind=_kind(item, [] if many else marks),
        meaning=meaning_of(info),
        many=many,
        nullable=nullable,
        required=info.is_required(),
        default="" if info.is_required() else _shown(info.default),
    )


def _shown(default: object) -> str:
    """Return a default as people write it; "" where it says nothing."""
    if isinstance(default, tuple):
        return ", ".join(map(str, default))
    return "" if default in (None, False) else str(default)


def _kind(hint: object, marks: list[object]) -> Kind:
    marks = [*marks, *getattr(hint, "__metadata__", ())]
    patterns = [m.pattern for m in marks if isinstance(m, StringConstraints) and m.pattern]
    patterns += [str(m.pattern) for m in marks if hasattr(m, "pattern") and m.pattern]
    return Kind(
        python=_bare(hint),
        choices=_choices(_bare(hint)),
        of_member=any(isinstance(mark, OfMember) for mark in marks),
        of_text=any(isinstance(mark, OfText) for mark in marks),
        pattern=str(patterns[0]) if patterns else "",
    )


def _without_none(hint: object) -> tuple[object, bool]:
    """Return a type without None, and whether None is allowed."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    rest = [each for each in get_args(hint) if each is not type(None)]
    return (rest[0] if len(rest) == 1 else hint), len(rest) < len(get_args(hint))


def _bare(hint: object) -> object:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _choices(hint: object) -> tuple[str, ...]:
    if get_origin(hint) is Literal:
        return tuple(map(str, get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return tuple(map(str, hint))
    return ()
