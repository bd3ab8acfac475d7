"""What was overdue on a past day is what the list said on that day, whatever came later."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from application.entries import amending
from application.questions.across.overdue import overdue
from application.questions.asking.answer import Row
from application.questions.progress.reports import reports
from tests.application.questions.given import PLEDGE, Clerk, ask
from tests.application.questions.given_progress import FIRST, Secretary, due
from tests.often import every

Act = Callable[[Secretary], object]
YEARLY = due("2027-01-31", "2026-07-01", "2026-12-31")
YEAR: dict[str, list[Act]] = {
    "2026-01-12": [lambda s: s.keep_record("2026-01-01"), lambda s: s.clerk.scale()],
    "2026-01-15": [
        lambda s: s.clerk.sign("ATL", PLEDGE, "2026-01-15"),
        lambda s: s.clerk.sign("ERE", PLEDGE, "2026-01-14"),
        lambda s: s.schedule(day="2026-01-15"),
        lambda s: s.set_milestone("BILL", "2026-06-15", "2026-01-15", owner="ATL"),
    ],
    "2026-04-20": [lambda s: s.hand_in("ATL", "2026-04-30", "2026-04-20")],
    "2026-05-04": [lambda s: s.send_back("ATL", "2026-05-04")],
    "2026-05-10": [lambda s: s.remind("ERE", "2026-04-30", "2026-05-10")],
    "2026-05-20": [  # more time, and a report, of which we learn late
        lambda s: s.extend("ERE", "2026-04-30", "2026-06-10", "2026-05-06"),
        lambda s: s.hand_in("ATL", "2026-04-30", "2026-05-08", "done"),
    ],
    "2026-06-20": [
        lambda s: s.approve("ATL", "2026-06-20"),
        lambda s: s.reach("BILL", "2026-06-14"),
    ],
    "2026-07-01": [lambda s: s.schedule(day="2026-08-01", frequency="yearly", first=YEARLY)],
    "2026-08-10": [lambda s: s.clerk.withdraw("ERE", PLEDGE, "2026-07-15")],
    "2026-09-01": [lambda s: s.exempt("ATL", "2026-07-31", "2026-07-31", "2026-09-01")],
    "2026-10-01": [
        lambda s: s.clerk.record(
            lambda r: amending.retract(r, [f"@{s.clerk.tables.head()}"], "It was a slip.")
        )
    ],
}
"""What is recorded on which day; many acts are of earlier days, or of later ones."""


def listed(clerk: Clerk, day: date, known: str | None = None) -> tuple[list[Row], list[Row]]:
    """Return what is overdue on a day, and all reports."""
    asked = ask(day.isoformat(), known)
    late = overdue(clerk.tables, asked, None, day)
    return list(late.rows), list(reports(clerk.tables, asked, None, day).rows)


@pytest.mark.slow
def test_a_past_day_gives_what_it_gave_on_that_day(clerk: Clerk) -> None:
    """An overdue list that changes afterwards is no record of who was late."""
    secretary = Secretary(clerk)
    gave: dict[date, tuple[list[Row], list[Row]]] = {}
    day = date(2026, 1, 12)
    while day <= date(2026, 12, 31):
        clerk.on_day(day.isoformat())
        for act in YEAR.get(day.isoformat(), []):
            act(secretary)
        if day.toordinal() % every(14) == 0 or day.isoformat() in YEAR:
            gave[day] = listed(clerk, day)
        day += timedelta(days=1)

    for day, then in gave.items():
        assert listed(clerk, day, day.isoformat()) == then
    found = [{str(row["state"]) for row in late} for late, _ in gave.values()]
    assert {"overdue"} in found
    assert set() in found


def test_what_we_learnt_later_changes_the_day_only_as_known_now(clerk: Clerk) -> None:
    """Both questions have their answer: who was late, and who seemed to be."""
    secretary = Secretary(clerk)
    for day, acts in YEAR.items():
        clerk.on_day(day)
        for act in acts:
            act(secretary)

    def owners(known: str | None) -> list[tuple[object, object]]:
        rows, _ = listed(clerk, date(2026, 5, 12), known)
        return [(row["owner"], row["state"]) for row in rows if row["about"] == FIRST]

    assert owners("2026-05-12") == [("ATL", "overdue"), ("ERE", "overdue")]
    assert owners(None) == [("ERE", "due")]
