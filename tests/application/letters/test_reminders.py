"""Everyone is told what its own member is to do, in the week in which there is something."""

from datetime import date

import pytest

from application.acts.members.focal_points import Release
from application.acts.texts.consents import Consent
from application.letters.correspondence import letters
from application.letters.letter import Letter
from application.letters.reminders import week_of
from domain.errors import UnknownReference
from tests.application.letters.given import ADA, BO, designate, points, written
from tests.application.questions import given_meetings as g
from tests.application.questions.given import BODY, PLEDGE, SECRET, TREATY, Clerk, on
from tests.application.questions.given_progress import FIRST, Secretary, a_year

REPORT = "By 2026-04-30: Report on commitment 1 of The PLEDGE for 2026-01-01 to 2026-03-31"


def told(clerk: Clerk, day: str) -> list[Letter]:
    return written(clerk, day, since=None)


def test_tells_each_what_its_own_member_is_to_do(clerk: Clerk) -> None:
    """What others owe is not for every mailbox."""
    secretary = a_year(clerk)
    secretary.set_milestone("BILL", "2026-04-20", owner="ERE")
    designate(clerk, "ATL", "p-bb4m1")
    designate(clerk, "ERE", "p-aa7k1")
    designate(clerk, "ATL", "p-cid-1", "alternate")
    designate(clerk, "ATL", "p-de3x1", "validating_authority")

    found = told(clerk, "2026-04-22")

    assert {each.person: (str(each.subject), points(each)) for each in found} == {
        "p-aa7k1": (
            "To be done by Erewhon: 1 overdue, 1 due soon",
            [
                "By 2026-04-20: Milestone of commitment 1 of The PLEDGE: The bill is tabled.",
                REPORT,
                "The PLEDGE, commitment 1: We do PLEDGE-1.",
            ],
        ),
        **dict.fromkeys(
            ("p-bb4m1", "p-cid-1"),
            (
                "Report on commitment 1 of The PLEDGE is due by 2026-04-30",
                [REPORT, "The PLEDGE, commitment 1: We do PLEDGE-1."],
            ),
        ),
    }
    assert {(each.taskforce, *each.about, *each.banners) for each in found} == {
        (BODY, "2026-W17", "EXERCISE: members and acts are made up.")
    }
    assert [each.workbooks for each in found] == [["ERE"], ["ATL"], ["ATL"]]


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
        lambda r: Release(member="ATL", person="p-bb4m1", on=on("2026-04-01")).record(r, BODY)
    )
    assert told(clerk, "2026-04-22") == []


def test_knows_no_other_body(clerk: Clerk) -> None:
    """A slip of the pen is no empty week."""
    with pytest.raises(UnknownReference, match="NONE"):
        letters(clerk.tables, "NONE", date(2026, 4, 22), lambda _: [])


@pytest.mark.parametrize(("day", "week"), [("2026-01-01", "2026-W01"), ("2027-01-01", "2026-W53")])
def test_weeks_are_those_of_iso(day: str, week: str) -> None:
    """The first days of January may be in a week of the year before."""
    assert week_of(date.fromisoformat(day)) == week


def test_reminds_once_in_a_week(clerk: Clerk) -> None:
    """A timer runs each hour; the next week it is said again."""
    a_year(clerk)
    designate(clerk, "ATL", BO)

    assert written(clerk, "2026-04-22", told={BO: ["2026-W17"]}, since=None) == []
    assert len(written(clerk, "2026-04-29", told={BO: ["2026-W17"]}, since=None)) == 1


def test_says_for_whom_where_somebody_speaks_for_several(clerk: Clerk) -> None:
    """A mission speaks for two states at times."""
    secretary = a_year(clerk)
    secretary.set_milestone("BILL", "2026-04-20", owner="ERE")
    designate(clerk, "ATL", BO)
    designate(clerk, "ERE", BO)

    (letter,) = told(clerk, "2026-04-22")

    assert letter.subject == "To be done by Erewhon and Atlantis: 1 overdue, 2 due soon"
    assert points(letter)[0].startswith("Erewhon, by 2026-04-20: Milestone of commitment 1")
    assert "as a focal point of Atlantis and Erewhon." in letter.opening


