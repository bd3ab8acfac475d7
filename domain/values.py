"""The small values that events are made of: imprecise dates, codes, texts and sources."""

import calendar
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from domain.errors import Malformed, NoDate
from domain.words import worded

FIRST_YEAR, LAST_YEAR = 1800, 2199
DATE_FORMS = "2022-06-02, 2022-06, 2022, <=2022-06-02 or unknown"
_YEAR_LAST = r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})"
_YEAR_FIRST = r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})"
_SHORT_YEAR = r"\d{1,2}[./-]\d{1,2}[./-]\d{2}"
_MONTH_IN_WORDS = (
    r"(?i:(\d{1,2})(?:st|nd|rd|th)? +([a-z]{3,9})|([a-z]{3,9})\.? +(\d{1,2})),? +(\d{4})"
)
"""Forms in which people write dates elsewhere; they are compiled where one is met."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_PATTERN = re.compile(r"(<=)?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A day, known as precisely as the source says: the interval of days that it can mean.

    `earliest` and `latest` are both inclusive; None means that nothing is known on that side.
    The text (`2022-06`, `<=2022-10-11`, `unknown`) is what is stored and shown, and is never
    made more precise than it was given. Years run from 1800 to 2199.
    """

    text: str
    earliest: date | None
    latest: date | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one of the forms in `DATE_FORMS`.

        Raises:
            Malformed: it is in no such form, no such day exists, or the year is out of range.
        """
        return cls(*_interval(text.strip()))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return a precise date."""
        return cls.parse(day.isoformat())

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        from_text = core_schema.no_info_after_validator_function(
            _for_pydantic, core_schema.str_schema()
        )
        either = core_schema.union_schema([core_schema.is_instance_schema(cls), from_text])
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=either,
            serialization=core_schema.to_string_ser_schema(),
        )


@lru_cache(maxsize=4096)
def _for_pydantic(text: str) -> ImpreciseDate:
    try:
        return ImpreciseDate.parse(text)
    except Malformed as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=4096)
