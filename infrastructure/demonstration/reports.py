"""Writes the annual report of the exercise, as a secretariat would hand it out."""

from collections.abc import Sequence
from pathlib import Path

from application.questions.asking.ask import Ask
from application.register import Register
from application.reports.annual.annual import annual
from domain.errors import Unavailable
from infrastructure.demonstration import exercise
from infrastructure.demonstration.days import DAY
from infrastructure.render.forms import render

YEAR = 2026
NAME = f"exercise-annual-{YEAR}"
FORMS = ("html", "xlsx", "pdf")


def write_annual(register: Register, folder: Path) -> None:
    """Write it in each form; one that needs a part which is not installed is left out."""
    known = f"@{register.read_model.head()}"
    ask = Ask(taskforce=exercise.BODY, on=DAY, known=known)
    report = annual(register.read_model, ask, DAY, year=str(YEAR))
    for form in FORMS:
        try:
            content = render(report, form)
        except Unavailable:
            continue
        (folder / f"{NAME}.{form}").write_bytes(content)


def written(folder: Path) -> Sequence[str]:
    """Return the names of the files that are there."""
    names = (f"{NAME}.{form}" for form in FORMS)
    return [name for name in names if (folder / name).exists()]
