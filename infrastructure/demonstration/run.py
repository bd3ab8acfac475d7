"""Fills a store with the demonstration, and walks through it in forty lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from application.context import Context
from application.questions.across.overdue import overdue
from application.questions.across.overview import overview
from application.questions.asking.answer import Answer
from application.questions.asking.ask import Ask
from application.questions.members.standings import matrix, status
from application.register import Register
from domain.values import Visibility
from infrastructure.bootstrap import open_register
from infrastructure.demonstration import exercise, global_taskforce, treaties
from infrastructure.demonstration.days import DAY
from infrastructure.demonstration.reports import write_annual, written
from infrastructure.render.cells import found

ACTOR = "p-demo"


@dataclass
class Clock:
    """A clock that stands until it is set; the store asks it for microseconds."""

    microseconds: int = 0

    def __call__(self) -> int:
        """Return the time."""
        return self.microseconds


def fill(store: Path) -> None:
    """Record the exercise over its year, then the real bodies on the day of the demonstration.

    The annual report of the exercise is written beside the store.
    """
    clock = Clock()
    with open_register(store, create=True, clock=clock) as register:
        context = Context(actor=ACTOR)
        for step in exercise.steps(lambda m, t: _first(register, m, t)):
            clock.microseconds = step.microseconds
            register.record(step.decide, context)
        clock.microseconds = int(datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp()) * 1_000_000
        register.record(global_taskforce.record, context)
        treaties.record(register, context)
        write_annual(register, store.parent)


def _first(register: Register, member: str, topic: str) -> str:
    (act, *_) = (a for a in register.read_model.acts_of(exercise.BODY, member) if a.topic == topic)
    return f"@{act.position}"


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
    found = overview(register.read_model, _ask(global_taskforce.BODY), DAY)
    yield f"{found.name}: REAL, sourced facts only, as at {DAY}"
    yield f"  members: {found.members['active']} (chair {found.chair}); it was founded in 2022-06"
    yield f"  meetings: {'; '.join(found.meetings)}"
    for text in found.texts:
        yield f"  text: {text}"
    claims = [claim for _, _, about, claim in global_taskforce.CLAIMS if about == "founders"]
    yield "  sources disagree about the founders:"
    for claim in claims:
        yield f"    {claim}"


def _exercise(register: Register) -> Iterator[str]:
    yield "EXERCISE Taskforce: fictional members, to see what the two clocks do"
    answer = _status(register, exercise.BODY, exercise.TEXT)
    for row in answer.rows:
        but = row["except"]
        other = f", but not on {', '.join(map(str, but))}" if isinstance(but, list) and but else ""
        standing = str(row["standing"]).replace("_", " ")
        since = f"{standing} since {row['signed_on']}" if row["signed_on"] else "has not signed"
        yield f"  {row['name']}: {since}{other}"
    yield "  Lilliput's signature was entered with a wrong day, and corrected on 2026-03-05."
    for known in ("2026-02-28", "2026-03-31"):
        then = status(
            register.read_model,
            Ask(taskforce=exercise.BODY, on=date(2026, 1, 16), known=known),
            exercise.TEXT,
            DAY,
        )
        found = next(row["standing"] for row in then.rows if row["member"] == "LIL")
        yield f"    had it signed by 2026-01-16, as known on {known}? standing: {found}"


def _year(register: Register, folder: Path) -> Iterator[str]:
    then = date(2026, 8, 10)
    ask = Ask(taskforce=exercise.BODY, on=then, known=str(then))
    rows = overdue(register.read_model, ask, None, DAY).rows
    for row in filter(lambda row: row["state"] == "overdue", rows):
        yield f"  Overdue on {then}, as known then: {row['name']}, {row['title']}"
    files = written(folder)
    if files:
        yield f"  Its year is told in {', '.join(files)}"


def _treaties(register: Register) -> Iterator[str]:
    answer = matrix(register.read_model, _ask(treaties.BODY), None, DAY)
    yield "Real treaties: WIPO's, for the 20 states of the Global Taskforce (P party, S signatory)"
    shown = ("BERNE", "MARRAKESH", "BEIJING", "ROME")
    yield f"  {'':26}{'BERNE':12}{'MARRAKESH':12}{'BEIJING':12}ROME"
    for row in answer.rows[:6]:
        letters = (LETTERS.get(str(found(row, f"standings.{each}")), "-") for each in shown)
        line = f"  {row['name']!s:26}" + "".join(f"{letter:12}" for letter in letters)
        yield line.rstrip()
    yield f"  … and {len(answer.rows) - 6} more: depositary matrix --taskforce {treaties.BODY}"


LETTERS = {"party": "P", "contracting_party": "C", "signatory": "S"}


def _status(register: Register, body: str, reference: str) -> Answer:
    return status(register.read_model, _ask(body), reference, DAY)


def _ask(body: str) -> Ask:
    return Ask(taskforce=body, on=DAY, audience=Visibility.MEMBERS)
