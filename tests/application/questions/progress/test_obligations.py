"""What was due, what came of it, and that silence is told only where it is silence."""

from collections.abc import Sequence
from itertools import combinations, product

import pytest

from application.acts.members.leaving import Suspend
from application.acts.texts import wording
from application.questions.asking.ask import as_of
from application.questions.asking.facts import Facts
from application.questions.progress.obligations import Obligation, obligations
from domain.events.texts import Superseded
from domain.values import Visibility
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import BODY, PLEDGE, SECRET, TODAY, TREATY, Clerk, ask, on
from tests.application.questions.given_progress import FIRST, SECOND, Secretary, a_year, due


def told(
    clerk: Clerk, day: str, known: str | None = None, audience: Visibility = Visibility.MEMBERS
) -> list[Obligation]:
    at = as_of(clerk.tables, ask(day, known, audience), TODAY)
    return obligations(Facts(clerk.tables, BODY, at))


def states(
    clerk: Clerk, day: str, audience: Visibility = Visibility.MEMBERS
) -> list[tuple[str, str, str]]:
    """Return due day, member and state of each."""
    rows: Sequence[Obligation] = told(clerk, day, audience=audience)
    return [(str(row.due_on), row.member, row.state) for row in rows]


def first(clerk: Clerk, day: str, audience: Visibility = Visibility.MEMBERS) -> dict[str, str]:
    """Return the states of what was due first, by member."""
    return {m: state for due_on, m, state in states(clerk, day, audience) if due_on == "2026-04-30"}


@pytest.fixture
def year(after: After) -> Secretary:
    return Secretary(after(begin, a_year))


def test_passes_from_upcoming_to_overdue_day_by_day(year: Secretary) -> None:
    """The last day itself is not late."""
    found = {day: first(year.clerk, day)["ATL"]
             for day in ("2026-03-30", "2026-03-31", "2026-04-30", "2026-05-01")}  # fmt: skip

    assert list(found.values()) == ["upcoming", "due", "due", "overdue"]


def test_shows_what_is_due_next_and_no_more(year: Secretary) -> None:
    """A schedule without an end would else fill the page with years to come."""
    assert [row.due_on and row.due_on.month for row in told(year.clerk, "2026-05-15")] == [
        *(4, 4),
        *(7, 7),
    ]


def test_is_not_judged_before_the_record_is_kept(clerk: Clerk) -> None:
    """An empty record is no silence."""
    secretary = Secretary(clerk)
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    secretary.schedule()

    assert first(clerk, "2026-05-15") == {"ATL": "not_recorded"}
    secretary.keep_record("2026-05-01")
    assert first(clerk, "2026-05-15") == {"ATL": "not_recorded"}
    secretary.keep_record("2026-04-30")
    assert first(clerk, "2026-04-15") == {"ATL": "due"}


def test_more_time_moves_the_last_day(year: Secretary) -> None:
    """Who was given more time is not late before it is over; on the day before that it was."""
    year.extend("ATL", "2026-04-30", "2026-05-31", "2026-05-10")

    assert first(year.clerk, "2026-05-09")["ATL"] == "overdue"
    assert first(year.clerk, "2026-05-10")["ATL"] == "due"
    assert first(year.clerk, "2026-06-01") == {"ATL": "overdue", "ERE": "overdue"}
    row = told(year.clerk, "2026-05-10")[0]
    assert (str(row.due_on), str(row.due_by)) == ("2026-04-30", "2026-05-31")


def test_who_is_exempt_owes_nothing(year: Secretary) -> None:
    """An exemption is no report, and no silence either."""
    year.exempt("ATL", "2026-04-01", "2026-06-30", "2026-02-01")

    assert first(year.clerk, "2026-05-15")["ATL"] == "exempt"
    assert not told(year.clerk, "2026-05-15")[0].owed
    assert ("2026-07-31", "ATL", "upcoming") in states(year.clerk, "2026-05-15")


def test_silence_after_a_reminder_is_a_fact(year: Secretary) -> None:
    """A reminder before the last day is a courtesy; one after it gives a day to answer."""
    year.remind("ERE", "2026-04-30", "2026-04-20")
    year.remind("ATL", "2026-04-30", "2026-05-10")

    assert first(year.clerk, "2026-05-10") == {"ATL": "overdue", "ERE": "overdue"}
    assert first(year.clerk, "2026-05-11") == {"ATL": "no_report", "ERE": "overdue"}


