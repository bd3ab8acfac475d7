"""Long work shows how much of it is done where a person looks on, and nothing elsewhere."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from infrastructure.cli.main import run
from tests.infrastructure.cli.given import Terminal, typed

WORK = {
    "rebuild": "Reading entries",
    "audit verify": "Verifying entries",
    "replay": "Replaying",
    "replay --format jsonl": "Replaying",
    "replay KEN --from @3 --to @6": "Replaying",
}


@pytest.fixture
def seen(register: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """What somebody sees beside the output who types a command."""
    del register

    def look(line: str) -> str:
        terminal = Terminal()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stderr", terminal)
            run(line.split())
        return terminal.getvalue()

    return look


@pytest.mark.parametrize("line", WORK)
def test_a_bar_shows_how_far_it_is(seen: Callable[[str], str], line: str) -> None:
    told = seen(line)

    assert WORK[line] in told
    assert "100%" in told


def test_it_is_in_the_language_of_the_command(seen: Callable[[str], str]) -> None:
    assert "Lecture des entrées" in seen("--language fr rebuild")


@pytest.mark.parametrize("line", [*WORK, "replay --by day"])
def test_nothing_is_shown_to_a_program(register: Path, line: str) -> None:
    assert register.exists()
    assert "%" not in typed(line).err


def test_a_replay_by_day_has_no_bar(seen: Callable[[str], str]) -> None:
    """How many days there will be is not known."""
    assert "Replaying" not in seen("replay --by day")
