"""Which rows at the beginning of a file name its columns, and what they are called."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from infrastructure.customary_names.country_names import country_names
from infrastructure.customary_names.headers import DATES, IN_GROUP, kind_of
from infrastructure.importers.tables.date_formats import is_date
from infrastructure.importers.tables.raw_records import Record

LONGEST_NAME = 60
"""Letters of a title or of a name of a group that are shown, or that a name has."""
NUMBER = re.compile(r"[\d\s.,%()/-]+")
"""What is a number, as a total has it."""
ANSWER_COLUMNS = ("question", "answer", "likely", "column", "value")
"""The columns of a file of answers."""
_TITLES = 6
"""Rows among which the header is, where the first one names nothing that is known."""
_YEAR = re.compile(r"\d{4}")
_IN_BRACKETS = re.compile(r"[\[(].*[\])]")
_OWN_NAME = re.compile(r"[a-z][a-z0-9_]*|\(.*\)")
ACT = "act"
_OF_ACTS = frozenset(
    ("member", "instrument", "commitment", "meeting", "decision", "code", "reference")
)
"""Columns of ours of which a file with acts has one; a list of laws has acts, too."""
ATTENDANCE = ("meeting", "on", "member", "presence")
MOVED = ("came", "left", "represented_by")
"""The columns of a sheet of attendance, and those that it may have beside them."""
_DAYS = ("date", "day")
"""What people call the day of a meeting in such a sheet."""
VOTES = "votes"
"""The first column of a sheet of votes."""
PROBLEM = "problem"
"""A column that our own copies of files have in front, and that is not read."""
CHANGED = "changed"
"""A column that says of a row what its change is; in a foreign table, behind `problem` only."""


def of_copy(header: Sequence[str]) -> Sequence[str]:
    """Return the columns that our own copy of a file has in front, in which people correct rows."""
    ours = header[: 2 if CHANGED in header[1:2] else 1]
    return ours if PROBLEM in ours[:1] else ()


def is_attendance(header: Iterable[str]) -> bool:
    """Say whether a sheet with these columns is one of attendance; it may have others, too."""
    names = set(header)
    return set(ATTENDANCE) <= names and ACT not in names


def in_small_letters(header: Sequence[str]) -> Sequence[str]:
    """Return the names of columns, those of attendance, votes and acts as we write them.

    People write them with capitals and blanks ("Represented by").
    """
    small = [cell.lower().replace(" ", "_") for cell in header]
    ours = {ACT, "on"} <= set(small) and not _OF_ACTS.isdisjoint(small)
    if ours and all(map(_OWN_NAME.fullmatch, filter(None, small))):
        return small
    came = ["on" if cell in _DAYS else cell for cell in small]
    if is_attendance(each for each in came if each not in (PROBLEM, CHANGED)):
        return came
    first = 1 if small[:1] == [PROBLEM] else 0
    if small[first : first + 1] == [VOTES]:
        return [*small[: first + 1], *header[first + 1 :]]
    return header


_LOOKED_AT = 500
"""Cells of a row that are looked at for a day: a table with many more columns is refused."""


def is_ours(record: Record) -> bool:
    """Say whether a record is a header of ours: of rows, of a sheet of votes, of answers."""
    cells = in_small_letters(record.cells)
    is_vote = cells[:1] == [VOTES] or cells[:2] == [PROBLEM, VOTES]
    if is_vote or tuple(cells[:2]) == ANSWER_COLUMNS[:2]:
        return True
    return ACT in cells and all(map(_OWN_NAME.fullmatch, filter(None, cells)))


def header_at(start: Sequence[Record]) -> int | None:
    """Return the row that names the columns, None in an empty file.

    It is the first one that is filled as far as the table reaches. Where that one has no name that
    is known, or is a title with a day, it is the row soon below with the most names that are known.
    """
    filled = [n for n, each in enumerate(start) if _may_name_columns(each)]
    if not filled:
        return next((n for n, each in enumerate(start) if any(each.cells)), None)
    ours = [n for n in filled if is_ours(start[n])]
    if ours:
        return ours[0]
    reach = max(_filled(each) for each in start)
    wide = [n for n in filled if _filled(start[n]) > reach / 2 and not _has_date(start[n])]
    if wide and _known_names(start[wide[0]]):
        return wide[0]
    soon = filled[:_TITLES]
    best = max(soon, key=lambda n: (_known_names(start[n]), -n))
    return best if _known_names(start[best]) > 1 or not wide else wide[0]


def _filled(record: Record) -> int:
    return sum(map(bool, record.cells))


def _has_date(record: Record) -> bool:
    first = record.cells[:_LOOKED_AT]
    return any(is_date(cell) and not _YEAR.fullmatch(cell) for cell in first)


def _may_name_columns(record: Record) -> bool:
    cells = [cell for cell in record.cells if cell]
    return len(cells) > 1 and not all(is_date(each) or NUMBER.fullmatch(each) for each in cells)


def _known_names(record: Record) -> int:
    """Return how many kinds of columns a record names; none where it has a date."""
    kinds = {kind_of(cell) for cell in record.cells if cell} - {None}
    return 0 if _has_date(record) else len(kinds)


def _is_label(cell: str) -> bool:
    return not (is_date(cell) or NUMBER.fullmatch(cell) or country_names().country(cell))


def header_rows(start: Sequence[Record], at: int) -> tuple[int, int]:
    """Return the first and the last row of the header, which has one row or two."""
    if at + 1 < len(start) and _is_below(start[at], start[at + 1]):
        return at, at + 1
    if at and _is_group(start[at - 1], start[at]):
        return at - 1, at
    return at, at


def _is_below(upper: Record, lower: Record) -> bool:
    """Say whether a row goes on with the header: units in brackets, or names under wider ones."""
    cells = [cell for cell in lower.cells if cell]
    if not cells or not all(map(_is_label, cells)) or lower.number != upper.number + 1:
        return False
    if all(map(_IN_BRACKETS.fullmatch, cells)):
        return True
    pairs = [(up, low) for up, low in zip(upper.cells, lower.cells, strict=False) if low]
    below = [low for up, low in pairs if up != low]
    under_wide = any(not up for up, _ in pairs) or 0 < len(below) < len(pairs)
    return under_wide and any(kind_of(cell) for cell in below)


def _is_group(upper: Record, lower: Record) -> bool:
    """Say whether a row above the header has the names of groups of columns."""
    places = [place for place, cell in enumerate(upper.cells) if cell]
    short = all(len(upper.cells[place]) <= LONGEST_NAME for place in places)
    adjacent = lower.number == upper.number + 1
    return adjacent and short and (len(places) > 1 or places[:1] > [0])


def column_names(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return names from two rows; the upper one names groups, and counts where it is needed."""
    group, names, times = "", [], Counter(lower)
    for place, low in enumerate(lower):
        up = upper[place] if place < len(upper) else ""
        group = up or group
        kind = kind_of(low)
        alone = times[low] == 1 and kind not in (None, "date")
        alone = alone and not (kind == "instrument" and kind_of(group) in DATES)
        if not low or _IN_BRACKETS.fullmatch(low):
            names.append(up or low)
        elif low == group or not group or alone:
            names.append(low)
        else:
            names.append(f"{group}{IN_GROUP}{low}")
    return names


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of which each is there once: the second one gets a number behind it."""
    seen: dict[str, int] = {}
    for name in names:
        number, other = seen.get(name, 1), name
        while other in seen:
            number += 1
            other = f"{name} {number}"
        seen[name] = number
        seen.setdefault(other, 1)
    return tuple(seen)
