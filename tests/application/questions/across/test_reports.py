"""Reports, what is overdue, assessments and milestones, as somebody asks for them."""

import pytest

from application.questions.across.overdue import overdue as ask_overdue
from application.questions.across.still_due import due_items
from application.questions.asking.answer import Answer, Row
from application.questions.asking.ask import as_of
from application.questions.asking.completeness import NOT_PUBLIC
from application.questions.asking.facts import Facts
from application.questions.progress.assessments import assessments as ask_assessments
from application.questions.progress.milestones import milestones as ask_milestones
from application.questions.progress.reports import reports as ask_reports
from domain.errors import Contradicted, UnknownReference
from domain.values import Visibility
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import BODY, CLERK, SECRET, TODAY, Clerk, ask, counted
from tests.application.questions.given_progress import (
    FIRST,
    PUBLIC,
    SECOND,
    Secretary,
    a_year,
    second_scale,
)


@pytest.fixture
def year(after: After) -> Secretary:
    return Secretary(after(begin, a_year))


def asked(
    year: Secretary,
    day: str = "2026-05-15",
    reference: str | None = None,
    audience: Visibility = Visibility.MEMBERS,
) -> Answer:
    return ask_reports(year.clerk.tables, ask(day, audience=audience), reference, TODAY)


def late(
    year: Secretary,
    day: str,
    reference: str | None = None,
    audience: Visibility = Visibility.MEMBERS,
) -> list[tuple[str, str, str]]:
    answer = ask_overdue(year.clerk.tables, ask(day, audience=audience), reference, TODAY)
    return [(str(row["due_on"]), str(row["name"]), str(row["state"])) for row in answer.rows]


def of(answer: Answer, member: str) -> Row:
    return next(row for row in answer.rows if row["member"] == member)


def test_lists_reports_by_period_and_member(year: Secretary) -> None:
    """One row tells what was asked, what came, and what was said of it."""
    year.extend("ATL", "2026-04-30", "2026-05-31", "2026-04-10")
    year.hand_in("ATL", "2026-04-30", "2026-05-05")
    year.send_back("ATL", "2026-05-07")

    answer = asked(year)

    assert counted(answer) == {"returned": 1, "overdue": 1, "upcoming": 2}
    row = of(answer, "ATL")
    assert (row["period"], row["due_by"]) == ("2026-01-01 to 2026-03-31", "2026-05-31")
    assert row["returns"] == [
        {"entry": 18, "on": "2026-05-07", "reviewer": "p-clerk-1", "reason": "Say which law."}
    ]
    told = "more time until 2026-05-31: Elections.; returned on 2026-05-07: Say which law."
    assert row["remark"] == told


def test_says_in_words_what_the_rarer_states_mean(year: Secretary) -> None:
    """Nobody should have to look a word up to be fair to a member."""
    year.exempt("ERE", "2026-04-01", "2026-04-30", "2026-04-01")
    year.hand_in("ATL", "2026-07-31", "2026-05-05")
    year.approve("ATL", "2026-05-10", reviewer="ATL")
    year.hand_in("ATL", "2026-04-30", "2026-04-20", context=SECRET)
    year.hand_in("ERE", "2026-07-31", "2026-05-05")
    year.approve("ERE", "2026-05-10")

    answer = asked(year)

    assert of(answer, "ERE")["remark"] == "It has no such law."
    assert answer.notes == [
        "Not shown: there is more on this than may be shown here.",
        "Reviewed by the member itself: Atlantis on PLEDGE-1 (@17).",
        "Reviewed by whoever recorded the report for the member: Erewhon on PLEDGE-1 (@20).",
    ]


def test_shows_what_is_final_mended_and_beside_the_schedule(year: Secretary) -> None:
    """What a row rests on stands in its remark."""
    entry = year.clerk.report("ATL", FIRST, "limited", "2026-02-10")
    year.clerk.correct(entry, stage="final")
    year.remind("ERE", "2026-04-30", "2026-05-10")

    answer = asked(year)

    remarks = {row["remark"] for row in answer.rows}
    assert remarks == {None, "extraordinary; final; corrected", "reminded on 2026-05-10"}


