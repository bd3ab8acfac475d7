"""Measure the jobs, and print them beside their limits and targets, and how they grow."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.benchmarks.jobs import JOBS, Job
from tests.benchmarks.measuring import Effort, Figures, compare
from tests.benchmarks.registers import Registers

MB, SMALLEST = 1_000_000, 10_000
TOLERANCE = 1.25
"""How much faster than its register a job may grow; what is less is noise."""
CONTENDERS = ("ours", "limit", "stock", "floor")
Line = dict[str, str]


def measured(job: Job, at: Registers, effort: Effort) -> Line:
    """Measure a job and what it is compared with, and return its line of the table."""
    there = [name for name in CONTENDERS if getattr(job, name)]
    openings = [getattr(job, name)(at) for name in there]
    figures = dict(zip(there, compare(openings, job.times or 1, effort), strict=True))
    ours = figures["ours"]
    if not job.times:
        ours = figures["ours"] = replace(ours, middle=ours.middle / at.entries)
    ratio = {
        f"of {name}": each.middle / ours.middle for name, each in figures.items() if ours.middle
    }
    found = {"ms": ours.middle * 1000, "MB": ours.peak / MB, "bytes": ours.peak, **ratio}
    return {
        "job": job.name,
        **{name: _time(figures[name]) if name in figures else "" for name in CONTENDERS},
        "half within": f"{ours.spread:.0%}",
        **{
            f"of {name}": f"{ratio[f'of {name}']:.2f}" if name in figures else ""
            for name in CONTENDERS[1:]
        },
        "memory": _size(ours),
        "target": job.targets,
        "met": _verdict(job.targets, found),
    }


def _verdict(targets: str, found: dict[str, float]) -> str:
    met = []
    for number, unit in (each.split(" ", 1) for each in targets.split(", ") if each):
        bound, is_least = float(number.replace(",", "")), unit.startswith("of ")
        met.append(found[unit] >= bound if is_least else found[unit] <= bound)
    return "" if not met else "met" if all(met) else "not met"


def _time(found: Figures) -> str:
    if not found.middle:
        return ""
    return f"{found.middle * 1000:.3g} ms" if found.middle < 1 else f"{found.middle:,.1f} s"


def _size(found: Figures) -> str:
    if not found.peak:
        return ""
    return f"{found.peak / MB:,.0f} MB" if found.peak >= MB else f"{found.peak:,} bytes"


def grown(job: Job, at: Registers, effort: Effort) -> Iterator[Line]:
    """Measure a job at each size, and say whether it grows faster than it may."""
    before: tuple[int, Figures] | None = None
    for size in job.sizes or _sizes(at.entries):
        (now,) = compare([job.ours(replace(at, entries=size))], job.times or 1, effort)
        line = {"job": job.name, "size": f"{size:,}", "time": _time(now), "memory": _size(now)}
        if before:
            step, ratio = size / before[0], now.middle / before[1].middle
            may = TOLERANCE * (step if job.growth == "linear" else 1)
            line |= {"size x": f"{step:.2g}", "time x": f"{ratio:.2f}", "may grow": job.growth}
            line |= {"met": "met" if ratio <= may else "not met"}
        yield {**dict.fromkeys(GROWN, ""), **line}
        before = size, now


GROWN = ("job", "size", "time", "memory", "size x", "time x", "may grow", "met")


def _sizes(largest: int) -> list[int]:
    sizes = [SMALLEST]
    while sizes[-1] * 10 <= largest:
        sizes.append(sizes[-1] * 10)
    return sizes if largest >= SMALLEST else [largest // 2, largest]


def _table(lines: Sequence[Line], form: str) -> str:
    rows = [list(lines[0]), *(list(line.values()) for line in lines)]
    if form == "markdown":
        rows.insert(1, ["---"] * len(rows[0]))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


@click.command(help=__doc__)
@click.option("--events", default=SMALLEST, show_default=True, help="Entries of the register.")
@click.option("--only", default="", help="Jobs whose names contain one of these, with commas.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.option(
    "--show",
    type=click.Choice(["both", "jobs", "growth"]),
    default="both",
    help="How long each job takes, or how it grows from 10,000 entries.",
)
@click.option("--runs", default=5, show_default=True, help="How often each job is done.")
@click.option("--seconds", default=120.0, show_default=True, help="Fewer when these are over.")
@click.option("--cpu", is_flag=True, help="Count a processor's time, on a machine that is busy.")
@click.option("--registers", type=click.Path(path_type=Path), help="A folder to keep them in.")
def main(  # each is an option
    events: int,
    only: str,
    form: str,
    *,
    show: str,
    runs: int,
    seconds: float,
    cpu: bool,
    registers: Path | None,
) -> None:
    words = [word for word in only.split(",") if word]
    jobs = [each for each in JOBS if not words or any(word in each.name for word in words)]
    effort = Effort(runs=runs, seconds=seconds, cpu=cpu)
    with ExitStack() as stack:
        folder = registers or Path(stack.enter_context(TemporaryDirectory()))
        shutil.rmtree(folder / "scratch", ignore_errors=True)  # of a run that was stopped
        stack.callback(shutil.rmtree, folder / "scratch", ignore_errors=True)
        at = Registers(folder, events)
        of_the_register = [job for job in jobs if show != "growth" and not job.sizes]
        table = [measured(job, at, effort) for job in _told(of_the_register)]
        growing = [job for job in jobs if show != "jobs" and job.growth]
        growths = [line for job in _told(growing) for line in grown(job, at, effort)]
    if form == "json":
        found = {"events": events, "effort": asdict(effort), "jobs": table, "growth": growths}
        click.echo(json.dumps(found, indent=1))
        return
    for lines in filter(None, (table, growths)):
        click.echo(f"{_table(lines, form)}\n")


def _told(jobs: Sequence[Job]) -> Iterator[Job]:
    for job in jobs:
        if sys.stderr.isatty():
            click.echo(job.name, err=True)
        yield job


if __name__ == "__main__":
    main()
