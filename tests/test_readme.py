"""What the README says works, as it stands there."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from tests.guides import typed_as_written
from tests.often import slowly

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- tested.*?-->\n```bash\n(.*?)```", re.DOTALL)


FILE = re.compile(r"^cat > (\S+) <<'END'\n(.*?)^END\n", re.DOTALL | re.MULTILINE)


def by_a_shell(script: str, folder: Path) -> tuple[str, str]:
    """Run a script in a new process that knows nothing of ours, and return what it said."""
    commands = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": commands, "HOME": str(folder), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def by_ourselves(script: str, folder: Path) -> tuple[str, str]:
    """Write its files and type its commands here, and return what they said."""
    out = err = ""
    lines, *files = FILE.split(script)
    with chdir(folder):
        for name, content, more in ("", "", lines), *zip(*[iter(files)] * 3, strict=True):
            if name:
                Path(name).write_text(content, encoding="utf-8")
            for line in filter(None, more.replace("\\\n", "").splitlines()):
                said = typed_as_written(line)
                assert said.code == 0, (line, said)
                out, err = out + said.out, err + said.err
    return out, err


@pytest.mark.parametrize("run", [by_ourselves, *slowly(by_a_shell)])
def test_the_way_to_a_register_of_ones_own_runs_as_it_stands(
    tmp_path: Path, run: Callable[[str, Path], tuple[str, str]]
) -> None:
    """A newcomer copies this block; nothing in it may need anything that is not in it."""
    (script,) = BLOCK.findall(README)

    out, err = run(script, tmp_path)

    assert "Position on " in out
    assert "Atlantis" in out
    public = (tmp_path / "our-register" / "annual-2026.html").read_text(encoding="utf-8")
    assert "3 members on " in public
    assert "2 signatories" in public
    assert "more may be recorded" in public
    assert "0 members" not in public
    assert "Secretariat of our taskforce" in public
    assert "Traceback" not in err


def test_the_list_of_checks_runs_the_test_command_of_the_readme() -> None:
    """People and machines run the same tests."""
    checks = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "\nuv run pytest\n" in README
    assert re.search(r"^uv run pytest\b", checks, re.MULTILINE)


def test_the_two_commands_of_the_readme_need_no_set_up_before_them() -> None:
    """The first block is what most people will ever run."""
    first = README.split("```bash\n")[1].split("```")[0]

    assert first.split("\n")[:-1] == ["uv run depositary demo", "uv run pytest"]


def test_says_what_it_is_not() -> None:
    """A register that looks official must say when it is not."""
    assert "Not affiliated with or endorsed by WeProtect Global Alliance" in README
    assert "no\nauthentic record unless the body says so" in README


def test_leads_to_every_guide() -> None:
    """A guide that nobody is led to is not read."""
    guides = sorted(path.name for path in (ROOT / "docs").glob("*.md"))

    assert [name for name in guides if f"](docs/{name})" not in README] == []