@pytest.mark.parametrize(
    ("reference", "rows"), [("ATL", 2), ("atl", 2), ("PLEDGE", 4), (FIRST, 4), (SECOND, 0)]
)
def test_can_be_asked_of_a_member_a_text_or_a_commitment(
    reference: str, rows: int, year: Secretary
) -> None:
    """People ask of what they have before them."""
    answer = asked(year, reference=reference)

    assert len(answer.rows) == rows
    assert reference in answer.title


def test_says_that_a_reference_is_nothing_here(year: Secretary) -> None:
    """An empty list for a slip of the pen would look like good news."""
    with pytest.raises(UnknownReference, match="no member, instrument or commitment 'PLEDGE-9'"):
        asked(year, reference="PLEDGE-9")


def test_the_public_is_told_of_reports_and_never_of_silence(year: Secretary) -> None:
    """Returns, reminders and due dates stay among members."""
    year.clerk.context = PUBLIC
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.hand_in("ERE", "2026-04-30", "2026-04-20")
    year.approve("ERE", "2026-05-02")
    with pytest.raises(Contradicted, match="never sees a returned report"):
        year.send_back("ATL", "2026-05-02")
    year.clerk.context = CLERK
    year.send_back("ATL", "2026-05-02")
    year.clerk.context = PUBLIC
    year.hand_in("ATL", "2026-04-30", "2026-05-05", "done")

    answer = asked(year, audience=Visibility.PUBLIC)

    assert sorted((row["member"], row["assessment"], row["state"]) for row in answer.rows) == [
        ("ATL", "done", "reported"),
        ("ERE", "limited", "approved"),
    ]
    assert answer.notes == [NOT_PUBLIC]
    for row in answer.rows:
        assert (row["returns"], row["remark"], row["due_by"]) == ([], None, None)


def test_lists_what_is_overdue_and_what_is_due(year: Secretary) -> None:
    """One list for everything that somebody still has to do, a returned report among it.

    Each member stands once, with all that it owes, and who waits longest stands first.
    """
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.send_back("ATL", "2026-05-02")
    year.remind("ERE", "2026-04-30", "2026-05-10")
    year.set_milestone("BILL", "2026-06-10", owner="ATL")
    year.set_milestone("LAW", "2026-05-10")

    assert late(year, "2026-05-15") == [
        ("2026-04-30", "Atlantis", "overdue"),
        ("2026-06-10", "Atlantis", "due"),
        ("2026-04-30", "Erewhon", "overdue"),
        ("2026-05-10", "all", "overdue"),
    ]
    assert late(year, "2026-05-15", "ERE") == [("2026-04-30", "Erewhon", "overdue")]
    titles = [row["title"] for row in ask_overdue(
        year.clerk.tables, ask("2026-05-15"), None, TODAY).rows]  # fmt: skip
    assert str(titles[0]).endswith("returned on 2026-05-02")
    assert str(titles[2]).endswith("reminded on 2026-05-10")


@pytest.mark.parametrize(
    ("day", "wait"),
    [
        ("2026-05-30", "11 days left"),
        ("2026-06-09", "1 day left"),
        ("2026-06-10", "last day"),
        ("2026-06-11", "1 day late"),
        ("2026-06-27", "17 days late"),
    ],
)
def test_says_in_words_how_long_something_waits(year: Secretary, day: str, wait: str) -> None:
    """Minus 17 days late is no way to say that there is time."""
    year.set_milestone("BILL", "2026-06-10", owner="ATL")

    answer = ask_overdue(year.clerk.tables, ask(day), "ATL", TODAY)

    assert wait in [str(row["wait"]) for row in answer.rows if row["due_on"] == "2026-06-10"]


