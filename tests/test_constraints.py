"""Whoever installs the program gets the versions that were tested, and no newer ones."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infrastructure import VERSION

ROOT = Path(__file__).parent.parent
FILE = "docs/constraints.txt"
LINES = (ROOT / FILE).read_text(encoding="utf-8").splitlines()
PINNED = {each.partition(" ;")[0] for each in LINES}
INSTALLS = re.compile(r"install(?: --quiet)? (?:'\.\[[^']*\]'|\.(?=[ `]))(.{24})")


def needed(name: str, extras: frozenset[str]) -> set[str]:
    """Return all packages that one needs here, with their versions, as far as they are needed."""
    found: set[tuple[str, frozenset[str]]] = set()
    ahead = [(name, extras)]
    while ahead:
        name, extras = each = ahead.pop()
        if each in found:
            continue
        found.add(each)
        for text in distribution(name).requires or ():
            wanted = Requirement(text)
            asked = [{"extra": extra} for extra in (*extras, "")]
            if not wanted.marker or any(map(wanted.marker.evaluate, asked)):
                ahead.append((canonicalize_name(wanted.name), frozenset(wanted.extras)))
    return {f"{name}=={distribution(name).version}" for name, _ in found}


def test_every_package_of_the_program_is_pinned() -> None:
    """One that is not pinned comes in its newest version, which nobody here has tried."""
    ours = f"depositary=={distribution('depositary').version}"

    missing = needed("depositary", frozenset({"pdf", "texts", "word"})) - PINNED - {ours}

    assert missing == set()


def test_the_pins_are_those_that_the_tests_run_with() -> None:
    """Two lists that differ would mean that what is tested is not what is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert set(project["tool"]["uv"]["constraint-dependencies"]) >= PINNED


def test_holds_no_address() -> None:
    """The packages come from wherever the installing machine gets its packages."""
    assert [each for each in LINES if "://" in each or each.startswith("-")] == []


def test_every_line_that_installs_the_program_uses_the_pins() -> None:
    """Whoever copies a line gets the versions with it."""
    said = [ROOT / "README.md", ROOT / ".ci" / "run", *(ROOT / "docs").rglob("*.md")]
    said += [ROOT / "infrastructure" / "files" / "extras.py"]
    texts = {path: " ".join(path.read_text(encoding="utf-8").split()) for path in said}

    checks = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    found = [(path.name, rest) for path in said for rest in INSTALLS.findall(texts[path])]

    assert {"README.md", "administrator.md", "run", "extras.py"} <= {name for name, _ in found}
    assert [each for each in found if each[1] != f" -c {FILE}"] == []
    assert f'--isolated -c "$OLDPWD/{FILE}"' in checks  # the wheel


def test_the_program_knows_its_version() -> None:
    """It says it in its own words, since the installation is slow to ask."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert told["project"]["version"] == VERSION
