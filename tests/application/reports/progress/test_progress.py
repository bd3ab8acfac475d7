"""The progress report counts, never averages, and tells no audience more than it may know."""

from application.questions.asking.answer import Row
from application.questions.asking.completeness import judged_from
from application.reports.document import Chart, Paragraph, Report, walk
from application.reports.overdue import overdue
from application.reports.progress.progress import MIXED, progress
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, TODAY, Clerk, ask
from tests.application.questions.given_progress import FIRST, SECOND, a_year, second_scale
from tests.application.reports.given import keys, lines, rows, section


def told(
    clerk: Clerk,
    day: str = "2026-06-15",
    about: str | None = None,
    audience: Visibility = Visibility.MEMBERS,
) -> Report:
    return progress(clerk.tables, ask(day, audience=audience), TODAY, about=about)


def said(report: Report, member: str) -> Row:
    """Return what a member says in the matrix, by commitment."""
    row = next(row for row in rows(report, "matrix") if row["member"] == member)
    cells = row["says"]
    assert isinstance(cells, dict)
    return cells


def charts(report: Report) -> list[Chart]:
    return [b for part in walk(report.sections) for b in part.blocks if isinstance(b, Chart)]


def test_says_what_each_member_said_last_and_of_which_day(clerk: Clerk) -> None:
    """A word without its day says nothing of today, and a colour alone says nothing at all."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")

    report = told(clerk)

    assert said(report, "ATL") == {FIRST: "limited (2026-04-20)", SECOND: "nothing reported"}
    assert report.scales == ["OGP 1: Completion (not started, limited, done)"]
    assert rows(report, "by-member")[0]["counts"] == "1 limited"


def test_reports_by_member_stand_beside_what_was_not_reported(clerk: Clerk) -> None:
    """“1 complete” alone reads as if the member had done all that it promised."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")

    report = told(clerk)
    public = told(clerk, audience=Visibility.PUBLIC)

    counted = [(row["member"], row["reports"], row["silent"]) for row in rows(report, "by-member")]
    assert counted == [("Atlantis", 1, 1), ("Erewhon", 0, 2)]
    assert not any("silent" in row for row in rows(public, "by-member"))


def test_reports_are_counted_by_theme_where_there_are_themes(clerk: Clerk) -> None:
    """A count of all that have “no theme” says nothing."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    before = keys(told(clerk))

    clerk.add(PLEDGE, "PLEDGE-9", "We meet.", theme="meetings")

    assert "themes" not in before
    assert [(row["theme"], row["reports"]) for row in rows(told(clerk), "by-theme")] == [
        ("no theme", 1)
    ]


def test_silence_is_counted_as_silence(clerk: Clerk) -> None:
    """A missing report is not a zero on the scale; a reminder makes it a fact of its own."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    secretary.remind("ERE", "2026-04-30", "2026-05-10")

    report = told(clerk)

    assert said(report, "ERE")[FIRST] == "nothing reported after a reminder"
    assert rows(report, "bound")[0] == {
        "commitment": FIRST,
        "bound": 2,
        "reported": 1,
        "returned": 0,
        "no_report": 1,
        "nothing": 0,
    }
    (chart,) = charts(report)
    assert chart.series == [("limited", "partial", [1, 0, 0])]


def test_a_chart_has_all_who_are_bound_by_every_commitment(clerk: Clerk) -> None:
    """One report of two is half a bar, and a commitment without a report is a bar of silence."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")

    (chart,) = charts(told(clerk))

    assert list(chart.categories) == [FIRST, SECOND, "TREATY"]
    assert list(chart.whole) == [2, 2, 0]
    assert (chart.silence, list(chart.silent)) == ("no report", [1, 2, 0])
    assert rows(told(clerk), chart.key)[0] == {
        "category": FIRST,
        "limited": 1,
        "silent": 1,
        "bound": 2,
    }


def test_each_version_of_a_scale_is_counted_by_itself(clerk: Clerk) -> None:
    """Some of one scale is not some of another, so no bar may hold both."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    second_scale(clerk)

    report = told(clerk)

    assert [chart.caption.rpartition(" on ")[2] for chart in charts(report)] == ["OGP 1", "OGP 2"]
    assert charts(report)[0].series[-1] == ("on another scale", "none", [1, 0, 0])
    assert said(report, "ERE")[FIRST] == "some on OGP 2 (2026-05-20)"
    assert MIXED in report.notes
    assert [row["scale"] for row in rows(report, "by-member")] == ["OGP 1", "OGP 2"]