def _interval(text: str) -> tuple[str, date | None, date | None]:
    if text == "unknown":
        return text, None, None
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise _no_date(text)
    not_later, year, month, day = match[1], int(match[2]), match[3], match[4]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Malformed.expected(
            worded("a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR), text
        )
    first_month, last_month = (int(month), int(month)) if month else (1, 12)
    try:
        last_day = int(day) if day else calendar.monthrange(year, last_month)[1]
        earliest = date(year, first_month, int(day) if day else 1)
        latest = date(year, last_month, last_day)
    except ValueError:
        raise _no_such_day(text) from None
    return text, None if not_later else earliest, latest


def _no_date(text: str) -> Malformed:
    """Return what is wrong with a date; one without the year first may mean two days."""
    found = re.fullmatch(_YEAR_LAST, text, re.ASCII)
    days = sorted({day for order in (0, 1) for day in _day_of(found, order)} if found else ())
    if len(days) > 1:
        return Malformed(
            "{text!r} could be {first} or {second}; write the one that is meant.",
            text=text,
            first=days[0],
            second=days[1],
        )
    if days:
        return Malformed(
            "Write {text!r} as {day}: a date begins with its year.", text=text, day=days[0]
        )
    if found:
        return _no_such_day(text)
    if day := _in_other_words(text):
        return Malformed("Write {text!r} as {day}.", text=text, day=day)
    if re.fullmatch(_SHORT_YEAR, text, re.ASCII):
        return Malformed(
            "The year of {text!r} has two digits; write four, as in 2026-02-01.", text=text
        )
    return NoDate.expected(worded("a date such as {forms}", forms=DATE_FORMS), text)


def _no_such_day(text: str) -> Malformed:
    return Malformed.expected(worded("a day that exists"), text)


def _in_other_words(text: str) -> date | None:
    """Return the day that is written with its month in English, or without leading zeros.

    Raises:
        Malformed: that month has no such day.
    """
    if found := re.fullmatch(_YEAR_FIRST, text, re.ASCII):
        year, month, day = found[1], int(found[2]), found[3]
    elif found := re.fullmatch(_MONTH_IN_WORDS, text, re.ASCII):
        short = (found[2] or found[3])[:3].casefold()
        if short not in _MONTHS:
            return None
        month, year, day = _MONTHS.index(short) + 1, found[5], found[1] or found[4]
    else:
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise _no_such_day(text) from None


def _day_of(found: re.Match[str], order: int) -> Iterator[date]:
    """Yield the day that is meant if the day (0) or the month (1) comes first, if there is one."""
    day, month = (int(found[1]), int(found[2]))[:: -1 if order else 1]
    with suppress(ValueError):
        yield date(int(found[3]), month, day)


def day_of(text: str) -> date:
    """Read one day.

    Raises:
        Malformed: it is not known to the day.
    """
    day = ImpreciseDate.parse(text)
    if day.latest is None or day.earliest != day.latest:
        raise Malformed.expected(worded("a day such as 2022-06-02"), text)
    return day.latest


UNKNOWN = ImpreciseDate("unknown", None, None)


def earlier(one: ImpreciseDate, other: ImpreciseDate | None) -> ImpreciseDate:
    """Return the date that is certain first; an unknown one counts as last."""
    if other is None or other.latest is None:
        return one
    return other if one.latest is None or other.latest < one.latest else one


def surely_before(one: ImpreciseDate, other: ImpreciseDate) -> bool:
    """Say whether `one` lies before `other`, whatever days the two can mean."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def surely_by(one: ImpreciseDate, other: ImpreciseDate) -> bool:
    """Say whether `one` lies before `other` or on the same day, whatever days they can mean."""
    return one.latest is not None and other.earliest is not None and one.latest <= other.earliest


class Visibility(StrEnum):
    """Who may see an entry; each audience sees its own level and all that are more public."""

    PUBLIC = "public"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"

    @property
    def rank(self) -> int:
        """0 for the public, 1 for members, 2 for the secretariat."""
        return _RANKS[self]

    def shows(self, entry: "Visibility") -> bool:
        """Say whether this audience may see an entry of that visibility."""
        return entry.rank <= self.rank


_RANKS = {Visibility.PUBLIC: 0, Visibility.MEMBERS: 1, Visibility.SECRETARIAT: 2}


class MemberKind(StrEnum):
    """What a member is; not a rank, and not by itself eligibility."""

    STATE = "state"
    REGIONAL_ORGANISATION = "regional_organisation"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    TREATY_BODY = "treaty_body"


class LegalNature(StrEnum):
    """Whether a text is a political commitment or a treaty; only treaties can be consented to."""

    POLITICAL = "political"
    TREATY = "treaty"


class OfMember:
    """Marks a field that names a member by a code, which can change (see `domain.codes`)."""


class OfText:
    """Marks a field that names a text or a commitment that is there, by its reference."""


class FreeText(NamedTuple):
    """Marks a field that people write in, and that the guard on free text therefore reads."""

    link: bool = False  # an address of a public page, where numbers are no case numbers
    code: bool = False  # a name that others refer to, and that therefore is never taken out


MEMBER_CODE = r"[A-Z][A-Z0-9-]{1,15}"
PERSON_REF = r"p-[a-z0-9][a-z0-9-]{3,31}"

Code = Annotated[str, StringConstraints(pattern=f"^{MEMBER_CODE}$")]
"""A code as it is written: of a body, or a code that a member took."""
MemberCode = Annotated[str, StringConstraints(pattern=f"^{MEMBER_CODE}$"), OfMember()]
"""ISO 3166-1 alpha-3 for states, our own for the rest; read as the code of today (see `codes`)."""
Reference = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$"), FreeText(code=True)
]
"""What people call a text, a commitment, a meeting: short, without spaces."""
TextReference = Annotated[Reference, OfText()]
"""What a text or a commitment that is there is called."""
Actor = Annotated[str, StringConstraints(pattern=f"^({PERSON_REF}|{MEMBER_CODE})$")]
"""An opaque reference to a person (`p-…`), or a member's code; never a name."""
PersonRef = Annotated[str, StringConstraints(pattern=f"^{PERSON_REF}$")]
"""An opaque reference to a person; the name is in the contacts, which can be erased."""
Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Salt = Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Version = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$"), FreeText(code=True)
]
RowKey = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
"""sha256 of the mapping's name and the key cells of an imported row."""
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\r\n]*$"),
    FreeText(),
]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50_000), FreeText()
]
Url = Annotated[
    str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000), FreeText(link=True)
]


class Value(BaseModel):
    """The base of small immutable values inside events."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(Value):
    """Where a fact comes from, and whether the source states it or we infer it."""

    title: Line
    reference: Line | None = None
    url: Url | None = None
    sha256: Sha256 | None = None
    basis: Literal["stated", "inferred"] = "stated"
