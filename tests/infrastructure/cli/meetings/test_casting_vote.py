"""The casting vote of the chair at the command line: who gives it, and when it decides."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-11-03"
VOTE = (
    "--title Plan --text 'We adopt it.' --task WORK --hour 10:30 --rule EVEN --in-favour 1"
    f" --against 1 {DAY}"
)


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """A meeting of KEN, which has the chair, ATL and LAP."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce majority EVEN more_than_half --casting-vote --on 2026-01-01",
        "taskforce chair KEN --on 2026-01-01",
        "member join LAP --name Laputa --on 2026-01-10",
        f"meeting convene M1 ordinary_session {DAY}",
        f"meeting open M1 {DAY} --attendance KEN --attendance ATL --attendance LAP",
    )


def test_a_chair_that_left_gives_no_casting_vote() -> None:
    """Whoever was not there when it was voted cannot decide it."""
    must(f"meeting depart M1 KEN 10:00 {DAY}", f"meeting vote D-3 M1 {VOTE}")

    said = typed(f"meeting casting-vote D-3 KEN for {DAY}")

    assert said.code == 1
    assert "KEN was not there at the vote on D-3" in " ".join(said.err.split())


def test_without_a_quorum_it_is_said_that_there_was_none() -> None:
    """It was said that votes were not equal: 1 for, 1 against."""
    must("taskforce quorum 3/3 --on 2026-01-01", f"meeting depart M1 LAP 10:00 {DAY}")
    must(f"meeting vote D-3 M1 {VOTE}")

    said = typed(f"meeting casting-vote D-3 KEN for {DAY}")

    assert said.code == 1
    assert "There was no quorum at the vote on D-3, so nothing was decided." in said.err


def test_equal_votes_have_no_result() -> None:
    """It said nothing, and recorded nothing."""
    must(f"meeting vote D-3 M1 {VOTE}")

    said = typed(f"meeting result D-3 {DAY}")

    assert said.code == 1
    assert "The votes on D-3 are equal. Record the chair's casting vote" in said.err


@pytest.mark.slow
def test_the_chair_decided_only_while_votes_are_equal() -> None:
    """After a correction by which they are not, the list of decisions no longer says so."""
    must(f"meeting vote D-3 M1 {VOTE}", f"meeting casting-vote D-3 KEN for {DAY}")
    line = "report decisions 2026 --on 2026-12-01 --format markdown"
    log = json.loads(typed("log --format json").out)["rows"]
    vote = next(row["position"] for row in log if "D-3" in str(row["what"]))

    before = typed(line).out
    must(f"""correct @{vote} tally='{{"in_favour": 2, "against": 1, "abstained": 0}}'""")

    assert "casting vote of the chair" in before
    assert "adopted" in typed(line).out
    assert "casting vote of the chair" not in typed(line).out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "came"),
    [
        ('tally={"in_favour": 3, "against": 0, "abstained": 0}', "adopted"),
        ("rule=MOST", "not adopted"),
    ],
)
def test_a_vote_that_is_no_longer_equal_has_no_result(change: str, came: str) -> None:
    """The minutes said that it was adopted, and no list of decisions had it."""
    must(
        "taskforce majority MOST two_thirds --on 2026-01-01",
        f"meeting vote D-3 M1 {VOTE}",
    )
    log = json.loads(typed("log --format json").out)["rows"]
    vote = next(row["position"] for row in log if "D-3" in str(row["what"]))
    assert "Nothing contradicts" in typed("conflicts").out

    told = typed(f"correct @{vote} '{change}'")

    sentence = f"By what is known now the vote on D-3 is {came}, and no result is recorded."
    assert sentence in " ".join((told.out + told.err).split())
    assert sentence in " ".join(typed("conflicts").out.split())
    must(f"meeting result D-3 {DAY}")
    assert "Nothing contradicts" in typed("conflicts").out
