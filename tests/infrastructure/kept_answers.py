"""Compares what is answered now with what an older version answered, but for what is listed."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

Row = Mapping[str, object]
Told = Mapping[str, object]
COUNTED = "standing"
BY_KEY = "overdue"
"""An answer whose rows have keys, and are in another order since."""
BY_MEMBER = ("members", "status", "matrix")


class Place(NamedTuple):
    """Where an answer is meant to differ from what it was.

    `question` is a command without its days, as in `status PA`; `row` is the member in answers
    about members and texts, `@n` for an entry, `#n` for the nth row of others, from 0. It is meant
    for answers about the days from `since` to `until`, both inclusive, as known at `known_from` or
    later. A question that takes no day has the day "".
    """

    body: str
    question: str
    row: str
    since: str = ""
    until: str = "9999-12-31"
    known_from: int = 0

    def holds(self, body: str, question: str, day: str, position: int) -> bool:
        """Say whether an answer is meant."""
        same = (self.body, self.question) == (body, question)
        return same and self.since <= day <= self.until and self.known_from <= position


Meant = Mapping[Place, Row | None]
"""For each place the fields that are other now, or None where there is no such row any more.

Where there was no such row, it is the fields of a new one.
"""


class Answer(TypedDict):
    """An answer as it is kept: where it was known, and the numbers of its rows."""

    position: int
    rows: Sequence[int]


class Kept(TypedDict):
    """The answers about a body: each row once, and each answer by its command."""

    rows: Sequence[Row]
    answers: Mapping[str, Answer]


def kept_in(file: Path) -> Kept:
    """Read the answers about a body."""
    kept: Kept = json.loads(file.read_text(encoding="utf-8"))
    return kept


def reworded(row: Row, words: Mapping[str, str]) -> Row:
    """Return what was answered about an entry in the words of today, given by those of then."""
    if not isinstance(what := row.get("what"), str):
        return row
    for then, now in words.items():
        what = what.replace(then, now)
    return {**row, "what": what}


def differences(body: str, kept: Kept, ask: Callable[[str], Told], meant: Meant) -> Sequence[str]:
    """Return what is answered otherwise than was kept, except for what is meant."""
    found = []
    for line, answer in kept["answers"].items():
        here = meant_here(body, line, answer, meant)
        was = told_then(answer, kept["rows"])
        told = compared(parsed(line)[0], was, ask(line), here)
        found += [f"{body}: {line}: {each}" for each in told]
    return found


def needless(body: str, kept: Kept, meant: Meant) -> Sequence[Place]:
    """Return the places about a body at which nothing was answered that could differ so.

    They would hide the next mistake, or were meant for another place.
    """
    needed: set[Place] = set()
    for line, answer in kept["answers"].items():
        rows = rows_of(parsed(line)[0], told_then(answer, kept["rows"]))
        for place, fields in meant_here(body, line, answer, meant).items():
            if changed(rows, {place: fields}) != rows:
                needed.add(place)
    return [place for place in meant if place.body == body and place not in needed]


def meant_here(body: str, line: str, answer: Answer, meant: Meant) -> Meant:
    """Return what is meant to differ in an answer."""
    question, day = parsed(line)
    return {p: meant[p] for p in meant if p.holds(body, question, day, answer["position"])}


def parsed(line: str) -> tuple[str, str]:
    """Return a question without its days, and the day in the world that it asks about."""
    day = re.search(r" --on (\S+)", line)
    return re.sub(r" --(on|known|audience) \S+", "", line), day[1] if day else ""


def told_then(answer: Answer, rows: Sequence[Row]) -> Told:
    """Return an answer as it was given."""
    return {**answer, "rows": [rows[number] for number in answer["rows"]]}


def compared(question: str, was: Told, now: Told, here: Meant) -> Iterator[str]:
    """Yield how an answer differs from what is expected of it."""
    before, after = rows_of(question, was), rows_of(question, now)
    expected = changed(before, here)
    for name in sorted(expected.keys() | after.keys()):
        if name not in after:
            yield f"{name} is missing"
        elif name not in expected:
            yield f"{name} is new: {after[name]}"
        elif not agrees(expected[name], after[name]):
            yield f"{name} was {expected[name]}, is {after[name]}"
    head = {key: value for key, value in was.items() if key != "rows"}
    if question.startswith(BY_MEMBER) and isinstance(was.get("counts"), dict):
        head["counts"] = counted(head["counts"], before, expected)
    if not agrees(head, now):
        told = {key: now.get(key) for key in head}
        yield f"its head was {head}, is {told}"


def rows_of(question: str, told: Told) -> Mapping[str, Row]:
    """Return the rows of an answer, by what tells them apart."""
    rows = told.get("rows", ())
    assert isinstance(rows, Sequence)
    return {named(question, number, row): row for number, row in enumerate(rows)}


def named(question: str, number: int, row: Row) -> str:
    """Return what tells a row apart."""
    if question.startswith(BY_MEMBER):
        return str(row["member"])
    if question.startswith(BY_KEY):
        return str(row["key"])
    if question.startswith("reports"):  # since listed by the names of members, then by their codes
        return f"{row['commitment']} {row['member']} {row['due_on']} {row['entry']}"
    return f"@{row['position']}" if "position" in row else f"#{number}"


def changed(rows: Mapping[str, Row], here: Meant) -> Mapping[str, Row]:
    """Return rows with what is meant to be other."""
    expected = dict(rows)
    for place, fields in here.items():
        if fields is None:
            expected.pop(place.row, None)
        else:
            expected[place.row] = {**expected.get(place.row, {}), **fields}
    return expected


def counted(
    counts: object, before: Mapping[str, Row], expected: Mapping[str, Row]
) -> Mapping[str, int]:
    """Return counts of standings, moved with the rows that are meant to be other."""
    assert isinstance(counts, dict)
    moved = Counter(counts)
    moved.subtract(str(row.get(COUNTED)) for row in before.values())
    moved.update(str(row.get(COUNTED)) for row in expected.values())
    return {name: number for name, number in moved.items() if name in counts or number}


def agrees(was: object, now: object) -> bool:
    """Say whether all that was told is told still; more may be told beside it."""
    if isinstance(was, dict) and isinstance(now, dict):
        return all(key in now and agrees(value, now[key]) for key, value in was.items())
    if isinstance(was, list) and isinstance(now, list):
        pairs = zip(was, now, strict=False)
        return len(was) == len(now) and all(agrees(old, new) for old, new in pairs)
    return was == now
