"""What is said of a member without a report: how it is counted, and whether one was due."""

from collections import Counter
from collections.abc import Sequence

from application.questions.progress.obligations import Obligation, ReportState
from application.questions.progress.reports import MEANINGS
from application.reports.document import Paragraph
from application.reports.progress.states import (
    GRAVEST_FIRST,
    NOT_SHOWN,
    ProgressCell,
    States,
)
from domain.words import joined, worded

COUNTED = worded(
    "Members are counted by their latest self-assessment; a report that was returned does not "
    "count. Nothing is averaged, and a member that said nothing is counted as that, not as zero."
)
COUNTED_IN_PUBLIC = worded(
    "Members are counted by their latest self-assessment that the public may see. Nothing is "
    "averaged."
)
_NOT_YET: Sequence[ReportState] = ("due", "upcoming")
_OF: dict[ReportState | None, str] = {
    "overdue": "{number} overdue",
    "no_report": "{number} overdue after a reminder",
    "returned": "{number} returned",
    "not_recorded": "{number} due before the record is complete",
    "not_shown": "{number} not shown",
    "due": "{number} not yet due",
    "exempt": "{number} exempt",
    None: "{number} not asked for",
}
"""By the state of what was asked for, None if nothing was: how many members it is."""


def counted_how(states: States) -> list[str]:
    """Return the notes on how members are counted, which call nobody silent to the public."""
    if states.public:
        return [COUNTED_IN_PUBLIC]
    return [COUNTED, *([MEANINGS["not_shown"]] if states.unseen else [])]


def why_missing(states: States, cell: ProgressCell) -> str:
    """Return why a member that is bound has no report on a commitment, "" if it has one."""
    if cell.report or not cell.bound or cell.silence == NOT_SHOWN:
        return ""
    asked = states.missing.get((cell.commitment, cell.member))
    return _why(asked) if asked else worded("no report was due")


def _why(asked: Obligation) -> str:
    day = asked.due_by
    if asked.state in _NOT_YET:
        return worded("due by {day}", day=day)
    if asked.state in ("overdue", "no_report"):
        return worded("overdue: was due by {day}", day=day)
    return worded("exempt") if asked.state == "exempt" else ""


def reported_of(states: States, commitment: str, members: int) -> Paragraph:
    """Say of how many members how many are bound, and from which of these a report is missing."""
    bound = [cell for cell in states.counted(commitment) if cell.bound]
    silent = [cell for cell in bound if not cell.report]
    values = {"bound": len(bound), "members": members, "reported": len(bound) - len(silent)}
    if not bound:
        return Paragraph(worded("The commitment binds 0 of {members} members.", members=members))
    asked = [_state(states, cell) for cell in silent]
    if not silent:
        template = (
            "The commitment binds {bound} of {members} members; {reported} of {bound} reported."
        )
    elif not any(asked):
        template = (
            "The commitment binds {bound} of {members} members; {reported} of {bound} reported. "
            "No report was due from the others."
            if values["reported"]
            else "The commitment binds {bound} of {members} members. No report was due."
        )
    else:
        template = (
            "The commitment binds {bound} of {members} members; {reported} of {bound} reported. "
            "Reports of the others: {reasons}."
        )
    return Paragraph(worded(template, **values, reasons=_counted(asked)))


def _state(states: States, cell: ProgressCell) -> ReportState | None:
    """Return the state of what was asked for of a member without a report, None if nothing was."""
    asked = states.missing.get((cell.commitment, cell.member))
    if cell.silence == NOT_SHOWN:
        return "not_shown"
    return asked.state if asked else None


def _counted(asked: Sequence[ReportState | None]) -> str:
    counts = Counter[ReportState | None]("due" if each == "upcoming" else each for each in asked)
    found = [(state, counts[state]) for state in (*GRAVEST_FIRST, None) if counts[state]]
    return joined(", ", [worded(_OF[state], number=number) for state, number in found])
