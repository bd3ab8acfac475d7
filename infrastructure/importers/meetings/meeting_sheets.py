"""Sheets of a meeting as secretaries keep them: attendance by member, votes by member and decision.

A sheet of attendance has one row a member. A sheet of votes has one column a decision: its first
rows say what was voted on, all others how each member voted. Both become rows in our columns.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, get_args

from application.declarations.text_parsing import hour_in
from domain.events.meetings import MeetingConvened, Presence
from domain.events.voting import Choice
from domain.history import History
from domain.words import Words, worded
from infrastructure.customary_names.members_in_meetings import choice_of, presence_of
from infrastructure.importers.meetings.bad_parts import BadParts, hours_not_read
from infrastructure.importers.meetings.further_days import SheetDays, bad_days
from infrastructure.importers.rows.made_rows import MadeRow, MadeRows, made_of
from infrastructure.importers.tables.date_formats import day_or_text
from infrastructure.importers.tables.header_rows import (
    ATTENDANCE,
    CHANGED,
    MOVED,
    PROBLEM,
    VOTES,
    is_attendance,
)
from infrastructure.importers.tables.problems import CellFault, RowProblem
from infrastructure.importers.tables.table import InputTable, TableRow

OF_VOTE = ("meeting", "on", "title", "text", "task", "item", "hour", "rule", "commitments")
_SEVERAL = frozenset(":;,\r\n")
"""What parts members, and what is said of them, in a list in one cell."""
_ONE = worded("Expected the code of one member.")
_COLUMNS = (
    *("act", "attendance", "member", "giver", "holder", "observer", "until_hour", "decision"),
    *("manner", "ballots", "row_id"),
)
_NAMES = tuple(dict.fromkeys((*_COLUMNS, *OF_VOTE, CHANGED)))


Recorded: TypeAlias = Callable[[Collection[str]], tuple[History, Mapping[str, str]]]
"""Returns what is recorded of meetings (`further_days.KINDS`), and codes by names of members."""


def meeting_sheet(table: InputTable, recorded: Recorded) -> MadeRows:
    """Return the rows that a sheet of attendance or of votes means; any other stays as it is."""
    header = [each for each in table.header if each not in (PROBLEM, CHANGED)]
    sheet = replace(table, sheet_rows=table.row_count)
    if is_attendance(header):
        return _of_attendance(replace(sheet, whole_by="meeting"), recorded)
    return _of_votes(sheet, header[1:]) if header[:1] == [VOTES] else MadeRows(table)


def _of_attendance(table: InputTable, recorded: Recorded) -> MadeRows:
    rows = tuple(map(_as_written, table.rows))
    more = [each for each in table.header if each not in (*ATTENDANCE, *MOVED, PROBLEM, CHANGED)]
    bad = [*_twice(rows, ("meeting", "on", "member")), *bad_days(rows), *_bad_presences(rows)]
    bad += hours_not_read(rows, more)
    parts = BadParts.of(replace(table, rows=rows), bad)
    history, codes = recorded({row.cells["member"] for row in rows})
    lost = parts.of_any_meeting({each.meeting for _, each in history.each(MeetingConvened)})
    found = [] if lost else list(_attendance(parts.said(), parts.columns, history, codes))
    made = [each for each in found if isinstance(each, MadeRow)]
    unsaid = [each for each in found if isinstance(each, RowProblem)]
    notes = [each for each in found if isinstance(each, Words)]
    if unread := [each for each in more if any(row.cells[each] for row in rows)]:
        notes.append(worded("Not read: {columns}.", columns=", ".join(unread)))
    told = replace(table, notes=(*table.notes, *notes))
    return made_of(told, _NAMES, made, [*bad, *lost, *unsaid])


def _of_votes(table: InputTable, decisions: Sequence[str]) -> MadeRows:
    rows = [_vote_in_small_letters(row) for row in table.every_row if row.cells]
    known = {(each.row, each.column) for each in table.problems}
    bad = [*_twice(rows, (VOTES,)), *_bad_votes(rows, decisions)]
    bad = [each for each in bad if (each.row, each.column) not in known]
    parts = BadParts.of(table, bad)
    spoiled = parts.spoiled(decisions)
    made = list(_votes(rows, [each for each in decisions if each not in spoiled]))
    return made_of(table, _NAMES, made, [*bad, *parts.of_any_decision()])


def _twice(rows: Sequence[TableRow], names: Sequence[str]) -> Iterator[RowProblem]:
    """Yield a problem for each row that is about the same as one before."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[name] for name in names)
        if first.setdefault(key, row.number) != row.number:
            reason = worded("Row {number} is about the same.", number=first[key])
            yield CellFault(names[-1], key[-1], reason).at(row.number)


