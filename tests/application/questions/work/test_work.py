"""Practices, partners and products: what was done, and what came of it."""

import pytest

from application.questions.asking.answer import Row
from application.questions.members import focal_points as people
from application.questions.work import practices as of_practices
from application.questions.work import work as of_work
from domain.errors import UnknownReference
from domain.events.work import InitiativeInputConsidered
from domain.values import Visibility
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import TODAY, Clerk, ask, counted
from tests.application.questions.mission import designate, exchange, release, tell_of_work


@pytest.fixture
def told(after: After) -> Clerk:
    """A body at work."""
    return after(begin, tell_of_work)


def rows(clerk: Clerk, kind: str, day: str | None = None, task: str | None = None) -> list[Row]:
    return list(of_work.work(clerk.tables, ask(day), kind, TODAY, task).rows)


def test_an_input_is_followed_to_item_and_decision(told: Clerk) -> None:
    """Initiatives ask what came of what they sent."""
    first, second = rows(told, "inputs")

    assert (first["state"], second["state"]) == ("decided", "received")
    assert first["followed_to"] == ["meeting 2026-1 → item 1 (Hosting) → decision D-1 (One form)"]
    assert first["considered"] == [
        {
            "meeting": "2026-1",
            "item": "1",
            "item_title": "Hosting",
            "decision": "D-1",
            "decision_title": "One form",
            "outcome": None,
            "on": "2026-04-14",
        }
    ]
    assert [row["state"] for row in rows(told, "inputs", "2026-04-13")] == ["received"] * 2


def test_an_input_may_be_heard_without_a_decision(told: Clerk) -> None:
    """Then it was considered."""
    heard = InitiativeInputConsidered(input="IN-2", meeting="2026-1", outcome="Noted.")
    exchange(told, heard, "2026-04-14")

    row = rows(told, "inputs")[1]

    assert (row["state"], row["followed_to"]) == ("considered", ["meeting 2026-1"])


def test_titles_above_the_audience_stay_out_of_a_trace(told: Clerk) -> None:
    """The references are in what the audience may see, the titles are not."""
    for entry in (12, 14):
        told.show(entry, Visibility.SECRETARIAT)

    assert rows(told, "inputs")[0]["followed_to"] == ["meeting 2026-1 → item 1 → decision D-1"]


def test_advice_waits_for_its_answer(told: Clerk) -> None:
    """And has it printed beside it."""
    waiting, answered = rows(told, "advice", "2026-05-31")[0], rows(told, "advice")[0]

    assert (waiting["state"], waiting["answer"], waiting["answered_on"]) == ("waiting", None, None)
    assert (answered["state"], answered["answer"]) == ("answered", "We will.")


def test_contributions_are_found_again_in_versions(told: Clerk) -> None:
    """In several perhaps."""
    made, taken = rows(told, "contributions", "2026-05-01")[0], rows(told, "contributions")[0]

    assert (made["state"], made["in_versions"]) == ("made", [])
    assert taken["in_versions"] == ["2027, Ch. 3", "2027-2"]
    assert taken["state"] == "taken_up"


def test_engagement_and_joint_work_name_their_partners(told: Clerk) -> None:
    """With whom is what matters."""
    assert rows(told, "engagements")[0]["partners"] == ["A union"]
    assert (rows(told, "joint-work")[0]["sector"]) == "private_sector"


def test_work_is_asked_for_by_task(told: Clerk) -> None:
    """The annual report is ordered by tasks."""
    assert [row["input"] for row in rows(told, "inputs", task="SHARE")] == ["IN-1"]


def practices_of(clerk: Clerk, **which: str) -> list[object]:
    return [
        row["practice"] for row in of_practices.practices(clerk.tables, ask(), TODAY, **which).rows
    ]


def test_best_practice_comes_first(told: Clerk) -> None:
    """It has been tried."""
    answer = of_practices.practices(told.tables, ask(), TODAY)

    assert [row["practice"] for row in answer.rows] == ["SCHOOL", "HOTLINE"]
    assert counted(answer) == {"best": 1, "emerging": 1}
    assert answer.rows[1]["evidenced_by"] == ["Its figures"]


def test_practices_are_chosen_by_what_people_look_for(told: Clerk) -> None:
    """For one commitment, of one member, for one task."""
    assert practices_of(told, maturity="best") == ["SCHOOL"]
    assert practices_of(told, member="ATL") == ["HOTLINE"]
    assert practices_of(told, commitment="PLEDGE-1") == ["HOTLINE"]
    assert practices_of(told, commitment="PLEDGE") == ["HOTLINE"]
    with pytest.raises(UnknownReference, match=r"There is no task 'SHAR'.*Did you mean SHARE\?"):
        practices_of(told, task="SHAR")
    with pytest.raises(UnknownReference, match=r"There is no task 'SHAR'"):
        rows(told, "inputs", task="SHAR")
    with pytest.raises(UnknownReference, match=r"'PLEDG-1'.*Did you mean PLEDGE-1"):
        practices_of(told, commitment="PLEDG-1")
    with pytest.raises(UnknownReference, match=r"Did you mean ERE\?"):
        practices_of(told, member="ERA")


def test_focal_points_are_those_of_the_day(clerk: Clerk) -> None:
    """By reference only; members that have none are named."""
    designate(clerk, "ATL", "p-bb4m1", "2026-02-01", "alternate")
    designate(clerk, "ATL", "p-aa7k1", "2026-03-01")
    designate(clerk, "ERE", "p-ev5q1", "2026-03-01")
    release(clerk, "ATL", "p-aa7k1", "2026-05-01")
    clerk.leave("ERE", "2026-06-01")

    def of(day: str, member: str | None = None) -> list[object]:
        answer = people.focal_points(clerk.tables, ask(day), TODAY, member)
        return [*(row["person"] for row in answer.rows), *answer.notes]

    none = "Without a focal point that members may see: ERE."
    assert of("2026-02-01") == ["p-bb4m1", none]
    assert of("2026-04-30") == ["p-aa7k1", "p-bb4m1", "p-ev5q1"]
    assert of("2026-05-01") == ["p-bb4m1", "p-ev5q1"]
    assert of("2026-06-01") == ["p-bb4m1"]
    assert of("2026-04-30", "ERE") == ["p-ev5q1"]
    assert of("2026-02-01", "ERE") == [none]
    whole = ask("2026-02-01", audience=Visibility.SECRETARIAT)
    told = people.focal_points(clerk.tables, whole, TODAY)
    assert told.notes == ["Without a focal point: ERE."]
