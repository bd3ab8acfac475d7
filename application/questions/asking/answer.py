"""The shape that every answer has, whatever it is printed as."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, repeat
from operator import itemgetter
from typing import TypeAlias, TypeVar, overload

from pydantic import BaseModel

from application.model_rows import AsOf
from domain.event import instant
from domain.names import alphabetical
from domain.texts.standing_kinds import Standing
from domain.values import ImpreciseDate, Visibility

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
T = TypeVar("T")
Row: TypeAlias = Mapping[str, Json]


class MadeAnew(Sequence[T]):
    """Items that are made whenever they are gone through, so that none has to be kept.

    Rows of this kind have the same keys, all of them.
    """

    def __init__(self, make: Callable[[], Iterator[T]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[T]:
        """Make all."""
        return self._make()

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return any(True for _ in self)

    def __len__(self) -> int:
        """Count them."""
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Return some of them; all are made for that."""
        return list(self)[index]


class ByName(list[T]):
    """Rows or names in the order of members' names; in another language they are sorted anew.

    `groups` has the group of each, if they are in that order only within groups.
    """

    def __init__(self, items: Iterable[T] = (), groups: Iterable[object] = ()) -> None:
        super().__init__(items)
        self.groups = tuple(groups)

    def sorted_anew(self, made: Iterable[T], key: Callable[[T], tuple[str, str]]) -> list[T]:
        """Return what was made of each item in the order of its `key`, within the same groups."""
        pairs = zip(self.groups or repeat(None, len(self)), made, strict=True)
        groups = groupby(pairs, key=itemgetter(0))
        return [item for _, pair in groups for item in sorted((each for _, each in pair), key=key)]


def in_order_of(found: Sequence[object], made: Iterable[T]) -> list[T]:
    """Return what was made of each item; it is in the order of names if the items are."""
    return ByName(made, found.groups) if isinstance(found, ByName) else list(made)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the key in the rows, and the words at its head.

    `said` has words for values of a closed list, as far as people are told another word.
    """

    key: str
    label: str
    said: Mapping[str, str] = field(default_factory=dict, kw_only=True, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A table with its head: for what it is, what must be said about it, and what it counts.

    `facts` stand before the rows in JSON; `counts` are in the order in which they are shown;
    `banners` are lines that no copy of the table may lose; `notes` stand below it. `raw` says that
    words are shown as they are stored. `counted` says the counts in words, where they need more.
    """

    title: str
    as_of: AsOf
    columns: Sequence[Column]
    rows: Sequence[Row]
    facts: Mapping[str, Json] = field(default_factory=dict)
    counts: Mapping[str, int] | None = None
    banners: Sequence[str] = ()
    notes: Sequence[str] = ()
    raw: bool = False
    counted: str = ""

    def as_json(self) -> Mapping[str, Json]:
        """Return the answer as it is printed with `--format json`; its keys are published names."""
        as_of = self.as_of
        moment = as_of.recorded_at
        return {
            **self.facts,
            "position": as_of.position,
            "recorded_at": instant(moment) if moment else None,
            "on": as_of.on.isoformat(),
            "zone": as_of.zone,
            "known": as_of.known,
            "audience": as_of.audience.value,
            "banners": list(self.banners),
            **({"counts": dict(self.counts)} if self.counts is not None else {}),
            "rows": list(self.rows),
        }


def as_known(day: ImpreciseDate | None) -> str | None:
    """Return a date as it is known, None for one that is unknown."""
    return None if day is None or day.text == "unknown" else day.text


def dated(key: str, day: ImpreciseDate | None) -> dict[str, Json]:
    """Return a date as it is known, with the first and last day that it can mean; null: unknown."""
    earliest, latest = (day.earliest, day.latest) if day else (None, None)
    return {
        key: as_known(day),
        f"{key}_earliest": earliest.isoformat() if earliest else None,
        f"{key}_latest": latest.isoformat() if latest else None,
    }


def by_name(
    rows: Iterable[Row], group: Callable[[Row], tuple[str | int, ...]] = lambda _: ()
) -> ByName[Row]:
    """Return rows of members by groups, then by names for people; their codes count last."""
    placed = [(group(row), alphabetical(str(row["name"])), str(row["member"]), row) for row in rows]
    placed.sort(key=itemgetter(0, 1, 2))
    return ByName([row for _, _, _, row in placed], [its_group for its_group, _, _, _ in placed])


def values(source: object, *names: str) -> dict[str, Json]:
    """Return attributes under their names, as JSON has them; of None, every one is null."""
    return {name: None if source is None else json_value(getattr(source, name)) for name in names}


def dates(source: object, *names: str) -> dict[str, Json]:
    """Return attributes that are imprecise dates, each under three keys."""
    found: dict[str, Json] = {}
    for name in names:
        found |= dated(name, getattr(source, name))
    return found


def json_value(value: object) -> Json:
    """Return a value as JSON has it: days as text, models and objects by their published keys.

    What has such keys, and is no model, returns them from `as_json`.
    """
    match value:
        case None | str() | int():
            return value
        case list() | tuple():
            return [json_value(each) for each in value]
        case BaseModel():
            model: dict[str, Json] = value.model_dump(mode="json")
            return model
        case _:
            as_json: Callable[[], Json] | None = getattr(value, "as_json", None)
            return as_json() if as_json else str(value)


def shown_counts(counts: Mapping[str, int] | None, at: AsOf) -> Mapping[str, int] | None:
    """Return what an audience is told of counts: the public of none that may be hidden from it.

    That is a count of zero, and of those that are not known to have done anything.
    """
    if counts is None or at.audience is not Visibility.PUBLIC:
        return counts
    return {name: number for name, number in counts.items() if number and name != Standing.NONE}


def not_zero(counts: Mapping[str, int]) -> Mapping[str, int] | None:
    """Return the counts that are not 0, None where all are."""
    return {name: number for name, number in counts.items() if number} or None