def _as_written(row: TableRow) -> TableRow:
    """Return a row of attendance with its words as we write them ("Present", 9:40, 4 May 2026)."""
    presence = row.cells["presence"]
    hours = {name: row.cells[name] for name in ("came", "left") if row.cells.get(name)}
    meant = {name: {hour: hour_in(hour)} for name, hour in hours.items()}
    meant["on"] = {row.cells["on"]: day_or_text(row.cells["on"], ())}
    if known := presence_of(presence):
        meant["presence"] = {presence: known}
    return row.meaning(meant)


def _vote_in_small_letters(row: TableRow) -> TableRow:
    """Return a row of votes with its name, or its choices, as we write them ("Title", "For")."""
    if (name := row.cells[VOTES].lower()) in OF_VOTE:
        return row.meaning({VOTES: {row.cells[VOTES]: name}})
    return row.meaning(
        {
            column: {cell: f"{meant}{colon}{by}"}
            for column, cell in row.cells.items()
            for choice, colon, by in [cell.partition(":")]
            if column != VOTES and (meant := choice_of(choice))
        }
    )


def _is_one(member: str) -> bool:
    return bool(member) and _SEVERAL.isdisjoint(member)


def _bad_presences(rows: Sequence[TableRow]) -> Iterator[RowProblem]:
    """Yield cells that are not of one member, since they would speak for others."""
    for row in rows:
        presence = _presence(row)
        if presence and not _is_one(row.cells["member"]):
            yield CellFault("member", row.cells["member"], _ONE).at(row.number)
        if presence and presence not in get_args(Presence):
            reason = worded("Expected one of {words}.", words=", ".join(get_args(Presence)))
            yield CellFault("presence", presence, reason).at(row.number)


def _bad_votes(rows: Sequence[TableRow], decisions: Sequence[str]) -> Iterator[RowProblem]:
    """Yield cells that are not of one member, since they would speak for others."""
    reason = worded(
        "Expected one of {words}; or for:ATL, where ATL voted for the member.",
        words=", ".join(get_args(Choice)),
    )
    for row in rows:
        if row.cells[VOTES] in OF_VOTE:
            continue
        if not _is_one(row.cells[VOTES]):
            yield CellFault(VOTES, row.cells[VOTES], _ONE).at(row.number)
        for decision in decisions:
            vote, _, by = row.cells[decision].partition(":")
            if vote and (vote.strip() not in get_args(Choice) or not _SEVERAL.isdisjoint(by)):
                yield CellFault(decision, row.cells[decision], reason).at(row.number)


def _attendance(
    rows: Iterable[TableRow], bad: Container[int], recorded: History, codes: Mapping[str, str]
) -> Iterator[MadeRow | RowProblem | Words]:
    """Yield who was there at the opening of each meeting, then who came, left and spoke for whom.

    Who came at an hour was absent at the opening, unless it was excused or represented then or
    observed; a row without any presence says nothing of it. On further days, members come and go.
    Of a meeting with a bad row or a bad day there is nothing, nor of a member that stands alone in
    its row. It is told of whom a further day says nothing.
    """
    meetings: dict[str, dict[str, list[TableRow]]] = {}
    for row in rows:
        its = meetings.setdefault(row.cells["meeting"], {})
        its.setdefault(row.cells["on"], []).append(row)
    for meeting, by_day in meetings.items():
        if any(row.number in bad for members in by_day.values() for row in members):
            continue
        first = min(filter(None, by_day), default="")
        days = SheetDays.of(recorded, meeting, first, codes)
        made, wrong = list[MadeRow | RowProblem](), list[RowProblem]()
        for on, members in sorted(by_day.items()):
            made += _of_day(days, members, {"meeting": meeting, "on": on}, first)
            wrong = [each for each in made if isinstance(each, RowProblem)]
            if wrong:
                break
            yield from days.unsaid(on, members)
            yield from days.taken_out(on, members)
            days.follow(members)
        yield from wrong or made


def _of_day(
    days: SheetDays, members: Sequence[TableRow], same: dict[str, str], first: str
) -> Iterator[MadeRow | RowProblem]:
    """Yield what the rows of one day mean; of an opening that is unclear, only what is so."""
    is_further = days.has_further(same["on"])
    unclear = [] if is_further else list(_unclear(members, first))
    yield from unclear
    if unclear:
        return
    if not is_further:
        yield _opening(members, same)
    for row in members:
        told = same | _change(row)
        if is_further:
            yield from days.moved(row, told)
        yield from _moved(row, told)


