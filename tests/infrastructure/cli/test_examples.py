"""Every example in the help works, in one story that a person could type from top to bottom."""

from pathlib import Path
from types import ModuleType

import pytest

from infrastructure.cli.main import EXAMPLE
from tests.infrastructure.cli.given import every_command, examples, typed
from tests.infrastructure.cli.stories import (
    audit,
    core,
    documents,
    keeping,
    meetings,
    mission,
    progress,
    reports,
    sheets,
    tools,
)

STORIES = {
    "audit": audit,
    "core": core,
    "keeping": keeping,
    "documents": documents,
    "meetings": meetings,
    "mission": mission,
    "progress": progress,
    "reports": reports,
    "sheets": sheets,
    "tools": tools,
}


def lines(story: ModuleType) -> list[str]:
    told: str = story.STORY
    return [line for line in told.replace("\\\n", "").strip().splitlines() if line]


def offered() -> dict[str, list[str]]:
    return {name: examples(command) for name, command in every_command()}


@pytest.mark.parametrize("name", [name for name, _ in every_command()])
def test_has_an_example_of_its_own(name: str) -> None:
    """People copy the example before they read the options."""
    found = offered()[name]

    assert found
    assert all(example.split()[: len(name.split())] == name.split() for example in found)


def test_runs_every_example_and_no_other() -> None:
    """An example that nobody runs will be wrong one day."""
    told = {line for story in STORIES.values() for line in lines(story) if line[0] not in "+="}
    general = EXAMPLE.splitlines()[-1].strip().removeprefix("depositary ")

    assert {each for found in offered().values() for each in found} | {general} == told


@pytest.mark.parametrize("name", STORIES)
def test_every_example_works(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who types the help from top to bottom must get no refusal."""
    story = STORIES[name]
    environment: dict[str, str] = getattr(story, "ENVIRONMENT", {})
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    files: dict[str, str] = story.files()
    for file, content in files.items():
        Path(file).write_text(content, encoding="utf-8")

    for line in lines(story):
        if line.startswith("= "):  # from here on there are two bodies, and one is meant
            monkeypatch.setenv("DEPOSITARY_TASKFORCE", line.removeprefix("= "))
            continue
        said = typed(line.removeprefix("+ "))
        assert said.code == 0, f"{line}: {said}"
        assert "Recorded before" not in said.err
