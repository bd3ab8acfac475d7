"""What the guides in `docs/` say to type, and how a test types it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from tests.infrastructure.cli.given import Said, words

DOCS = Path(__file__).parent.parent / "docs"
OF_THE_SHELL = re.compile(r"[|<>;&$]")


def guide(name: str) -> str:
    """Return the text of a guide."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the blocks of a guide that are in a language."""
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [dedent(each) for each in found]


def commands(text: str) -> list[str]:
    """Return what a guide says to type, a command a line."""
    told = "".join(blocks(text, "bash")).replace("\\\n", "")
    return [line for line in told.splitlines() if line and not line.startswith("#")]


def answered(text: str, language: str) -> list[tuple[str, list[str]]]:
    """Return what a guide says to type, with the lines of answers that it shows behind `# `."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(blocks(text, language)).replace("\\\n", "").splitlines():
        if line.startswith("# "):
            found[-1][1].append(line.removeprefix("# "))
        else:
            found.append((line, []))
    return found


def scripts(text: str) -> dict[str, str]:
    """Return the programs in a guide by the name that their first line gives them."""
    found = blocks(text, "python")
    return {each.removeprefix("# ").split(":")[0]: each for each in found}


def typed_as_written(line: str) -> Said:
    """Run a line of a guide in the folder where we are, without the remark behind it.

    Our own commands run in this process, where they are not combined with others by a shell.
    """
    command = line.partition("   # ")[0]
    if command.startswith("cd "):
        os.chdir(command.removeprefix("cd "))
        return Said(0, "", "")
    if command.startswith("depositary ") and not OF_THE_SHELL.search(command):
        return words(*shlex.split(command)[1:])
    ours = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        env={**os.environ, "PATH": ours},
        capture_output=True,
        text=True,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def type_all(text: str) -> dict[str, Said]:
    """Write the programs of a guide into files, type all its commands, and return the answers."""
    for name, content in scripts(text).items():
        Path(name).write_text(content, encoding="utf-8")
    return {line: typed_as_written(line) for line in commands(text)}