def test_a_report_goes_through_its_review(year: Secretary) -> None:
    """Every step is told for its day, and all returns stay readable."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.send_back("ATL", "2026-05-02", "Say which law.")
    year.hand_in("ATL", "2026-04-30", "2026-05-05")
    year.send_back("ATL", "2026-05-07", "And since when?")
    year.hand_in("ATL", "2026-04-30", "2026-05-10")
    year.approve("ATL", "2026-05-12")

    days = ("2026-04-20", "2026-05-02", "2026-05-05", "2026-05-07", "2026-05-10", "2026-05-12")
    assert [first(year.clerk, day)["ATL"] for day in days] == [
        *("pending", "returned", "pending", "returned", "pending", "approved")
    ]
    row = told(year.clerk, "2026-05-12")[0]
    assert [each.event.reason for each in row.returns] == ["Say which law.", "And since when?"]
    assert len([each for each in told(year.clerk, "2026-05-12") if each.member == "ATL"]) == 2


def test_of_some_it_is_the_same_as_of_all(year: Secretary) -> None:
    """An annual report asks only about those who have not reported."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.clerk.report("ATL", SECOND, "limited", "2026-02-10")
    year.remind("ERE", "2026-04-30", "2026-05-10")
    keys = [(commitment, member) for commitment in (FIRST, SECOND) for member in ("ATL", "ERE")]

    for audience, size in product(Visibility, range(len(keys) + 1)):
        at = as_of(year.clerk.tables, ask("2026-05-15", None, audience), TODAY)
        every = obligations(Facts(year.clerk.tables, BODY, at))
        for only in combinations(keys, size):
            found = obligations(Facts(year.clerk.tables, BODY, at), only)
            assert found == [row for row in every if (row.commitment, row.member) in only]


def test_shows_extraordinary_reports_beside(year: Secretary) -> None:
    """Nobody asked for them, but they were made."""
    year.clerk.report("ATL", FIRST, "limited", "2026-02-10")
    year.clerk.report("ATL", FIRST, "done", "2026-03-10")

    found = [row for row in told(year.clerk, "2026-03-15") if row.due_on is None]

    assert [(row.state, row.owed) for row in found] == [("pending", False), ("pending", False)]


def test_those_who_are_bound_on_the_due_day_owe_a_report(year: Secretary) -> None:
    """Who left or withdrew before that day does not, who did so afterwards does."""
    year.clerk.withdraw("ATL", PLEDGE, "2026-04-30")
    year.clerk.withdraw("ERE", PLEDGE, "2026-05-01")

    assert first(year.clerk, "2026-05-15") == {"ERE": "overdue"}


def test_a_suspended_member_still_owes_and_one_that_left_does_not(year: Secretary) -> None:
    """Suspension takes rights, not duties; leaving ends both."""
    year.clerk.act(Suspend(member="ATL", on=on("2026-04-01")).record)
    year.clerk.leave("ERE", "2026-04-01")

    assert first(year.clerk, "2026-05-15") == {"ATL": "overdue"}


