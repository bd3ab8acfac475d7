"""Votes, replies and comments that cannot be are refused with a sentence; minutes say the rest."""

import json
import re
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

DAY = "--on 2026-11-03"
VOTE = f"--title Plan --text 'We adopt it.' --task WORK --hour 10:40 {DAY}"


RECORDED = (
    f"meeting session M1 1 --begins-at 09:00 {DAY}",
    f"meeting depart M1 ATL 10:45 {DAY}",
    f"meeting proxy M1 ATL KEN {DAY}",
    f"meeting proxy M1 ATL KEN --items 1 {DAY}",
    f"meeting proxy M1 ATL KEN --from-hour 10:50 {DAY}",
    f"meeting proxy M1 ATL KEN --from-hour 10:55 --items 2 {DAY}",
    f"meeting representative M1 KEN Deputy {DAY}",
    f"meeting representative M1 KEN Head --hour 10:00 {DAY}",
    f"meeting observer M1 Industry {DAY}",
    f"meeting paper M1 2 Draft {DAY}",
    f"meeting paper M1 2 Costs --url https://example.org/costs {DAY}",
    f"meeting discuss M1 2 --text 'More time.' --conclusion 'In spring.' {DAY}",
    f"meeting discuss M1 1 --text 'All were welcome.' {DAY}",
    (
        f"meeting vote D-4 M1 --title Plan --text Yes. --task WORK --rule CONSENSUS --hour 10:44"
        f" --manner consensus --objections ATL {DAY}"
    ),
    (
        f"meeting vote D-5 M1 --title Plan --text Yes. --task WORK --rule ORDINARY --hour 11:00"
        f" --manner by_member --ballots KEN:for --ballots ATL:against:KEN {DAY}"
    ),
    "meeting draft-minutes M1 --on 2026-11-10",
    "meeting comment C-1 M1 KEN --text Costs. --on 2026-11-11",
    "meeting comment C-2 M1 ATL --text Time. --item 2 --on 2026-11-11",
    "meeting comment C-3 M1 ATL --text More. --on 2026-11-11",
    "meeting answer-comment C-1 --taken-up --text Added. --on 2026-11-12",
    "meeting answer-comment C-2 --text 'It is there.' --on 2026-11-12",
)
"""Each way to record who spoke for whom, what was said, and what members asked for."""


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """A meeting of KEN and ATL with three rules for majorities, and a written procedure."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce majority ORDINARY more_than_half --casting-vote --on 2026-01-01",
        "taskforce majority TWO_THIRDS two_thirds --on 2026-01-01",
        "taskforce majority CONSENSUS consensus --on 2026-01-01",
        f"meeting convene M1 ordinary_session {DAY} --agenda Opening --agenda Plan",
        f"meeting open M1 {DAY} --attendance KEN --attendance ATL",
        "meeting convene W1 written_procedure --on 2026-06-01 --ends-on 2026-06-30",
        "meeting vote D-W W1 --title Logo --text 'We adopt it.' --task WORK --rule ORDINARY"
        " --manner written --on 2026-06-01",
        f"meeting vote D-1 M1 {VOTE} --rule ORDINARY --in-favour 1 --against 1",
        f"meeting vote D-2 M1 {VOTE} --rule TWO_THIRDS --in-favour 1 --against 1",
    )


def position(words: str) -> int:
    log: list[dict[str, object]] = json.loads(typed("log --format json").out)["rows"]
    return next(int(str(row["position"])) for row in log if words in str(row["what"]))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f"taskforce voting-rights all_active --attended 2 {DAY}", "counts meetings"),
        (f"taskforce time-zone Europe/Nowhere {DAY}", "'Europe/Nowhere'. Write a name such as Eu"),
        (f"taskforce time-zone localtime {DAY}", "There is no time zone 'localtime'. Write"),
        (f"taskforce time-zone europe/zurich {DAY}", "Did you mean Europe/Zurich"),
        (
            f"meeting vote D-3 M1 {VOTE} --rule ORDINARY --manner written",
            "In a written procedure, and only there, members vote in writing.",
        ),
        (f"meeting vote D-3 M1 {VOTE} --rule ORDINARY", "in favour and against, and no names"),
        (
            f"meeting vote D-3 M1 {VOTE} --rule CONSENSUS --in-favour 2",
            "CONSENSUS asks for consensus, so the vote cannot be taken by show.",
        ),
        (
            f"meeting vote D-3 M1 {VOTE} --rule ORDINARY --in-favour 2 --commitments X-1",
            "There is no commitment 'X-1'",
        ),
        (
            f"meeting vote D-3 M1 {VOTE} --rule ORDINARY --in-favour 3",
            "These votes cannot be: 3 voted, but only 2 members",
        ),
        (f"meeting casting-vote D-2 KEN for {DAY}", "TWO_THIRDS knows no casting vote."),
        (f"meeting casting-vote D-9 KEN for {DAY}", "There is no vote 'D-9'"),
        (f"meeting result D-2 {DAY}", "'D-2' is recorded already: "),
        ("meeting result D-W --on 2026-06-29", "Replies to W1 may come until 2026-06-30"),
        (f"meeting answer-comment C-9 {DAY}", "There is no comment 'C-9'"),
        ("meeting publish-minutes M1 --on 2026-12-01", "The minutes of M1 are not approved"),
        ("votes D-9 --on 2026-12-01", "There is no vote 'D-9'"),
        ("presence M9 --on 2026-12-01", "There is no meeting 'M9'"),
    ],
    ids=str,
)
def test_is_refused_with_a_sentence(line: str, sentence: str) -> None:
    """Who types minutes learns at once what cannot be, and nothing is recorded."""
    said = typed(line)

    assert said.code == 1
    assert sentence in " ".join(said.err.split())


def test_a_meeting_without_votes_is_no_mistake() -> None:
    """That nothing was voted on is the answer."""
    must(f"meeting convene M7 ordinary_session {DAY}")

    said = typed("votes M7 --format json")

    assert (said.code, json.loads(said.out)["rows"]) == (0, [])


def test_only_who_presides_gives_a_casting_vote() -> None:
    """Where the chair is on record, another member cannot decide."""
    must("taskforce chair KEN --on 2026-01-01", "taskforce vice-chair ATL --on 2026-01-01")
    must("taskforce vice-chair KEN --on 2026-02-01")  # which ends that of ATL

    assert (
        "ATL was neither chair nor vice-chair"
        in typed(f"meeting casting-vote D-1 ATL for {DAY}").err
    )
    must(f"meeting casting-vote D-1 KEN against {DAY}")


def test_suspensions_of_voting_rights_may_have_an_end() -> None:
    """A suspension that is over is told in one line."""
    must("member suspend-voting-rights ATL --on 2026-02-01 --until 2026-03-01")


@pytest.mark.slow
def test_corrected_facts_show_which_votes_change() -> None:
    """A vote that was one too many is named; nothing is changed by itself."""
    must(f"meeting vote D-3 M1 {VOTE} --rule ORDINARY --in-favour 2")
    opened = position("meeting M1 opened")

    tried = typed(f"correct @{opened} attendance='KEN:present; ATL:absent' --dry-run").out
    assert re.search(r"vote on D-3 .*adopted .*cannot be counted", tried)
    must("member suspend ATL --on 2026-10-01")
    assert "These votes cannot be: 2 voted" in typed(f"meeting result D-1 {DAY}").err
    conflicts = " ".join(typed("conflicts").out.split())

    assert "The votes on D-3 cannot be by what is known now: 2 voted, but only 1" in conflicts
    assert "the counts cannot be" in typed("votes D-3 --on 2026-12-01").out


def test_a_vote_whose_rule_was_retracted_is_not_counted() -> None:
    """It is said, and no result is made up."""
    rule = position("TWO_THIRDS")
    said = typed(f"retract @{rule} --reason 'It was never adopted.'")

    row = json.loads(typed("votes D-2 --on 2026-12-01 --format json").out)["rows"][0]
    assert (said.code, row["result"], row["why"]) == (
        0, "cannot be counted", "its majority rule is not on record",
    )  # fmt: skip
    assert row["votes"] == row["majority"] == row["quorum"] == ""
    conflicts = " ".join(typed("conflicts").out.split())
    assert "D-2 was recorded as not adopted; by what is known now it is not counted" in conflicts
    assert "Set the rule TWO_THIRDS again" in conflicts


IN_MINUTES = (
    "Kenya acted for Atlantis.",
    "Kenya acted for Atlantis on item 1.",
    "Kenya acted for Atlantis from 10:50.",
    "Kenya acted for Atlantis from 10:55 on item 2.",
    "Deputy spoke for Kenya.",
    "Head spoke for Kenya from 10:00.",
    "Observers: Industry.",
    "Paper: Draft",
    "Conclusion:\n\nIn spring.",
    "D-4: Atlantis objected.",
    "not taken up",
    "not answered",
    "at the opening, left 10:45",
)


@pytest.mark.slow
def test_minutes_say_who_came_and_who_asked_for_what() -> None:
    """Each way to say it, with and without an hour, an item, an answer."""
    must(*RECORDED, "report minutes M1 --on 2026-12-01 --output m1.md")

    text = Path("m1.md").read_text(encoding="utf-8")

    for words in IN_MINUTES:
        assert words in text, words


def test_minutes_with_papers_and_versions_alone() -> None:
    """A part of which nothing is recorded is left out."""
    must(
        f"meeting paper M1 2 Draft {DAY}",
        "meeting draft-minutes M1 --on 2026-11-10",
        "report minutes M1 --on 2026-12-01 --output m1.md",
    )

    text = Path("m1.md").read_text(encoding="utf-8")

    assert "Paper: Draft" in text
    assert "Versions of the minutes" in text
    assert "Comments of members" not in text


def test_a_member_that_could_attend_no_meeting_is_not_listed() -> None:
    """Nothing of nothing is not none of all."""
    must(
        "member join LAP --name Laputa --on 2026-12-20",
        "report attendance 2026 --on 2027-01-01 --output attendance.md",
    )

    text = Path("attendance.md").read_text(encoding="utf-8")

    assert "Kenya" in text
    assert "Laputa" not in text


@pytest.mark.slow
def test_a_corrected_rule_does_not_turn_a_count_into_consensus() -> None:
    """Nobody said what a count of hands is worth without objections."""
    vote = position("vote on D-1")

    said = typed(f"correct @{vote} rule=CONSENSUS --dry-run")
    must(f"correct @{vote} rule=CONSENSUS")

    assert "D-1" in said.out
    told = json.loads(typed("votes D-1 --format json").out)["rows"][0]
    assert told["result"] == "cannot be counted"
    assert "CONSENSUS asks for consensus" in " ".join(told["faults"])


def test_says_which_items_there_are() -> None:
    """People type the title of an item."""
    said = typed(f"meeting discuss M1 Opening --text 'All were welcome.' {DAY}")

    assert said.code == 1
    assert "no item Opening on the agenda of M1; its items: 1 (Opening), 2 (Plan)" in said.err
