"""What the README says works, as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- tested.*?-->\n```bash\n(.*?)```", re.DOTALL)


def test_the_way_to_a_register_of_ones_own_runs_as_it_stands(tmp_path: Path) -> None:
    """A newcomer copies this block; nothing in it may need anything that is not in it."""
    (script,) = BLOCK.findall(README)
    commands = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    alone = {"PATH": commands, "HOME": str(tmp_path), "LANG": "C.UTF-8"}

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Position on " in done.stdout
    assert "Atlantis" in done.stdout
    public = (tmp_path / "our-register" / "annual-2026.html").read_text(encoding="utf-8")
    assert "3 members on " in public
    assert "2 signatories" in public
    assert "more may be recorded" in public
    assert "0 members" not in public
    assert "Secretariat of our taskforce" in public
    assert "Traceback" not in done.stderr


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
