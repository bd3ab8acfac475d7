"""One history's standings on both clocks, as each audience is told them."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from domain.event import Recorded
from domain.history import NOTHING, History, timeline

T = TypeVar("T", bound=Hashable)
Ranked: TypeAlias = tuple[int, Recorded]

AUDIENCES = range(3)


class Rectangle(NamedTuple, Generic[T]):
    """One standing between two days, as known between two positions; ends are exclusive or open."""

    from_day: date
    until_day: date | None
    known_from: int
    known_to: int | None
    standing: T


def rectangles(
    records: Sequence[Ranked], standing: Callable[[History, date], T], none: Callable[[T], bool]
) -> Iterator[tuple[Rectangle[T], int, int]]:
    """Yield each rectangle with the least and greatest rank of the audiences that are told it.

    `records` are of one history, in order, each with the rank of those who may see its entry
    today. The rectangles of one audience never overlap; where `none` is true there are none.
    """
    runs: list[tuple[int, list[Rectangle[T]]]] = []
    length = 0
    for audience in AUDIENCES:
        seen = [record for rank, record in records if rank <= audience]
        if len(seen) > length:  # or this audience is told just what the one before is
            runs.append((audience, list(_known(seen, standing, none))))
            length = len(seen)
    told: dict[Rectangle[T], int] = {}
    for least, run in runs[:-1]:
        yield from _dropped(told, run, least)
        told |= {rectangle: told.get(rectangle, least) for rectangle in run}
    for least, run in runs[-1:]:
        yield from _dropped(told, run, least)
        for rectangle in run:
            yield rectangle, told.get(rectangle, least) if told else least, AUDIENCES[-1]


def _dropped(
    told: dict[Rectangle[T], int], run: list[Rectangle[T]], least: int
) -> Iterator[tuple[Rectangle[T], int, int]]:
    """Take out what greater audiences, from `least` on, are not told."""
    for rectangle in told.keys() - run if told else ():
        yield rectangle, told.pop(rectangle), least - 1


def _known(
    records: Sequence[Recorded], standing: Callable[[History, date], T], none: Callable[[T], bool]
) -> Iterator[Rectangle[T]]:
    """Follow the timeline from event to event; a stretch that stays is one rectangle."""
    history = NOTHING
    since: dict[tuple[date, date | None, T], int] = {}
    for record in records:
        history = history.add(record)
        now = [stretch for stretch in timeline(history, standing) if not none(stretch[2])]
        for stretch in since.keys() - now if since else ():
            yield _rectangle(stretch, since[stretch], record.position)
        since = {stretch: since.get(stretch, record.position) for stretch in now}
    for stretch, known_from in since.items():
        yield _rectangle(stretch, known_from, None)


def _rectangle(
    stretch: tuple[date, date | None, T], known_from: int, known_to: int | None
) -> Rectangle[T]:
    from_day, until_day, standing = stretch
    return Rectangle(from_day, until_day, known_from, known_to, standing)
