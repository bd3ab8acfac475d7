"""Rows about meetings: what their cells hold, and how each can be wrong."""

import pytest

from domain.events.meetings import (
    ActionItem,
    AgendaItem,
    DecisionAdopted,
    MeetingConvened,
    MeetingOpened,
    QuorumEstablished,
    Votes,
)
from tests.infrastructure.importers.every import OF_MEETINGS
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.test_own_columns import rows

TASK = {"act": "task", "reference": "RESPONSE", "text": "Drive a response"}
PERU = {"act": "join", "member": "PER", "name": "Peru", "on": "2020"}
N1 = {"act": "adopt", "instrument": "I", "commitment": "N1", "text": "More", "on": "2020"}
BEFORE = (TASK, PERU, N1)
CONVENE, OPEN, DECIDE = (OF_MEETINGS[number] for number in (1, 6, 8))


def test_cells_hold_agendas_attendance_and_actions(ready: Office) -> None:
    """What staff keep in one cell becomes what can be asked for."""
    ready.do(rows(*BEFORE, *OF_MEETINGS))

    events = [each.event for each in ready.events()]
    called = next(e for e in events if isinstance(e, MeetingConvened))
    opened = next(e for e in events if isinstance(e, MeetingOpened))
    counted = next(e for e in events if isinstance(e, QuorumEstablished))
    decided = next(e for e in events if isinstance(e, DecisionAdopted))
    item = AgendaItem(item="2", title="Hosting law", task="RESPONSE", commitments=("N1",))
    assert called.agenda == (AgendaItem(item="1", title="Opening"), item)
    assert [a.presence for a in opened.attendance or ()] == ["present", "represented"]
    assert (counted.counted, counted.needed, counted.members) == (2, 2, 2)
    assert decided.votes == Votes(in_favour=1, against=0, abstained=1)
    assert decided.commitments == ("N1", "C1")
    assert decided.actions[1] == ActionItem(action="A-2", text="Publish it.", owner="the chair")


@pytest.mark.parametrize(
    ("row", "change", "column", "reason"),
    [
        (CONVENE, {"agenda": "Law | MISSING"}, "agenda", "initiative or gap 'MISSING'"),
        (CONVENE, {"agenda": f"{'x' * 501}"}, "agenda", "longer than 500 characters"),
        (OPEN, {"attendance": "ATL:present"}, "", "There is no member 'ATL'"),
        (DECIDE, {"against": "99999"}, "against", "less than or equal to 10000"),
        (DECIDE, {"task": "PEACE"}, "task", "There is no task 'PEACE'"),
    ],
)
def test_a_cell_that_does_not_fit(
    ready: Office, row: dict[str, str], change: dict[str, str], column: str, reason: str
) -> None:
    """Each says what was expected, with the cell."""
    order = [each for each in (CONVENE, OPEN) if each["act"] != row["act"] and row is DECIDE]
    problems = ready.do(rows(*BEFORE, *order, row | change), dry_run=True).problems

    assert [(each.column, reason in each.reason) for each in problems] == [(column, True)], problems


def test_a_list_of_who_came_is_compared(ready: Office) -> None:
    """By the codes of today: a member that took another code came all the same."""
    ready.do(rows(*BEFORE, CONVENE, OPEN))
    ready.do(rows({"act": "recode", "member": "PER", "code": "PRU", "on": "2024"}))

    later = rows(*BEFORE, CONVENE, OPEN | {"on": "2023-06-02"})
    told = rows(*BEFORE, CONVENE, OPEN | {"attendance": "KEN; PER"})

    assert [each.column for each in ready.do(later, dry_run=True).problems] == ["on"]
    (problem,) = ready.do(told, dry_run=True).problems
    assert (problem.column, problem.value) == ("attendance", "KEN:present; PRU:present")
    assert "'KEN:present; PRU:represented' and is now 'KEN:present; PRU:present'" in problem.reason
    assert ready.do(told, changed="error").amended == 1


def test_a_changed_day_is_told(ready: Office) -> None:
    """Venue and days of a meeting change until it opens."""
    ready.do(rows(*BEFORE, CONVENE))
    changed = rows(*BEFORE, CONVENE | {"place": "Nairobi"})

    assert "'Geneva' and is now 'Nairobi'" in ready.do(changed, dry_run=True).problems[0].reason
    assert ready.do(changed, changed="error").amended == 1
