"""Votes that cannot be are refused in one sentence."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

VOTE = "meeting vote D-1 2026-2 --title Plan --text 'We adopt it.' --task WORK --on 2026-11-03"


@pytest.mark.in_part(1)
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            "--rule ORDINARY --manner consensus",
            "ORDINARY asks for more than half, so the vote cannot be taken by consensus.",
        ),
        (
            "--rule ORDINARY --in-favour 2",
            "Who was there and might vote, by what is recorded: depositary presence 2026-2",
        ),
        ("--rule ORDINARY --in-favour 2", "2 voted, but only 1 members with the right to vote"),
    ],
)
def test_a_vote_that_its_rule_does_not_know_is_refused(
    options: str, said: str, called: None
) -> None:
    """The sentence names the rule and the way of voting, so that one of them can be changed."""
    del called
    must("meeting open 2026-2 --attendance KEN --on 2026-11-03")

    answer = typed(f"{VOTE} {options}")

    assert answer.code == 1
    assert said in answer.err


WAYS = (
    "--rule ORDINARY --in-favour 1",
    "--rule ORDINARY --manner by_member --ballots KEN:for",
    "--rule CONSENSUS --manner consensus",
)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_vote_before_the_opening_is_told_what_is_missing(way: str, called: None) -> None:
    """It was said that none of the members was present, whoever was in the room."""
    del called

    said = typed(f"{VOTE} {way}")

    assert said.code == 1
    assert "Meeting 2026-2 was not opened, so nobody can be counted." in said.err
    assert "depositary meeting open 2026-2 --attendance CODE --on DAY" in said.err


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS[:2])
def test_a_vote_where_nobody_was_is_told_how_to_record_who_came(way: str, called: None) -> None:
    """The list of those who came is often typed last."""
    del called
    must("meeting open 2026-2 --on 2026-11-03")

    said = typed(f"{VOTE} {way} --hour 10:00")

    assert said.code == 1
    assert "By what is recorded, nobody was at 2026-2 then: record who came" in said.err
    must("meeting arrive 2026-2 KEN 09:30 --on 2026-11-03", f"{VOTE} {way} --hour 10:00")


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body of one member, with two rules and a meeting that is called."""
    monkeypatch.chdir(tmp_path)
    must(
        "--actor p-tester init . --code GTF --name 'Global Taskforce' --nature exercise",
        "taskforce task WORK 'Work.' --on 2026-01-10",
        "member join KEN --name Kenya --on 2026-01-10",
        "taskforce majority ORDINARY more_than_half --on 2026-01-10",
        "taskforce majority CONSENSUS consensus --on 2026-01-10",
        "meeting convene 2026-2 ordinary_session --on 2026-11-03",
    )
