"""The number of the schema follows every rule; how rows are found is as it was planned."""

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path

from infrastructure.read_model.code_periods import _CODES_AT
from infrastructure.read_model.entry_queries import _CHANGED, _CORRECTED, _CURRENT
from infrastructure.read_model.loading import _FIRST
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.table_files import _RULES, _SHAPES

ROOT = Path(__file__).parents[3]
FILLING = ("infrastructure.read_model.loading", "infrastructure.read_model.standing_projection")
"""The modules that fill the tables; all that they import may change what is in them."""
OTHERS = (
    *("domain.aggregate", "domain.endings", "domain.laws.gaps", "domain.members.focal_points"),
    *("domain.errors", "domain.words", "infrastructure.read_model.schema"),
    *("domain.events", "domain.events.bodies", "domain.events.log"),
    "domain.members.active",
)
"""What only refuses, words sentences, or declares fields and tables: it decides on no row."""
PACKAGES = ("domain.", "infrastructure.read_model.", "application.event_store.stored_events")


def _file(module: str) -> Path:
    path = ROOT / module.replace(".", "/")
    return path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"


def _imports(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(_file(module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found.update(each if _file(each).exists() else node.module for each in names)
    return {each for each in found if each.startswith(PACKAGES)}


def test_a_change_of_any_rule_makes_the_tables_anew() -> None:
    """Tables that were filled by the rules of yesterday would give yesterday's answers."""
    seen: set[str] = set()
    waiting = [*FILLING]
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting += () if module in OTHERS else _imports(module)

    assert seen - {*OTHERS} == {*_RULES}
    assert {*OTHERS} <= seen


def test_a_change_of_any_table_or_view_makes_the_tables_anew() -> None:
    """The number is asked for by each question, so it follows files, which are not loaded."""
    here = "infrastructure.read_model."

    used = _imports(f"{here}table_making") | _imports(f"{here}schema")

    others = {each for each in used if each.startswith(here) and ".views." not in each}
    assert others - {*_RULES, *_SHAPES} == {f"{here}table_files"}


def _plan(model: SQLiteReadModel, query: str, values: Sequence[str] | Mapping[str, str]) -> str:
    plan = model.ask(
        lambda tables: tables.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    )
    return " ".join(str(step[3]) for step in plan)


def test_an_amendment_is_found_without_reading_its_whole_stream(model: SQLiteReadModel) -> None:
    told = _plan(model, _FIRST, [""] * 5)
    assert "(event_id=?" in told
    assert "(corrects=?" in told
    assert "stream=?" not in told


def test_codes_that_changed_are_found_without_looking_at_all_members(
    model: SQLiteReadModel,
) -> None:
    """Every question asks for them, and most bodies have none."""
    assert "USING INDEX idx_member_code_taskforce (" in _plan(model, _CODES_AT, [""] * 3)


def test_corrected_entries_are_found_without_looking_at_all(model: SQLiteReadModel) -> None:
    """Every report asks for them, and most bodies have few."""
    values = dict.fromkeys(("taskforce", "known", "shown", "topics"), "[]")

    told = _plan(model, _CHANGED + _CURRENT + _CORRECTED, values)

    assert "USING INDEX idx_assertion_entry" in told
    assert "taskforce=?" not in told