def test_a_report_of_who_was_not_bound_is_shown_and_not_owed(year: Secretary) -> None:
    """It may tell what it did, though nobody can ask it."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.clerk.withdraw("ATL", PLEDGE, "2026-04-25")

    row = told(year.clerk, "2026-05-15")[0]

    assert (row.member, row.state, row.owed) == ("ATL", "pending", False)


def test_parties_of_a_treaty_owe_and_signatories_do_not(clerk: Clerk) -> None:
    """What is not in force asks for nothing."""
    secretary = Secretary(clerk)
    secretary.keep_record()
    clerk.sign("ATL", TREATY, "2026-01-15")
    clerk.sign("ERE", TREATY, "2026-01-15")
    clerk.consent("ERE", TREATY, "2026-02-01", "2026-03-01")
    secretary.schedule(TREATY)

    assert first(clerk, "2026-05-15") == {"ERE": "overdue"}


def test_a_new_schedule_touches_only_what_is_to_come_without_a_report(year: Secretary) -> None:
    """What was due stays due, and a report that came early keeps its due date."""
    year.hand_in("ATL", "2026-07-31", "2026-05-10")
    year.schedule(
        day="2026-05-15", frequency="yearly", first=due("2027-01-31", "2026-01-01", "2026-12-31")
    )

    assert states(year.clerk, "2026-08-15") == [
        ("2026-04-30", "ATL", "overdue"),
        ("2026-04-30", "ERE", "overdue"),
        ("2026-07-31", "ATL", "pending"),
        ("2027-01-31", "ATL", "upcoming"),
        ("2027-01-31", "ERE", "upcoming"),
    ]


def test_a_returned_report_on_what_was_replaced_is_due_before_its_day(year: Secretary) -> None:
    """It is still to be answered, and nobody else is asked for one."""
    year.hand_in("ATL", "2026-07-31", "2026-05-10")
    year.send_back("ATL", "2026-05-12", "Say which law.")
    year.schedule(
        day="2026-05-15", frequency="yearly", first=due("2026-06-30", "2026-01-01", "2026-06-15")
    )

    ahead = [(day, who, state) for day, who, state in states(year.clerk, "2026-06-15")]
    assert [each for each in ahead if each[0] > "2026-06-15"] == [
        *(("2026-06-30", "ATL", "due"), ("2026-06-30", "ERE", "due")),
        ("2026-07-31", "ATL", "returned"),
    ]
    row = told(year.clerk, "2026-06-15")[-1]
    assert (row.owed, row.due_by) == (True, on("2026-07-31").earliest)


def test_a_report_on_an_older_period_is_none_on_the_new_one_of_that_day(year: Secretary) -> None:
    """A new schedule may keep the due day and ask for another period."""
    year.hand_in("ATL", "2026-07-31", "2026-05-10")
    year.schedule(
        day="2026-05-15", frequency="yearly", first=due("2026-07-31", "2026-01-01", "2026-06-30")
    )

    found = [each for each in told(year.clerk, "2026-08-15") if each.key[1] == "2026-07-31"]
    assert [(str(each.period_from), each.member, each.state, each.owed) for each in found] == [
        ("2026-01-01", "ATL", "overdue", True),
        ("2026-04-01", "ATL", "pending", True),
        ("2026-01-01", "ERE", "overdue", True),
    ]


def test_nothing_is_due_on_what_another_took_the_place_of(year: Secretary) -> None:
    """The promise lives on in the other text, with a schedule of its own."""
    year.clerk.act(wording.close, Superseded(commitment=FIRST, by="PLEDGE-2"), on("2026-04-01"))

    assert states(year.clerk, "2026-05-15") == []


def test_silence_is_not_told_of_who_was_not_silent(year: Secretary) -> None:
    """A report for the secretariat only is no silence to members, and no report either."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20", context=SECRET)
    year.extend("ERE", "2026-04-30", "2026-06-30", "2026-04-20", context=SECRET)

    assert first(year.clerk, "2026-05-15") == {"ATL": "not_shown", "ERE": "not_shown"}
    full = first(year.clerk, "2026-05-15", Visibility.SECRETARIAT)
    assert full == {"ATL": "pending", "ERE": "upcoming"}


def test_a_returned_report_is_not_missing_where_it_was_answered_in_secret(year: Secretary) -> None:
    """Nor where the member has more time, is exempt or left, and this audience may not see that."""
    for member in ("ATL", "ERE"):
        year.hand_in(member, "2026-04-30", "2026-04-10")
        year.send_back(member, "2026-04-12", "Say which law.")
    year.extend("ERE", "2026-04-30", "2026-06-30", "2026-04-20", context=SECRET)
    year.hand_in("ATL", "2026-04-30", "2026-04-20", context=SECRET)

    assert first(year.clerk, "2026-05-15") == {"ATL": "not_shown", "ERE": "not_shown"}
    full = first(year.clerk, "2026-05-15", Visibility.SECRETARIAT)
    assert full == {"ATL": "pending", "ERE": "returned"}


def test_a_correction_waits_for_its_review(year: Secretary) -> None:
    """A returned report may be answered by mending it, and is then to be looked at again."""
    entry = year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.send_back("ATL", "2026-05-02")
    year.clerk.correct(entry, narrative="Act 12.")

    row = told(year.clerk, "2026-05-15")[0]

    assert (row.state, len(row.returns)) == ("pending", 1)


def test_says_who_reviewed_itself(year: Secretary) -> None:
    """In a small office one person types both; readers should know."""
    year.hand_in("ATL", "2026-04-30", "2026-04-20")
    year.approve("ATL", "2026-05-02", reviewer="p-other-1")
    year.hand_in("ERE", "2026-04-30", "2026-04-20")
    year.approve("ERE", "2026-05-02")

    rows = told(year.clerk, "2026-05-15")

    assert [row.review.own for row in rows if row.review] == [False, True]
