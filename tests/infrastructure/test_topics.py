"""Every kind of event has a command, a row to import, a golden file, a table and a report."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from application.reports.audit_log import TOPICS as OF_THE_LOG
from domain.events import TOPICS
from infrastructure.importers.acts import ACTS
from infrastructure.read_model import stretches
from infrastructure.read_model.rows import ABOUT_ENTRIES
from infrastructure.read_model.views import VIEWS
from tests.infrastructure.cli.given import typed
from tests.infrastructure.cli.test_examples import STORIES, lines

GOLDEN = Path(__file__).parents[1] / "golden"
OF_EVIDENCE = {"log.key-rotated", "log.clock-confirmed", "record.expunged", "report.published"}
"""Topics about evidence, which are recorded on their own ways; see docs/auditing.md."""
MISSION = set(TOPICS) - OF_EVIDENCE
EVERYDAY = MISSION | {"record.expunged", "report.published"}
"""What the report of changes tells; not all of it can be imported."""
DEMO = "depositary-demo"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Tell every story, and return what was recorded by commands, and what a report told of."""
    found: dict[str, set[str]] = {"command": set(), "report": set()}
    for name, story in STORIES.items():
        place = tmp_path_factory.mktemp(name)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(place)
            for variable, value in getattr(story, "ENVIRONMENT", {}).items():
                patch.setenv(variable, value)
            for file, content in story.files().items():
                Path(file).write_text(content, encoding="utf-8")
            for line in lines(story):
                if line.startswith("= "):
                    patch.setenv("DEPOSITARY_TASKFORCE", line.removeprefix("= "))
                else:
                    typed(line.removeprefix("+ "))
            for store in sorted(Path().rglob("*.db")):
                if DEMO not in store.parts and ".read" not in str(store):
                    found["command"].update(by_commands(store))
                    found["report"].update(reported(store))
    return found


def by_commands(store: Path) -> Iterator[str]:
    """Yield the topics of what was recorded, and not by importing a row."""
    with closing(sqlite3.connect(store)) as db:
        if is_store(db):
            for topic, state in db.execute("SELECT topic, state FROM stored_events").fetchall():
                if "row_key" not in json.loads(state)["envelope"]:
                    yield topic


def is_store(db: sqlite3.Connection) -> bool:
    """Say whether it is a register, and not the contacts or another file."""
    return any(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'stored_events'"))


def reported(store: Path) -> Iterator[str]:
    """Yield the topics that the report of changes tells of, from the first entry to the last.

    What is said of an entry (that it was never true, who may see it) is told from just before on.
    """
    with closing(sqlite3.connect(store)) as db:
        said = "SELECT rowid, topic FROM stored_events WHERE topic LIKE 'record.%'"
        about = db.execute(said).fetchall() if is_store(db) else []
    for body in ("GTF", "EXT"):
        yield from topics_in(changes(store, body, "1800-01-01 2199-12-31"))
        for position, topic in about:
            parts = changes(store, body, f"@{position - 1} @{position}")
            if topic in ABOUT and any(rows_of(parts, ABOUT[topic])):
                yield topic


ABOUT = {
    "record.retracted": "retracted",
    "record.visibility-changed": "shown",
    "record.expunged": "expunged",
}
"""The tables that tell of what is said of entries."""


def changes(store: Path, body: str, points: str) -> object:
    """Return the report of changes, nothing where there is no such body."""
    asked = "--audience secretariat --format json"
    said = typed(f"--store {store} --taskforce {body} report changes {points} {asked}")
    return json.loads(said.out) if said.code == 0 else None


def rows_of(node: object, table: str) -> Iterator[object]:
    """Yield the rows of a table, wherever it stands."""
    if isinstance(node, dict):
        if node.get("table") == table:
            yield from node["rows"]
        for value in node.values():
            yield from rows_of(value, table)
    elif isinstance(node, list):
        for value in node:
            yield from rows_of(value, table)


def topics_in(node: object) -> Iterator[str]:
    """Yield the value of every key `topic`, however deep."""
    if isinstance(node, dict):
        if isinstance(node.get("topic"), str):
            yield node["topic"]
        for value in node.values():
            yield from topics_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from topics_in(value)


@cache
def in_tables() -> set[str]:
    """Return the topics that a view shows, or that a table of standings is folded from."""
    sql = " ".join(view.sql for view in VIEWS)
    folded = stretches._COMMITMENTS.select + stretches._MEMBERS.select
    return {t for t in TOPICS if f"'{t}'" in sql or f"'{t}'" in folded} | set(ABOUT_ENTRIES)


def test_each_is_recorded_by_a_command(told: dict[str, set[str]]) -> None:
    """A fact that nobody can record is a promise.

    Only a clock that ran ahead can be confirmed; `test_auditing_keys` lets one do so.
    """
    assert told["command"] == set(TOPICS) - {"log.clock-confirmed"}


def test_each_can_be_imported() -> None:
    """Secretariats have years of rows, and type none of them again."""
    assert {topic for act in ACTS.values() for topic in act.makes} == MISSION


def test_each_has_a_golden_file() -> None:
    """What was stored once is read for ever."""
    for topic, event in TOPICS.items():
        for schema in range(1, event.SCHEMA + 1):
            assert (GOLDEN / f"{topic}.v{schema}.json").is_file()


def test_each_is_in_the_tables() -> None:
    """Analysts ask in SQL, and by the names that are published."""
    assert in_tables() == set(TOPICS)


def test_each_is_told_in_a_report(told: dict[str, set[str]]) -> None:
    """What is recorded and never told might as well not be there."""
    assert told["report"] >= EVERYDAY
    assert OF_THE_LOG == OF_EVIDENCE  # which the report of an audit tells
