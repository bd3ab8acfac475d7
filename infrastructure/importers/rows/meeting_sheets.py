"""Sheets of a meeting as secretaries keep them: attendance by member, votes by member and decision.

A sheet of attendance has one row a member. A sheet of votes has one column a decision: its first
rows say what was voted on, all others how each member voted. Both become rows in our columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.words import worded
from infrastructure.importers.tables.problems import CellFault, RowProblem
from infrastructure.importers.tables.table import ROW_LIMIT, InputTable, TableRow

ATTENDANCE = ("meeting", "on", "member", "presence")
MOVED = ("came", "left", "represented_by")
VOTES = "votes"
"""The first column of a sheet of votes."""
OF_VOTE = ("meeting", "on", "title", "text", "task", "item", "hour", "rule", "commitments")
_MADE = 10 * ROW_LIMIT
"""The numbers of rows that are made of others begin here, so that each is another one."""
_COLUMNS = ("act", "attendance", "member", "giver", "holder", "decision", "manner", "ballots")


@dataclass(frozen=True, slots=True)
class _Made:
    """A row in our columns, the row that it was made of, and where each value stands there."""

    cells: Mapping[str, str]
    row: int
    places: Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """Rows in our columns, and where in the sheet that they were made of each value stands."""

    table: InputTable
    made: Sequence[_Made] = ()

    def shown(self, problem: RowProblem) -> RowProblem:
        """Return a problem with the row and the column in which people see it."""
        if not self.made or problem.row < _MADE:
            return problem
        made = self.made[problem.row - _MADE]
        row, column = made.places.get(problem.column, (made.row, ""))
        return replace(problem, row=row, column=column)


def meeting_sheet(table: InputTable) -> MeetingSheet:
    """Return the rows that a sheet of attendance or of votes means; any other stays as it is."""
    header = set(table.header)
    made: list[_Made]
    problems: list[RowProblem]
    if set(ATTENDANCE) <= header <= {*ATTENDANCE, *MOVED}:
        problems = list(_twice(table.rows, ("meeting", "member")))
        made = list(_attendance(table.rows))
    elif table.header[0] == VOTES:
        problems = list(_twice(table.rows, (VOTES,)))
        made = list(_votes(table))
    else:
        return MeetingSheet(table)
    names = tuple(dict.fromkeys((*_COLUMNS, *OF_VOTE)))
    rows = tuple(
        TableRow(_MADE + number, {name: each.cells.get(name, "") for name in names})
        for number, each in enumerate(made)
    )
    changed = replace(table, header=names, rows=rows, problems=(*table.problems, *problems))
    return MeetingSheet(changed, made)


def _twice(rows: Sequence[TableRow], names: Sequence[str]) -> Iterator[RowProblem]:
    """Yield a problem for each row that is about the same as one before."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[name] for name in names)
        if first.setdefault(key, row.number) != row.number:
            reason = worded("Row {number} is about the same.", number=first[key])
            yield CellFault(names[-1], key[-1], reason).at(row.number)


def _attendance(rows: Sequence[TableRow]) -> Iterator[_Made]:
    """Yield who was there at the opening of each meeting, then who came, left and spoke for whom.

    Who came at an hour was absent at the opening; a row without any presence says nothing of it.
    """
    meetings: dict[tuple[str, str], list[TableRow]] = {}
    for row in rows:
        meetings.setdefault((row.cells["meeting"], row.cells["on"]), []).append(row)
    for (meeting, on), members in meetings.items():
        present = [f"{r.cells['member']}:{_presence(r)}" for r in members if _presence(r)]
        same = {"meeting": meeting, "on": on}
        number = members[0].number
        opened = {"act": "open_meeting", "attendance": "; ".join(present), **same}
        yield _Made(opened, number, {"attendance": (number, "presence"), **_own(number, same)})
        for row in members:
            yield from _moved(row, same)


def _presence(row: TableRow) -> str:
    if row.cells.get("came"):
        return "absent"
    return row.cells["presence"] or ("represented" if row.cells.get("represented_by") else "")


def _moved(row: TableRow, same: Mapping[str, str]) -> Iterator[_Made]:
    member, number = row.cells["member"], row.number
    for column, act in (("came", "arrive"), ("left", "depart")):
        if hour := row.cells.get(column):
            cells = {"act": act, "member": member, "hour": hour, **same}
            places = {"hour": (number, column), "member": (number, "member")}
            yield _Made(cells, number, {**places, **_own(number, same)})
    if holder := row.cells.get("represented_by"):
        cells = {"act": "proxy", "giver": member, "holder": holder, **same}
        places = {"giver": (number, "member"), "holder": (number, "represented_by")}
        yield _Made(cells, number, {**places, **_own(number, same)})


def _own(number: int, same: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    return {name: (number, name) for name in same}


def _votes(table: InputTable) -> Iterator[_Made]:
    """Yield each decision with what was voted on and the ballots; a blank column is none."""
    for decision in table.header[1:]:
        told = {row.cells[VOTES]: row for row in table.rows if row.cells[decision]}
        if not told:
            continue
        ballots = [
            f"{member}:{row.cells[decision]}"
            for member, row in told.items()
            if member not in OF_VOTE
        ]
        fields = {name: told[name].cells[decision] for name in OF_VOTE if name in told}
        places = {name: (told[name].number, decision) for name in fields}
        cells = {"act": "vote", "decision": decision, "manner": "by_member", **fields}
        yield _Made(
            {**cells, "ballots": "; ".join(ballots)},
            1,
            {"decision": (1, decision), "ballots": (1, decision), **places},
        )
