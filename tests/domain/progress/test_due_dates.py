"""What is asked of members, and what is refused: due dates, exceptions, reminders, milestones."""

import pytest

from domain.errors import Refused, UnknownReference
from domain.events.progress import (
    MilestoneReached,
    MilestoneSet,
    ReportingExempted,
    ReportingExtended,
)
from domain.events.texts import Superseded
from tests.domain.given import exactly, id_of
from tests.domain.progress.given import QUARTERLY, a_schedule, refused, report, reporting, returned

PLANNED = (QUARTERLY, "2026-01-10")
SUMMER = ("2026-04-30", "2026-04-01", "2026-04-30")
BILL = MilestoneSet(
    commitment="C-1", milestone="BILL", title="Tabled", due_on=exactly("2026-09-30")
)


def test_finds_the_period_of_a_due_date() -> None:
    """People know the day on which a report is due; its period follows."""
    due = reporting(PLANNED).due(exactly("2026-07-31"), "ATL")

    assert (str(due.period_from), str(due.period_until)) == ("2026-04-01", "2026-06-30")


def test_names_the_due_dates_around_a_wrong_one() -> None:
    """A slip of the pen is corrected without looking anything up."""
    with pytest.raises(Refused, match="nearest to it are 2026-04-30, 2026-07-31, 2026-10-31"):
        reporting(PLANNED).due(exactly("2026-08-01"), "ATL")


def test_says_how_a_schedule_is_made_where_there_is_none() -> None:
    """Who starts with reminders must learn what comes first."""
    with pytest.raises(Refused, match="progress schedule C-1"):
        reporting().due(exactly("2026-08-01"), "ATL")


def test_a_scheduled_report_is_on_a_period_of_the_schedule() -> None:
    """A report on other days answers nothing that was asked."""
    asked = reporting(PLANNED)

    asked.must_be_new(report())
    with pytest.raises(Refused, match="record it as extraordinary"):
        asked.must_be_new(report(ends=exactly("2026-04-30")))
    with pytest.raises(Refused, match="record it as extraordinary"):
        asked.must_be_new(report(None, None))
    free = report(None, None, occasion="extraordinary")
    asked.must_be_new(free)


def test_a_period_that_gave_way_is_not_reported_on_any_more() -> None:
    """Otherwise the old schedule would live on beside the new one."""
    yearly = a_schedule("yearly", ("2027-01-31", "2026-01-01", "2026-12-31"))
    asked = reporting(PLANNED, (yearly, "2026-02-01"))

    with pytest.raises(Refused, match="on a period of the schedule"):
        asked.must_be_new(report())
    with pytest.raises(Refused, match="No report on C-1 is due on 2026-04-30"):
        asked.due(exactly("2026-04-30"), "ATL")


def test_what_another_took_the_place_of_is_reported_on_no_more() -> None:
    """Its promises live on in the new text, with a schedule of their own."""
    superseded = (Superseded(commitment="C-1", by="C-2"), "2026-05-01")

    days = [term.due.due_on for term in reporting(PLANNED, superseded).terms(exactly("2026-12-31"))
            if not term.replaced]  # fmt: skip

    assert days == [exactly("2026-04-30")]


def test_a_period_is_reported_on_once_unless_it_was_returned() -> None:
    """Two reports on one period would leave open which one counts."""
    first = (report(), "2026-04-20")

    with pytest.raises(Refused, match=r"reported on that period already: .*pending"):
        reporting(PLANNED, first).must_be_new(report(narrative="Again."))
    again = reporting(PLANNED, first, (returned(id_of(2)), "2026-05-02"))
    again.must_be_new(report(narrative="Act 12."))
    reporting(PLANNED, first).must_be_new(report(stage="final"))
    reporting(PLANNED, first).must_be_new(report(member="ERE"))
    other = report(exactly("2026-04-01"), exactly("2026-06-30"))
    reporting(PLANNED, first).must_be_new(other)


def test_a_report_on_what_was_replaced_is_answered_by_who_reported_on_it() -> None:
    """A returned report is still to be answered; nobody else reports on that period any more."""
    first = (report(), "2026-04-20")
    replaced = (a_schedule("yearly", ("2026-12-31", "2026-06-01", "2026-12-31")), "2026-04-25")

    asked = reporting(PLANNED, first, (returned(id_of(2)), "2026-04-22"), replaced)

    assert asked.due(exactly("2026-04-30"), "ATL").due_on == exactly("2026-04-30")
    asked.must_be_new(report(narrative="Act 12."))
    asked.must_be_owed("ATL", exactly("2026-04-30"))
    with pytest.raises(Refused, match="No report on C-1 is due on 2026-04-30"):
        asked.due(exactly("2026-04-30"), "ERE")
    with pytest.raises(Refused, match="on a period of the schedule"):
        asked.must_be_new(report(member="ERE"))


def test_of_two_periods_of_one_day_the_open_one_is_meant() -> None:
    """A new schedule may keep the day; what was returned on the older period is answered, too."""
    first = (report(), "2026-04-20")
    same_day = (a_schedule("yearly", ("2026-04-30", "2026-02-01", "2026-04-15")), "2026-04-22")
    newer = report(exactly("2026-02-01"), exactly("2026-04-15"))
    known = (PLANNED, first, (returned(id_of(2)), "2026-04-21"), same_day)
    day, older = exactly("2026-04-30"), exactly("2026-01-01")

    both = reporting(*known)
    assert both.due(day, "ATL").period_from == newer.period_from
    assert both.due(day, "ATL", older, None).period_from == older
    assert reporting(*known, (newer, "2026-04-25")).due(day, "ATL").period_from == older


