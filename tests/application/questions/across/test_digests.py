"""Everyone is told what its own member is to do, in the week in which there is something."""

from datetime import date

import pytest

from application.context import Context
from application.questions.across.reminders import Reminder, reminders, week_of
from application.use_cases import members
from domain.errors import UnknownReference
from domain.events.members import FocalPointDesignated, FocalRole
from tests.application.questions.given import BODY, SECRET, Clerk, on
from tests.application.questions.given_progress import a_year


def designate(
    clerk: Clerk, member: str, person: str, role: FocalRole = "main", context: Context | None = None
) -> None:
    event = FocalPointDesignated(member=member, person=person, role=role)
    clerk.record(lambda r: members.designate(r, BODY, event, on("2026-01-01")), context)


def told(clerk: Clerk, day: str) -> list[Reminder]:
    return reminders(clerk.tables, BODY, date.fromisoformat(day))


def test_tells_each_what_its_own_member_is_to_do(clerk: Clerk) -> None:
    """What others owe is not for every mailbox."""
    secretary = a_year(clerk)
    secretary.set_milestone("BILL", "2026-04-20", owner="ERE")
    designate(clerk, "ATL", "p-bb4m1")
    designate(clerk, "ERE", "p-aa7k1")
    designate(clerk, "ATL", "p-cid-1", "alternate")
    designate(clerk, "ATL", "p-de3x1", "validating_authority")

    found = told(clerk, "2026-04-22")

    assert {each.person: [(i.owner, i.kind, i.state) for i in each.items] for each in found} == {
        "p-aa7k1": [("ERE", "milestone", "overdue"), ("ERE", "report", "due")],
        "p-bb4m1": [("ATL", "report", "due")],
        "p-cid-1": [("ATL", "report", "due")],
    }
    assert {(each.taskforce, each.week, each.exercise) for each in found} == {
        (BODY, "2026-W17", True)
    }


def test_tells_nobody_when_nothing_is_due(clerk: Clerk) -> None:
    """A letter without a reason teaches people not to read the next."""
    a_year(clerk)
    designate(clerk, "ATL", "p-bb4m1")

    assert told(clerk, "2026-02-01") == []


def test_tells_nobody_who_is_released(clerk: Clerk) -> None:
    """Somebody who moved on is not written to; a secret designation counts like another."""
    a_year(clerk)
    designate(clerk, "ATL", "p-bb4m1", context=SECRET)
    assert [each.person for each in told(clerk, "2026-04-22")] == ["p-bb4m1"]

    clerk.record(
        lambda r: members.release_focal_point(r, BODY, "ATL", "p-bb4m1", on("2026-04-01"), None)
    )
    assert told(clerk, "2026-04-22") == []


def test_knows_no_other_body(clerk: Clerk) -> None:
    """A slip of the pen is no empty week."""
    with pytest.raises(UnknownReference, match="NONE"):
        reminders(clerk.tables, "NONE", date(2026, 4, 22))


@pytest.mark.parametrize(("day", "week"), [("2026-01-01", "2026-W01"), ("2027-01-01", "2026-W53")])
def test_weeks_are_those_of_iso(day: str, week: str) -> None:
    """The first days of January may be in a week of the year before."""
    assert week_of(date.fromisoformat(day)) == week
