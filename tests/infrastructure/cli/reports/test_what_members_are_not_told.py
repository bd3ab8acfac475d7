"""Reports say nothing false to members of what is for the secretariat alone, or not certain."""

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]
DUE = "--due-on 2026-04-30 --period-from 2025-10-01 --period-until 2026-03-31"
REPORT = "limited --scale OGP --on 2026-03-20 --due-on 2026-04-30"


def test_a_report_of_which_the_review_is_not_shown_does_not_wait_for_one() -> None:
    must(
        "taskforce scale OGP Completion limited complete --high complete --on 2026-01-10",
        f"progress schedule MISSION half_yearly {DUE} --on 2026-01-20",
        f"progress report KEN MISSION-1 {REPORT}",
        f"progress report ATL MISSION-1 {REPORT}",
        "progress approve KEN MISSION-1 --on 2026-04-01 --visibility secretariat",
    )

    report = typed("report progress").out
    assert report.count("waits for review") == 1
    assert "1 pending" in typed("reports MISSION-1").out
    assert "2 progress reports received.\n" in typed("report annual 2026 --format markdown").out
    told = typed("report annual 2026 --format markdown --audience secretariat").out
    assert "2 progress reports received, 1 approved, 0 returned with a reason." in told


def test_meetings_that_are_not_shown_were_held_all_the_same() -> None:
    """It said that none was held."""
    must(
        "meeting convene M1 ordinary_session --on 2026-03-01",
        "meeting open M1 --on 2026-03-01 --visibility secretariat",
    )

    said = " ".join(typed("report attendance 2026").out.split())
    assert "Meetings that were held in 2026 and are shown: 0; of these with a list" in said
    assert "0 meetings" not in said
    told = typed("report attendance 2026 --audience secretariat").out
    assert "1 meeting was held in 2026" in told


def test_who_may_have_joined_later_is_marked_where_it_counts_as_a_member() -> None:
    must(
        "member join ITA --name Italy --on 2026",
        "member join PER --name Peru --on 2026-03",
        "meeting convene M1 ordinary_session --on 2026-03-10",
        "meeting open M1 --on 2026-03-10 --attendance KEN",
    )

    note = "Not certain on that day, and taken for members: "
    for command in ("rights M1", "presence M1", "report minutes M1"):
        said = " ".join(typed(command).out.split())
        assert note in said
        assert "Italy (joined " in said.partition(note)[2]
        assert "Peru (joined " in said.partition(note)[2]
    assert "taken for members" not in typed("rights --on 2027-01-01").out