def test_more_time_is_given_for_a_due_date_that_is_there() -> None:
    """More time for a day on which nothing is due would help nobody."""
    asked = reporting(PLANNED)

    assert asked.due(exactly("2026-04-30"), "ATL").due_on == exactly("2026-04-30")
    with pytest.raises(Refused, match="is due on 2026-05-01"):
        asked.due(exactly("2026-05-01"), "ATL")


def test_nobody_is_reminded_of_what_it_does_not_owe() -> None:
    """A reminder makes silence a fact, so it must not go to who was not silent."""
    exempted = ReportingExempted(
        commitment="C-1", member="ATL", due_from=exactly("2026-04-01"), reason="No such law."
    )
    due = exactly("2026-04-30")

    reporting(PLANNED).must_be_owed("ATL", due)
    reporting(PLANNED, (exempted, "2026-03-01")).must_be_owed("ERE", due)
    with pytest.raises(Refused, match="owes no report on that"):
        reporting(PLANNED, (exempted, "2026-03-01")).must_be_owed("ATL", due)
    with pytest.raises(Refused, match="has reported on that already"):
        reporting(PLANNED, (report(), "2026-04-20")).must_be_owed("ATL", due)


def test_who_must_answer_a_return_or_the_next_period_is_reminded() -> None:
    """A returned report is still owed, and so is the next one."""
    first = (report(), "2026-04-20")

    sent_back = reporting(PLANNED, first, (returned(id_of(2)), "2026-05-02"))

    sent_back.must_be_owed("ATL", exactly("2026-04-30"))
    reporting(PLANNED, first).must_be_owed("ATL", exactly("2026-07-31"))


def test_an_exemption_ends_with_its_last_day() -> None:
    """It is for a while, and what is due later is owed again."""
    exempted = ReportingExempted(
        commitment="C-1",
        member="ATL",
        due_from=exactly("2026-04-01"),
        due_until=exactly("2026-06-30"),
        reason="No such law.",
    )

    reporting(PLANNED, (exempted, "2026-03-01")).must_be_owed("ATL", exactly("2026-07-31"))


def test_a_milestone_is_reached_only_if_it_was_set() -> None:
    """A slip in its name is answered with the names that are there."""
    asked = reporting((BILL, "2026-01-10"))

    asked.must_be_set("BILL")
    with pytest.raises(UnknownReference, match="Did you mean BILL"):
        asked.must_be_set("BIL")


REACHED = MilestoneReached(commitment="C-1", milestone="BILL")


def extension(to: str) -> ReportingExtended:
    return ReportingExtended(
        commitment="C-1",
        member="ATL",
        due_on=exactly("2026-04-30"),
        extended_to=exactly(to),
        reason="Elections.",
    )


def exemption(until: str) -> ReportingExempted:
    return ReportingExempted(
        commitment="C-1",
        member="ATL",
        due_from=exactly("2026-04-30"),
        due_until=exactly(until),
        reason="No such law.",
    )


def test_refuses_what_cannot_be_true_together() -> None:
    """Each of these would make the list of what is due a riddle."""
    assert not refused(PLANNED)
    assert not refused((BILL, "2026-01-10"), (REACHED, "2026-09-12"))
    assert not refused(PLANNED, (extension("2026-05-31"), "2026-04-01"))
    assert not refused(PLANNED, (exemption("2026-04-30"), "2026-04-01"))
    assert "was set already" in refused((BILL, "2026-01-10"), (BILL, "2026-02-10"))
    twice = refused((BILL, "2026-01-10"), (REACHED, "2026-09-12"), (REACHED, "2026-09-13"))
    assert "was reached already" in twice
    assert "without being set" in refused((REACHED, "2026-09-12"))
    assert "not after the due date" in refused(PLANNED, (extension("2026-04-30"), "2026-04-01"))
    assert "ends before it begins" in refused(PLANNED, (exemption("2026-04-29"), "2026-04-01"))


WRONG = {
    "Only a schedule of single dates": QUARTERLY.model_copy(update={"more": (QUARTERLY.first,)}),
    "before its first due date": QUARTERLY.model_copy(update={"until": exactly("2026-04-29")}),
    "ends before it begins": a_schedule("monthly", ("2026-04-30", "2026-03-31", "2026-01-01")),
    "before its period is over": a_schedule("monthly", ("2026-03-30", "2026-01-01", "2026-03-31")),
    "in their order, each once": a_schedule(
        "dates", ("2026-06-30", "2026-01-01", "2026-03-31"), SUMMER
    ),
    "Due dates are given": a_schedule("dates", ("2026-04-30", "2026-01-01", "2026-03-31"), SUMMER),
}


@pytest.mark.parametrize("reason", WRONG)
def test_refuses_a_schedule_that_nobody_could_keep(reason: str) -> None:
    """Dates out of order are slips, and would be found only when they are due."""
    assert reason in refused((WRONG[reason], "2026-01-10"))


def test_refuses_a_schedule_that_reaches_into_the_past() -> None:
    """Nobody can have been late for what was not yet asked."""
    assert "would make a report due before" in refused((QUARTERLY, "2026-05-01"))
    assert not refused((QUARTERLY, "unknown"))
