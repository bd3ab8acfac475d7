"""Every example in the help works, in one story that a person could type from top to bottom."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from application.reports.audit.entries import OF_LOG
from domain.events.table import TOPICS
from infrastructure.cli.main import EXAMPLE
from tests.infrastructure.cli.given import every_command, examples, typed
from tests.infrastructure.cli.given_topics import by_commands, reported
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
    voting,
)
from tests.infrastructure.test_topics import MISSION, OF_EVIDENCE
from tests.often import slowly

STORIES = {
    "audit": audit,
    "core": core,
    "keeping": keeping,
    "documents": documents,
    "meetings": meetings,
    "voting": voting,
    "mission": mission,
    "progress": progress,
    "reports": reports,
    "sheets": sheets,
    "tools": tools,
}

DEMO, QUICK = "depositary-demo", "mission"


def lines(story: ModuleType) -> list[str]:
    told: str = story.STORY
    return [line for line in told.replace("\\\n", "").strip().splitlines() if line]


@cache
def offered() -> dict[str, list[str]]:
    return {name: examples(command) for name, command in every_command()}


def test_has_an_example_of_its_own() -> None:
    """People copy the example before they read the options."""
    for name, found in offered().items():
        assert found, name
        assert all(example.split()[: len(name.split())] == name.split() for example in found), name


def test_runs_every_example_and_no_other() -> None:
    """An example that nobody runs will be wrong one day."""
    told = {line for story in STORIES.values() for line in lines(story) if line[0] not in "+="}
    general = EXAMPLE.splitlines()[-1].strip().removeprefix("depositary ")

    assert {each for found in offered().values() for each in found} | {general} == told


@dataclass
class Told:
    """What came of a story: where it was told, and the lines that were refused."""

    place: Path
    refused: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Told]:
    """Return what tells a story, each once."""

    @cache
    def tell(name: str) -> Told:
        found = Told(tmp_path_factory.mktemp(name))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(found.place)
            found.refused.extend(_refused(STORIES[name], patch))
        return found

    return tell


def _refused(story: ModuleType, patch: pytest.MonkeyPatch) -> Iterator[str]:
    environment: dict[str, str] = getattr(story, "ENVIRONMENT", {})
    for variable, value in environment.items():
        patch.setenv(variable, value)
    files: dict[str, str] = story.files()
    for file, content in files.items():
        Path(file).write_text(content, encoding="utf-8")
    for line in lines(story):
        if line.startswith("= "):  # from here on there are two bodies, and one is meant
            patch.setenv("DEPOSITARY_TASKFORCE", line.removeprefix("= "))
            continue
        said = typed(line.removeprefix("+ "))
        if said.code != 0 or "Recorded before" in said.err:
            yield f"{line}: {said}"


@pytest.mark.slow
@pytest.mark.parametrize("name", [QUICK, *slowly(*(name for name in STORIES if name != QUICK))])
def test_every_example_works(name: str, told: Callable[[str], Told]) -> None:
    """A person who types the help from top to bottom must get no refusal."""
    assert told(name).refused == []


@pytest.fixture(scope="module")
def stores(told: Callable[[str], Told]) -> list[Path]:
    """The registers that the stories left, but that of the demonstration."""
    found = [store for name in STORIES for store in sorted(told(name).place.rglob("*.db"))]
    return [store for store in found if DEMO not in store.parts and ".read" not in str(store)]


@pytest.mark.slow
def test_each_topic_is_recorded_by_a_command(stores: Iterable[Path]) -> None:
    """A fact that nobody can record is a promise.

    Only a clock that ran ahead can be confirmed; `test_auditing_keys` lets one do so.
    """
    recorded = {topic for store in stores for topic in by_commands(store)}

    assert recorded == set(TOPICS) - {"log.clock-confirmed"}


@pytest.mark.slow
def test_each_topic_is_told_in_a_report(stores: Iterable[Path]) -> None:
    """What is recorded and never told might as well not be there."""
    reported_ = {topic for store in stores for topic in reported(store)}

    assert reported_ >= MISSION | {"record.expunged", "report.published"}
    assert OF_LOG == OF_EVIDENCE  # which the report of an audit tells
