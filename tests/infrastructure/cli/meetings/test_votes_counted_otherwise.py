"""What a late fact changes in votes: shown before it is recorded, and told afterwards."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-11-03"
VOTE = "--title Plan --text Yes. --task WORK --rule ORDINARY"


@pytest.fixture(autouse=True)
def voted(once: Once) -> None:
    """KEN and ATL voted by name and adopted a plan; at noon KEN alone did not adopt another."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce quorum 1 --on 2026-01-01",
        "taskforce voting-rights rights_not_suspended --on 2026-01-01",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
        f"meeting convene M1 ordinary_session {DAY}",
        f"meeting open M1 {DAY} --attendance KEN --attendance ATL",
        f"meeting vote D-1 M1 {VOTE} --hour 10:00 --in-favour 2 {DAY}",
        f"meeting vote D-2 M1 {VOTE} --hour 12:00 --against 1 {DAY}",
    )


def flat(line: str) -> str:
    return " ".join(typed(line).out.split())


def position(words: str) -> int:
    rows: list[dict[str, object]] = json.loads(typed("log --format json").out)["rows"]
    return next(int(str(row["position"])) for row in rows if words in str(row["what"]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "late",
    ["member suspend-voting-rights ATL --on 2026-04-01", f"meeting depart M1 ATL 09:30 {DAY}"],
)
def test_a_late_fact_shows_which_votes_it_changes(late: str) -> None:
    """Nobody would look for a vote of last spring when a suspension is entered."""
    said = flat(f"{late} --dry-run")

    assert "vote on D-1 adopted (majority), 2 for, 0 against, 0 abstained;" in said
    assert "cannot be counted (counts cannot be)" in said
    assert "Nothing contradicts" in flat("conflicts")  # nothing was stored


def test_a_file_shows_which_votes_it_changes() -> None:
    """Most late facts come as rows: somebody's list of a whole year."""
    rows = "act,member,on,name\nsuspend_voting_rights,ATL,2026-04-01,\njoin,LAP,2026-05-01,Laputa\n"
    Path("late.csv").write_text(rows, encoding="utf-8")

    said = flat("import late.csv --dry-run")

    assert "vote on D-1 adopted (majority), 2 for, 0 against, 0 abstained;" in said
    assert "cannot be counted (counts cannot be)" in said
    assert "Nothing contradicts" in flat("conflicts")
    must("import late.csv")
    assert "would change" not in flat("import late.csv --dry-run")


def test_rows_that_are_refused_change_no_vote() -> None:
    """They are not among what would be recorded."""
    Path("late.csv").write_text(
        "act,member,on\nsuspend_voting_rights,ATL,2026-13-01\nnote,KEN,2026-05-01\n",
        encoding="utf-8",
    )

    assert "would change" not in flat("import late.csv --dry-run")


def test_an_act_that_changes_no_vote_shows_none() -> None:
    """An empty table below every trial would be read by nobody."""
    said = flat("member note KEN 'A note.' --dry-run")

    assert "would change" not in said


def test_a_new_vote_is_no_vote_that_changes() -> None:
    """It is shown as what would be recorded."""
    assert "would change" not in flat(
        f"meeting vote D-3 M1 {VOTE} --hour 13:00 --in-favour 2 {DAY} --dry-run"
    )


def test_a_reason_that_no_longer_holds_is_a_conflict() -> None:
    """Not adopted for want of a majority is not the same as for want of a quorum."""
    must("taskforce quorum 3 --on 2026-02-01")

    assert (
        "D-2 was recorded as not adopted (majority missed); by what is known now it is not"
        " adopted (no quorum)" in flat("conflicts")
    )


def test_counts_that_no_longer_hold_are_a_conflict() -> None:
    """Adopted by two is not adopted by one, wherever the two are printed."""
    must(
        f"meeting vote D-4 M1 {VOTE} --hour 10:00 --manner by_member --ballots KEN:for"
        f" --ballots ATL:for {DAY}"
    )
    ballots = [{"member": "KEN", "vote": "for"}, {"member": "ATL", "vote": "abstained"}]
    must(f"correct @{position('vote on D-4')} ballots='{json.dumps(ballots)}'")

    assert (
        "D-4 was recorded as adopted, 2 for, 0 against, 0 abstained; by what is known now it is"
        " adopted, 1 for, 0 against, 1 abstained" in flat("conflicts")
    )


def test_each_list_of_decisions_says_what_a_vote_comes_to_now() -> None:
    """The minutes did, and the decisions of the year had the old result without a word."""
    must("member suspend-voting-rights ATL --on 2026-04-01")

    for document in ("report decisions 2026", "report annual 2026"):
        told = flat(f"{document} --on 2026-12-31 --format markdown")
        assert "2 for, 0 against, 0 abstained. Recorded as adopted" in told, told
        assert "by what is known now: " in told


@pytest.mark.slow
def test_a_trial_shows_votes_that_a_retracted_rule_leaves_uncounted() -> None:
    """An empty cell told nothing; a consensus has no counts to show."""
    must(
        "taskforce majority ALL consensus --on 2026-01-01",
        f"meeting vote D-5 M1 {VOTE.replace('ORDINARY', 'ALL')} --hour 10:00 --manner consensus"
        f" {DAY}",
    )
    rule = position("majority ORDINARY")

    tried = flat(f"retract @{rule} --reason 'It was never adopted.' --dry-run")

    assert "not counted, since its majority rule is not on record" in tried
    assert "D-5" not in tried
    late = flat(f"meeting depart M1 ATL 09:30 {DAY} --dry-run")
    assert "vote on D-5 adopted (consensus); quorum 2 of 2, 1 needed" in late
