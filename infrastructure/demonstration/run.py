"""Fills a store with the demonstration, and prints a tour of at most forty lines."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from application.questions.across.overdue import overdue
from application.questions.across.overview import overview
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.questions.members.standings import matrix, status
from application.register import Register
from application.reports.annual.annual import annual
from domain.errors import Unavailable
from domain.events.bodies import ClaimRecorded
from domain.values import Visibility
from infrastructure.bootstrap import open_register
from infrastructure.demonstration.bodies import (
    DAY,
    EXERCISE,
    GLOBAL_TASKFORCE,
    WIPO,
    Clock,
    record_exercise,
    record_global_taskforce,
    record_treaties,
)
from infrastructure.render.cells import found
from infrastructure.render.forms import render

_ACTOR = "p-demo"
_YEAR = "2026"
_REPORTS = tuple(f"exercise-annual-{_YEAR}.{form}" for form in ("html", "xlsx", "pdf"))
_LETTERS = {"party": "P", "contracting_party": "C", "signatory": "S"}


def fill(store: Path) -> None:
    """Record the exercise over its year, then the real bodies on the day of the demonstration.

    The annual report of the exercise is written beside the store.
    """
    clock = Clock()
    with open_register(store, create=True, clock=clock) as register:
        record_exercise(register, clock, _ACTOR)
        record_global_taskforce(register, clock, _ACTOR)
        record_treaties(register, _ACTOR)
        write_annual(register, store.parent)


def write_annual(register: Register, folder: Path) -> None:
    """Write the annual report of the exercise in each form whose part is installed."""
    ask = Ask(taskforce=EXERCISE, on=DAY, known=f"@{register.read_model.head()}")
    report = annual(register.read_model, ask, DAY, year=_YEAR)
    for name in _REPORTS:
        try:
            content = render(report, name.rpartition(".")[2])
        except Unavailable:
            continue
        (folder / name).write_bytes(content)


def annual_reports(folder: Path) -> Sequence[str]:
    """Return the names of the files of the annual report that are there."""
    return [name for name in _REPORTS if (folder / name).exists()]


def tour(store: Path, folder: Path) -> Iterator[str]:
    """Yield the lines of a walk through the demonstration; there are at most forty."""
    with open_register(store) as register:
        yield from _global_taskforce(register)
        yield ""
        yield from _exercise(register)
        yield from _year(register, folder)
        yield ""
        yield from _treaties(register)
    yield ""
    yield f"Next, in {folder}:"
    yield "  depositary history LIL                      what was recorded, and corrected"
    yield "  depositary status BERNE --on 2000-01-01     any day; add --known DAY or @POSITION"
    yield "  depositary overdue --taskforce EXERCISE --on 2026-08-10     the list of a past day"
    yield "  depositary report minutes 2026-1 --taskforce EXERCISE"
    yield "  depositary --help                           all commands"
    yield "Then, in another folder, a register of your own: depositary init"


def _global_taskforce(register: Register) -> Iterator[str]:
    ask = _ask(GLOBAL_TASKFORCE)
    shown = overview(register.read_model, ask, DAY)
    yield f"{shown.name}: REAL, sourced facts only, as at {DAY}"
    yield f"  members: {shown.members['active']} (chair {shown.chair}); it was founded in 2022-06"
    yield f"  meetings: {'; '.join(shown.meetings)}"
    for text in shown.texts:
        yield f"  text: {text}"
    yield "  sources disagree about the founders:"
    facts = Facts(register.read_model, ask.taskforce, as_of(register.read_model, ask, DAY))
    for fact in facts.known(ClaimRecorded):
        if fact.event.about == "founders":
            yield f"    {fact.event.claim}"


def _exercise(register: Register) -> Iterator[str]:
    yield "EXERCISE Taskforce: fictional members, to see what the two clocks do"
    for row in status(register.read_model, _ask(EXERCISE), "PLEDGE", DAY).rows:
        but = row["except"]
        other = f", but not on {', '.join(map(str, but))}" if isinstance(but, list) and but else ""
        words = str(row["standing"]).replace("_", " ")
        since = f"{words} since {row['signed_on']}" if row["signed_on"] else "has not signed"
        yield f"  {row['name']}: {since}{other}"
    yield "  Lilliput's signature was entered with a wrong day, and corrected on 2026-03-05."
    for known in ("2026-02-28", "2026-03-31"):
        ask = Ask(taskforce=EXERCISE, on=date(2026, 1, 16), known=known)
        rows = status(register.read_model, ask, "PLEDGE", DAY).rows
        (lilliput,) = (row for row in rows if row["member"] == "LIL")
        yield (
            f"    had it signed by 2026-01-16, as known on {known}? "
            f"standing: {lilliput['standing']}"
        )


def _year(register: Register, folder: Path) -> Iterator[str]:
    day = date(2026, 8, 10)
    ask = Ask(taskforce=EXERCISE, on=day, known=str(day))
    for row in overdue(register.read_model, ask, None, DAY).rows:
        state = str(row["state"]).capitalize()
        yield f"  {state} on {day}, as known then: {row['name']}, {row['title']}"
    if files := annual_reports(folder):
        yield f"  Its year is told in {', '.join(files)}"


def _treaties(register: Register) -> Iterator[str]:
    rows = matrix(register.read_model, _ask(WIPO), None, DAY).rows
    yield "Real treaties: WIPO's, for the 20 states of the Global Taskforce (P party, S signatory)"
    shown = ("BERNE", "MARRAKESH", "BEIJING", "ROME")
    yield f"  {'':26}" + "".join(f"{text:12}" for text in shown).rstrip()
    for row in rows[:6]:
        letters = (_LETTERS.get(str(found(row, f"standings.{each}")), "-") for each in shown)
        yield f"  {row['name']!s:26}" + "".join(f"{letter:12}" for letter in letters).rstrip()
    yield f"  … and {len(rows) - 6} more: depositary matrix --taskforce {WIPO}"


def _ask(body: str) -> Ask:
    return Ask(taskforce=body, on=DAY, audience=Visibility.MEMBERS)
