"""Votes that cannot be are refused in one sentence."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

VOTE = "meeting vote D-1 2026-2 --title Plan --text 'We adopt it.' --task WORK --on 2026-11-03"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            "--rule CONSENSUS --in-favour 1",
            "CONSENSUS asks for consensus, so the vote cannot be taken by show.",
        ),
        (
            "--rule ORDINARY --manner consensus",
            "ORDINARY asks for more than half, so the vote cannot be taken by consensus.",
        ),
        ("--rule ORDINARY --in-favour 2", "2 voted, but only 1 members with the right to vote"),
    ],
)
def test_a_vote_that_its_rule_does_not_know_is_refused(
    options: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names the rule and the way of voting, so that one of them can be changed."""
    monkeypatch.chdir(tmp_path)
    must(
        "--actor p-tester init . --code GTF --name 'Global Taskforce' --nature exercise",
        "taskforce task WORK 'Work.' --on 2026-01-10",
        "member join KEN --name Kenya --on 2026-01-10",
        "taskforce majority ORDINARY more_than_half --on 2026-01-10",
        "taskforce majority CONSENSUS consensus --on 2026-01-10",
        "meeting convene 2026-2 ordinary_session --on 2026-11-03",
        "meeting open 2026-2 --attendance KEN --on 2026-11-03",
    )

    answer = typed(f"{VOTE} {options}")

    assert answer.code == 1
    assert said in answer.err
