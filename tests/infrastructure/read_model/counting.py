"""How much work is done: statements of SQLite, their steps, entries decoded. No clock counts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType

from infrastructure.read_model.sqlite_read_model import SQLiteReadModel

FINE = 10
"""Steps that are counted together."""


@dataclass(slots=True)
class Work:
    """What was done so far: the statements in their order, and how many steps they took."""

    statements: list[str] = field(default_factory=list)
    steps: int = 0

    def step(self) -> None:
        self.steps += FINE


@dataclass(slots=True)
class Calls:
    """How often a function was called so far."""

    count: int = 0


@contextmanager
def counted(model: SQLiteReadModel) -> Iterator[Work]:
    """Count the work of a block."""
    work, connection = Work(), model.ask(lambda connection: connection)
    connection.set_progress_handler(work.step, FINE)
    connection.set_trace_callback(work.statements.append)
    try:
        yield work
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_trace_callback(None)


@contextmanager
def calls_of(code: CodeType) -> Iterator[Calls]:
    """Count how often a block runs the code of a function."""
    calls = Calls()

    def look(frame: FrameType, event: str, _: object) -> None:
        calls.count += event == "call" and frame.f_code is code

    sys.setprofile(look)
    try:
        yield calls
    finally:
        sys.setprofile(None)
