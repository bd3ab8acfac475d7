"""Measure contenders in turn, so that a machine whose speed drifts changes all of them alike."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import TypeAlias

from infrastructure.cli.start import OBJECTS

DEPOSITARY = "from infrastructure.cli.start import main; main()"
# The most that a child used in `wait4` is that of its parent, where the parent has used more.
_TELL = """
import atexit
atexit.register(lambda: print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]))
"""
_INSTALLED = {
    "PYTHONPATH": str(Path(__file__).parents[2]),
    "PYTHONDONTWRITEBYTECODE": "",  # it is compiled once, as the administrator's guide says
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds by the clock, seconds of a processor, and bytes at most."""

    wall: float
    cpu: float
    peak: int = 0


Run: TypeAlias = Callable[[], object]
"""Does the work once, and returns a `Cost` where that is not simply its own time."""
Opening: TypeAlias = AbstractContextManager[Run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What all runs of one contender took, for one unit of work each.

    `middle` is the median in seconds, `spread` the half of the runs lies within, as a part of it.
    """

    middle: float
    spread: float
    runs: int
    peak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How often each contender runs: `runs` times, fewer when `seconds` are over; by which clock.

    With `cpu`, the time of the processor counts, which other work on the machine does not change;
    waiting for a disk is then left out.
    """

    runs: int = 5
    seconds: float = 120
    cpu: bool = False


def compare(openings: Sequence[Opening], times: int, effort: Effort) -> list[Figures]:
    """Run the contenders in turn, after one turn that does not count, and return their figures.

    Each does its job so many `times` in one run, since a single one may be too short to be timed.
    Where one turn takes longer than all may, it counts.
    """
    with ExitStack() as stack:
        runs = [stack.enter_context(opening) for opening in openings]
        gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])  # as in every command
        gc.freeze()  # or what one has prepared slows down the collector for the others
        stack.callback(gc.unfreeze)
        begun, turns = time.perf_counter(), [[_cost(run, times) for run in runs]]
        while len(turns) <= effort.runs and time.perf_counter() - begun < effort.seconds:
            turns.append([_cost(run, times) for run in runs])
    counted = turns[1:] or turns
    return [_figures(costs, times, cpu=effort.cpu) for costs in zip(*counted, strict=True)]


def _cost(run: Run, times: int) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        own = run()
    return (
        own
        if isinstance(own, Cost)
        else Cost(time.perf_counter() - wall, time.process_time() - cpu)
    )


def _figures(costs: Sequence[Cost], times: int, *, cpu: bool) -> Figures:
    found = sorted((each.cpu if cpu else each.wall) / times for each in costs)
    middle, quarter = median(found), len(found) // 4
    return Figures(
        middle=middle,
        spread=(found[-1 - quarter] - found[quarter]) / middle if middle else 0.0,
        runs=len(found),
        peak=max(each.peak for each in costs),
    )


def program(arguments: Sequence[str], code: str = DEPOSITARY, folder: Path | None = None) -> Cost:
    """Run a program of ours as its users do, and return what the whole process cost.

    Raises:
        RuntimeError: it did not end as it should.
    """
    with TemporaryFile() as told:
        begun = time.perf_counter()
        started = subprocess.Popen(
            [sys.executable, "-c", _TELL + code, *arguments],
            cwd=folder,
            stdout=told,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_INSTALLED, "NO_COLOR": "1"},
        )
        _, status, usage = os.wait4(started.pid, 0)
        wall = time.perf_counter() - begun
        started.returncode = os.waitstatus_to_exitcode(status)
        told.seek(max(0, told.tell() - 2000))
        *_, last = words = told.read().decode(errors="replace").splitlines()
        if started.returncode not in FINE:
            raise RuntimeError("\n".join(words))
    return Cost(wall, usage.ru_utime + usage.ru_stime, int(last) * 1024)


FINE = (0, 4)
"""Exit codes: all is well; it is, as far as the log itself tells."""
