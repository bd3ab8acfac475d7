"""The rules of the house that a machine can check."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("domain", "application", "infrastructure", "tests")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_is_short_and_says_why_it_exists(path: Path) -> None:
    """What does not fit on a few screens holds more than one idea."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert text.count("\n") <= LONGEST_MODULE
    assert ast.get_docstring(tree) or not text.strip()
    assert not list(long_functions(tree))


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[0]
            says = isinstance(body, ast.Expr) and isinstance(body.value, ast.Constant)
            start = body.end_lineno if says and body.end_lineno else node.lineno
            end = node.end_lineno or start
            if end - start > LONGEST_FUNCTION:
                yield node.name


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_what_is_switched_off_has_a_reason_beside_it(path: Path) -> None:
    """A check without a reason beside its exception is no check."""
    bare = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)[^#]*$", re.MULTILINE)
    lines = path.read_text(encoding="utf-8").splitlines()

    found = [n for n, line in enumerate(lines, 1) if bare.search(line)]

    assert not found


def test_every_room_and_file_at_the_top_is_known() -> None:
    """The top level is what everybody sees first."""
    known = {*ROOMS, "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"}
    made = {"dist", "uv.lock", "depositary-demo", "our-register"}  # by tools, and not committed

    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert found - made <= known | {"__pycache__"}
    assert known <= found


def test_decisions_are_numbered_without_a_gap() -> None:
    """So that a decision can be cited by its number."""
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_second_opinion_on_evidence_is_asked_in_the_list_of_checks() -> None:
    """It needs Python 3.12, so it must be run on a newer Python than the floor."""
    checks = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    (newest,) = re.findall(
        r"^uv run --isolated --python 3\.(1[2-9]) pytest -q +#", checks, re.MULTILINE
    )
    ignored = (ROOT / "tests" / "infrastructure" / "audit" / "conftest.py").read_text("utf-8")

    assert int(newest) >= 12
    assert "if sys.version_info < (3, 12):" in ignored
