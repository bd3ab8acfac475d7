"""Who has no report: whom it was due from, who has still time, and who owes none."""

from collections.abc import Callable

import pytest

from application.reports.annual.annual import annual
from application.reports.document import Paragraph
from application.reports.progress.progress import progress
from tests.application.questions.given import TODAY, Clerk, ask
from tests.application.questions.given_progress import Secretary, a_year
from tests.application.reports.given import rows, section

DUE = "2026-04-30"
BINDS = "The commitment binds 2 of 2 members; 1 of 2 reported. "
Deed = Callable[[Secretary], object]


def nothing(secretary: Secretary) -> None:
    """Erewhon does nothing, and nobody does for it."""


def returned(secretary: Secretary) -> None:
    secretary.hand_in("ERE", DUE, "2026-04-25")
    secretary.send_back("ERE", "2026-05-01")


@pytest.mark.parametrize(
    ("deed", "why", "counted"),
    [
        (nothing, f"overdue: was due by {DUE}", "1 overdue"),
        (
            lambda s: s.remind("ERE", DUE, "2026-05-02"),
            f"overdue: was due by {DUE}",
            "1 overdue after a reminder",
        ),
        (lambda s: s.extend("ERE", DUE, "2026-07-01", "2026-04-20"), "due by 2026-07-01", None),
        (lambda s: s.exempt("ERE", DUE, None, "2026-04-20"), "exempt", "1 exempt"),
        (returned, None, "1 returned"),
    ],
)
def test_says_why_a_report_is_missing(
    clerk: Clerk, deed: Deed, why: str | None, counted: str | None
) -> None:
    """Who is exempt or has still time did not fail to report, and no minister may be told so."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", DUE, "2026-04-20")
    deed(secretary)

    year = annual(clerk.tables, ask("2026-06-15"), TODAY, year="2026")
    detailed = progress(clerk.tables, ask("2026-06-15"), TODAY)

    said = f"{BINDS}Reports of the others: {counted or '1 not yet due'}."
    assert Paragraph(said) in section(year, "on-1").blocks
    for report in (year, detailed):
        assert [row["remark"] for row in rows(report, "commitment-1")] == ["waits for review", why]


def test_says_that_no_report_was_due(clerk: Clerk) -> None:
    """A commitment without a schedule has nobody who did not report."""
    a_year(clerk)

    year = annual(clerk.tables, ask("2026-06-15"), TODAY, year="2026")

    said = Paragraph("The commitment binds 2 of 2 members. No report was due.")
    assert said in section(year, "on-2").blocks
    assert {row["remark"] for row in rows(year, "commitment-2")} == {"no report was due"}


def test_has_no_others_where_all_reported(clerk: Clerk) -> None:
    """A count of none would ask the reader whom it means."""
    secretary = a_year(clerk)
    for member in ("ATL", "ERE"):
        secretary.hand_in(member, DUE, "2026-04-20")

    year = annual(clerk.tables, ask("2026-06-15"), TODAY, year="2026")

    said = Paragraph("The commitment binds 2 of 2 members; 2 of 2 reported.")
    assert said in section(year, "on-1").blocks
