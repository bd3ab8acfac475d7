"""Runs commands in processes that can be killed at any step, and on disks of any size.

Its own process loads everything once and forks one child for each command, so that it takes
milliseconds to die at every step of a command. A step is a statement that SQLite begins, or a file
that is about to be made, has just been made and is empty, is about to be waited for, renamed or
removed.
"""

import importlib
import io
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from mmap import mmap
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

from infrastructure.files import locks
from tests.faults.given import Place, Said
from tests.faults.permissions import obeyed

ROOT = Path(__file__).parents[2]
SHORT = 3.0  # seconds that a command waits for a lock here, so that tests end soon
COUNTER = 8  # bytes that parent and child share
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate"}
KILLED = -signal.SIGKILL
UNHURT = 0
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Life:
    """A command, where it is run and as whom, and what befalls it."""

    folder: str
    words: Sequence[str]
    told: dict[str, str]
    dies_at: int = UNHURT
    largest_file: int = UNHURT
    is_bound: bool = False


class Mortals:
    """Commands that die: each starts, and is killed as it begins its step of that number."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.steps = 0

    def run(
        self,
        place: Place,
        *words: str,
        dies_at: int = UNHURT,
        largest: int = UNHURT,
        is_bound: bool = False,
    ) -> Said:
        """Run a command, and note the number of steps that it began.

        It dies as it begins its step `dies_at`, no file may grow beyond `largest` bytes, and where
        it is bound, permissions bind it although an administrator runs it.
        """
        life = Life(str(place.data), words, dict(place.told), dies_at, largest, is_bound)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asdict(life)), file=self._process.stdin, flush=True)
        self.steps, code, out, err = json.loads(self._process.stdout.readline())
        return Said(code, out, err)


@contextmanager
def mortals() -> Iterator[Mortals]:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.faults.mortal"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("DEPOSITARY_", "COV_"))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Mortals(process)


class Steps:
    """Counts what a process is about to do, where its parent can read it, and dies in time."""

    def __init__(self, count: mmap, dies_at: int) -> None:
        self._count, self._dies_at, self._number = count, dies_at, 0

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in CHANGES or (event == "open" and _writes(arguments)):
            self.step()

    def step(self, _: str = "") -> None:
        self._number += 1
        self._count[:COUNTER] = self._number.to_bytes(COUNTER, "big")
        if self._number == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


def heard(
    connect: Callable[P, sqlite3.Connection], steps: Steps
) -> Callable[P, sqlite3.Connection]:
    """Let every connection tell of the statements that it begins."""

    def opened(*arguments: P.args, **options: P.kwargs) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(steps.step)
        return connection

    return opened


def followed(function: Callable[P, T], steps: Steps) -> Callable[P, T]:
    """Count the moment after a file was made or waited for."""

    def done(*arguments: P.args, **options: P.kwargs) -> T:
        result = function(*arguments, **options)
        steps.step()
        return result

    return done


def _writes(arguments: tuple[object, ...]) -> bool:
    path, mode, flags = arguments
    by_mode = isinstance(mode, str) and any(letter in mode for letter in "wax+")
    return isinstance(path, str) and (
        by_mode or bool(isinstance(flags, int) and flags & WRITES and flags & os.O_CREAT)
    )


def _live(life: Life, steps: Steps, out: int, err: int) -> NoReturn:
    """Be the child: run the command and leave with its exit code."""
    from infrastructure.cli.main import run  # noqa: PLC0415  # loaded before, by the parent

    os.dup2(out, 1)
    os.dup2(err, 2)
    os.chdir(life.folder)
    os.environ.update(life.told)
    if life.largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (life.largest_file, life.largest_file))
    sys.addaudithook(steps.hear)
    vars(sqlite3)["connect"] = heard(sqlite3.connect, steps)
    for module in (os, io):
        vars(module)["open"] = followed(module.open, steps)
    vars(os)["fsync"] = followed(os.fsync, steps)
    code = 99  # of a traceback
    try:
        with obeyed() if life.is_bound else nullcontext():
            code = run(life.words)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        raise
    finally:
        os._exit(code)


def _read(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(descriptor, "rb") as file:
        return file.read().decode(errors="replace")


def _raise(life: Life) -> tuple[int, int, str, str]:
    """Fork a child for a command, and return its steps, its exit code and what it said."""
    with mmap(-1, COUNTER) as count:
        out, err = os.memfd_create("out"), os.memfd_create("err")
        child = os.fork()
        if not child:
            _live(life, Steps(count, life.dies_at), out, err)
        _, status = os.waitpid(child, 0)
        steps = int.from_bytes(count[:COUNTER], "big")
    return steps, os.waitstatus_to_exitcode(status), _read(out), _read(err)


def _serve() -> None:
    from infrastructure.cli.commands import COMMANDS  # noqa: PLC0415  # only in the process of its own

    for module in COMMANDS.values():
        importlib.import_module(f"infrastructure.cli.{module}")
    locks.LONGEST = SHORT
    for line in sys.stdin:
        print(json.dumps(_raise(Life(**json.loads(line)))), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    _serve()
