"""What the tests of the command line start from: commands typed in a folder, and a register."""

import atexit
import shlex
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import copy2, copytree
from tempfile import TemporaryDirectory

import click

from infrastructure.cli.commands import COMMANDS
from infrastructure.cli.main import cli, run

MISSION = """# Our mission

1. We will act
   together.

2) We will share what works.

3.1. We will report every year.
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered: its exit code, its data and its talk."""

    code: int
    out: str
    err: str


class Terminal(StringIO):
    """A person at a keyboard, or a screen."""

    def isatty(self) -> bool:
        return True


def words(*arguments: str) -> Said:
    """Run a command given word by word, in the folder where we are."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return Said(code, out.getvalue(), err.getvalue())


def typed(line: str) -> Said:
    """Run a command as it is typed after `depositary`."""
    return words(*shlex.split(line))


def must(*lines: str) -> None:
    """Type commands that have to succeed."""
    for line in lines:
        said = typed(line)
        assert said.code == 0, f"{line}: {said}"


def events(store: Path = Path("register.db")) -> Sequence[tuple[object, ...]]:
    """Return every stored event, byte for byte."""
    with closing(sqlite3.connect(store)) as db:
        return db.execute("SELECT rowid, * FROM stored_events ORDER BY rowid").fetchall()


def tell() -> None:
    """Begin a register here in which KEN and ATL signed MISSION; the entries are @1 to @12."""
    for each in _told().iterdir():
        (copytree if each.is_dir() else copy2)(each, each.name)


@cache
def _told() -> Path:
    """Return the place of a register that is told once in each process, to be copied."""
    place = TemporaryDirectory()
    atexit.register(place.cleanup)
    with chdir(place.name):
        Path("mission.md").write_text(MISSION, encoding="utf-8")
        must(
            "--actor p-tester init . --code GTF --name 'Global Taskforce' --nature exercise",
            "member join KEN --name Kenya --on 2022-06",
            "member join ATL --name Atlantis --on 2022-06",
            "text adopt mission.md --reference MISSION --title 'Mission statement' --on 2026-01-10",
            "sign KEN MISSION --on 2026-01-15",
            "sign ATL MISSION --on 2026-01-15 --excepting MISSION-3.1",
        )
    return Path(place.name)


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Yield every command and group with the words that call it."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {each}", found) for each, found in command.commands.items())


def examples(command: click.Command) -> list[str]:
    """Return the examples in a command's help, without the word `depositary`."""
    lines = (command.epilog or "").splitlines()
    return [line.strip().removeprefix("depositary ") for line in lines if "  depositary" in line]
