"""The rules of the house that a machine can check."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from tests.often import every

ROOT = Path(__file__).parent.parent
ROOMS = ("domain", "application", "infrastructure", "tests")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
MOST_IN_A_FOLDER = 21  # with __init__.py


@pytest.fixture(scope="module")
def texts() -> Mapping[str, str]:
    """Every module by its place."""
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in MODULES}


@pytest.fixture(scope="module")
def trees(texts: Mapping[str, str]) -> Mapping[str, ast.Module]:
    """Every module as it is read; without the slow tests, a fourth of the tests' own."""
    ours = [place for place in texts if place.startswith("tests")]
    left = {*texts} - {*ours} | {*ours[:: every(4)]}
    return {place: ast.parse(texts[place]) for place in sorted(left)}


def test_a_module_is_short(texts: Mapping[str, str]) -> None:
    """What does not fit on a few screens holds more than one idea."""
    assert [place for place, text in texts.items() if text.count("\n") > LONGEST_MODULE] == []


def test_a_function_is_short(trees: Mapping[str, ast.Module]) -> None:
    """So is its body."""
    assert [(place, name) for place, tree in trees.items() for name in long_functions(tree)] == []


def test_a_name_of_a_class_has_one_meaning(trees: Mapping[str, ast.Module]) -> None:
    """Whoever reads it in another room need not ask which one it is."""
    named = Counter(
        node.name
        for place, tree in trees.items()
        if not place.startswith("tests")
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )

    assert [name for name, times in named.items() if times > 1] == []


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[0]
            says = isinstance(body, ast.Expr) and isinstance(body.value, ast.Constant)
            start = body.end_lineno if says and body.end_lineno else node.lineno
            end = node.end_lineno or start
            if end - start > LONGEST_FUNCTION:
                yield node.name


def test_a_folder_is_seen_at_one_look(texts: Mapping[str, str]) -> None:
    """Who looks for a module should not have to scroll."""
    rooms = Counter(str(Path(place).parent) for place in texts if not place.startswith("tests"))

    assert {room: count for room, count in rooms.items() if count > MOST_IN_A_FOLDER} == {}


def test_what_is_switched_off_has_a_reason_beside_it(texts: Mapping[str, str]) -> None:
    """A check without a reason beside its exception is no check."""
    bare = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)[^#]*$")

    found = [
        (place, number)
        for place, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if bare.search(line)
    ]

    assert found == []


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
        r"^uv sync --quiet --python 3\.(1[2-9]) .*\n(?:.*\n)*uv run pytest ", checks, re.MULTILINE
    )
    ignored = (ROOT / "tests" / "infrastructure" / "audit" / "conftest.py").read_text("utf-8")

    assert int(newest) >= 12
    assert "if sys.version_info < (3, 12):" in ignored


def test_a_sentence_gets_each_value_that_it_names(trees: Mapping[str, ast.Module]) -> None:
    """A refusal that lacks a value would end as an unexpected error, and only where it is rare."""
    lacking = [
        (place, call.lineno, missing)
        for place, tree in trees.items()
        if not place.startswith("tests")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        if (missing := missing_values(call))
    ]

    assert lacking == []


def missing_values(call: ast.Call) -> set[str]:
    """Return the names in a template of `worded` or an error that no argument is called by."""
    given = {keyword.arg for keyword in call.keywords}
    match call:
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(template)), *_]) if (
            given and None not in given and (name == "worded" or name[0].isupper())
        ):
            fields = [field for _, field, _, _ in Formatter().parse(template) if field]
            return {re.split(r"[.\[]", field)[0] for field in fields} - given
        case _:
            return set()
