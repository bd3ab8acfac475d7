"""A written procedure at the command line: which replies count, until when, and what is told."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

MET = (
    "taskforce task WORK 'To work.'",
    "taskforce majority CONSENSUS consensus --silence assent --on 2026-01-01",
    "taskforce majority SILENT more_than_half --base all --silence assent --on 2026-01-01",
)
VOTE = "--title Logo --text 'We adopt it.' --task WORK --manner written --on 2026-06-01"
ENDS = "2026-06-30"


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """KEN and ATL, rules for majorities, and a written procedure with an end."""
    once(tell, *MET, f"meeting convene W1 written_procedure --on 2026-06-01 --ends-on {ENDS}")


def told(line: str) -> str:
    said = typed(line)
    assert said.code == 0, said
    return " ".join((said.out + said.err).split())


def result(decision: str) -> tuple[object, object]:
    row = json.loads(typed(f"votes {decision} --on 2026-12-01 --format json").out)["rows"][0]
    return row["result"], row["why"]


def test_a_reply_against_prevents_consensus() -> None:
    """Members that said no are not told that they agreed."""
    must(
        f"meeting vote D-1 W1 {VOTE} --rule CONSENSUS",
        "meeting reply W1 D-1 ATL against --on 2026-06-10",
        "meeting result D-1 --on 2026-07-01",
    )

    assert result("D-1") == ("not adopted", "objection")
    assert json.loads(typed("meetings --on 2026-12-01 --format json").out)["counts"]["held"] == 1
    assert "objection" in told("report minutes W1 --on 2026-12-01")


def test_without_an_end_every_reply_until_the_result_counts() -> None:
    """That no end is recorded is told with the vote, and drops no reply."""
    must("meeting convene W2 written_procedure --on 2026-06-01")

    assert "No end of W2 is recorded" in told(f"meeting vote D-2 W2 {VOTE} --rule SILENT")
    must(
        "meeting reply W2 D-2 ATL against --on 2026-06-10",
        "meeting reply W2 D-2 KEN against --on 2026-06-20",
        "meeting result D-2 --on 2026-07-01",
    )

    assert result("D-2") == ("not adopted", "majority missed")


def test_an_early_close_ends_it() -> None:
    """After it the result can be recorded, and a reply comes too late."""
    must(f"meeting vote D-1 W1 {VOTE} --rule SILENT")

    early = typed(f"meeting result D-1 --on {ENDS}")
    must("meeting close W1 --on 2026-06-12")
    late = told("meeting reply W1 D-1 ATL against --on 2026-06-13")
    must("meeting result D-1 --on 2026-06-12")

    assert "may come until 2026-06-30" in early.err
    assert "came after the end of W1, on 2026-06-12 at 24:00" in late
    assert result("D-1") == ("adopted", "majority reached")


def test_a_result_on_the_last_day_says_until_which_hour_replies_may_come() -> None:
    """A result has no hour of its own, so people look at the clock."""
    must(
        f"meeting session W1 1 --begins-at 09:00 --ends-at 17:00 --ends-on {ENDS} --on 2026-06-01",
        f"meeting vote D-1 W1 {VOTE} --rule SILENT",
    )

    assert "may come until 17:00 on that day" in told(f"meeting result D-1 --on {ENDS}")


def test_a_reply_that_counts_for_nothing_is_told_or_refused() -> None:
    """Of a member without the right it is recorded; to another procedure it is refused."""
    must(
        "meeting convene W3 written_procedure --on 2026-06-01 --ends-on 2026-06-30",
        f"meeting vote D-1 W1 {VOTE} --rule SILENT",
        "taskforce voting-rights rights_not_suspended --on 2026-01-02",
        "member suspend-voting-rights ATL --on 2026-05-01",
    )

    without = told("meeting reply W1 D-1 ATL against --on 2026-06-10")
    elsewhere = typed("meeting reply W3 D-1 KEN for --on 2026-06-10")

    assert "ATL has no right to vote in W1 (voting rights suspended)" in without
    assert elsewhere.code == 1
    assert "D-1 is voted on in W1, not in W3." in elsewhere.err


def test_a_suspension_says_under_which_rule_it_works() -> None:
    """Under the rule that holds at first it takes no vote away."""
    said = told("member suspend-voting-rights ATL --on 2026-05-01")

    assert "By the rule of that day, all_active, ATL may vote as before" in said
    assert "only under rights_not_suspended" in said


def test_rights_at_a_meeting_that_was_moved_are_those_of_its_new_day() -> None:
    """A member that is suspended in between has no vote there."""
    must(
        "taskforce voting-rights rights_not_suspended --on 2026-01-02",
        "meeting convene M1 ordinary_session --on 2026-10-01",
        "meeting reschedule M1 --begins-on 2026-12-01 --on 2026-09-01",
        "member suspend ATL --on 2026-11-01",
    )

    rows = json.loads(typed("rights M1 --on 2026-12-02 --format json").out)["rows"]

    assert {row["member"]: row["may_vote"] for row in rows}["ATL"] == "no"


def test_a_result_is_not_before_a_reply_where_no_end_is_recorded() -> None:
    """It would count otherwise as soon as it is recorded."""
    must(
        "meeting convene W2 written_procedure --on 2026-06-01",
        f"meeting vote D-2 W2 {VOTE} --rule SILENT",
        "meeting reply W2 D-2 ATL against --on 2026-06-20",
    )

    said = typed("meeting result D-2 --on 2026-06-10")
    must("meeting result D-2 --on 2026-06-20")

    assert said.code == 1
    assert "ATL replied to D-2 on 2026-06-20, after this result" in " ".join(said.err.split())
    assert typed("conflicts").code == 0


def test_there_is_no_casting_vote_in_writing() -> None:
    """Nobody presides; equal votes are not enough."""
    must(
        "taskforce majority EVEN more_than_half --silence abstention --casting-vote"
        " --on 2026-01-01",
        "taskforce chair KEN --on 2026-01-01",
        f"meeting vote D-1 W1 {VOTE} --rule EVEN",
        "meeting reply W1 D-1 ATL against --on 2026-06-10",
        "meeting reply W1 D-1 KEN for --on 2026-06-10",
    )

    said = typed("meeting casting-vote D-1 KEN for --on 2026-07-01")
    must("meeting result D-1 --on 2026-07-01")

    assert "In writing nobody presides" in said.err
    assert result("D-1") == ("not adopted", "majority missed")


def test_a_later_rule_changes_no_silence() -> None:
    """Minutes say by which rule of the day of the vote silence was counted."""
    must(
        f"meeting vote D-1 W1 {VOTE} --rule SILENT",
        "taskforce majority SILENT more_than_half --silence abstention --on 2026-06-15",
        "meeting result D-1 --on 2026-07-01",
    )

    text = told("report minutes W1 --on 2026-12-01 --format markdown")

    assert "did not reply in time counts as voting for" in text


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["members", "secretariat"])
def test_rights_in_writing_are_those_of_its_opening(audience: str) -> None:
    """Whoever lost the right between the first session and the call may reply, for everybody."""
    must(
        "meeting convene W2 written_procedure --on 2026-06-10 --ends-on 2026-06-30",
        "meeting session W2 1 --begins-at 09:00 --on 2026-06-01",
        "taskforce voting-rights rights_not_suspended --on 2026-01-02",
        "member suspend-voting-rights ATL --on 2026-06-05",
        f"meeting vote D-2 W2 {VOTE} --rule SILENT".replace("2026-06-01", "2026-06-10"),
        "meeting result D-2 --on 2026-07-01",
    )
    asked = f"--audience {audience} --on 2026-12-01"

    rights = json.loads(typed(f"rights W2 {asked} --format json").out)["rows"]
    text = told(f"report minutes W2 {asked} --format markdown")

    assert {row["member"]: row["may_vote"] for row in rights}["ATL"] in (True, "yes")
    assert "no right to vote" not in text
