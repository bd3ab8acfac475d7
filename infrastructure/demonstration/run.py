"""Fills a store with the demonstration, and walks through it in forty lines."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from application.questions.answer import Answer
from application.questions.asking import Ask
from application.questions.overview import overview
from application.questions.standings import matrix, status
from application.recording import Context
from application.register import Register
from domain.values import Visibility
from infrastructure.bootstrap import open_register
from infrastructure.demonstration import exercise, global_taskforce

DAY = date(2026, 11, 24)
"""The day of the demonstration: what it shows is always as at and as known on this day."""
ACTOR = "p-demo"


@dataclass
class Clock:
    """A clock that stands until it is set; the store asks it for microseconds."""

    microseconds: int = 0

    def __call__(self) -> int:
        """Return the time."""
        return self.microseconds


def fill(store: Path) -> None:
    """Record the exercise over its year, then the real bodies on the day of the demonstration."""
    clock = Clock()
    with open_register(store, create=True, clock=clock) as register:
        context = Context(actor=ACTOR)
        for step in exercise.steps(lambda m, t: _first(register, m, t)):
            clock.microseconds = step.microseconds
            register.record(step.decide, context)
        clock.microseconds = int(datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp()) * 1_000_000
        register.record(global_taskforce.record, context)
        import_treaties(register, context)


def _first(register: Register, member: str, topic: str) -> str:
    (act, *_) = (
        a for a in register.read_model.acts_of(exercise.BODY, member) if a.topic == topic
    )
    return f"@{act.position}"