def test_what_is_done_is_not_on_the_list(year: Secretary) -> None:
    """A list with things on it that are done is soon read by nobody."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.exempt("ERE", "2026-04-01", "2026-04-30", "2026-04-01")
    year.set_milestone("BILL", "2026-05-10")
    year.reach("BILL", "2026-05-01")

    assert late(year, "2026-05-15") == []


def test_a_milestone_of_who_left_is_nobodys_duty(year: Secretary) -> None:
    """It stays on record, but there is nobody to be late."""
    year.set_milestone("BILL", "2026-05-10", owner="ERE")
    year.clerk.leave("ERE", "2026-05-05")

    assert "2026-05-10" not in {due_on for due_on, _, _ in late(year, "2026-05-15")}


def test_a_returned_report_from_before_the_record_is_not_judged(clerk: Clerk) -> None:
    """That it was returned is known, whether it was answered is not."""
    year = Secretary(clerk)
    clerk.scale()
    clerk.sign("ATL", "PLEDGE", "2026-01-15")
    year.schedule()
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.send_back("ATL", "2026-04-25")

    assert late(year, "2026-04-28") == [("2026-04-30", "Atlantis", "due")]
    assert late(year, "2026-05-15") == []


def test_the_public_is_shown_no_such_list(year: Secretary) -> None:
    """A public list of who is late would be a pillory."""
    year.clerk.context = PUBLIC
    year.set_milestone("BILL", "2026-05-10")

    assert late(year, "2026-05-15", audience=Visibility.PUBLIC) == []
    answer = ask_overdue(
        year.clerk.tables, ask("2026-05-15", audience=Visibility.PUBLIC), None, TODAY
    )
    assert answer.notes == [NOT_PUBLIC]


def test_assessments_stand_beside_what_members_say(year: Secretary) -> None:
    """Both are shown, each with who says so, and neither is mixed into the other."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20", "done")
    year.assess("ATL", "2026-05-01")
    year.answer("ATL", "2026-05-05")
    year.assess("ERE", "2026-05-02")

    answer = ask_assessments(year.clerk.tables, ask("2026-05-15"), FIRST, TODAY)

    assert [(row["by"], row["assessment"], row["answer"]) for row in answer.rows] == [
        ("itself", "done", None),
        ("University of Utopia", "limited", "The budget follows."),
        ("University of Utopia", "limited", None),
    ]
    assert answer.counts == {"assessment OGP 1 limited": 2, "report OGP 1 done": 1}
    of_one = ask_assessments(year.clerk.tables, ask("2026-05-15"), "ERE", TODAY)
    assert [row["member"] for row in of_one.rows] == ["ERE"]


def test_milestones_are_reached_due_or_not_recorded(year: Secretary) -> None:
    """Before the record was kept nobody can say that a step was not taken."""
    year.set_milestone("OLD", "2025-12-31", "2025-06-01")
    year.set_milestone("BILL", "2026-05-10", owner="ATL")
    year.set_milestone("LAW", "2026-05-12")
    year.reach("BILL", "2026-05-08")

    def states(audience: Visibility = Visibility.MEMBERS) -> list[tuple[object, object]]:
        answer = ask_milestones(
            year.clerk.tables, ask("2026-05-15", audience=audience), None, TODAY
        )
        return [(row["milestone"], row["state"]) for row in answer.rows]

    assert states() == [("OLD", "not_recorded"), ("BILL", "reached"), ("LAW", "overdue")]
    year.reach("LAW", "2026-05-11", SECRET)
    assert states()[-1] == ("LAW", "not_shown")
    assert states(Visibility.SECRETARIAT)[-1] == ("LAW", "reached")
    assert states(Visibility.PUBLIC) == []


def test_says_when_several_scales_are_in_use(year: Secretary) -> None:
    """Values of two scales in one list must not be read as one."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    second_scale(year.clerk)

    answer = ask_assessments(year.clerk.tables, ask("2026-06-15"), None, TODAY)

    assert answer.notes == ["Several scales are in use; values of one say nothing on another."]


def test_nothing_that_is_due_is_handed_to_the_public(year: Secretary) -> None:
    """Calendars and digests are made from the same list, and may be public."""
    year.clerk.context = PUBLIC
    year.set_milestone("BILL", "2026-05-10")
    at = as_of(year.clerk.tables, ask("2026-05-15", audience=Visibility.PUBLIC), TODAY)

    assert due_items(Facts(year.clerk.tables, BODY, at)) == []
