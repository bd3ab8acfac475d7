"""Due dates follow by calendar months, without a gap, and give way to a later schedule."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import add_months
from domain.events.progress import DueDate, Frequency, ReportingScheduled
from domain.progress.schedules import MONTHS, due_dates, horizon, terms
from tests.domain.given import exactly

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
REGULAR: list[Frequency] = ["monthly", "quarterly", "half_yearly", "yearly"]


def planned(
    frequency: Frequency, *dues: tuple[str, str, str], until: str | None = None
) -> ReportingScheduled:
    first, *more = (
        DueDate(due_on=exactly(d), period_from=exactly(f), period_until=exactly(u))
        for d, f, u in dues
    )
    return ReportingScheduled(
        commitment="C-1",
        frequency=frequency,
        first=first,
        more=tuple(more),
        until=exactly(until) if until else None,
    )


QUARTERS = planned("quarterly", ("2026-04-30", "2026-01-01", "2026-03-31"))


def naively(day: date, months: int) -> date:
    """Walk month by month through the calendar, remembering the day that was meant."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = monthrange(year, month)[1]
    meant = 31 if (day + timedelta(days=1)).day == 1 else day.day
    return date(year, month, min(meant, last))


@given(DAYS, st.integers(0, 60))
def test_months_are_those_of_the_calendar(day: date, months: int) -> None:
    """A report that is due at the end of February is due at the end of March, too."""
    later = add_months(day, months, keep_month_end=True)

    assert later == naively(day, months)


@given(DAYS, st.integers(0, 400), st.integers(0, 90), st.sampled_from(REGULAR))
def test_periods_follow_each_other_without_a_gap(
    begins: date, length: int, grace: int, frequency: Frequency
) -> None:
    """A day that is in no period is a day about which nobody is ever asked."""
    ends = begins + timedelta(days=length)
    first = DueDate(due_on=ends + timedelta(days=grace), period_from=begins, period_until=ends)
    schedule = ReportingScheduled(commitment="C-1", frequency=frequency, first=first)

    dues = list(due_dates(schedule, first.due_on + timedelta(days=1000)))

    assert dues[0] == first
    for earlier, later in pairwise(dues):
        assert later.period_from == earlier.period_until + timedelta(days=1)
        assert later.period_from <= later.period_until
        assert later.due_on > earlier.due_on
    steps = [MONTHS[frequency] * number for number in range(len(dues))]
    assert [due.due_on for due in dues] == [naively(first.due_on, step) for step in steps]


def test_quarters_end_with_their_last_month() -> None:
    """People read the dates in a calendar and must find just these."""
    dues = list(due_dates(QUARTERS, exactly("2027-01-31")))

    assert [(str(d.due_on), str(d.period_from), str(d.period_until)) for d in dues] == [
        ("2026-04-30", "2026-01-01", "2026-03-31"),
        ("2026-07-31", "2026-04-01", "2026-06-30"),
        ("2026-10-31", "2026-07-01", "2026-09-30"),
        ("2027-01-31", "2026-10-01", "2026-12-31"),
    ]


def test_single_dates_and_a_last_day() -> None:
    """Some texts name their reports one by one, and some ask for none after a day."""
    winter = ("2026-12-15", "2026-05-01", "2026-11-30")
    dates = planned("dates", ("2026-05-31", "2026-01-01", "2026-04-30"), winter)
    ended = planned("monthly", ("2026-02-15", "2026-01-01", "2026-01-31"), until="2026-04-15")

    assert [str(d.due_on) for d in due_dates(dates, exactly("2026-12-14"))] == ["2026-05-31"]
    assert [d.due_on.month for d in due_dates(dates, exactly("2026-12-15"))] == [5, 12]
    assert [d.due_on.month for d in due_dates(ended, exactly("2030-01-01"))] == [2, 3, 4]


def test_a_later_schedule_takes_the_place_of_what_was_still_to_come() -> None:
    """What was due before the change stays due, or a change would wipe out what is overdue."""
    yearly = planned("yearly", ("2027-03-31", "2026-07-01", "2026-12-31"))
    since = [(exactly("2026-01-15"), QUARTERS), (exactly("2026-07-31"), yearly)]

    found = terms(since, exactly("2027-03-31"))

    assert [(str(term.due.due_on), term.replaced) for term in found] == [
        ("2026-04-30", False),
        ("2026-07-31", False),
        ("2026-10-31", True),
        ("2027-01-31", True),
        ("2027-03-31", False),
    ]


def test_nothing_is_due_on_what_another_took_the_place_of() -> None:
    """A commitment that was superseded is reported on no more."""
    found = terms([(exactly("2026-01-15"), QUARTERS)], exactly("2026-10-31"), exactly("2026-05-01"))

    assert [term.replaced for term in found] == [False, True, True]


@given(DAYS, st.integers(0, 400), st.integers(0, 400), st.sampled_from(REGULAR))
def test_every_period_is_due_by_its_horizon(
    begins: date, length: int, grace: int, frequency: Frequency
) -> None:
    """A report is looked for among the due dates up to the horizon of its period."""
    ends = begins + timedelta(days=length)
    first = DueDate(due_on=ends + timedelta(days=grace), period_from=begins, period_until=ends)
    schedule = ReportingScheduled(commitment="C-1", frequency=frequency, first=first)

    for due in due_dates(schedule, first.due_on + timedelta(days=1500)):
        assert due.due_on <= horizon([(begins, schedule)], due.period_until)


def test_without_a_schedule_nothing_is_due() -> None:
    """A body that asks for nothing is owed nothing."""
    assert terms([], exactly("2030-01-01")) == []
    assert horizon([], exactly("2026-01-01")) == exactly("2026-01-01")
