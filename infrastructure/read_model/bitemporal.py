"""The bitemporal rows of one history: by day and position, for each audience."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from domain.event import Recorded
from domain.history import NOTHING, History, timeline

T = TypeVar("T", bound=Hashable)
Ranked: TypeAlias = tuple[int, Recorded]

AUDIENCES = range(3)


class BitemporalRow(NamedTuple, Generic[T]):
    """One standing between two days, as known between two positions; ends are exclusive or open."""

    from_day: date
    until_day: date | None
    known_from: int
    known_to: int | None
    standing: T


def bitemporal_rows(
    records: Sequence[Ranked], standing: Callable[[History, date], T], none: Callable[[T], bool]
) -> Iterator[tuple[BitemporalRow[T], int, int]]:
    """Yield each row with the lowest and highest rank of the audiences that see it.

    `records` are of one history, in order, each with the rank of those who may see its entry
    today. The rows of one audience never overlap; where `none` is true there are none.
    """
    runs: list[tuple[int, list[BitemporalRow[T]]]] = []
    length = 0
    for audience in AUDIENCES:
        seen = [record for rank, record in records if rank <= audience]
        if len(seen) > length:  # otherwise it sees the same as the audience before
            runs.append((audience, list(_known(seen, standing, none))))
            length = len(seen)
    visible_from: dict[BitemporalRow[T], int] = {}
    for least, run in runs[:-1]:
        yield from _no_longer_visible(visible_from, run, least)
        visible_from |= {row: visible_from.get(row, least) for row in run}
    for least, run in runs[-1:]:
        yield from _no_longer_visible(visible_from, run, least)
        for row in run:
            yield row, visible_from.get(row, least) if visible_from else least, AUDIENCES[-1]


def _no_longer_visible(
    visible_from: dict[BitemporalRow[T], int], run: list[BitemporalRow[T]], least: int
) -> Iterator[tuple[BitemporalRow[T], int, int]]:
    """Yield and remove the rows that audiences from rank `least` on do not see."""
    for row in visible_from.keys() - run if visible_from else ():
        yield row, visible_from.pop(row), least - 1


def _known(
    records: Sequence[Recorded], standing: Callable[[History, date], T], none: Callable[[T], bool]
) -> Iterator[BitemporalRow[T]]:
    """Compare the timelines before and after each event; an unchanged period is one row."""
    history = NOTHING
    since: dict[tuple[date, date | None, T], int] = {}
    for record in records:
        history = history.add(record)
        now = [period for period in timeline(history, standing) if not none(period[2])]
        for period in since.keys() - now if since else ():
            yield _row(period, since[period], record.position)
        since = {period: since.get(period, record.position) for period in now}
    for period, known_from in since.items():
        yield _row(period, known_from, None)


def _row(
    period: tuple[date, date | None, T], known_from: int, known_to: int | None
) -> BitemporalRow[T]:
    from_day, until_day, standing = period
    return BitemporalRow(from_day, until_day, known_from, known_to, standing)