def test_a_scale_on_which_only_an_assessor_judged_has_no_bars(clerk: Clerk) -> None:
    """A chart without a bar would look as if nobody had come anywhere."""
    secretary = a_year(clerk)
    secretary.assess("ATL", "2026-05-01", "regressed")

    report = told(clerk)

    assert charts(report) == []
    assert rows(report, "assessments")[0]["assessment"] == "regressed"


def test_prints_the_answer_of_the_member_beside_an_assessment(clerk: Clerk) -> None:
    """Who is judged by others is heard in the same row."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20", "done")
    assessed = secretary.assess("ATL", "2026-05-01")
    secretary.answer("ATL", "2026-05-10")
    clerk.correct(assessed, narrative="It has no budget.")

    (row,) = rows(told(clerk), "assessments")

    assert (row["itself"], row["assessment"]) == ("done (2026-04-20)", "limited")
    assert row["answer"] == "The budget follows. (2026-05-10)"
    assert (row["confidence"], row["method"]) == (
        "medium",
        "Desk review (version 2), on the scale OGP 1",
    )
    assert row["remark"] == "corrected"


def test_marks_what_waits_what_was_mended_and_who_has_left(clerk: Clerk) -> None:
    """A reader must see what a word rests on."""
    secretary = a_year(clerk)
    entry = secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    secretary.hand_in("ERE", "2026-04-30", "2026-04-20")
    clerk.correct(entry, narrative="Act 12.")
    secretary.approve("ERE", "2026-05-01")
    clerk.withdraw("ERE", PLEDGE, "2026-06-01")

    remarks = {row["member"]: row["remark"] for row in rows(told(clerk), "commitment-1")}

    assert remarks == {"ATL": "waits for review; corrected", "ERE": "not bound on this day"}


def test_a_returned_report_does_not_count(clerk: Clerk) -> None:
    """The reviewer did not take it; what was said before it counts, if there is anything."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    secretary.send_back("ATL", "2026-05-01")

    report = told(clerk)

    assert said(report, "ATL")[FIRST] == "returned"
    assert rows(report, "bound")[0]["returned"] == 1


def test_can_be_narrowed_down_to_a_member_or_a_commitment(clerk: Clerk) -> None:
    """A member wants its own page, a meeting that of one commitment."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    secretary.set_milestone("BILL", "2026-09-30", owner="ATL")
    secretary.set_milestone("LAW", "2026-10-30")

    of_member, of_text = told(clerk, about="atl"), told(clerk, about=SECOND)

    assert [row["member"] for row in rows(of_member, "matrix")] == ["ATL"]
    assert [row["title"] for row in rows(of_member, "milestones")] == ["BILL: The bill is tabled."]
    assert [row["commitment"] for row in rows(of_text, "bound")] == [SECOND]
    assert [row["name"] for row in rows(told(clerk), "milestones")] == ["Atlantis", "all"]


def test_tells_how_many_reports_came_for_each_due_date(clerk: Clerk) -> None:
    """Completeness is a count of states, by due date."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")

    report = told(clerk)

    assert [(row["due_on"], row["counts"]) for row in rows(report, "due")] == [
        ("2026-04-30", "1 pending, 1 overdue"),
        ("2026-07-31", "2 upcoming"),
    ]


def test_lists_what_is_overdue_and_what_is_due(clerk: Clerk) -> None:
    """A secretariat prints it for the meeting; the oldest stands first."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20")
    secretary.set_milestone("BILL", "2026-06-30", owner="ATL")
    secretary.set_milestone("LAW", "2026-06-10")

    report = overdue(clerk.tables, ask("2026-06-15"), TODAY)

    assert [(row["name"], row["days"]) for row in rows(report, "overdue")] == [
        ("Erewhon", 46),
        ("Body EXT", 5),
    ]
    assert lines(report, "summary") == [
        "2 overdue, 1 due within 30 days.",
        "Something is overdue from 1 of 2 members.",
    ]
    assert [(row["title"], row["days"]) for row in rows(report, "due")] == [
        ("BILL: The bill is tabled.", 15)
    ]
    assert report.notes == [
        "Lateness is judged only from the day on which the record begins: 2026-01-01."
    ]


def test_judges_nothing_where_the_record_is_not_kept(clerk: Clerk) -> None:
    """Before that day an empty record is no silence, and the report says so."""
    assert overdue(clerk.tables, ask("2026-06-15"), TODAY).notes == [judged_from(None)]


def test_the_public_learns_that_it_is_not_shown(clerk: Clerk) -> None:
    """An empty list would say that nobody is late."""
    a_year(clerk)

    report = overdue(clerk.tables, ask("2026-06-15", audience=Visibility.PUBLIC), TODAY)

    assert list(report.tables()) == []
    assert isinstance(section(report, "not-shown").blocks[0], Paragraph)
