"""The examples for other programs do what their guide says, against a real register."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import playwright
import pytest

from infrastructure.cli.groups import REFUSED
from infrastructure.cli.main import DONE, EXIT_CODES, UNFINISHED, USAGE
from tests.guides import blocks, guide
from tests.infrastructure.cli.given import must, typed
from tests.often import slowly

NODE = Path(playwright.__file__).parent / "driver" / "node"
RUNS = {
    "python": ("ask.py", [sys.executable]),
    "javascript": ("ask.mjs", [str(NODE)]),
    "sh": ("ask.sh", ["sh"]),
}
GUIDE = guide("embedding")


@pytest.fixture(autouse=True)
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of an exercise; Atlantis signed at @4, and a `depositary` on the path."""
    monkeypatch.chdir(tmp_path)
    Path("pledge.md").write_text("1. We keep one point of contact.\n", encoding="utf-8")
    must(
        "--actor p-tester init . --code OTF --name 'Our taskforce' --nature exercise",
        "member join ATL --name Atlantis --on 2026-01-10",
        "text adopt pledge.md --reference PLEDGE --title 'Our pledge' --on 2026-01-12",
        "sign ATL PLEDGE --on 2026-01-15",
    )
    place = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    monkeypatch.setenv("PATH", place)
    return tmp_path


def run(language: str) -> tuple[int, str, str]:
    """Run the example of a language as it stands in the guide."""
    (program,) = blocks(GUIDE, language)
    file, command = RUNS[language]
    Path(file).write_text(program, encoding="utf-8")
    return finished([*command, file])


def finished(command: Sequence[str]) -> tuple[int, str, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("language", ["python", *slowly("javascript", "sh")])
def test_an_example_asks_and_records_once(language: str) -> None:
    """Also when it is sent a second time."""
    first, second = run(language), run(language)

    assert (first[0], second[0]) == (0, 0), (first, second)
    assert "Atlantis" in first[1]
    assert "2026-01-15" in first[1]
    assert typed("members --format csv").out.count("LAP,Laputa") == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", ["javascript", "sh", *slowly("python")])
def test_an_example_hands_on_why_it_could_not(language: str) -> None:
    """The exit code and the sentence reach whoever started it."""
    Path("register.db").rename("gone.db")

    code, _, told = run(language)

    assert code != 0
    assert "register.db" in told


def test_the_exit_codes_are_those_of_the_program() -> None:
    """Programs decide by them."""
    told = set(map(int, re.findall(r"^\| (\d) \|", GUIDE, re.MULTILINE)))

    assert told == {DONE, REFUSED, USAGE, UNFINISHED, 4}
    assert {*EXIT_CODES.values()} <= told
