"""The workbook that staff begin with: sheets for rows and meetings, and one of the acts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from domain.errors import Malformed
from domain.events.meetings import Presence
from domain.grouping import grouped
from domain.words import joined, worded
from infrastructure.importers.meetings.meeting_sheets import OF_VOTE
from infrastructure.importers.rows.act_request import (
    ACTS,
    choices_of,
    day_fields,
    optional,
    required,
)
from infrastructure.importers.rows.row_faults import SHARED
from infrastructure.importers.rows.standard_columns import COLUMNS, guide
from infrastructure.importers.tables.header_rows import ATTENDANCE, MOVED, VOTES
from infrastructure.importers.workbooks.form_words import ACTS_SHEET, CONTENTS_SHEET
from infrastructure.importers.workbooks.known_references import AT_NEXT
from infrastructure.importers.workbooks.sheet_writer import (
    LONGEST,
    Sheet,
    SheetColumn,
    TextSheet,
    workbook,
)
from infrastructure.language import label_translated

ROWS_SHEET, ATTENDANCE_SHEET, VOTES_SHEET = "Rows", "Attendance", "Votes"
_ANY = {
    "row_id": worded(
        "Any word that tells this row from the others, and stays when the row changes."
    ),
    "act": worded("What the row records; the sheet Acts explains each."),
    "name": worded("The name that the act gives, such as the official name of a new member."),
    "member_kind": worded("What the member is; a state if this is blank."),
    "note": worded("A remark; never about a person or a case."),
    "source": worded("The title of what says so; this file if it is blank."),
    "visibility": worded("Who may see it; members if it is blank."),
}
_DAY = worded("A date as text: 2022-06-02, 2022-06, 2022, <=2022-06-02 or unknown.")
_LINES = (
    (worded("How to fill in the sheet Rows"),),
    ("1", worded("One row is one act. Choose it in the column act, and fill in what it needs.")),
    ("2", worded("Leave the other columns blank, or remove columns that you never need.")),
    ("3", _DAY),
    ("4", worded("In member, write the code or the name of a member.")),
    ("5", worded("Try the file first: depositary import FILE.xlsx --dry-run")),
    (worded("The sheets of a meeting"),),
    (
        "1",
        worded(
            "Attendance has one row a member, by its code; who came later is absent until then."
        ),
    ),
    (
        "2",
        worded(
            "Votes has one column a decision, by its reference, and one row a member, by its code."
        ),
    ),
    (
        "3",
        worded("A vote is for, against, abstained or not_voting; by proxy of ATL it is for:ATL."),
    ),
    ("4", worded("Import each by its name: depositary import FILE.xlsx --sheet Attendance")),
    (worded("The acts"),),
    (
        worded("In the column act"),
        worded("It needs"),
        worded("It may have"),
        worded("What it records"),
    ),
)


def template_workbook(words: Mapping[str, tuple[str, ...]] | None = None) -> bytes:
    """Return the template; `words` are what a body knows by column, such as its members' codes."""
    known = words or {}
    columns = [_column(name, known.get(name, ())) for name in COLUMNS]
    return workbook(
        Sheet(name=ROWS_SHEET, columns=columns),
        TextSheet(ACTS_SHEET, (*_LINES, *_guide())),
        *_of_meetings(known.get("member", ()), known.get(AT_NEXT, ())),
    )


def _guide() -> Iterator[tuple[str, ...]]:
    return ((*columns, label_translated(meaning)) for *columns, meaning in guide())


def rows_workbook(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return a workbook with rows in our own columns, a sheet an act, which `import` reads.

    A sheet has those of the columns that some row of it fills. A first sheet says what is in the
    others.

    Raises:
        Malformed: a cell is longer than a workbook can hold.
    """
    by_act = grouped((row["act"], row) for row in rows)
    meanings = {act: label_translated(meaning) for act, _, _, meaning in guide()}
    lines = [(act, str(len(found)), meanings[act]) for act, found in by_act.items()]
    heads = (worded("Sheet"), worded("Rows"), worded("What it records"))
    return workbook(TextSheet(CONTENTS_SHEET, (heads, *lines)), *_sheets(by_act, columns))


def _sheets(
    by_act: Mapping[str, Sequence[Mapping[str, str]]], columns: Sequence[str]
) -> Iterator[Sheet]:
    for act, rows in by_act.items():
        names = [name for name in columns if any(row.get(name) for row in rows)]
        cells = [[row.get(name, "") for name in names] for row in rows]
        _must_fit(act, names, cells)
        yield Sheet(name=act, columns=[_column(name, ()) for name in names], rows=cells)


def _must_fit(act: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Refuse cells that no workbook can hold, which would be cut without a word."""
    for number, row in enumerate(rows, start=2):
        for name, cell in zip(names, row, strict=True):
            if len(cell) > LONGEST:
                raise Malformed(
                    "Row {number} ({sheet}) would have more than {longest:,} characters in "
                    "the column {column!r}, which no workbook can hold. Write a .csv file.",
                    number=number,
                    sheet=act,
                    longest=LONGEST,
                    column=name,
                )


def _of_meetings(known: tuple[str, ...], members: tuple[str, ...]) -> tuple[Sheet, Sheet]:
    """Return the sheets of attendance and of votes, with a row for each of these members.

    To choose from there is everybody that is known.
    """
    notes = {
        "on": _DAY,
        "presence": worded("How it was there at the opening."),
        "came": worded("The hour at which it came later, such as 09:40."),
        "left": worded("The hour at which it left before the end, such as 12:10."),
        "represented_by": worded("The member that acts for it while it is not there."),
    }
    words = {"presence": get_args(Presence), "member": known, "represented_by": known}
    attendance = [
        SheetColumn(name, notes.get(name, ""), words.get(name, ()), closed=name == "presence")
        for name in (*ATTENDANCE, *MOVED)
    ]
    votes = [SheetColumn(VOTES, worded("What was voted on, then each member.")), SheetColumn("D-1")]
    rows = [(name, "") for name in (*OF_VOTE, *members)]
    came = [[each if at.name == "member" else "" for at in attendance] for each in members]
    return (
        Sheet(name=ATTENDANCE_SHEET, columns=attendance, rows=came),
        Sheet(name=VOTES_SHEET, columns=votes, rows=rows),
    )


def _column(name: str, known: tuple[str, ...]) -> SheetColumn:
    closed = choices_of(name)
    note = [_ANY[name]] if name in _ANY else []
    if any(name in day_fields(act) for act in ACTS.values()):
        note.append(_DAY)
    if name not in SHARED:
        needed, possible = _users(name)
        if needed:
            note.append(worded("Needed by: {acts}.", acts=", ".join(needed)))
        if possible:
            note.append(worded("Possible for: {acts}.", acts=", ".join(possible)))
    return SheetColumn(name, joined("\n", note), closed or known, closed=bool(closed))


def _users(name: str) -> tuple[list[str], list[str]]:
    """Return the acts that need a column, and those that may have it."""
    needed = [row for row, act in ACTS.items() if name in required(act)]
    possible = [row for row, act in ACTS.items() if name in optional(act)]
    return needed, possible