def _unclear(members: Sequence[TableRow], opened: str) -> Iterator[RowProblem]:
    """Yield what contradicts itself in rows of the day on which a meeting was opened."""
    away = {
        row.cells["member"]
        for row in members
        if row.cells["presence"] in ("excused", "absent") and not row.cells.get("came")
    }
    for row in members:
        presence, came, left, holder = (
            row.cells.get(name, "") for name in ("presence", "came", "left", "represented_by")
        )
        if left < came and len(left) == len(came):  # else one of them is no hour
            reason = worded("It left before it came, at {came}.", came=came)
            yield CellFault("left", left, reason).at(row.number)
        if came and presence == "absent":
            reason = worded("It came at {came}; leave this cell blank.", came=came)
            yield CellFault("presence", presence, reason).at(row.number)
        if holder and presence == "present" and not (came or left):
            reason = worded("It is present all the time, so nobody acts for it.")
            yield CellFault("represented_by", holder, reason).at(row.number)
        if row.cells["on"] != opened:
            reason = worded(
                "Other rows are of {opened}, and no further day of the meeting is recorded.",
                opened=opened,
            )
            yield CellFault("on", row.cells["on"], reason).at(row.number)
        if holder in away:
            reason = worded("{holder} was not there itself.", holder=holder)
            yield CellFault("represented_by", holder, reason).at(row.number)


def _opening(members: Sequence[TableRow], same: Mapping[str, str]) -> MadeRow:
    present = [f"{r.cells['member']}:{_presence(r)}" for r in members if _presence(r)]
    number, told = members[0].number, {**same, **_change(members[0])}
    opened = {"act": "open_meeting", "attendance": "; ".join(present), **told}
    places = {"attendance": (number, "presence"), **_own(number, told)}
    parts = {row.cells["member"]: (row.number, "member") for row in members}
    return MadeRow(opened, number, places, parts=parts)


def _change(row: TableRow) -> dict[str, str]:
    """Return what a row says of its change; the first of a meeting says it of the opening, too."""
    return {CHANGED: row.cells.get(CHANGED, "")}


def _presence(row: TableRow) -> str:
    if row.cells.get("came") and row.cells["presence"] in ("", "present"):
        return "absent"
    return row.cells["presence"] or ("represented" if row.cells.get("represented_by") else "")


def _moved(row: TableRow, same: Mapping[str, str]) -> Iterator[MadeRow]:
    member, number = row.cells["member"], row.number
    came, left = row.cells.get("came", ""), row.cells.get("left", "")
    if row.cells["presence"] == "observer" and (came or left):
        observed = {"act": "observer", "observer": member, "hour": came, "until_hour": left}
        places = {"hour": (number, "came"), "until_hour": (number, "left")}
        yield MadeRow({**observed, **same}, number, {**places, **_own(number, same)})
        return
    for column, act in (("came", "arrive"), ("left", "depart")):
        if hour := row.cells.get(column):
            cells = {"act": act, "member": member, "hour": hour, **same}
            places = {"hour": (number, column), "member": (number, "member")}
            yield MadeRow(cells, number, {**places, **_own(number, same)})
    if holder := row.cells.get("represented_by"):
        cells = {"act": "proxy", "giver": member, "holder": holder, **same}
        places = {"giver": (number, "member"), "holder": (number, "represented_by")}
        yield MadeRow(cells, number, {**places, **_own(number, same)})


def _own(number: int, same: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    return {name: (number, name) for name in same}


def _votes(rows: Sequence[TableRow], decisions: Sequence[str]) -> Iterator[MadeRow]:
    """Yield each decision with what was voted on and the ballots; a blank column is none."""
    for decision in decisions:
        told = {row.cells[VOTES]: row for row in rows if row.cells[decision]}
        if not told:
            continue
        ballots = [
            f"{member}:{row.cells[decision]}"
            for member, row in told.items()
            if member not in OF_VOTE
        ]
        fields = {name: told[name].cells[decision] for name in OF_VOTE if name in told}
        places = {
            name: (told[name].number, decision) if name in told else (1, f"{decision} / {name}")
            for name in OF_VOTE
        }
        cells = {"act": "vote", "decision": decision, "manner": "by_member", **fields}
        yield MadeRow(
            {**cells, "ballots": "; ".join(ballots)},
            1,
            {"decision": (1, decision), "ballots": (1, decision), **places},
            parts={member: (row.number, VOTES) for member, row in told.items()},
        )