def test_says_what_is_late_in_the_subject(clerk: Clerk) -> None:
    """A list of mails is all that a minister's office looks at."""
    secretary = a_year(clerk)
    designate(clerk, "ATL", BO)
    late = [each.subject for each in told(clerk, "2026-05-02")]
    secretary.set_milestone("BILL", "2026-05-01", owner="ATL")
    several = [each.subject for each in told(clerk, "2026-05-02")]
    soon = [each.subject for each in told(clerk, "2026-04-22")]

    assert late == ["Report on commitment 1 of The PLEDGE was due by 2026-04-30"]
    assert several == ["To be done by Atlantis: 2 overdue"]
    assert soon == ["To be done by Atlantis: 2 due soon"]


def test_says_what_was_decided_that_a_member_does(new: Clerk) -> None:
    """An action comes from a meeting, and has no commitment."""
    g.begin(new)
    designate(new, "ATL", ADA)
    designate(new, "ERE", BO)
    g.hold(new, "M-1", "2026-02-01", "ATL;ERE")
    g.decide(new, "D-1", "M-1", "2026-02-01", "A-1|ATL|Draft the questions.|2026-03-01")

    soon, late = (written(new, day, since=None) for day in ("2026-02-20", "2026-03-02"))

    assert [str(each.subject) for each in soon + late] == [
        "Action “Draft the questions.” is due by 2026-03-01",
        "Action “Draft the questions.” was due by 2026-03-01",
    ]
    assert points(late[0]) == ["By 2026-03-01: Action that was decided: Draft the questions."]
    assert late[0].workbooks == []
    assert late[0].answer[0] == "How to answer: say in an answer to this letter what was done."


def test_says_which_milestone_is_due(clerk: Clerk) -> None:
    """One thing alone stands in the subject."""
    secretary = a_year(clerk)
    secretary.set_milestone("BILL", "2026-03-01", owner="ERE")
    designate(clerk, "ERE", ADA)

    assert [
        str(each.subject) for day in ("2026-02-20", "2026-03-02") for each in told(clerk, day)
    ] == [
        "Milestone “The bill is tabled.” is due by 2026-03-01",
        "Milestone “The bill is tabled.” was due by 2026-03-01",
    ]


def test_says_that_a_report_came_back(clerk: Clerk) -> None:
    """The words of the list of reports stay, with the name of the commitment."""
    secretary = a_year(clerk)
    designate(clerk, "ATL", BO)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-10")
    secretary.send_back("ATL", "2026-04-12")

    (letter,) = told(clerk, "2026-04-22")

    assert points(letter)[0] == f"{REPORT}, returned on 2026-04-12"


def test_calls_a_commitment_by_its_number_where_there_is_one_text(new: Clerk) -> None:
    """The title says nothing where there is no other."""
    new.found()
    new.join("ATL", "Atlantis")
    new.adopt(PLEDGE, FIRST, "PLEDGE-2")
    secretary = Secretary(new)
    secretary.keep_record()
    new.scale()
    new.sign("ATL", PLEDGE, "2026-01-15")
    secretary.schedule()
    designate(new, "ATL", BO)

    (letter,) = told(new, "2026-04-22")

    assert letter.subject == "Report on commitment 1 is due by 2026-04-30"
    assert points(letter)[-1] == "Commitment 1: We do PLEDGE-1."


def test_calls_a_text_of_one_commitment_by_its_title(clerk: Clerk) -> None:
    """A treaty is a whole."""
    day = on("2026-01-15")
    clerk.act(
        Consent(
            member="ATL", commitment=TREATY, kind="accession", deposited_on=day, in_force_on=day
        ).record
    )
    secretary = Secretary(clerk)
    secretary.keep_record()
    secretary.schedule(TREATY)
    designate(clerk, "ATL", BO)

    (letter,) = told(clerk, "2026-04-22")

    assert letter.subject == "Report on The TREATY is due by 2026-04-30"
    assert points(letter)[-1] == "The TREATY: We do TREATY."
